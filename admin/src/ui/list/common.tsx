// What the lists of most kinds of documents have.

import { dateTime, listed } from '../../lib/format'
import type { Column, Filter, Row, Tab } from '../../lib/resource'
import { DueTime, nextDue } from '../DueTime'
import { StateBadge } from '../StateBadge'

type Width = Column<Row>['width']

interface Named {
  name: string
}

export const NUMBER: Column<Row> = {
  id: 'number',
  label: 'column.number',
  width: 200,
  cell: ({ number }) => <span className="number">{number}</span>,
}

export function stateColumn(width: Width): Column<Row> {
  return {
    id: 'state',
    label: 'column.state',
    width,
    cell: ({ state, stateLabel }) => <StateBadge state={state} label={stateLabel} />,
  }
}

export function dueColumn(width: Width): Column<Row> {
  return {
    id: 'due',
    label: 'column.due',
    width,
    cell: ({ deadlines }) => {
      const due = nextDue(deadlines)
      return due ? <DueTime due={due} /> : '–'
    },
  }
}

export function goodsColumn(width: Width): Column<{ lines: { goodsItem: Named }[] }> {
  return {
    id: 'goods',
    label: 'column.goods',
    width,
    cell: ({ lines }) => listed(lines.map(({ goodsItem }) => goodsItem.name)),
  }
}

export const WAREHOUSE: Column<{ warehouse?: Named | null }> = {
  id: 'warehouse',
  label: 'column.warehouse',
  width: 150,
  cell: ({ warehouse }) => warehouse?.name ?? '–',
}

export const MERCHANT: Column<{ merchant: Named }> = {
  id: 'merchant',
  label: 'column.merchant',
  width: 170,
  optional: true,
  cell: ({ merchant }) => merchant.name,
}

export const OWNER: Column<{ cargoOwner: Named }> = {
  id: 'owner',
  label: 'column.owner',
  width: 170,
  optional: true,
  cell: ({ cargoOwner }) => cargoOwner.name,
}

export const CREATED: Column<{ createdAt: string }> = {
  id: 'createdAt',
  label: 'column.createdAt',
  width: 150,
  cell: ({ createdAt }) => <span className="number">{dateTime(createdAt)}</span>,
}

export const UPDATED: Column<{ updatedAt: string }> = {
  id: 'updatedAt',
  label: 'column.updatedAt',
  width: 150,
  optional: true,
  cell: ({ updatedAt }) => <span className="number">{dateTime(updatedAt)}</span>,
}

export const GOODS_FILTER: Filter = {
  name: 'goodsItem',
  label: 'column.item',
  kind: 'text',
  matches: 'item',
}

export const PARTY_FILTERS: Filter[] = [
  { name: 'warehouse', label: 'column.warehouse', kind: 'party', of: 'warehouses' },
  { name: 'cargoOwner', label: 'column.owner', kind: 'party', of: 'cargoOwners' },
  { name: 'merchant', label: 'column.merchant', kind: 'party', of: 'merchants' },
]

export const DATE_FILTERS: Filter[] = [
  { name: 'createdAt', label: 'column.createdAt', kind: 'dates' },
  { name: 'updatedAt', label: 'column.updatedAt', kind: 'dates' },
]

/** One for all, and one for each state. */
export function stateTabs(states: string[]): Tab[] {
  return [{ name: 'all', label: 'list.all' }, ...states.map((name) => ({ name, values: [name] }))]
}
