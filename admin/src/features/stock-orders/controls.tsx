import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { LinesControl, type QuantityColumn } from '../../ui/form/LinesControl'

export const ORDERED: QuantityColumn[] = [{ name: 'quantity', label: 'stockOrders.ordered' }]

export const SENT: QuantityColumn[] = [
  { name: 'orderedQuantity', label: 'stockOrders.ordered', fixed: true },
  { name: 'left', label: 'stockOrders.left', fixed: true },
  { name: 'quantity', label: 'stockOrders.send' },
]

/** What is ordered: any goods of the merchant. */
export function OrderedLines(props: FieldProps) {
  const { t } = useTranslation()
  return <LinesControl {...props} label={t('column.goods')} columns={ORDERED} open />
}

/** What one delivery note announces of an order. */
export function SentLines(props: FieldProps) {
  const { t } = useTranslation()
  return (
    <LinesControl
      {...props}
      label={t('column.goods')}
      description={t('stockOrders.sendHelp')}
      columns={SENT}
      partial
    />
  )
}
