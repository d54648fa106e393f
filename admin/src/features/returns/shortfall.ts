import type { GoodsLine, QuantityColumn } from '../../ui/form/lines'
import type { Order } from './ReturnOrderBody'

export const MISSING: QuantityColumn[] = [
  { name: 'packedQuantity', label: 'returns.sent', fixed: true },
  { name: 'quantity', label: 'returns.missing' },
]

/** As usual, all that was sent has arrived. */
export function nothingMissing({ lines }: Order): GoodsLine[] {
  return lines.map(({ goodsItem, packedQuantity = null }) => ({
    goodsItem,
    quantities: { packedQuantity, quantity: 0 },
  }))
}
