import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { DocumentKind } from '../gen/graphql'
import { PATHS } from '../lib/paths'

/** A document's number, which leads to it. */
export function DocumentLink({
  id,
  kind,
  number,
}: {
  id: string
  kind: DocumentKind
  number: string
}) {
  return (
    <Anchor
      component={Link}
      to={PATHS[kind]}
      search={{ open: id } as never}
      size="sm"
      className="number"
    >
      {number}
    </Anchor>
  )
}
