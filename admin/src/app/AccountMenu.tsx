import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconLanguage, IconLogout, IconMoonStars } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { signOut } from '../lib/api'
import { speak } from '../lib/i18n'
import { live } from '../lib/live'
import { useViewer, useWords } from '../lib/session'
import { AccountButton } from './AccountButton'

export default function AccountMenu() {
  const { t, i18n } = useTranslation()
  const viewer = useViewer()
  const { word } = useWords()
  const queries = useQueryClient()
  const { toggleColorScheme } = useMantineColorScheme()
  const leave = async () => {
    await signOut()
    live.stop()
    queries.clear()
    location.assign('/')
  }
  const other = i18n.language === 'zh-CN' ? 'en' : 'zh-CN'
  const change = async () => {
    await speak(other)
    // What the API says in words comes in the other language now.
    await queries.invalidateQueries()
  }
  return (
    <Menu position="bottom-end" width={220} defaultOpened>
      <Menu.Target>
        <AccountButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {viewer.name} · {word('Role', viewer.role)}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconLanguage size={16} />}
          onClick={() => void change()}
          lang={other}
        >
          {other === 'en' ? 'English' : '中文'}
        </Menu.Item>
        <Menu.Item leftSection={<IconMoonStars size={16} />} onClick={toggleColorScheme}>
          {t('account.scheme')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
