import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router'
import { dossiersSearch, inboxSearch, signInSearch } from './search.ts'
import { firstScreen, useSession } from './session/session.tsx'
import { SignInPage } from './session/sign-in-page.tsx'
import { BrokenPage, NoSuchPage } from './shell/lost.tsx'
import { SignedInShell } from './shell/shell.tsx'

/** The address is the state: what one sees can be sent, reloaded, and gone back to. */

const root = createRootRoute({ component: Outlet, notFoundComponent: NoSuchPage, errorComponent: BrokenPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  component: SignInPage,
  validateSearch: signInSearch,
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
  component: lazyRouteComponent(() => import('./counter/counter-page.tsx'), 'CounterPage'),
})

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/viec',
  component: lazyRouteComponent(() => import('./inbox/inbox-page.tsx'), 'InboxPage'),
  validateSearch: inboxSearch,
})

const dossiers = createRoute({
  getParentRoute: () => desk,
  path: '/ho-so',
  component: lazyRouteComponent(() => import('./dossiers/dossiers-page.tsx'), 'DossiersPage'),
  validateSearch: dossiersSearch,
})

const dossier = createRoute({
  getParentRoute: () => desk,
  path: '/ho-so/$id',
  component: lazyRouteComponent(() => import('./dossier/dossier-page.tsx'), 'DossierPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([signIn, desk.addChildren([start, counter, inbox, dossiers, dossier])]),
  basepath: import.meta.env.BASE_URL,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
