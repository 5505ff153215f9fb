import { describe, expect, test } from 'vitest'
import { clockTime, plainDate } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 as calendar } from '../data/calendar-2026.ts'
import {
  type CalendarException,
  daysThatDiffer,
  isWorkingDay,
  receptionOn,
  receptionWeekOn,
  sessionsOn,
  type WorkingCalendar,
  withHoursOf,
} from './calendar.ts'
import { type CalendarChange, changedBy, concerning } from './calendar-change.ts'
import { readCalendarDecision } from './calendar-decision.ts'
import { openingAt } from './opening.ts'

const TODAY = plainDate('2026-11-24')
const change = (over: Partial<CalendarChange>): CalendarChange => ({
  days: [],
  confirmed: [],
  calledOff: [],
  hours: [],
  knownUntil: null,
  ...over,
})
const session = (start: string, end: string) => ({ start: clockTime(start), end: clockTime(end) })
const off = (date: string): CalendarException => ({
  kind: 'CLOSURE',
  date: plainDate(date),
  name: { vi: 'Bão', en: 'Storm' },
  source: 'Công điện 1',
  confirmed: true,
})
const worked = (date: string): CalendarException => ({
  ...off(date),
  kind: 'SWAP_WORK',
  sessions: [session('07:30', '11:30')],
})

const problemsOf = (wanted: Partial<CalendarChange>, of: WorkingCalendar = calendar): unknown => {
  try {
    changedBy(of, change(wanted), TODAY, 'PROVINCE')
    return []
  } catch (error) {
    return (error as { details?: { problems?: unknown } }).details?.problems
  }
}

describe('a decision makes the next version of a calendar', () => {
  test('with the days it declares, in order, and the old version left as it was', () => {
    const next = changedBy(
      calendar,
      change({ days: [off('2026-12-03'), worked('2026-12-05')] }),
      TODAY,
      'PROVINCE',
    )
    expect(next.version).toBe(calendar.version + 1)
    expect(isWorkingDay(next, plainDate('2026-12-03'))).toBe(false)
    expect(isWorkingDay(next, plainDate('2026-12-05'))).toBe(true)
    expect(next.exceptions.map(({ date }) => date)).toEqual(next.exceptions.map(({ date }) => date).sort())
    expect(isWorkingDay(calendar, plainDate('2026-12-03'))).toBe(true)
  })

  test('confirms what was announced, and calls off what was not to be', () => {
    const next = changedBy(
      calendar,
      change({ confirmed: [plainDate('2026-11-28')], calledOff: [plainDate('2027-01-01')] }),
      TODAY,
      'PROVINCE',
    )
    expect(isWorkingDay(next, plainDate('2026-11-28'))).toBe(true)
    expect(isWorkingDay(next, plainDate('2027-01-01'))).toBe(true)
  })

  test('a day that has passed may be declared off, and then people get the time they lost', () => {
    expect(problemsOf({ days: [off('2026-11-20')] })).toEqual([])
  })

  test.each([
    ['a day of rest that has passed, to be worked', { days: [worked('2026-11-21')] }, ['days[0]: DAY_PAST']],
    [
      'a holiday that has passed, called off',
      { calledOff: [plainDate('2026-02-17')] },
      ['calledOff[0]: DAY_PAST'],
    ],
    [
      'hours from a day that has passed',
      { hours: [{ from: plainDate('2026-11-01'), week: calendar.week, receptionWeek: null, source: 'QĐ' }] },
      ['hours[0]: DAY_PAST'],
    ],
    [
      'a day to be worked without its sessions',
      { days: [{ ...worked('2026-12-05'), sessions: [] }] },
      ['days[0].sessions: SESSIONS_MISSING'],
    ],
    ['nothing', {}, ['change: NOTHING_CHANGES']],
    ['a day that is not listed', { confirmed: [plainDate('2026-12-03')] }, ['confirmed[0]: DAY_NOT_LISTED']],
    [
      'a day both declared and called off',
      { days: [off('2027-01-01')], calledOff: [plainDate('2027-01-01')] },
      ['calledOff[0]: LISTED_TWICE'],
    ],
  ])('%s is refused with its place', (_, wanted, problems) => {
    expect(problemsOf(wanted as Partial<CalendarChange>)).toEqual(problems)
  })

  test('half a day that was lost stays lost once it has passed', () => {
    const half: CalendarException = {
      ...off('2026-11-20'),
      kind: 'CLOSURE',
      sessions: [session('07:30', '11:30')],
    }
    const withHalf = changedBy(calendar, change({ days: [half] }), TODAY, 'PROVINCE')
    expect(problemsOf({ calledOff: [plainDate('2026-11-20')] }, withHalf)).toEqual(['calledOff[0]: DAY_PAST'])
    expect(problemsOf({ days: [off('2026-11-20')] }, withHalf)).toEqual([])
  })

  test('a week without work is refused, also from a later day on', () => {
    const idle = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
    const hours = [{ from: plainDate('2027-01-04'), week: idle, receptionWeek: null, source: 'QĐ' }]
    expect(problemsOf({ hours })).toEqual(['hours[0].week: WEEK_WITHOUT_WORK'])
  })

  test('days that nobody can mean', () => {
    const hours = [{ from: plainDate('9999-12-30'), week: calendar.week, receptionWeek: null, source: 'QĐ' }]
    expect(problemsOf({ days: [off('2099-12-03')], hours, knownUntil: plainDate('9999-12-31') })).toEqual([
      'days[0].date: TOO_FAR',
      'hours[0].from: TOO_FAR',
      'knownUntil: TOO_FAR',
    ])
  })
})

describe('a decision of the province in the calendar of one agency', () => {
  const storm = plainDate('2026-12-03')
  const announced = plainDate('2026-11-28')
  const its = changedBy(calendar, change({ days: [off('2026-12-03')] }), TODAY, 'AGENCY')

  test('leaves the days that the agency declared itself', () => {
    const wanted = change({ days: [worked('2026-12-03'), off('2026-12-04')], confirmed: [announced] })
    expect(concerning(its, wanted)).toEqual({ ...wanted, days: [off('2026-12-04')] })
    expect(concerning(its, change({ calledOff: [storm] }))).toBeNull()
  })

  test('is not held up by days that the agency does not list', () => {
    expect(concerning(its, change({ confirmed: [plainDate('2026-12-10'), announced] }))).toEqual(
      change({ confirmed: [announced] }),
    )
  })

  test('sets hours only where the agency keeps none of its own', () => {
    const hours = [
      { from: plainDate('2027-04-16'), week: calendar.week, receptionWeek: null, source: 'Quyết định 9' },
    ]
    expect(concerning(its, change({ hours }))).toEqual(change({ hours }))
    const withHours = changedBy(its, change({ hours }), TODAY, 'AGENCY')
    expect(concerning(withHours, change({ hours }))).toBeNull()
  })

  test('what the agency declares may replace what it declared before, and call it off', () => {
    expect(isWorkingDay(changedBy(its, change({ calledOff: [storm] }), TODAY, 'AGENCY'), storm)).toBe(true)
  })

  test('leaves a day that the agency has called off, until the agency itself declares it', () => {
    const provinces = changedBy(calendar, change({ days: [off('2026-12-03')] }), TODAY, 'PROVINCE')
    const works = changedBy(provinces, change({ calledOff: [storm] }), TODAY, 'AGENCY')
    expect(isWorkingDay(works, storm)).toBe(true)
    expect(concerning(works, change({ days: [off('2026-12-03')] }))).toBeNull()
    const closed = changedBy(works, change({ days: [off('2026-12-03')] }), TODAY, 'AGENCY')
    expect([isWorkingDay(closed, storm), closed.keepsToItsWeekOn]).toEqual([false, []])
  })

  test('closes a day on which the agency had called off a closure of its own', () => {
    const open = changedBy(its, change({ calledOff: [storm] }), TODAY, 'AGENCY')
    const wanted = change({ days: [off('2026-12-03')] })
    expect(concerning(open, wanted)).toEqual(wanted)
  })
})

describe('hours of a season', () => {
  const summer = {
    from: plainDate('2026-04-16'),
    week: { ...calendar.week, 1: [session('07:00', '11:30'), session('13:30', '16:30')] },
    receptionWeek: { ...calendar.week, 6: [session('08:00', '11:00')] },
    source: 'Quyết định về giờ làm việc mùa hè',
  }
  const seasonal: WorkingCalendar = { ...calendar, laterWeeks: [summer] }

  test('hold from their day on', () => {
    expect(sessionsOn(seasonal, plainDate('2026-04-13'))[0]?.start).toBe('07:30')
    expect(sessionsOn(seasonal, plainDate('2026-04-20'))[0]?.start).toBe('07:00')
  })

  test('a Saturday of reception is no working day, and the counters are open on it', () => {
    const saturday = plainDate('2026-04-18')
    expect(isWorkingDay(seasonal, saturday)).toBe(false)
    expect(receptionOn(seasonal, saturday)).toEqual([session('08:00', '11:00')])
    expect(receptionWeekOn(seasonal, saturday)[6]).toEqual([session('08:00', '11:00')])
    expect(receptionWeekOn(seasonal, plainDate('2026-04-13'))).toBe(seasonal.week)
    expect(openingAt(seasonal, '2026-04-18T02:00:00.000Z' as never).openUntil).toBe('11:00')
  })

  test('what a dossier was accepted under keeps its hours, with the days off of today', () => {
    const live: WorkingCalendar = { ...seasonal, version: 9, exceptions: [off('2026-04-21')] }
    const known = withHoursOf(live, calendar)
    expect(sessionsOn(known, plainDate('2026-04-20'))[0]?.start).toBe('07:30')
    expect(isWorkingDay(known, plainDate('2026-04-21'))).toBe(false)
    expect(withHoursOf(live, calendar)).toBe(known)
  })

  test('the days that differ are found, with those of other hours', () => {
    const between = [plainDate('2026-04-13'), plainDate('2026-04-28')] as const
    expect(daysThatDiffer(calendar, seasonal, ...between)).toEqual(['2026-04-20'])
  })
})

describe('a decision in a file', () => {
  const decision = { number: '1', issuer: 'UBND', decidedOn: '2026-11-20', title: 'Nghỉ' }

  test('is read with what it leaves out left alone', () => {
    expect(readCalendarDecision({ decision, knownUntil: '2027-12-31' })).toEqual({
      decision,
      agency: null,
      change: change({ knownUntil: plainDate('2027-12-31') }),
    })
  })

  test.each([
    [{}, 'decision: MISSING'],
    [{ decision: { ...decision, title: '  ' } }, 'decision.title: MISSING'],
    [{ decision, days: 'all' }, 'days: NOT_A_LIST'],
    [{ decision, confirmed: ['2026-02-30'] }, 'confirmed[0]: NOT_A_DAY (2026-02-30)'],
    [{ decision, days: [{ ...off('2026-12-03'), kind: 'PARTY' }] }, 'days[0].kind: UNKNOWN_WORD'],
    [
      { decision, days: [{ ...worked('2026-12-05'), sessions: [{ start: '7h30', end: '11:30' }] }] },
      'days[0].sessions[0].start: NOT_A_CLOCK_TIME (7h30)',
    ],
  ])('%j is refused with its place', (file, problem) => {
    const refused = (() => {
      try {
        readCalendarDecision(file)
        return []
      } catch (error) {
        return (error as { details: { problems: string[] } }).details.problems
      }
    })()
    expect(refused.some((line) => line.startsWith(problem))).toBe(true)
  })
})
