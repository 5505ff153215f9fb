import {
  dateOf,
  dateOfDayNumber,
  dayNumberOf,
  hanoiDateOf,
  type Instant,
  instantAt,
  type PlainDate,
  partsOf,
  plainDate,
} from '#common/time.ts'
import { lunationNear, newMoon, solarLongitude } from './sun-and-moon.ts'

/**
 * The Vietnamese lunar calendar (âm lịch), reckoned from sun and moon at UTC+7, the legal time since 1968 (Quyết định
 * 121-CP ngày 08/8/1967, sửa đổi bởi Quyết định 134/2002/QĐ-TTg). The Chinese calendar follows the same rules at
 * UTC+8, so a new moon in the last hour of a day in Hà Nội parts the two: Tết 2007 and 2030 are a day apart.
 *
 * - A month begins on the day of the new moon.
 * - Month 11 holds the winter solstice.
 * - Where 13 months begin from one month 11 to the next, the first that holds no major term (trung khí: the sun's
 *   longitude a multiple of 30°) is leap and has the number of the month before it.
 */

/** A day of the lunar calendar; month 1 is tháng Giêng, month 12 tháng Chạp. The year is that in which it began, at Tết. */
export interface LunarDate {
  year: number
  month: number
  day: number
  /** Whether the month is the leap one (tháng nhuận), which follows the month of the same number. */
  isLeap: boolean
}

/** The days that were checked one by one against other calendars; outside them we say nothing. */
export const LUNAR_FROM = plainDate('2005-01-01')
export const LUNAR_TO = plainDate('2050-12-31')

/** @throws RangeError outside the years 2005 to 2050 */
export const lunarDateOf = (date: PlainDate): LunarDate => {
  mustBeChecked(date)
  const day = dayNumberOf(date)
  const { year } = partsOf(date)
  const month = monthOn(day, monthsTowards(year)) ?? monthOn(day, monthsTowards(year + 1))
  if (!month) throw new Error(`no lunar month holds ${date}`)
  return { year: month.year, month: month.month, day: day - month.start + 1, isLeap: month.isLeap }
}

/**
 * Null when there is no such day: a 30th of a short month, a leap month in a year without it.
 *
 * @throws RangeError when the day lies outside 2005 to 2050
 */
export const solarDateOf = ({ year, month, day, isLeap }: LunarDate): PlainDate | null => {
  if (!(year >= partsOf(LUNAR_FROM).year - 1 && year <= partsOf(LUNAR_TO).year)) {
    throw new RangeError(`not a lunar year we checked: ${year}`)
  }
  const found = [...monthsTowards(year), ...monthsTowards(year + 1)].find(
    (known) => known.year === year && known.month === month && known.isLeap === isLeap,
  )
  if (!found || !(Number.isInteger(day) && day >= 1 && day <= found.length)) return null
  return mustBeChecked(dateOfDayNumber(found.start + day - 1))
}

const mustBeChecked = (date: PlainDate): PlainDate => {
  if (date >= LUNAR_FROM && date <= LUNAR_TO) return date
  throw new RangeError(`outside the years of the lunar calendar we checked: ${date}`)
}

// ---- The months of a year ------------------------------------------------------------------------------------

interface LunarMonth {
  /** Day number of its first day. */
  start: number
  length: number
  year: number
  month: number
  isLeap: boolean
}

const monthOn = (day: number, months: readonly LunarMonth[]): LunarMonth | undefined =>
  months.find(({ start, length }) => day >= start && day < start + length)

/** 47 years at most, each 15 new moons and 14 places of the sun: 0.1 ms, but a calendar is asked thousands of times. */
const reckoned = new Map<number, readonly LunarMonth[]>()

/** From the month 11 that holds the solstice of the year before up to the next month 11: 12 months or 13. */
const monthsTowards = (solarYear: number): readonly LunarMonth[] => {
  const known = reckoned.get(solarYear)
  if (known) return known
  const months = reckonMonths(solarYear)
  reckoned.set(solarYear, months)
  return months
}

const reckonMonths = (solarYear: number): readonly LunarMonth[] => {
  const first = solsticeLunation(solarYear - 1)
  const count = solsticeLunation(solarYear) - first
  const starts = Array.from({ length: count + 1 }, (_, index) => firstDayOf(first + index))
  const signs = starts.map(signOfSun)
  const leap = count === 13 ? signs.findIndex((sign, index) => index > 0 && sign === signs[index + 1]) : count

  return starts.slice(0, count).map((start, index) => {
    const monthsSinceSolstice = index < leap ? index : index - 1
    return {
      start,
      length: starts[index + 1]! - start,
      year: monthsSinceSolstice < 2 ? solarYear - 1 : solarYear,
      month: ((monthsSinceSolstice + 10) % 12) + 1,
      isLeap: index === leap,
    }
  })
}

/** The lunation whose month holds the winter solstice: the last that begins before the solstice or on its day. */
const solsticeLunation = (solarYear: number): number => {
  const lastDay = dayNumberOf(dateOf(solarYear, 12, 31))
  let lunation = lunationNear(midnightOf(lastDay)) + 1
  while (firstDayOf(lunation) > lastDay || signOfSun(firstDayOf(lunation)) === CAPRICORN) lunation--
  return lunation
}

const firstDayOf = (lunation: number): number => dayNumberOf(hanoiDateOf(newMoon(lunation)))

/** The sign that begins at the winter solstice, the ninth from the March equinox. */
const CAPRICORN = 9

/**
 * Which twelfth of the ecliptic the sun stands in as the day begins. A month holds a major term exactly when this is
 * another one as the next month begins.
 */
const signOfSun = (day: number): number => Math.floor(solarLongitude(midnightOf(day)) / 30)

const midnightOf = (day: number): Instant => instantAt(dateOfDayNumber(day), 0)
