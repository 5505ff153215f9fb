import { expect, test } from 'vitest'
import { resultNumber } from './result-number.ts'

test.each([
  ['125', '125/QĐ-UBND'],
  [' 125 ', '125/QĐ-UBND'],
  ['0125', '125/QĐ-UBND'],
  ['125/QĐ-UBND', '125/QĐ-UBND'],
  ['125 / qđ-ubnd', '125/QĐ-UBND'],
  ['125/QÐ - UBND', '125/QĐ-UBND'],
  ['', null],
  ['   ', null],
  ['()', null],
  ['0', null],
  ['-5', null],
  ['12345678', null],
  ['QĐ-UBND', null],
  ['125/TB-UBND', null],
  ['125/QĐ-UBND/2026', null],
])('what a clerk types as %o is %o', (typed, number) => {
  expect(resultNumber(typed, 'QĐ-UBND')).toBe(number)
})
