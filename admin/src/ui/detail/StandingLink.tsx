import { Group, Text } from '@mantine/core'
import type { NamedFragment } from '../../gen/graphql'
import { DocumentLink } from '../DocumentLink'

/** Another document, and how it stands. */
export function StandingLink({ document, named }: { document: NamedFragment; named?: boolean }) {
  return (
    <Group gap="xs" component="span">
      <DocumentLink document={document} named={named} />
      <Text component="span" size="xs" className="quiet">
        {document.stateLabel}
      </Text>
    </Group>
  )
}
