import { expect, test } from 'vitest'
import { asLetters, inFours, LETTERS, LETTERS_TYPED_AS_THEY_ARE, randomLetters } from './written-codes.ts'

test.each([
  ['ABCD-EFGH-JKMN', 'ABCDEFGHJKMN'],
  [' abcd efgh\tjkmn ', 'ABCDEFGHJKMN'],
  ['o0O-iIlL1', '00011111'],
  ['u?é', 'U?É'],
  ['', ''],
])('%o is read as %o', (text, expected) => {
  expect(asLetters(text)).toBe(expected)
})

test('every letter is read as itself, and its small one as the same', () => {
  expect(asLetters(LETTERS)).toBe(LETTERS)
  expect(asLetters(LETTERS.toLowerCase())).toBe(LETTERS)
  expect([LETTERS.length, LETTERS_TYPED_AS_THEY_ARE]).toEqual([32, '23456789ABCDEFGHJKMNPQRSTVWXYZ'])
})

test('random letters: the first and the last can be drawn, and as many as were asked for', () => {
  expect(randomLetters(3, () => 0)).toBe('000')
  expect(randomLetters(3, (n) => n - 1)).toBe('ZZZ')
  expect(randomLetters(1, () => 0, LETTERS_TYPED_AS_THEY_ARE)).toBe('2')
  expect(randomLetters(0, () => 0)).toBe('')
})

test.each([
  ['', ''],
  ['ABC', 'ABC'],
  ['ABCDEFGH', 'ABCD-EFGH'],
  ['ABCDEFGHJ', 'ABCD-EFGH-J'],
])('%o is printed as %o', (code, expected) => {
  expect(inFours(code)).toBe(expected)
})
