import { randomUUID } from 'node:crypto'
import type { Operation } from '../contract.ts'
import type { Plan, TargetTwist, Twist } from './plans.ts'
import { changed, written } from './values.ts'
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
  readonly #bytes: Buffer | undefined
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
    this.#bytes = plain.bytes
    if (cookie !== null) this.#headers.set('cookie', cookie)
    if (plain.body !== undefined) this.#headers.set('content-type', 'application/json')
    if (plain.bytes !== undefined) this.#headers.set('content-type', 'application/octet-stream')
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
        if (this.#body === undefined && this.#bytes === undefined && twist.how !== 'form') return
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
        : (this.#bytes ?? Buffer.from(json))
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
