import { useTranslation } from 'react-i18next'
import type { DeliveryNoteDetailQuery } from '../../gen/graphql'
import type { FieldProps } from '../../lib/resource'
import { type GoodsLine, LinesControl } from '../../ui/form/LinesControl'

export type DeliveryNote = NonNullable<DeliveryNoteDetailQuery['document']>

/** As usual, all that was announced has arrived. */
export function asAnnounced({ lines }: DeliveryNote): GoodsLine[] {
  return lines.map(({ goodsItem, declaredQuantity }) => ({
    goodsItem,
    quantities: { declaredQuantity, receivedQuantity: declaredQuantity },
  }))
}

export function ReceivedCounts(props: FieldProps) {
  const { t } = useTranslation()
  return (
    <LinesControl
      {...props}
      label={t('deliveryNotes.counted')}
      description={t('deliveryNotes.receivedHelp')}
      columns={[
        { name: 'declaredQuantity', label: 'deliveryNotes.declared', fixed: true },
        { name: 'receivedQuantity', label: 'deliveryNotes.received' },
      ]}
    />
  )
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

export function CheckedCounts(props: FieldProps) {
  const { t } = useTranslation()
  return (
    <LinesControl
      {...props}
      onChange={(lines, changed) =>
        props.onChange(changed ? balanced(lines, changed.index, changed.column) : lines)
      }
      label={t('deliveryNotes.counted')}
      description={t('deliveryNotes.checkedHelp')}
      columns={[
        { name: 'receivedQuantity', label: 'deliveryNotes.received', fixed: true },
        { name: 'passedQuantity', label: 'deliveryNotes.passed' },
        { name: 'problemQuantity', label: 'deliveryNotes.problem' },
      ]}
    />
  )
}
