import type { AddressChoiceInput, ReturnMethod, ReturnMethodInput } from '../../gen/graphql'
import { NEW, withoutBlanks } from '../../ui/form/address'

export interface Entry {
  method: ReturnMethod
  address: AddressChoiceInput
  expectedPickupAt: string
  contactName: string
  contactPhone: string
  remark: string
}

export function beginning(): Entry {
  return {
    method: 'PLATFORM_LOGISTICS',
    address: { address: NEW },
    expectedPickupAt: '',
    contactName: '',
    contactPhone: '',
    remark: '',
  }
}

/** What the API takes: one of the three ways, with what belongs to it. */
export function toMethod(entry: Entry): ReturnMethodInput {
  const { method, address, expectedPickupAt, contactName, contactPhone } = entry
  const remark = entry.remark.trim() || null
  switch (method) {
    case 'PLATFORM_LOGISTICS':
      return { platformLogistics: withoutBlanks(address) }
    case 'SELF_PICKUP': {
      const moment = expectedPickupAt && new Date(expectedPickupAt).toISOString()
      return { selfPickup: { expectedPickupAt: moment, contactName, contactPhone, remark } }
    }
    case 'ABANDON':
      // Nobody sends this who has not ticked that the goods are given up.
      return { abandon: { confirm: true, remark } }
  }
}
