import type { Bilingual } from '#common/i18n.ts'
import {
  addDays,
  type ClockTime,
  dayNumberOf,
  hanoiClockOf,
  hanoiDateOf,
  type Instant,
  instantAt,
  minutesOfClock,
} from '#common/time.ts'
import { indexOf, isBeyondKnown, receptionOn, type Session, type WorkingCalendar } from './calendar.ts'

/** Whether the counters are open at a moment, and until or from when. */
export interface Opening {
  /** The sessions in which dossiers are received that day, in order; none when the counters stay shut. */
  sessions: readonly Session[]
  /** When the session closes that is being held; null while the counters are closed. */
  openUntil: ClockTime | null
  /** The start of the next session, later that day or on another; null when the calendar does not reach so far. */
  opensNext: Instant | null
  /** Why the day is not like its week: the name of the holiday, swap or closure. */
  name: Bilingual | null
  /** The name of a day off that somebody has yet to confirm; until then the hours are those of any other day. */
  unconfirmed: Bilingual | null
}

/** The opening of the counters by a calendar at a moment. A session is over at its last minute: at 11:30:00 sharp. */
export const openingAt = (calendar: WorkingCalendar, now: Instant): Opening => {
  const today = hanoiDateOf(now)
  const minute = hanoiClockOf(now)
  const { reception, exception, unconfirmed } = indexOf(calendar).dayAt(dayNumberOf(today))
  const held = reception.find(
    ({ start, end }) => minutesOfClock(start) <= minute && minute < minutesOfClock(end),
  )
  return {
    sessions: reception,
    openUntil: held?.end ?? null,
    opensNext: opensNext(calendar, now),
    name: exception?.name ?? null,
    unconfirmed: unconfirmed?.name ?? null,
  }
}

/** Not beyond the known calendar: nobody should set out for a day that may turn out to be Tết. */
const opensNext = (calendar: WorkingCalendar, now: Instant): Instant | null => {
  for (let day = hanoiDateOf(now); !isBeyondKnown(calendar, day); day = addDays(day, 1)) {
    const starts = receptionOn(calendar, day).map(({ start }) => instantAt(day, minutesOfClock(start)))
    const next = starts.find((start) => now < start)
    if (next !== undefined) return next
  }
  return null
}
