import { Skeleton } from '@mantine/core'
import { type FormEventHandler, type ReactNode, Suspense, useEffect, useRef } from 'react'

interface Props {
  onSubmit: FormEventHandler<HTMLFormElement>
  children: ReactNode
}

/** A form in a dialog. Its controls may come after the dialog has looked for what is to have the focus. */
export function FocusedForm(props: Props) {
  return (
    <Suspense fallback={<Skeleton height={120} />}>
      <Shown {...props} />
    </Suspense>
  )
}

function Shown(props: Props) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  return <form ref={form} {...props} />
}
