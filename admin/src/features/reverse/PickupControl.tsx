import { SegmentedControl, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { PickupFields } from '../../ui/form/PickupFields'
import type { Pickup } from './pickup'

/** Whether somebody comes for the goods or they are sent on, and what is to be known for it. */
export default function PickupControl({ value, onChange, errors }: FieldProps) {
  const { t } = useTranslation()
  const { choices } = useWords()
  const pickup = value as Pickup
  const set = (changes: Partial<Pickup>) => onChange({ ...pickup, ...changes })
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('reverse.method')}
        data={choices('PickupMethod')}
        value={pickup.method}
        onChange={(method) => set({ method: method as Pickup['method'] })}
      />
      <PickupFields
        value={pickup}
        onChange={set}
        errors={errors}
        address={pickup.method === 'FORWARD'}
        contact={pickup.method === 'SELF_PICKUP'}
        remark
      />
    </Stack>
  )
}
