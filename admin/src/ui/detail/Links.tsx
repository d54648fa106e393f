import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { LinkedFragment } from '../../gen/graphql'
import { useWords } from '../../lib/session'
import { DocumentLink } from '../DocumentLink'
import type { Document } from './document'
import classes from './links.module.css'

type Linked = LinkedFragment['links'][number]

/** What came before a document stands above it, what came of it below. */
const ABOVE = new Set(['SPAWNED_BY', 'SUPPLEMENTS', 'RESUPPLIES', 'RETURNS'])

export function Links({ document }: { document: Document }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const above = document.links.filter(({ relation }) => ABOVE.has(relation))
  const below = document.links.filter(({ relation }) => !ABOVE.has(relation))
  if (document.links.length === 0)
    return (
      <Text size="sm" className="quiet">
        {t('detail.noLinks')}
      </Text>
    )
  return (
    <Stack gap={0} className={classes.graph}>
      {above.map((link) => (
        <Node key={link.relation + link.document.id} link={link} />
      ))}
      {above.length > 0 && <div className={classes.line} aria-hidden />}
      <div className={classes.self} aria-current="true">
        <Text size="sm" fw={600}>
          {word('DocumentKind', document.kind)} <span className="number">{document.number}</span>
        </Text>
        <Text size="xs">{document.stateLabel}</Text>
      </div>
      {below.length > 0 && <div className={classes.line} aria-hidden />}
      {below.map((link) => (
        <Node key={link.relation + link.document.id} link={link} />
      ))}
    </Stack>
  )
}

function Node({ link: { relation, document } }: { link: Linked }) {
  const { word } = useWords()
  return (
    <div className={classes.node}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" className="quiet">
          {word('LinkRelation', relation)}
        </Text>
        <Text size="xs">{document.stateLabel}</Text>
      </Group>
      <DocumentLink document={document} named />
    </div>
  )
}
