import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, canonicalJson, type LedgerRow } from './canonical.ts'

const ROW: LedgerRow = {
  id: '019ac4d2-0000-7000-8000-000000000001',
  at: '1764273600123456',
  actor_id: 'citizen',
  authority_id: null,
  act: 'FILE_READ',
  subject_id: null,
  purpose: null,
  request_id: null,
  detail: '{"b": 1.0, "a": null}',
  xact: '742',
}

test('a row has one spelling, which is written down here to the byte', () => {
  expect(canonical(ROW)).toBe(
    '["motcua ledger row 1","019ac4d2-0000-7000-8000-000000000001","1764273600123456","citizen",null,"FILE_READ",' +
      'null,null,null,"{\\"a\\":null,\\"b\\":1.0}","742"]',
  )
})

test.each([
  ['{}', '{}'],
  ['{"a": [1, 2, {"c": true, "b": "x y"}], "": ""}', '{"":"","a":[1,2,{"b":"x y","c":true}]}'],
  ['{"n": 9007199254740993, "m": -0.10e2}', '{"m":-0.10e2,"n":9007199254740993}'],
  ['{"đ": "Đ\\u0001\\n\\"{,:}\\\\"}', '{"đ":"Đ\\u0001\\n\\"{,:}\\\\"}'],
  ['"alone"', '"alone"'],
  ['[]', '[]'],
])('%s is told as %s', (text, told) => expect(canonicalJson(text)).toBe(told))

test('neither spaces nor the order of names change what is told, and what is told says the same', () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, one]) => [name, reversed(one)]),
          )
        : value
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const told = canonicalJson(JSON.stringify(value))
      expect(canonicalJson(JSON.stringify(reversed(value), null, 2))).toBe(told)
      expect(JSON.parse(told)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(told)).toBe(told)
    }),
  )
})

test('a change of any column is another spelling', () => {
  const changed = (Object.keys(ROW) as (keyof LedgerRow)[]).map((column) =>
    canonical({ ...ROW, [column]: column === 'detail' ? '{"b": 1.0, "a": 0}' : 'null' }),
  )
  expect(new Set([canonical(ROW), ...changed]).size).toBe(changed.length + 1)
})

test('JSON that ends in the middle is refused', () => {
  expect(() => canonicalJson('{"a":')).toThrow('ends in the middle')
})
