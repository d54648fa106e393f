import { Checkbox, Popover, Stack, Text } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Resource } from '../../lib/resource'
import type { ListSearch } from '../../lib/search'
import { IconButton } from '../IconButton'
import { useOpening } from '../useOpening'

interface Props {
  resource: Resource
  search: ListSearch
  change: (changes: Partial<ListSearch>) => void
}

export default function Columns({ resource, search, change }: Props) {
  const { t } = useTranslation()
  const { target, opened, setOpened } = useOpening()
  const usual = resource.columns.filter(({ optional }) => !optional).map(({ id }) => id)
  const chosen = search.columns ?? usual
  const toggle = (id: string) => {
    const columns = resource.columns
      .map((column) => column.id)
      .filter((each) => (each === id ? !chosen.includes(each) : chosen.includes(each)))
    if (columns.length > 0)
      change({ columns: String(columns) === String(usual) ? undefined : columns })
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <IconButton ref={target} label={t('list.columns')} onClick={() => setOpened(!opened)}>
          <IconColumns3 size={18} />
        </IconButton>
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
  )
}
