import { Button, Group, Skeleton, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AuditEventsDocument } from '../../gen/audit'
import type { DocumentKind } from '../../gen/graphql'
import { ask } from '../../lib/api'
import { useNews } from '../../lib/live'
import { PATHS } from '../../lib/paths'
import { useViewer, useWords } from '../../lib/session'
import { Choices } from '../../ui/Choices'
import { Failed } from '../../ui/Failed'
import { Notice } from '../../ui/Notice'
import { Page } from '../../ui/Page'
import { Chain } from './Chain'
import { EventTable } from './EventTable'

/** Everything that happened, the latest first; for operators with its place in the chain. */
export default function Audit() {
  const { t, i18n } = useTranslation()
  const viewer = useViewer()
  const kinds = readKinds(useSearch({ strict: false }))
  const query = useInfiniteQuery({
    queryKey: ['audit', kinds, i18n.language],
    queryFn: ({ pageParam, signal }) =>
      ask(
        AuditEventsDocument,
        { kinds: kinds.length > 0 ? kinds : null, before: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) =>
      page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : undefined,
    placeholderData: (before) => before,
    // What was read again is told from what was read before.
    structuralSharing: false,
  })
  const events = query.data?.pages.flatMap(({ page }) => page.nodes.toReversed()) ?? []
  const news = useNews(query.data?.pages[0]).filter(
    ({ document }) => kinds.length === 0 || (document && kinds.includes(document.kind)),
  ).length
  const sequenced = viewer.role === 'PLATFORM_OPERATOR'
  return (
    <Page title={t('audit.title')}>
      {sequenced && <Chain events={events} filtered={kinds.length > 0} />}
      <Group gap="xs" mb="xs" className="no-print">
        <Kinds kinds={kinds} />
        {news > 0 && (
          <Button size="compact-sm" variant="light" onClick={() => void query.refetch()}>
            {t('audit.news', { count: news })}
          </Button>
        )}
        {!sequenced && (
          <Text size="sm" className="quiet">
            {t('audit.yours')}
          </Text>
        )}
      </Group>
      {query.error && !query.data ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton height={400} />
      ) : events.length === 0 ? (
        <Notice title={t('audit.nothing')} />
      ) : (
        <EventTable events={events} sequenced={sequenced} />
      )}
      {query.hasNextPage && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('audit.older')}
        </Button>
      )}
    </Page>
  )
}

function Kinds({ kinds }: { kinds: DocumentKind[] }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const { choices } = useWords()
  const navigate = useNavigate()
  return (
    <Choices
      w={{ base: '100%', xs: 320 }}
      label={t('audit.kinds')}
      placeholder={t('audit.kinds')}
      data={choices('DocumentKind').filter(
        ({ value }) => viewer.role !== 'PARTNER' || value !== 'WORK_TICKET',
      )}
      value={kinds}
      onChange={(chosen) =>
        void navigate({
          to: '.',
          search: (chosen.length > 0 ? { kinds: chosen } : {}) as never,
        })
      }
    />
  )
}

function readKinds({ kinds }: Record<string, unknown>): DocumentKind[] {
  return Array.isArray(kinds) ? kinds.filter((kind): kind is DocumentKind => kind in PATHS) : []
}
