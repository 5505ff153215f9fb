import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouse } from '../../src/app.ts'
import { contract } from '../../src/contract.ts'
import { silent } from '../../src/platform/log.ts'
import { type Answer, Client } from '../support/client.ts'
import { reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'
import { type Route, routesOf } from '../support/routes.ts'

/**
 * What every answer of the house carries, and from where an act may be asked for. The routes are read from the router and from
 * the contract: one that is added is tried here without being named.
 */

const SAFE = ['GET', 'HEAD', 'OPTIONS']
const TLS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.20' }
const HTML = { accept: 'text/html' }

let office: TestOffice
let huong: Client
let code: string
let id: string
let secret: string
let routes: Route[]
beforeAll(async () => {
  office = await furnishedOffice({ behindProxy: true })
  huong = await office.signIn('huong')
  await huong.openCounter()
  const { body } = await huong.post('/api/dossiers', reception())
  code = body.code
  id = body.id
  secret = await office.secretOf(code)
  await office.settle()
  routes = routesOf(office.house.app)
})
afterAll(() => office?.close())

/** An address of the kind that leads somewhere, so that what is drawn is seen and not its absence alone. */
const filled = (path: string): string =>
  path
    .replace(/^\/api\/dossiers\/:id/, `/api/dossiers/${id}`)
    .replace(':code', code)
    .replace(/:\w+/g, randomUUID())
    .replace('*', 'ho-so')

const isUnsafe = ({ method }: Route) => !SAFE.includes(method)

/** Of the desk's built files one of each kind: they are hundreds, and one line of ours serves them. */
const oneOfEachKind = (all: readonly Route[]): Route[] => {
  const kinds = new Set<string>()
  return all.filter(({ method, path }) => {
    const kind = path.startsWith('/ban/assets/')
      ? `${method} ${path.replace(/^.*?\./, '')}`
      : `${method} ${path}`
    return !kinds.has(kind) && Boolean(kinds.add(kind))
  })
}

/** `/api/changes` never ends: of it the answer's beginning is read. */
const asked = async (
  client: Client,
  { method, path }: Route,
  headers: Record<string, string>,
): Promise<Answer> => client.send(method, filled(path), SAFE.includes(method) ? undefined : {}, { headers })

const faultsOf = ({ status, headers, text }: Answer): string[] => {
  const csp = headers['content-security-policy'] ?? ''
  const isBuilt = /immutable|max-age=86400/.test(headers['cache-control'] ?? '')
  const faults: [string, boolean][] = [
    ['no default-src', typeof csp !== 'string' || !/default-src '(self|none)'/.test(csp)],
    ['plugins', !/object-src 'none'|default-src 'none'/.test(String(csp))],
    ['another base', !/base-uri 'none'/.test(String(csp)) && !/sandbox/.test(String(csp))],
    ['framed by others', !/frame-ancestors '(self|none)'/.test(String(csp))],
    ['inline or evaluated', /unsafe|\*/.test(String(csp))],
    ['sniffed', headers['x-content-type-options'] !== 'nosniff'],
    ['referrer', headers['referrer-policy'] !== 'no-referrer'],
    ['read by other sites', headers['cross-origin-resource-policy'] !== 'same-origin'],
    ['opened to other sites', Object.keys(headers).some((name) => name.startsWith('access-control-'))],
    ['says what it runs', headers.server !== undefined || headers['x-powered-by'] !== undefined],
    ['kept', !isBuilt && !/no-store|no-cache/.test(headers['cache-control'] ?? '')],
    [
      'no charset',
      /^text\/|\+xml/.test(headers['content-type'] ?? '') &&
        !isFont(headers) &&
        !/charset=utf-8/i.test(headers['content-type'] ?? ''),
    ],
    ['a body of no type', text !== '' && headers['content-type'] === undefined],
    ['a fault of ours', status >= 500],
  ]
  return faults.filter(([, isSo]) => isSo).map(([fault]) => fault)
}
const isFont = (headers: Answer['headers']) => /font/.test(headers['content-type'] ?? '')

describe('every answer', () => {
  test('of every route, to whoever asks, is dressed: policy, types, referrer, nothing told of the program', async () => {
    const visitor = office.visitor()
    const found: string[] = []
    const ways: [string, Client][] = [
      ['visitor', visitor],
      ['huong', huong],
    ]
    const tried = oneOfEachKind(routes).filter(({ path }) => path !== '/api/changes')
    for (const route of tried)
      for (const [who, client] of ways) {
        // The session is wanted until the end.
        if (who === 'huong' && route.path === '/api/session' && isUnsafe(route)) continue
        const answer = await asked(client, route, HTML)
        found.push(...faultsOf(answer).map((fault) => `${route.method} ${route.path} (${who}): ${fault}`))
      }
    expect(found).toEqual([])
    expect(tried.length).toBeGreaterThan(100)
  })

  test('of what there is none for: no page, a method that nobody takes, a request that is refused early', async () => {
    const paths: [string, string][] = [
      ['GET', '/khong-co'],
      ['GET', '/api/nothing'],
      ['GET', '/%zz'],
      ['GET', `/api/dossiers/${'a'.repeat(400)}`],
      ['GET', '/ban/assets/gone.js'],
      ['GET', '/ban/assets/'],
      ['GET', '/.git/config'],
      ['GET', '/package.json'],
      ['PUT', '/tra-cuu'],
      ['OPTIONS', '/api/dossiers'],
      ['TRACE', '/'],
    ]
    for (const [method, path] of paths)
      for (const headers of [HTML, { accept: 'application/json' }]) {
        const answer = await office.visitor().send(method, path, undefined, { headers })
        expect([method, path, faultsOf(answer)]).toEqual([method, path, []])
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.text).not.toMatch(/fastify|node_modules| {4}at /i)
      }
  })

  test('of the stream of changes is dressed too', async () => {
    const head = await sayAndRead(
      `GET /api/changes HTTP/1.1\r\nhost: x\r\ncookie: ${huong.cookie}\r\naccept: text/event-stream\r\n\r\n`,
    )
    expect(head).toMatch(/^HTTP\/1\.1 200 /)
    for (const header of [
      'x-content-type-options: nosniff',
      'content-security-policy: ',
      'cache-control: no',
    ])
      expect(head.toLowerCase()).toContain(header)
  })

  test('to what was no request is dressed as well', async () => {
    const head = (await sayAndRead('HELO motcua\r\n\r\n')).toLowerCase()
    expect(head).toMatch(/^http\/1\.1 400 /)
    for (const header of [
      "content-security-policy: default-src 'none'",
      'x-content-type-options: nosniff',
      'cache-control: no-store',
    ])
      expect(head).toContain(header)
    expect(head).not.toContain('\nserver:')
  })

  test('of the door of who watches is dressed, and takes nothing but questions', async () => {
    const house = await openHouse({
      connection: office.province.app,
      dataFolder: office.dataFolder,
      publicUrl: 'http://127.0.0.1:8080',
      log: silent,
      roles: { serve: false, work: true },
      watchAt: { host: '127.0.0.1', port: 0 },
    })
    const watcher = new Client(house.watchAddress ?? '')
    for (const path of ['/metrics', '/readyz', '/livez', '/nothing'])
      expect([path, faultsOf(await watcher.get(path))]).toEqual([path, []])
    for (const method of ['POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS'])
      expect([method, (await watcher.send(method, '/metrics', undefined, {})).status]).toEqual([method, 405])
    await house.close()
  })
})

describe('what names people', () => {
  test('is kept by no browser and no proxy: what officers read, what a receipt opens, and papers', async () => {
    const { body: dossier } = await huong.get(`/api/dossiers/${id}`)
    const paper = dossier.documents[0].id
    const form = new URLSearchParams({ ma: code, 'bi-mat': secret })
    // From an address of their own: what was tried above counts as guesses.
    const citizen = (path: string) => office.visitor().get(path, { headers: { ...TLS, ...HTML } })
    const answers = [
      await huong.get('/api/dossiers'),
      await huong.get(`/api/dossiers/${id}`),
      await huong.get('/api/session'),
      await huong.get(`/api/dossiers/${id}/documents/${paper}`),
      await citizen(`/ho-so/${code}?bi-mat=${secret}`),
      await citizen(`/ho-so/${code}?bi-mat=0000-0000-0000`),
      await citizen(`/ho-so/${code}/hen.ics?bi-mat=${secret}`),
      await citizen(`/api/tracking/${code}?secret=${secret}`),
      await office.visitor().send('POST', '/tra-cuu', Buffer.from(String(form)), {
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...TLS, ...HTML },
      }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 404, 200, 200, 200])
    for (const { headers } of answers) expect(headers['cache-control']).toContain('no-store')
  })
})

describe('over TLS', () => {
  test('every answer says that nothing else may be used for a year; without TLS none does, and a client’s word is not believed', async () => {
    const plain = await furnishedOffice()
    const hsts = async (of: TestOffice, path: string, headers: Record<string, string>) =>
      (await of.visitor().get(path, { headers })).headers['strict-transport-security']
    for (const path of ['/', '/api/house', '/khong-co', '/portal.css', '/ban/', '/readyz', '/%zz']) {
      expect([path, await hsts(office, path, TLS)]).toEqual([path, 'max-age=31536000; includeSubDomains'])
      expect(await hsts(office, path, {})).toBeUndefined()
      expect(await hsts(plain, path, TLS)).toBeUndefined()
    }
    await plain.close()
  })

  test('every cookie is bound to this host and secure; all but the language are out of reach of scripts', async () => {
    const signedIn = await office
      .visitor()
      .post('/api/sessions', { username: 'mai', password: 'motcua-demo-2026' }, { headers: TLS })
    const spoken = await office.visitor().get('/?lang=en', { headers: { ...TLS, ...HTML } })
    const cookies = [signedIn, spoken].flatMap(({ headers }) => headers['set-cookie'] ?? [])
    expect(cookies).toHaveLength(3)
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-[^;]+;.*Path=\/;.*Secure;.*SameSite=Lax$/)
    expect(cookies.filter((cookie) => !cookie.includes('HttpOnly')).map((one) => one.split('=')[0])).toEqual([
      '__Host-lang',
    ])
    const english = { ...TLS, ...HTML, cookie: 'lang=vi; __Host-lang=en' }
    expect((await office.visitor().get('/', { headers: english })).text).toContain('<html lang="en">')
  })
})

describe('another site', () => {
  const ELSEWHERE: [string, Record<string, string>][] = [
    ['by its origin', { origin: 'https://evil.example' }],
    ['by an origin that hides', { origin: 'null' }],
    ['by the browser’s word', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['by both', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['by an origin of our name and another port', { origin: 'http://127.0.0.1:1' }],
  ]

  /** As a form and as a program send it: neither a type nor a missing one opens a way around. */
  const SENT: [string, string][] = [
    ['application/json', '{}'],
    ['application/x-www-form-urlencoded', 'a=b'],
    ['multipart/form-data; boundary=x', '--x--\r\n'],
    ['text/plain', '{}'],
  ]

  test('asks for no operation of the contract and for no form of the portal, with the cookie of who is signed in', async () => {
    const all = routes.filter(isUnsafe)
    const done: string[] = []
    const before = await office.asLoader('select count(*)::integer as n from dossier_event')
    for (const route of all)
      for (const [how, headers] of ELSEWHERE)
        for (const [type, body] of SENT) {
          const answer = await huong.send(route.method, filled(route.path), Buffer.from(body), {
            headers: { ...headers, 'content-type': type, accept: 'application/json' },
          })
          if (answer.status !== 403 || answer.body.code !== 'other-site')
            done.push(`${route.method} ${route.path} ${how}, ${type}: ${answer.status}`)
        }
    expect(done).toEqual([])
    expect((await huong.get('/api/session')).status).toBe(200)
    expect(await office.asLoader('select count(*)::integer as n from dossier_event')).toEqual(before)
  })

  test('what was tried is every unsafe operation of the contract', async () => {
    const { paths } = (await contract()) as { paths: Record<string, Record<string, unknown>> }
    const published = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .map((method) => ({ method: method.toUpperCase(), path: path.replace(/\{(\w+)\}/g, ':$1') }))
        .filter(isUnsafe),
    )
    const tried = new Set(routes.map(({ method, path }) => `${method} ${path}`))
    expect(published.filter(({ method, path }) => !tried.has(`${method} ${path}`))).toEqual([])
    expect(published.length).toBeGreaterThan(50)
    expect(routes.filter(isUnsafe).length).toBeGreaterThan(published.length)
  })

  test('our own pages and programs are not taken for one', async () => {
    const ours: Record<string, string>[] = [
      {},
      { origin: office.url, 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
    ]
    for (const headers of ours)
      for (const route of routes.filter(isUnsafe)) {
        if (route.path === '/api/session') continue
        const answer = await office.visitor().send(route.method, filled(route.path), {}, { headers })
        expect([route.path, answer.body.code]).not.toEqual([route.path, 'other-site'])
      }
  })
})

/** Sends bytes and reads what comes for a moment. */
const sayAndRead = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(office.url).port), '127.0.0.1')
    let read = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      read += chunk
    })
    socket.write(bytes)
    setTimeout(() => {
      socket.destroy()
      resolve(read)
    }, 500)
  })
