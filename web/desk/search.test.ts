import { createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { describe, expect, it } from 'vitest'
import {
  alone,
  backSearch,
  dateNoticesSearch,
  dossiersSearch,
  handOversSearch,
  inboxSearch,
} from './search.ts'

describe('the address of a screen', () => {
  it('narrows the list by what it understands and drops the rest', () => {
    expect(dossiersSearch({ ma: 'H05.47', tt: 'ACCEPTED', ngay: '2026-11-24', sau: 'abc', x: 1 })).toEqual({
      ma: 'H05.47',
      tt: 'ACCEPTED',
      ngay: '2026-11-24',
      sau: 'abc',
    })
    expect(dossiersSearch({ ma: 2611, tt: 'LOST', ngay: '2026-02-30' })).toEqual({ ma: '2611' })
  })

  it('shows who is still to be told of a date unless it asks for who was', () => {
    expect(dateNoticesSearch({ xem: 'da-bao', sau: 'abc' })).toEqual({ xem: 'da-bao', sau: 'abc' })
    expect(dateNoticesSearch({ xem: 'gi-do' })).toEqual({})
  })

  it('knows what was sent from what arrives and from the manifests', () => {
    expect(handOversSearch({ xem: 'den', sau: 'abc' })).toEqual({ xem: 'den', sau: 'abc' })
    expect(handOversSearch({ xem: 'khac' })).toEqual({})
  })

  it('leads back after signing in to a place of this site', () => {
    expect(backSearch({ tu: '/ban/ho-so?ma=H05.47-261122-0001' })).toEqual({
      tu: '/ban/ho-so?ma=H05.47-261122-0001',
    })
  })

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '', 7])(
    'does not lead to %j',
    (tu) => {
      expect(backSearch({ tu })).toEqual({})
    },
  )

  // Read by the router itself: it is what lays the answer over the address.
  it.each([
    ['/viec?xem=gi-do&loai=LOST&x=1', {}],
    ['/viec?xem=tra&x=1', { xem: 'tra' }],
    ['/dang-nhap?tu=%2F%2Fevil.example', {}],
  ])('%s is read, and nothing is left beside', (address, read) => {
    const root = createRootRoute()
    const screens = [
      createRoute({ getParentRoute: () => root, path: '/viec', validateSearch: alone(inboxSearch) }),
      createRoute({ getParentRoute: () => root, path: '/dang-nhap', validateSearch: alone(backSearch) }),
    ]
    const router = createRouter({
      routeTree: root.addChildren(screens),
      history: createMemoryHistory({ initialEntries: [address] }),
    })
    expect(router.matchRoutes(router.latestLocation).at(-1)?.search).toEqual(read)
  })
})
