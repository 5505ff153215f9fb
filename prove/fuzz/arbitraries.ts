import fc from 'fast-check'
import type { Schema } from '../contract.ts'

/** Values by a schema of the contract, and values by no schema at all. */

const UUID = '[0-9a-f]{8}-'

/** A value that the schema allows, as far as the contract says what it allows; `words` are tried for fields of a name. */
export const fitting = (
  schema: Schema,
  words: Readonly<Record<string, readonly string[]>>,
  name = '',
): fc.Arbitrary<unknown> => {
  const known = words[name]
  if (known && known.length > 0) return fc.constantFrom(...known)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((one) => fitting(one, words, name)))
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  switch (type) {
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000 })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(fitting(schema.items ?? {}, words), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, (schema.minItems ?? 0) + 5),
      })
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, value]) => [key, fitting(value, words, key)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      )
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const text = ({ pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> => {
  const length = { minLength, maxLength: Math.min(maxLength, 200) }
  if (pattern?.includes(UUID)) return fc.uuid()
  if (pattern?.startsWith('^\\d{4}-\\d{2}-\\d{2}')) {
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
  }
  if (pattern?.includes('u0000'))
    return fc.string({ ...length, unit: 'grapheme' }).map((words) => words.replaceAll('\0', '') || 'a')
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ ...length, unit: 'grapheme' })
}

const endless = (unit: string, times: number) => unit.repeat(Math.ceil(times / unit.length)).slice(0, times)

/** Text that somebody hopes will not be taken for text. None of it holds a word that a refusal may not say. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfffy',
    '\ufeff',
    '\u202eđảo\u2066',
    '‍‍',
    "' or 1=1; drop table dossier; --",
    "'; commit; --",
    '$1',
    '%s%n%x',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what an attacker types, not a template of ours
    '{{7*7}}${7*7}#{7*7}<%= 7*7 %>',
    '<script>alert(1)</script>',
    '../../../../etc/passwd',
    '..\\..\\..\\windows\\win.ini',
    'file:///etc/passwd',
    'http://127.0.0.1:1/',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'NaN',
    'true',
    '-0',
    '1e999',
    '99999999999999999999',
    '٠١٢٣٤٥٦٧٨٩',
    '０２７０６５００１２３４',
    'e\u0301'.repeat(50),
    'A\r\nSet-Cookie: motcua=x\r\n\r\n',
    '=HYPERLINK("http://x")',
    '0000-00-00',
    '2026-02-30',
    '9999-99-99',
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    'H05.47-261122-0001\0',
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '(a+)+$',
    '%',
    '_%',
    '\\',
    '"',
    '[]',
    '{}',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  // What PostgreSQL takes in no text, in the middle of one that is otherwise harmless.
  fc
    .tuple(
      fc.string({ unit: 'grapheme-ascii', maxLength: 10 }),
      fc.constantFrom('\0', '\0', '\ud800', '\udc00'),
      fc.string({ maxLength: 5 }),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom('a', 'ộ', ' ', '0', '\u0301', '😀', '"', '(', '%00', 'a@'),
      fc.constantFrom(300, 5_000, 100_000),
    )
    .map(([unit, times]) => endless(unit, times)),
)

const nested = (depth: number, isArray: boolean): unknown => {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = isArray ? [value] : { a: value }
  return value
}

/** A value of any shape. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: nastyText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e21,
      Number.MAX_SAFE_INTEGER + 2,
      -2_147_483_649,
      5e-324,
      [],
      {},
      [[]],
      [null],
      { length: 5 },
      { toString: 'x', valueOf: 'y' },
      { $ref: '#' },
      { constructor: { prototype: { isAdmin: true } } },
    ),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(10, 100, 400), fc.boolean())
      .map(([depth, isArray]) => nested(depth, isArray)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(200, 5_000).map((count) => Array.from({ length: count }, (_, index) => index)),
  },
)

/** A cursor that looks like one of ours, to the last encoding but one. */
export const nastyCursor: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc.constantFrom<unknown>(
        null,
        '1',
        '2026',
        'Tue Mar 01 2022',
        '+275760-09-13T00:00:00.000Z',
        '0000-01-01T00:00:00Z',
        '-000001-01-01T00:00:00Z',
        '2026-11-22T03:00:00.000Z',
        '2026-11-22T24:00:00Z',
        '1 January 2026',
        'infinity',
        'now',
        0,
        [],
        {},
      ),
      nastyText,
    ),
    fc.oneof(fc.uuid(), fc.constantFrom<unknown>('x', null, 1, '00000000-0000-0000-0000-000000000000', '{}')),
    fc.constantFrom('base64url', 'base64', 'hex', 'latin1'),
  )
  .map(([key, id, encoding]) => Buffer.from(JSON.stringify([key, id])).toString(encoding as BufferEncoding))
