import { formatDay, formatMoment, type PlainDate, parseInstant } from '#common/time.ts'

/** `09:10` on the office's clock, from an instant of the wire. */
export const timeOfDay = (moment: string): string => formatMoment(parseInstant(moment)).slice(0, 5)

/** `16/11/2026` of a plain date of the wire. */
export const dayOnly = (date: string): string => formatDay(date as PlainDate)

/** The beginning of a hash: enough to compare two by eye. */
export const shortHash = (sha256: string): string => sha256.slice(0, 12)
