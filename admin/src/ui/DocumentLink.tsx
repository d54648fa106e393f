import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { DocumentKind } from '../gen/graphql'
import { PATHS } from '../lib/paths'
import { useWords } from '../lib/session'

interface Props {
  document: { id: string; kind: DocumentKind; number: string }
  /** With what kind of document it is. */
  named?: boolean
  /** Among other words: it is told from them by its line, too. */
  inline?: boolean
}

/** Another document, opened in its own list. */
export function DocumentLink({ document, named = false, inline = false }: Props) {
  const { word } = useWords()
  const { id, kind, number } = document
  return (
    <Anchor
      component={Link}
      to={PATHS[kind]}
      search={{ open: id } as never}
      size="sm"
      className="number"
      // By itself it is as high as a finger can hit.
      {...(inline ? { underline: 'always' } : { display: 'inline-block', lh: '24px' })}
    >
      {named && `${word('DocumentKind', kind)} `}
      {number}
    </Anchor>
  )
}
