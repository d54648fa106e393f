import { type ComponentType, lazy } from 'react'
import type { WorkTicketRowFragment } from '../../gen/graphql'
import {
  CloseTicketDocument,
  OpenTicketDocument,
  ReplyTicketDocument,
  WorkTicketDetailDocument,
  WorkTicketsDocument,
} from '../../gen/tickets'
import type { Create, Field, FieldProps, Resource } from '../../lib/resource'
import { CREATED, MERCHANT, NUMBER, stateColumn, UPDATED, WAREHOUSE } from '../../ui/list/common'
import { NO_SUBJECT } from './subject'

// Loaded when a document is opened, or something is done to it.
const TicketBody = lazy(() => import('./TicketBody'))
const SubjectControl = lazy(() => import('./SubjectControl'))
const RequiredSubject = lazy(() => import('./RequiredSubject'))

const BODY: Field = { name: 'body', label: 'tickets.body', kind: 'paragraph', required: true }

const CATEGORY: Field = {
  name: 'category',
  label: 'tickets.category',
  kind: 'choice',
  enum: 'TicketCategory',
  required: true,
}

const FOR_MERCHANT: Field = {
  name: 'merchantCode',
  label: 'column.merchant',
  help: 'tickets.merchantHelp',
  kind: 'party',
  of: 'merchants',
}

const subject = (Control: ComponentType<FieldProps>): Field => ({
  name: 'subjectId',
  label: 'tickets.subject',
  kind: 'custom',
  Control,
  initial: () => NO_SUBJECT,
})

/** Whose ticket it is follows from who asks, from the document, or is said. */
const opened = (role: string, ...fields: Field[]): Create => ({
  label: 'tickets.create',
  roles: [role],
  fields: [CATEGORY, ...fields, BODY],
  mutation: OpenTicketDocument,
  input: ({ subjectId, ...values }) => ({ ...values, subjectId: subjectId.id }),
})

export const tickets: Resource<WorkTicketRowFragment> = {
  kind: 'WORK_TICKET',
  title: 'tickets.title',
  states: 'TicketState',
  list: WorkTicketsDocument,
  detail: WorkTicketDetailDocument,
  columns: [
    NUMBER,
    stateColumn({ en: 200, 'zh-CN': 130 }),
    {
      id: 'category',
      label: 'tickets.category',
      width: { en: 170, 'zh-CN': 120 },
      cell: ({ category }, { word }) => word('TicketCategory', category),
    },
    {
      id: 'last',
      label: 'tickets.last',
      width: 320,
      cell: ({ messages }) => messages.findLast(({ author }) => author.role)?.body ?? '–',
    },
    {
      id: 'subject',
      label: 'tickets.subject',
      width: 200,
      cell: ({ subject }) => <span className="number">{subject?.number ?? '–'}</span>,
    },
    { ...UPDATED, optional: false },
    MERCHANT,
    { ...WAREHOUSE, optional: true },
    { ...CREATED, optional: true },
  ],
  Body: TicketBody,
  actions: {
    REPLY: {
      mutation: ReplyTicketDocument,
      target: ({ id }) => ({ id }),
      fields: [BODY],
    },
    CLOSE: { mutation: CloseTicketDocument },
  },
  create: [
    opened('MERCHANT', subject(SubjectControl)),
    opened('SERVICE_PROVIDER', subject(RequiredSubject)),
    opened('PLATFORM_OPERATOR', subject(SubjectControl), FOR_MERCHANT),
  ],
}
