import type { StockOrderDetailQuery } from '../../gen/graphql'
import type { GoodsLine, QuantityColumn } from '../../ui/form/lines'

export type StockOrder = NonNullable<StockOrderDetailQuery['document']>

export const ORDERED: QuantityColumn[] = [{ name: 'quantity', label: 'stockOrders.ordered' }]

export const SENT: QuantityColumn[] = [
  { name: 'orderedQuantity', label: 'stockOrders.ordered', fixed: true },
  { name: 'left', label: 'stockOrders.left', fixed: true },
  { name: 'quantity', label: 'stockOrders.send' },
]

interface Line {
  orderedQuantity: number
  shippedQuantity: number
  receivedQuantity: number
}

export function totalOf(lines: Line[], quantity: keyof Line): number {
  return lines.reduce((sum, line) => sum + line[quantity], 0)
}

/** What is on no delivery note yet: offered for the next one. */
export function leftToSend({ lines, deliveryNotes }: StockOrder): GoodsLine[] {
  const notes = deliveryNotes.filter(
    ({ state, supplementOf }) => state !== 'CANCELLED' && !supplementOf,
  )
  const announced = (id: string) =>
    notes
      .flatMap((note) => note.lines)
      .filter(({ goodsItem }) => goodsItem.id === id)
      .reduce((sum, { declaredQuantity }) => sum + declaredQuantity, 0)
  return lines.map(({ goodsItem, orderedQuantity }) => {
    const left = Math.max(0, orderedQuantity - announced(goodsItem.id))
    return { goodsItem, quantities: { orderedQuantity, left, quantity: left } }
  })
}
