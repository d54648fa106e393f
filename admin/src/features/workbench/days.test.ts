import { expect, test } from 'vitest'
import { countsOf, lastDays } from './days'

test('the last days end with today, and leave no gap', () => {
  const days = lastDays(3, new Date(2026, 2, 1, 18, 30))
  expect(days.map(({ from }) => from)).toEqual([
    new Date(2026, 1, 27),
    new Date(2026, 1, 28),
    new Date(2026, 2, 1),
  ])
  expect(days.map(({ to }) => to).slice(0, 2)).toEqual(days.map(({ from }) => from).slice(1))
})

test('each day is counted twice in one query, with a filter of its own', () => {
  const days = lastDays(2, new Date(2026, 2, 1))
  const { document, variables } = countsOf(days)
  expect(Object.keys(variables)).toEqual(['created0', 'finished0', 'created1', 'finished1'])
  for (const name of Object.keys(variables))
    expect(document.toString()).toContain(`${name}: reverseOrders(filter: $${name}, first: 0)`)
  expect(variables.created1).toEqual({
    createdAt: { gte: days[1]?.from.toISOString(), lt: days[1]?.to.toISOString() },
  })
})
