import type { Bilingual } from '#common/i18n.ts'
import {
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
} & (
  | { kind: 'HOLIDAY' | 'SUBSTITUTE' | 'SWAP_OFF' }
  | { kind: 'SWAP_WORK'; sessions: readonly Session[] }
  | { kind: 'CLOSURE'; sessions?: readonly Session[] }
)

export type ExceptionKind = CalendarException['kind']

/**
 * When an authority works. A published version is never altered: a change is a new version, and that is also what
 * lets the index below be built once per calendar object.
 */
export interface WorkingCalendar {
  id: string
  version: number
  name: Bilingual
  week: WorkingWeek
  exceptions: readonly CalendarException[]
  /** First and last day whose days off are known in full. Beyond them we reckon with the week and the exceptions we have. */
  validFrom: PlainDate
  validTo: PlainDate
}

/** The sessions held on a day, in order; none on a day off. */
export const sessionsOn = (calendar: WorkingCalendar, date: PlainDate): readonly Session[] =>
  indexOf(calendar).dayAt(dayNumberOf(date)).sessions

/** Whether the office works at all that day. A day with one session left is a working day. */
export const isWorkingDay = (calendar: WorkingCalendar, date: PlainDate): boolean =>
  sessionsOn(calendar, date).length > 0

/** Whether the days off around this date may not all be known, so that a due date there may still move. */
export const isBeyondKnown = (calendar: WorkingCalendar, date: PlainDate): boolean =>
  date < calendar.validFrom || date > calendar.validTo

/**
 * The next version of a calendar, in which the exceptions on these days have been confirmed.
 *
 * @throws Refusal `calendar-exception-unknown` when a day has no exception to confirm
 */
export const withConfirmed = (calendar: WorkingCalendar, dates: readonly PlainDate[]): WorkingCalendar => {
  const unknown = dates.filter((date) => !calendar.exceptions.some((exception) => exception.date === date))
  if (unknown.length > 0) {
    throw new Refusal('INVALID', 'calendar-exception-unknown', { calendar: calendar.id, dates: unknown })
  }
  return {
    ...calendar,
    version: calendar.version + 1,
    exceptions: calendar.exceptions.map((exception) =>
      dates.includes(exception.date) ? { ...exception, confirmed: true } : exception,
    ),
  }
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

// ---- The index: what a day is, by day number -----------------------------------------------------------------

/** A session in milliseconds since midnight, half open. */
export type Span = readonly [start: number, end: number]

export interface DayPlan {
  sessions: readonly Session[]
  spans: readonly Span[]
  exception: CalendarException | null
  unconfirmed: CalendarException | null
}

export interface CalendarIndex {
  dayAt(dayNumber: number): DayPlan
  /** Working milliseconds of the longest day of the plain week: what "one day" of a step's share is worth. */
  fullDayMs: number
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

const buildIndex = (calendar: WorkingCalendar): CalendarIndex => {
  const week = WEEKDAYS.map((weekday) => planFor(calendar.week[weekday], null, null))
  const special = new Map<number, DayPlan>()
  for (const exception of calendar.exceptions) {
    const dayNumber = dayNumberOf(exception.date)
    const plain = calendar.week[weekdayOfDayNumber(dayNumber)]
    const plan = exception.confirmed
      ? planFor(heldDespite(exception), exception, null)
      : planFor(plain, null, exception)
    special.set(dayNumber, plan)
  }
  return {
    dayAt: (dayNumber) => special.get(dayNumber) ?? week[weekdayOfDayNumber(dayNumber) - 1]!,
    fullDayMs: Math.max(
      ...week.map((plan) => plan.spans.reduce((sum, [start, end]) => sum + end - start, 0)),
    ),
  }
}

const planFor = (
  sessions: readonly Session[],
  exception: CalendarException | null,
  unconfirmed: CalendarException | null,
): DayPlan => {
  const spans = sessions.map(
    ({ start, end }): Span => [minutesOfClock(start) * MS_PER_MINUTE, minutesOfClock(end) * MS_PER_MINUTE],
  )
  return { sessions, spans, exception, unconfirmed }
}

const heldDespite = (exception: CalendarException): readonly Session[] => {
  if (exception.kind === 'SWAP_WORK') return exception.sessions
  if (exception.kind === 'CLOSURE') return exception.sessions ?? []
  return []
}

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

/**
 * Looks a calendar over as it comes from a person or a file, before anything is reckoned with it.
 *
 * @throws Refusal `calendar-invalid` whose `problems` name every place and what is wrong there
 */
export const checkCalendar = (calendar: WorkingCalendar): void => {
  const problems: string[] = []
  const found = (place: string, problem: CalendarProblem) => problems.push(`${place}: ${problem}`)

  if (isBlank(calendar.id)) found('id', 'TEXT_MISSING')
  if (!(Number.isInteger(calendar.version) && calendar.version > 0)) found('version', 'VERSION_NOT_POSITIVE')
  checkWords('name', calendar.name, found)
  for (const edge of ['validFrom', 'validTo'] as const) {
    if (!isPlainDate(calendar[edge])) found(edge, 'NOT_A_DAY')
  }
  if (calendar.validFrom > calendar.validTo) found('validTo', 'ENDS_BEFORE_IT_BEGINS')

  for (const weekday of WEEKDAYS) {
    const sessions = calendar.week?.[weekday]
    if (!Array.isArray(sessions)) found(`week.${weekday}`, 'SESSIONS_MISSING')
    else checkSessions(`week.${weekday}`, sessions, found)
  }
  // Without this a due date would be sought until the end of the year 9999.
  if (!WEEKDAYS.some((weekday) => (calendar.week?.[weekday]?.length ?? 0) > 0))
    found('week', 'WEEK_WITHOUT_WORK')

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

type Found = (place: string, problem: CalendarProblem) => void

const checkException = (place: string, exception: CalendarException, found: Found): void => {
  checkWords(`${place}.name`, exception.name, found)
  if (isBlank(exception.source)) found(`${place}.source`, 'TEXT_MISSING')
  if (typeof exception.confirmed !== 'boolean') found(`${place}.confirmed`, 'NOT_YES_OR_NO')
  const sessions = 'sessions' in exception ? exception.sessions : undefined
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
