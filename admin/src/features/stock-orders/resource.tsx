import { lazy } from 'react'
import type { StockOrderRowFragment } from '../../gen/graphql'
import {
  AcceptStockOrderDocument,
  CancelStockOrderDocument,
  CreateDeliveryNoteDocument,
  CreateStockOrderDocument,
  RejectStockOrderDocument,
  StockOrderDetailDocument,
  StockOrdersDocument,
} from '../../gen/stock-orders'
import { count } from '../../lib/format'
import type { Field, Resource } from '../../lib/resource'
import { meant, toInput } from '../../ui/form/lines'
import {
  CREATED,
  DATE_FILTERS,
  dueColumn,
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
import { leftToSend, SENT, totalOf } from './lines'

// Loaded when a document is opened, or something is done to it.
const StockOrderBody = lazy(() => import('./StockOrderBody'))
const Acceptance = lazy(() => import('./Acceptance'))
const OrderedLines = lazy(() => import('./OrderedLines'))
const SentLines = lazy(() => import('./SentLines'))

const REASON: Field = {
  name: 'reason',
  label: 'stockOrders.reason',
  kind: 'paragraph',
  required: true,
}

export const stockOrders: Resource<StockOrderRowFragment> = {
  kind: 'STOCK_ORDER',
  title: 'stockOrders.title',
  states: 'StockOrderState',
  list: StockOrdersDocument,
  detail: StockOrderDetailDocument,
  tabField: 'state',
  tabs: stateTabs([
    'PENDING_CONFIRMATION',
    'ACCEPTED',
    'PARTIALLY_SHIPPED',
    'SHIPPED',
    'RECEIVED',
    'REJECTED',
    'EXPIRED',
    'CANCELLED',
  ]),
  numbers: (numbers) => ({ number: { in: numbers } }),
  filters: [
    { name: 'state', label: 'column.state', kind: 'words', enum: 'StockOrderState' },
    { name: 'deadlineStatus', label: 'column.due', kind: 'words', enum: 'DeadlineStatus' },
    { name: 'mode', label: 'stockOrders.mode', kind: 'words', enum: 'FulfilmentMode' },
    GOODS_FILTER,
    ...PARTY_FILTERS,
    ...DATE_FILTERS,
  ],
  columns: [
    NUMBER,
    stateColumn({ en: 136, 'zh-CN': 120 }),
    dueColumn({ en: 216, 'zh-CN': 200 }),
    {
      id: 'mode',
      label: 'stockOrders.mode',
      width: 84,
      cell: ({ mode }, { word }) => word('FulfilmentMode', mode),
    },
    {
      id: 'kind',
      label: 'stockOrders.kind',
      width: { en: 150, 'zh-CN': 120 },
      cell: ({ orderKind }, { word }) => word('OrderKind', orderKind),
    },
    goodsColumn(180),
    {
      id: 'ordered',
      label: 'stockOrders.ordered',
      width: 76,
      align: 'right',
      cell: ({ lines }) => count(totalOf(lines, 'orderedQuantity')),
    },
    {
      id: 'shipped',
      label: 'stockOrders.shipped',
      width: 76,
      align: 'right',
      cell: ({ lines }) => count(totalOf(lines, 'shippedQuantity')),
    },
    {
      id: 'received',
      label: 'stockOrders.received',
      width: 76,
      align: 'right',
      cell: ({ lines }) => count(totalOf(lines, 'receivedQuantity')),
    },
    {
      id: 'origin',
      label: 'stockOrders.origin',
      width: { en: 190, 'zh-CN': 120 },
      cell: ({ origin }, { word }) => word('StockOrderOrigin', origin),
    },
    WAREHOUSE,
    MERCHANT,
    OWNER,
    { ...CREATED, optional: true },
    UPDATED,
  ],
  Body: StockOrderBody,
  actions: {
    ACCEPT: { mutation: AcceptStockOrderDocument, Consequences: Acceptance },
    REJECT: { mutation: RejectStockOrderDocument, fields: [REASON] },
    CANCEL: { mutation: CancelStockOrderDocument, fields: [REASON] },
    CREATE_DELIVERY_NOTE: {
      mutation: CreateDeliveryNoteDocument,
      target: ({ id }) => ({ stockOrderId: id }),
      makes: 'DELIVERY_NOTE',
      fields: [
        {
          name: 'logistics',
          label: 'stockOrders.logistics',
          kind: 'choice',
          enum: 'DeliveryLogistics',
          required: true,
        },
        {
          name: 'lines',
          label: 'column.goods',
          kind: 'custom',
          Control: SentLines,
          initial: leftToSend,
        },
        {
          name: 'cartonMarks',
          label: 'stockOrders.cartonMarks',
          help: 'stockOrders.oneALine',
          kind: 'paragraph',
        },
        {
          name: 'trackingNumbers',
          label: 'stockOrders.trackingNumbers',
          help: 'stockOrders.oneALine',
          kind: 'paragraph',
        },
      ],
      input: ({ logistics, lines, cartonMarks, trackingNumbers }) => ({
        logistics,
        lines: toInput(meant(lines, SENT), 'quantity'),
        cartonMarks: oneALine(cartonMarks),
        trackingNumbers: oneALine(trackingNumbers),
      }),
    },
  },
  create: [
    {
      label: 'stockOrders.create',
      roles: ['PLATFORM_OPERATOR'],
      mutation: CreateStockOrderDocument,
      fields: [
        {
          name: 'merchantCode',
          label: 'column.merchant',
          kind: 'party',
          of: 'merchants',
          required: true,
        },
        {
          name: 'cargoOwnerCode',
          label: 'column.owner',
          kind: 'party',
          of: 'cargoOwners',
          required: true,
        },
        {
          name: 'warehouseCode',
          label: 'column.warehouse',
          kind: 'party',
          of: 'warehouses',
          required: true,
        },
        {
          name: 'orderKind',
          label: 'stockOrders.kind',
          kind: 'choice',
          enum: 'OrderKind',
          required: true,
        },
        {
          name: 'lines',
          label: 'column.goods',
          kind: 'custom',
          Control: OrderedLines,
          initial: () => [],
        },
      ],
      input: ({ lines, ...parties }) => ({ ...parties, lines: toInput(lines, 'quantity') }),
    },
  ],
}

function oneALine(text: string | null): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
