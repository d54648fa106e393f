import { SegmentedControl, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldProps } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { AddressControl } from '../../ui/form/AddressControl'
import type { Pickup } from './pickup'

/** Whether somebody comes for the goods or they are sent on, and what is to be known for it. */
export default function PickupControl({ value, onChange, errors }: FieldProps) {
  const { t } = useTranslation()
  const { choices } = useWords()
  const pickup = value as Pickup
  const set = (changes: Partial<Pickup>) => onChange({ ...pickup, ...changes })
  const line = (name: 'expectedPickupAt' | 'contactName' | 'contactPhone' | 'remark') => ({
    label: t(`reverse.${name}`),
    required: name !== 'remark',
    value: pickup[name],
    error: errors.find(({ field }) => field?.at(-1) === name)?.message,
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('reverse.method')}
        data={choices('PickupMethod')}
        value={pickup.method}
        onChange={(method) => set({ method: method as Pickup['method'] })}
      />
      {pickup.method === 'SELF_PICKUP' ? (
        <>
          <TextInput {...line('expectedPickupAt')} type="datetime-local" data-autofocus />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            <TextInput {...line('contactName')} autoComplete="name" />
            <TextInput {...line('contactPhone')} type="tel" autoComplete="tel" />
          </SimpleGrid>
        </>
      ) : (
        <AddressControl
          value={pickup.address}
          onChange={(address) => set({ address })}
          errors={errors}
        />
      )}
      <Textarea {...line('remark')} autosize minRows={2} maxRows={6} />
    </Stack>
  )
}
