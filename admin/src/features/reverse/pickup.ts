import type { AddressChoiceInput, PickupInput } from '../../gen/graphql'
import { NEW, withoutBlanks } from '../../ui/form/address'

export interface Pickup {
  method: 'SELF_PICKUP' | 'FORWARD'
  expectedPickupAt: string
  contactName: string
  contactPhone: string
  address: AddressChoiceInput
  remark: string
}

export function beginning(): Pickup {
  return {
    method: 'SELF_PICKUP',
    expectedPickupAt: '',
    contactName: '',
    contactPhone: '',
    address: { address: NEW },
    remark: '',
  }
}

/** What the API takes: one of the two methods, with what belongs to it. */
export function toPickup(pickup: Pickup): PickupInput {
  const { method, expectedPickupAt, contactName, contactPhone, address } = pickup
  const remark = pickup.remark.trim() || null
  if (method === 'FORWARD') return { forward: { address: withoutBlanks(address), remark } }
  const moment = expectedPickupAt && new Date(expectedPickupAt).toISOString()
  return { selfPickup: { expectedPickupAt: moment, contactName, contactPhone, remark } }
}
