import { describe, expect, it } from 'vitest'
import type { ExplainedDayFacts } from '#common/explained.ts'
import { foldedDays, skippedBy } from './folded-days.ts'

const day = (more: Partial<ExplainedDayFacts> = {}): ExplainedDayFacts => ({
  date: '2026-12-07',
  counted: true,
  ordinal: 1,
  minutes: null,
  code: 'WORKING_DAY',
  name: null,
  source: null,
  announcedLater: false,
  unconfirmed: null,
  ...more,
})
const rest = day({ counted: false, ordinal: null, code: 'WEEKLY_REST' })
const start = day({ counted: false, ordinal: null, code: 'CLOCK_STARTS' })
const storm = day({
  counted: false,
  ordinal: null,
  code: 'CLOSURE',
  name: { vi: 'Bão', en: 'Storm' },
  announcedLater: true,
})
const week = [day(), day(), day(), day(), day()]

const linesOf = (days: readonly ExplainedDayFacts[]) =>
  foldedDays(days).map(({ first, last }) => [first, last])

describe('the days of an explanation', () => {
  it('ordinary days in a row are one line; days that do not count and the last one stand alone', () => {
    expect(linesOf([start, ...week, rest, rest, ...week])).toEqual([
      [0, 0],
      [1, 5],
      [6, 6],
      [7, 7],
      [8, 11],
      [12, 12],
    ])
  })

  it.each([
    ['a day off that was decided later', storm],
    ['a working day with a name', day({ code: 'SWAP_WORK', name: { vi: 'Làm bù', en: 'Swap' } })],
    ['a day off that is not confirmed', day({ unconfirmed: { vi: 'Nghỉ', en: 'Off' } })],
    ['a day of another length', day({ minutes: 240 })],
  ])('%s stands alone', (_what, special) => {
    expect(linesOf([...week, special, ...week])).toEqual([
      [0, 4],
      [5, 5],
      [6, 9],
      [10, 10],
    ])
  })

  it('two in a row are two lines', () => {
    expect(linesOf([day(), day(), rest, day()])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ])
  })

  it('days of rest that count belong to a term in calendar days', () => {
    const calendar = day({ code: 'CALENDAR_DAY' })
    const restThatCounts = day({ code: 'WEEKLY_REST' })
    expect(linesOf([calendar, calendar, restThatCounts, restThatCounts, calendar, calendar])).toEqual([
      [0, 4],
      [5, 5],
    ])
  })

  it('every day stands in one line, whatever the days are', () => {
    const kinds = [day(), rest, storm, start, day({ minutes: 480, ordinal: null, code: 'PAUSED' })]
    for (let seed = 0; seed < 500; seed++) {
      const days = Array.from({ length: seed % 40 }, (_none, at) => kinds[(seed * (at + 7) * 31) % 5] ?? rest)
      const met = foldedDays(days).flatMap(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_day, at) => first + at),
      )
      expect(met).toEqual(days.map((_day, at) => at))
    }
  })
})

it('reasons are counted in the order in which they are met', () => {
  expect(
    skippedBy([
      { counted: false, what: 'nhận' },
      { counted: true, what: 'làm' },
      { counted: false, what: 'nghỉ' },
      { counted: false, what: 'nghỉ' },
    ]),
  ).toEqual([
    { what: 'nhận', count: 1 },
    { what: 'nghỉ', count: 2 },
  ])
})
