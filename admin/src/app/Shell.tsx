import { Box, Burger, Group, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconClipboardList,
  IconCode,
  IconHome,
  IconKeyboard,
  IconMessages,
  IconPackageExport,
  IconPackageImport,
  IconSearch,
  IconSettings,
  IconShieldCheck,
  IconTable,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, onSignedOut } from '../lib/api'
import type { Key } from '../lib/keys'
import { live, useLive } from '../lib/live'
import { session, useViewer } from '../lib/session'
import { Failed } from '../ui/Failed'
import { IconButton } from '../ui/IconButton'
import { Notice } from '../ui/Notice'
import { OnDemand } from '../ui/OnDemand'
import { AccountButton } from './AccountButton'
import classes from './shell.module.css'

const SignIn = lazy(() => import('./SignIn'))
const SignedOut = lazy(() => import('./SignedOut'))
const Palette = lazy(() => import('./Palette'))
const Keys = lazy(() => import('./Keys'))

interface Place {
  to: string
  label: Key
  Icon: typeof IconHome
  /** Left out: for everybody. */
  not?: string
}

const PLACES: Place[] = [
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

/** The screens that the viewer may go to. */
export function usePlaces(): Place[] {
  const { role } = useViewer()
  return PLACES.filter(({ not }) => not !== role)
}

/** Whoever is not signed in signs in here, at the address that was asked for. */
export function Shell() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(session)
  if (data) return <SignedIn />
  if (error instanceof ApiError && error.code === 'UNAUTHENTICATED')
    return (
      <Suspense>
        <SignIn onSignedIn={refetch} />
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
    <div className={classes.shell}>
      <header className={`${classes.header} no-print`}>
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
          <IconButton label={t('keys.title')} onClick={() => setKeys(true)} visibleFrom="sm">
            <IconKeyboard size={18} />
          </IconButton>
          <OnDemand
            button={(want) => <AccountButton onClick={want} />}
            load={() => import('./AccountMenu')}
            props={{}}
          />
        </Group>
      </header>
      <Places opened={opened} onChosen={nav.close} />
      <main className={classes.content}>
        <Suspense fallback={<Notice title={t('loading')} />}>
          <Outlet />
        </Suspense>
      </main>
      <Suspense>
        {palette && <Palette onClose={() => setPalette(false)} />}
        {keys && <Keys onClose={() => setKeys(false)} />}
        {expired && <SignedOut onSignedIn={() => setExpired(false)} />}
      </Suspense>
    </div>
  )
}

function Places({ opened, onChosen }: { opened: boolean; onChosen: () => void }) {
  const { t } = useTranslation()
  const places = usePlaces()
  const matches = useMatchRoute()
  return (
    <nav
      className={`${classes.places} no-print`}
      data-opened={opened || undefined}
      aria-label={t('nav.menu')}
    >
      {places.map(({ to, label, Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.place}
          aria-current={matches({ to }) ? 'page' : undefined}
          onClick={onChosen}
        >
          <Icon size={18} aria-hidden />
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}

function LiveStatus() {
  const { t } = useTranslation()
  const { status } = useLive()
  const color = { live: 'teal', connecting: 'gray', offline: 'orange' }[status]
  return (
    <Group gap={8} wrap="nowrap" role="status" ml="xs" title={t(`live.${status}Long`)}>
      <Box w={8} h={8} bg={color} style={{ borderRadius: '50%' }} />
      <Text size="xs" className="quiet" visibleFrom="xs">
        {t(`live.${status}`)}
      </Text>
    </Group>
  )
}
