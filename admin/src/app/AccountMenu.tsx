import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconLanguage, IconLogout, IconMoonStars } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { signOut } from '../lib/api'
import { speak } from '../lib/i18n'
import { useViewer, useWords } from '../lib/session'
import { notify } from '../ui/notify'
import { useOpening } from '../ui/useOpening'
import { AccountButton } from './AccountButton'

export default function AccountMenu() {
  const { t, i18n } = useTranslation()
  const viewer = useViewer()
  const { word } = useWords()
  const { toggleColorScheme } = useMantineColorScheme()
  const { target, opened, setOpened } = useOpening()
  const leave = async () => {
    try {
      await signOut()
      location.assign('/')
    } catch {
      void notify(t('account.notSignedOut'), 'red')
    }
  }
  const other = i18n.language === 'zh-CN' ? 'en' : 'zh-CN'
  return (
    <Menu position="bottom-end" width={220} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <AccountButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {viewer.name} · {word('Role', viewer.role)}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconLanguage size={16} />}
          onClick={() => void speak(other)}
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
