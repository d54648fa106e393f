import { Group, Text } from '@mantine/core'
import { IconAlertTriangleFilled, IconClock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DueFragment } from '../gen/graphql'
import { dateTime, fromNow, labelled } from '../lib/format'
import { useWords } from '../lib/session'
import { useNow } from './useNow'

const COLORS: Partial<Record<string, string>> = {
  OVERDUE: 'var(--red-text)',
  DUE_SOON: 'var(--orange-text)',
}

interface Props {
  due: Pick<DueFragment, 'dueAt' | 'status' | 'penaltyRisk'> & { kind?: DueFragment['kind'] }
  /** Says what is to be done, too. */
  named?: boolean
}

/** Until when something is to be done; overdue and penalties are named, not only coloured. */
export function DueTime({ due, named = false }: Props) {
  const { t } = useTranslation()
  const { word } = useWords()
  const now = useNow()
  return (
    <Group
      title={
        due.kind
          ? labelled(word('DeadlineKind', due.kind), dateTime(due.dueAt))
          : dateTime(due.dueAt)
      }
      gap={4}
      wrap="nowrap"
      display="inline-flex"
      style={{ verticalAlign: 'middle' }}
      c={COLORS[due.status]}
    >
      {due.penaltyRisk ? (
        <IconAlertTriangleFilled size={14} aria-hidden />
      ) : (
        <IconClock size={14} aria-hidden />
      )}
      <Text size="sm" lh="inherit">
        <span className="number">
          {named && `${word('DeadlineKind', due.kind)} `}
          {due.status === 'OVERDUE' && `${word('DeadlineStatus', due.status)} ·`}
        </span>{' '}
        <span className="number">{fromNow(due.dueAt, now)}</span>
        {due.penaltyRisk && (
          <>
            {' · '}
            <span className="number">{t('due.penalty')}</span>
          </>
        )}
      </Text>
    </Group>
  )
}

const OPEN = new Set(['RUNNING', 'DUE_SOON', 'OVERDUE'])

/** The deadline that is looked at first: of those that still run, the nearest. */
export function nextDue(deadlines: DueFragment[] = []): DueFragment | undefined {
  return deadlines
    .filter(({ status }) => OPEN.has(status))
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
}
