import { Accordion, Badge, Button, Code, Group, Text, TextInput } from '@mantine/core'
import { IconBrandGraphql, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EXAMPLES, type Example, linkTo } from '../../graphiql/examples'
import { Notice } from '../../ui/Notice'
import { useCopy } from '../../ui/useCopy'

/** The example operations: each to read, to copy and to open in GraphiQL. */
export default function Examples() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = EXAMPLES.filter(({ query }) => query.toLowerCase().includes(wanted))
  return (
    <>
      <Text size="sm" className="quiet" mb="xs">
        {t('developers.examplesText')}
      </Text>
      <TextInput
        size="xs"
        maw={360}
        mb="xs"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        aria-label={t('developers.searchExamples')}
        placeholder={t('developers.searchExamples')}
      />
      {found.length === 0 && <Notice title={t('developers.nothing')} />}
      <Accordion
        chevronPosition="left"
        order={2}
        keepMounted={false}
        styles={{ label: { paddingBlock: 6 } }}
      >
        {found.map((example) => (
          <Accordion.Item key={example.name} value={example.name}>
            <Accordion.Control>
              <Group gap="xs">
                <Text size="sm" fw={600} lang="en">
                  {example.title}
                </Text>
                <Badge size="sm" variant="light" tt="none" fw={500} radius="sm">
                  {example.steps > 1
                    ? t('developers.steps', { count: example.steps })
                    : example.kind}
                </Badge>
                {example.account && (
                  <Text size="xs" className="quiet">
                    {t('developers.account', { account: example.account })}
                  </Text>
                )}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Shown example={example} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </>
  )
}

function Shown({ example }: { example: Example }) {
  const { t } = useTranslation()
  const copy = useCopy()
  const { query, variables } = example
  return (
    <>
      <Group gap="xs" mb="xs">
        <Button
          component="a"
          href={linkTo(example)}
          size="compact-sm"
          leftSection={<IconBrandGraphql size={14} aria-hidden />}
        >
          {t('developers.openExample')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          onClick={() => void copy(query)}
        >
          {t('developers.copyOperation')}
        </Button>
        {variables && (
          <Button size="compact-sm" variant="default" onClick={() => void copy(variables)}>
            {t('developers.copyVariables')}
          </Button>
        )}
      </Group>
      <Listing text={query} />
      {variables && (
        <>
          <Text size="xs" className="quiet" mt="xs">
            {t('developers.variables')}
          </Text>
          <Listing text={variables} />
        </>
      )}
    </>
  )
}

function Listing({ text }: { text: string }) {
  return (
    <Code block lang="en" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {text}
    </Code>
  )
}
