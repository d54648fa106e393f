import type { Operation } from '../lib/operation'
import type {
  CancelReverseOrderMutation,
  CancelReverseOrderMutationVariables,
  ConfirmDestructionBatchMutation,
  ConfirmDestructionBatchMutationVariables,
  ConfirmDestructionMutation,
  ConfirmDestructionMutationVariables,
  ConfirmHandlingMutation,
  ConfirmHandlingMutationVariables,
  DecideCustomsOutcomeMutation,
  DecideCustomsOutcomeMutationVariables,
  RegisterPickupBatchMutation,
  RegisterPickupBatchMutationVariables,
  RegisterPickupMutation,
  RegisterPickupMutationVariables,
  ReportDeliveredMutation,
  ReportDeliveredMutationVariables,
  ReportDestroyedMutation,
  ReportDestroyedMutationVariables,
  ReportForwardedMutation,
  ReportForwardedMutationVariables,
  ReportPickedUpMutation,
  ReportPickedUpMutationVariables,
  ReverseOrderDetailQuery,
  ReverseOrderDetailQueryVariables,
  ReverseOrdersQuery,
  ReverseOrdersQueryVariables,
} from './graphql'

export const ReverseOrdersDocument = `
query ReverseOrders($filter: ReverseOrderFilter, $sort: [ReverseOrderSort!], $first: Int, $after: String) {
  page: reverseOrders(filter: $filter, sort: $sort, first: $first, after: $after) {
    nodes {
      ...ReverseOrderRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
    facets {
      tabs: types {
        value
        count
      }
    }
  }
}

fragment ReverseOrderRow on ReverseOrder {
  id
  number
  kind
  version
  state
  stateLabel
  createdAt
  updatedAt
  type
  businessModel
  exceptionStatus
  pickupMethod
  orderNumber
  salesReturnNumber
  totalQuantity
  merchant {
    name
  }
  warehouse {
    name
  }
  cargoOwner {
    name
  }
  serviceProvider {
    name
  }
  lines {
    goodsItem {
      ...Goods
    }
  }
  deadlines {
    ...Due
  }
  availableActions {
    ...Allowed
  }
}

fragment Goods on GoodsItem {
  id
  externalId
  name
}

fragment Due on Deadline {
  kind
  dueAt
  status
  penaltyRisk
}

fragment Allowed on AvailableAction {
  action
  enabled
  requiresConfirmation
  irreversible
  disabledReason {
    message
  }
}
` as Operation<ReverseOrdersQuery, ReverseOrdersQueryVariables>

export const ReverseOrderDetailDocument = `
query ReverseOrderDetail($by: DocumentBy!) {
  document: reverseOrder(by: $by) {
    ...Head
    ...Linked
    state
    type
    cause
    businessModel
    exceptionStatus
    orderNumber
    salesReturnNumber
    totalQuantity
    forwardTrackingNumber
    reverseTrackingNumber
    reason
    serviceProvider {
      name
    }
    lines {
      quantity
      goodsItem {
        ...Goods
      }
    }
    pickup {
      method
      expectedPickupAt
      contactName
      contactPhone
      address {
        ...Place
      }
      remark
      submittedAt
      submittedBy {
        name
      }
    }
    destruction {
      confirmedAt
      confirmedBy {
        name
      }
      destroyedAt
      certificate {
        fileName
      }
    }
    handover {
      verifiedName
      carrier
      trackingNumber
      reportedAt
      reportedBy {
        name
      }
    }
  }
}

fragment Head on Document {
  id
  number
  kind
  version
  stateLabel
  updatedAt
  merchant {
    name
  }
  warehouse {
    name
  }
  cargoOwner {
    name
  }
  availableActions {
    ...Allowed
  }
  deadlines {
    ...Due
  }
}

fragment Allowed on AvailableAction {
  action
  enabled
  requiresConfirmation
  irreversible
  disabledReason {
    message
  }
}

fragment Due on Deadline {
  kind
  dueAt
  status
  penaltyRisk
}

fragment Linked on Document {
  links {
    relation
    document {
      ...Named
    }
  }
  evidence {
    ...Paper
  }
  timeline(first: 50) {
    nodes {
      ...Happened
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

fragment Named on Document {
  id
  kind
  number
  stateLabel
}

fragment Paper on Evidence {
  id
  kind
  fileName
  mimeType
  sizeBytes
  sha256
  uploadedAt
  uploadedBy {
    name
    role
  }
  url
}

fragment Happened on Event {
  id
  at
  action
  actionLabel
  fromStateLabel
  toStateLabel
  changedValues {
    name
    label
    value
  }
  actor {
    name
    role
  }
}

fragment Goods on GoodsItem {
  id
  externalId
  name
}

fragment Place on PostalAddress {
  recipient
  phone
  country
  region
  city
  district
  line1
  line2
  postalCode
}
` as Operation<ReverseOrderDetailQuery, ReverseOrderDetailQueryVariables>

export const RegisterPickupDocument = `
mutation RegisterPickup($input: RegisterPickupInput!) {
  done: registerPickup(input: $input) {
    document: reverseOrder {
      id
      number
      version
    }
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
` as Operation<RegisterPickupMutation, RegisterPickupMutationVariables>

export const RegisterPickupBatchDocument = `
mutation RegisterPickupBatch($input: RegisterPickupBatchInput!) {
  done: registerPickupBatch(input: $input) {
    batch {
      ...Batch
    }
    userErrors {
      ...Refused
    }
  }
}

fragment Batch on BatchResult {
  requested
  applied
  items {
    id
    number
    outcome
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
` as Operation<RegisterPickupBatchMutation, RegisterPickupBatchMutationVariables>

export const ConfirmDestructionDocument = `
mutation ConfirmDestruction($input: ConfirmDestructionInput!) {
  done: confirmDestruction(input: $input) {
    document: reverseOrder {
      id
      number
      version
    }
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
` as Operation<ConfirmDestructionMutation, ConfirmDestructionMutationVariables>

export const ConfirmDestructionBatchDocument = `
mutation ConfirmDestructionBatch($input: ConfirmDestructionBatchInput!) {
  done: confirmDestructionBatch(input: $input) {
    batch {
      ...Batch
    }
    userErrors {
      ...Refused
    }
  }
}

fragment Batch on BatchResult {
  requested
  applied
  items {
    id
    number
    outcome
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
` as Operation<ConfirmDestructionBatchMutation, ConfirmDestructionBatchMutationVariables>

export const ConfirmHandlingDocument = `
mutation ConfirmHandling($input: ConfirmHandlingInput!) {
  done: confirmHandling(input: $input) {
    ...ReverseOrderDone
  }
}

fragment ReverseOrderDone on ReverseOrderPayload {
  document: reverseOrder {
    id
    number
    version
  }
  userErrors {
    ...Refused
  }
}

fragment Refused on UserError {
  code
  message
  field
}
` as Operation<ConfirmHandlingMutation, ConfirmHandlingMutationVariables>

export const DecideCustomsOutcomeDocument = `
mutation DecideCustomsOutcome($input: DecideCustomsOutcomeInput!) {
  done: decideCustomsOutcome(input: $input) {
    ...ReverseOrderDone
  }
}

fragment ReverseOrderDone on ReverseOrderPayload {
  document: reverseOrder {
    id
    number
    version
  }
  userErrors {
    ...Refused
  }
}

fragment Refused on UserError {
  code
  message
  field
}
` as Operation<DecideCustomsOutcomeMutation, DecideCustomsOutcomeMutationVariables>

export const ReportPickedUpDocument = `
mutation ReportPickedUp($input: ReportPickedUpInput!) {
  done: reportPickedUp(input: $input) {
    ...ReverseOrderDone
  }
}

fragment ReverseOrderDone on ReverseOrderPayload {
  document: reverseOrder {
    id
    number
    version
  }
  userErrors {
    ...Refused
  }
}

fragment Refused on UserError {
  code
  message
  field
}
` as Operation<ReportPickedUpMutation, ReportPickedUpMutationVariables>

export const ReportForwardedDocument = `
mutation ReportForwarded($input: ReportForwardedInput!) {
  done: reportForwarded(input: $input) {
    ...ReverseOrderDone
  }
}

fragment ReverseOrderDone on ReverseOrderPayload {
  document: reverseOrder {
    id
    number
    version
  }
  userErrors {
    ...Refused
  }
}

fragment Refused on UserError {
  code
  message
  field
}
` as Operation<ReportForwardedMutation, ReportForwardedMutationVariables>

export const ReportDeliveredDocument = `
mutation ReportDelivered($input: ReportDeliveredInput!) {
  done: reportDelivered(input: $input) {
    ...ReverseOrderDone
  }
}

fragment ReverseOrderDone on ReverseOrderPayload {
  document: reverseOrder {
    id
    number
    version
  }
  userErrors {
    ...Refused
  }
}

fragment Refused on UserError {
  code
  message
  field
}
` as Operation<ReportDeliveredMutation, ReportDeliveredMutationVariables>

export const ReportDestroyedDocument = `
mutation ReportDestroyed($input: ReportDestroyedInput!) {
  done: reportDestroyed(input: $input) {
    ...ReverseOrderDone
  }
}

fragment ReverseOrderDone on ReverseOrderPayload {
  document: reverseOrder {
    id
    number
    version
  }
  userErrors {
    ...Refused
  }
}

fragment Refused on UserError {
  code
  message
  field
}
` as Operation<ReportDestroyedMutation, ReportDestroyedMutationVariables>

export const CancelReverseOrderDocument = `
mutation CancelReverseOrder($input: CancelInput!) {
  done: cancelReverseOrder(input: $input) {
    ...ReverseOrderDone
  }
}

fragment ReverseOrderDone on ReverseOrderPayload {
  document: reverseOrder {
    id
    number
    version
  }
  userErrors {
    ...Refused
  }
}

fragment Refused on UserError {
  code
  message
  field
}
` as Operation<CancelReverseOrderMutation, CancelReverseOrderMutationVariables>
