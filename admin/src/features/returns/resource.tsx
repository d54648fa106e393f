import { lazy } from 'react'
import type { ReturnOrderRowFragment, ReturnOrderState } from '../../gen/graphql'
import {
  CancelReturnOrderDocument,
  CollectReturnDocument,
  DisposeReturnDocument,
  EnterReturnMethodDocument,
  ForceAbandonDocument,
  PackReturnDocument,
  ReturnOrderDetailDocument,
  ReturnOrdersDocument,
  ShipReturnDocument,
  SignReturnDocument,
} from '../../gen/returns'
import { dateTime } from '../../lib/format'
import type { Resource } from '../../lib/resource'
import { someOf } from '../../ui/form/lines'
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
import { beginning, toMethod } from './method'
import { expectedPickup } from './pickupTime'
import { MISSING, nothingMissing } from './shortfall'

// Loaded when a document is opened, or something is done to it.
const ReturnOrderBody = lazy(() => import('./ReturnOrderBody'))
const ReturnedGoods = lazy(() => import('./ReturnedGoods'))
const ReturnMethodControl = lazy(() => import('./ReturnMethodControl'))
const PickupTimeControl = lazy(() => import('./PickupTimeControl'))
const ShortfallControl = lazy(() => import('./ShortfallControl'))

const STATES: ReturnOrderState[] = [
  'PENDING_CONFIRMATION',
  'AWAITING_PACKING',
  'AWAITING_SHIPMENT',
  'AWAITING_PICKUP',
  'SHIPPED',
  'AWAITING_DISPOSAL',
  'SIGNED',
  'DISPOSED',
  'CANCELLED',
]

export const returnOrders: Resource<ReturnOrderRowFragment> = {
  kind: 'RETURN_ORDER',
  title: 'returns.title',
  states: 'ReturnOrderState',
  list: ReturnOrdersDocument,
  detail: ReturnOrderDetailDocument,
  tabField: 'state',
  tabs: stateTabs(STATES),
  numbers: (numbers) => ({ number: { in: numbers } }),
  filters: [
    { name: 'state', label: 'column.state', kind: 'words', enum: 'ReturnOrderState' },
    { name: 'method', label: 'returns.method', kind: 'words', enum: 'ReturnMethod' },
    { name: 'deadlineStatus', label: 'column.due', kind: 'words', enum: 'DeadlineStatus' },
    GOODS_FILTER,
    ...PARTY_FILTERS,
    ...DATE_FILTERS,
  ],
  columns: [
    NUMBER,
    stateColumn({ en: 160, 'zh-CN': 120 }),
    dueColumn({ en: 210, 'zh-CN': 170 }),
    {
      id: 'method',
      label: 'returns.method',
      width: { en: 140, 'zh-CN': 110 },
      cell: ({ method }, { word }) => word('ReturnMethod', method),
    },
    {
      id: 'scope',
      label: 'returns.scope',
      width: { en: 160, 'zh-CN': 130 },
      cell: ({ scope }, { word }) => word('ReturnScope', scope),
    },
    goodsColumn(260),
    {
      id: 'quantity',
      label: 'column.quantity',
      width: 80,
      align: 'right',
      cell: ({ lines }) => lines.reduce((total, { quantity }) => total + quantity, 0),
    },
    {
      id: 'sourceCase',
      label: 'returns.sourceCase',
      width: 200,
      cell: ({ sourceCase }) => <span className="number">{sourceCase.number}</span>,
    },
    {
      id: 'type',
      label: 'returns.caseType',
      width: { en: 280, 'zh-CN': 190 },
      optional: true,
      cell: ({ sourceCase }) => sourceCase.typeLabel,
    },
    WAREHOUSE,
    {
      id: 'scheduledPickupAt',
      label: 'returns.scheduledPickupAt',
      width: 150,
      optional: true,
      cell: ({ scheduledPickupAt }) => (
        <span className="number">{dateTime(scheduledPickupAt)}</span>
      ),
    },
    {
      id: 'carrier',
      label: 'returns.carrier',
      width: 130,
      optional: true,
      cell: ({ carrier }) => carrier ?? '–',
    },
    {
      id: 'trackingNumber',
      label: 'returns.trackingNumber',
      width: 160,
      optional: true,
      cell: ({ trackingNumber }) => <span className="number">{trackingNumber ?? '–'}</span>,
    },
    MERCHANT,
    OWNER,
    CREATED,
    UPDATED,
  ],
  Body: ReturnOrderBody,
  actions: {
    ENTER_RETURN_METHOD: {
      mutation: EnterReturnMethodDocument,
      fields: [
        {
          name: 'method',
          label: 'returns.method',
          kind: 'custom',
          Control: ReturnMethodControl,
          initial: () => beginning(),
        },
      ],
      input: ({ method }) => ({ method: toMethod(method) }),
      confirm: ({ method }) =>
        method.method === 'ABANDON' ? 'returns.abandonConfirm' : 'returns.enterConfirm',
    },
    SIGN: {
      mutation: SignReturnDocument,
      fields: [
        {
          name: 'shortfall',
          label: 'returns.missing',
          kind: 'custom',
          Control: ShortfallControl,
          initial: nothingMissing,
        },
      ],
      input: ({ shortfall }) => ({ shortfall: someOf(shortfall, MISSING) }),
    },
    PACK: {
      mutation: PackReturnDocument,
      fields: [
        {
          name: 'scheduledPickupAt',
          label: 'returns.scheduledPickupAt',
          kind: 'custom',
          Control: PickupTimeControl,
          initial: expectedPickup,
        },
      ],
      input: ({ scheduledPickupAt }) => ({
        scheduledPickupAt: scheduledPickupAt && new Date(scheduledPickupAt).toISOString(),
      }),
    },
    SHIP: {
      mutation: ShipReturnDocument,
      fields: [
        { name: 'carrier', label: 'returns.carrier', kind: 'text', required: true },
        { name: 'trackingNumber', label: 'returns.trackingNumber', kind: 'text', required: true },
      ],
    },
    COLLECT: {
      mutation: CollectReturnDocument,
      fields: [
        { name: 'verifiedName', label: 'returns.verifiedName', kind: 'text', required: true },
      ],
    },
    DISPOSE: {
      mutation: DisposeReturnDocument,
      fields: [
        {
          name: 'certificateEvidenceId',
          label: 'returns.certificate',
          kind: 'certificate',
          required: true,
        },
      ],
      Consequences: ReturnedGoods,
    },
    FORCE_ABANDON: {
      mutation: ForceAbandonDocument,
      fields: [{ name: 'reason', label: 'returns.reason', kind: 'paragraph', required: true }],
      Consequences: ReturnedGoods,
      confirm: () => 'returns.forceConfirm',
    },
    CANCEL: {
      mutation: CancelReturnOrderDocument,
      fields: [{ name: 'reason', label: 'returns.reason', kind: 'paragraph', required: true }],
    },
  },
}
