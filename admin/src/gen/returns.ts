import type { Operation } from '../lib/operation'
import type {
  CancelReturnOrderMutation,
  CancelReturnOrderMutationVariables,
  CollectReturnMutation,
  CollectReturnMutationVariables,
  DisposeReturnMutation,
  DisposeReturnMutationVariables,
  EnterReturnMethodMutation,
  EnterReturnMethodMutationVariables,
  ForceAbandonMutation,
  ForceAbandonMutationVariables,
  PackReturnMutation,
  PackReturnMutationVariables,
  ReturnOrderDetailQuery,
  ReturnOrderDetailQueryVariables,
  ReturnOrdersQuery,
  ReturnOrdersQueryVariables,
  ShipReturnMutation,
  ShipReturnMutationVariables,
  SignReturnMutation,
  SignReturnMutationVariables,
} from './graphql'

export const ReturnOrdersDocument = `
query ReturnOrders($filter: ReturnOrderFilter, $first: Int, $after: String) {
  page: returnOrders(filter: $filter, first: $first, after: $after) {
    nodes {
      ...ReturnOrderRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
    facets {
      tabs: states {
        value
        count
      }
    }
  }
}

fragment ReturnOrderRow on ReturnOrder {
  id
  number
  kind
  version
  state
  stateLabel
  createdAt
  updatedAt
  scope
  method
  carrier
  trackingNumber
  scheduledPickupAt
  sourceCase {
    number
    typeLabel
  }
  merchant {
    name
  }
  warehouse {
    name
  }
  cargoOwner {
    name
  }
  lines {
    quantity
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
` as Operation<ReturnOrdersQuery, ReturnOrdersQueryVariables>

export const ReturnOrderDetailDocument = `
query ReturnOrderDetail($by: DocumentBy!) {
  document: returnOrder(by: $by) {
    ...Head
    ...Linked
    state
    scope
    method
    carrier
    trackingNumber
    scheduledPickupAt
    signedAt
    sourceCase {
      id
      kind
      number
      typeLabel
      resolutionLabel
    }
    lines {
      quantity
      packedQuantity
      signedQuantity
      goodsItem {
        ...Goods
      }
    }
    entry {
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
    certificate {
      fileName
      url
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
` as Operation<ReturnOrderDetailQuery, ReturnOrderDetailQueryVariables>

export const EnterReturnMethodDocument = `
mutation EnterReturnMethod($input: EnterReturnMethodInput!) {
  done: enterReturnMethod(input: $input) {
    ...ReturnOrderDone
  }
}

fragment ReturnOrderDone on ReturnOrderPayload {
  document: returnOrder {
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
` as Operation<EnterReturnMethodMutation, EnterReturnMethodMutationVariables>

export const PackReturnDocument = `
mutation PackReturn($input: PackReturnInput!) {
  done: packReturn(input: $input) {
    ...ReturnOrderDone
  }
}

fragment ReturnOrderDone on ReturnOrderPayload {
  document: returnOrder {
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
` as Operation<PackReturnMutation, PackReturnMutationVariables>

export const ShipReturnDocument = `
mutation ShipReturn($input: ShipReturnInput!) {
  done: shipReturn(input: $input) {
    ...ReturnOrderDone
  }
}

fragment ReturnOrderDone on ReturnOrderPayload {
  document: returnOrder {
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
` as Operation<ShipReturnMutation, ShipReturnMutationVariables>

export const CollectReturnDocument = `
mutation CollectReturn($input: CollectReturnInput!) {
  done: collectReturn(input: $input) {
    ...ReturnOrderDone
  }
}

fragment ReturnOrderDone on ReturnOrderPayload {
  document: returnOrder {
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
` as Operation<CollectReturnMutation, CollectReturnMutationVariables>

export const SignReturnDocument = `
mutation SignReturn($input: SignReturnInput!) {
  done: signReturn(input: $input) {
    ...ReturnOrderDone
  }
}

fragment ReturnOrderDone on ReturnOrderPayload {
  document: returnOrder {
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
` as Operation<SignReturnMutation, SignReturnMutationVariables>

export const ForceAbandonDocument = `
mutation ForceAbandon($input: ForceAbandonInput!) {
  done: forceAbandon(input: $input) {
    ...ReturnOrderDone
  }
}

fragment ReturnOrderDone on ReturnOrderPayload {
  document: returnOrder {
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
` as Operation<ForceAbandonMutation, ForceAbandonMutationVariables>

export const DisposeReturnDocument = `
mutation DisposeReturn($input: DisposeReturnInput!) {
  done: disposeReturn(input: $input) {
    ...ReturnOrderDone
  }
}

fragment ReturnOrderDone on ReturnOrderPayload {
  document: returnOrder {
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
` as Operation<DisposeReturnMutation, DisposeReturnMutationVariables>

export const CancelReturnOrderDocument = `
mutation CancelReturnOrder($input: CancelInput!) {
  done: cancelReturnOrder(input: $input) {
    ...ReturnOrderDone
  }
}

fragment ReturnOrderDone on ReturnOrderPayload {
  document: returnOrder {
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
` as Operation<CancelReturnOrderMutation, CancelReturnOrderMutationVariables>
