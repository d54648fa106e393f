import type { Operation } from '../lib/operation'
import type {
  ReadableQuery,
  ReadableQueryVariables,
  TaskSummaryQuery,
  TaskSummaryQueryVariables,
  TasksQuery,
  TasksQueryVariables,
  TodayQuery,
  TodayQueryVariables,
} from './graphql'

export const TaskSummaryDocument = `
query TaskSummary {
  queues: taskSummary {
    action
    total
    dueSoon
    overdue
    penaltyRisk
  }
}
` as Operation<TaskSummaryQuery, TaskSummaryQueryVariables>

export const TasksDocument = `
query Tasks($action: Action, $status: DeadlineStatus, $after: String) {
  page: tasks(action: $action, status: $status, first: 25, after: $after) {
    nodes {
      action
      dueAt
      status
      penaltyRisk
      document {
        id
        kind
        number
        version
        stateLabel
        merchant {
          name
        }
        warehouse {
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
` as Operation<TasksQuery, TasksQueryVariables>

export const ReadableDocument = `
query Readable {
  REVERSE_ORDER: reverseOrders(first: 0) {
    totalCount
  }
  EXCEPTION_CASE: exceptionCases(first: 0) {
    totalCount
  }
  RETURN_ORDER: returnOrders(first: 0) {
    totalCount
  }
  STOCK_ORDER: stockOrders(first: 0) {
    totalCount
  }
  DELIVERY_NOTE: deliveryNotes(first: 0) {
    totalCount
  }
}
` as Operation<ReadableQuery, ReadableQueryVariables>

export const TodayDocument = `
query Today {
  events(last: 100) {
    nodes {
      ...Moved
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
` as Operation<TodayQuery, TodayQueryVariables>
