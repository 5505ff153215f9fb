import { type PlainDate, plainDate } from './time.ts'
import { type Reading, readPastDay } from './typed.ts'

/** What people write about themselves, read the way an office reads it. */

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
 * Date of birth as typed at a counter. A year of two digits is of this century when it is not later than this year,
 * else of the last.
 *
 * @param today the legal day in Asia/Ho_Chi_Minh: nobody is born after it
 */
export const readBirthDate = (text: string, today: PlainDate): Reading => {
  const thisYear = Number(today.slice(2, 4))
  return readPastDay(text, today, (year) => (year > thisYear ? 1900 : 2000))
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
  const read = readBirthDate(birth ?? '', plainDate(today))
  return {
    citizenNumber: number,
    fullName: name.trim(),
    birthDate: read.ok ? read.value : null,
    address: (address ?? '').trim(),
  }
}
