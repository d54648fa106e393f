import type { Action, DocumentKind, Role, TaskSummaryQuery } from '../../gen/graphql'
import { PATHS } from '../../lib/paths'
import type { ListSearch } from '../../lib/search'

export type Queue = TaskSummaryQuery['queues'][number]

/** What is late comes first, then what can cost something, then what will soon be late. */
export function byUrgency(a: Queue, b: Queue): number {
  return (
    b.overdue - a.overdue ||
    b.penaltyRisk - a.penaltyRisk ||
    b.dueSoon - a.dueSoon ||
    b.total - a.total
  )
}

interface Place {
  kind: DocumentKind
  filter: Record<string, string[]>
}

/** The list, and of it the documents, that wait for an action. Not all can be told by a filter. */
const PLACES: Partial<Record<Action, Place>> = {
  DECIDE_CUSTOMS_OUTCOME: inState('REVERSE_ORDER', 'AWAITING_DECISION'),
  REGISTER_PICKUP: inState('REVERSE_ORDER', 'AWAITING_PICKUP_REGISTRATION'),
  CONFIRM_DESTRUCTION: inState('REVERSE_ORDER', 'AWAITING_DESTRUCTION_CONFIRMATION'),
  REPORT_PICKED_UP: {
    kind: 'REVERSE_ORDER',
    filter: { state: ['AWAITING_PICKUP'], pickupMethod: ['SELF_PICKUP'] },
  },
  REPORT_FORWARDED: {
    kind: 'REVERSE_ORDER',
    filter: { state: ['AWAITING_PICKUP'], pickupMethod: ['FORWARD'] },
  },
  REPORT_DELIVERED: inState('REVERSE_ORDER', 'FORWARDED'),
  REPORT_DESTROYED: inState('REVERSE_ORDER', 'AWAITING_DESTRUCTION'),
  CONFIRM_HANDLING: inState('REVERSE_ORDER', 'PICKED_UP', 'DELIVERED', 'DESTROYED'),
  SETTLE: {
    kind: 'EXCEPTION_CASE',
    filter: { state: ['OPEN', 'PROPOSED'], type: ['REVERSE_PARCEL_ANOMALY'] },
  },
  ENTER_RETURN_METHOD: inState('RETURN_ORDER', 'PENDING_CONFIRMATION'),
  PACK: inState('RETURN_ORDER', 'AWAITING_PACKING'),
  SHIP: inState('RETURN_ORDER', 'AWAITING_SHIPMENT'),
  COLLECT: inState('RETURN_ORDER', 'AWAITING_PICKUP'),
  SIGN: inState('RETURN_ORDER', 'SHIPPED'),
  DISPOSE: inState('RETURN_ORDER', 'AWAITING_DISPOSAL'),
  ACCEPT: inState('STOCK_ORDER', 'PENDING_CONFIRMATION'),
  CREATE_DELIVERY_NOTE: inState('STOCK_ORDER', 'ACCEPTED', 'PARTIALLY_SHIPPED'),
  CONFIRM_SEND: inState('DELIVERY_NOTE', 'DRAFT'),
  ARRIVE: inState('DELIVERY_NOTE', 'CONFIRMED', 'IN_TRANSIT'),
  START_RECEIVING: inState('DELIVERY_NOTE', 'ARRIVED'),
  FINISH_RECEIVING: inState('DELIVERY_NOTE', 'RECEIVING'),
  FINISH_QUALITY_CHECK: inState('DELIVERY_NOTE', 'QUALITY_CHECK'),
}

function inState(kind: DocumentKind, ...state: string[]): Place {
  return { kind, filter: { state } }
}

export const TASKS = 'tasks'

/** Where a queue is worked off: in its list, or in the list of tasks. */
export function placeOf(action: Action) {
  const place = PLACES[action]
  const search: ListSearch | WorkbenchSearch = place ? { filter: place.filter } : { action }
  return { to: place ? PATHS[place.kind] : '/', search, hash: place ? '' : TASKS }
}

export interface WorkbenchSearch {
  action?: Action
  status?: 'OVERDUE' | 'DUE_SOON'
}

export function readWorkbenchSearch(given: Record<string, unknown>): WorkbenchSearch {
  const { action, status } = given
  return {
    ...(typeof action === 'string' && { action: action as Action }),
    ...((status === 'OVERDUE' || status === 'DUE_SOON') && { status }),
  }
}

/** Nothing waits for who only reads. */
export function mayHaveTasks(role: Role): boolean {
  return role !== 'PARTNER'
}
