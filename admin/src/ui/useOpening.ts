import { type RefObject, useEffect, useRef, useState } from 'react'

interface Opening {
  target: RefObject<HTMLButtonElement | null>
  opened: boolean
  setOpened: (opened: boolean) => void
}

/** Opens what was loaded to be opened: after its button has the focus, to which Mantine then returns it. */
export function useOpening(): Opening {
  const target = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    target.current?.focus()
    setOpened(true)
  }, [])
  return { target, opened, setOpened }
}
