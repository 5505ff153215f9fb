import { dateOf, daysInMonth, type PlainDate, plainDate } from './time.ts'

/**
 * What was typed into a field: the one stored form, or what is wrong with it, by a code with its places; the words
 * are in the catalogues under `field.<code>`.
 */
export type Reading<Value extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; code: string; found?: number }

/** Nobody alive was born before, and no dossier is older; a year of three digits is a slip of the finger. */
export const EARLIEST_DAY = plainDate('1900-01-01')

/**
 * A day that has been, as typed at a counter: `010290`, `1/2/90`, `1.2.1990`.
 *
 * @param today the legal day in Asia/Ho_Chi_Minh: what comes after it is refused
 * @param centuryOf the century of a year of two digits
 */
export const readPastDay = (
  text: string,
  today: PlainDate,
  centuryOf: (year: number) => number = () => 2000,
): Reading<PlainDate> => {
  const read = readDay(text, centuryOf)
  return read.ok && read.value > today ? { ok: false, code: 'date-in-future' } : read
}

/** A day by which something is to come: today, or later. @param today the legal day in Asia/Ho_Chi_Minh */
export const readComingDay = (text: string, today: PlainDate): Reading<PlainDate> => {
  const read = readDay(text, () => 2000)
  return read.ok && read.value < today ? { ok: false, code: 'date-has-passed' } : read
}

const readDay = (text: string, centuryOf: (year: number) => number): Reading<PlainDate> => {
  const parts =
    /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{2}|\d{4})$/.exec(text.trim()) ??
    /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text.trim())
  if (!parts) return { ok: false, code: 'date-not-read' }
  const [, dayText, monthText, yearText] = parts as unknown as [string, string, string, string]
  const day = Number(dayText)
  const month = Number(monthText)
  const year = yearText.length === 4 ? Number(yearText) : Number(yearText) + centuryOf(Number(yearText))
  if (month < 1 || month > 12) return { ok: false, code: 'date-no-such-month', found: month }
  if (day < 1 || day > daysInMonth(year, month)) return { ok: false, code: 'date-no-such-day', found: day }
  const value = dateOf(year, month, day)
  if (value < EARLIEST_DAY) return { ok: false, code: 'date-too-early' }
  return { ok: true, value }
}
