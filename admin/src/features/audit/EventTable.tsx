import { Table, Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AuditEventsQuery } from '../../gen/graphql'
import { colon, count, dateTime, labelled, told } from '../../lib/format'
import { useWords } from '../../lib/session'
import { DocumentLink } from '../../ui/DocumentLink'
import { useCopy } from '../../ui/useCopy'

export type AuditEvent = AuditEventsQuery['page']['nodes'][number]

interface Props {
  events: AuditEvent[]
  /** Who reads sees the places in the chain. */
  sequenced: boolean
}

export function EventTable({ events, sequenced }: Props) {
  const { t } = useTranslation()
  return (
    <Table fz="sm" verticalSpacing={6} horizontalSpacing="xs" style={{ overflowWrap: 'anywhere' }}>
      <Table.Thead>
        <Table.Tr>
          {sequenced && (
            <Table.Th visibleFrom="sm" w={150}>
              {t('audit.place')}
            </Table.Th>
          )}
          <Table.Th visibleFrom="sm" w={150}>
            {t('audit.at')}
          </Table.Th>
          <Table.Th>{t('audit.what')}</Table.Th>
          <Table.Th visibleFrom="sm" w={150}>
            {t('audit.who')}
          </Table.Th>
          <Table.Th visibleFrom="md" w="34%">
            {t('audit.changes')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.id} style={{ verticalAlign: 'top' }}>
            {sequenced && (
              <Table.Td visibleFrom="sm">
                <Place event={event} />
              </Table.Td>
            )}
            <Table.Td visibleFrom="sm" className="number">
              {dateTime(event.at)}
            </Table.Td>
            <Table.Td>
              <What event={event} sequenced={sequenced} />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Who event={event} />
            </Table.Td>
            <Table.Td visibleFrom="md">
              <Changes event={event} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Place({ event: { seq, hash } }: { event: AuditEvent }) {
  const { t } = useTranslation()
  const copy = useCopy()
  if (!seq || !hash) return t('audit.unplaced')
  return (
    <>
      <span className="number">#{count(seq)}</span>
      <br />
      <UnstyledButton
        fz="xs"
        ff="monospace"
        className="quiet"
        title={labelled(t('audit.copyHash'), hash)}
        aria-label={labelled(t('audit.copyHash'), `${hash.slice(0, 12)}…`)}
        onClick={() => void copy(hash)}
      >
        {hash.slice(0, 12)}…
      </UnstyledButton>
    </>
  )
}

/** On a narrow screen, with all that has no column of its own there. */
function What({ event, sequenced }: { event: AuditEvent; sequenced: boolean }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { subject, subjectKind, fromStateLabel, toStateLabel } = event
  return (
    <>
      <Text size="xs" className="quiet number" hiddenFrom="sm">
        {dateTime(event.at)}
        {sequenced && event.seq && ` · #${count(event.seq)}`}
      </Text>
      <Text size="sm" fw={600}>
        {event.actionLabel ?? t('detail.note')}
        {toStateLabel && toStateLabel !== fromStateLabel && (
          <Text component="span" size="sm" fw={400} className="quiet">
            {' '}
            {fromStateLabel && `${fromStateLabel} → `}
            {toStateLabel}
          </Text>
        )}
      </Text>
      <Text size="sm">
        <span className="quiet">{word('DocumentKind', subjectKind)}</span>{' '}
        {subject && <DocumentLink document={subject} />}
      </Text>
      <Text size="xs" component="div" hiddenFrom="sm">
        <Who event={event} />
      </Text>
      <Text size="xs" component="div" hiddenFrom="md">
        <Changes event={event} />
      </Text>
    </>
  )
}

function Who({ event: { actor } }: { event: AuditEvent }) {
  const { word } = useWords()
  const role = actor.role && word('Role', actor.role)
  return (
    <>
      {actor.name} {/* A partner is told the role in place of the name. */}
      {role && role !== actor.name && (
        <Text size="xs" className="quiet" component="span" display="inline-block">
          {role}
        </Text>
      )}
    </>
  )
}

function Changes({ event: { changedValues } }: { event: AuditEvent }) {
  return changedValues.map(({ name, label, value }) => (
    <div key={name}>
      <span className="quiet">
        {label}
        {colon()}
      </span>
      {told(value)}
    </div>
  ))
}
