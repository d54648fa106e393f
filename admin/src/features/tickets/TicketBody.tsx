import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WorkTicketDetailQuery } from '../../gen/graphql'
import { dateTime } from '../../lib/format'
import { useViewer, useWords } from '../../lib/session'
import { Facts } from '../../ui/detail/Facts'
import { Section } from '../../ui/detail/Section'
import { StandingLink } from '../../ui/detail/StandingLink'
import classes from './tickets.module.css'

type Ticket = NonNullable<WorkTicketDetailQuery['document']>
type Message = Ticket['messages'][number]

export default function TicketBody({ document: ticket }: { document: Ticket }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const { subject } = ticket
  return (
    <>
      <Facts
        facts={[
          ['tickets.category', word('TicketCategory', ticket.category)],
          ['tickets.subject', subject && <StandingLink document={subject} named />],
        ]}
      />
      <Section title={t('tickets.conversation')}>
        <Stack component="ol" gap="sm" className={classes.conversation}>
          {ticket.messages.map((message, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: messages are only added, at the end
            <Said key={index} message={message} ticket={ticket} />
          ))}
        </Stack>
      </Section>
    </>
  )
}

function Said({ message, ticket }: { message: Message; ticket: Ticket }) {
  const { t } = useTranslation()
  const { word } = useWords()
  const viewer = useViewer()
  const { author, at, body } = message
  return (
    <li className={classes.message} data-mine={author.id === viewer.id || undefined}>
      <Group gap={6}>
        <Text size="xs" fw={600}>
          {author.role ? author.name : t('tickets.system')}
        </Text>
        {author.role && (
          <Text size="xs" className="quiet">
            {word('Role', author.role)}
          </Text>
        )}
        <Text component="time" dateTime={at} size="xs" className="quiet number">
          {dateTime(at)}
        </Text>
      </Group>
      <Text component="div" size="sm" className={classes.body}>
        {author.role
          ? body
          : t('tickets.opened', {
              number: ticket.subject?.number ?? '',
              category: word('TicketCategory', ticket.category),
            })}
      </Text>
    </li>
  )
}
