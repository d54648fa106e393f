import type { Operation } from '../lib/operation'
import type {
  DismissCaseMutation,
  DismissCaseMutationVariables,
  ExceptionCaseDetailQuery,
  ExceptionCaseDetailQueryVariables,
  ExceptionCasesQuery,
  ExceptionCasesQueryVariables,
  OpenExceptionCaseMutation,
  OpenExceptionCaseMutationVariables,
  PreviewResolutionQuery,
  PreviewResolutionQueryVariables,
  ProposeResolutionMutation,
  ProposeResolutionMutationVariables,
  ResolveCaseMutation,
  ResolveCaseMutationVariables,
  SettleCaseMutation,
  SettleCaseMutationVariables,
} from './graphql'

export const ExceptionCasesDocument = `
query ExceptionCases($filter: ExceptionCaseFilter, $first: Int, $after: String) {
  page: exceptionCases(filter: $filter, first: $first, after: $after) {
    nodes {
      ...ExceptionCaseRow
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

fragment ExceptionCaseRow on ExceptionCase {
  id
  number
  kind
  version
  state
  stateLabel
  createdAt
  updatedAt
  type
  typeLabel
  stage
  orderKind
  resolutionLabel
  scheme
  deliveryNote {
    number
  }
  reverseOrder {
    number
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
  affectedLines {
    quantity
    goodsItem {
      ...Goods
    }
  }
  pendingActions {
    ...Pending
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

fragment Pending on PendingAction {
  action
  role
  dueAt
  penaltyRisk
  document {
    id
    kind
    number
    stateLabel
    deadlines {
      ...Due
    }
  }
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
` as Operation<ExceptionCasesQuery, ExceptionCasesQueryVariables>

export const ExceptionCaseDetailDocument = `
query ExceptionCaseDetail($by: DocumentBy!) {
  document: exceptionCase(by: $by) {
    ...Head
    ...Linked
    state
    type
    typeLabel
    subtype
    stage
    orderKind
    detail
    proposedResolution
    resolution
    resolutionLabel
    scheme
    outcome
    resolvedAt
    closedAt
    resolvedBy {
      name
    }
    deliveryNote {
      id
      kind
      number
      stateLabel
    }
    reverseOrder {
      id
      kind
      number
    }
    affectedLines {
      ...Pieces
    }
    options {
      ...Rule
    }
    pendingActions {
      ...Pending
    }
    spawned {
      id
      kind
      number
      stateLabel
    }
    compensation {
      state
      basisQuantity
      amount
      currency
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

fragment Pieces on AffectedLine {
  quantity
  goodsItem {
    ...Goods
  }
}

fragment Goods on GoodsItem {
  id
  externalId
  name
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

fragment Pending on PendingAction {
  action
  role
  dueAt
  penaltyRisk
  document {
    id
    kind
    number
    stateLabel
    deadlines {
      ...Due
    }
  }
}
` as Operation<ExceptionCaseDetailQuery, ExceptionCaseDetailQueryVariables>

export const PreviewResolutionDocument = `
query PreviewResolution($caseId: ID!, $resolution: Resolution!) {
  preview: previewResolution(caseId: $caseId, resolution: $resolution) {
    scheme
    originalNoteState
    newDeliveryNoteLines {
      ...Pieces
    }
    newStockOrderLines {
      ...Pieces
    }
    returnOrderLines {
      ...Pieces
    }
    pendingActions {
      action
      role
      documentKind
      dueAt
      penaltyRisk
    }
    compensation
  }
}

fragment Pieces on AffectedLine {
  quantity
  goodsItem {
    ...Goods
  }
}

fragment Goods on GoodsItem {
  id
  externalId
  name
}
` as Operation<PreviewResolutionQuery, PreviewResolutionQueryVariables>

export const OpenExceptionCaseDocument = `
mutation OpenExceptionCase($input: OpenExceptionCaseInput!) {
  done: openExceptionCase(input: $input) {
    ...ExceptionCaseDone
  }
}

fragment ExceptionCaseDone on ExceptionCasePayload {
  document: exceptionCase {
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
` as Operation<OpenExceptionCaseMutation, OpenExceptionCaseMutationVariables>

export const ProposeResolutionDocument = `
mutation ProposeResolution($input: ProposeResolutionInput!) {
  done: proposeResolution(input: $input) {
    ...ExceptionCaseDone
  }
}

fragment ExceptionCaseDone on ExceptionCasePayload {
  document: exceptionCase {
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
` as Operation<ProposeResolutionMutation, ProposeResolutionMutationVariables>

export const ResolveCaseDocument = `
mutation ResolveCase($input: ResolveCaseInput!) {
  done: resolveCase(input: $input) {
    ...ExceptionCaseDone
  }
}

fragment ExceptionCaseDone on ExceptionCasePayload {
  document: exceptionCase {
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
` as Operation<ResolveCaseMutation, ResolveCaseMutationVariables>

export const SettleCaseDocument = `
mutation SettleCase($input: SettleCaseInput!) {
  done: settleCase(input: $input) {
    ...ExceptionCaseDone
  }
}

fragment ExceptionCaseDone on ExceptionCasePayload {
  document: exceptionCase {
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
` as Operation<SettleCaseMutation, SettleCaseMutationVariables>

export const DismissCaseDocument = `
mutation DismissCase($input: DismissCaseInput!) {
  done: dismissCase(input: $input) {
    ...ExceptionCaseDone
  }
}

fragment ExceptionCaseDone on ExceptionCasePayload {
  document: exceptionCase {
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
` as Operation<DismissCaseMutation, DismissCaseMutationVariables>
