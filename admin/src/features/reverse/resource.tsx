import { lazy } from 'react'
import type { ReverseOrderRowFragment } from '../../gen/graphql'
import {
  CancelReverseOrderDocument,
  ConfirmDestructionBatchDocument,
  ConfirmDestructionDocument,
  ConfirmHandlingDocument,
  DecideCustomsOutcomeDocument,
  RegisterPickupBatchDocument,
  RegisterPickupDocument,
  ReportDeliveredDocument,
  ReportDestroyedDocument,
  ReportForwardedDocument,
  ReportPickedUpDocument,
  ReverseOrderDetailDocument,
  ReverseOrdersDocument,
} from '../../gen/reverse'
import type { Resource } from '../../lib/resource'
import {
  CREATED,
  dueColumn,
  GOODS_FILTER,
  goodsColumn,
  MERCHANT,
  NUMBER,
  OWNER,
  PARTY_FILTERS,
  stateColumn,
  UPDATED,
  WAREHOUSE,
} from '../../ui/list/common'
import { beginning, toPickup } from './pickup'

// Loaded when a document is opened, or something is done to it.
const ReverseOrderBody = lazy(() => import('./ReverseOrderBody'))
const PickupControl = lazy(() => import('./PickupControl'))
const Destruction = lazy(() => import('./Destruction'))

export const reverseOrders: Resource<ReverseOrderRowFragment> = {
  kind: 'REVERSE_ORDER',
  title: 'reverse.title',
  states: 'ReverseOrderState',
  list: ReverseOrdersDocument,
  detail: ReverseOrderDetailDocument,
  tabField: 'type',
  tabs: [
    { name: 'all', label: 'list.all' },
    { name: 'customs', label: 'reverse.tabCustoms', values: ['CUSTOMS_CLEARANCE_FAILED'] },
    { name: 'return', label: 'reverse.tabReturn', values: ['RETURN_SHIPMENT'] },
    { name: 'destruction', label: 'reverse.tabDestruction', values: ['DESTRUCTION'] },
    { name: 'refused', label: 'reverse.tabRefused', values: ['INTERCEPT_REJECTED'] },
    { name: 'caught', label: 'reverse.tabCaught', values: ['WAREHOUSE_INTERCEPTED'] },
  ],
  numbers: (numbers) => ({ numbers: { in: numbers } }),
  numbersOf: ({ number, orderNumber, salesReturnNumber }) => [
    number,
    orderNumber,
    salesReturnNumber,
  ],
  filters: [
    { name: 'type', label: 'column.type', kind: 'words', enum: 'ReverseType' },
    { name: 'state', label: 'column.state', kind: 'words', enum: 'ReverseOrderState' },
    { name: 'deadlineStatus', label: 'column.due', kind: 'words', enum: 'DeadlineStatus' },
    {
      name: 'exceptionStatus',
      label: 'reverse.exceptionStatus',
      kind: 'words',
      enum: 'ReverseExceptionStatus',
    },
    { name: 'pickupMethod', label: 'reverse.method', kind: 'words', enum: 'PickupMethod' },
    { name: 'businessModel', label: 'reverse.businessModel', kind: 'words', enum: 'BusinessModel' },
    { name: 'product', label: 'reverse.product', kind: 'text', matches: 'item' },
    GOODS_FILTER,
    ...PARTY_FILTERS,
    { name: 'createdAt', label: 'column.createdAt', kind: 'dates' },
  ],
  sortable: ['number', 'createdAt', 'updatedAt'],
  columns: [
    { ...NUMBER, width: 195 },
    {
      id: 'orderNumber',
      label: 'reverse.orderNumber',
      width: 130,
      cell: ({ orderNumber }) => <span className="number">{orderNumber}</span>,
    },
    {
      id: 'salesReturnNumber',
      label: 'reverse.salesReturnNumber',
      width: 150,
      optional: true,
      cell: ({ salesReturnNumber }) => salesReturnNumber ?? '–',
    },
    {
      id: 'type',
      label: 'column.type',
      width: { en: 200, 'zh-CN': 110 },
      cell: ({ type }, { word }) => word('ReverseType', type),
    },
    stateColumn({ en: 240, 'zh-CN': 130 }),
    dueColumn({ en: 185, 'zh-CN': 160 }),
    goodsColumn(240),
    {
      id: 'quantity',
      label: 'column.quantity',
      width: 80,
      align: 'right',
      cell: ({ totalQuantity }) => totalQuantity,
    },
    WAREHOUSE,
    {
      id: 'method',
      label: 'reverse.method',
      width: { en: 110, 'zh-CN': 100 },
      cell: ({ pickupMethod }, { word }) => word('PickupMethod', pickupMethod),
    },
    {
      id: 'exceptionStatus',
      label: 'reverse.exceptionStatus',
      width: 130,
      optional: true,
      cell: ({ exceptionStatus }, { word }) => word('ReverseExceptionStatus', exceptionStatus),
    },
    {
      id: 'businessModel',
      label: 'reverse.businessModel',
      width: 120,
      optional: true,
      cell: ({ businessModel }, { word }) => word('BusinessModel', businessModel),
    },
    MERCHANT,
    OWNER,
    {
      id: 'provider',
      label: 'reverse.provider',
      width: 150,
      optional: true,
      cell: ({ serviceProvider }) => serviceProvider.name,
    },
    CREATED,
    UPDATED,
  ],
  Body: ReverseOrderBody,
  actions: {
    REGISTER_PICKUP: {
      mutation: RegisterPickupDocument,
      fields: [
        {
          name: 'pickup',
          label: 'reverse.pickup',
          kind: 'custom',
          Control: PickupControl,
          initial: () => beginning(),
        },
      ],
      input: ({ pickup }) => ({ pickup: toPickup(pickup) }),
    },
    CONFIRM_DESTRUCTION: {
      mutation: ConfirmDestructionDocument,
      input: () => ({ confirm: true }),
      Consequences: Destruction,
    },
    CONFIRM_HANDLING: { mutation: ConfirmHandlingDocument },
    DECIDE_CUSTOMS_OUTCOME: {
      mutation: DecideCustomsOutcomeDocument,
      fields: [
        {
          name: 'outcome',
          label: 'reverse.outcome',
          kind: 'choice',
          enum: 'CustomsOutcome',
          required: true,
        },
      ],
    },
    REPORT_PICKED_UP: {
      mutation: ReportPickedUpDocument,
      fields: [
        { name: 'verifiedName', label: 'reverse.verifiedName', kind: 'text', required: true },
      ],
    },
    REPORT_FORWARDED: {
      mutation: ReportForwardedDocument,
      fields: [
        { name: 'carrier', label: 'reverse.carrier', kind: 'text', required: true },
        { name: 'trackingNumber', label: 'reverse.trackingNumber', kind: 'text', required: true },
      ],
    },
    REPORT_DELIVERED: { mutation: ReportDeliveredDocument },
    REPORT_DESTROYED: {
      mutation: ReportDestroyedDocument,
      fields: [
        {
          name: 'certificateEvidenceId',
          label: 'reverse.certificate',
          kind: 'certificate',
          required: true,
        },
      ],
    },
    CANCEL: {
      mutation: CancelReverseOrderDocument,
      fields: [{ name: 'reason', label: 'reverse.reason', kind: 'paragraph', required: true }],
    },
  },
  batches: [
    { action: 'REGISTER_PICKUP', mutation: RegisterPickupBatchDocument },
    {
      action: 'CONFIRM_DESTRUCTION',
      mutation: ConfirmDestructionBatchDocument,
      irreversible: true,
    },
  ],
}
