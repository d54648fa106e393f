import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { readSearch } from '../lib/search'
import { Missing } from './Missing'
import { Shell } from './Shell'

const root = createRootRoute({ component: Shell, notFoundComponent: Missing })

const place = (path: string, load: () => Promise<object>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(
      load as () => Promise<{ default: () => React.ReactNode }>,
      'default',
    ),
  })

/** A list with its detail: what is shown of it stands in the address. */
const list = (path: string, load: () => Promise<object>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: readSearch,
    component: lazyRouteComponent(
      load as () => Promise<{ default: () => React.ReactNode }>,
      'default',
    ),
  })

const tree = root.addChildren([
  place('/', () => import('../features/workbench/Workbench')),
  list('/reverse', () => import('../features/reverse/page')),
  list('/exceptions', () => import('../features/exceptions/page')),
  list('/returns', () => import('../features/returns/page')),
  list('/stock-orders', () => import('../features/stock-orders/page')),
  list('/delivery-notes', () => import('../features/delivery-notes/page')),
  list('/tickets', () => import('../features/tickets/page')),
  place('/rules', () => import('../features/rules/Rules')),
  place('/developers', () => import('../features/developers/Developers')),
  place('/audit', () => import('../features/audit/Audit')),
  place('/settings', () => import('../features/settings/Settings')),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
