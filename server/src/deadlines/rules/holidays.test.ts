import { describe, expect, test } from 'vitest'
import { type PlainDate, weekdayOf } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import { HOLIDAY_LAW } from '../data/holiday-law.ts'
import type { CalendarException } from './calendar.ts'
import { statutoryHolidays } from './holidays.ts'

const YEARS = Array.from({ length: 46 }, (_, index) => 2005 + index)
const inYear = (year: number) => statutoryHolidays(HOLIDAY_LAW, year)
const short = ({ date, kind }: CalendarException) => `${date.slice(5)} ${kind}`

/** A year in which Tết takes the first or second choice (2 + 3 days, or 1 + 4), and National Day the day before or after. */
const decided = (year: number, ...choices: readonly (0 | 1)[]): CalendarException[] => {
  const { days, undecided } = inYear(year)
  return [...days, ...undecided.flatMap(({ options }, index) => options[choices[index]!]!)].sort((a, b) =>
    a.date < b.date ? -1 : 1,
  )
}

/** The days from Monday to Friday that are off. */
const workdaysOff = (days: readonly CalendarException[]): string[] =>
  days.filter(({ date }) => weekdayOf(date) < 6).map(({ date }) => date.slice(5))

describe('the statutory holidays of a year', () => {
  test('are those that were announced, swaps aside', () => {
    const announced = {
      // Tết from 9 to 17 February, with Friday 15 swapped.
      2013: [[], ['01-01', '02-11', '02-12', '02-13', '02-14', '04-19', '04-30', '05-01', '09-02']],
      // Tết from 28 January to 5 February, with 28 and 29 swapped; so was 2 May.
      2014: [[1], ['01-01', '01-30', '01-31', '02-03', '02-04', '02-05', '04-09', '04-30', '05-01', '09-02']],
      // Tết from 23 to 29 January.
      2020: [[0], ['01-01', '01-23', '01-24', '01-27', '01-28', '01-29', '04-02', '04-30', '05-01', '09-02']],
      2021: [
        [0, 1],
        ['01-01', '02-10', '02-11', '02-12', '02-15', '02-16', '04-21', '04-30', '05-03', '09-02', '09-03'],
      ],
      2022: [
        [1, 0],
        [
          ...['01-03', '01-31', '02-01', '02-02', '02-03', '02-04'],
          ...['04-11', '05-02', '05-03', '09-01', '09-02'],
        ],
      ],
      2023: [
        [0, 0],
        [
          ...['01-02', '01-20', '01-23', '01-24', '01-25', '01-26'],
          ...['05-01', '05-02', '05-03', '09-01', '09-04'],
        ],
      ],
      2024: [
        [0, 1],
        ['01-01', '02-08', '02-09', '02-12', '02-13', '02-14', '04-18', '04-30', '05-01', '09-02', '09-03'],
      ],
      2025: [
        [0, 0],
        ['01-01', '01-27', '01-28', '01-29', '01-30', '01-31', '04-07', '04-30', '05-01', '09-01', '09-02'],
      ],
    } satisfies Record<number, [choices: (0 | 1)[], off: string[]]>
    for (const [year, [choices, off]] of Object.entries(announced)) {
      expect(workdaysOff(decided(Number(year), ...choices)), year).toEqual(off)
    }
  })

  test('are in the calendar of 2026, and nothing else is there but swaps', () => {
    const inCalendar = ADMINISTRATIVE_CALENDAR_2026.exceptions
      .filter(({ kind, date }) => (kind === 'HOLIDAY' || kind === 'SUBSTITUTE') && date.startsWith('2026'))
      .map(short)
    const { days, undecided } = inYear(2026)
    const decisions = undecided.map(
      ({ options }) => options.filter((option) => option.every((day) => inCalendar.includes(short(day))))[0]!,
    )
    expect([...days, ...decisions.flat()].map(short).sort()).toEqual(inCalendar)
    expect(decisions.map((option) => option.map(short))).toEqual([['02-20 HOLIDAY'], ['09-01 HOLIDAY']])
  })

  test('begin Tết on the last day of the old year: 2007 with mùng 1 on 17 February, no choice left open', () => {
    const { days, undecided } = inYear(2007)
    expect(undecided).toEqual([])
    expect(days.filter(({ name }) => name.vi.includes('Nguyên đán')).map(short)).toEqual([
      '02-16 HOLIDAY',
      '02-17 HOLIDAY',
      '02-18 HOLIDAY',
      '02-19 HOLIDAY',
      '02-20 SUBSTITUTE',
      '02-21 SUBSTITUTE',
    ])
  })

  test('leave the fifth day of Tết open, and with it where the substitutes fall', () => {
    const { days, undecided } = inYear(2020)
    expect(days.slice(1, 6).map(short)).toEqual([
      '01-24 HOLIDAY',
      '01-25 HOLIDAY',
      '01-26 HOLIDAY',
      '01-27 HOLIDAY',
      '01-29 SUBSTITUTE',
    ])
    expect(undecided.map(({ options }) => options.map((option) => option.map(short)))).toEqual([
      [
        ['01-23 HOLIDAY', '01-28 SUBSTITUTE'],
        ['01-28 HOLIDAY', '01-30 SUBSTITUTE'],
      ],
    ])
  })

  test('keep the day of the Hùng Kings from 2007 on', () => {
    const ofHungKings = (year: number) =>
      inYear(year)
        .days.filter(({ name }) => name.vi.includes('Hùng Vương'))
        .map(short)
    expect(ofHungKings(2006)).toEqual([])
    expect(ofHungKings(2007)).toEqual(['04-26 HOLIDAY'])
    expect(ofHungKings(2016)).toEqual(['04-16 HOLIDAY', '04-18 SUBSTITUTE'])
    // Months 3 and leap 3 of 2031: the first of them.
    expect(ofHungKings(2031)).toEqual(['04-01 HOLIDAY'])
  })

  test('make up for neighbours on a weekend one after the other', () => {
    expect(inYear(2022).days.slice(-5).map(short)).toEqual([
      '04-30 HOLIDAY',
      '05-01 HOLIDAY',
      '05-02 SUBSTITUTE',
      '05-03 SUBSTITUTE',
      '09-02 HOLIDAY',
    ])
  })

  test('grow from 8 to 12, never fall together, and each on a weekend is made up on a weekday of its own', () => {
    const grown = YEARS.map((year) => {
      const outcomes = ([0, 1] as const).flatMap((tet) =>
        ([0, 1] as const).map((national) => decided(year, tet, national)),
      )
      const counts = outcomes.map((days) => {
        const holidays = days.filter(({ kind }) => kind === 'HOLIDAY')
        const substitutes = days.filter(({ kind }) => kind === 'SUBSTITUTE')
        expect(new Set(days.map(({ date }) => date)).size, `${year}`).toBe(days.length)
        expect(substitutes, `${year}`).toHaveLength(holidays.filter(({ date }) => isWeekend(date)).length)
        expect(substitutes.filter(({ date }) => isWeekend(date))).toEqual([])
        return holidays.length
      })
      expect(new Set(counts).size).toBe(1)
      return `${year}: ${counts[0]}`
    })
    const steps = grown.filter((line, index) => line.slice(6) !== grown[index - 1]?.slice(6))
    expect(steps).toEqual(['2005: 8', '2007: 9', '2014: 10', '2021: 11', '2026: 12'])
  })

  test('are confirmed only where the law names the day by the solar calendar', () => {
    for (const year of YEARS) {
      const { days, undecided } = inYear(year)
      expect(days.filter(({ confirmed }) => confirmed).map(short)).toEqual([
        '01-01 HOLIDAY',
        '04-30 HOLIDAY',
        '05-01 HOLIDAY',
        '09-02 HOLIDAY',
      ])
      const open = undecided.flatMap(({ options }) => options.flat())
      expect(open.filter(({ confirmed }) => confirmed)).toEqual([])
    }
  })

  test('are refused for a year whose lunar calendar was not checked', () => {
    expect(() => inYear(2004)).toThrow(RangeError)
    expect(() => inYear(2051)).toThrow(RangeError)
  })
})

const isWeekend = (date: PlainDate): boolean => weekdayOf(date) > 5
