import { useLive } from '../../lib/live'
import type { Resource, Row } from '../../lib/resource'

/** How many documents that came are not in the list yet. */
export function useNews(resource: Resource, rows: Row[]): number {
  const { changes } = useLive()
  const known = new Set(rows.map(({ id }) => id))
  return [...changes.values()].filter(
    ({ document, event }) =>
      document?.kind === resource.kind && event.action === 'CREATE' && !known.has(document.id),
  ).length
}

/** The rows that are newer than they are shown. */
export function useChanged(rows: Row[]): ReadonlySet<string> {
  const { changes } = useLive()
  return new Set(
    rows
      .filter(({ id, version }) => (changes.get(id)?.document?.version ?? 0) > version)
      .map(({ id }) => id),
  )
}
