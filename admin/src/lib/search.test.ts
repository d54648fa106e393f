import { describe, expect, it } from 'vitest'
import type { FilterValue, Resource } from './resource'
import { conditionOf, isShown, numbersOf, readSearch } from './search'

const orders = {
  tabField: 'state',
  tabs: [{ name: 'all' }, { name: 'open', values: ['ACCEPTED', 'SHIPPED'] }],
  numbers: (numbers: string[]) => ({ number: { in: numbers } }),
  filters: [
    { name: 'state', label: 'column.state', kind: 'words', enum: 'StockOrderState' },
    { name: 'mode', label: 'column.type', kind: 'words', enum: 'FulfilmentMode' },
    { name: 'goodsItem', label: 'column.goods', kind: 'text', matches: 'item' },
    { name: 'orderNumber', label: 'column.number', kind: 'text', matches: 'number' },
    { name: 'warehouse', label: 'column.warehouse', kind: 'party', of: 'warehouses' },
    { name: 'createdAt', label: 'column.createdAt', kind: 'dates' },
  ],
} as unknown as Resource

describe('conditionOf', () => {
  const of = (name: string, value: FilterValue) =>
    conditionOf(orders, { filter: { [name]: value } })

  it('asks for everything where nothing is set', () => {
    expect(conditionOf(orders, {})).toBeUndefined()
    expect(conditionOf(orders, { tab: 'all', filter: {} })).toBeUndefined()
    expect(conditionOf(orders, { tab: 'no such tab' })).toBeUndefined()
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
    const shown = orders.filters?.map((each) => isShown(orders, each, { tab: 'open' }))
    expect(shown).toEqual([false, ...Array(5).fill(true)])
  })

  it('compares each kind of filter in its own way', () => {
    expect(of('mode', ['JIT'])).toEqual({ mode: { in: ['JIT'] } })
    expect(of('warehouse', ['wh_1'])).toEqual({ warehouse: { id: { in: ['wh_1'] } } })
    expect(of('orderNumber', '3100')).toEqual({ orderNumber: { startsWith: '3100' } })
    expect(of('goodsItem', '坚果')).toEqual({
      or: [
        { goodsItem: { externalId: { eq: '坚果' } } },
        { goodsItem: { name: { contains: '坚果' } } },
      ],
    })
  })

  it('takes a day to its end, in the time of whoever reads', () => {
    expect(of('createdAt', { from: '2026-03-01', to: '2026-03-31' })).toEqual({
      createdAt: {
        gte: new Date(2026, 2, 1).toISOString(),
        lt: new Date(2026, 3, 1).toISOString(),
      },
    })
    expect(of('createdAt', { to: '2026-12-31' })).toEqual({
      createdAt: { lt: new Date(2027, 0, 1).toISOString() },
    })
    expect(of('createdAt', {})).toBeUndefined()
  })

  it('leaves out what is no value of its kind', () => {
    const nonsense = { state: 'x', mode: [1], orderNumber: ['A'], warehouse: { id: 'wh_1' } }
    const search = readSearch({ filter: { ...nonsense, createdAt: { from: 'x', to: 7 } } })
    expect(conditionOf(orders, search)).toBeUndefined()
    expect(conditionOf(orders, { filter: { createdAt: 'x' } })).toBeUndefined()
    expect(of('createdAt', { from: 'x', to: '2026-12-31' })).toEqual({
      createdAt: { lt: new Date(2027, 0, 1).toISOString() },
    })
    expect(of('createdAt', { from: '2026-03-01', to: '9999-99-99' })).toEqual({
      createdAt: { gte: new Date(2026, 2, 1).toISOString() },
    })
  })

  it('leaves out what is no filter here', () => {
    expect(of('password', ['x'])).toBeUndefined()
  })
})

describe('readSearch', () => {
  it('keeps what a list understands', () => {
    const search = {
      tab: 'open',
      numbers: ['A'],
      filter: { state: ['DONE'] },
      sort: { field: 'NUMBER', direction: 'ASC' },
      columns: ['number'],
      open: 'RO1',
    }
    expect(readSearch(search)).toEqual(search)
  })

  it('drops what somebody else may have written there', () => {
    const foreign = {
      tab: 1,
      numbers: 'A',
      filter: 'x',
      sort: { field: 2 },
      columns: [1],
      open: {},
    }
    expect(readSearch(foreign)).toEqual({})
    expect(readSearch({ numbers: [], sort: null, utm_source: 'mail' })).toEqual({})
  })
})

describe('numbersOf', () => {
  it('takes one a line, or with whatever people put between', () => {
    const pasted = 'RO1\nRO2\r\nRO3\tRO4, RO5；RO6，RO7;RO8、RO9 RO10'
    expect(numbersOf(pasted)).toEqual(Array.from({ length: 10 }, (_, index) => `RO${index + 1}`))
  })

  it('takes each once, in the order in which they came', () => {
    expect(numbersOf('  B A\n\nB,,A C ')).toEqual(['B', 'A', 'C'])
  })

  it('takes letters and digits of any width and case for the same', () => {
    expect(numbersOf('ＲＯ１，ro1　Ro2')).toEqual(['RO1', 'RO2'])
    expect(readSearch({ numbers: ['ro1', 'ＲＯ2'] }).numbers).toEqual(['RO1', 'RO2'])
  })

  it('finds none in nothing', () => {
    expect(numbersOf(' \n,， ')).toEqual([])
  })
})
