import type { Bilingual } from '#common/i18n.ts'
import { lineOf } from '#common/reading.ts'
import {
  addDays,
  type ClockTime,
  dayNumberOf,
  isClockTime,
  isPlainDate,
  MS_PER_MINUTE,
  minutesOfClock,
  type PlainDate,
  type Weekday,
  weekdayOfDayNumber,
} from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'

/** A stretch of office hours (buổi) on the clock of Asia/Ho_Chi_Minh; it begins at `start` and is over at `end`. */
export interface Session {
  start: ClockTime
  end: ClockTime
}

/** Sessions by weekday, 1 = Monday (thứ Hai) to 7 = Sunday (Chủ nhật); a weekly day of rest has none. */
export type WorkingWeek = Readonly<Record<Weekday, readonly Session[]>>

/**
 * Why a day differs from its week:
 *
 * - `HOLIDAY`: a public holiday (ngày lễ, tết; Bộ luật Lao động 2019 Điều 112)
 * - `SUBSTITUTE`: a day off for a holiday that fell on a day of rest (nghỉ bù; Điều 111 khoản 3)
 * - `SWAP_OFF` and `SWAP_WORK`: the two halves of an announced swap (hoán đổi): a working day off, a day of rest worked (làm bù)
 * - `CLOSURE`: the office is shut by a decision, for example in a storm; with sessions, those still held
 */
export type CalendarException = {
  date: PlainDate
  name: Bilingual
  /** The decision or announcement it rests on, and how sure that is. */
  source: string
  /** Only what somebody has confirmed against its source changes a due date; the rest is shown as a warning. */
  confirmed: boolean
  /** When the counters receive that day, where that is not when the office works. */
  reception?: readonly Session[]
  /** Declared for this agency alone: a decision of the province leaves it. */
  own?: true
} & (
  | { kind: 'HOLIDAY' | 'SUBSTITUTE' | 'SWAP_OFF' }
  | { kind: 'SWAP_WORK'; sessions: readonly Session[] }
  | { kind: 'CLOSURE'; sessions?: readonly Session[] }
)

export type ExceptionKind = CalendarException['kind']

/** Office hours that hold from a day on, as those of summer (giờ mùa hè) do, until the next of them. */
export interface DatedWeek {
  from: PlainDate
  week: WorkingWeek
  receptionWeek: WorkingWeek | null
  /** The decision they rest on. */
  source: string
  /** Decided for this agency alone: hours that the province decides are not its. */
  own?: true
}

/**
 * The hours of an authority: what a dossier keeps from the day of its acceptance, whatever is decided of hours later.
 *
 * Two calendars in one: the counters may receive while nothing is processed, as on a Saturday morning (Quyết định
 * 14/2010/QĐ-TTg), and a day on which one only receives is no working day of any term.
 */
export interface OfficeHours {
  week: WorkingWeek
  /** When dossiers are received; null when that is the working week. */
  receptionWeek: WorkingWeek | null
  /** In order of their days. */
  laterWeeks: readonly DatedWeek[]
}

/**
 * When an authority works. A published version is never altered: a change is a new version, and that is also what
 * lets the index below be built once per calendar object.
 */
export interface WorkingCalendar extends OfficeHours {
  /** The same for all versions of it. */
  id: string
  version: number
  name: Bilingual
  exceptions: readonly CalendarException[]
  /** Days that the province has declared otherwise and on which this agency has decided to keep to its week: they stay so. */
  keepsToItsWeekOn?: readonly PlainDate[]
  /** First and last day whose days off are known in full. Beyond them we reckon with the week and the exceptions we have. */
  validFrom: PlainDate
  validTo: PlainDate
}

/** The sessions held on a day, in order; none on a day off. */
export const sessionsOn = (calendar: WorkingCalendar, date: PlainDate): readonly Session[] =>
  indexOf(calendar).dayAt(dayNumberOf(date)).sessions

/** The sessions in which dossiers are received on a day, in order; none when the counters stay shut. */
export const receptionOn = (calendar: WorkingCalendar, date: PlainDate): readonly Session[] =>
  indexOf(calendar).dayAt(dayNumberOf(date)).reception

/** The week in which dossiers are received, as it holds on a day. */
export const receptionWeekOn = (calendar: WorkingCalendar, date: PlainDate): WorkingWeek => {
  const { week, receptionWeek } = calendar.laterWeeks.findLast(({ from }) => from <= date) ?? calendar
  return receptionWeek ?? week
}

/** Whether the office works at all that day. A day with one session left is a working day. */
export const isWorkingDay = (calendar: WorkingCalendar, date: PlainDate): boolean =>
  sessionsOn(calendar, date).length > 0

/** Whether the days off around this date may not all be known, so that a due date there may still move. */
export const isBeyondKnown = (calendar: WorkingCalendar, date: PlainDate): boolean =>
  date < calendar.validFrom || date > calendar.validTo

/**
 * The calendar a dossier is reckoned by: the hours it was accepted under and the days off as they are known now. A day
 * that is worked or closed by a decision brings its own sessions with it.
 */
export const withHoursOf = (calendar: WorkingCalendar, accepted: WorkingCalendar): WorkingCalendar => {
  if (calendar === accepted) return calendar
  const known = mixed.get(calendar)?.get(accepted)
  if (known) return known
  const { week, receptionWeek, laterWeeks } = accepted
  const result = { ...calendar, week, receptionWeek, laterWeeks }
  const ofCalendar = mixed.get(calendar) ?? new WeakMap<WorkingCalendar, WorkingCalendar>()
  mixed.set(calendar, ofCalendar.set(accepted, result))
  return result
}

/** The same object for the same two, so that its index is built once and not for each of 100,000 dossiers. */
const mixed = new WeakMap<WorkingCalendar, WeakMap<WorkingCalendar, WorkingCalendar>>()

/** The days on which two calendars do not work the same hours, between two days and with them. */
export const daysThatDiffer = (
  before: WorkingCalendar,
  after: WorkingCalendar,
  from: PlainDate,
  to: PlainDate,
): PlainDate[] => {
  const differing: PlainDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (hoursKey(sessionsOn(before, day)) !== hoursKey(sessionsOn(after, day))) differing.push(day)
  }
  return differing
}

/** The same text for the same hours. */
export const hoursKey = (sessions: readonly Session[]): string =>
  sessions.map(({ start, end }) => `${start}-${end}`).join(' ')

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

// ---- The index: what a day is, by day number -----------------------------------------------------------------

/** A session in milliseconds since midnight, half open. */
export type Span = readonly [start: number, end: number]

export interface DayPlan {
  sessions: readonly Session[]
  spans: readonly Span[]
  reception: readonly Session[]
  exception: CalendarException | null
  unconfirmed: CalendarException | null
}

export interface CalendarIndex {
  dayAt(dayNumber: number): DayPlan
  /** Working milliseconds of the longest day of the week that holds then: what "one day" of a step's share is worth. */
  fullDayMsAt(dayNumber: number): number
}

/** Kept beside the calendar object: 20 exceptions sorted into a map once, not once for every due date. */
const indexes = new WeakMap<WorkingCalendar, CalendarIndex>()

export const indexOf = (calendar: WorkingCalendar): CalendarIndex => {
  const known = indexes.get(calendar)
  if (known) return known
  const index = buildIndex(calendar)
  indexes.set(calendar, index)
  return index
}

/** A week ready to be asked, and the day number it holds from. */
interface IndexedWeek {
  from: number
  plans: readonly DayPlan[]
  fullDayMs: number
}

const buildIndex = (calendar: WorkingCalendar): CalendarIndex => {
  const weeks = [
    indexedWeek(Number.NEGATIVE_INFINITY, calendar.week, calendar.receptionWeek),
    ...calendar.laterWeeks.map(({ from, week, receptionWeek }) =>
      indexedWeek(dayNumberOf(from), week, receptionWeek),
    ),
  ]
  const first = weeks[0]!
  const weekAt =
    weeks.length === 1
      ? () => first
      : (dayNumber: number) => weeks.findLast(({ from }) => from <= dayNumber) ?? first
  const plainDay = (dayNumber: number): DayPlan => weekAt(dayNumber).plans[weekdayOfDayNumber(dayNumber) - 1]!

  const special = new Map<number, DayPlan>()
  for (const exception of calendar.exceptions) {
    const dayNumber = dayNumberOf(exception.date)
    const plain = plainDay(dayNumber)
    special.set(
      dayNumber,
      exception.confirmed ? planDespite(exception) : { ...plain, unconfirmed: exception },
    )
  }
  return {
    dayAt: (dayNumber) => special.get(dayNumber) ?? plainDay(dayNumber),
    fullDayMsAt: (dayNumber) => weekAt(dayNumber).fullDayMs,
  }
}

const indexedWeek = (from: number, week: WorkingWeek, receptionWeek: WorkingWeek | null): IndexedWeek => {
  const plans = WEEKDAYS.map((weekday): DayPlan => {
    const sessions = week[weekday]
    return {
      sessions,
      spans: sessions.map(spanOf),
      reception: receptionWeek?.[weekday] ?? sessions,
      exception: null,
      unconfirmed: null,
    }
  })
  return { from, plans, fullDayMs: Math.max(...plans.map(({ spans }) => lengthOf(spans))) }
}

const planDespite = (exception: CalendarException): DayPlan => {
  const sessions = heldDespite(exception)
  return {
    sessions,
    spans: sessions.map(spanOf),
    reception: exception.reception ?? sessions,
    exception,
    unconfirmed: null,
  }
}

const heldDespite = (exception: CalendarException): readonly Session[] => {
  if (exception.kind === 'SWAP_WORK') return exception.sessions
  if (exception.kind === 'CLOSURE') return exception.sessions ?? []
  return []
}

const spanOf = ({ start, end }: Session): Span => [
  minutesOfClock(start) * MS_PER_MINUTE,
  minutesOfClock(end) * MS_PER_MINUTE,
]

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, [start, end]) => sum + end - start, 0)

// ---- Refusing bad data ---------------------------------------------------------------------------------------

/** What can be wrong with a calendar; shown with the place, `exceptions[3].date: NOT_A_DAY`. */
export type CalendarProblem =
  | 'NOT_A_DAY'
  | 'NOT_A_CLOCK_TIME'
  | 'SESSION_ENDS_BEFORE_IT_STARTS'
  | 'SESSIONS_OVERLAP'
  | 'DAY_LISTED_TWICE'
  | 'UNKNOWN_KIND'
  | 'SESSIONS_MISSING'
  | 'LIST_MISSING'
  | 'SESSIONS_ON_A_DAY_OFF'
  | 'TEXT_MISSING'
  | 'NOT_YES_OR_NO'
  | 'VERSION_NOT_POSITIVE'
  | 'ENDS_BEFORE_IT_BEGINS'
  | 'WEEK_WITHOUT_WORK'
  | 'NOT_IN_ORDER'

/**
 * Looks a calendar over as it comes from a person or a file, before anything is reckoned with it.
 *
 * @throws Refusal `calendar-invalid` whose `problems` name every place and what is wrong there
 */
export const checkCalendar = (calendar: WorkingCalendar): void => {
  const problems: string[] = []
  const found: Found = (...problem) => problems.push(lineOf(...problem))

  if (isBlank(calendar.id)) found('id', 'TEXT_MISSING')
  if (!(Number.isInteger(calendar.version) && calendar.version > 0)) found('version', 'VERSION_NOT_POSITIVE')
  checkWords('name', calendar.name, found)
  for (const edge of ['validFrom', 'validTo'] as const) {
    if (!isPlainDate(calendar[edge])) found(edge, 'NOT_A_DAY')
  }
  if (calendar.validFrom > calendar.validTo) found('validTo', 'ENDS_BEFORE_IT_BEGINS')

  checkWeek('week', calendar.week, found)
  if (calendar.receptionWeek !== null) checkSessionsOfWeek('receptionWeek', calendar.receptionWeek, found)
  checkLaterWeeks(calendar.laterWeeks, found)

  const seen = new Set<string>()
  const exceptions = Array.isArray(calendar.exceptions) ? calendar.exceptions : []
  if (exceptions !== calendar.exceptions) found('exceptions', 'LIST_MISSING')
  for (const [index, exception] of exceptions.entries()) {
    const place = `exceptions[${index}]`
    if (!isPlainDate(exception.date)) found(`${place}.date`, 'NOT_A_DAY')
    else if (seen.has(exception.date)) found(`${place}.date`, 'DAY_LISTED_TWICE')
    seen.add(exception.date)
    checkException(place, exception, found)
  }

  if (problems.length > 0) {
    throw new Refusal('INVALID', 'calendar-invalid', { calendar: String(calendar.id), problems })
  }
}

type Found = (place: string, problem: CalendarProblem) => unknown

const checkWeek = (place: string, week: WorkingWeek, found: Found): void => {
  checkSessionsOfWeek(place, week, found)
  // Without this a due date would be sought until the end of the year 9999.
  if (!WEEKDAYS.some((weekday) => (week?.[weekday]?.length ?? 0) > 0)) found(place, 'WEEK_WITHOUT_WORK')
}

const checkSessionsOfWeek = (place: string, week: WorkingWeek, found: Found): void => {
  for (const weekday of WEEKDAYS) {
    const sessions = week?.[weekday]
    if (!Array.isArray(sessions)) found(`${place}.${weekday}`, 'SESSIONS_MISSING')
    else checkSessions(`${place}.${weekday}`, sessions, found)
  }
}

const checkLaterWeeks = (laterWeeks: readonly DatedWeek[], found: Found): void => {
  if (!Array.isArray(laterWeeks)) {
    found('laterWeeks', 'LIST_MISSING')
    return
  }
  let previous = ''
  for (const [index, weeks] of laterWeeks.entries()) {
    const place = `laterWeeks[${index}]`
    if (!isPlainDate(weeks.from)) found(`${place}.from`, 'NOT_A_DAY')
    else if (weeks.from <= previous) found(`${place}.from`, 'NOT_IN_ORDER')
    else previous = weeks.from
    checkDatedWeek(place, weeks, found)
  }
}

/** Looks hours over, before they are put among the others. */
export const checkDatedWeek = (
  place: string,
  { week, receptionWeek, source }: DatedWeek,
  found: Found,
): void => {
  checkWeek(`${place}.week`, week, found)
  if (receptionWeek !== null) checkSessionsOfWeek(`${place}.receptionWeek`, receptionWeek, found)
  if (isBlank(source)) found(`${place}.source`, 'TEXT_MISSING')
}

/** Looks one day over, before it is put among the others. */
export const checkException = (place: string, exception: CalendarException, found: Found): void => {
  checkWords(`${place}.name`, exception.name, found)
  if (isBlank(exception.source)) found(`${place}.source`, 'TEXT_MISSING')
  if (typeof exception.confirmed !== 'boolean') found(`${place}.confirmed`, 'NOT_YES_OR_NO')
  const sessions = 'sessions' in exception ? exception.sessions : undefined
  if (exception.reception !== undefined) {
    if (Array.isArray(exception.reception)) checkSessions(`${place}.reception`, exception.reception, found)
    else found(`${place}.reception`, 'LIST_MISSING')
  }
  switch (exception.kind) {
    case 'HOLIDAY':
    case 'SUBSTITUTE':
    case 'SWAP_OFF':
      if (sessions !== undefined) found(`${place}.sessions`, 'SESSIONS_ON_A_DAY_OFF')
      return
    case 'SWAP_WORK':
      if (!Array.isArray(sessions) || sessions.length === 0) found(`${place}.sessions`, 'SESSIONS_MISSING')
      else checkSessions(`${place}.sessions`, sessions, found)
      return
    case 'CLOSURE':
      if (sessions !== undefined) checkSessions(`${place}.sessions`, sessions, found)
      return
    default:
      found(`${place}.kind`, 'UNKNOWN_KIND')
  }
}

const checkSessions = (place: string, sessions: readonly Session[], found: Found): void => {
  let previousEnd = ''
  for (const [index, session] of sessions.entries()) {
    const at = `${place}[${index}]`
    if (!isClockTime(session.start)) found(`${at}.start`, 'NOT_A_CLOCK_TIME')
    else if (!isClockTime(session.end)) found(`${at}.end`, 'NOT_A_CLOCK_TIME')
    else if (session.start >= session.end) found(at, 'SESSION_ENDS_BEFORE_IT_STARTS')
    else if (session.start < previousEnd) found(at, 'SESSIONS_OVERLAP')
    else previousEnd = session.end
  }
}

const checkWords = (place: string, words: Bilingual, found: Found): void => {
  if (isBlank(words?.vi)) found(`${place}.vi`, 'TEXT_MISSING')
  if (isBlank(words?.en)) found(`${place}.en`, 'TEXT_MISSING')
}

const isBlank = (text: unknown): boolean => typeof text !== 'string' || text.trim() === ''
