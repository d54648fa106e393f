import { Alert, SegmentedControl, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { ReturnMethod } from '../../gen/graphql'
import type { FieldProps } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { PickupFields } from '../../ui/form/PickupFields'
import type { Entry } from './method'
import ReturnedGoods from './ReturnedGoods'

/** How the goods come back: they are sent, somebody comes for them, or they are given up. */
export default function ReturnMethodControl({ value, onChange, errors, document }: FieldProps) {
  const { t } = useTranslation()
  const { choices } = useWords()
  const narrow = useMediaQuery('(max-width: 30em)')
  const entry = value as Entry
  const set = (changes: Partial<Entry>) => onChange({ ...entry, ...changes })
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
      {entry.method === 'ABANDON' && (
        <Alert color="red" p="xs" title={t('returns.abandonTitle')}>
          <ReturnedGoods document={document} />
        </Alert>
      )}
      <PickupFields
        value={entry}
        onChange={set}
        errors={errors}
        address={entry.method === 'PLATFORM_LOGISTICS'}
        contact={entry.method === 'SELF_PICKUP'}
        remark={entry.method !== 'PLATFORM_LOGISTICS'}
      />
    </Stack>
  )
}
