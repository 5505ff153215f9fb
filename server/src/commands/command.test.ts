import { expect, test } from 'vitest'
import { wholeNumber } from './command.ts'

test.each<[string | undefined, number | null]>([
  ['1', 1],
  ['1000', 1000],
  ['5000', 5000],
  ['5001', null],
  ['0', null],
  ['-5', null],
  ['+5', null],
  ['1.5', null],
  ['1,000', null],
  ['1.000', null],
  ['1e3', null],
  ['0x10', null],
  ['007', null],
  [' 5', null],
  ['5 ', null],
  ['٥', null],
  ['abc', null],
  ['Infinity', null],
  ['99999999999999999999', null],
  ['', null],
  [undefined, null],
])('%o is the whole number %o, or none', (text, number) => {
  expect(wholeNumber(text, 5000)).toBe(number)
})
