import { expect, test } from 'vitest'
import { plainDate } from '#common/time.ts'
import { momentsOf, readPeriod } from './periods.ts'

const TODAY = plainDate('2026-11-27')

test.each([
  ['', '301126', { firstDay: '2026-11-27', lastDay: '2026-11-30' }],
  ['28/11/2026', '1.12.26', { firstDay: '2026-11-28', lastDay: '2026-12-01' }],
  ['', '271126', { firstDay: '2026-11-27', lastDay: '2026-11-27' }],
])('from %j to %j is read', (firstDay, lastDay, period) => {
  expect(readPeriod({ firstDay, lastDay }, 'lend', TODAY)).toEqual({ period, faults: [] })
})

test.each([
  ['', '', ['lend.lastDay']],
  ['261126', '301126', ['lend.firstDay']],
  ['301126', '281126', ['lend.lastDay']],
  ['x', 'y', ['lend.firstDay', 'lend.lastDay']],
])('from %j to %j is not', (firstDay, lastDay, fields) => {
  const { period, faults } = readPeriod({ firstDay, lastDay }, 'lend', TODAY)
  expect(period).toBeNull()
  expect(faults.map(({ field }) => field)).toEqual(fields)
})

test('what begins today begins now, and the last day is lent to its end', () => {
  expect(momentsOf({ firstDay: TODAY, lastDay: TODAY }, TODAY)).toEqual({
    validTo: '2026-11-28T00:00:00+07:00',
  })
  expect(momentsOf({ firstDay: plainDate('2026-11-28'), lastDay: plainDate('2026-11-30') }, TODAY)).toEqual({
    validFrom: '2026-11-28T00:00:00+07:00',
    validTo: '2026-12-01T00:00:00+07:00',
  })
})
