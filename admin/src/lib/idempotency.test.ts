import { describe, expect, it } from 'vitest'
import { IdempotencyKey } from './idempotency'

describe('an idempotency key', () => {
  it('is the same as long as the same is to be done', () => {
    const key = new IdempotencyKey()
    const first = key.of({ id: 'ro_1', contactName: '张三' })
    expect(key.of({ id: 'ro_1', contactName: '张三' })).toBe(first)
    expect(first).toMatch(/^[0-9a-f]{32}$/)
  })

  it('is another for what was filled in differently', () => {
    const key = new IdempotencyKey()
    const first = key.of({ id: 'ro_1', contactName: '张三' })
    const second = key.of({ id: 'ro_1', contactName: '李四' })
    expect(second).not.toBe(first)
    // It was never answered, so nobody may take the first one for the second.
    expect(key.of({ id: 'ro_1', contactName: '张三' })).not.toBe(second)
  })

  it('is another after it was done, even for the same', () => {
    const key = new IdempotencyKey()
    const first = key.of({ id: 'ro_1' })
    key.forget()
    expect(key.of({ id: 'ro_1' })).not.toBe(first)
  })

  it('is nobody else’s', () => {
    expect(new IdempotencyKey().of({})).not.toBe(new IdempotencyKey().of({}))
  })
})
