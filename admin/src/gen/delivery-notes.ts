import type { Operation } from '../lib/operation'
import type {
  AdvanceDeliveryNoteMutation,
  AdvanceDeliveryNoteMutationVariables,
  CancelDeliveryNoteMutation,
  CancelDeliveryNoteMutationVariables,
  ConfirmSendMutation,
  ConfirmSendMutationVariables,
  DeliveryNoteDetailQuery,
  DeliveryNoteDetailQueryVariables,
  DeliveryNotesQuery,
  DeliveryNotesQueryVariables,
} from './graphql'

export const DeliveryNotesDocument = `
query DeliveryNotes($filter: DeliveryNoteFilter, $first: Int, $after: String) {
  page: deliveryNotes(filter: $filter, first: $first, after: $after) {
    nodes {
      ...DeliveryNoteRow
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

fragment DeliveryNoteRow on DeliveryNote {
  id
  number
  kind
  version
  state
  stateLabel
  createdAt
  updatedAt
  logistics
  trackingNumbers
  merchant {
    name
  }
  warehouse {
    name
  }
  cargoOwner {
    name
  }
  stockOrder {
    number
  }
  lines {
    goodsItem {
      ...Goods
    }
    declaredQuantity
    receivedQuantity
    problemQuantity
  }
  exceptionCases {
    id
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

fragment Allowed on AvailableAction {
  action
  enabled
  requiresConfirmation
  irreversible
  disabledReason {
    message
  }
}
` as Operation<DeliveryNotesQuery, DeliveryNotesQueryVariables>

export const DeliveryNoteDetailDocument = `
query DeliveryNoteDetail($by: DocumentBy!) {
  document: deliveryNote(by: $by) {
    ...Head
    ...Linked
    state
    logistics
    trackingNumbers
    stockOrder {
      ...Named
    }
    supplementOf {
      ...Named
    }
    cartons {
      mark
      relabelled
    }
    lines {
      goodsItem {
        ...Goods
      }
      declaredQuantity
      receivedQuantity
      passedQuantity
      problemQuantity
    }
    exceptionCases {
      ...Named
      type
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
` as Operation<DeliveryNoteDetailQuery, DeliveryNoteDetailQueryVariables>

export const ConfirmSendDocument = `
mutation ConfirmSend($input: ConfirmSendInput!) {
  done: confirmSend(input: $input) {
    ...DeliveryNoteDone
  }
}

fragment DeliveryNoteDone on DeliveryNotePayload {
  document: deliveryNote {
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
` as Operation<ConfirmSendMutation, ConfirmSendMutationVariables>

export const CancelDeliveryNoteDocument = `
mutation CancelDeliveryNote($input: CancelInput!) {
  done: cancelDeliveryNote(input: $input) {
    ...DeliveryNoteDone
  }
}

fragment DeliveryNoteDone on DeliveryNotePayload {
  document: deliveryNote {
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
` as Operation<CancelDeliveryNoteMutation, CancelDeliveryNoteMutationVariables>

export const AdvanceDeliveryNoteDocument = `
mutation AdvanceDeliveryNote($input: AdvanceDeliveryNoteInput!) {
  done: advanceDeliveryNote(input: $input) {
    ...DeliveryNoteDone
  }
}

fragment DeliveryNoteDone on DeliveryNotePayload {
  document: deliveryNote {
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
` as Operation<AdvanceDeliveryNoteMutation, AdvanceDeliveryNoteMutationVariables>
