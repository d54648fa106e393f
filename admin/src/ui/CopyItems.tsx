import { Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBrandGraphql, IconTerminal2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface Props {
  document: { toString(): string }
  variables: object
}

/** What is shown, as whoever builds on the API asks for it. */
export function CopyItems({ document, variables }: Props) {
  const { t } = useTranslation()
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      notifications.show({ message: t('copy.done'), color: 'teal' })
    } catch {
      notifications.show({ message: t('copy.failed'), color: 'red' })
    }
  }
  return (
    <>
      <Menu.Item
        leftSection={<IconBrandGraphql size={16} />}
        onClick={() => void copy(asGraphQL(document.toString(), variables))}
      >
        {t('copy.graphql')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTerminal2 size={16} />}
        onClick={() => void copy(asCurl(document.toString(), variables))}
      >
        {t('copy.curl')}
      </Menu.Item>
    </>
  )
}

export function asGraphQL(query: string, variables: object): string {
  const told = JSON.stringify(variables, null, 2).replaceAll('\n', '\n# ')
  return `# Variables:\n# ${told}\n\n${query.trim()}\n`
}

export function asCurl(query: string, variables: object): string {
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' ').trim(), variables })
  return [
    `curl ${location.origin}/graphql`,
    `  -H "Authorization: Bearer $TOKEN"`,
    `  -H "Content-Type: application/json"`,
    `  -d '${body.replaceAll("'", `'\\''`)}'`,
  ].join(' \\\n')
}
