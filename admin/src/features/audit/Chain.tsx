import { Code, Group, Paper, Text } from '@mantine/core'
import { IconAlertTriangle, IconCopy, IconLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ChainHeadDocument } from '../../gen/audit'
import { ask } from '../../lib/api'
import { count, dateTime } from '../../lib/format'
import { IconButton } from '../../ui/IconButton'
import { useCopy } from '../../ui/useCopy'
import { continuityOf } from './continuity'
import type { AuditEvent } from './EventTable'

interface Props {
  events: AuditEvent[]
  /** Some are left out, so that their numbers have gaps. */
  filtered: boolean
}

/** Where the chain of hashes ends, whether a link is missing among those that are shown, and how it is proven. */
export function Chain({ events, filtered }: Props) {
  const { t } = useTranslation()
  const copy = useCopy()
  const newest = events[0]?.id
  const { data: head } = useQuery({
    queryKey: ['audit', 'head', newest],
    queryFn: async ({ signal }) => (await ask(ChainHeadDocument, {}, signal)).events.nodes[0],
    placeholderData: (before) => before,
  })
  if (!head?.seq || !head.hash) return null
  const anchor = `${head.seq} ${head.hash}`
  return (
    <Paper component="section" withBorder p="sm" mb="sm" aria-label={t('audit.chain')}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <IconLink size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <div style={{ minWidth: 0 }}>
          <Text size="sm">{t('audit.head', { seq: count(head.seq), at: dateTime(head.at) })}</Text>
          <Group gap={4} wrap="nowrap">
            <Code style={{ overflowWrap: 'anywhere' }}>{head.hash}</Code>
            <IconButton label={t('audit.copyHead')} size="sm" onClick={() => void copy(anchor)}>
              <IconCopy size={14} />
            </IconButton>
          </Group>
          <Continuity events={events} filtered={filtered} />
          <details>
            <Text component="summary" size="sm" c="var(--mantine-color-anchor)">
              {t('audit.proof')}
            </Text>
            <Text size="sm" maw={720} mt={4}>
              {t('audit.proofText')}
            </Text>
            <Code block my={6}>
              backhaul verify
            </Code>
            <Text size="sm" maw={720}>
              {t('audit.proofHead')}
            </Text>
          </details>
        </div>
      </Group>
    </Paper>
  )
}

function Continuity({ events, filtered }: Props) {
  const { t } = useTranslation()
  const { first, last, missing } = continuityOf(events.map(({ seq }) => seq ?? null))
  if (first === null || last === null) return null
  if (filtered)
    return (
      <Text size="sm" className="quiet">
        {t('audit.filtered')}
      </Text>
    )
  const range = { first: count(first), last: count(last) }
  return missing === null ? (
    <Text size="sm" c="var(--teal-text)">
      {t('audit.gapless', range)}
    </Text>
  ) : (
    <Text size="sm" role="alert" c="var(--red-text)">
      <IconAlertTriangle size={14} aria-hidden />{' '}
      {t('audit.missing', { ...range, missing: count(missing) })}
    </Text>
  )
}
