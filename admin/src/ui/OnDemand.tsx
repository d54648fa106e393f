import { type ComponentType, lazy, type ReactNode, Suspense, useMemo, useState } from 'react'

interface Props<P> {
  /** What is shown until somebody wants it. */
  button: (want: () => void) => ReactNode
  load: () => Promise<{ default: ComponentType<P> }>
  props: P
  /** At once. */
  wanted?: boolean
}

/** A menu or panel that is loaded when it is first opened: most people never do, and all would wait for it. */
export function OnDemand<P extends object>({
  button,
  load,
  props,
  wanted: atOnce = false,
}: Props<P>) {
  const [wanted, setWanted] = useState(atOnce)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is loaded stays the same
  const Loaded = useMemo(() => lazy(load), [])
  const closed = button(() => setWanted(true))
  if (atOnce && !wanted) setWanted(true)
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <Loaded {...props} />
    </Suspense>
  )
}
