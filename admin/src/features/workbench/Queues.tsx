import { Button, Skeleton, Text } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TaskSummaryDocument } from '../../gen/workbench'
import { ask } from '../../lib/api'
import { count } from '../../lib/format'
import { useWords } from '../../lib/session'
import { Failed } from '../../ui/Failed'
import { byUrgency, placeOf, type Queue } from './queues'
import classes from './workbench.module.css'

/** So many are seen before somebody asks for the others. */
const FIRST = 6

export function useQueues() {
  return useQuery({
    queryKey: ['workbench', 'queues'],
    queryFn: async ({ signal }) =>
      (await ask(TaskSummaryDocument, {}, signal)).queues.toSorted(byUrgency),
  })
}

/** How much waits of each kind. Each leads to where it is done. */
export function Queues() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQueues()
  const [all, setAll] = useState(false)
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton height={140} mb="md" />
  // The list of tasks says so.
  if (data.length === 0) return null
  const sum = (of: 'total' | 'overdue' | 'dueSoon' | 'penaltyRisk') =>
    data.reduce((total, queue) => total + queue[of], 0)
  return (
    <section className={classes.queues} aria-label={t('workbench.queues')}>
      <Text size="sm" className="quiet" role="status">
        {t('workbench.total', { count: sum('total'), formatted: count(sum('total')) })}
        {' · '}
        {t('workbench.overdue', { count: sum('overdue') })}
        {' · '}
        {t('workbench.dueSoon', { count: sum('dueSoon') })}
        {sum('penaltyRisk') > 0 &&
          ` · ${t('workbench.penaltyRisk', { count: sum('penaltyRisk') })}`}
      </Text>
      <ul className={classes.cards}>
        {data.slice(0, all ? undefined : FIRST).map((queue) => (
          <li key={queue.action}>
            <Card queue={queue} />
          </li>
        ))}
      </ul>
      {data.length > FIRST && (
        <Button
          size="compact-sm"
          variant="subtle"
          className="flush"
          onClick={() => setAll(!all)}
          aria-expanded={all}
        >
          {all ? t('workbench.fewer') : t('workbench.allQueues', { count: data.length })}
        </Button>
      )}
    </section>
  )
}

function Card({ queue }: { queue: Queue }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { to, search, hash } = placeOf(queue.action)
  return (
    <Link to={to} search={search as never} hash={hash} className={classes.card}>
      <span className={classes.cardHead}>
        <span>{word('Action', queue.action)}</span>
        <strong className="number">{count(queue.total)}</strong>
      </span>
      <span className={classes.cardFoot}>
        {queue.overdue > 0 && (
          <span className={classes.overdue}>
            {t('workbench.overdue', { count: queue.overdue })}
          </span>
        )}
        {queue.dueSoon > 0 && (
          <span className={classes.soon}>{t('workbench.dueSoon', { count: queue.dueSoon })}</span>
        )}
        {queue.penaltyRisk > 0 && (
          <span className={classes.overdue}>
            <IconAlertTriangleFilled size={12} aria-hidden />{' '}
            {t('workbench.penaltyRisk', { count: queue.penaltyRisk })}
          </span>
        )}
        {queue.overdue + queue.dueSoon + queue.penaltyRisk === 0 && (
          <span className="quiet">{t('workbench.calm')}</span>
        )}
      </span>
    </Link>
  )
}
