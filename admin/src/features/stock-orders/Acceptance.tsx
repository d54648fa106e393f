import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { count } from '../../lib/format'
import { type StockOrder, totalOf } from './lines'

export default function Acceptance({ document }: { document: StockOrder }) {
  const { t } = useTranslation()
  const { lines, mode, warehouse } = document
  const total = totalOf(lines, 'orderedQuantity')
  return (
    <Text size="sm">
      {t('stockOrders.acceptConsequence', {
        count: total,
        formatted: count(total),
        warehouse: warehouse?.name,
      })}{' '}
      {mode === 'JIT' && t('stockOrders.acceptJit')}
    </Text>
  )
}
