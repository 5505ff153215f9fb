import { expect, test } from 'vitest'
import { isNamed, likeness, nameWords, soughtPeople } from './name-words.ts'

test.each([
  ['Nguyễn Văn Hùng', ['nguyen', 'van', 'hung', 'nguyen van hung', 'van hung']],
  ['Lý Đức', ['li', 'duc', 'li duc']],
  ['Ý', ['i']],
  ['  ĐẶNG   thị  Thùy ', ['dang', 'thi', 'thuy', 'dang thi thuy', 'thi thuy']],
  // Typed in pieces, letter and mark apart.
  ['Hùng'.normalize('NFD'), ['hung']],
  ["H'Hen Niê", ['h', 'hen', 'nie', 'h hen nie', 'hen nie']],
  ['Lê Lê', ['le', 'le le']],
])('%o is found by its words and its ends', (name, words) => {
  expect(nameWords(name)).toEqual(words)
})

test('a name of many words is found by the first twelve', () => {
  expect(nameWords(Array.from({ length: 40 }, (_, nth) => `n${nth}x`).join(' '))).toHaveLength(23)
})

test.each([
  ['nguyen van hung', 'NAME', undefined],
  ['HÙNG', 'NAME', undefined],
  ['Lê', 'NAME', undefined],
  ['027 065 001 234', 'CITIZEN_NUMBER', '027065001234'],
  ['123456789', 'CITIZEN_NUMBER', '123456789'],
  ['+84 912 345 678', 'PHONE', '0912345678'],
  ['0912.345.678', 'PHONE', '0912345678'],
  [' h05.47-261127-0001 ', 'CODE', 'H05.47-261127-0001'],
])('%o is looked for by %s', (typed, by, value) => {
  expect(soughtPeople(typed)).toMatchObject(value === undefined ? { by } : { by, value })
})

test.each([
  ['', 'search-too-short'],
  ['a', 'search-too-short'],
  ['…', 'search-too-short'],
  ['027065', 'search-number-not-whole'],
  ['0912345', 'search-number-not-whole'],
  ['H05.47-261127', 'search-not-read'],
  ['Hùng 0912345678', 'search-not-read'],
])('%o is refused: %s', (typed, code) => {
  expect(() => soughtPeople(typed)).toThrowError(expect.objectContaining({ code }))
})

test('words may stand in any order; every one of them must be there', () => {
  expect(isNamed('Nguyễn Văn Hùng', ['hung', 'nguyen'])).toBe(true)
  expect(isNamed('Nguyễn Văn Hùng', ['hung', 'tran'])).toBe(false)
})

test('marks as typed come first, then an end as typed', () => {
  const hung = soughtPeople('hùng')
  if (hung.by !== 'NAME') throw new Error('a name')
  const sorted = ['Trần Văn Hưng', 'Lê Hùng Anh', 'Nguyễn Văn Hùng'].sort(
    (one, other) => likeness(other, hung) - likeness(one, hung),
  )
  expect(sorted).toEqual(['Nguyễn Văn Hùng', 'Lê Hùng Anh', 'Trần Văn Hưng'])
})
