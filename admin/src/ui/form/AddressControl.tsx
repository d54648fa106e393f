import { Input, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AddressChoiceInput, AddressInput } from '../../gen/graphql'
import { AddressesDocument } from '../../gen/lib'
import { ask, type UserError } from '../../lib/api'
import { labelled, listed } from '../../lib/format'
import { inOneLine } from '../detail/AddressLines'
import { NEW } from './address'
import { useAreas } from './areas'
import { messages } from './useSending'

interface Props {
  value: AddressChoiceInput
  onChange: (value: AddressChoiceInput) => void
  errors: UserError[]
}

/** One of the saved addresses, or a new one. */
export function AddressControl({ value, onChange, errors }: Props) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['addresses'],
    queryFn: async ({ signal }) => (await ask(AddressesDocument, {}, signal)).addresses,
  })
  const saved = data ?? []
  const isNew = Boolean(value.address) || saved.length === 0
  return (
    <Stack gap="xs">
      {saved.length > 0 && (
        <SegmentedControl
          aria-label={t('address.title')}
          value={isNew ? 'new' : 'saved'}
          data={[
            { value: 'saved', label: t('address.saved') },
            { value: 'new', label: t('address.new') },
          ]}
          onChange={(which) =>
            onChange(which === 'new' ? { address: NEW } : { addressId: saved[0]?.id ?? '' })
          }
        />
      )}
      {isNew ? (
        <AddressFields
          value={value.address ?? NEW}
          onChange={(address) => onChange({ address })}
          errors={errors}
        />
      ) : (
        <Select
          label={t('address.saved')}
          required
          data={saved.map(({ id, label, address }) => ({
            value: id,
            label: labelled(label, listed([address.recipient, inOneLine(address)])),
          }))}
          value={value.addressId ?? null}
          onChange={(addressId) => addressId && onChange({ addressId })}
          error={messages(errors)}
        />
      )}
    </Stack>
  )
}

interface FieldsProps {
  value: AddressInput
  onChange: (value: AddressInput) => void
  errors: UserError[]
}

/** In China the places are chosen, from province to district; abroad they are written. */
export function AddressFields({ value, onChange, errors }: FieldsProps) {
  const { t } = useTranslation()
  const set = (changes: Partial<AddressInput>) => onChange({ ...value, ...changes })
  const line = (name: keyof AddressInput, required = false) => ({
    label: t(`address.${name}`),
    required,
    value: value[name] ?? '',
    error: errors.find(({ field }) => field?.at(-1) === name)?.message,
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  const chinese = value.country === 'CN'
  const elsewhere = errors.filter(({ field }) => !Object.keys(NEW).includes(field?.at(-1) ?? ''))
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        <TextInput {...line('recipient', true)} autoComplete="name" />
        <TextInput {...line('phone', true)} type="tel" autoComplete="tel" />
      </SimpleGrid>
      <SegmentedControl
        aria-label={t('address.country')}
        value={chinese ? 'CN' : 'abroad'}
        data={[
          { value: 'CN', label: t('address.china') },
          { value: 'abroad', label: t('address.abroad') },
        ]}
        onChange={(country) =>
          set({ country: country === 'CN' ? 'CN' : '', region: '', city: '', district: '' })
        }
      />
      {chinese ? (
        <Areas value={value} set={set} line={line} />
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          <TextInput
            {...line('country', true)}
            maxLength={2}
            description={t('address.countryHelp')}
          />
          <TextInput {...line('region', true)} />
          <TextInput {...line('city', true)} />
          <TextInput {...line('district')} />
        </SimpleGrid>
      )}
      <TextInput {...line('line1', true)} autoComplete="street-address" />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        <TextInput {...line('line2')} />
        <TextInput {...line('postalCode')} autoComplete="postal-code" />
      </SimpleGrid>
      {elsewhere.map(({ message }) => (
        <Input.Error key={message}>{message}</Input.Error>
      ))}
    </Stack>
  )
}

interface AreasProps {
  value: AddressInput
  set: (changes: Partial<AddressInput>) => void
  line: (
    name: keyof AddressInput,
    required?: boolean,
  ) => { label: string; required: boolean; error?: string | undefined }
}

function Areas({ value, set, line }: AreasProps) {
  const [search, setSearch] = useState('')
  const areas = useAreas()
  const common = (name: 'region' | 'city' | 'district') => {
    const { label, error } = line(name)
    return { label, error, searchable: true, value: value[name] || null }
  }
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
      <Select
        {...common('region')}
        required
        data={areas.provinces}
        searchValue={search}
        onSearchChange={setSearch}
        onChange={(region) => set({ region: region ?? '', city: '', district: '' })}
      />
      <Select
        {...common('city')}
        required
        data={areas.cities(value.region)}
        onChange={(city) => set({ city: city ?? '', district: '' })}
      />
      <Select
        {...common('district')}
        data={areas.districts(value.region, value.city)}
        onChange={(district) => set({ district })}
      />
    </SimpleGrid>
  )
}
