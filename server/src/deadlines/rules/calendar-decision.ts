import type { Bilingual } from '#common/i18n.ts'
import {
  clock,
  day,
  type Found,
  isWithinReach,
  lineOf,
  listOf,
  maybe,
  object,
  oneOf,
  type Reader,
  said,
  text,
  yesOrNo,
} from '#common/reading.ts'
import type { PlainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import type { CalendarException, DatedWeek, Session, WorkingWeek } from './calendar.ts'
import type { CalendarChange, CalendarChangeProblem } from './calendar-change.ts'

/** A decision on days off or office hours, as somebody wrote it into a file. */
export interface CalendarDecision {
  decision: { number: string; issuer: string; decidedOn: PlainDate; title: string }
  /** Code of the agency whose own calendar changes; null: the province's, and with it every agency's. */
  agency: string | null
  change: CalendarChange
}

/**
 * What is left out changes nothing.
 *
 * @throws Refusal INVALID `calendar-change-invalid`, whose `problems` name every place and what is wrong there
 */
export const readCalendarDecision = (value: unknown): CalendarDecision => {
  const problems: string[] = []
  const found: Found = (...problem) => problems.push(lineOf(...problem))
  const { decision, agency, days, confirmed, calledOff, hours, knownUntil } = FORM(value, '', found)
  if (problems.length > 0)
    throw new Refusal('INVALID', 'calendar-change-invalid', { calendar: agency ?? '', problems })
  return { decision, agency, change: { days, confirmed, calledOff, hours, knownUntil } }
}

/**
 * A decision that nobody can have taken yet.
 *
 * @param today the legal day in Asia/Ho_Chi_Minh
 * @throws Refusal INVALID `calendar-change-invalid`
 */
export const mustBeDecided = ({ decision, agency }: CalendarDecision, today: PlainDate): void => {
  const isWithin = isWithinReach(decision.decidedOn, today)
  if (isWithin && decision.decidedOn <= today) return
  const problem: CalendarChangeProblem = isWithin ? 'DECIDED_IN_THE_FUTURE' : 'TOO_FAR'
  throw new Refusal('INVALID', 'calendar-change-invalid', {
    calendar: agency ?? '',
    problems: [lineOf('decision.decidedOn', problem, decision.decidedOn)],
  })
}

const bilingual: Reader<Bilingual> = object({ vi: text, en: text })
const sessions: Reader<readonly Session[]> = listOf(object({ start: clock, end: clock }))

const week: Reader<WorkingWeek> = (value, place, found) => {
  const { monday, tuesday, wednesday, thursday, friday, saturday, sunday } = WEEK(value, place, found)
  return { 1: monday, 2: tuesday, 3: wednesday, 4: thursday, 5: friday, 6: saturday, 7: sunday }
}

const WEEK = object({
  monday: sessions,
  tuesday: sessions,
  wednesday: sessions,
  thursday: sessions,
  friday: sessions,
  saturday: sessions,
  sunday: sessions,
})

/** The sessions held are left out where none are; `calendar.ts` says which kinds may have them. */
const exception: Reader<CalendarException> = (value, place, found) => {
  const { sessions: held, reception, ...rest } = EXCEPTION(value, place, found)
  return {
    ...rest,
    ...(held === null ? {} : { sessions: held }),
    ...(reception === null ? {} : { reception }),
  } as CalendarException
}

const EXCEPTION = object({
  kind: oneOf('HOLIDAY', 'SUBSTITUTE', 'SWAP_OFF', 'SWAP_WORK', 'CLOSURE'),
  date: day,
  name: bilingual,
  source: text,
  confirmed: yesOrNo,
  sessions: maybe(sessions),
  reception: maybe(sessions),
})

const datedWeek: Reader<DatedWeek> = object({ from: day, week, receptionWeek: maybe(week), source: text })

const FORM = object({
  decision: object({ number: said(100), issuer: said(300), decidedOn: day, title: said(1_000) }),
  agency: maybe(said(100)),
  days: listOf(exception),
  confirmed: listOf(day),
  calledOff: listOf(day),
  hours: listOf(datedWeek),
  knownUntil: maybe(day),
})
