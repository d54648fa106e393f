import type { Operation } from '../lib/operation'
import type {
  AcceptStockOrderMutation,
  AcceptStockOrderMutationVariables,
  CancelStockOrderMutation,
  CancelStockOrderMutationVariables,
  CreateDeliveryNoteMutation,
  CreateDeliveryNoteMutationVariables,
  CreateStockOrderMutation,
  CreateStockOrderMutationVariables,
  RejectStockOrderMutation,
  RejectStockOrderMutationVariables,
  StockOrderDetailQuery,
  StockOrderDetailQueryVariables,
  StockOrdersQuery,
  StockOrdersQueryVariables,
} from './graphql'

export const StockOrdersDocument = `
query StockOrders($filter: StockOrderFilter, $first: Int, $after: String) {
  page: stockOrders(filter: $filter, first: $first, after: $after) {
    nodes {
      ...StockOrderRow
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

fragment StockOrderRow on StockOrder {
  id
  number
  kind
  version
  state
  stateLabel
  createdAt
  updatedAt
  orderKind
  mode
  origin
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
    goodsItem {
      ...Goods
    }
    orderedQuantity
    shippedQuantity
    receivedQuantity
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
` as Operation<StockOrdersQuery, StockOrdersQueryVariables>

export const StockOrderDetailDocument = `
query StockOrderDetail($by: DocumentBy!) {
  document: stockOrder(by: $by) {
    ...Head
    ...Linked
    state
    orderKind
    mode
    origin
    acceptBy
    shipBy
    arriveBy
    lines {
      goodsItem {
        ...Goods
      }
      orderedQuantity
      shippedQuantity
      receivedQuantity
    }
    penalties {
      reason
      state
      at
    }
    sourceCase {
      ...Named
    }
    deliveryNotes {
      ...Named
      state
      createdAt
      supplementOf {
        id
      }
      lines {
        goodsItem {
          id
        }
        declaredQuantity
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
` as Operation<StockOrderDetailQuery, StockOrderDetailQueryVariables>

export const CreateStockOrderDocument = `
mutation CreateStockOrder($input: CreateStockOrderInput!) {
  done: createStockOrder(input: $input) {
    ...StockOrderDone
  }
}

fragment StockOrderDone on StockOrderPayload {
  document: stockOrder {
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
` as Operation<CreateStockOrderMutation, CreateStockOrderMutationVariables>

export const AcceptStockOrderDocument = `
mutation AcceptStockOrder($input: AcceptStockOrderInput!) {
  done: acceptStockOrder(input: $input) {
    ...StockOrderDone
  }
}

fragment StockOrderDone on StockOrderPayload {
  document: stockOrder {
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
` as Operation<AcceptStockOrderMutation, AcceptStockOrderMutationVariables>

export const RejectStockOrderDocument = `
mutation RejectStockOrder($input: RejectStockOrderInput!) {
  done: rejectStockOrder(input: $input) {
    ...StockOrderDone
  }
}

fragment StockOrderDone on StockOrderPayload {
  document: stockOrder {
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
` as Operation<RejectStockOrderMutation, RejectStockOrderMutationVariables>

export const CancelStockOrderDocument = `
mutation CancelStockOrder($input: CancelInput!) {
  done: cancelStockOrder(input: $input) {
    ...StockOrderDone
  }
}

fragment StockOrderDone on StockOrderPayload {
  document: stockOrder {
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
` as Operation<CancelStockOrderMutation, CancelStockOrderMutationVariables>

export const CreateDeliveryNoteDocument = `
mutation CreateDeliveryNote($input: CreateDeliveryNoteInput!) {
  done: createDeliveryNote(input: $input) {
    document: deliveryNote {
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
` as Operation<CreateDeliveryNoteMutation, CreateDeliveryNoteMutationVariables>
