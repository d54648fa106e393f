import { describe, expect, it } from 'vitest'
import type { Field } from '../../lib/resource'
import { missing, sent } from './FieldControl'

const field: Field = { name: 'reason', label: 'column.state', kind: 'text', required: true }

describe('a required field', () => {
  it('is missing while it holds nothing, or blanks only', () => {
    for (const value of [undefined, null, '', ' \n'])
      expect(missing([field], { reason: value }, 'Needed.')).toEqual([
        { code: 'VALIDATION', message: 'Needed.', field: ['reason'] },
      ])
    expect(missing([field], { reason: ' damaged ' }, 'Needed.')).toEqual([])
    expect(sent(field, ' damaged ')).toBe('damaged')
  })
})
