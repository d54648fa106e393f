import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { LinesControl } from '../../ui/form/LinesControl'
import { SENT } from './lines'

/** What one delivery note announces of an order. */
export default function SentLines(props: FieldProps) {
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
