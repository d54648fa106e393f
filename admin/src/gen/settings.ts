import type { Operation } from '../lib/operation'
import type {
  CreateAddressMutation,
  CreateAddressMutationVariables,
} from './graphql'

export const CreateAddressDocument = `
mutation CreateAddress($input: CreateAddressInput!) {
  done: createAddress(input: $input) {
    userErrors {
      ...Refused
    }
  }
}

fragment Refused on UserError {
  code
  message
  field
}
` as Operation<CreateAddressMutation, CreateAddressMutationVariables>
