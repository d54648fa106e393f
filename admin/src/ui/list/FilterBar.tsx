import { Button, CloseButton, Group, Pill, TextInput } from '@mantine/core'
import { IconListNumbers } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { colon, listed } from '../../lib/format'
import type { Filter, FilterValue, Resource } from '../../lib/resource'
import { filterValue, isShown, type ListSearch, numbersOf } from '../../lib/search'
import { useWords } from '../../lib/session'
import { IconButton } from '../IconButton'
import { OnDemand } from '../OnDemand'
import { FilterButton } from './FilterButton'
import classes from './list.module.css'
import { type Parties, useParties } from './useParties'

interface Props {
  resource: Resource
  search: ListSearch
  change: (changes: Partial<ListSearch>, replace?: boolean) => void
}

/** Numbers to find, the filters of the domain, and what of them is set. */
export function FilterBar({ resource, search, change }: Props) {
  const { t } = useTranslation()
  const { filters = [], numbers } = resource
  const shown = filters.filter((filter) => isShown(resource, filter, search))
  const set = ({ name, kind }: Filter, value?: FilterValue) => {
    const { [name]: _, ...others } = search.filter ?? {}
    const filter = isEmpty(value) ? others : { ...others, [name]: value as FilterValue }
    // A date is written digit by digit.
    const replace = kind === 'dates' && value !== undefined
    change({ filter: Object.keys(filter).length > 0 ? filter : undefined }, replace)
  }
  const values = Object.fromEntries(
    shown.flatMap((filter) => {
      const value = filterValue(filter, search)
      return value === undefined ? [] : [[filter.name, value]]
    }),
  )
  const active = shown.filter(({ name }) => name in values)
  if (filters.length === 0 && !numbers) return null
  return (
    <Group className={`${classes.bar} no-print`} gap="xs">
      {numbers && <Numbers search={search} change={change} />}
      <OnDemand
        button={(want) => <FilterButton active={active.length} onClick={want} />}
        load={() => import('./FilterPanel')}
        props={{
          filters: shown,
          values,
          active: active.length,
          onChange: set,
        }}
      />
      {active.map((filter) => (
        <ActivePill
          key={filter.name}
          filter={filter}
          value={values[filter.name] as FilterValue}
          onRemove={() => set(filter)}
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
  const input = useRef<HTMLInputElement>(null)
  const numbers = search.numbers ?? []
  const shown = numbers.join(' ')
  useEffect(() => {
    const field = input.current
    if (!field) return
    field.value = shown
    // What is scanned next takes its place.
    if (document.activeElement === field) field.select()
  }, [shown])
  const find = (text: string) => {
    const found = numbersOf(text)
    change({ numbers: found.length > 0 ? found : undefined })
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    find(String(new FormData(event.currentTarget).get('numbers')))
    input.current?.select()
  }
  const clear = () => {
    find('')
    input.current?.focus()
  }
  return (
    <search className={classes.search}>
      <Group gap={4} wrap="nowrap">
        <form onSubmit={submit} style={{ flex: 1 }}>
          <TextInput
            ref={input}
            id="numbers"
            name="numbers"
            size="xs"
            aria-label={t('filter.numbers')}
            placeholder={t('filter.numbers')}
            rightSection={
              numbers.length > 0 && (
                <CloseButton size="xs" aria-label={t('filter.clear')} onClick={clear} />
              )
            }
          />
        </form>
        <OnDemand
          button={(want) => (
            <IconButton label={t('filter.many')} variant="default" size={30} onClick={want}>
              <IconListNumbers size={16} />
            </IconButton>
          )}
          load={() => import('./PasteNumbers')}
          props={{ numbers, onFind: find }}
        />
      </Group>
    </search>
  )
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
      {t(filter.label)}
      {colon()}
      <ValueText filter={filter} value={value} />
    </Pill>
  )
}

function ValueText({ filter, value }: { filter: Filter; value: FilterValue }) {
  const { word } = useWords()
  if (filter.kind === 'words')
    return listed((value as string[]).map((each) => word(filter.enum, each)))
  if (filter.kind === 'party') return <PartyNames of={filter.of} ids={value as string[]} />
  if (filter.kind === 'text') return value as string
  const { from = '', to = '' } = value as { from?: string; to?: string }
  return `${from} – ${to}`
}

function PartyNames({ of, ids }: { of: Parties; ids: string[] }) {
  const { data } = useParties(of)
  return listed(ids.map((id) => data?.find((each) => each.id === id)?.name ?? '…'))
}

function isEmpty(value: FilterValue | undefined): boolean {
  if (!value) return true
  return typeof value === 'string' || Array.isArray(value)
    ? value.length === 0
    : !value.from && !value.to
}
