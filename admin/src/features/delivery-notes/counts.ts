import type { DeliveryNoteDetailQuery } from '../../gen/graphql'
import type { GoodsLine } from '../../ui/form/lines'

export type DeliveryNote = NonNullable<DeliveryNoteDetailQuery['document']>

/** As usual, all that was announced has arrived. */
export function asAnnounced({ lines }: DeliveryNote): GoodsLine[] {
  return lines.map(({ goodsItem, declaredQuantity }) => ({
    goodsItem,
    quantities: { declaredQuantity, receivedQuantity: declaredQuantity },
  }))
}

/** As usual, all that was received is good. */
export function asReceived({ lines }: DeliveryNote): GoodsLine[] {
  return lines.map(({ goodsItem, receivedQuantity }) => ({
    goodsItem,
    quantities: { receivedQuantity, passedQuantity: receivedQuantity, problemQuantity: 0 },
  }))
}

const OTHER: Record<string, string> = {
  passedQuantity: 'problemQuantity',
  problemQuantity: 'passedQuantity',
}

/** What did not pass is a problem, and the other way round: one of them is written, the other follows. */
export function balanced(lines: GoodsLine[], index: number, column: string): GoodsLine[] {
  return lines.map((line, i) => {
    const { [column]: written, receivedQuantity } = line.quantities
    const other = OTHER[column]
    if (i !== index || !other || written == null) return line
    const rest = Math.max(0, (receivedQuantity ?? 0) - written)
    return { ...line, quantities: { ...line.quantities, [other]: rest } }
  })
}
