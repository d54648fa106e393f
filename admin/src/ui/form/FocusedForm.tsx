import { Skeleton } from '@mantine/core'
import { type FormEventHandler, type ReactNode, Suspense, useEffect, useRef } from 'react'
import type { UserError } from '../../lib/api'

interface Props {
  onSubmit: FormEventHandler<HTMLFormElement>
  /** What was refused, or why nothing was answered. */
  errors: UserError[]
  error: unknown
  children: ReactNode
}

/**
 * A form in a dialog. Its controls may come after the dialog has looked for what is to have the focus; and its button
 * lets go of it while something is sent: then what was refused has it.
 */
export function FocusedForm(props: Props) {
  return (
    <Suspense fallback={<Skeleton height={120} />}>
      <Shown {...props} />
    </Suspense>
  )
}

function Shown({ errors, error, ...props }: Props) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => focus(form.current, '[data-autofocus]'), [])
  useEffect(() => {
    if (errors.length > 0 || error !== null)
      focus(form.current, '[aria-invalid="true"]', SEND, '[role="alert"][tabindex]')
    // What was refused is gone, and what was done about it with it.
    else if (document.activeElement === document.body) focus(form.current, SEND, 'input:enabled')
  }, [errors, error])
  return <form ref={form} {...props} />
}

const SEND = '[type="submit"]:enabled'

/** What the first of the selectors finds that finds anything. */
function focus(form: HTMLFormElement | null, ...selectors: string[]): void {
  const found = selectors.map((each) => form?.querySelector<HTMLElement>(each))
  found.find(Boolean)?.focus()
}
