import {
  ActionIcon,
  AppShell,
  Box,
  Burger,
  Group,
  Indicator,
  Menu,
  NavLink,
  ScrollArea,
  Text,
  Tooltip,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconClipboardList,
  IconCode,
  IconHome,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMessages,
  IconMoonStars,
  IconPackageExport,
  IconPackageImport,
  IconSearch,
  IconSettings,
  IconShieldCheck,
  IconTable,
  IconUserCircle,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, onSignedOut, signOut } from '../lib/api'
import { speak } from '../lib/i18n'
import type { Key } from '../lib/keys'
import { live, useLive } from '../lib/live'
import { session, useViewer, useWords } from '../lib/session'
import { Failed } from '../ui/Failed'
import { Notice } from '../ui/Notice'

const SignIn = lazy(() => import('./SignIn'))
const SignedOut = lazy(() => import('./SignedOut'))
const Palette = lazy(() => import('./Palette'))
const Keys = lazy(() => import('./Keys'))

export interface Place {
  to: string
  label: Key
  Icon: typeof IconHome
  /** Left out: for everybody. */
  not?: string
}

export const PLACES: Place[] = [
  { to: '/', label: 'nav.workbench', Icon: IconHome },
  { to: '/reverse', label: 'nav.reverse', Icon: IconArrowBackUp },
  { to: '/exceptions', label: 'nav.exceptions', Icon: IconAlertTriangle },
  { to: '/returns', label: 'nav.returns', Icon: IconPackageExport },
  { to: '/stock-orders', label: 'nav.stockOrders', Icon: IconClipboardList },
  { to: '/delivery-notes', label: 'nav.deliveryNotes', Icon: IconPackageImport },
  { to: '/tickets', label: 'nav.tickets', Icon: IconMessages, not: 'PARTNER' },
  { to: '/rules', label: 'nav.rules', Icon: IconTable },
  { to: '/developers', label: 'nav.developers', Icon: IconCode },
  { to: '/audit', label: 'nav.audit', Icon: IconShieldCheck },
  { to: '/settings', label: 'nav.settings', Icon: IconSettings },
]

/** Whoever is not signed in signs in here, at the address that was asked for. */
export function Shell() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(session)
  if (data) return <SignedIn />
  if (error instanceof ApiError && error.code === 'UNAUTHENTICATED')
    return (
      <Suspense>
        <SignIn onSignedIn={() => void refetch()} />
      </Suspense>
    )
  if (error) return <Failed error={error} retry={() => void refetch()} />
  return <Notice title={t('loading')} />
}

function SignedIn() {
  const { t } = useTranslation()
  const [opened, nav] = useDisclosure(false)
  const [palette, setPalette] = useState(false)
  const [keys, setKeys] = useState(false)
  const [expired, setExpired] = useState(false)
  useHotkeys([
    ['mod+K', () => setPalette(true)],
    ['shift+?', () => setKeys(true)],
  ])
  useEffect(() => onSignedOut(() => setExpired(true)), [])
  useEffect(() => {
    live.start()
    return () => live.stop()
  }, [])
  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 208, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding={0}
    >
      <AppShell.Header className="no-print">
        <Group h="100%" px="sm" gap="xs" wrap="nowrap">
          <Burger
            opened={opened}
            onClick={nav.toggle}
            hiddenFrom="md"
            size="sm"
            aria-label={t('nav.menu')}
          />
          <Text component={Link} to="/" fw={700} c="var(--mantine-color-text)" td="none">
            Backhaul
          </Text>
          <LiveStatus />
          <Box flex={1} />
          <UnstyledButton
            onClick={() => setPalette(true)}
            visibleFrom="sm"
            px="sm"
            py={4}
            className="quiet"
          >
            <Group gap={6} wrap="nowrap">
              <IconSearch size={16} aria-hidden />
              <Text size="sm">{t('palette.open')}</Text>
            </Group>
          </UnstyledButton>
          <Tooltip label={t('keys.title')}>
            <ActionIcon
              variant="subtle"
              onClick={() => setKeys(true)}
              aria-label={t('keys.title')}
              visibleFrom="sm"
            >
              <IconKeyboard size={18} />
            </ActionIcon>
          </Tooltip>
          <Account />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className="no-print" p={6}>
        <ScrollArea>
          <Places onChosen={nav.close} />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main h="100dvh" display="flex" style={{ flexDirection: 'column', minWidth: 0 }}>
        <Suspense fallback={<Notice title={t('loading')} />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <Suspense>
        {palette && <Palette onClose={() => setPalette(false)} />}
        {keys && <Keys onClose={() => setKeys(false)} />}
        {expired && <SignedOut onSignedIn={() => setExpired(false)} />}
      </Suspense>
    </AppShell>
  )
}

function Places({ onChosen }: { onChosen: () => void }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const matches = useMatchRoute()
  return (
    <Box component="nav" aria-label={t('nav.menu')}>
      {PLACES.filter(({ not }) => not !== viewer.role).map(({ to, label, Icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={t(label)}
          leftSection={<Icon size={18} aria-hidden />}
          active={Boolean(matches({ to }))}
          aria-current={matches({ to }) ? 'page' : undefined}
          onClick={onChosen}
          py={6}
        />
      ))}
    </Box>
  )
}

function LiveStatus() {
  const { t } = useTranslation()
  const { status } = useLive()
  const color = { live: 'teal', connecting: 'gray', offline: 'orange' }[status]
  return (
    <Tooltip label={t(`live.${status}Long`)}>
      <Group gap={8} wrap="nowrap" role="status" aria-live="polite" ml="xs">
        <Indicator
          color={color}
          size={8}
          position="middle-center"
          processing={status === 'connecting'}
        >
          <Box w={8} h={8} />
        </Indicator>
        <Text size="xs" className="quiet" visibleFrom="xs">
          {t(`live.${status}`)}
        </Text>
      </Group>
    </Tooltip>
  )
}

function Account() {
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
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton aria-label={t('account.menu')} px={4}>
          <Group gap={6} wrap="nowrap">
            <IconUserCircle size={22} aria-hidden />
            <Box visibleFrom="sm">
              <Text size="sm" lh={1.1}>
                {viewer.name}
              </Text>
              <Text size="xs" className="quiet" lh={1.1}>
                {word('Role', viewer.role)}
              </Text>
            </Box>
          </Group>
        </UnstyledButton>
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
