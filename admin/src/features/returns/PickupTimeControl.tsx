import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { messages } from '../../ui/form/useSending'
import type { Order } from './ReturnOrderBody'

/** When the goods can be collected: only of what is collected. */
export default function PickupTimeControl({ value, onChange, errors, document }: FieldProps) {
  const { t } = useTranslation()
  if ((document as Order).method !== 'SELF_PICKUP') return null
  return (
    <TextInput
      type="datetime-local"
      label={t('returns.scheduledPickupAt')}
      description={t('returns.scheduledPickupHelp')}
      required
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={messages(errors)}
      data-autofocus
    />
  )
}
