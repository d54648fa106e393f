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
import { dateTime, listed } from '../../lib/format'
import type { Resource } from '../../lib/resource'
import { DueTime, nextDue } from '../../ui/DueTime'
import { someOf } from '../../ui/form/lines'
import { StateBadge } from '../../ui/StateBadge'
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
  tabs: [
    { name: 'all', label: 'returns.all' },
    ...STATES.map((state) => ({ name: state, values: [state] })),
  ],
  numbers: (numbers) => ({ number: { in: numbers } }),
  filters: [
    { name: 'state', label: 'column.state', kind: 'words', enum: 'ReturnOrderState' },
    { name: 'method', label: 'returns.method', kind: 'words', enum: 'ReturnMethod' },
    { name: 'deadlineStatus', label: 'column.due', kind: 'words', enum: 'DeadlineStatus' },
    { name: 'goodsItem', label: 'returns.item', kind: 'text', matches: 'item' },
    { name: 'warehouse', label: 'column.warehouse', kind: 'party', of: 'warehouses' },
    { name: 'cargoOwner', label: 'returns.owner', kind: 'party', of: 'cargoOwners' },
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
      width: { en: 160, 'zh-CN': 120 },
      cell: ({ state, stateLabel }) => <StateBadge state={state} label={stateLabel} />,
    },
    {
      id: 'due',
      label: 'column.due',
      width: { en: 210, 'zh-CN': 170 },
      cell: ({ deadlines }) => deadlineOf(deadlines),
    },
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
    {
      id: 'goods',
      label: 'column.goods',
      width: 260,
      cell: ({ lines }) => listed(lines.map(({ goodsItem }) => goodsItem.name)),
    },
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
    {
      id: 'warehouse',
      label: 'column.warehouse',
      width: 150,
      cell: ({ warehouse }) => warehouse.name,
    },
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
    {
      id: 'merchant',
      label: 'column.merchant',
      width: 150,
      optional: true,
      cell: ({ merchant }) => merchant.name,
    },
    {
      id: 'owner',
      label: 'returns.owner',
      width: 150,
      optional: true,
      cell: ({ cargoOwner }) => cargoOwner.name,
    },
    {
      id: 'createdAt',
      label: 'column.createdAt',
      width: 150,
      cell: ({ createdAt }) => <span className="number">{dateTime(createdAt)}</span>,
    },
    {
      id: 'updatedAt',
      label: 'column.updatedAt',
      width: 150,
      optional: true,
      cell: ({ updatedAt }) => <span className="number">{dateTime(updatedAt)}</span>,
    },
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

function deadlineOf(deadlines: ReturnOrderRowFragment['deadlines']) {
  const due = nextDue(deadlines)
  return due ? <DueTime due={due} /> : '–'
}
