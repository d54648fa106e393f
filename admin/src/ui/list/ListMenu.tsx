import { ActionIcon, Checkbox, Menu, Popover, Stack, Text } from '@mantine/core'
import { IconColumns3, IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Resource } from '../../lib/resource'
import type { ListSearch } from '../../lib/search'
import { CopyItems } from '../CopyItems'

interface Props {
  resource: Resource
  search: ListSearch
  filter: object | undefined
  change: (changes: Partial<ListSearch>) => void
}

/** Which columns are shown, and the list as an operation to copy. */
export function ListMenu({ resource, search, filter, change }: Props) {
  const { t } = useTranslation()
  const usual = resource.columns.filter(({ optional }) => !optional).map(({ id }) => id)
  const chosen = search.columns ?? usual
  const toggle = (id: string) => {
    const columns = resource.columns
      .map((column) => column.id)
      .filter((each) => (each === id ? !chosen.includes(each) : chosen.includes(each)))
    if (columns.length > 0)
      change({ columns: String(columns) === String(usual) ? undefined : columns })
  }
  const variables = {
    first: 50,
    ...(filter && { filter }),
    ...(search.sort && { sort: [search.sort] }),
  }
  return (
    <>
      <Popover position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>
          <ActionIcon variant="default" aria-label={t('list.columns')}>
            <IconColumns3 size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap={6}>
            <Text size="xs" fw={600}>
              {t('list.columns')}
            </Text>
            {resource.columns.map(({ id, label }) => (
              <Checkbox
                key={id}
                size="xs"
                label={t(label)}
                checked={chosen.includes(id)}
                onChange={() => toggle(id)}
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('list.more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <CopyItems document={resource.list} variables={variables} />
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
