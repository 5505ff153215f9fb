import { hanoiMsOf, type Instant, instantFromHanoiMs, MS_PER_MINUTE } from '#common/time.ts'
import { indexOf, type WorkingCalendar } from './calendar.ts'
import { addWorkingMs, wholeSecond, workingMsBetween } from './working-time.ts'

/**
 * A stretch during which the term does not run, for one of the reasons the law knows: a supplement asked for, a
 * financial obligation, an outside look-up. For one that is still open, `resumedAt` is now.
 */
export interface Pause {
  pausedAt: Instant
  resumedAt: Instant
}

export interface Resumption {
  /** Working minutes given back to the term. */
  pausedMinutes: number
  /** The due date moved by as much; null when the law sets no term. */
  dueAt: Instant | null
}

/**
 * The due date after one pause: later by the working minutes the pause took. A pause that takes none, at night or
 * over a holiday, moves nothing.
 *
 * @throws RangeError when the pause ends before it begins
 */
export const resumeAfterPause = (input: {
  calendar: WorkingCalendar
  dueAt: Instant | null
  pausedAt: Instant
  resumedAt: Instant
}): Resumption => {
  const { calendar, dueAt, pausedAt, resumedAt } = input
  return resumeAfterPauses({ calendar, dueAt, pauses: [{ pausedAt, resumedAt }] })
}

/**
 * The due date after all the pauses of a dossier, reckoned from the due date it had without any. Pauses may
 * overlap or lie one within another, as when a supplement is asked for during an outside look-up: the same minute is
 * given back once.
 *
 * A pause that begins when the term has already run out gives nothing back: what is late stays late.
 *
 * @throws RangeError when a pause ends before it begins
 */
export const resumeAfterPauses = (input: {
  calendar: WorkingCalendar
  dueAt: Instant | null
  pauses: readonly Pause[]
}): Resumption => {
  const index = indexOf(input.calendar)
  let due = input.dueAt === null ? null : hanoiMsOf(input.dueAt)
  let paused = 0
  for (const [from, to] of joined(input.pauses)) {
    if (due !== null && wholeSecond(from) > due) continue
    const working = workingMsBetween(index, from, to)
    paused += working
    if (due !== null) due = addWorkingMs(index, due, working)
  }
  return { pausedMinutes: paused / MS_PER_MINUTE, dueAt: due === null ? null : instantFromHanoiMs(due) }
}

/** The same time without overlaps, in order. */
const joined = (pauses: readonly Pause[]): [from: number, to: number][] => {
  const stretches = pauses.map(({ pausedAt, resumedAt }): [number, number] => {
    if (resumedAt < pausedAt)
      throw new RangeError(`a pause that ends before it begins: ${pausedAt} to ${resumedAt}`)
    return [hanoiMsOf(pausedAt), hanoiMsOf(resumedAt)]
  })
  stretches.sort(([a], [b]) => a - b)
  const result: [number, number][] = []
  for (const [from, to] of stretches) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}
