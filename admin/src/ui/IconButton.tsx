import { ActionIcon, type ActionIconProps } from '@mantine/core'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'

type Props = ActionIconProps & ComponentPropsWithoutRef<'button'> & { label: string }

/** A button that shows a picture, and says in words what it does. */
export const IconButton = forwardRef<HTMLButtonElement, Props>(function IconButton(
  { label, ...props },
  ref,
) {
  return (
    <ActionIcon
      ref={ref}
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      {...props}
    />
  )
})
