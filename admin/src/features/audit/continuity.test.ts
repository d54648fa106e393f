import { expect, test } from 'vitest'
import { continuityOf } from './continuity'

test('places that follow each other have none missing', () => {
  expect(continuityOf([9, 8, 7])).toEqual({ first: 7, last: 9, missing: null })
})

test('the latest place that nobody has is named', () => {
  expect(continuityOf([9, 8, 5, 4, 2])).toEqual({ first: 2, last: 9, missing: 7 })
})

test('events without a place do not count', () => {
  expect(continuityOf([null, 9, null, 8])).toEqual({ first: 8, last: 9, missing: null })
  expect(continuityOf([null])).toEqual({ first: null, last: null, missing: null })
})
