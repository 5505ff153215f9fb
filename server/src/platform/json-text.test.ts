import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJsonText } from './json-text.ts'

const faultsOf = (text: string) =>
  readJsonText(text).faults.map(({ path, refusal: { code, details } }) => [
    code,
    path.join('.'),
    `${details.line}:${details.column}`,
  ])

describe('JSON', () => {
  test('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(
        fc.json({ depthSize: 'medium', stringUnit: 'binary-ascii' }),
        fc.constantFrom(undefined, 2),
        (text, indent) => {
          const written = JSON.stringify(JSON.parse(text), null, indent)
          const { value, faults } = readJsonText(written)
          if (written.includes('\\u0000')) return
          expect(faults).toEqual([])
          expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(written)))
        },
      ),
    )
  })

  test('is refused where JSON.parse refuses it', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '}', '"', '\\', ' x', '\u0001'),
        (text, at, put) => {
          const cut = at % (text.length + 1)
          const broken = text.slice(0, cut) + put + text.slice(cut + 1)
          const parse = () => JSON.parse(broken)
          let fails = false
          try {
            parse()
          } catch {
            fails = true
          }
          expect(readJsonText(broken).faults.some(({ refusal }) => refusal.code === 'json-not-read')).toBe(
            fails,
          )
        },
      ),
    )
  })

  test.each([
    ['', 'json-not-read', '', '1:1'],
    ['[1,\n {"a": }]', 'json-not-read', '1.a', '2:8'],
    ['[1] 2', 'json-not-read', '', '1:5'],
    ['{"a":1 "b":2}', 'json-not-read', '', '1:8'],
    ['["\t"]', 'json-not-read', '0', '1:3'],
    ['["\\x"]', 'json-not-read', '0', '1:4'],
    ['[01]', 'json-not-read', '', '1:3'],
    ['[{"a":1,\n"a":2}]', 'json-name-twice', '0.a', '2:1'],
    ['{"a":12345678901234567890}', 'json-number-not-kept', 'a', '1:6'],
    ['[1e999]', 'json-number-not-kept', '0', '1:2'],
    ['[-0]', 'json-number-not-kept', '0', '1:2'],
    ['["a\\u0000b"]', 'json-nul', '0', '1:2'],
    ['["\\ud800"]', 'json-half-character', '0', '1:2'],
    ['{"\\udc00":1}', 'json-half-character', '', '1:2'],
  ])('%j is refused: %s at %j, %s', (text, ...fault) => expect(faultsOf(text)).toEqual([fault]))

  test.each(['[1.0]', '[1e2]', '[0.10]', '[9007199254740991]', '[1E+3]', '[0.000001e-2]', '[123456e-10]'])(
    '%s keeps its number',
    (text) => expect(readJsonText(text)).toEqual({ value: JSON.parse(text), faults: [] }),
  )

  test('keeps a pair of surrogates, and a name that every object has', () => {
    expect(readJsonText('["\\ud83d\\ude00"]').value).toEqual(['😀'])
    const { value } = readJsonText('{"__proto__": {"a": 1}}')
    expect(Object.keys(value as object)).toEqual(['__proto__'])
  })

  test('that is nested too deeply is refused, however deep', () => {
    expect(faultsOf(`${'['.repeat(64)}${']'.repeat(64)}`)).toEqual([])
    expect(faultsOf('['.repeat(1_000_000))[0]?.[0]).toBe('json-too-deep')
  })

  test('tells of at most a hundred places', () => {
    const faults = faultsOf(`[${Array(500).fill('1e999').join(',')}]`)
    expect([faults.length, faults.at(-1)?.[0]]).toEqual([101, 'json-more-faults'])
  })
})
