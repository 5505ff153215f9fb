import { hanoiMsOf, type Instant, instantFromHanoiMs, MS_PER_DAY, MS_PER_MINUTE } from '#common/time.ts'
import { indexOf, type WorkingCalendar } from './calendar.ts'
import { addWorkingMs, workingMsBetween } from './working-time.ts'

/**
 * When one step of a process is due: after its own share of the time and those of the steps before it.
 *
 * The law rules the clock, not the step table. Published tables exist whose shares add up to more than the term;
 * then every share shrinks in the same proportion, so that no step is due after the dossier is. Shares that add up
 * to less are left alone: the rest is slack, and a step does not get longer because there is some.
 *
 * A step whose share is 0, such as handing the result over, has no due date of its own: it is due with the dossier.
 *
 * @param input.from when the first of these steps begins
 * @param input.dueAt the due date of the dossier by law; null when it has none, and then nothing shrinks
 * @param input.shares of the steps that remain, in order, in working days: 1 is a full day of the plain week, fractions are its minutes
 * @param input.index which of them, from 0
 * @returns null when there is neither a share nor a legal due date to go by
 * @throws RangeError when there is no such step, or a share is negative or not a number
 */
export const shareDueAt = (input: {
  calendar: WorkingCalendar
  from: Instant
  dueAt: Instant | null
  shares: readonly number[]
  index: number
}): Instant | null => {
  const { from, dueAt, shares, index } = input
  const calendar = indexOf(input.calendar)
  const start = hanoiMsOf(from)
  const fullDayMs = calendar.fullDayMsAt(Math.floor(start / MS_PER_DAY))
  const shareMs = shares.map((days) => {
    if (!(days >= 0 && Number.isFinite(days)))
      throw new RangeError(`not a share of working time: ${days} days`)
    return Math.round(days * fullDayMs)
  })
  const own = shareMs[index]
  if (own === undefined) throw new RangeError(`no step ${index} among ${shares.length} shares`)
  if (own === 0) return dueAt

  const untilHere = sum(shareMs.slice(0, index + 1))
  if (dueAt === null) return instantFromHanoiMs(addWorkingMs(calendar, start, untilHere))

  const legalDue = hanoiMsOf(dueAt)
  const available = workingMsBetween(calendar, start, legalDue)
  const whole = sum(shareMs)
  if (whole <= available) return instantFromHanoiMs(addWorkingMs(calendar, start, untilHere))
  if (untilHere === whole || available <= 0) return dueAt
  // Down to the whole minute: 11:07:23.512 would promise a precision that dividing does not have.
  const shrunk = Math.floor((untilHere * (available / whole)) / MS_PER_MINUTE) * MS_PER_MINUTE
  return instantFromHanoiMs(Math.min(addWorkingMs(calendar, start, shrunk), legalDue))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
