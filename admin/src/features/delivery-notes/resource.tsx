import { lazy } from 'react'
import {
  AdvanceDeliveryNoteDocument,
  CancelDeliveryNoteDocument,
  ConfirmSendDocument,
  DeliveryNoteDetailDocument,
  DeliveryNotesDocument,
} from '../../gen/delivery-notes'
import type { DeliveryNoteRowFragment, InboundStep } from '../../gen/graphql'
import { count, dateTime, listed } from '../../lib/format'
import type { ActionSpec, Resource } from '../../lib/resource'
import { toInput } from '../../ui/form/lines'
import { StateBadge } from '../../ui/StateBadge'
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
  tabs: [
    { name: 'all', label: 'deliveryNotes.all' },
    { name: 'DRAFT', values: ['DRAFT'] },
    { name: 'CONFIRMED', values: ['CONFIRMED'] },
    { name: 'IN_TRANSIT', values: ['IN_TRANSIT'] },
    { name: 'ARRIVED', values: ['ARRIVED'] },
    { name: 'RECEIVING', values: ['RECEIVING'] },
    { name: 'QUALITY_CHECK', values: ['QUALITY_CHECK'] },
    { name: 'PUTAWAY_DONE', values: ['PUTAWAY_DONE'] },
    { name: 'VOIDED', values: ['VOIDED'] },
    { name: 'RETURNED', values: ['RETURNED'] },
    { name: 'CANCELLED', values: ['CANCELLED'] },
  ],
  numbers: (numbers) => ({ number: { in: numbers } }),
  filters: [
    { name: 'state', label: 'column.state', kind: 'words', enum: 'DeliveryNoteState' },
    { name: 'goodsItem', label: 'deliveryNotes.item', kind: 'text', matches: 'item' },
    { name: 'warehouse', label: 'column.warehouse', kind: 'party', of: 'warehouses' },
    { name: 'cargoOwner', label: 'deliveryNotes.owner', kind: 'party', of: 'cargoOwners' },
    { name: 'merchant', label: 'column.merchant', kind: 'party', of: 'merchants' },
    { name: 'createdAt', label: 'column.createdAt', kind: 'dates' },
    { name: 'updatedAt', label: 'column.updatedAt', kind: 'dates' },
  ],
  columns: [
    {
      id: 'number',
      label: 'column.number',
      width: 200,
      cell: ({ number }) => <span className="number">{number}</span>,
    },
    {
      id: 'state',
      label: 'column.state',
      width: 120,
      cell: ({ state, stateLabel }) => <StateBadge state={state} label={stateLabel} />,
    },
    {
      id: 'stockOrder',
      label: 'deliveryNotes.stockOrder',
      width: 200,
      cell: ({ stockOrder }) => <span className="number">{stockOrder.number}</span>,
    },
    {
      id: 'goods',
      label: 'column.goods',
      width: 210,
      cell: ({ lines }) => listed(lines.map(({ goodsItem }) => goodsItem.name)),
    },
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
    {
      id: 'warehouse',
      label: 'column.warehouse',
      width: 150,
      cell: ({ warehouse }) => warehouse.name,
    },
    {
      id: 'createdAt',
      label: 'column.createdAt',
      width: 150,
      cell: ({ createdAt }) => <span className="number">{dateTime(createdAt)}</span>,
    },
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
    {
      id: 'merchant',
      label: 'column.merchant',
      width: 170,
      optional: true,
      cell: ({ merchant }) => merchant.name,
    },
    {
      id: 'owner',
      label: 'deliveryNotes.owner',
      width: 170,
      optional: true,
      cell: ({ cargoOwner }) => cargoOwner.name,
    },
    {
      id: 'updatedAt',
      label: 'column.updatedAt',
      width: 150,
      optional: true,
      cell: ({ updatedAt }) => <span className="number">{dateTime(updatedAt)}</span>,
    },
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
