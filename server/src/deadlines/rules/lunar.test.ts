import { getLunarDate } from '@dqcai/vn-lunar'
// Its code is ISC, its data on holidays CC BY-SA 3.0: for this test only, it is no part of the product.
import Holidays from 'date-holidays'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayNumberOf,
  formatMoment,
  hanoiDateOf,
  type Instant,
  instantAt,
  MS_PER_DAY,
  msOf,
  type PlainDate,
  partsOf,
  plainDate,
} from '#common/time.ts'
import { LUNAR_FROM, LUNAR_TO, type LunarDate, lunarDateOf, solarDateOf } from './lunar.ts'
import { lunationNear, newMoon, solarLongitude } from './sun-and-moon.ts'

/**
 * The lunar calendar against three others that share no code with it, on every day from 2005 to 2050: the tables of
 * @dqcai/vn-lunar (MIT), the Tết and Giỗ Tổ of date-holidays, and the Chinese calendar inside Node (ICU), which is
 * reckoned at UTC+8. Where they differ the test asks sun and moon why, and the list of differences is complete.
 */

const EVERY_DAY: PlainDate[] = []
for (let day = LUNAR_FROM; day <= LUNAR_TO; day = addDays(day, 1)) EVERY_DAY.push(day)
const FIRST_DAYS = EVERY_DAY.filter((day) => lunarDateOf(day).day === 1)
const YEARS = Array.from({ length: 46 }, (_, index) => 2005 + index)

describe('a lunar date', () => {
  test('leads back to its day, every day from 2005 to 2050', () => {
    const lost = EVERY_DAY.filter((day) => solarDateOf(lunarDateOf(day)) !== day)
    expect(EVERY_DAY).toHaveLength(16_801)
    expect(lost).toEqual([])
  })

  test('lies in a month of 29 or 30 days, which begins on the day of a new moon at UTC+7', () => {
    for (const [index, first] of FIRST_DAYS.entries()) {
      expect(hanoiDateOf(newMoonOf(first))).toBe(first)
      const next = FIRST_DAYS[index + 1]
      if (next) expect([29, 30]).toContain(dayNumberOf(next) - dayNumberOf(first))
    }
  })

  test('begins its year between 21 January and 20 February', () => {
    for (const year of YEARS) {
      const tet = tetOf(year)
      expect(tet >= `${year}-01-21` && tet <= `${year}-02-20`, tet).toBe(true)
    }
  })

  test('holds the winter solstice in month 11', () => {
    for (const year of YEARS) {
      const solstice = EVERY_DAY.find((day) => day > `${year}-12-15` && holdsTerm(day, addDays(day, 1)))!
      expect(lunarDateOf(solstice)).toMatchObject({ month: 11, isLeap: false, year })
    }
  })

  test('has these leap months, which hold no major term', () => {
    const leap = FIRST_DAYS.filter((day) => lunarDateOf(day).isLeap)
    expect(leap.map((day) => `${lunarDateOf(day).year}: ${lunarDateOf(day).month}`)).toEqual([
      '2006: 7',
      '2009: 5',
      '2012: 4',
      '2014: 9',
      '2017: 6',
      '2020: 4',
      '2023: 2',
      '2025: 6',
      '2028: 5',
      '2031: 3',
      '2033: 11',
      '2036: 6',
      '2039: 5',
      '2042: 2',
      '2044: 7',
      '2047: 5',
      '2050: 3',
    ])
    for (const day of leap) expect(holdsTerm(day, nextMonth(day))).toBe(false)
  })

  test('hangs on no crossing of the sun that is nearer than eight minutes to the midnight that decides', () => {
    const minutes = FIRST_DAYS.map((day) => {
      const longitude = solarLongitude(instantAt(day, 0))
      const degrees = Math.abs(longitude - 30 * Math.round(longitude / 30))
      return { day, minutes: (degrees / 360) * 365.2422 * 1440 }
    }).sort((a, b) => a.minutes - b.minutes)
    // The equinox of 2033, 23:52 on 22 September; the new moon comes the day after.
    expect(minutes[0]).toEqual({ day: '2033-09-23', minutes: expect.closeTo(8.3, 0) })
    expect(minutes[1]!.minutes).toBeGreaterThan(100)
  })

  test('is null where there is no such day', () => {
    const nowhere: LunarDate[] = [
      { year: 2026, month: 12, day: 30, isLeap: false },
      { year: 2025, month: 12, day: 30, isLeap: false },
      { year: 2026, month: 6, day: 1, isLeap: true },
      { year: 2026, month: 13, day: 1, isLeap: false },
      { year: 2026, month: 1, day: 0, isLeap: false },
      { year: 2026, month: 1, day: 1.5, isLeap: false },
    ]
    expect(nowhere.map(solarDateOf)).toEqual(nowhere.map(() => null))
  })

  test('is refused outside the years that were checked', () => {
    for (const day of ['2004-12-31', '2051-01-01']) {
      expect(() => lunarDateOf(plainDate(day))).toThrow(RangeError)
    }
    for (const [year, month] of [
      [2004, 1],
      [2050, 12],
      [2051, 1],
      [Number.NaN, 1],
    ] as const) {
      expect(() => solarDateOf({ year, month, day: 1, isLeap: false })).toThrow(RangeError)
    }
  })
})

describe('another calendar says the same', () => {
  test('every day in the tables of vn-lunar', () => {
    const differing = EVERY_DAY.filter((day) => {
      const parts = partsOf(day)
      const { year, month, day: dayOfMonth, leap } = getLunarDate(parts.day, parts.month, parts.year)
      return written({ year, month, day: dayOfMonth, isLeap: leap }) !== written(lunarDateOf(day))
    })
    expect(differing).toEqual([])
  })

  test('of Tết and Giỗ Tổ in date-holidays, but for one day that no new moon explains', () => {
    const vietnam = new Holidays('VN')
    const differing = YEARS.flatMap((year) => {
      const theirs = (rule: string) =>
        vietnam
          .getHolidays(year)
          .find((holiday) => holiday.rule === rule)
          ?.date.slice(0, 10)
      const feasts = [
        { ours: tetOf(year), theirs: theirs('vietnamese 1-0-1') },
        { ours: hungKingsOf(year), theirs: theirs('vietnamese 3-0-10') },
      ]
      return feasts.filter((feast) => feast.ours !== feast.theirs)
    })
    expect(differing).toEqual([{ ours: '2050-04-01', theirs: '2050-03-31' }])

    // They let the month begin on 22 March, which is the day of the new moon from UTC-1 westward only.
    const first = plainDate('2050-03-23')
    expect(newMoonOf(first)).toMatch(/^2050-03-23T00:40/)
    expect(formatMoment(newMoonOf(first))).toBe('07:40 23/03/2050')
    expect(lunarDateOf(first)).toEqual({ year: 2050, month: 3, day: 1, isLeap: false })
  })
})

describe('the Chinese calendar', () => {
  /** New moons between 16:00 and 17:00 UTC, by their day in Hà Nội: in Beijing the next day has begun. */
  const TOMORROW_IN_BEIJING = [
    '2006-06-25',
    '2007-02-17', // Tết
    '2008-11-27',
    '2009-03-26',
    '2019-03-06',
    '2020-12-14',
    '2031-04-21',
    '2032-03-11',
    '2034-09-12',
    '2037-04-15',
    '2038-04-04',
    '2039-12-15',
    '2041-08-26',
    '2049-10-26',
  ]
  /** New moons shortly before midnight in Beijing, which ICU's coarser astronomy puts after it. */
  const PUT_OFF_BY_ICU = ['2012-08-17', '2027-02-06']
  /** New moons shortly after midnight in Beijing, which ICU puts before it: China begins its year 2030 on 3 February. */
  const BROUGHT_FORWARD_BY_ICU = ['2018-11-07', '2030-02-02']

  const differing = EVERY_DAY.filter((day) => chineseDateOf(day) !== written(lunarDateOf(day)))

  test('differs in these months and in no other day', () => {
    const months = [...TOMORROW_IN_BEIJING, ...PUT_OFF_BY_ICU].sort() as PlainDate[]
    expect(differing).toEqual(months.flatMap((first) => EVERY_DAY.filter((day) => isInMonthOf(first, day))))
  })

  test('is a day behind in them: our first day is its thirtieth of the month before', () => {
    for (const first of [...TOMORROW_IN_BEIJING, ...PUT_OFF_BY_ICU] as PlainDate[]) {
      expect(lunarDateOf(first).day).toBe(1)
      expect(chineseDateOf(first)).toMatch(/-30$/)
      expect(chineseDateOf(addDays(first, 1))).toBe(written(lunarDateOf(first)))
    }
  })

  test('differs wherever the new moon comes in the last hour of a day in Hà Nội, save where ICU errs', () => {
    const inTheLastHour = FIRST_DAYS.filter((first) => minutesAfterBeijingMidnight(first) >= 0)
    expect(inTheLastHour).toEqual([...TOMORROW_IN_BEIJING, ...BROUGHT_FORWARD_BY_ICU].sort())
  })

  test('errs in ICU by less than eight minutes', () => {
    for (const first of PUT_OFF_BY_ICU as PlainDate[]) {
      expect(minutesAfterBeijingMidnight(first)).toBeGreaterThan(-8)
      expect(minutesAfterBeijingMidnight(first)).toBeLessThan(0)
    }
    for (const first of BROUGHT_FORWARD_BY_ICU as PlainDate[]) {
      expect(minutesAfterBeijingMidnight(first)).toBeGreaterThan(0)
      expect(minutesAfterBeijingMidnight(first)).toBeLessThan(8)
    }
  })

  test('begins the years 2007 and 2030 a day after Tết, for it is past eleven at night in Hà Nội', () => {
    expect(tetOf(2007)).toBe('2007-02-17')
    expect(formatMoment(newMoonOf(tetOf(2007)))).toBe('23:14 17/02/2007')
    expect(tetOf(2030)).toBe('2030-02-02')
    expect(formatMoment(newMoonOf(tetOf(2030)))).toBe('23:07 02/02/2030')
  })
})

// ---- Our calendar, asked in other ways -----------------------------------------------------------------------

const firstOf = (year: number, month: number): PlainDate =>
  solarDateOf({ year, month, day: 1, isLeap: false })!
const tetOf = (year: number): PlainDate => firstOf(year, 1)
const hungKingsOf = (year: number): PlainDate => addDays(firstOf(year, 3), 9)

const nextMonth = (first: PlainDate): PlainDate =>
  [29, 30].map((days) => addDays(first, days)).find((day) => lunarDateOf(day).day === 1)!

const isInMonthOf = (first: PlainDate, day: PlainDate): boolean => day >= first && day < nextMonth(first)

/** `2031-3L-10` is the tenth day of the leap third month. */
const written = ({ year, month, day, isLeap }: LunarDate): string =>
  `${year}-${month}${isLeap ? 'L' : ''}-${day}`

// ---- Sun and moon --------------------------------------------------------------------------------------------

/** The new moon nearest to the noon of a day. */
const newMoonOf = (day: PlainDate): Instant => {
  const noon = instantAt(day, 720)
  const near = lunationNear(noon)
  const away = (lunation: number) => Math.abs(msOf(newMoon(lunation)) - msOf(noon))
  return newMoon([near - 1, near, near + 1].reduce((best, next) => (away(next) < away(best) ? next : best)))
}

/** From -1380 to 60: Beijing is an hour ahead, and the day in Hà Nội has 60 minutes left. */
const minutesAfterBeijingMidnight = (first: PlainDate): number =>
  (msOf(newMoonOf(first)) - msOf(instantAt(first, 1380))) / 60_000

/** Whether the sun's longitude passes a multiple of 30 degrees between the beginnings of two days. */
const holdsTerm = (from: PlainDate, to: PlainDate): boolean =>
  Math.floor(solarLongitude(instantAt(from, 0)) / 30) !== Math.floor(solarLongitude(instantAt(to, 0)) / 30)

// ---- ICU -----------------------------------------------------------------------------------------------------

const ICU = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
})

const chineseDateOf = (day: PlainDate): string => {
  const parts = ICU.formatToParts(dayNumberOf(day) * MS_PER_DAY)
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? ''
  return `${part('relatedYear')}-${part('month').replace('bis', 'L')}-${part('day')}`
}
