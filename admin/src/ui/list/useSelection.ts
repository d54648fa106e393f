import { useCallback, useMemo, useState } from 'react'

interface Chosen {
  ids: ReadonlySet<string>
  /** Everything that matches the filter, also what is not loaded. */
  everything: boolean
}

export interface Selection extends Chosen {
  /** `order`: what is loaded, which stays selected when one is taken out of everything. */
  toggle: (id: string, order: string[]) => void
  /** From where the last one was toggled to here. */
  extend: (id: string, order: string[]) => void
  set: (ids: string[]) => void
  setEverything: () => void
  clear: () => void
}

const NOTHING: Chosen = { ids: new Set(), everything: false }

export function useSelection(): Selection {
  const [chosen, setChosen] = useState(NOTHING)
  const [anchor, setAnchor] = useState<string | null>(null)

  const toggle = useCallback((id: string, order: string[]) => {
    setAnchor(id)
    setChosen(({ ids, everything }) => {
      const after = new Set(everything ? order : ids)
      if (!after.delete(id)) after.add(id)
      return { ids: after, everything: false }
    })
  }, [])
  const extend = useCallback(
    (id: string, order: string[]) => {
      const ends = [order.indexOf(anchor ?? id), order.indexOf(id)]
      const [from = 0, to = 0] = ends.sort((a, b) => a - b)
      const range = order.slice(Math.max(0, from), to + 1)
      setChosen((before) =>
        before.everything ? before : { ...before, ids: new Set([...before.ids, ...range]) },
      )
      if (anchor === null) setAnchor(id)
    },
    [anchor],
  )
  const set = useCallback(
    (ids: string[]) => setChosen({ ids: new Set(ids), everything: false }),
    [],
  )
  const setEverything = useCallback(
    () => setChosen((before) => ({ ...before, everything: true })),
    [],
  )
  const clear = useCallback(() => {
    setAnchor(null)
    setChosen(NOTHING)
  }, [])
  return useMemo(
    () => ({ ...chosen, toggle, extend, set, setEverything, clear }),
    [chosen, toggle, extend, set, setEverything, clear],
  )
}
