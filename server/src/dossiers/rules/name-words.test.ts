import { expect, test } from 'vitest'
import { fitOf, nameWords, soughtPeople } from './name-words.ts'

test.each([
  ['Nguyễn Văn Hùng', ['nguyen', 'nguyen van hung', 'hung']],
  ['Nguyễn Thị Thanh Hương', ['nguyen', 'nguyen thi thanh huong', 'thanh', 'thanh huong', 'huong']],
  ['Lý Đức', ['li', 'li duc', 'duc']],
  ['Ý', ['i']],
  ['  ĐẶNG   thị  Thùy ', ['dang', 'dang thi thuy', 'thuy']],
  // Typed in pieces, letter and mark apart.
  ['Hùng'.normalize('NFD'), ['hung']],
  ["H'Hen Niê", ['h', 'h hen nie', 'hen', 'hen nie', 'nie']],
  ['Lê Lê', ['le', 'le le']],
  // A given name is a given name.
  ['Trần Văn', ['tran', 'tran van', 'van']],
  ['Thị Nở', ['no']],
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
  ['hs-lao/2019_0012', 'CODE', 'HS-LAO/2019_0012'],
  ['01234/2019', 'CODE', '01234/2019'],
  ['0912-345-678', 'PHONE', '0912345678'],
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

test.each([
  ['nguyen van hung', ['nguyen', 'hung'], 'nguyen van hung'],
  ['Văn Hùng', ['hung'], 'hung'],
  ['thi thanh huong', ['thanh', 'huong'], 'thanh huong'],
  ['nguyễn văn', ['nguyen'], 'nguyen van'],
  ['văn', ['van'], 'van'],
])('%o is looked for by what is kept of names', (typed, keys, end) => {
  expect(soughtPeople(typed)).toMatchObject({ keys, end })
})

const named = (typed: string) => {
  const sought = soughtPeople(typed)
  if (sought.by !== 'NAME') throw new Error(`${typed} is a name`)
  return sought
}

test('words may stand in any order; every one of them must be there', () => {
  expect(fitOf('Nguyễn Văn Hùng', named('hung van'))).toBe(0)
  expect(fitOf('Nguyễn Văn Hùng', named('hung tran'))).toBe(null)
})

test('marks as typed come first, then an end as typed', () => {
  const sorted = ['Trần Văn Hưng', 'Lê Hùng Anh', 'Nguyễn Văn Hùng'].sort(
    (one, other) => fitOf(other, named('hùng'))! - fitOf(one, named('hùng'))!,
  )
  expect(sorted).toEqual(['Nguyễn Văn Hùng', 'Lê Hùng Anh', 'Trần Văn Hưng'])
})
