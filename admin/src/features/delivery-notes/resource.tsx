import { lazy } from 'react'
import {
  AdvanceDeliveryNoteDocument,
  CancelDeliveryNoteDocument,
  ConfirmSendDocument,
  DeliveryNoteDetailDocument,
  DeliveryNotesDocument,
} from '../../gen/delivery-notes'
import type { DeliveryNoteRowFragment, InboundStep } from '../../gen/graphql'
import { count, listed } from '../../lib/format'
import type { ActionSpec, Resource } from '../../lib/resource'
import { toInput } from '../../ui/form/lines'
import {
  CREATED,
  DATE_FILTERS,
  GOODS_FILTER,
  goodsColumn,
  MERCHANT,
  NUMBER,
  OWNER,
  PARTY_FILTERS,
  stateColumn,
  stateTabs,
  UPDATED,
  WAREHOUSE,
} from '../../ui/list/common'
import { asAnnounced, asReceived } from './counts'

// Loaded when a document is opened, or something is done to it.
const DeliveryNoteBody = lazy(() => import('./DeliveryNoteBody'))
const ReceivedCounts = lazy(() => import('./ReceivedCounts'))
const CheckedCounts = lazy(() => import('./CheckedCounts'))

export const deliveryNotes: Resource<DeliveryNoteRowFragment> = {
  kind: 'DELIVERY_NOTE',
  title: 'deliveryNotes.title',
  states: 'DeliveryNoteState',
  list: DeliveryNotesDocument,
  detail: DeliveryNoteDetailDocument,
  tabField: 'state',
  tabs: stateTabs([
    'DRAFT',
    'CONFIRMED',
    'IN_TRANSIT',
    'ARRIVED',
    'RECEIVING',
    'QUALITY_CHECK',
    'PUTAWAY_DONE',
    'VOIDED',
    'RETURNED',
    'CANCELLED',
  ]),
  numbers: (numbers) => ({ number: { in: numbers } }),
  filters: [
    { name: 'state', label: 'column.state', kind: 'words', enum: 'DeliveryNoteState' },
    GOODS_FILTER,
    ...PARTY_FILTERS,
    ...DATE_FILTERS,
  ],
  columns: [
    NUMBER,
    stateColumn(120),
    {
      id: 'stockOrder',
      label: 'deliveryNotes.stockOrder',
      width: 200,
      cell: ({ stockOrder }) => <span className="number">{stockOrder.number}</span>,
    },
    goodsColumn(210),
    {
      id: 'declared',
      label: 'deliveryNotes.declared',
      width: 88,
      align: 'right',
      cell: ({ lines }) => count(totalOf(lines, 'declaredQuantity')),
    },
    {
      id: 'received',
      label: 'deliveryNotes.received',
      width: 80,
      align: 'right',
      cell: ({ lines }) => count(totalOf(lines, 'receivedQuantity')),
    },
    {
      id: 'problem',
      label: 'deliveryNotes.problem',
      width: 80,
      align: 'right',
      cell: ({ lines }) => count(totalOf(lines, 'problemQuantity')),
    },
    {
      id: 'cases',
      label: 'deliveryNotes.cases',
      width: 88,
      align: 'right',
      cell: ({ exceptionCases }) => exceptionCases.length || '–',
    },
    WAREHOUSE,
    CREATED,
    {
      id: 'logistics',
      label: 'deliveryNotes.logistics',
      width: 140,
      optional: true,
      cell: ({ logistics }, { word }) => word('DeliveryLogistics', logistics),
    },
    {
      id: 'trackingNumbers',
      label: 'deliveryNotes.trackingNumbers',
      width: 180,
      optional: true,
      cell: ({ trackingNumbers }) => listed(trackingNumbers) || '–',
    },
    MERCHANT,
    OWNER,
    UPDATED,
  ],
  Body: DeliveryNoteBody,
  actions: {
    CONFIRM_SEND: { mutation: ConfirmSendDocument },
    REPORT_IN_TRANSIT: step('IN_TRANSIT'),
    ARRIVE: step('ARRIVED'),
    START_RECEIVING: step('RECEIVING'),
    FINISH_RECEIVING: {
      mutation: AdvanceDeliveryNoteDocument,
      fields: [
        {
          name: 'lines',
          label: 'deliveryNotes.counted',
          kind: 'custom',
          Control: ReceivedCounts,
          initial: asAnnounced,
        },
      ],
      input: ({ lines }) => ({ to: 'QUALITY_CHECK', lines: toInput(lines, 'receivedQuantity') }),
    },
    FINISH_QUALITY_CHECK: {
      mutation: AdvanceDeliveryNoteDocument,
      fields: [
        {
          name: 'lines',
          label: 'deliveryNotes.counted',
          kind: 'custom',
          Control: CheckedCounts,
          initial: asReceived,
        },
      ],
      input: ({ lines }) => ({
        to: 'PUTAWAY_DONE',
        lines: toInput(lines, 'passedQuantity', 'problemQuantity'),
      }),
    },
    CANCEL: {
      mutation: CancelDeliveryNoteDocument,
      fields: [
        { name: 'reason', label: 'deliveryNotes.reason', kind: 'paragraph', required: true },
      ],
    },
  },
}

/** A step for which nothing is counted. */
function step(to: InboundStep): ActionSpec {
  return { mutation: AdvanceDeliveryNoteDocument, input: () => ({ to }) }
}

type Line = DeliveryNoteRowFragment['lines'][number]

function totalOf(
  lines: Line[],
  quantity: 'declaredQuantity' | 'receivedQuantity' | 'problemQuantity',
): number {
  return lines.reduce((sum, line) => sum + line[quantity], 0)
}
