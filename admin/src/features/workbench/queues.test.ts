import { expect, test } from 'vitest'
import type { Action, DocumentKind } from '../../gen/graphql'
import { PATHS } from '../../lib/paths'
import { TYPES } from '../developers/schema'
import { byUrgency, placeOf, type Queue } from './queues'

const STATES: Record<DocumentKind, string> = {
  REVERSE_ORDER: 'ReverseOrderState',
  EXCEPTION_CASE: 'ExceptionCaseState',
  RETURN_ORDER: 'ReturnOrderState',
  STOCK_ORDER: 'StockOrderState',
  DELIVERY_NOTE: 'DeliveryNoteState',
  WORK_TICKET: 'TicketState',
}

function valuesOf(name: string): string[] {
  return TYPES.get(name)?.members.map((member) => member.name) ?? []
}

test('every queue leads to states that the schema knows, or to the tasks', () => {
  for (const action of valuesOf('Action') as Action[]) {
    const { to, search } = placeOf(action)
    if (!('filter' in search)) {
      expect(to).toBe('/')
      continue
    }
    const [kind] = (Object.keys(PATHS) as DocumentKind[]).filter((each) => PATHS[each] === to)
    expect(valuesOf(STATES[kind as DocumentKind])).toEqual(
      expect.arrayContaining(search.filter?.state as string[]),
    )
  }
})

test('what is late comes before what can cost something, and that before what is many', () => {
  const queue = (overdue: number, penaltyRisk: number, total: number) =>
    ({ action: 'SHIP', overdue, penaltyRisk, dueSoon: 0, total }) satisfies Queue
  const [many, costly, late] = [queue(0, 0, 99), queue(0, 1, 2), queue(1, 0, 1)] as const
  expect([many, costly, late].toSorted(byUrgency)).toEqual([late, costly, many])
})
