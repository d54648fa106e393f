import type { AddressChoiceInput } from '../../gen/graphql'
import { NEW } from './address'

/** Where goods are sent, or who comes for them and when. */
export interface PickupDetails {
  address: AddressChoiceInput
  expectedPickupAt: string
  contactName: string
  contactPhone: string
  remark: string
}

export const BLANK: PickupDetails = {
  address: { address: NEW },
  expectedPickupAt: '',
  contactName: '',
  contactPhone: '',
  remark: '',
}

/** As the API takes it. */
export function toSelfPickup(details: PickupDetails) {
  const { expectedPickupAt, contactName, contactPhone } = details
  const moment = expectedPickupAt && new Date(expectedPickupAt).toISOString()
  return { expectedPickupAt: moment, contactName, contactPhone, remark: toRemark(details) }
}

export function toRemark({ remark }: PickupDetails): string | null {
  return remark.trim() || null
}
