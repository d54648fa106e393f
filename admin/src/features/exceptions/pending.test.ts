import { expect, test } from 'vitest'
import type { DueFragment, PendingFragment } from '../../gen/graphql'
import { dueOf, nextPending } from './pending'

function pending(number: string, dueAt: string | null, status: DueFragment['status'] = 'RUNNING') {
  const deadlines = dueAt ? [{ kind: 'ACCEPT', dueAt, status, penaltyRisk: false }] : []
  const document = { id: number, kind: 'STOCK_ORDER', number, stateLabel: '', deadlines }
  return {
    action: 'ACCEPT',
    role: 'MERCHANT',
    dueAt,
    penaltyRisk: false,
    document,
  } as PendingFragment
}

test('what is due first comes first, and before what has no deadline', () => {
  const whenever = pending('A', null)
  const later = pending('B', '2026-12-02T00:00:00Z')
  const sooner = pending('C', '2026-12-01T00:00:00Z', 'OVERDUE')
  expect(nextPending([whenever, later, sooner])).toBe(sooner)
  expect(nextPending([whenever])).toBe(whenever)
  expect(nextPending([])).toBeUndefined()
})

test('a deadline is that of the document, with where it stands', () => {
  expect(dueOf(pending('A', '2026-12-01T00:00:00Z', 'DUE_SOON'))?.status).toBe('DUE_SOON')
  expect(dueOf(pending('A', null))).toBeUndefined()
})
