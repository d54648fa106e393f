import { lazy } from 'react'
import {
  DismissCaseDocument,
  ExceptionCaseDetailDocument,
  ExceptionCasesDocument,
  ProposeResolutionDocument,
  ResolveCaseDocument,
  SettleCaseDocument,
} from '../../gen/exceptions'
import type { ExceptionCaseRowFragment, ExceptionCaseState } from '../../gen/graphql'
import { listed } from '../../lib/format'
import type { Field, Resource } from '../../lib/resource'
import type { Words } from '../../lib/session'
import { DueTime } from '../../ui/DueTime'
import {
  CREATED,
  DATE_FILTERS,
  GOODS_FILTER,
  MERCHANT,
  NUMBER,
  OWNER,
  PARTY_FILTERS,
  stateColumn,
  stateTabs,
  UPDATED,
  WAREHOUSE,
} from '../../ui/list/common'
import type { Case } from './ExceptionCaseBody'
import { dueOf, nextPending } from './pending'

// Loaded when a document is opened, or something is done to it.
const ExceptionCaseBody = lazy(() => import('./ExceptionCaseBody'))
const ResolutionControl = lazy(() => import('./ResolutionControl'))

const STATES: ExceptionCaseState[] = [
  'OPEN',
  'PROPOSED',
  'AWAITING_MERCHANT',
  'AWAITING_WAREHOUSE',
  'CLOSED',
  'DISMISSED',
]

const resolution: Field = {
  name: 'resolution',
  label: 'exceptions.resolution',
  kind: 'custom',
  Control: ResolutionControl,
  initial: ({ proposedResolution }: Case) => proposedResolution,
}

export const exceptionCases: Resource<ExceptionCaseRowFragment> = {
  kind: 'EXCEPTION_CASE',
  title: 'exceptions.title',
  states: 'ExceptionCaseState',
  list: ExceptionCasesDocument,
  detail: ExceptionCaseDetailDocument,
  tabField: 'state',
  tabs: stateTabs(STATES),
  numbers: (numbers) => ({ number: { in: numbers } }),
  filters: [
    { name: 'type', label: 'column.type', kind: 'words', enum: 'ExceptionType' },
    { name: 'state', label: 'column.state', kind: 'words', enum: 'ExceptionCaseState' },
    { name: 'resolution', label: 'exceptions.resolution', kind: 'words', enum: 'Resolution' },
    { name: 'scheme', label: 'exceptions.scheme', kind: 'words', enum: 'MerchantScheme' },
    { name: 'stage', label: 'exceptions.stage', kind: 'words', enum: 'InboundStage' },
    {
      name: 'deliveryNoteNumber',
      label: 'exceptions.deliveryNote',
      kind: 'text',
      matches: 'number',
    },
    GOODS_FILTER,
    ...PARTY_FILTERS,
    ...DATE_FILTERS,
  ],
  columns: [
    NUMBER,
    stateColumn({ en: 160, 'zh-CN': 140 }),
    {
      id: 'type',
      label: 'column.type',
      width: { en: 280, 'zh-CN': 190 },
      cell: ({ typeLabel }) => typeLabel,
    },
    {
      id: 'next',
      label: 'exceptions.next',
      width: { en: 290, 'zh-CN': 190 },
      cell: ({ pendingActions }, words) => nextOf(pendingActions, words),
    },
    {
      id: 'due',
      label: 'column.due',
      width: { en: 210, 'zh-CN': 200 },
      cell: ({ pendingActions }) => deadlineOf(pendingActions),
    },
    {
      id: 'document',
      label: 'exceptions.foundOn',
      width: 200,
      cell: ({ deliveryNote, reverseOrder }) => (
        <span className="number">{(deliveryNote ?? reverseOrder)?.number ?? '–'}</span>
      ),
    },
    {
      id: 'resolution',
      label: 'exceptions.resolution',
      width: { en: 230, 'zh-CN': 150 },
      cell: ({ resolutionLabel }) => resolutionLabel ?? '–',
    },
    {
      id: 'scheme',
      label: 'exceptions.scheme',
      width: { en: 160, 'zh-CN': 130 },
      cell: ({ scheme }, { word }) => word('MerchantScheme', scheme),
    },
    {
      id: 'stage',
      label: 'exceptions.stage',
      width: 110,
      cell: ({ stage }, { word }) => word('InboundStage', stage),
    },
    {
      id: 'orderKind',
      label: 'exceptions.orderKind',
      width: 130,
      optional: true,
      cell: ({ orderKind }, { word }) => word('OrderKind', orderKind),
    },
    {
      id: 'goods',
      label: 'column.goods',
      width: 240,
      optional: true,
      cell: ({ affectedLines }) => listed(affectedLines.map(({ goodsItem }) => goodsItem.name)),
    },
    {
      id: 'quantity',
      label: 'column.quantity',
      width: 80,
      align: 'right',
      optional: true,
      cell: ({ affectedLines }) =>
        affectedLines.reduce((total, { quantity }) => total + quantity, 0) || '–',
    },
    WAREHOUSE,
    MERCHANT,
    OWNER,
    CREATED,
    UPDATED,
  ],
  Body: ExceptionCaseBody,
  actions: {
    RESOLVE: {
      mutation: ResolveCaseDocument,
      fields: [resolution],
      confirm: () => 'exceptions.resolveConfirm',
      wide: true,
    },
    SETTLE: {
      mutation: SettleCaseDocument,
      fields: [{ name: 'outcome', label: 'exceptions.settled', kind: 'paragraph', required: true }],
    },
    PROPOSE_RESOLUTION: { mutation: ProposeResolutionDocument, fields: [resolution], wide: true },
    DISMISS: {
      mutation: DismissCaseDocument,
      fields: [{ name: 'reason', label: 'exceptions.reason', kind: 'paragraph', required: true }],
    },
  },
}

function nextOf(pendingActions: ExceptionCaseRowFragment['pendingActions'], { word }: Words) {
  const next = nextPending(pendingActions)
  if (!next) return '–'
  return (
    <>
      {word('Action', next.action)} <span className="quiet">({word('Role', next.role)})</span>
    </>
  )
}

function deadlineOf(pendingActions: ExceptionCaseRowFragment['pendingActions']) {
  const next = nextPending(pendingActions)
  const due = next && dueOf(next)
  return due ? <DueTime due={due} /> : '–'
}
