import { expect, test } from 'vitest'
import { keptOf, readKeep } from './retention.ts'

test.each([
  ['7d4w12m', { days: 7, weeks: 4, months: 12 }],
  ['7d', { days: 7, weeks: 0, months: 0 }],
  ['12m', { days: 0, weeks: 0, months: 12 }],
  ['0d1w', { days: 0, weeks: 1, months: 0 }],
  ['', null],
  ['0d', null],
  ['4w7d', null],
  ['7 d', null],
  ['-1d', null],
  ['7d7d', null],
  ['7y', null],
])('"%s" is read as %j', (text, keep) => {
  expect(readKeep(text)).toEqual(keep)
})

const at = (...ended: string[]) => ended.map((one) => ({ id: one, ended: one, life: 'a' }))

test('of each day the newest is kept, and a day is a day in Hanoi', () => {
  const kept = keptOf(
    at(
      '2026-11-25T01:00:00.000Z',
      '2026-11-25T10:00:00.000Z',
      // 00:30 of the 26th in Hanoi.
      '2026-11-25T17:30:00.000Z',
      '2026-11-26T09:00:00.000Z',
    ),
    { days: 2, weeks: 0, months: 0 },
  )
  expect([...kept].sort()).toEqual(['2026-11-25T10:00:00.000Z', '2026-11-26T09:00:00.000Z'])
})

test('days without a backup are not counted: seven days are seven that have one', () => {
  const backups = at('2026-01-01T03:00:00.000Z', '2026-05-01T03:00:00.000Z', '2026-11-01T03:00:00.000Z')
  expect(keptOf(backups, { days: 7, weeks: 0, months: 0 }).size).toBe(3)
})

test('weeks begin on Monday, months on the first, and what one keeps no other takes away', () => {
  const backups = at(
    '2026-10-31T03:00:00.000Z', // Saturday
    '2026-11-01T03:00:00.000Z', // Sunday of the same week
    '2026-11-02T03:00:00.000Z', // Monday
    '2026-11-03T03:00:00.000Z',
  )
  expect([...keptOf(backups, { days: 0, weeks: 2, months: 0 })].sort()).toEqual([
    '2026-11-01T03:00:00.000Z',
    '2026-11-03T03:00:00.000Z',
  ])
  expect([...keptOf(backups, { days: 1, weeks: 0, months: 2 })].sort()).toEqual([
    '2026-10-31T03:00:00.000Z',
    '2026-11-03T03:00:00.000Z',
  ])
})

test('the newest is what the log says, also where a clock was ahead; the newest of each life stays', () => {
  const one = (id: string, ended: string, life: string) => ({ id, ended, life })
  const backups = [
    one('copy', '2026-11-26T01:00:00.000Z', 'b'),
    one('before', '2026-11-26T02:00:00.000Z', 'a'),
    one('ahead', '2027-11-27T02:00:00.000Z', 'a'),
    one('made just now', '2026-11-27T02:00:00.000Z', 'a'),
  ]
  expect([...keptOf(backups, { days: 1, weeks: 0, months: 0 })].sort()).toEqual(['copy', 'made just now'])
})

test('the newest of all is always kept, and of nothing nothing is', () => {
  expect([...keptOf(at('2026-11-01T03:00:00.000Z'), { days: 0, weeks: 0, months: 0 })]).toHaveLength(1)
  expect(keptOf([], { days: 7, weeks: 4, months: 12 }).size).toBe(0)
})
