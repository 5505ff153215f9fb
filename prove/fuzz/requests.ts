import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Operation } from '../contract.ts'
import { fitting, nastyCursor, nastyText, nastyValue } from './arbitraries.ts'
import type { Plain, Who, World } from './world.ts'

/** Malformed requests: a right one, or one that fits the contract by chance, and then so many things done to it. */

export interface Made {
  operation: string
  /** What was done to it, for whoever reads a fault. */
  what: string
  who: Who
  head: boolean
  isApi: boolean
  hangUp: boolean
  last: boolean
  /** Ends the session it comes with. */
  isSignOut: boolean
  bytes: Buffer
}

/** What chance decided; which dossiers and sessions it meets is decided when it is sent. */
export interface Plan {
  operation: Operation
  luck: number
  isPlain: boolean
  filled: { path: Record<string, unknown>; query: Record<string, unknown>; body: unknown }
  who: Who | null
  twists: readonly Twist[]
}

type Twist =
  | {
      at: 'value'
      node: number
      how: 'replace' | 'remove' | 'add' | 'wrap' | 'multiply'
      name: string
      value: unknown
    }
  | { at: 'text'; how: TextTwist; place: number; size: number }
  | { at: 'header'; name: string; value: string }
  | { at: 'query'; name: string; value: string; isRaw: boolean }
  | { at: 'segment'; node: number; value: string }
  | { at: 'target'; how: TargetTwist }
  | { at: 'method'; method: string }
  | { at: 'drop'; name: string }

const TEXT_TWISTS = [
  'cut',
  'cut in good order',
  'garbage behind',
  'doubled keys',
  'prototype key',
  'constructor key',
  'huge number',
  'deep arrays',
  'deep objects',
  'bad utf-8',
  'utf-16',
  'byte order mark',
  'single quotes',
  'comments',
  'not a number',
  'bad escape',
  'empty',
  'blank',
  'null',
  'a string',
  'an array',
  'form',
  'long',
  'chunks',
] as const
type TextTwist = (typeof TEXT_TWISTS)[number]

const TARGET_TWISTS = [
  'dots',
  'encoded dots',
  'nul',
  'overlong',
  'broken escape',
  'double slash',
  'trailing slash',
  'semicolon',
  'upper case',
  'fragment',
  'long',
  'doubled query',
  'backslash',
] as const
type TargetTwist = (typeof TARGET_TWISTS)[number]

/** Header values are bytes: what is no Latin letter goes out as UTF-8, and line ends never. */
const headerText = nastyText.map((text) => text.replace(/[\r\n\0]/g, '').slice(0, 4_000))

const HEADERS = fc.oneof(
  fc.tuple(
    fc.constant('idempotency-key'),
    fc.oneof(
      headerText,
      fc.constantFrom('short', '12345678', 'x'.repeat(129), 'a b c d e f g', 'ключ-ключ-ключ'),
    ),
  ),
  fc.tuple(
    fc.constant('if-match'),
    fc.oneof(
      headerText,
      fc.constantFrom('*', 'W/"1"', '"0"', '"-1"', '"999999999"', '"1", "2"', '1', '"1', '"9999999999"'),
    ),
  ),
  fc.tuple(
    fc.constant('cookie'),
    fc.oneof(
      headerText,
      fc.constantFrom(
        'motcua=',
        `motcua=${'a'.repeat(43)}`,
        `motcua=${'a'.repeat(43)}; motcua=${'b'.repeat(43)}`,
        'motcua=%00%ff%',
        '__proto__=1; constructor=2; motcua=x',
        `lang=${'x'.repeat(3_000)}`,
        'lang=en; lang=vi',
        Array.from({ length: 200 }, (_, index) => `c${index}=1`).join('; '),
        '=;;=',
      ),
    ),
  ),
  fc.tuple(
    fc.constant('content-type'),
    fc.constantFrom(
      '',
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'application/json; charset=utf-16',
      'application/json;;;',
      'APPLICATION/JSON',
      'application/problem+json',
      'application/json, text/plain',
      'json',
      '*/*',
      `application/json; a=${'x'.repeat(2_000)}`,
    ),
  ),
  fc.tuple(
    fc.constantFrom('accept', 'accept-language', 'accept-encoding', 'range', 'if-none-match', 'x-request-id'),
    headerText,
  ),
  fc.tuple(
    fc.constant('accept-language'),
    fc.constantFrom('en', 'en-GB', 'EN', 'xx', 'vi;q=0', 'en'.repeat(1_000)),
  ),
  fc.tuple(
    fc.constantFrom('origin', 'referer'),
    fc.constantFrom('null', 'https://evil.example', 'http://', '//', 'http://[', 'file://'),
  ),
  fc.tuple(fc.constant('sec-fetch-site'), fc.constantFrom('cross-site', 'same-site', 'none', 'x')),
  fc.tuple(fc.constant('x-forwarded-proto'), fc.constantFrom('https', 'https, http', 'x')),
  fc.tuple(fc.constantFrom('x-forwarded-for', 'x-real-ip', 'forwarded', 'x-forwarded-host'), headerText),
  fc.tuple(fc.constant('content-encoding'), fc.constantFrom('gzip', 'br', 'x')),
  fc.tuple(fc.constantFrom('x-http-method-override', 'x-method-override'), fc.constantFrom('DELETE', 'PUT')),
  fc.tuple(fc.constant('upgrade'), fc.constantFrom('websocket', 'h2c')),
)

const twist: fc.Arbitrary<Twist> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      at: fc.constant('value' as const),
      node: fc.nat(1_000),
      how: fc.constantFrom(
        'replace' as const,
        'replace' as const,
        'replace' as const,
        'remove' as const,
        'add' as const,
        'wrap' as const,
        'multiply' as const,
      ),
      name: fc.oneof(
        fc.constantFrom('__proto__', 'constructor', 'extra', 'id', 'state', 'version', 'toString', ''),
        nastyText,
      ),
      value: nastyValue,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      at: fc.constant('text' as const),
      how: fc.constantFrom(...TEXT_TWISTS),
      place: fc.nat(10_000),
      size: fc.constantFrom(10, 500, 5_000, 50_000),
    }),
  },
  { weight: 4, arbitrary: HEADERS.map(([name, value]): Twist => ({ at: 'header', name, value })) },
  {
    weight: 3,
    arbitrary: fc.record({
      at: fc.constant('query' as const),
      name: fc.oneof(
        fc.constantFrom(
          'cursor',
          'code',
          'state',
          'receivedToday',
          'q',
          'secret',
          'caseId',
          'channel',
          'x',
          '__proto__',
          'cursor[]',
          '',
        ),
        nastyText,
      ),
      value: nastyText,
      isRaw: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: nastyCursor.map((value): Twist => ({ at: 'query', name: 'cursor', value, isRaw: false })),
  },
  {
    weight: 3,
    arbitrary: fc.record({ at: fc.constant('segment' as const), node: fc.nat(3), value: nastyText }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ at: fc.constant('target' as const), how: fc.constantFrom(...TARGET_TWISTS) }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY')
      .map((method): Twist => ({ at: 'method', method })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('idempotency-key', 'if-match', 'cookie', 'content-type', 'content-length', 'body')
      .map((name): Twist => ({ at: 'drop', name })),
  },
)

const ANYBODY: readonly Who[] = [
  'receptionist',
  'specialist',
  'police',
  'insurance',
  'leader',
  'clerk',
  'head',
  'controller',
  'inspector',
  'administrator',
  'neighbour',
  'nobody',
  'nobody',
]

/** Plans for the operations of the contract, from right requests to such as fit nothing. */
export const plans = (
  operations: readonly Operation[],
  words: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<Plan> =>
  fc.oneof(
    ...operations.map((operation) => ({
      // A password costs a tenth of a second each time, on purpose.
      weight: operation.id === 'signIn' ? 1 : 6,
      arbitrary: planFor(operation, words),
    })),
  )

const planFor = (
  operation: Operation,
  words: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<Plan> => {
  const parameters = (place: 'path' | 'query') =>
    fc.record(
      Object.fromEntries(
        operation.parameters
          .filter((one) => one.in === place)
          .map(({ name, schema }) => [name, fitting(schema, words, name)]),
      ),
      {
        requiredKeys: operation.parameters
          .filter((one) => one.in === place && one.required)
          .map(({ name }) => name),
      },
    )
  return fc.record({
    operation: fc.constant(operation),
    luck: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    isPlain: fc.integer({ min: 1, max: 10 }).map((throws) => throws <= 7),
    filled: fc.record({
      path: parameters('path'),
      query: parameters('query'),
      body: operation.body ? fitting(operation.body, words) : fc.constant(undefined),
    }),
    who: fc.option(fc.constantFrom(...ANYBODY), { freq: 2 }),
    twists: fc.oneof(
      { weight: 1, arbitrary: fc.constant<Twist[]>([]) },
      { weight: 9, arbitrary: fc.array(twist, { minLength: 1, maxLength: 3 }) },
    ),
  })
}

/** The plan as bytes, with the dossiers and sessions there are now. */
export const made = (plan: Plan, world: World): Made => {
  const { operation } = plan
  const known = plan.isPlain ? world.plain(operation.id, plan.luck) : null
  const plain = known ?? filledIn(plan)
  const who = plan.who !== null && plan.luck < 0.5 ? plan.who : plain.who
  const draft = new Draft(operation, plain, world.cookieOf(who))
  for (const one of plan.twists) draft.suffer(one)
  return { operation: operation.id, who, ...draft.sealed() }
}

const filledIn = ({ filled, who }: Plan): Plain => {
  const strings = (values: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
  return {
    who: who ?? 'specialist',
    path: strings(filled.path),
    query: strings(filled.query),
    body: filled.body,
    version: 1,
  }
}

/** A request while things are being done to it. */
class Draft {
  #method: string
  readonly #template: string
  readonly #segments: Map<string, string>
  readonly #query: [string, string, boolean][]
  #target: ((path: string) => string) | null = null
  #body: unknown
  #text: ((text: string) => Buffer) | null = null
  readonly #headers = new Map<string, string>()
  readonly #doubled: [string, string][] = []
  readonly #dropped = new Set<string>()
  readonly #what: string[] = []
  #hangUp = false
  #last = false

  constructor({ method, path }: Operation, plain: Plain, cookie: string | null) {
    this.#method = method
    this.#template = path
    this.#segments = new Map(Object.entries(plain.path))
    this.#query = Object.entries(plain.query).map(([name, value]) => [name, value, false])
    this.#body = plain.body
    if (cookie !== null) this.#headers.set('cookie', cookie)
    if (plain.body !== undefined) this.#headers.set('content-type', 'application/json')
    if (method === 'POST') this.#headers.set('idempotency-key', randomUUID())
    if (plain.version !== null) this.#headers.set('if-match', `"${plain.version}"`)
  }

  suffer(twist: Twist): void {
    switch (twist.at) {
      case 'value':
        this.#what.push(`value ${twist.how}`)
        this.#body = changed(this.#body, twist)
        return
      case 'text':
        if (this.#body === undefined && twist.how !== 'form') return
        this.#what.push(`text ${twist.how}`)
        this.#text = (text) => this.#twisted(text, twist)
        return
      case 'header':
        this.#what.push(`header ${twist.name}`)
        if (twist.name === 'upgrade') this.#headers.set('connection', 'upgrade')
        if (this.#headers.has(twist.name) && twist.value.length % 5 === 0)
          this.#doubled.push([twist.name, twist.value])
        else this.#headers.set(twist.name, twist.value)
        return
      case 'query':
        this.#what.push(`query ${JSON.stringify(twist.name.slice(0, 20))}`)
        this.#query.push([twist.name, twist.value, twist.isRaw])
        return
      case 'segment': {
        const names = [...this.#segments.keys()]
        if (names.length === 0) return
        this.#what.push('path segment')
        this.#segments.set(names[twist.node % names.length] ?? '', twist.value)
        return
      }
      case 'target':
        this.#what.push(`target ${twist.how}`)
        this.#target = TARGETS[twist.how]
        return
      case 'method':
        this.#what.push(`method ${twist.method}`)
        this.#method = twist.method
        return
      case 'drop':
        this.#what.push(`without ${twist.name}`)
        this.#dropped.add(twist.name)
    }
  }

  #twisted(text: string, { how, place, size }: Extract<Twist, { at: 'text' }>): Buffer {
    const at = text.length === 0 ? 0 : place % text.length
    const intoObject = (insert: string) =>
      Buffer.from(
        text.startsWith('{') ? `{${insert}${text === '{}' ? '' : ','}${text.slice(1)}` : `{${insert}}`,
      )
    switch (how) {
      case 'cut':
        return Buffer.from(text.slice(0, at))
      case 'cut in good order':
        this.#hangUp = true
        return Buffer.from(text)
      case 'garbage behind':
        return Buffer.from(`${text}}]x\0`)
      case 'doubled keys':
        return intoObject(`${/^\{("[^"]*")/.exec(text)?.[1] ?? '"a"'}:[1,{"a":2,"a":3}]`)
      case 'prototype key':
        return intoObject('"__proto__":{"isAdmin":true,"roles":["ADMIN"]}')
      case 'constructor key':
        return intoObject('"constructor":{"prototype":{"isAdmin":true}}')
      case 'huge number':
        return inBeginning(text, /:\s*(\d+|"[^"]*")/, `:${HUGE[place % HUGE.length]}`)
      case 'deep arrays':
        return Buffer.from('['.repeat(size) + ']'.repeat(size))
      case 'deep objects':
        return Buffer.from(`${'{"a":'.repeat(size / 2)}1${'}'.repeat(size / 2)}`)
      case 'bad utf-8':
        return Buffer.concat([
          Buffer.from(text.slice(0, at)),
          Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
          Buffer.from(text.slice(at)),
        ])
      case 'utf-16':
        return Buffer.from(text, 'utf16le')
      case 'byte order mark':
        return Buffer.from(`\ufeff${text}`)
      case 'single quotes':
        return Buffer.from(text.replaceAll('"', "'"))
      case 'comments':
        return Buffer.from(`/* x */${text}// y`)
      case 'not a number':
        return inBeginning(text, /:\s*(\d+|"[^"]*")/, ':NaN')
      case 'bad escape':
        return inBeginning(text, /"([^"]*)":"/, '"$1":"\\u12\\x00\\')
      case 'empty':
        return Buffer.alloc(0)
      case 'blank':
        return Buffer.from(' \r\n\t ')
      case 'null':
        return Buffer.from('null')
      case 'a string':
        return Buffer.from(JSON.stringify(text))
      case 'an array':
        return Buffer.from(`[${text}]`)
      case 'form':
        this.#headers.set('content-type', 'application/x-www-form-urlencoded')
        return Buffer.from(
          `username=huong&password=x&__proto__[a]=1&a[b][c]=2&a=1&a=2&%=%zz&=&${'x=1&'.repeat(size % 1_000)}`,
        )
      case 'long':
        return Buffer.from(`{"a":"${'a'.repeat(size * 4)}"}`)
      case 'chunks':
        this.#headers.set('transfer-encoding', 'chunked')
        return chunked(Buffer.from(text), 1 + (place % 50))
    }
  }

  sealed(): Omit<Made, 'operation' | 'who'> {
    const json = this.#body === undefined ? '' : written(this.#body)
    const body = this.#dropped.has('body')
      ? Buffer.alloc(0)
      : this.#text
        ? this.#text(json)
        : Buffer.from(json)
    const filled = this.#template.replace(/\{(\w+)\}/g, (_, name: string) =>
      segment(this.#segments.get(name) ?? ''),
    )
    const path = this.#target ? this.#target(filled) : filled
    const query = this.#query.map(([name, value, isRaw]) =>
      isRaw ? `${raw(name)}=${raw(value)}` : `${segment(name)}=${segment(value)}`,
    )
    const target = query.length > 0 ? `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}` : path
    if (
      !this.#headers.has('transfer-encoding') &&
      !this.#dropped.has('content-length') &&
      (body.length > 0 || this.#method === 'POST')
    ) {
      this.#headers.set('content-length', String(body.length + (this.#hangUp ? 100 : 0)))
    }
    // A body nobody announced is taken for the next request.
    if (this.#dropped.has('content-length') && body.length > 0) this.#last = true
    for (const name of this.#dropped) this.#headers.delete(name)
    const fields = [['host', '127.0.0.1'], ...this.#headers, ...this.#doubled]
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
    return {
      what: this.#what.join(', ') || 'as it should be',
      head: this.#method === 'HEAD',
      isApi: target.startsWith('/api/'),
      hangUp: this.#hangUp,
      last: this.#last,
      isSignOut: this.#method === 'DELETE' && this.#template === '/api/session',
      bytes: Buffer.concat([Buffer.from(`${this.#method} ${target} HTTP/1.1\r\n${fields}\r\n`), body]),
    }
  }
}

const HUGE = ['1e999', '-1e999', '9'.repeat(400), '1E-99999', '0x10', '1.']

const TARGETS: Readonly<Record<TargetTwist, (path: string) => string>> = {
  dots: (path) => `${path}/../../../../../../etc/passwd`,
  'encoded dots': (path) => `${path}/%2e%2e/%2e%2e%2f..%252f..%5c..%5cetc/passwd`,
  nul: (path) => `${path}%00`,
  overlong: (path) => `${path}/%c0%ae%c0%ae%c0%af`,
  'broken escape': (path) => `${path}/%E0%A4%A`,
  'double slash': (path) => path.replace('/api/', '/api//'),
  'trailing slash': (path) => `${path}/`,
  semicolon: (path) => `${path};jsessionid=1`,
  'upper case': (path) => path.toUpperCase(),
  fragment: (path) => `${path}#x`,
  long: (path) => `${path}/${'a'.repeat(8_000)}`,
  'doubled query': (path) => `${path}?a=1?b=2&&=&a`,
  backslash: (path) => `${path}\\..\\x`,
}

/** Escaped as one segment; half a letter as the three bytes of one, which no decoder takes. */
const segment = (text: string): string =>
  encodeURIComponent(Buffer.from(text.slice(0, 9_000)).toString())
    .slice(0, 12_000)
    .replaceAll('%EF%BF%BD', '%ED%A0%80')

/** Replaces once near the beginning: in 100 kB of quotation marks our own patterns would search for seconds. */
const inBeginning = (text: string, pattern: RegExp, by: string): Buffer =>
  Buffer.from(text.slice(0, 1_000).replace(pattern, by) + text.slice(1_000))

/** As it is, but for what would end the line. */
const raw = (text: string): string => text.slice(0, 5_000).replace(/[\s\0]/g, '+')

const chunked = (bytes: Buffer, size: number): Buffer => {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size)
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')])
}

/** JSON that keeps a `__proto__` which JavaScript would take for itself. */
const written = (value: unknown): string => JSON.stringify(value) ?? ''

interface Place {
  holder: Record<string, unknown> | unknown[]
  key: string | number
}

/** Every place in a value where something else could stand. */
const places = (value: unknown, found: Place[] = []): Place[] => {
  if (found.length > 300 || typeof value !== 'object' || value === null) return found
  const holder = value as Record<string, unknown> | unknown[]
  for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
    found.push({ holder, key })
    places(Array.isArray(holder) ? holder[key as number] : holder[key as string], found)
  }
  return found
}

const changed = (body: unknown, { node, how, name, value }: Extract<Twist, { at: 'value' }>): unknown => {
  if (body === undefined) return value
  const root = { body: structuredClone(body) }
  const all = places(root)
  const place = all[node % all.length]
  if (!place) return value
  const holder = place.holder as Record<string | number, unknown>
  const old = holder[place.key]
  switch (how) {
    case 'replace':
      holder[place.key] = value
      break
    case 'remove':
      delete holder[place.key]
      break
    case 'add':
      if (typeof old === 'object' && old !== null && !Array.isArray(old)) {
        Object.defineProperty(old, name, { value, enumerable: true, configurable: true, writable: true })
      } else holder[place.key] = { [name]: value }
      break
    case 'wrap':
      holder[place.key] = [old]
      break
    case 'multiply':
      holder[place.key] = Array.isArray(old)
        ? Array.from({ length: 500 }, () => old[0])
        : Array.from({ length: 3 }, () => old)
  }
  return root.body
}
