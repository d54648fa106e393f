import type { AddressChoiceInput, AddressInput } from '../../gen/graphql'

/** What a new address begins with. */
export const NEW: AddressInput = {
  recipient: '',
  phone: '',
  country: 'CN',
  region: '',
  city: '',
  district: '',
  line1: '',
  line2: '',
  postalCode: '',
}

/** What was left empty is not sent. */
export function withoutBlanks(choice: AddressChoiceInput): AddressChoiceInput {
  if (!choice.address) return choice
  const { district, line2, postalCode, ...rest } = choice.address
  return {
    address: {
      ...rest,
      district: district || null,
      line2: line2 || null,
      postalCode: postalCode || null,
    },
  }
}
