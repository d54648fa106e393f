import type { Operation } from '../lib/operation'
import type {
  AuditEventsQuery,
  AuditEventsQueryVariables,
  ChainHeadQuery,
  ChainHeadQueryVariables,
} from './graphql'

export const AuditEventsDocument = `
query AuditEvents($kinds: [DocumentKind!], $before: String) {
  page: events(last: 50, before: $before, kinds: $kinds) {
    nodes {
      ...Moved
      seq
      hash
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}

fragment Moved on Event {
  ...Happened
  subjectKind
  subject {
    id
    kind
    number
  }
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
` as Operation<AuditEventsQuery, AuditEventsQueryVariables>

export const ChainHeadDocument = `
query ChainHead {
  events(last: 1) {
    nodes {
      seq
      hash
      at
    }
  }
}
` as Operation<ChainHeadQuery, ChainHeadQueryVariables>
