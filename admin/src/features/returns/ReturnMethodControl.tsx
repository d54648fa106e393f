import { Alert, SegmentedControl, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { ReturnMethod } from '../../gen/graphql'
import type { FieldProps } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { AddressControl } from '../../ui/form/AddressControl'
import type { Entry } from './method'
import ReturnedGoods from './ReturnedGoods'

/** How the goods come back: they are sent, somebody comes for them, or they are given up. */
export default function ReturnMethodControl({ value, onChange, errors, document }: FieldProps) {
  const { t } = useTranslation()
  const { choices } = useWords()
  const narrow = useMediaQuery('(max-width: 30em)')
  const entry = value as Entry
  const set = (changes: Partial<Entry>) => onChange({ ...entry, ...changes })
  const line = (name: 'expectedPickupAt' | 'contactName' | 'contactPhone' | 'remark') => ({
    label: t(`returns.${name}`),
    required: name !== 'remark',
    value: entry[name],
    error: errors.find(({ field }) => field?.at(-1) === name)?.message,
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('returns.method')}
        data={choices('ReturnMethod')}
        fullWidth={narrow}
        orientation={narrow ? 'vertical' : 'horizontal'}
        value={entry.method}
        onChange={(method) => set({ method: method as ReturnMethod })}
      />
      {entry.method === 'PLATFORM_LOGISTICS' && (
        <AddressControl
          value={entry.address}
          onChange={(address) => set({ address })}
          errors={errors}
        />
      )}
      {entry.method === 'SELF_PICKUP' && (
        <>
          <TextInput {...line('expectedPickupAt')} type="datetime-local" />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            <TextInput {...line('contactName')} autoComplete="name" />
            <TextInput {...line('contactPhone')} type="tel" autoComplete="tel" />
          </SimpleGrid>
        </>
      )}
      {entry.method === 'ABANDON' && (
        <Alert color="red" p="xs" title={t('returns.abandonTitle')}>
          <ReturnedGoods document={document} />
        </Alert>
      )}
      {entry.method !== 'PLATFORM_LOGISTICS' && (
        <Textarea {...line('remark')} autosize minRows={2} maxRows={6} />
      )}
    </Stack>
  )
}
