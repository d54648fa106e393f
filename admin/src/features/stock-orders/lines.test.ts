import { expect, it } from 'vitest'
import { leftToSend, type StockOrder } from './lines'

const goodsItem = { id: 'gi_1', externalId: 'G1', name: 'Tea' }
const note = (
  state: string,
  declaredQuantity: number,
  supplementOf: { id: string } | null = null,
) => ({
  state,
  supplementOf,
  lines: [{ goodsItem, declaredQuantity }],
})

it('offers what is on no note: cancelled ones hold nothing, supplements hold nothing more', () => {
  const order = {
    lines: [{ goodsItem, orderedQuantity: 100, shippedQuantity: 0, receivedQuantity: 0 }],
    deliveryNotes: [
      note('DRAFT', 10),
      note('VOIDED', 20),
      note('CANCELLED', 40),
      note('ARRIVED', 15, { id: 'dn_1' }),
    ],
  } as unknown as StockOrder
  expect(leftToSend(order)[0]?.quantities).toEqual({ orderedQuantity: 100, left: 70, quantity: 70 })
})
