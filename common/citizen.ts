import { dateOf, daysInMonth, type PlainDate, plainDate } from './time.ts'

/**
 * What people write about themselves, read the way an office reads it. Each reader gives the one stored form or
 * says what is wrong, by a code with its places; the words are in the catalogues under `field.<code>`.
 */
export type Reading = { ok: true; value: string } | { ok: false; code: string; found?: number }

/**
 * Citizen number (số CCCD, số định danh): 12 digits; 9 digits are an old CMND and are accepted as such.
 * Spaces and dots between digits are taken out.
 */
export const readCitizenNumber = (text: string): Reading => {
  const digits = text.replace(/[\s.]/g, '')
  if (!/^\d+$/.test(digits)) return { ok: false, code: 'citizen-number-digits-only' }
  if (digits.length === 12 || digits.length === 9) return { ok: true, value: digits }
  return { ok: false, code: 'citizen-number-length', found: digits.length }
}

/** Telephone: +84, 84 and spaces become a leading 0; ten digits for a mobile, eleven for a landline. */
export const readPhone = (text: string): Reading => {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^\+?84(?=\d{9,10}$)/, '0')
  if (!/^\d+$/.test(digits)) return { ok: false, code: 'phone-digits-only' }
  if (/^0[35789]\d{8}$/.test(digits) || /^02\d{9}$/.test(digits)) return { ok: true, value: digits }
  return { ok: false, code: 'phone-unknown', found: digits.length }
}

/**
 * A day that has been, of birth or of reception, as typed at a counter: `010290`, `1/2/90`, `1.2.1990` → `1990-02-01`.
 * A year of two digits is of this century when it is not later than this year, else of the last.
 *
 * @param today the legal day in Asia/Ho_Chi_Minh: what comes after it has not been
 */
export const readPastDay = (text: string, today: PlainDate): Reading => {
  const parts =
    /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{2}|\d{4})$/.exec(text.trim()) ??
    /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text.trim())
  if (!parts) return { ok: false, code: 'date-not-read' }
  const [, dayText, monthText, yearText] = parts as unknown as [string, string, string, string]
  const day = Number(dayText)
  const month = Number(monthText)
  const short = Number(yearText)
  const thisYear = Number(today.slice(0, 4))
  const year = yearText.length === 4 ? short : short + (short > thisYear % 100 ? 1900 : 2000)
  if (month < 1 || month > 12) return { ok: false, code: 'date-no-such-month', found: month }
  if (day < 1 || day > daysInMonth(year, month)) return { ok: false, code: 'date-no-such-day', found: day }
  const value = dateOf(year, month, day)
  if (value > today) return { ok: false, code: 'date-in-future' }
  return { ok: true, value }
}

/**
 * The text of the QR on a citizen card: `số CCCD|số CMND|họ tên|ddMMyyyy|giới tính|nơi thường trú|ddMMyyyy`.
 * Data entry, never proof: anybody can print one. Newer cards add fields, which are ignored.
 */
export interface CardText {
  citizenNumber: string
  fullName: string
  birthDate: string | null
  address: string
}

export const readCardText = (text: string, today: string): CardText | null => {
  const fields = text.trim().split('|')
  const [number, , name, birth, , address] = fields
  if (fields.length < 6 || !number || !/^\d{12}$/.test(number) || !name?.trim()) return null
  const read = readPastDay(birth ?? '', plainDate(today))
  return {
    citizenNumber: number,
    fullName: name.trim(),
    birthDate: read.ok ? read.value : null,
    address: (address ?? '').trim(),
  }
}
