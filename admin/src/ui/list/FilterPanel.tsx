import { Group, MultiSelect, Popover, SimpleGrid, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter, FilterValue } from '../../lib/resource'
import { useWords } from '../../lib/session'
import { useOpening } from '../useOpening'
import { FilterButton } from './FilterButton'
import { type Parties, useParties } from './useParties'

interface Props {
  filters: Filter[]
  values: Record<string, FilterValue>
  active: number
  onChange: (filter: Filter, value: FilterValue) => void
}

/** All filters of a list at once. */
export default function FilterPanel({ filters, values, active, onChange }: Props) {
  const { target, opened, setOpened } = useOpening()
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={560}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <FilterButton ref={target} active={active} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown maw="calc(100vw - 24px)">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {filters.map((filter) => (
            <FilterInput
              key={filter.name}
              filter={filter}
              value={values[filter.name]}
              onChange={(value) => onChange(filter, value)}
            />
          ))}
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Without one, years have more digits than the API takes. */
const LAST_DAY = '9999-12-31'

interface InputProps {
  filter: Filter
  value: FilterValue | undefined
  onChange: (value: FilterValue) => void
}

function FilterInput({ filter, value, onChange }: InputProps) {
  const { t } = useTranslation()
  const { choices } = useWords()
  const label = t(filter.label)
  switch (filter.kind) {
    case 'words':
      return (
        <MultiSelect
          size="xs"
          label={label}
          data={choices(filter.enum)}
          value={(value as string[] | undefined) ?? []}
          onChange={onChange}
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      )
    case 'party':
      return (
        <PartyInput
          label={label}
          of={filter.of}
          value={value as string[] | undefined}
          onChange={onChange}
        />
      )
    case 'text':
      return (
        <TextInput
          size="xs"
          label={label}
          defaultValue={(value as string | undefined) ?? ''}
          onBlur={(event) => onChange(event.currentTarget.value.trim())}
          onKeyDown={(event) => event.key === 'Enter' && onChange(event.currentTarget.value.trim())}
        />
      )
    case 'dates': {
      const days = (value as { from?: string; to?: string } | undefined) ?? {}
      return (
        <Group gap={4} align="end" wrap="nowrap" grow>
          <TextInput
            size="xs"
            type="date"
            max={LAST_DAY}
            label={t('filter.from', { what: label })}
            value={days.from ?? ''}
            onChange={(event) => onChange({ ...days, from: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            max={LAST_DAY}
            label={t('filter.to')}
            value={days.to ?? ''}
            onChange={(event) => onChange({ ...days, to: event.currentTarget.value })}
          />
        </Group>
      )
    }
  }
}

interface PartyProps {
  label: string
  of: Parties
  value: string[] | undefined
  onChange: (value: string[]) => void
}

function PartyInput({ label, of, value = [], onChange }: PartyProps) {
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search, 200)
  const { data = [] } = useParties(of, asked)
  return (
    <MultiSelect
      size="xs"
      label={label}
      data={data.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }))}
      value={value}
      onChange={onChange}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      clearable
      comboboxProps={{ withinPortal: false }}
    />
  )
}
