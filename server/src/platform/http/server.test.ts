import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { silent } from '#platform/log.ts'
import type { DrawProblem } from './problems.ts'
import { createServer, type Server, type ServerOptions } from './server.ts'

const served = async (options: Partial<ServerOptions> = {}) => {
  const app = await createServer({
    faces: { say: (_language, code) => ({ title: code, detail: code }) },
    log: silent,
    version: '0',
    ...options,
  })
  app.get('/who', async (request) => ({ address: request.ip, protocol: request.protocol }))
  app.post('/act', async () => ({ done: true }))
  app.post('/api/acts/:id', async () => ({ done: true }))
  return app
}

const FORWARDED = { 'x-forwarded-for': '10.9.8.7, 203.0.113.7', 'x-forwarded-proto': 'https' }

test('a proxy in front is believed about who asked it, and not about what it was told itself', async () => {
  const app = await served({ behindProxy: true })
  const { body } = await app.inject({ url: '/who', headers: FORWARDED })
  expect(JSON.parse(body)).toEqual({ address: '203.0.113.7', protocol: 'https' })
})

test('without a proxy nobody is believed', async () => {
  const app = await served()
  const { body } = await app.inject({ url: '/who', headers: FORWARDED, remoteAddress: '198.51.100.4' })
  expect(JSON.parse(body)).toEqual({ address: '198.51.100.4', protocol: 'http' })
})

test.each([
  ['the same host', { host: 'in.house:8080', origin: 'http://in.house:8080' }, 200],
  ['the public address, asked under another name by the proxy', { origin: 'https://motcua.example.vn' }, 200],
  ['another site', { origin: 'https://evil.example' }, 403],
  ['another site, said by the browser', { 'sec-fetch-site': 'cross-site' }, 403],
  ['no browser', {}, 200],
])('an act is asked for by %s', async (_who, headers, status) => {
  const app = await served({ publicUrl: 'https://motcua.example.vn/' })
  expect((await app.inject({ method: 'POST', url: '/act', headers })).statusCode).toBe(status)
})

test.each([
  ['image', 403],
  ['iframe', 403],
  ['document', 200],
])('another site has a page of ours as %s', async (destination, status) => {
  const app = await served()
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': destination }
  expect((await app.inject({ url: '/who', headers })).statusCode).toBe(status)
})

test('a problem whose page cannot be drawn is told as a document', async () => {
  const page: DrawProblem = () => {
    throw new Error('no page')
  }
  const say = (_language: string, code: string) => ({ title: code, detail: code })
  const app = await served({ faces: { say, page } })
  for (const url of ['/not-there', '/%zz']) {
    const answer = await app.inject({ url, headers: { accept: 'text/html' } })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(Math.trunc(answer.statusCode / 100)).toBe(4)
  }
})

test('what is refused before it has a route is dressed like every answer, and ends an upgrade', async () => {
  const app = await served()
  const headers = { connection: 'upgrade', upgrade: 'websocket' }
  const answer = await app.inject({ method: 'POST', url: `/api/acts/${'a'.repeat(400)}`, headers })
  expect(answer.statusCode).toBe(422)
  expect(answer.headers).toMatchObject({
    connection: 'close',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'self'"),
  })
})

const TOO_MUCH = `{"a":"${'a'.repeat(8_000_000)}"}`
const CHUNK = `${TOO_MUCH.length.toString(16)}\r\n${TOO_MUCH}\r\n0\r\n\r\n`

const LENGTH = `content-length: ${TOO_MUCH.length}`

/** A connection on which all was said before anything was read, as a program does that is busy sending. */
const sent = async (app: Server, line: string, header: string, body: string): Promise<Socket> => {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`POST /act ${line}\r\nhost: x\r\ncontent-type: application/json\r\n${header}\r\n\r\n`)
  await new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.write(body, resolve)
  })
  return socket
}

test.each([
  ['HTTP/1.1', `connection: close\r\n${LENGTH}`, TOO_MUCH],
  ['HTTP/1.1', 'connection: close\r\ntransfer-encoding: chunked', CHUNK],
  ['HTTP/1.0', LENGTH, TOO_MUCH],
])('who sends far too much by %s with %s, and nothing after it, reads why', async (line, header, body) => {
  const app = await served()
  const read = await text(await sent(app, line, header, body))
  expect(read.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 422'])
  expect(read).toContain('application/problem+json')
  await app.close()
})

test.each([
  ['said before', LENGTH, TOO_MUCH],
  ['in chunks', 'transfer-encoding: chunked', CHUNK],
])('who sends far too much, %s, reads why, and is heard again', async (_how, header, body) => {
  const app = await served()
  const socket = await sent(app, 'HTTP/1.1', header, body)
  socket.write('GET /who HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')
  const read = await text(socket)
  expect(read.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 422', 'HTTP/1.1 200'])
  expect(read).toContain('application/problem+json')
  await app.close()
})
