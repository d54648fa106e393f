import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { LinesControl } from '../../ui/form/LinesControl'

export default function ReceivedCounts(props: FieldProps) {
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
