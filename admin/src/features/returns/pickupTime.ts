import type { Order } from './ReturnOrderBody'

/** As an input of a date and time has it: in the reader's own time. */
export function expectedPickup({ entry }: Order): string | null {
  if (!entry?.expectedPickupAt) return null
  const moment = new Date(entry.expectedPickupAt)
  moment.setMinutes(moment.getMinutes() - moment.getTimezoneOffset())
  return moment.toISOString().slice(0, 16)
}
