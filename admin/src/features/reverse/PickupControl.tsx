import { SegmentedControl, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AddressChoiceInput, PickupInput } from '../../gen/graphql'
import type { FieldProps } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { AddressControl, NEW } from '../../ui/form/AddressControl'

export interface Pickup {
  method: 'SELF_PICKUP' | 'FORWARD'
  expectedPickupAt: string
  contactName: string
  contactPhone: string
  address: AddressChoiceInput
  remark: string
}

export function beginning(): Pickup {
  return {
    method: 'SELF_PICKUP',
    expectedPickupAt: '',
    contactName: '',
    contactPhone: '',
    address: { address: NEW },
    remark: '',
  }
}

/** What the API takes: one of the two methods, with what belongs to it. */
export function toPickup(pickup: Pickup): PickupInput {
  const { method, expectedPickupAt, contactName, contactPhone, address } = pickup
  const remark = pickup.remark.trim() || null
  if (method === 'FORWARD') return { forward: { address: withoutBlanks(address), remark } }
  const moment = expectedPickupAt && new Date(expectedPickupAt).toISOString()
  return { selfPickup: { expectedPickupAt: moment, contactName, contactPhone, remark } }
}

/** What was left empty is not sent. */
export function withoutBlanks(choice: AddressChoiceInput): AddressChoiceInput {
  if (!choice.address) return choice
  const { district, line2, postalCode, ...rest } = choice.address
  return {
    address: {
      ...rest,
      district: district || null,
      line2: line2 || null,
      postalCode: postalCode || null,
    },
  }
}

/** Whether somebody comes for the goods or they are sent on, and what is to be known for it. */
export function PickupControl({ value, onChange, errors }: FieldProps) {
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
