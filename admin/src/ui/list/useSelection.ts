import { useCallback, useMemo, useState } from 'react'

export interface Selection {
  ids: ReadonlySet<string>
  /** Everything that matches the filter, also what is not loaded. */
  everything: boolean
  toggle: (id: string) => void
  /** From where the last one was toggled to here. */
  extend: (id: string, order: string[]) => void
  set: (ids: string[]) => void
  setEverything: () => void
  clear: () => void
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [everything, setAll] = useState(false)
  const [anchor, setAnchor] = useState<string | null>(null)

  const toggle = useCallback((id: string) => {
    setAll(false)
    setAnchor(id)
    setIds((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  }, [])
  const extend = useCallback(
    (id: string, order: string[]) => {
      const ends = [order.indexOf(anchor ?? id), order.indexOf(id)]
      const [from = 0, to = 0] = ends.sort((a, b) => a - b)
      setAll(false)
      setIds((before) => new Set([...before, ...order.slice(Math.max(0, from), to + 1)]))
      if (anchor === null) setAnchor(id)
    },
    [anchor],
  )
  const set = useCallback((chosen: string[]) => {
    setAll(false)
    setIds(new Set(chosen))
  }, [])
  const setEverything = useCallback(() => setAll(true), [])
  const clear = useCallback(() => {
    setAll(false)
    setAnchor(null)
    setIds(new Set())
  }, [])
  return useMemo(
    () => ({ ids, everything, toggle, extend, set, setEverything, clear }),
    [ids, everything, toggle, extend, set, setEverything, clear],
  )
}
