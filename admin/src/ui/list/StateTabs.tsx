import { Tabs, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { count } from '../../lib/format'
import type { Resource } from '../../lib/resource'
import type { ListSearch } from '../../lib/search'
import { useWords } from '../../lib/session'

interface Props {
  resource: Resource
  search: ListSearch
  counts: { value: string; count: number }[] | undefined
  change: (changes: Partial<ListSearch>) => void
}

/** The kinds or states that a list is divided by, and how many there are of each. */
export function StateTabs({ resource, search, counts, change }: Props) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { tabs = [] } = resource
  const [first] = tabs
  if (tabs.length < 2 || !first) return null
  const sum = (values: string[] | undefined) =>
    counts
      ?.filter(({ value }) => !values || values.includes(value))
      .reduce((total, each) => total + each.count, 0)
  return (
    <Tabs
      value={search.tab ?? first.name}
      onChange={(tab) => change({ tab: tab === first.name || !tab ? undefined : tab })}
      className="no-print"
    >
      <Tabs.List px="sm" className="one-line">
        {tabs.map(({ name, label, values }) => (
          <Tabs.Tab key={name} value={name} py={6} px={10}>
            {label ? t(label) : word(resource.states, name)}{' '}
            <Text component="span" size="xs" className="quiet number">
              {counts ? count(sum(values) ?? 0) : ''}
            </Text>
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
