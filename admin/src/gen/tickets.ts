import type { Operation } from '../lib/operation'
import type {
  CloseTicketMutation,
  CloseTicketMutationVariables,
  OpenTicketMutation,
  OpenTicketMutationVariables,
  ReplyTicketMutation,
  ReplyTicketMutationVariables,
  TicketSubjectQuery,
  TicketSubjectQueryVariables,
  WorkTicketDetailQuery,
  WorkTicketDetailQueryVariables,
  WorkTicketsQuery,
  WorkTicketsQueryVariables,
} from './graphql'

export const WorkTicketsDocument = `
query WorkTickets($first: Int, $after: String) {
  page: workTickets(first: $first, after: $after) {
    nodes {
      ...WorkTicketRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}

fragment WorkTicketRow on WorkTicket {
  id
  number
  kind
  version
  state
  stateLabel
  createdAt
  updatedAt
  category
  merchant {
    name
  }
  warehouse {
    name
  }
  subject {
    number
  }
  messages {
    author {
      role
    }
    body
  }
  availableActions {
    ...Allowed
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
` as Operation<WorkTicketsQuery, WorkTicketsQueryVariables>

export const WorkTicketDetailDocument = `
query WorkTicketDetail($by: DocumentBy!) {
  document: workTicket(by: $by) {
    ...Head
    ...Linked
    state
    category
    subject {
      ...Named
    }
    messages {
      author {
        id
        name
        role
      }
      body
      at
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
` as Operation<WorkTicketDetailQuery, WorkTicketDetailQueryVariables>

export const TicketSubjectDocument = `
query TicketSubject($by: DocumentBy!) {
  reverseOrder(by: $by) {
    ...Named
  }
  exceptionCase(by: $by) {
    ...Named
  }
  returnOrder(by: $by) {
    ...Named
  }
  stockOrder(by: $by) {
    ...Named
  }
  deliveryNote(by: $by) {
    ...Named
  }
}

fragment Named on Document {
  id
  kind
  number
  stateLabel
}
` as Operation<TicketSubjectQuery, TicketSubjectQueryVariables>

export const OpenTicketDocument = `
mutation OpenTicket($input: OpenTicketInput!) {
  done: openTicket(input: $input) {
    ...WorkTicketDone
  }
}

fragment WorkTicketDone on WorkTicketPayload {
  document: workTicket {
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
` as Operation<OpenTicketMutation, OpenTicketMutationVariables>

export const ReplyTicketDocument = `
mutation ReplyTicket($input: ReplyTicketInput!) {
  done: replyTicket(input: $input) {
    ...WorkTicketDone
  }
}

fragment WorkTicketDone on WorkTicketPayload {
  document: workTicket {
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
` as Operation<ReplyTicketMutation, ReplyTicketMutationVariables>

export const CloseTicketDocument = `
mutation CloseTicket($input: CloseTicketInput!) {
  done: closeTicket(input: $input) {
    ...WorkTicketDone
  }
}

fragment WorkTicketDone on WorkTicketPayload {
  document: workTicket {
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
` as Operation<CloseTicketMutation, CloseTicketMutationVariables>
