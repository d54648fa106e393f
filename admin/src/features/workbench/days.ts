import type { Operation } from '../../lib/operation'

export interface Day {
  /** When it begins, in the reader's own time. */
  from: Date
  to: Date
}

/** The last days, the oldest first; the last one is today. */
export function lastDays(count: number, now = new Date()): Day[] {
  return Array.from({ length: count }, (_, index) => {
    const day = (offset: number) =>
      new Date(now.getFullYear(), now.getMonth(), now.getDate() - (count - 1 - index) + offset)
    return { from: day(0), to: day(1) }
  })
}

type Counts = Record<string, { totalCount: number }>
type Filters = Record<string, object>

/** How many reverse orders came, and how many were finished, on each of so many days: all in one query. */
export function countsOf(days: Day[]) {
  const names = days.flatMap((_, index) => [`created${index}`, `finished${index}`])
  const document =
    `query Trend(${names.map((name) => `$${name}: ReverseOrderFilter`).join(', ')}) {\n${names
      .map((name) => `  ${name}: reverseOrders(filter: $${name}, first: 0) { totalCount }`)
      .join('\n')}\n}` as Operation<Counts, Filters>
  const variables: Filters = {}
  for (const [index, { from, to }] of days.entries()) {
    const during = { gte: from.toISOString(), lt: to.toISOString() }
    variables[`created${index}`] = { createdAt: during }
    variables[`finished${index}`] = {
      state: { in: ['COMPLETED', 'CANCELLED'] },
      updatedAt: during,
    }
  }
  return { document, variables }
}
