import type { ReturnMethod, ReturnMethodInput } from '../../gen/graphql'
import { withoutBlanks } from '../../ui/form/address'
import { BLANK, type PickupDetails, toRemark, toSelfPickup } from '../../ui/form/pickup'

export interface Entry extends PickupDetails {
  method: ReturnMethod
}

export function beginning(): Entry {
  return { ...BLANK, method: 'PLATFORM_LOGISTICS' }
}

/** What the API takes: one of the three ways, with what belongs to it. */
export function toMethod(entry: Entry): ReturnMethodInput {
  switch (entry.method) {
    case 'PLATFORM_LOGISTICS':
      return { platformLogistics: withoutBlanks(entry.address) }
    case 'SELF_PICKUP':
      return { selfPickup: toSelfPickup(entry) }
    case 'ABANDON':
      // Nobody sends this who has not ticked that the goods are given up.
      return { abandon: { confirm: true, remark: toRemark(entry) } }
  }
}
