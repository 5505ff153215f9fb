import fc from 'fast-check'
import type { Operation } from '../contract.ts'
import { fitting, nastyCursor, nastyText, nastyValue } from './arbitraries.ts'
import type { Who } from './world.ts'

/** What chance decides of a request: which one, whose, filled with what, and what is done to it before it is sent. */

/** What chance decided; which dossiers and sessions it meets is decided when it is sent. */
export interface Plan {
  operation: Operation
  luck: number
  isPlain: boolean
  filled: { path: Record<string, unknown>; query: Record<string, unknown>; body: unknown }
  who: Who | null
  twists: readonly Twist[]
}

export type Twist =
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
export type TargetTwist = (typeof TARGET_TWISTS)[number]

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
          'receivedOn',
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
