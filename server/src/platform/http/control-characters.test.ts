import fc from 'fast-check'
import { expect, test } from 'vitest'
import { controlCharacterIn } from './control-characters.ts'

const BLANKS = ['\t', '\n', '\v', '\f', '\r']
const control = fc
  .oneof(fc.integer({ min: 0, max: 0x1f }), fc.integer({ min: 0x7f, max: 0x9f }))
  .map((code) => String.fromCharCode(code))
  .filter((character) => !BLANKS.includes(character))
const clean = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...BLANKS),
    fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('ễ', 'Đ', 'ữ', '…', '😀'),
  ),
})

test('wherever in a body a control character stands, its field is named', () => {
  fc.assert(
    fc.property(clean, control, clean, (before, character, after) => {
      const bad = `${before}${character}${after}`
      expect(controlCharacterIn({ owner: { fullName: before, email: bad } })).toBe('owner.email')
      expect(controlCharacterIn({ paragraphs: [before, after, bad] })).toBe('paragraphs[2]')
      expect(controlCharacterIn({ reason: bad, number: 3, none: null })).toBe('reason')
    }),
  )
})

test('what people type and paste passes: letters of every kind, ends of lines, tabulators', () => {
  fc.assert(
    fc.property(fc.array(clean), (texts) => {
      expect(
        controlCharacterIn({ texts, again: Object.fromEntries(texts.map((text, nth) => [`a${nth}`, text])) }),
      ).toBeNull()
    }),
  )
  expect(controlCharacterIn(undefined)).toBeNull()
})

test('a body nested deeper than a stack is high is gone through as well', () => {
  const deep = (bottom: string) => {
    let body: unknown = bottom
    for (let level = 0; level < 60_000; level += 1) body = level % 2 === 0 ? [body] : { a: body }
    return body
  }
  expect(controlCharacterIn(deep('clean'))).toBeNull()
  expect(controlCharacterIn(deep('\u0007'))).toMatch(/^a\[0\]\.a/)
})
