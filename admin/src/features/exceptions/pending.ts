import type { DueFragment, PendingFragment } from '../../gen/graphql'
import { nextDue } from '../../ui/DueTime'

/** The deadline of what is to be done: as it stands at the document that it is to be done to. */
export function dueOf({ dueAt, document }: PendingFragment): DueFragment | undefined {
  return dueAt ? document.deadlines.find((due) => due.dueAt === dueAt) : undefined
}

/** What is due first; what has no deadline comes last. */
export function nextPending(pending: PendingFragment[]): PendingFragment | undefined {
  const due = nextDue(pending.flatMap((each) => dueOf(each) ?? []))
  return pending.find((each) => due && dueOf(each) === due) ?? pending[0]
}
