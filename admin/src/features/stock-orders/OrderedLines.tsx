import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { LinesControl } from '../../ui/form/LinesControl'
import { ORDERED } from './lines'

/** What is ordered: any goods of the merchant. */
export default function OrderedLines(props: FieldProps) {
  const { t } = useTranslation()
  return <LinesControl {...props} label={t('column.goods')} columns={ORDERED} open />
}
