import { hanoiDateOf, type Instant, parseInstant } from '#common/time.ts'
import { EARLIEST_DAY } from '#common/typed.ts'
import { Refusal } from './refusal.ts'

/**
 * A moment as a request gives it: RFC 3339 with an offset, on a day in Hanoi that somebody here can mean.
 *
 * @throws Refusal date-not-read naming the field: also for the hours in which Hanoi is past the year 9999, which no page
 *   could write again
 */
export const readMoment = (text: string, field: string): Instant => {
  try {
    const moment = parseInstant(text)
    if (hanoiDateOf(moment) >= EARLIEST_DAY) return moment
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('INVALID', 'date-not-read', { field })
}
