import { expect, test } from 'vitest'
import { beginning, toMethod } from './method'
import { toLines } from './shortfall'

test('each way sends what belongs to it, and nothing of the others', () => {
  const entry = {
    ...beginning(),
    address: { addressId: 'ad_1' },
    expectedPickupAt: '2026-12-01T10:00',
    contactName: '王明',
    contactPhone: '13800138000',
    remark: ' ',
  }
  expect(toMethod({ ...entry, method: 'PLATFORM_LOGISTICS' })).toEqual({
    platformLogistics: { addressId: 'ad_1' },
  })
  expect(toMethod({ ...entry, method: 'SELF_PICKUP' })).toEqual({
    selfPickup: {
      expectedPickupAt: new Date('2026-12-01T10:00').toISOString(),
      contactName: '王明',
      contactPhone: '13800138000',
      remark: null,
    },
  })
  expect(toMethod({ ...entry, method: 'ABANDON' })).toEqual({
    abandon: { confirm: true, remark: null },
  })
})

test('nothing is missing unless somebody says how much', () => {
  expect(toLines({})).toBeNull()
  expect(toLines({ G1: 0 })).toBeNull()
  expect(toLines({ G1: 0, G2: 3 })).toEqual([{ goodsExternalId: 'G2', quantity: 3 }])
})
