import { expect, test } from 'vitest'
import { someOf } from '../../ui/form/lines'
import { beginning, toMethod } from './method'
import type { Order } from './ReturnOrderBody'
import { MISSING, nothingMissing } from './shortfall'

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
  const goodsItem = (externalId: string) => ({ externalId, name: 'Tea' })
  const [first, second] = nothingMissing({
    lines: [
      { goodsItem: goodsItem('G1'), packedQuantity: 5 },
      { goodsItem: goodsItem('G2'), packedQuantity: 4 },
    ],
  } as Order)
  if (!first || !second) throw new Error('a line is missing')
  expect(someOf([first, second], MISSING)).toBeNull()
  const written = { ...second, quantities: { ...second.quantities, quantity: 3 } }
  expect(someOf([first, written], MISSING)).toEqual([{ goodsExternalId: 'G2', quantity: 3 }])
})
