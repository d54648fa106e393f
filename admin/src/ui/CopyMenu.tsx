import { Menu } from '@mantine/core'
import { IconBrandGraphql, IconDots, IconTerminal2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asCurl, asGraphQL } from '../lib/copy'
import { IconButton } from './IconButton'
import { useCopy } from './useCopy'
import { useOpening } from './useOpening'

interface Props {
  document: string
  variables: object
}

/** What is shown, as whoever builds on the API asks for it. */
export default function CopyMenu({ document, variables }: Props) {
  const { t } = useTranslation()
  const copy = useCopy()
  const { target, opened, setOpened } = useOpening()
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <IconButton ref={target} label={t('list.more')}>
          <IconDots size={18} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconBrandGraphql size={16} />}
          onClick={() => void copy(asGraphQL(document, variables))}
        >
          {t('copy.graphql')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTerminal2 size={16} />}
          onClick={() => void copy(asCurl(document, variables))}
        >
          {t('copy.curl')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
