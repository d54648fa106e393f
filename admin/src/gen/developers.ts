import type { Operation } from '../lib/operation'
import type {
  ApiTokensQuery,
  ApiTokensQueryVariables,
  CreateApiTokenMutation,
  CreateApiTokenMutationVariables,
  RevokeApiTokenMutation,
  RevokeApiTokenMutationVariables,
} from './graphql'

export const ApiTokensDocument = `
query ApiTokens {
  tokens: apiTokens {
    ...OwnToken
  }
}

fragment OwnToken on ApiToken {
  id
  name
  prefix
  scopes
  createdAt
  lastUsedAt
  expiresAt
  revokedAt
}
` as Operation<ApiTokensQuery, ApiTokensQueryVariables>

export const CreateApiTokenDocument = `
mutation CreateApiToken($input: CreateApiTokenInput!) {
  done: createApiToken(input: $input) {
    token
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
` as Operation<CreateApiTokenMutation, CreateApiTokenMutationVariables>

export const RevokeApiTokenDocument = `
mutation RevokeApiToken($input: RevokeApiTokenInput!) {
  done: revokeApiToken(input: $input) {
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
` as Operation<RevokeApiTokenMutation, RevokeApiTokenMutationVariables>
