import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

let office: TestOffice
let code: string
beforeAll(async () => {
  office = await furnishedOffice()
  const huong = await office.signIn('huong')
  await huong.openCounter()
  code = (await huong.post('/api/dossiers', reception())).body.code
})
afterAll(() => office.close())

/** Sends bytes, reads what comes for a moment, and breaks the connection. */
const sayAndBreak = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect({ port: Number(new URL(office.url).port), host: '127.0.0.1', allowHalfOpen: true })
    let read = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      read += chunk
    })
    socket.on('connect', () => socket.write(bytes))
    setTimeout(() => {
      socket.resetAndDestroy()
      resolve(read)
    }, 150)
  })

test.each([
  ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nhost: x\r\n\r\n', 405],
  [
    'an unknown expectation',
    'GET /api/procedures HTTP/1.1\r\nhost: x\r\nexpect: the-impossible\r\n\r\n',
    417,
  ],
  ['a request without a host', 'GET /api/procedures HTTP/1.1\r\n\r\n', 400],
  ['an address with a letter that is not ASCII', 'GET /?\u00f1 HTTP/1.1\r\nhost: x\r\n\r\n', 400],
  ['a header of 20 kB', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
])(
  'what is no request for us is told so in words, and a broken connection harms nobody: %s',
  async (_what, bytes, status) => {
    const answer = await sayAndBreak(bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/content-type: application\/problem\+json/i)
    expect(answer).toContain('"code":"request-not-understood"')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await office.visitor().get('/livez')).status).toBe(200)
  },
)

test('guesses at a receipt’s secret that are sent all at once are no more than five', async () => {
  const guess = (n: number) => office.visitor().get(`/api/tracking/${code}?secret=AAAABBBB${1000 + n}`)
  const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(n)))
  const statuses = answers.map(({ status }) => status)
  const tried = statuses.filter((status) => status === 404).length
  expect(tried).toBeGreaterThanOrEqual(1)
  expect(tried).toBeLessThanOrEqual(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(40 - tried)
})

test('passwords for one account that are tried all at once are no more than ten', async () => {
  const wrong = () =>
    office.visitor().post('/api/sessions', { username: 'khanh', password: 'mat-khau-sai-2026' })
  const statuses = (await Promise.all(Array.from({ length: 30 }, wrong))).map(({ status }) => status)
  const tried = statuses.filter((status) => status === 401).length
  expect(tried).toBeGreaterThanOrEqual(1)
  expect(tried).toBeLessThanOrEqual(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(30 - tried)
})

test.each([
  ['/api/procedures/%00', 422],
  ['/api/tracking/H05.47-261122-0001%00?secret=%00', 422],
  ['/api/procedures?field=%00', 422],
])('text that the database cannot keep is refused: %s', async (path, status) => {
  const answer = await office.visitor().get(path)
  expect([answer.status, answer.body.code]).toEqual([status, 'request-not-understood'])
})

test('a form of our own page, which a browser sends with the origin `null`, is answered; one of others is not', async () => {
  const send = (site: string) =>
    office
      .visitor()
      .send('POST', '/tra-cuu', undefined, { headers: { origin: 'null', 'sec-fetch-site': site } })
  // Answered: its codes are missing.
  expect((await send('same-origin')).status).toBe(422)
  expect((await send('cross-site')).status).toBe(403)
})
