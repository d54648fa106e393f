import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { LinesControl } from '../../ui/form/LinesControl'
import { balanced } from './counts'

export default function CheckedCounts(props: FieldProps) {
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
