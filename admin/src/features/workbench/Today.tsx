import { Anchor, Button, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MovedFragment } from '../../gen/graphql'
import { TodayDocument } from '../../gen/workbench'
import { ask } from '../../lib/api'
import { labelled, time, told } from '../../lib/format'
import { useWords } from '../../lib/session'
import { DocumentLink } from '../../ui/DocumentLink'
import { Section } from '../../ui/detail/Section'
import { Failed } from '../../ui/Failed'
import classes from './workbench.module.css'

const FIRST = 12

/** Who did what today, the latest first; it grows as things happen. */
export function Today() {
  const { t, i18n } = useTranslation()
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['workbench', 'today', i18n.language],
    queryFn: async ({ signal }) => (await ask(TodayDocument, {}, signal)).events,
  })
  const midnight = new Date().setHours(0, 0, 0, 0)
  const moved = (data?.nodes ?? [])
    .filter(({ at }) => Date.parse(at) >= midnight)
    .toSorted((a, b) => b.at.localeCompare(a.at))
  const shown = moved.slice(0, all ? undefined : FIRST)
  return (
    <Section title={t('workbench.today')} order={2}>
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={200} />
      ) : moved.length === 0 ? (
        <Text size="sm" className="quiet">
          {t('workbench.quietDay')}
        </Text>
      ) : (
        <ol className={classes.moves}>
          {shown.map((event) => (
            <Move key={event.id} event={event} />
          ))}
        </ol>
      )}
      {!all && moved.length > FIRST && (
        <Button
          size="compact-xs"
          variant="subtle"
          mr="xs"
          className="flush"
          onClick={() => setAll(true)}
        >
          {t('workbench.moreMoves', { count: moved.length - FIRST })}
        </Button>
      )}
      <Anchor component={Link} to="/audit" size="sm">
        {t('workbench.allEvents')}
      </Anchor>
    </Section>
  )
}

function Move({ event }: { event: MovedFragment }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { subject, subjectKind, actor } = event
  return (
    <li className={classes.move}>
      <time dateTime={event.at} className="number quiet">
        {time(event.at)}
      </time>
      <div>
        <Text size="sm">
          {subject ? <DocumentLink document={subject} inline /> : word('DocumentKind', subjectKind)}{' '}
          {event.actionLabel ?? t('detail.note')}
        </Text>
        <Text size="xs" className="quiet">
          {[actor.name, outcomeOf(event)].filter(Boolean).join(' · ')}
        </Text>
      </div>
    </li>
  )
}

/** The state that it led to; where it led to none, what else it changed. */
function outcomeOf({ fromStateLabel, toStateLabel, changedValues }: MovedFragment): string {
  if (toStateLabel && toStateLabel !== fromStateLabel) return toStateLabel
  return changedValues.map(({ label, value }) => labelled(label, told(value))).join(' · ')
}
