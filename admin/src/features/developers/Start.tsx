import { Button, Code, Group, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asCurl } from '../../lib/copy'
import { Section } from '../../ui/detail/Section'
import { useCopy } from '../../ui/useCopy'

const QUERY = '{ viewer { name role } }'

/** A first operation, with the token in it where one is given. */
export function curlFor(token?: string): string {
  const command = asCurl(QUERY, {})
  return token ? command.replace('$TOKEN', token) : command
}

/** How a program signs in. */
export function Start() {
  const { t } = useTranslation()
  const copy = useCopy()
  const command = curlFor()
  return (
    <Section title={t('developers.start')} order={2}>
      <Text size="sm" className="quiet" maw={640}>
        {t('developers.startText')}
      </Text>
      <Code block my={6} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {command}
      </Code>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          onClick={() => void copy(command)}
        >
          {t('copy.curl')}
        </Button>
        <Text size="sm" className="quiet">
          {t('developers.address')} <Code>{`${location.origin}/graphql`}</Code>
        </Text>
      </Group>
    </Section>
  )
}
