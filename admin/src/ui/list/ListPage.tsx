import { Button, Group, Text, Title } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { count } from '../../lib/format'
import { type Change, useChanged, useNews } from '../../lib/live'
import {
  type ActionSpec,
  actionsOf,
  type BatchSpec,
  type Create,
  type Resource,
  type Row,
} from '../../lib/resource'
import { type ListSearch, readSearch } from '../../lib/search'
import { mayWrite, useViewer } from '../../lib/session'
import { Failed } from '../Failed'
import { Notice } from '../Notice'
import { FilterBar } from './FilterBar'
import { ListMenu } from './ListMenu'
import classes from './list.module.css'
import { isInFront, ResourceTable } from './ResourceTable'
import { SelectionBar } from './SelectionBar'
import { StateTabs } from './StateTabs'
import { Unmatched } from './Unmatched'
import { useRows } from './useRows'
import { useSelection } from './useSelection'

const DetailPanel = lazy(() => import('../detail/DetailPanel'))
const ActionDialog = lazy(() => import('../form/ActionDialog'))
const BatchDialog = lazy(() => import('../form/BatchDialog'))
const CreateDialog = lazy(() => import('../form/CreateDialog'))

const SORTS: Record<string, string> = {
  number: 'NUMBER',
  createdAt: 'CREATED_AT',
  updatedAt: 'UPDATED_AT',
}

/** A list of documents of one kind, with the detail of one beside it. All of it stands in the address. */
// biome-ignore lint/suspicious/noExplicitAny: rows of any kind
export function ListPage({ resource }: { resource: Resource<any> }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const search = readSearch(useSearch({ strict: false }))
  const navigate = useNavigate()
  const change = (changes: Partial<ListSearch>, replace = false) =>
    void navigate({ to: '.', search: { ...search, ...changes } as never, replace })

  const { query, rows, filter, first } = useRows(resource, search)
  const selection = useSelection()
  const [acting, setActing] = useState<{ row: Row; action: string; spec: ActionSpec } | null>(null)
  const [batch, setBatch] = useState<BatchSpec | null>(null)
  const [create, setCreate] = useState<Create | null>(null)
  const news = newOf(useNews(first), resource, rows)
  const changed = useChanged(rows)

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows, other selection
  useEffect(() => selection.clear(), [JSON.stringify([filter, search.sort])])
  useHotkeys([
    ['/', () => document.getElementById('numbers')?.focus()],
    [
      'Escape',
      (event) => {
        // What closes what is in front closes nothing behind it.
        if (isInFront(event.target)) return
        if (search.open) change({ open: undefined })
        else selection.clear()
      },
    ],
  ])

  const columns = useMemo(() => {
    const chosen = search.columns
    return resource.columns.filter(({ id, optional }) => (chosen ? chosen.includes(id) : !optional))
  }, [resource, search.columns])
  /** The first thing that may be done to a row now. */
  const act = (row: Row) => {
    const allowed = actionsOf(resource, row).find(({ enabled }) => enabled)
    const spec = allowed && resource.actions[allowed.action]
    if (spec) setActing({ row, action: allowed.action, spec })
  }
  const open = rows.find(({ id, number }) => id === search.open || number === search.open)
  const index = open ? rows.indexOf(open) : -1
  const step = (by: number) =>
    rows[index + by] && (() => change({ open: rows[index + by]?.id }, true))
  const writes = mayWrite(viewer)
  const batches = writes ? (resource.batches ?? []) : []
  const creates = (resource.create ?? []).filter(
    ({ roles }) => writes && roles.includes(viewer.role),
  )
  const everything = !first || rows.length > 0
  const more = query.hasNextPage && !query.isFetchNextPageError
  return (
    <div className={classes.page}>
      <div className={classes.main}>
        <Group className={classes.bar} justify="space-between" wrap="nowrap" gap="xs">
          <Title order={1} size="h4">
            {t(resource.title)}
          </Title>
          <Group gap="xs" wrap="nowrap" className="no-print">
            {creates.map((each) => (
              <Button key={each.label} size="compact-sm" onClick={() => setCreate(each)}>
                {t(each.label)}
              </Button>
            ))}
            <ListMenu resource={resource} search={search} filter={filter} change={change} />
          </Group>
        </Group>
        <StateTabs
          resource={resource}
          search={search}
          counts={first?.facets?.tabs}
          change={change}
        />
        <FilterBar resource={resource} search={search} change={change} />
        {search.numbers && <Unmatched resource={resource} numbers={search.numbers} />}
        <Group className={`${classes.bar} no-print`} gap="xs" mih={40}>
          <Text size="sm" className="quiet" role="status">
            {first
              ? t('list.total', { count: first.totalCount, formatted: count(first.totalCount) })
              : ' '}
          </Text>
          {news > 0 && (
            <Button size="compact-xs" variant="light" onClick={() => void query.refetch()}>
              {t(filter ? 'list.newsFiltered' : 'list.news', { count: news })}
            </Button>
          )}
          <SelectionBar
            selection={selection}
            total={first?.totalCount ?? 0}
            loaded={rows.length}
            batches={batches}
            onBatch={setBatch}
          />
        </Group>
        {query.error && rows.length === 0 ? (
          <Failed error={query.error} retry={() => void query.refetch()} />
        ) : everything ? (
          <ResourceTable
            label={t(resource.title)}
            rows={rows}
            columns={columns}
            selection={batches.length > 0 ? selection : null}
            open={open?.id}
            changed={changed}
            sort={search.sort}
            sortOf={(column) => (resource.sortable?.includes(column) ? SORTS[column] : undefined)}
            onSort={(field) => change({ sort: turned(search.sort, field) })}
            onOpen={(row) => change({ open: row.id })}
            onAct={act}
            more={more || !first}
            ready={more && !query.isFetching}
            onEnd={() => void query.fetchNextPage()}
          />
        ) : (
          <Notice
            title={t('list.empty')}
            text={t(filter ? 'list.emptyFiltered' : 'list.emptyText')}
          >
            {filter && (
              <Button
                variant="light"
                onClick={() => change({ tab: undefined, filter: undefined, numbers: undefined })}
              >
                {t('list.showAll')}
              </Button>
            )}
          </Notice>
        )}
        {query.error && rows.length > 0 && (
          <Failed
            error={query.error}
            retry={() =>
              void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch())
            }
          />
        )}
      </div>
      {search.open && (
        <Suspense fallback={<aside className={classes.detail} />}>
          <DetailPanel
            key={resource.kind}
            resource={resource}
            open={search.open}
            onClose={() => change({ open: undefined })}
            onPrevious={step(-1)}
            onNext={step(1)}
          />
        </Suspense>
      )}
      <Suspense>
        {acting && (
          <ActionDialog
            resource={resource}
            id={acting.row.id}
            action={acting.action as never}
            spec={acting.spec}
            onClose={() => setActing(null)}
          />
        )}
        {batch && (
          <BatchDialog
            resource={resource}
            batch={batch}
            selection={
              selection.everything ? { filter: filter ?? {} } : { ids: [...selection.ids] }
            }
            selected={selection.everything ? (first?.totalCount ?? 0) : selection.ids.size}
            onClose={() => setBatch(null)}
          />
        )}
        {create && (
          <CreateDialog resource={resource} create={create} onClose={() => setCreate(null)} />
        )}
      </Suspense>
    </div>
  )
}

/** How many documents came that are not in the list yet. */
function newOf(news: Change[], { kind }: Resource, rows: Row[]): number {
  const known = new Set(rows.map(({ id }) => id))
  return news.filter(
    ({ document, event }) =>
      document?.kind === kind && event.fromState === null && !known.has(document.id),
  ).length
}

function turned(sort: ListSearch['sort'], field: string): ListSearch['sort'] {
  if (sort?.field !== field) return { field, direction: 'DESC' }
  return sort.direction === 'DESC' ? { field, direction: 'ASC' } : undefined
}
