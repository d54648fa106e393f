import { Button, Timeline as Line, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { HappenedFragment, LinkedFragment } from '../../gen/graphql'
import { MoreTimelineDocument } from '../../gen/lib'
import { ask } from '../../lib/api'
import { colon, dateTime, told } from '../../lib/format'
import { useWords } from '../../lib/session'
import type { Document } from './document'

type Page = LinkedFragment['timeline']

/** Who did what, from which state to which, and what it changed: the oldest first. */
export function Timeline({ document }: { document: Document }) {
  const { t, i18n } = useTranslation()
  const { id, version, timeline } = document
  const more = useInfiniteQuery({
    queryKey: ['timeline', id, version, i18n.language],
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const { node } = await ask(MoreTimelineDocument, { id, after: pageParam }, signal)
      if (!node || !('timeline' in node))
        return { nodes: [], pageInfo: { hasNextPage: false } } as unknown as Page
      return node.timeline
    },
    initialPageParam: timeline.pageInfo.endCursor ?? null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    enabled: false,
  })
  const events = [...timeline.nodes, ...(more.data?.pages.flatMap(({ nodes }) => nodes) ?? [])]
  const left = more.data ? more.hasNextPage : timeline.pageInfo.hasNextPage
  return (
    <Stack>
      <Line active={events.length} bulletSize={14} lineWidth={2}>
        {events.map((event) => (
          <Line.Item key={event.id} title={<What event={event} />}>
            <Happened event={event} />
          </Line.Item>
        ))}
      </Line>
      {left && (
        <Button
          variant="light"
          size="xs"
          loading={more.isFetching}
          onClick={() => void (more.data ? more.fetchNextPage() : more.refetch())}
        >
          {t('detail.moreEvents')}
        </Button>
      )}
    </Stack>
  )
}

function What({ event }: { event: HappenedFragment }) {
  const { t } = useTranslation()
  return (
    <Text size="sm" fw={600} component="span">
      {event.actionLabel ?? t('detail.note')}
      {event.toStateLabel && event.fromStateLabel !== event.toStateLabel && (
        <Text component="span" size="sm" fw={400} className="quiet">
          {' '}
          {event.fromStateLabel && `${event.fromStateLabel} → `}
          {event.toStateLabel}
        </Text>
      )}
    </Text>
  )
}

function Happened({ event }: { event: HappenedFragment }) {
  const { word } = useWords()
  return (
    <>
      <Text size="xs" className="quiet">
        <span className="number">{dateTime(event.at)}</span> · {event.actor.name}
        {event.actor.role && ` (${word('Role', event.actor.role)})`}
      </Text>
      {event.changedValues.map(({ name, label, value }) => (
        <Text key={name} size="xs" style={{ overflowWrap: 'anywhere' }}>
          <span className="quiet">
            {label}
            {colon()}
          </span>
          {told(value)}
        </Text>
      ))}
    </>
  )
}
