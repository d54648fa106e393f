import type { Operation } from '../lib/operation'
import type {
  ExceptionRulesQuery,
  ExceptionRulesQueryVariables,
} from './graphql'

export const ExceptionRulesDocument = `
query ExceptionRules {
  rules: exceptionRules {
    ...Rule
  }
}

fragment Rule on ExceptionRule {
  id
  type
  subtype
  resolution
  orderKinds
  originalNote
  newDeliveryNote
  newStockOrder
  returnScope
  compensation
  jitPenaltyRisk
  opensTicket
  scheme
  merchantActions
  guidance
}
` as Operation<ExceptionRulesQuery, ExceptionRulesQueryVariables>
