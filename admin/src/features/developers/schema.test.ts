import { expect, test } from 'vitest'
import { find, TYPES, wordsOf } from './schema'

test('a description is taken apart into its two languages', () => {
  expect(wordsOf('Accept a stock order (接单).')).toEqual({
    english: 'Accept a stock order.',
    chinese: '接单',
  })
  expect(wordsOf('The state (of it), in words (状态名称).')).toEqual({
    english: 'The state (of it), in words.',
    chinese: '状态名称',
  })
  expect(wordsOf('An id of any kind (ID).')).toEqual({
    english: 'An id of any kind (ID).',
    chinese: '',
  })
})

test('types know what they have, and who uses them', () => {
  const order = TYPES.get('ReverseOrder')
  expect(order?.group).toBe('objects')
  expect(order?.related).toContain('Document')
  expect(order?.members.find(({ name }) => name === 'lines')?.of).toBe('ReverseOrderLine')
  expect(TYPES.get('ReverseOrderLine')?.usedBy).toContain('ReverseOrder')
})

test('names are found before descriptions, in either language', () => {
  expect(find('apitoken')[0]?.type).toBe('ApiToken')
  expect(find('销退').map(({ member }) => member)).toContain('salesReturnNumber')
  expect(find(' ')).toEqual([])
})
