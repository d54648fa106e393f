import { describe, expect, it } from 'vitest'
import type { Resource } from './resource'
import { conditionOf, numbersOf } from './search'

const orders = {
  tabField: 'state',
  tabs: [{ name: 'all' }, { name: 'open', values: ['ACCEPTED', 'SHIPPED'] }],
  numbers: (numbers: string[]) => ({ number: { in: numbers } }),
  filters: [
    { name: 'state', label: 'column.state', kind: 'words', enum: 'StockOrderState' },
    { name: 'warehouse', label: 'column.warehouse', kind: 'party', of: 'warehouses' },
    { name: 'createdAt', label: 'column.createdAt', kind: 'dates' },
  ],
} as unknown as Resource

describe('conditionOf', () => {
  it('asks for everything where nothing is set', () => {
    expect(conditionOf(orders, { tab: 'all' })).toBeUndefined()
    expect(conditionOf({} as Resource, { tab: 'open', filter: { state: ['X'] } })).toBeUndefined()
  })

  it('keeps what the tabs stand for at the top, where their counts leave it out', () => {
    const state = { in: ['ACCEPTED', 'SHIPPED'] }
    const warehouse = { id: { in: ['wh_1'] } }
    const filter = { warehouse: ['wh_1'] }
    expect(conditionOf(orders, { tab: 'open' })).toEqual({ state })
    expect(conditionOf(orders, { tab: 'open', filter })).toEqual({ state, warehouse })
    expect(conditionOf(orders, { tab: 'open', filter, numbers: ['SO1'] })).toEqual({
      state,
      and: [{ number: { in: ['SO1'] } }, { warehouse }],
    })
  })

  it('takes the filter that the tabs stand for only where they show everything', () => {
    const filter = { state: ['CANCELLED'] }
    expect(conditionOf(orders, { filter })).toEqual({ state: { in: ['CANCELLED'] } })
    expect(conditionOf(orders, { tab: 'open', filter })).toEqual({
      state: { in: ['ACCEPTED', 'SHIPPED'] },
    })
  })
})

describe('numbersOf', () => {
  it('reads what was pasted, each number once', () => {
    expect(numbersOf('SO1, SO2\nSO1；SO3\t')).toEqual(['SO1', 'SO2', 'SO3'])
  })
})
