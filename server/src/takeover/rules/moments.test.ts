import { expect, test } from 'vitest'
import { readerOf } from './moments.ts'
import { fromSerial } from './serial-days.ts'

test.each([
  ['dd/MM/yyyy', '2/1/2019', '2019-01-02', null],
  ['dd/MM/yyyy HH:mm', '02/01/2019 7:05', '2019-01-02', 425],
  ['HH:mm dd-MM-yyyy', '16:59 31-12-2025', '2025-12-31', 1019],
  ['dd.MM.yyyy HH:mm:ss', '29.02.2024 23:59:59', '2024-02-29', 1439],
  ['iso', '2019-01-02', '2019-01-02', null],
  ['iso', '2019-01-02T16:30:00.000', '2019-01-02', 990],
  // 1 March 1900 is the first day on which a spreadsheet is right; a half is noon, and 0.999999 is midnight after it.
  ['excel', '61', '1900-03-01', null],
  ['excel', '43467', '2019-01-02', null],
  ['excel', '43467.5', '2019-01-02', 720],
  ['excel', '43467.999999', '2019-01-03', 0],
])('by %s, %s is %s and minute %s', (form, text, day, minutes) => {
  expect(readerOf(form)?.(text)).toEqual({ day, minutes })
})

test.each([
  ['dd/MM/yyyy', '31/02/2023'],
  ['dd/MM/yyyy', '02/01/19'],
  ['dd/MM/yyyy', '02/01/2019 07:05'],
  ['dd/MM/yyyy', '02-01-2019'],
  // What stands between the parts is a letter, not a pattern.
  ['dd.MM.yyyy HH:mm:ss', '29x02x2024 23:59:59'],
  ['dd/MM/yyyy HH:mm', '02/01/2019 24:00'],
  ['iso', '2019-13-01'],
  ['excel', '60'],
  ['excel', '02/01/2019'],
])('by %s, %s is nothing', (form, text) => {
  expect(readerOf(form)?.(text)).toBeNull()
})

test('a file that counts from 1904 is four years and a day behind', () => {
  expect(fromSerial(42_005, true)).toEqual(fromSerial(43_467))
  expect(fromSerial(42_005.5, true)).toEqual({ day: '2019-01-02', minutes: 720 })
})

test.each(['dd/MM', 'dd/MM/yy', 'd/M/yyyy', 'dd/dd/yyyy', 'ngày dd/MM/yyyy', ''])('%j is no form', (form) => {
  expect(readerOf(form)).toBeNull()
})
