import { SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { UserError } from '../../lib/api'
import { AddressControl } from './AddressControl'
import type { PickupDetails } from './pickup'

interface Props {
  value: PickupDetails
  onChange: (changes: Partial<PickupDetails>) => void
  errors: UserError[]
  /** What is asked for. */
  address?: boolean
  contact?: boolean
  remark?: boolean
}

export function PickupFields({ value, onChange, errors, address, contact, remark }: Props) {
  const { t } = useTranslation()
  const line = (name: 'expectedPickupAt' | 'contactName' | 'contactPhone' | 'remark') => ({
    label: t(`pickup.${name}`),
    required: name !== 'remark',
    value: value[name],
    error: errors.find(({ field }) => field?.at(-1) === name)?.message,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      {address && (
        <AddressControl
          value={value.address}
          onChange={(chosen) => onChange({ address: chosen })}
          errors={errors}
        />
      )}
      {contact && (
        <>
          <TextInput {...line('expectedPickupAt')} type="datetime-local" data-autofocus />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            <TextInput {...line('contactName')} autoComplete="name" />
            <TextInput {...line('contactPhone')} type="tel" autoComplete="tel" />
          </SimpleGrid>
        </>
      )}
      {remark && <Textarea {...line('remark')} autosize minRows={2} maxRows={6} />}
    </>
  )
}
