import { Button, Group, InputBase, SegmentedControl, Skeleton, Table, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Action, TasksQuery } from '../../gen/graphql'
import { TasksDocument } from '../../gen/workbench'
import { ask } from '../../lib/api'
import { count } from '../../lib/format'
import { useChanged } from '../../lib/live'
import { useWords } from '../../lib/session'
import { DocumentLink } from '../../ui/DocumentLink'
import { DueTime } from '../../ui/DueTime'
import { Section } from '../../ui/detail/Section'
import { Failed } from '../../ui/Failed'
import { Notice } from '../../ui/Notice'
import { useQueues } from './Queues'
import { readWorkbenchSearch, TASKS, type WorkbenchSearch } from './queues'
import classes from './workbench.module.css'

type Task = TasksQuery['page']['nodes'][number]

/** What is to be done, by its deadline: the latest first, what has none at the end. */
export function Tasks() {
  const { t, i18n } = useTranslation()
  const search = readWorkbenchSearch(useSearch({ strict: false }))
  const query = useInfiniteQuery({
    queryKey: ['workbench', 'tasks', search, i18n.language],
    queryFn: ({ pageParam, signal }) =>
      ask(
        TasksDocument,
        { action: search.action ?? null, status: search.status ?? null, after: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) =>
      page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined,
    placeholderData: (before) => before,
  })
  const tasks = query.data?.pages.flatMap(({ page }) => page.nodes) ?? []
  const total = query.data?.pages[0]?.page.totalCount ?? 0
  const changed = useChanged(tasks.map(({ document }) => document))
  return (
    <Section title={t('workbench.tasks')} order={2} id={TASKS}>
      <Controls search={search} />
      <Group gap="xs" mih={32}>
        <Text size="sm" className="quiet" role="status">
          {query.data && t('workbench.total', { count: total, formatted: count(total) })}
        </Text>
        {changed.size > 0 && (
          <Button size="compact-xs" variant="light" onClick={() => void query.refetch()}>
            {t('workbench.changed', { count: changed.size })}
          </Button>
        )}
      </Group>
      {query.error && !query.data ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton height={400} />
      ) : tasks.length === 0 ? (
        <Notice
          title={t('workbench.nothing')}
          text={t(
            search.action || search.status ? 'workbench.nothingFiltered' : 'workbench.nothingText',
          )}
        />
      ) : (
        <Rows tasks={tasks} changed={changed} />
      )}
      {query.hasNextPage && (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('workbench.more')}
        </Button>
      )}
    </Section>
  )
}

function Controls({ search }: { search: WorkbenchSearch }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const navigate = useNavigate()
  const { data: queues = [] } = useQueues()
  const change = (changes: { [K in keyof WorkbenchSearch]: WorkbenchSearch[K] | undefined }) =>
    void navigate({ to: '/', search: { ...search, ...changes } as never })
  return (
    <Group gap="xs" className="no-print">
      <SegmentedControl
        size="xs"
        aria-label={t('column.due')}
        value={search.status ?? 'ALL'}
        onChange={(status) =>
          change({ status: status === 'ALL' ? undefined : (status as 'OVERDUE' | 'DUE_SOON') })
        }
        data={[
          { value: 'ALL', label: t('workbench.all') },
          { value: 'OVERDUE', label: word('DeadlineStatus', 'OVERDUE') },
          { value: 'DUE_SOON', label: word('DeadlineStatus', 'DUE_SOON') },
        ]}
      />
      <InputBase
        component="select"
        size="xs"
        w={200}
        pointer
        aria-label={t('workbench.action')}
        value={search.action ?? ''}
        onChange={({ currentTarget }) =>
          change({ action: (currentTarget.value as Action) || undefined })
        }
        rightSection={<IconChevronDown size={14} aria-hidden />}
        rightSectionPointerEvents="none"
      >
        <option value="">{t('workbench.anyAction')}</option>
        {queues.map(({ action }) => (
          <option key={action} value={action}>
            {word('Action', action)}
          </option>
        ))}
      </InputBase>
    </Group>
  )
}

function Rows({ tasks, changed }: { tasks: Task[]; changed: ReadonlySet<string> }) {
  const { t } = useTranslation()
  const { word } = useWords()
  return (
    <Table fz="sm" verticalSpacing={6} horizontalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.number')}</Table.Th>
          <Table.Th visibleFrom="xs">{t('workbench.action')}</Table.Th>
          <Table.Th>{t('column.due')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('column.warehouse')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tasks.map(({ action, document, ...due }) => (
          <Table.Tr key={document.id + action}>
            <Table.Td>
              <DocumentLink document={document} />
              {changed.has(document.id) && (
                <span className={classes.changed} title={t('list.changed')}>
                  <span className="unseen">{t('list.changed')}</span>
                </span>
              )}
              <Text size="xs" className="quiet" visibleFrom="xs">
                {word('DocumentKind', document.kind)}
              </Text>
              <Text size="xs" hiddenFrom="xs">
                {word('Action', action)}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="xs">
              {word('Action', action)}
              <Text size="xs" className="quiet">
                {document.stateLabel}
              </Text>
            </Table.Td>
            <Table.Td>{due.dueAt ? <DueTime due={{ ...due, dueAt: due.dueAt }} /> : '–'}</Table.Td>
            <Table.Td visibleFrom="sm">
              {document.warehouse?.name ?? '–'}
              <Text size="xs" className="quiet">
                {document.merchant.name}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
