import { Badge } from '@mantine/core'

/** What is over, well or otherwise; all other states wait for somebody or are under way. */
const DONE = new Set([
  'COMPLETED',
  'DELIVERED',
  'PICKED_UP',
  'PUTAWAY_DONE',
  'RECEIVED',
  'SIGNED',
  'CLOSED',
  'RESOLVED',
])
const ENDED = new Set([
  'CANCELLED',
  'VOIDED',
  'RETURNED',
  'REJECTED',
  'EXPIRED',
  'DISMISSED',
  'DESTROYED',
  'DISPOSED',
])
const WAITING = /^(AWAITING|PENDING|OPEN|PROPOSED|WAITING|DRAFT)/

export function StateBadge({ state, label }: { state: string; label: string }) {
  return (
    <Badge variant="light" color={colorOf(state)} tt="none" fw={500} radius="sm">
      {label}
    </Badge>
  )
}

function colorOf(state: string): string {
  if (DONE.has(state)) return 'teal'
  if (ENDED.has(state)) return 'gray'
  return WAITING.test(state) ? 'orange' : 'blue'
}
