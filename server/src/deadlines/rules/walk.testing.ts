import fc from 'fast-check'
import { clockTime, type Instant, instantFromMs, plainDate } from '#common/time.ts'
import type { CalendarException, Session, WorkingCalendar, WorkingWeek } from './calendar.ts'
import type { DeadlineRule, Term } from './term.ts'

/**
 * A second, naive reckoning for the tests of the rules: it steps through the calendar a day or a minute at a time, on
 * texts and `Date`, and shares no code with them; and calendars and cases at random to try both on.
 */

// ---- The naive reckoning, on local texts such as "2026-11-16 09:10:30.000" -----------------------------------

const HANOI = 7 * 60 * 60 * 1000
export const local = (instant: string) =>
  new Date(Date.parse(instant) + HANOI).toISOString().replace('T', ' ').replace('Z', '')
export const instantOf = (text: string) => new Date(`${text.replace(' ', 'T')}+07:00`).toISOString()
export const dayIn = (text: string) => text.slice(0, 10)
const secondIn = (text: string) => text.slice(11, 19)
export const stepDay = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

const hoursOf = (calendar: WorkingCalendar, day: string): readonly Session[] => {
  for (const exception of calendar.exceptions) {
    if (exception.date !== day || !exception.confirmed) continue
    if (exception.kind === 'SWAP_WORK') return exception.sessions
    if (exception.kind === 'CLOSURE' && exception.sessions) return exception.sessions
    return []
  }
  const sunday0 = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekOn(calendar, day)[(sunday0 === 0 ? 7 : sunday0) as keyof WorkingWeek]
}

const weekOn = (calendar: WorkingCalendar, day: string): WorkingWeek => {
  let week = calendar.week
  for (const later of calendar.laterWeeks) if (day >= later.from) week = later.week
  return week
}

export const isOff = (calendar: WorkingCalendar, day: string) => hoursOf(calendar, day).length === 0

const workdayAfter = (calendar: WorkingCalendar, day: string): string => {
  let next = stepDay(day)
  while (isOff(calendar, next)) next = stepDay(next)
  return next
}

const clocks = Array.from({ length: 1440 }, (_, n) =>
  [Math.floor(n / 60), n % 60].map((part) => String(part).padStart(2, '0')).join(':'),
)
const openClocks = new Map<readonly Session[], string[]>()

/** The minutes of a day at which the office is open, one by one: "07:30", "07:31" … */
export const openMinutes = (calendar: WorkingCalendar, day: string): string[] => {
  const hours = hoursOf(calendar, day)
  const known = openClocks.get(hours)
  if (known) return known
  const open = clocks.filter((clock) => hours.some(({ start, end }) => start <= clock && clock < end))
  openClocks.set(hours, open)
  return open
}

const minuteAfter = (text: string) => local(new Date(Date.parse(instantOf(text)) + 60_000).toISOString())

export const walkMinutes = (calendar: WorkingCalendar, from: string, minutes: number): string => {
  let left = minutes
  for (let day = dayIn(from); ; day = stepDay(day)) {
    for (const clock of openMinutes(calendar, day)) {
      const minute = `${day} ${clock}:00.000`
      if (minute < from) continue
      if (left === 0) return from
      left--
      if (left === 0) return minuteAfter(minute)
    }
  }
}

export const countMinutes = (calendar: WorkingCalendar, from: string, to: string): number => {
  let counted = 0
  for (let day = dayIn(from); day <= dayIn(to); day = stepDay(day)) {
    for (const clock of openMinutes(calendar, day)) {
      const minute = `${day} ${clock}:00.000`
      if (from <= minute && minute < to) counted++
    }
  }
  return counted
}

export const walkToStart = (calendar: WorkingCalendar, accepted: string, rule: DeadlineRule): string => {
  const day = dayIn(accepted)
  const clock = secondIn(accepted)
  if (clock <= `${rule.cutOff}:00`) {
    for (const { start, end } of hoursOf(calendar, day)) {
      if (`${start}:00` <= clock && clock <= `${end}:00`) return accepted
      if (clock < `${start}:00`) return `${day} ${start}:00.000`
    }
  }
  const next = workdayAfter(calendar, day)
  return `${next} ${hoursOf(calendar, next)[0]!.start}:00.000`
}

export const walkToDue = (
  calendar: WorkingCalendar,
  accepted: string,
  term: Term,
  rule: DeadlineRule,
): string => {
  const start = walkToStart(calendar, accepted, rule)
  const closing = (day: string) => `${day} ${hoursOf(calendar, day).at(-1)!.end}:00.000`
  const within = (day: string, reference: string) => {
    const clock = secondIn(reference)
    const session = hoursOf(calendar, day).find(({ end }) => clock <= `${end}:00`)
    if (rule.dueAt === 'END_OF_DAY' || !session) return closing(day)
    if (rule.dueAt === 'END_OF_SESSION') return `${day} ${session.end}:00.000`
    const time = reference.slice(11)
    if (time < `${session.start}:00.000`) return `${day} ${session.start}:00.000`
    return time > `${session.end}:00.000` ? `${day} ${session.end}:00.000` : `${day} ${time}`
  }

  if (term.unit === 'SAME_DAY') return closing(dayIn(start))
  if (term.unit === 'WORKING_HOUR') return walkMinutes(calendar, start, term.value * 60)
  if (term.unit === 'CALENDAR_DAY') {
    let day = dayIn(start)
    for (let counted = 0; counted < term.value; counted++) day = stepDay(day)
    return isOff(calendar, day) ? closing(workdayAfter(calendar, day)) : within(day, start)
  }
  let day = dayIn(start)
  for (let counted = 1; counted <= term.value; counted++) day = workdayAfter(calendar, day)
  const fraction = term.value % 1
  if (fraction === 0) return within(day, start)
  const sameTime = { ...rule, dueAt: 'SAME_CLOCK_TIME' as const }
  const from =
    term.value < 1
      ? start
      : walkToDue(calendar, accepted, { value: term.value - fraction, unit: 'WORKING_DAY' }, sameTime)
  const end = walkMinutes(calendar, from, fraction * longestDay(calendar, dayIn(from)))
  return within(dayIn(end), end)
}

/** The same moment if its day is worked, else the close of the next day that is. */
export const walkToOpenDay = (calendar: WorkingCalendar, moment: string): string => {
  if (!isOff(calendar, dayIn(moment))) return moment
  const next = workdayAfter(calendar, dayIn(moment))
  return `${next} ${hoursOf(calendar, next).at(-1)!.end}:00.000`
}

/** In 2024 the first to seventh of January were a Monday to a Sunday. */
const longestDay = (calendar: WorkingCalendar, day: string) => {
  const plain = { ...calendar, week: weekOn(calendar, day), laterWeeks: [], exceptions: [] }
  return Math.max(...[1, 2, 3, 4, 5, 6, 7].map((n) => openMinutes(plain, `2024-01-0${n}`).length))
}

/** The session due in holds the open minute before the due time; or begins then; or was the last one open. */
export const walkToClass = (calendar: WorkingCalendar, due: string, issued: string): string => {
  if (`${issued.slice(0, 19)}.000` > due) return 'OVERDUE'
  let day = dayIn(due)
  const before = minuteBefore(due)
  const isOpenAt = (minute: string) => openMinutes(calendar, dayIn(minute)).includes(minute.slice(11, 16))
  let minute = isOpenAt(before) ? before : due
  while (!isOpenAt(minute)) {
    const last = openMinutes(calendar, day).findLast((clock) => `${day} ${clock}:00.000` < due)
    if (last) minute = `${day} ${last}:00.000`
    else day = stepBack(day)
  }
  const clock = minute.slice(11, 16)
  const session = hoursOf(calendar, dayIn(minute)).find(({ start, end }) => start <= clock && clock < end)!
  return issued < `${dayIn(minute)} ${session.start}:00.000` ? 'EARLY' : 'ON_TIME'
}

const minuteBefore = (text: string) => local(new Date(Date.parse(instantOf(text)) - 60_000).toISOString())
const stepBack = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

// ---- Calendars and cases at random ---------------------------------------------------------------------------

const session = (start: string, end: string): Session => ({ start: clockTime(start), end: clockTime(end) })
const usual = [session('07:30', '11:30'), session('13:30', '17:00')]
export const days: readonly (readonly Session[])[] = [
  usual,
  [],
  [session('07:30', '11:30')],
  [session('13:00', '17:30')],
  [session('08:00', '12:00'), session('12:00', '16:00')],
  [session('06:00', '09:10'), session('09:40', '12:02'), session('20:00', '23:58')],
]
const anyDay = fc.constantFrom(...days)
const workday = fc.constantFrom(...days.filter((sessions) => sessions.length > 0))

const anyWeek: fc.Arbitrary<WorkingWeek> = fc.oneof(
  fc.constant({ 1: usual, 2: usual, 3: usual, 4: usual, 5: usual, 6: [], 7: [] }),
  fc.record({ 1: anyDay, 2: anyDay, 3: workday, 4: anyDay, 5: anyDay, 6: anyDay, 7: anyDay }),
)

/** Around the turn of February 2028, so that the leap day is among the days; 5 weeks, a third of them special. */
const FIRST = Date.UTC(2028, 1, 10)
const specialDay: fc.Arbitrary<CalendarException> = fc
  .record({
    date: fc
      .integer({ min: 0, max: 34 })
      .map((n) => plainDate(new Date(FIRST + n * 86_400_000).toISOString().slice(0, 10))),
    confirmed: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
    kind: fc.constantFrom('HOLIDAY', 'SUBSTITUTE', 'SWAP_OFF', 'SWAP_WORK', 'CLOSURE', 'PARTLY_CLOSED'),
    sessions: workday,
  })
  .map(({ date, confirmed, kind, sessions }) => {
    const common = { date, confirmed, name: { vi: 'ngày', en: 'day' }, source: 'at random' }
    if (kind === 'SWAP_WORK') return { ...common, kind, sessions }
    if (kind === 'PARTLY_CLOSED') return { ...common, kind: 'CLOSURE' as const, sessions }
    return { ...common, kind: kind as 'HOLIDAY' | 'SUBSTITUTE' | 'SWAP_OFF' | 'CLOSURE' }
  })

/** Other hours from some day on, at most twice; what is received meanwhile must change nothing. */
const anyLaterWeeks = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), anyWeek), { maxLength: 2, selector: ([n]) => n })
  .map((weeks) =>
    weeks
      .sort(([a], [b]) => a - b)
      .map(([n, week]) => ({
        from: plainDate(new Date(FIRST + n * 86_400_000).toISOString().slice(0, 10)),
        week,
        receptionWeek: null,
        source: 'at random',
      })),
  )

export const anyCalendar: fc.Arbitrary<WorkingCalendar> = fc
  .record({
    week: anyWeek,
    laterWeeks: anyLaterWeeks,
    receptionWeek: fc.option(anyWeek),
    exceptions: fc.uniqueArray(specialDay, { maxLength: 14, selector: ({ date }) => date }),
  })
  .map((hours) => ({
    id: 'random',
    version: 1,
    name: { vi: 'ngẫu nhiên', en: 'random' },
    ...hours,
    validFrom: plainDate('2028-01-01'),
    validTo: plainDate('2028-12-31'),
  }))

const edges = [
  '00:00',
  '06:00',
  '07:29',
  '07:30',
  '11:29',
  '11:30',
  '11:31',
  '12:00',
  '13:30',
  '14:59',
  '15:00',
  '15:01',
  '17:00',
  '23:59',
]
export const anyMinute: fc.Arbitrary<Instant> = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 1439 })),
  )
  .map(([day, clock]) => {
    const minutes =
      typeof clock === 'number' ? clock : Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
    return instantFromMs(FIRST + day * 86_400_000 + minutes * 60_000 - HANOI)
  })
export const anyInstant = fc
  .tuple(anyMinute, fc.constantFrom(0, 0, 1, 400, 999, 1000, 1001, 30_000, 59_999))
  .map(([minute, ms]) => instantFromMs(Date.parse(minute) + ms))

export const anyRule: fc.Arbitrary<DeadlineRule> = fc.record({
  cutOff: fc.constantFrom('15:00', '15:00', '11:30', '16:30', '17:00', '23:59').map(clockTime),
  dueAt: fc.constantFrom('END_OF_DAY', 'END_OF_SESSION', 'SAME_CLOCK_TIME'),
  legalBasis: fc.constant('at random'),
  validFrom: fc.constant(plainDate('2025-07-01')),
})

/** Half a day must be whole minutes for a walk by minutes. */
export const halvesExist = (calendar: WorkingCalendar) =>
  ['2028-02-10', ...calendar.laterWeeks.map(({ from }) => from)].every(
    (day) => longestDay(calendar, day) % 2 === 0,
  )

export const termInDays: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ value: fc.integer({ min: 1, max: 20 }), unit: fc.constant('WORKING_DAY' as const) }),
  fc.record({ value: fc.integer({ min: 1, max: 40 }), unit: fc.constant('CALENDAR_DAY' as const) }),
  fc.constant({ value: 1, unit: 'SAME_DAY' as const }),
)
export const termInMinutes: fc.Arbitrary<Term> = fc.oneof(
  fc.record({
    value: fc.integer({ min: 1, max: 96 }).map((n) => n / 4),
    unit: fc.constant('WORKING_HOUR' as const),
  }),
  fc.record({
    value: fc.integer({ min: 0, max: 4 }).map((n) => n + 0.5),
    unit: fc.constant('WORKING_DAY' as const),
  }),
)
