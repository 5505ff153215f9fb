import { dateOfDayNumber, dayNumberOf, MINUTES_PER_DAY, type PlainDate, plainDate } from '#common/time.ts'

/** Days and hours as spreadsheets count them. */

/** A day, and the minute of it where an hour was written too. */
export interface WrittenMoment {
  day: PlainDate
  /** Since midnight in Việt Nam; null where only the day was written. */
  minutes: number | null
}

// A spreadsheet believes that 1900 was a leap year: from 1 March 1900 on its days are one too many.
const DAY_ZERO = dayNumberOf(plainDate('1899-12-30'))
const FIRST_SURE = 61
// Beyond the year 2198 nobody was promised anything.
const LAST = 109_000
const DAYS_TO_1904 = 1_462

/**
 * To the minute: a fraction of a day hides 59.999 seconds; a whole number is a day. Null: no such day.
 * @param is1904 whether the file counts from 1904
 */
export const fromSerial = (serial: number, is1904 = false): WrittenMoment | null => {
  if (!(serial >= FIRST_SURE && serial <= LAST)) return null
  const all = Math.round((serial + (is1904 ? DAYS_TO_1904 : 0)) * MINUTES_PER_DAY)
  return {
    day: dateOfDayNumber(DAY_ZERO + Math.floor(all / MINUTES_PER_DAY)),
    minutes: Number.isInteger(serial) ? null : all % MINUTES_PER_DAY,
  }
}
