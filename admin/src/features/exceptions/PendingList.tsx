import { Group, Stack, Text } from '@mantine/core'
import type { PendingFragment } from '../../gen/graphql'
import { useWords } from '../../lib/session'
import { DueTime } from '../../ui/DueTime'
import { StandingLink } from '../../ui/detail/StandingLink'
import { dueOf } from './pending'

interface Props {
  pending: PendingFragment[]
  /** With who has to do it. */
  named?: boolean
}

/** What is left to do, until when, and where it is done. */
export function PendingList({ pending, named = false }: Props) {
  const { word } = useWords()
  return (
    <Stack component="ul" gap={8} m={0} p={0} style={{ listStyle: 'none' }}>
      {pending.map((each) => {
        const due = dueOf(each)
        return (
          <li key={each.action + each.document.id}>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {named && `${word('Role', each.role)} · `}
                {word('Action', each.action)}
              </Text>
              {due && <DueTime due={due} />}
            </Group>
            <StandingLink document={each.document} named />
          </li>
        )
      })}
    </Stack>
  )
}
