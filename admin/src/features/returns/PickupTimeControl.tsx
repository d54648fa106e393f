import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import type { Order } from './ReturnOrderBody'

/** As an input of a date and time has it: in the reader's own time. */
export function expectedPickup({ entry }: Order): string | null {
  if (!entry?.expectedPickupAt) return null
  const moment = new Date(entry.expectedPickupAt)
  moment.setMinutes(moment.getMinutes() - moment.getTimezoneOffset())
  return moment.toISOString().slice(0, 16)
}

/** When the goods can be collected: only of what is collected. */
export function PickupTimeControl({ value, onChange, errors, document }: FieldProps) {
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
      error={errors.map(({ message }) => message).join(' ') || undefined}
      data-autofocus
    />
  )
}
