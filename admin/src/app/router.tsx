import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { addTexts } from '../lib/i18n'
import { readSearch } from '../lib/search'
import { Failed } from '../ui/Failed'
import { Missing } from './Missing'
import { Shell } from './Shell'

const root = createRootRoute({ component: Shell, notFoundComponent: Missing })

type Screen = { default: () => ReactNode }

/** A screen, which comes with the texts of the features that it shows. */
const shown = (load: () => Promise<Screen>, texts: string[]) =>
  lazyRouteComponent(async () => (await Promise.all([load(), addTexts(...texts)]))[0])

const place = (path: string, load: () => Promise<Screen>, ...texts: string[]) =>
  createRoute({ getParentRoute: () => root, path, component: shown(load, texts) })

/** A list with its detail: what is shown of it stands in the address. */
const list = (path: string, load: () => Promise<Screen>, ...texts: string[]) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: readSearch,
    component: shown(load, texts),
  })

const tree = root.addChildren([
  place('/', () => import('../features/workbench/Workbench'), 'workbench'),
  list('/reverse', () => import('../features/reverse/page'), 'reverse', 'exceptions'),
  list('/exceptions', () => import('../features/exceptions/page'), 'exceptions'),
  list('/returns', () => import('../features/returns/page'), 'returns'),
  list('/stock-orders', () => import('../features/stock-orders/page'), 'stockOrders'),
  list(
    '/delivery-notes',
    () => import('../features/delivery-notes/page'),
    'deliveryNotes',
    'exceptions',
  ),
  list('/tickets', () => import('../features/tickets/page'), 'tickets'),
  place('/rules', () => import('../features/rules/Rules'), 'rules'),
  place('/developers', () => import('../features/developers/Developers'), 'developers'),
  place('/audit', () => import('../features/audit/Audit'), 'audit'),
  place('/settings', () => import('../features/settings/Settings'), 'settings'),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: ({ error }) => <Failed error={error} retry={() => location.reload()} />,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
