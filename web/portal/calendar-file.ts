import type { Language } from '#common/i18n.ts'
import { addDays, parseInstant } from '#common/time.ts'
import type { Tracking } from './data.ts'
import { clockOf, dayOf, wordsIn } from './words.tsx'

interface Appointment {
  language: Language
  tracking: Tracking
  /** RFC 3339; when the file was made. */
  now: string
}

/**
 * The appointment for the result as an iCalendar file (RFC 5545), or null when there is none to wait for. It takes
 * the whole day: a due time is when the office closes, and nobody should set out for that minute. Calendars are
 * copied to other people's machines, so the secret of the receipt is not in it.
 */
export const appointmentFile = ({ language, tracking, now }: Appointment): string | null => {
  const { code, dueAt, procedure, collectAt } = tracking
  if (dueAt === null) return null
  const say = wordsIn(language)
  const day = dayOf(dueAt)
  const title = language === 'en' && procedure.titleEn ? procedure.titleEn : procedure.title
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Mot Cua//Portal//VI',
    'BEGIN:VEVENT',
    `UID:${text(code)}`,
    `DTSTAMP:${compact(parseInstant(now).slice(0, 19))}Z`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${text(say('portal.calendar.summary', { title }))}`,
    `DESCRIPTION:${text(say('portal.calendar.description', { code, clock: clockOf(dueAt) }))}`,
    `LOCATION:${text([collectAt.name, collectAt.address].filter(Boolean).join(', '))}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

const compact = (iso: string): string => iso.replace(/[-:]/g, '')

const text = (words: string): string =>
  words.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n')

const LONGEST_LINE = 75

/** Lines are folded at 75 octets, never inside a letter; a Vietnamese letter takes up to three. */
const folded = (line: string): string => {
  const lines = ['']
  let octets = 0
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length
    if (octets + size > LONGEST_LINE) {
      lines.push(' ')
      octets = 1
    }
    lines[lines.length - 1] += letter
    octets += size
  }
  return lines.join('\r\n')
}
