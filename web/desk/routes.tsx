import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router'
import {
  alone,
  backSearch,
  dateNoticesSearch,
  dossiersSearch,
  handOversSearch,
  inboxSearch,
} from './search.ts'
import { firstScreen, useSession } from './session/session.tsx'
import { SignInPage } from './session/sign-in-page.tsx'
import { BrokenPage, NoSuchPage } from './shell/lost.tsx'
import { SignedInShell } from './shell/shell.tsx'

/** The address is the state: what one sees can be sent, reloaded, and gone back to. */

const root = createRootRoute({ component: Outlet, errorComponent: BrokenPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  component: SignInPage,
  validateSearch: alone(backSearch),
})

const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: SignedInShell })

const start = createRoute({
  getParentRoute: () => desk,
  path: '/',
  component: () => <Navigate to={firstScreen(useSession())} replace />,
})

const counter = createRoute({
  getParentRoute: () => desk,
  path: '/quay',
  validateSearch: alone(backSearch),
  component: lazyRouteComponent(() => import('./counter/counter-page.tsx'), 'CounterPage'),
})

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/viec',
  component: lazyRouteComponent(() => import('./inbox/inbox-page.tsx'), 'InboxPage'),
  validateSearch: alone(inboxSearch),
})

const dossiers = createRoute({
  getParentRoute: () => desk,
  path: '/ho-so',
  component: lazyRouteComponent(() => import('./dossiers/dossiers-page.tsx'), 'DossiersPage'),
  validateSearch: alone(dossiersSearch),
})

const dossier = createRoute({
  getParentRoute: () => desk,
  path: '/ho-so/$id',
  component: lazyRouteComponent(() => import('./dossier/dossier-page.tsx'), 'DossierPage'),
})

const people = createRoute({
  getParentRoute: () => desk,
  path: '/tim-nguoi',
  component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
})

const calendar = createRoute({
  getParentRoute: () => desk,
  path: '/lich',
  component: lazyRouteComponent(() => import('./calendar/calendar-page.tsx'), 'CalendarPage'),
})

const dateNotices = createRoute({
  getParentRoute: () => desk,
  path: '/bao-ngay-hen',
  component: lazyRouteComponent(() => import('./calendar/date-notices-page.tsx'), 'DateNoticesPage'),
  validateSearch: alone(dateNoticesSearch),
})

const handOvers = createRoute({
  getParentRoute: () => desk,
  path: '/ban-giao',
  component: lazyRouteComponent(() => import('./hand-overs/hand-overs-page.tsx'), 'HandOversPage'),
  validateSearch: alone(handOversSearch),
})

const manifest = createRoute({
  getParentRoute: () => desk,
  path: '/ban-giao/$id',
  component: lazyRouteComponent(() => import('./hand-overs/manifest-page.tsx'), 'ManifestPage'),
})

const standingIn = createRoute({
  getParentRoute: () => desk,
  path: '/uy-quyen',
  component: lazyRouteComponent(() => import('./standing-in/standing-in-page.tsx'), 'StandingInPage'),
})

const account = createRoute({
  getParentRoute: () => desk,
  path: '/tai-khoan',
  component: lazyRouteComponent(() => import('./account/account-page.tsx'), 'AccountPage'),
})

// Behind the sign-in like every other place: who has an address that leads nowhere still finds the way on.
const lost = createRoute({ getParentRoute: () => desk, path: '$', component: NoSuchPage })

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    desk.addChildren([
      start,
      counter,
      inbox,
      dossiers,
      dossier,
      people,
      calendar,
      dateNotices,
      handOvers,
      manifest,
      standingIn,
      account,
      lost,
    ]),
  ]),
  basepath: import.meta.env.BASE_URL,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
