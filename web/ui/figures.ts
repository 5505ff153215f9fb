import {
  formatDay,
  hanoiClockOf,
  hanoiDateOf,
  type Instant,
  type PlainDate,
  parseInstant,
} from '#common/time.ts'

/** `16/11/2026 09:10` on the office's clock, from an instant of the wire. */
export const dayAndTime = (moment: string): string => {
  const instant = parseInstant(moment)
  return `${formatDay(hanoiDateOf(instant))} ${clock(instant)}`
}

/** `09:10` on the office's clock. */
export const timeOfDay = (moment: string): string => clock(parseInstant(moment))

/** `16/11/2026` of a plain date of the wire. */
export const dayOnly = (date: string): string => formatDay(date as PlainDate)

const clock = (instant: Instant): string => {
  const minutes = hanoiClockOf(instant)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The beginning of a hash: enough to compare two by eye. */
export const shortHash = (sha256: string): string => sha256.slice(0, 12)
