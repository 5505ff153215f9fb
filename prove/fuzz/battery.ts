/** Requests that no client library would send: what is wrong with them is the way they are said. */

export interface Said {
  what: string
  bytes: Buffer
  head?: boolean
  /** The client breaks off: it is owed no answer. */
  hangUp?: boolean
}

const BODY = '{"username":"a","password":"b"}'
const GET = 'GET /api/procedures HTTP/1.1\r\nhost: x\r\n'
const POST = 'POST /api/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'

const get = (more: string) => `${GET}${more}\r\n`
const target = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`

const text = (what: string, words: string): Said => ({ what, bytes: Buffer.from(words, 'latin1') })

export const BATTERY: readonly Said[] = [
  text('length in letters', `${POST}content-length: abc\r\n\r\n${BODY}`),
  text('negative length', `${POST}content-length: -1\r\n\r\n${BODY}`),
  text('huge length', `${POST}content-length: 99999999999999999999\r\n\r\n${BODY}`),
  text('two lengths', `${POST}content-length: 5\r\ncontent-length: 31\r\n\r\n${BODY}`),
  text(
    'length and chunks',
    `${POST}content-length: 31\r\ntransfer-encoding: chunked\r\n\r\n1f\r\n${BODY}\r\n0\r\n\r\n`,
  ),
  text('length shorter than the body', `${POST}content-length: 3\r\n\r\n${BODY}`),
  text('chunk size in letters', `${POST}transfer-encoding: chunked\r\n\r\nzz\r\n${BODY}\r\n0\r\n\r\n`),
  text(
    'huge chunk size',
    `${POST}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n${BODY}\r\n0\r\n\r\n`,
  ),
  text('unknown transfer encoding', `${POST}transfer-encoding: gzip\r\n\r\n${BODY}`),
  text('chunked twice', `${POST}transfer-encoding: chunked, chunked\r\n\r\n0\r\n\r\n`),
  text('no host', 'GET /api/procedures HTTP/1.1\r\n\r\n'),
  text('two hosts', 'GET /api/procedures HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n'),
  text('a host that is none', 'GET /api/procedures HTTP/1.1\r\nhost: ]:x@[/\\\r\n\r\n'),
  text('unknown method', 'FETCH /api/procedures HTTP/1.1\r\nhost: x\r\n\r\n'),
  text('method in small letters', 'get /api/procedures HTTP/1.1\r\nhost: x\r\n\r\n'),
  text('method CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example:443\r\n\r\n'),
  text('method TRACE', 'TRACE /api/procedures HTTP/1.1\r\nhost: x\r\n\r\n'),
  text('OPTIONS of everything', 'OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n'),
  text('HTTP of another age', 'GET /api/procedures HTTP/9.9\r\nhost: x\r\n\r\n'),
  text('HTTP 0.9', 'GET /api/procedures\r\n\r\n'),
  text('HTTP 1.0 without a host', 'GET /api/procedures HTTP/1.0\r\n\r\n'),
  text('HTTP 2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0'),
  {
    what: 'TLS',
    bytes: Buffer.from(
      '16030100a5010000a10303000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
      'hex',
    ),
  },
  { what: 'noise', bytes: Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 7919) % 251)) },
  text('a space in the path', target('/api/procedures/a b')),
  text('bytes above ASCII in the path', target('/api/procedures/\xe1\xbb\x99\xff')),
  text('a NUL in the path', target('/api/procedures/a\0b')),
  text('an address of elsewhere', target('http://evil.example/api/session')),
  text('a path of 20 kB', target(`/api/procedures/${'a'.repeat(20_000)}`)),
  text('a query of 15 kB', target(`/api/procedures?q=${'a'.repeat(15_000)}`)),
  text('a broken escape', target('/api/procedures/%')),
  text('an escape that is no letter', target('/api/procedures/%ff%fe')),
  text('an escaped NUL', target('/api/procedures/%00')),
  text('an escaped NUL in a query', target('/api/procedures?q=%00')),
  text('an escaped NUL in a code', target('/api/tracking/H05.47-261122-0001%00?secret=%00')),
  text('dots', target('/api/../../../../etc/passwd')),
  text('encoded dots', target('/api/%2e%2e/%2e%2e/%2e%2e/etc/passwd')),
  text('dots below the desk', target('/ban/../../../package.json')),
  text('encoded dots below the desk', target('/ban/%2e%2e%2f%2e%2e%2fpackage.json')),
  text('a header without a colon', get('x-nothing\r\n')),
  text('a header without a name', get(': x\r\n')),
  text('a space in the name of a header', get('x y: z\r\n')),
  text('a NUL in a header', get('x: a\0b\r\n')),
  text('a folded header', get('x: a\r\n b\r\n')),
  text('a line feed alone', 'GET /api/procedures HTTP/1.1\nhost: x\n\n'),
  text('a carriage return in a header', get('x: a\rset-cookie: b\r\n')),
  text('a header of 20 kB', get(`x: ${'a'.repeat(20_000)}\r\n`)),
  text('a cookie of 15 kB', get(`cookie: motcua=${'a'.repeat(15_000)}\r\n`)),
  text(
    'three thousand headers',
    get(Array.from({ length: 3_000 }, (_, index) => `x${index}: 1\r\n`).join('')),
  ),
  text('an expectation that we do not know', get('expect: the-impossible\r\n')),
  text(
    'expect: 100-continue',
    `${POST}expect: 100-continue\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
  ),
  text(
    'an upgrade to websocket',
    get('connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: x\r\nsec-websocket-version: 13\r\n'),
  ),
  text(
    'an upgrade to HTTP 2',
    get('connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: x\r\n'),
  ),
  text('a body that nobody asked for', `${GET}content-length: 5\r\n\r\nhello`),
  text('a body of 300 kB', `${POST}content-length: 300000\r\n\r\n"${'a'.repeat(299_998)}"`),
  text(
    'a body of 300 kB in chunks',
    `${POST}transfer-encoding: chunked\r\n\r\n493e0\r\n"${'a'.repeat(299_998)}"\r\n0\r\n\r\n`,
  ),
  text('a body that is announced as 10 GB', `${POST}content-length: 10737418240\r\n\r\n${BODY}`),
  text(
    'packed that is not packed',
    `${POST}content-encoding: gzip\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
  ),
  { ...text('a body cut short', `${POST}content-length: 31\r\n\r\n{"user`), hangUp: true },
  { ...text('chunks cut short', `${POST}transfer-encoding: chunked\r\n\r\n1f\r\n{"user`), hangUp: true },
  { ...text('headers cut short', 'GET /api/procedures HTTP/1.1\r\nhost: x\r\nx-cut: '), hangUp: true },
  { ...text('HEAD', 'HEAD /api/procedures HTTP/1.1\r\nhost: x\r\n\r\n'), head: true },
]

/** What is begun and never ended, by somebody who holds a socket open: its words, and how far it comes. */
export const HALF_SAID: Readonly<Record<string, string>> = {
  'not a byte': '',
  'one letter': 'G',
  'half an address': 'GET /api/proc',
  'no end of the headers': GET,
  'half a header': `${GET}x: `,
  'headers without their body': `${POST}content-length: 31\r\n\r\n`,
  'half a body': `${POST}content-length: 31\r\n\r\n{"user`,
}
