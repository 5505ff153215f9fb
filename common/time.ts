/**
 * Instants, legal days and clock times, without `Date`.
 *
 * An instant is a point on the world's time line; a legal day is a square on the calendar in Asia/Ho_Chi_Minh.
 * They are different types because mixing them is how a dossier becomes a day late at midnight, and `Date` is not
 * used because it reads the machine's time zone. The legal zone is UTC+07:00 with no summer time since 1975, so
 * an offset is the whole of the arithmetic; civil days follow the proleptic Gregorian calendar, years 0000 to 9999.
 */

declare const instantBrand: unique symbol
declare const plainDateBrand: unique symbol
declare const clockTimeBrand: unique symbol

/** A moment as RFC 3339 text in UTC with milliseconds, `2026-11-22T02:30:00.000Z`. Sorts and compares as text. */
export type Instant = string & { [instantBrand]: true }

/** A day of the calendar, `YYYY-MM-DD`, with no zone of its own. Sorts and compares as text. */
export type PlainDate = string & { [plainDateBrand]: true }

/** A time on the office's clock, `HH:MM` from `00:00` to `23:59`. Sorts and compares as text. */
export type ClockTime = string & { [clockTimeBrand]: true }

export const MS_PER_MINUTE = 60_000
export const MS_PER_HOUR = 3_600_000
export const MS_PER_DAY = 86_400_000
export const MINUTES_PER_DAY = 1440

const HANOI_AHEAD_OF_UTC_MS = 7 * MS_PER_HOUR

// ---- Days ----------------------------------------------------------------------------------------------------

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** How many days a month has; month 1 is January. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0)

/** Whether the text is a day that exists: `2028-02-29` is, `2026-02-29` is not. */
export const isPlainDate = (value: unknown): value is PlainDate => {
  if (typeof value !== 'string' || value.length !== 10) return false
  if (value[4] !== '-' || value[7] !== '-') return false
  const year = digits(value, 0, 4)
  const month = digits(value, 5, 7)
  const day = digits(value, 8, 10)
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/**
 * The text as a day.
 *
 * @throws RangeError when it is not written `YYYY-MM-DD` or the day does not exist
 */
export const plainDate = (text: string): PlainDate => {
  if (!isPlainDate(text)) throw new RangeError(`not a calendar day (YYYY-MM-DD): ${JSON.stringify(text)}`)
  return text
}

/**
 * The day made of a year, a month (1 is January) and a day of the month.
 *
 * @throws RangeError when there is no such day
 */
export const dateOf = (year: number, month: number, day: number): PlainDate => {
  const exists =
    Number.isInteger(year) &&
    year >= 0 &&
    year <= 9999 &&
    Number.isInteger(month) &&
    month >= 1 &&
    month <= 12 &&
    Number.isInteger(day) &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  if (!exists) throw new RangeError(`no such calendar day: year ${year}, month ${month}, day ${day}`)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as PlainDate
}

/** Year, month (1 is January) and day of the month. */
export const partsOf = (date: PlainDate): { year: number; month: number; day: number } => {
  plainDate(date)
  return { year: digits(date, 0, 4), month: digits(date, 5, 7), day: digits(date, 8, 10) }
}

/**
 * Days since 1970-01-01, negative before it. Counting days as integers is what makes the rest arithmetic.
 *
 * The year is taken to begin on 1 March, so that the leap day is the last of its year and month lengths follow one
 * linear formula; 400 years are always 146,097 days.
 */
export const dayNumberOf = (date: PlainDate): number => {
  const { year, month, day } = partsOf(date)
  return dayNumber(year, month, day)
}

const dayNumber = (year: number, month: number, day: number): number => {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const monthFromMarch = month > 2 ? month - 3 : month + 9
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const FIRST_DAY = dayNumber(0, 1, 1)
const LAST_DAY = dayNumber(9999, 12, 31)

/**
 * The day that is this many days after 1970-01-01.
 *
 * @throws RangeError outside the years 0000 to 9999, or when the number is not whole
 */
export const dateOfDayNumber = (number: number): PlainDate => {
  if (!Number.isInteger(number) || number < FIRST_DAY || number > LAST_DAY) {
    throw new RangeError(`day number outside the years 0000 to 9999: ${number}`)
  }
  const fromMarchOfYearZero = number + 719_468
  const era = Math.floor(fromMarchOfYearZero / 146_097)
  const dayOfEra = fromMarchOfYearZero - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as PlainDate
}

/** The day so many days later, or earlier when negative. */
export const addDays = (date: PlainDate, days: number): PlainDate => dateOfDayNumber(dayNumberOf(date) + days)

/** Days from the first to the second: 1 from a day to the next, negative backwards. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumberOf(to) - dayNumberOf(from)

/** 1 is Monday (thứ Hai), 7 is Sunday (Chủ nhật). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export const weekdayOf = (date: PlainDate): Weekday => weekdayOfDayNumber(dayNumberOf(date))

/** The weekday of a day number; 1970-01-01 was a Thursday. */
export const weekdayOfDayNumber = (number: number): Weekday => (((((number + 3) % 7) + 7) % 7) + 1) as Weekday

// ---- Clock times ---------------------------------------------------------------------------------------------

export const isClockTime = (value: unknown): value is ClockTime => {
  if (typeof value !== 'string' || value.length !== 5 || value[2] !== ':') return false
  const hour = digits(value, 0, 2)
  const minute = digits(value, 3, 5)
  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59
}

/**
 * The text as a clock time.
 *
 * @throws RangeError when it is not `HH:MM` between `00:00` and `23:59`
 */
export const clockTime = (text: string): ClockTime => {
  if (!isClockTime(text)) throw new RangeError(`not a clock time (HH:MM): ${JSON.stringify(text)}`)
  return text
}

/** Minutes since midnight of a clock time. */
export const minutesOfClock = (clock: ClockTime): number => {
  clockTime(clock)
  return digits(clock, 0, 2) * 60 + digits(clock, 3, 5)
}

// ---- Instants ------------------------------------------------------------------------------------------------

const FIRST_MS = FIRST_DAY * MS_PER_DAY
const LAST_MS = (LAST_DAY + 1) * MS_PER_DAY - 1

/**
 * The instant so many milliseconds after 1970-01-01T00:00:00Z.
 *
 * @throws RangeError when not whole, or outside the years 0000 to 9999
 */
export const instantFromMs = (ms: number): Instant => {
  if (!Number.isInteger(ms) || ms < FIRST_MS || ms > LAST_MS) {
    throw new RangeError(`not a whole number of milliseconds within the years 0000 to 9999: ${ms}`)
  }
  const day = Math.floor(ms / MS_PER_DAY)
  const rest = ms - day * MS_PER_DAY
  return `${dateOfDayNumber(day)}T${clockText(rest)}.${padded(rest % 1000, 3)}Z` as Instant
}

/** Whether the value is an instant exactly as this house writes one. */
export const isInstant = (value: unknown): value is Instant =>
  typeof value === 'string' && !Number.isNaN(canonicalMs(value))

/**
 * Milliseconds since 1970-01-01T00:00:00Z.
 *
 * @throws RangeError when the text is not an instant in the canonical form; `parseInstant` reads the other forms
 */
export const msOf = (instant: Instant): number => {
  const ms = canonicalMs(instant)
  if (Number.isNaN(ms))
    throw new RangeError(`not an instant (YYYY-MM-DDTHH:MM:SS.mmmZ): ${JSON.stringify(instant)}`)
  return ms
}

/** By position rather than by pattern: due dates are computed for whole worklists at a time. */
const canonicalMs = (text: string): number => {
  if (text.length !== 24 || text[10] !== 'T' || text[23] !== 'Z') return Number.NaN
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':' || text[19] !== '.')
    return Number.NaN
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  const milli = digits(text, 20, 23)
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || milli < 0)
    return Number.NaN
  return (
    dayNumber(year, month, day) * MS_PER_DAY +
    hour * MS_PER_HOUR +
    minute * MS_PER_MINUTE +
    second * 1000 +
    milli
  )
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}:\d{2}))$/

/**
 * Reads any RFC 3339 text, with any offset, into the one form we keep. Digits beyond the millisecond are cut off.
 * A text without an offset is refused: it does not say which instant it means. So is second 60, which the
 * database does not keep either.
 *
 * @throws RangeError saying what was wrong
 */
export const parseInstant = (text: string): Instant => {
  const found = RFC3339.exec(text)
  if (!found) throw new RangeError(`not an RFC 3339 instant with an offset: ${JSON.stringify(text)}`)
  const [, date = '', clock = '', seconds = '', fraction = '', sign, offset] = found
  if (Number(seconds) > 59) throw new RangeError(`no such second: ${JSON.stringify(text)}`)
  const local =
    dayNumberOf(plainDate(date)) * MS_PER_DAY +
    minutesOfClock(clockTime(clock)) * MS_PER_MINUTE +
    Number(seconds) * 1000 +
    Number(`${fraction}000`.slice(0, 3))
  if (offset === undefined) return instantFromMs(local)
  const ahead = minutesOfClock(clockTime(offset)) * MS_PER_MINUTE
  return instantFromMs(sign === '-' ? local + ahead : local - ahead)
}

// ---- Between the two, in the legal zone ----------------------------------------------------------------------

/** Milliseconds since 1970-01-01 00:00 on the clock of Asia/Ho_Chi_Minh: the number line of legal days. */
export const hanoiMsOf = (instant: Instant): number => msOf(instant) + HANOI_AHEAD_OF_UTC_MS

/** The instant at a point of the line that `hanoiMsOf` measures. */
export const instantFromHanoiMs = (ms: number): Instant => instantFromMs(ms - HANOI_AHEAD_OF_UTC_MS)

/** The legal day an instant falls on: 18:30Z on the 15th is already the 16th here. */
export const hanoiDateOf = (instant: Instant): PlainDate =>
  dateOfDayNumber(Math.floor(hanoiMsOf(instant) / MS_PER_DAY))

/**
 * Whole minutes since midnight on the office's clock; seconds are cut off. Do not compare it with a limit that
 * must hold to the second: 15:00:01 gives 900 as 15:00:00 does. Use `hanoiMsOf` for that.
 */
export const hanoiClockOf = (instant: Instant): number => {
  const local = hanoiMsOf(instant)
  return Math.floor((local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY) / MS_PER_MINUTE)
}

/**
 * The instant so many minutes after midnight of a legal day; 1440 is the midnight that ends it.
 *
 * @throws RangeError below 0 or above 1440, or when it is not a whole number of milliseconds
 */
export const instantAt = (date: PlainDate, minutesOfDay: number): Instant => {
  if (!(minutesOfDay >= 0 && minutesOfDay <= MINUTES_PER_DAY)) {
    throw new RangeError(`not a minute of a day (0 to ${MINUTES_PER_DAY}): ${minutesOfDay}`)
  }
  return instantFromHanoiMs(dayNumberOf(date) * MS_PER_DAY + minutesOfDay * MS_PER_MINUTE)
}

// ---- For people and for the wire -----------------------------------------------------------------------------

/** The instant with the office's offset, `2026-11-16T09:10:00+07:00`; milliseconds are written only if there are any. */
export const rfc3339InHanoi = (instant: Instant): string => {
  const local = hanoiMsOf(instant)
  const day = Math.floor(local / MS_PER_DAY)
  const rest = local - day * MS_PER_DAY
  const milli = rest % 1000
  return `${dateOfDayNumber(day)}T${clockText(rest)}${milli === 0 ? '' : `.${padded(milli, 3)}`}+07:00`
}

/** `16/11/2026` */
export const formatDay = (date: PlainDate): string => {
  plainDate(date)
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

/** `09:10 16/11/2026` on the office's clock, the order in which the statutory slips print a moment. */
export const formatMoment = (instant: Instant): string => {
  const local = rfc3339InHanoi(instant)
  return `${local.slice(11, 16)} ${formatDay(local.slice(0, 10) as PlainDate)}`
}

/**
 * The date line of a state document, `ngày 05 tháng 3 năm 2026`: days below 10 and the months 1 and 2 take a zero
 * in front, so that no one can turn them into another date (Nghị định 30/2020/NĐ-CP, Phụ lục I).
 */
export const longDate = (date: PlainDate): string => {
  const { year, month, day } = partsOf(date)
  return `ngày ${padded(day, 2)} tháng ${month <= 2 ? padded(month, 2) : month} năm ${year}`
}

// ---- Characters ----------------------------------------------------------------------------------------------

/** The number written at these places, or -1 if they are not all ASCII digits. */
const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0')

/** `HH:MM:SS` of so many milliseconds since midnight. */
const clockText = (msOfDay: number): string => {
  const second = Math.floor(msOfDay / 1000)
  return `${padded(Math.floor(second / 3600), 2)}:${padded(Math.floor(second / 60) % 60, 2)}:${padded(second % 60, 2)}`
}
