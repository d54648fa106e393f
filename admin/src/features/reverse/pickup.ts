import type { PickupInput } from '../../gen/graphql'
import { withoutBlanks } from '../../ui/form/address'
import { BLANK, type PickupDetails, toRemark, toSelfPickup } from '../../ui/form/pickup'

export interface Pickup extends PickupDetails {
  method: 'SELF_PICKUP' | 'FORWARD'
}

export function beginning(): Pickup {
  return { ...BLANK, method: 'SELF_PICKUP' }
}

/** What the API takes: one of the two methods, with what belongs to it. */
export function toPickup(pickup: Pickup): PickupInput {
  if (pickup.method === 'SELF_PICKUP') return { selfPickup: toSelfPickup(pickup) }
  return { forward: { address: withoutBlanks(pickup.address), remark: toRemark(pickup) } }
}
