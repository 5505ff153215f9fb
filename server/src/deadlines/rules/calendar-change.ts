import { isWithinReach, lineOf } from '#common/reading.ts'
import type { PlainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  type CalendarException,
  type CalendarProblem,
  checkCalendar,
  checkDatedWeek,
  checkException,
  type DatedWeek,
  type Session,
  sessionsOn,
  type WorkingCalendar,
} from './calendar.ts'

/** What a decision changes in a calendar. */
export interface CalendarChange {
  /** Days that are not like their week; one that is listed already is replaced. */
  days: readonly CalendarException[]
  /** Days listed as announced that somebody has now checked against the decision. */
  confirmed: readonly PlainDate[]
  /** Days listed that are like their week after all. */
  calledOff: readonly PlainDate[]
  /** Office hours from a day on. */
  hours: readonly DatedWeek[]
  /** The last day whose days off are now known in full; null leaves it. */
  knownUntil: PlainDate | null
}

/** Whose decision it is: of the province and all its agencies, or of one agency for itself. */
export type DecidedBy = 'PROVINCE' | 'AGENCY'

/** What can be wrong with a change beside what can be wrong with a calendar. */
export type CalendarChangeProblem =
  | 'NOTHING_CHANGES'
  | 'DAY_NOT_LISTED'
  | 'DAY_PAST'
  | 'LISTED_TWICE'
  | 'DECIDED_IN_THE_FUTURE'
  | 'TOO_FAR'

/**
 * The next version of a calendar. A day that has passed may still be declared off, and then people get the time they
 * lost; it cannot become a working day any more: nobody can work it, and who relied on it would be late overnight.
 *
 * @param today the legal day in Asia/Ho_Chi_Minh
 * @param by an agency's own days and hours are marked as such, and later decisions of the province leave them
 * @throws Refusal INVALID `calendar-change-invalid` or `calendar-invalid`, whose `problems` name every place
 */
export const changedBy = (
  calendar: WorkingCalendar,
  change: CalendarChange,
  today: PlainDate,
  by: DecidedBy,
): WorkingCalendar => {
  const problems = problemsOf(calendar, change, today)
  if (problems.length > 0)
    throw new Refusal('INVALID', 'calendar-change-invalid', { calendar: calendar.id, problems })

  const kept = calendar.exceptions
    .filter(({ date }) => !change.calledOff.includes(date) && !change.days.some((day) => day.date === date))
    .map((day) => (change.confirmed.includes(day.date) ? { ...day, confirmed: true } : day))
  const next: WorkingCalendar = {
    ...calendar,
    version: calendar.version + 1,
    exceptions: [...kept, ...markedBy(by, change.days)].sort(byDay(({ date }) => date)),
    laterWeeks: [
      ...calendar.laterWeeks.filter(({ from }) => !change.hours.some((hours) => hours.from === from)),
      ...markedBy(by, change.hours),
    ].sort(byDay(({ from }) => from)),
    ...(by === 'AGENCY' ? { keepsToItsWeekOn: keptToItsWeek(calendar, change) } : {}),
    validTo: change.knownUntil ?? calendar.validTo,
  }
  checkCalendar(next)
  const worked = pastDaysNowWorked(calendar, next, change, today)
  if (worked.length > 0)
    throw new Refusal('INVALID', 'calendar-change-invalid', {
      calendar: calendar.id,
      problems: worked.map((place) => lineOf(place, 'DAY_PAST' satisfies CalendarChangeProblem)),
    })
  return next
}

/**
 * What a decision of the province changes in the calendar of one agency: all but the days that the agency has declared
 * itself, days that are not in its calendar, and, where it keeps hours of its own, hours. Null when nothing remains.
 */
export const concerning = (calendar: WorkingCalendar, change: CalendarChange): CalendarChange | null => {
  const own = new Set([
    ...calendar.exceptions.flatMap(({ date, own }) => (own ? [date] : [])),
    ...(calendar.keepsToItsWeekOn ?? []),
  ])
  const isOfTheProvince = (date: PlainDate) =>
    !own.has(date) && calendar.exceptions.some((day) => day.date === date)
  const { days, confirmed, calledOff, hours, knownUntil } = change
  const rest: CalendarChange = {
    days: days.filter(({ date }) => !own.has(date)),
    confirmed: confirmed.filter(isOfTheProvince),
    calledOff: calledOff.filter(isOfTheProvince),
    hours: calendar.laterWeeks.some((weeks) => weeks.own) ? [] : hours,
    knownUntil,
  }
  return isNothing(rest) ? null : rest
}

const markedBy = <Item extends object>(by: DecidedBy, items: readonly Item[]): readonly Item[] =>
  by === 'AGENCY' ? items.map((item) => ({ ...item, own: true })) : items

/** The days of the province that an agency calls off, and not its own: without those it has no wish of its own any more. */
const keptToItsWeek = (calendar: WorkingCalendar, { days, calledOff }: CalendarChange): PlainDate[] => {
  const isOwn = (date: PlainDate) => calendar.exceptions.some((day) => day.date === date && day.own)
  return [...new Set([...(calendar.keepsToItsWeekOn ?? []), ...calledOff.filter((date) => !isOwn(date))])]
    .filter((date) => !days.some((day) => day.date === date))
    .sort()
}

const isNothing = ({ days, confirmed, calledOff, hours, knownUntil }: CalendarChange): boolean =>
  days.length + confirmed.length + calledOff.length + hours.length === 0 && knownUntil === null

const problemsOf = (calendar: WorkingCalendar, change: CalendarChange, today: PlainDate): string[] => {
  const problems: string[] = []
  const found = (place: string, problem: CalendarChangeProblem | CalendarProblem) =>
    problems.push(lineOf(place, problem))
  const { days, confirmed, calledOff, hours, knownUntil } = change
  if (isNothing(change)) found('change', 'NOTHING_CHANGES')
  for (const list of ['confirmed', 'calledOff'] as const) {
    for (const [index, date] of change[list].entries()) {
      if (!calendar.exceptions.some((day) => day.date === date)) found(`${list}[${index}]`, 'DAY_NOT_LISTED')
      if (days.some((day) => day.date === date)) found(`${list}[${index}]`, 'LISTED_TWICE')
    }
  }
  for (const [index, date] of calledOff.entries())
    if (confirmed.includes(date)) found(`calledOff[${index}]`, 'LISTED_TWICE')
  for (const [index, day] of days.entries()) checkException(`days[${index}]`, day, found)
  for (const [index, weeks] of hours.entries()) checkDatedWeek(`hours[${index}]`, weeks, found)
  for (const [place, date] of daysNamed(change)) if (!isWithinReach(date, today)) found(place, 'TOO_FAR')
  for (const [index, { date }] of days.entries())
    if (days.findIndex((day) => day.date === date) < index) found(`days[${index}].date`, 'DAY_LISTED_TWICE')
  for (const [index, { from }] of hours.entries())
    if (hours.findIndex((weeks) => weeks.from === from) < index)
      found(`hours[${index}].from`, 'DAY_LISTED_TWICE')
  if (knownUntil !== null && knownUntil < calendar.validFrom) found('knownUntil', 'ENDS_BEFORE_IT_BEGINS')
  return problems
}

const daysNamed = ({
  days,
  hours,
  knownUntil,
}: CalendarChange): (readonly [place: string, date: PlainDate])[] => [
  ...days.map(({ date }, index) => [`days[${index}].date`, date] as const),
  ...hours.map(({ from }, index) => [`hours[${index}].from`, from] as const),
  ...(knownUntil === null ? [] : [['knownUntil', knownUntil] as const]),
]

/** The places of days before today on which some time would be worked now that was not. */
const pastDaysNowWorked = (
  before: WorkingCalendar,
  after: WorkingCalendar,
  change: CalendarChange,
  today: PlainDate,
): string[] => {
  const isNowWorked = (date: PlainDate) =>
    date < today && !sessionsOn(after, date).every((session) => lies(session, sessionsOn(before, date)))
  const places = [
    ...change.days.map(({ date }, index) => [`days[${index}]`, date] as const),
    ...change.confirmed.map((date, index) => [`confirmed[${index}]`, date] as const),
    ...change.calledOff.map((date, index) => [`calledOff[${index}]`, date] as const),
  ]
  return [
    ...places.flatMap(([place, date]) => (isNowWorked(date) ? [place] : [])),
    ...change.hours.flatMap(({ from }, index) => (from < today ? [`hours[${index}]`] : [])),
  ]
}

const lies = (session: Session, within: readonly Session[]): boolean =>
  within.some(({ start, end }) => start <= session.start && session.end <= end)

const byDay =
  <Item>(dayOf: (item: Item) => string) =>
  (a: Item, b: Item): number =>
    dayOf(a) < dayOf(b) ? -1 : 1
