import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { DocumentKind } from '../gen/graphql'
import { PATHS } from '../lib/paths'
import { useWords } from '../lib/session'

interface Props {
  document: { id: string; kind: DocumentKind; number: string }
  /** With what kind of document it is. */
  named?: boolean
}

/** Another document, opened in its own list. */
export function DocumentLink({ document: { id, kind, number }, named = false }: Props) {
  const { word } = useWords()
  return (
    <Anchor
      component={Link}
      to={PATHS[kind]}
      search={{ open: id } as never}
      size="sm"
      className="number"
    >
      {named && `${word('DocumentKind', kind)} `}
      {number}
    </Anchor>
  )
}
