import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { LinesControl } from '../../ui/form/LinesControl'
import { AFFECTED } from './affected'

/** Of which goods how many are concerned; also of such as were not announced. */
export default function AffectedLines(props: FieldProps) {
  const { t } = useTranslation()
  return (
    <LinesControl
      {...props}
      label={t('exceptions.affected')}
      description={t('exceptions.affectedHelp')}
      columns={AFFECTED}
      open
      partial
    />
  )
}
