import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DocumentKind } from '../../gen/graphql'
import { ReadableDocument } from '../../gen/workbench'
import { ask } from '../../lib/api'
import { count } from '../../lib/format'
import { PATHS } from '../../lib/paths'
import { useWords } from '../../lib/session'
import { Failed } from '../../ui/Failed'
import classes from './workbench.module.css'

/** For who only reads: what there is to read. */
export function Readable() {
  const { t } = useTranslation()
  const { word } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['workbench', 'readable'],
    queryFn: ({ signal }) => ask(ReadableDocument, {}, signal),
  })
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton height={90} mb="md" />
  return (
    <section className={classes.queues} aria-label={t('workbench.readable')}>
      <Text size="sm" className="quiet">
        {t('workbench.readableText')}
      </Text>
      <ul className={classes.cards}>
        {Object.entries(data).map(([kind, { totalCount }]) => (
          <li key={kind}>
            <Link to={PATHS[kind as DocumentKind]} className={classes.card}>
              <span className={classes.cardHead}>
                <span>{word('DocumentKind', kind)}</span>
                <strong className="number">{count(totalCount)}</strong>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
