export interface Continuity {
  first: number | null
  last: number | null
  /** The highest place that no event has, of those in between; null when there is none. */
  missing: number | null
}

/** Whether the places of events, the latest first, follow each other. Who has no place yet does not count. */
export function continuityOf(places: (number | null)[]): Continuity {
  const taken = places.filter((place) => place !== null)
  const gap = taken.findIndex((place, index) => index > 0 && place !== (taken[index - 1] ?? 0) - 1)
  const before = gap > 0 ? taken[gap - 1] : undefined
  return {
    first: taken.at(-1) ?? null,
    last: taken[0] ?? null,
    missing: before === undefined ? null : before - 1,
  }
}
