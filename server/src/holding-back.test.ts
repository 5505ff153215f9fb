import { afterAll, beforeAll, expect, test } from 'vitest'
import { furnishedOffice, type TestOffice } from '../test/support/office.ts'
import { type Route, routesOf } from '../test/support/routes.ts'
import { contract } from './contract.ts'
import { writingOf } from './holding-back.ts'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** What is more than an act, or less: by the operation's name, a page of the citizens by its address. */
const OTHER_THAN_ACT: Readonly<Record<string, string | null>> = {
  receiveDossier: 'RECEPTION',
  fileDossier: 'RECEPTION',
  handInFile: 'FILE',
  '/ho-so/:code/tep': 'FILE',
  signIn: null,
  signOut: null,
  searchPeople: null,
  '/tra-cuu': null,
}

let office: TestOffice
let unsafe: (Route & { operationId: string | undefined })[]
beforeAll(async () => {
  office = await furnishedOffice()
  const { paths } = await contract()
  const operations = new Map(
    Object.entries(paths as Record<string, Record<string, { operationId?: string }>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(
          ([method, { operationId }]) =>
            [`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`, operationId] as const,
        ),
    ),
  )
  unsafe = routesOf(office.house.app)
    .filter(({ method }) => !SAFE.includes(method))
    .map((route) => ({ ...route, operationId: operations.get(`${route.method} ${route.path}`) }))
})
afterAll(() => office?.close())

test('every request that writes is an act, but for those that are named here', () => {
  const told = unsafe.map(({ method, path, operationId }) => ({
    route: operationId ?? path,
    writing: writingOf(method, path, operationId),
  }))
  const named = told.map(({ route }) => route).filter((route) => route in OTHER_THAN_ACT)
  expect(named.sort()).toEqual(Object.keys(OTHER_THAN_ACT).sort())
  for (const { route, writing } of told)
    expect({ route, writing }).toEqual({
      route,
      writing: route in OTHER_THAN_ACT ? OTHER_THAN_ACT[route] : 'ACT',
    })
})

test('what only looks, and what leads nowhere, is never held back', () => {
  for (const method of SAFE) expect(writingOf(method, '/api/dossiers', 'receiveDossier')).toBe(null)
  expect(writingOf('POST', undefined, undefined)).toBe(null)
})
