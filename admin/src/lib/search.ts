// What of a list stands in its address: so that it can be shared, and is there again after "back".

import type { Filter, FilterValue, Resource, Tab } from './resource'

export interface ListSearch {
  tab?: string
  /** Pasted or scanned numbers. */
  numbers?: string[]
  filter?: Record<string, FilterValue>
  sort?: { field: string; direction: 'ASC' | 'DESC' }
  columns?: string[]
  /** The document that stands open beside the list. */
  open?: string
}

export function readSearch(given: Record<string, unknown>): ListSearch {
  const { tab, numbers, filter, sort, columns, open } = given as ListSearch
  return {
    ...(typeof tab === 'string' && { tab }),
    ...(isTexts(numbers) && numbers.length > 0 && { numbers: numbersOf(numbers.join('\n')) }),
    ...(filter && typeof filter === 'object' && { filter }),
    ...(sort && typeof sort.field === 'string' && { sort }),
    ...(isTexts(columns) && { columns }),
    ...(typeof open === 'string' && { open }),
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

/** The numbers in what somebody pasted: one a line, or with commas, tabs or blanks between. */
export function numbersOf(text: string): string[] {
  return [
    ...new Set(
      asAsked(text)
        .split(/[\s,;、]+/)
        .filter(Boolean),
    ),
  ]
}

/** However a number is written, it is asked for in one way. */
export function asAsked(number: string): string {
  return number.normalize('NFKC').toUpperCase()
}

/** What the address says of a filter; nothing where that is no value of its kind. */
export function filterValue(filter: Filter, search: ListSearch): FilterValue | undefined {
  const value: unknown = search.filter?.[filter.name]
  switch (filter.kind) {
    case 'words':
    case 'party':
      return isTexts(value) && value.length > 0 ? value : undefined
    case 'text':
      return typeof value === 'string' ? value : undefined
    case 'dates': {
      const { from, to } = (value ?? {}) as Record<string, unknown>
      const days = { ...(isDay(from) && { from }), ...(isDay(to) && { to }) }
      return Object.keys(days).length > 0 ? days : undefined
    }
  }
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(startOf(value).getTime())
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00`)
}

type Condition = Record<string, unknown>

/** The API's filter for what the address says. */
export function conditionOf(resource: Resource, search: ListSearch): Condition | undefined {
  const { tabField = '', filters = [] } = resource
  const conditions: Condition[] = []
  const tab = tabOf(resource, search)
  if (tab?.values) conditions.push({ [tabField]: { in: tab.values } })
  if (search.numbers?.length && resource.numbers) conditions.push(resource.numbers(search.numbers))
  for (const filter of filters) {
    const value = filterValue(filter, search)
    if (value !== undefined && isShown(resource, filter, search))
      conditions.push(...conditionsOf(filter, value))
  }
  if (conditions.length === 0) return undefined
  // The tabs are counted without the condition on what they stand for, where it stands at the top.
  const own = conditions.filter((each) => tabField in each)
  const others = conditions.filter((each) => !(tabField in each))
  return Object.assign({}, ...own, others.length > 1 ? { and: others } : others[0])
}

function tabOf({ tabs = [] }: Resource, search: ListSearch): Tab | undefined {
  return tabs.find(({ name }) => name === search.tab)
}

/** The tabs stand for one of the filters: it is shown only where they show everything. */
export function isShown(resource: Resource, filter: Filter, search: ListSearch): boolean {
  return filter.name !== resource.tabField || !tabOf(resource, search)?.values
}

function conditionsOf(filter: Filter, value: FilterValue): Condition[] {
  switch (filter.kind) {
    case 'words':
      return [{ [filter.name]: { in: value } }]
    case 'party':
      return [{ [filter.name]: { id: { in: value } } }]
    case 'text':
      if (filter.matches === 'number') return [{ [filter.name]: { startsWith: value } }]
      return [
        {
          or: [
            { [filter.name]: { externalId: { eq: value } } },
            { [filter.name]: { name: { contains: value } } },
          ],
        },
      ]
    case 'dates': {
      const { from, to } = value as { from?: string; to?: string }
      const gte = from && startOf(from).toISOString()
      const lt = to && dayAfter(to).toISOString()
      return gte || lt ? [{ [filter.name]: { ...(gte && { gte }), ...(lt && { lt }) } }] : []
    }
  }
}

function dayAfter(day: string): Date {
  const date = startOf(day)
  date.setDate(date.getDate() + 1)
  return date
}
