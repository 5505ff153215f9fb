import { dateOf, daysInMonth } from '#common/time.ts'
import { fromSerial, type WrittenMoment } from './serial-days.ts'

/** Days and hours as other software writes them. */

/** `dd/MM/yyyy HH:mm` and the like; `iso`; `excel`, the days since 1900 that a spreadsheet counts by. */
export type DateForm = string

const PARTS: Readonly<Record<string, string>> = {
  dd: String.raw`(?<day>\d{1,2})`,
  MM: String.raw`(?<month>\d{1,2})`,
  yyyy: String.raw`(?<year>\d{4})`,
  HH: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})`,
}
const ISO =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?$/
const SERIAL = /^\d{1,6}(?:\.\d+)?$/

/** What reads a form; null where it is none. */
export const readerOf = (form: DateForm): ((text: string) => WrittenMoment | null) | null => {
  if (form === 'iso') return (text) => fromParts(ISO.exec(text))
  if (form === 'excel') return (text) => (SERIAL.test(text) ? fromSerial(Number(text)) : null)
  const parts = form.split(/(dd|MM|yyyy|HH|mm|ss)/)
  const named = parts.filter((part) => part in PARTS)
  if (new Set(named).size < named.length || !['dd', 'MM', 'yyyy'].every((part) => named.includes(part)))
    return null
  if (parts.some((part) => !(part in PARTS) && /[\p{L}\p{N}]/u.test(part))) return null
  const pattern = new RegExp(`^${parts.map((part) => PARTS[part] ?? escaped(part)).join('')}$`)
  return (text) => fromParts(pattern.exec(text))
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const fromParts = (match: RegExpExecArray | null): WrittenMoment | null => {
  if (!match?.groups) return null
  const { year, month, day, hour, minute, second } = match.groups
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return null
  if (hour === undefined) return { day: dateOf(y, m, d), minutes: null }
  const minutes = Number(hour) * 60 + Number(minute ?? 0)
  return Number(hour) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59
    ? null
    : { day: dateOf(y, m, d), minutes }
}
