import {
  ActionIcon,
  Button,
  CloseButton,
  Group,
  Indicator,
  MultiSelect,
  Pill,
  Popover,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFilter, IconListNumbers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CargoOwnersDocument, MerchantsDocument, WarehousesDocument } from '../../gen/graphql'
import { ask } from '../../lib/api'
import type { Filter, FilterValue, Resource } from '../../lib/resource'
import { isShown, type ListSearch, numbersOf } from '../../lib/search'
import { useWords } from '../../lib/session'
import classes from './list.module.css'

interface Props {
  resource: Resource
  search: ListSearch
  change: (changes: Partial<ListSearch>) => void
}

/** Numbers to find, the filters of the domain, and what of them is set. */
export function FilterBar({ resource, search, change }: Props) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const shown = resource.filters.filter((filter) => isShown(resource, filter, search))
  const set = (name: string, value: FilterValue | undefined) => {
    const { [name]: _, ...others } = search.filter ?? {}
    const filter = isEmpty(value) ? others : { ...others, [name]: value as FilterValue }
    change({ filter: Object.keys(filter).length > 0 ? filter : undefined })
  }
  const active = shown.filter(({ name }) => search.filter?.[name] !== undefined)
  return (
    <Group className={`${classes.bar} no-print`} gap="xs">
      {resource.numbers && <Numbers search={search} change={change} />}
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        width={560}
        shadow="md"
        trapFocus
      >
        <Popover.Target>
          <Indicator disabled={active.length === 0} label={active.length} size={16}>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconFilter size={14} aria-hidden />}
              onClick={() => setOpened(!opened)}
              aria-expanded={opened}
            >
              {t('filter.title')}
            </Button>
          </Indicator>
        </Popover.Target>
        <Popover.Dropdown maw="calc(100vw - 24px)">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {shown.map((filter) => (
              <FilterInput
                key={filter.name}
                filter={filter}
                value={search.filter?.[filter.name]}
                onChange={(value) => set(filter.name, value)}
              />
            ))}
          </SimpleGrid>
        </Popover.Dropdown>
      </Popover>
      {active.map((filter) => (
        <ActivePill
          key={filter.name}
          filter={filter}
          value={search.filter?.[filter.name] as FilterValue}
          onRemove={() => set(filter.name, undefined)}
        />
      ))}
      {active.length > 1 && (
        <Button size="compact-xs" variant="subtle" onClick={() => change({ filter: undefined })}>
          {t('filter.clear')}
        </Button>
      )}
    </Group>
  )
}

/** One number is typed, many are pasted. */
function Numbers({ search, change }: Omit<Props, 'resource'>) {
  const { t } = useTranslation()
  const [many, setMany] = useState(false)
  const numbers = search.numbers ?? []
  const find = (text: string) => {
    const found = numbersOf(text)
    change({ numbers: found.length > 0 ? found : undefined })
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    find(String(new FormData(event.currentTarget).get('numbers')))
    setMany(false)
  }
  return (
    <search>
      <form onSubmit={submit}>
        <Group gap={4} wrap="nowrap">
          <TextInput
            key={numbers.join(' ')}
            id="numbers"
            name="numbers"
            size="xs"
            w={{ base: 200, sm: 280 }}
            defaultValue={numbers.join(' ')}
            aria-label={t('filter.numbers')}
            placeholder={t('filter.numbers')}
            rightSection={
              numbers.length > 0 && (
                <CloseButton size="xs" aria-label={t('filter.clear')} onClick={() => find('')} />
              )
            }
          />
          <Popover opened={many} onChange={setMany} position="bottom-start" shadow="md" trapFocus>
            <Popover.Target>
              <ActionIcon
                variant="default"
                size={30}
                aria-label={t('filter.many')}
                onClick={() => setMany(!many)}
              >
                <IconListNumbers size={16} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <form onSubmit={submit}>
                <Stack gap="xs">
                  <Textarea
                    name="numbers"
                    label={t('filter.many')}
                    description={t('filter.manyHelp')}
                    minRows={6}
                    maxRows={12}
                    autosize
                    w={300}
                    defaultValue={numbers.join('\n')}
                    data-autofocus
                  />
                  <Button type="submit" size="xs">
                    {t('filter.find')}
                  </Button>
                </Stack>
              </form>
            </Popover.Dropdown>
          </Popover>
        </Group>
      </form>
    </search>
  )
}

interface InputProps {
  filter: Filter
  value: FilterValue | undefined
  onChange: (value: FilterValue | undefined) => void
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
          data={choices(filter.enum).filter(
            (each) => !filter.only || filter.only.includes(each.value),
          )}
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
            label={t('filter.from', { what: label })}
            value={days.from ?? ''}
            onChange={(event) => onChange({ ...days, from: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            label={t('filter.to')}
            value={days.to ?? ''}
            onChange={(event) => onChange({ ...days, to: event.currentTarget.value })}
          />
        </Group>
      )
    }
  }
}

const PARTIES = {
  warehouses: WarehousesDocument,
  merchants: MerchantsDocument,
  cargoOwners: CargoOwnersDocument,
}

interface PartyProps {
  label: string
  of: keyof typeof PARTIES
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

function useParties(of: keyof typeof PARTIES, search = '') {
  return useQuery({
    queryKey: ['parties', of, search],
    queryFn: async ({ signal }) =>
      (await ask(PARTIES[of], { search: search || null }, signal)).options.nodes,
    staleTime: 300_000,
  })
}

function ActivePill({
  filter,
  value,
  onRemove,
}: {
  filter: Filter
  value: FilterValue
  onRemove: () => void
}) {
  const { t } = useTranslation()
  return (
    <Pill
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{
        'aria-label': t('filter.remove', { what: t(filter.label) }),
        'aria-hidden': false,
        tabIndex: 0,
      }}
    >
      {t(filter.label)}: <ValueText filter={filter} value={value} />
    </Pill>
  )
}

function ValueText({ filter, value }: { filter: Filter; value: FilterValue }) {
  const { word } = useWords()
  const { data } = useParties(filter.kind === 'party' ? filter.of : 'warehouses')
  if (filter.kind === 'words')
    return (value as string[]).map((each) => word(filter.enum, each)).join(', ')
  if (filter.kind === 'party')
    return (value as string[])
      .map((id) => data?.find((each) => each.id === id)?.name ?? '…')
      .join(', ')
  if (filter.kind === 'text') return value as string
  const { from = '', to = '' } = value as { from?: string; to?: string }
  return `${from} – ${to}`
}

function isEmpty(value: FilterValue | undefined): boolean {
  if (!value) return true
  return typeof value === 'string' || Array.isArray(value)
    ? value.length === 0
    : !value.from && !value.to
}
