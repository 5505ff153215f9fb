import { describe, expect, test } from 'vitest'
import { clockTime, plainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import {
  type CalendarException,
  checkCalendar,
  isBeyondKnown,
  isWorkingDay,
  type Session,
  sessionsOn,
  type WorkingCalendar,
} from './calendar.ts'

const words = { vi: 'Bão số 9', en: 'Storm no. 9' }
const morning: Session = { start: clockTime('07:30'), end: clockTime('11:30') }
const afternoon: Session = { start: clockTime('13:30'), end: clockTime('17:00') }
const plain: WorkingCalendar = { ...ADMINISTRATIVE_CALENDAR_2026, exceptions: [] }

const withExceptions = (...exceptions: CalendarException[]): WorkingCalendar => ({ ...plain, exceptions })
const closure = (date: string, sessions?: Session[], confirmed = true): CalendarException => ({
  kind: 'CLOSURE',
  date: plainDate(date),
  name: words,
  source: 'Công điện của Chủ tịch UBND',
  confirmed,
  ...(sessions ? { sessions } : {}),
})

describe('a working calendar', () => {
  test('has the sessions of the week on an ordinary day and none on a day of rest', () => {
    expect(sessionsOn(plain, plainDate('2026-11-16'))).toEqual([morning, afternoon])
    expect(sessionsOn(plain, plainDate('2026-11-21'))).toEqual([])
    expect(isWorkingDay(plain, plainDate('2026-11-20'))).toBe(true)
    expect(isWorkingDay(plain, plainDate('2026-11-22'))).toBe(false)
  })

  test('shuts for a closure, or keeps the sessions the closure leaves', () => {
    const calendar = withExceptions(closure('2026-11-16'), closure('2026-11-17', [morning]))
    expect(isWorkingDay(calendar, plainDate('2026-11-16'))).toBe(false)
    expect(sessionsOn(calendar, plainDate('2026-11-17'))).toEqual([morning])
  })

  test('works on a Saturday that was swapped, in the sessions of the swap', () => {
    const calendar = withExceptions({
      kind: 'SWAP_WORK',
      date: plainDate('2026-11-28'),
      name: words,
      source: 'Thông báo',
      confirmed: true,
      sessions: [afternoon],
    })
    expect(sessionsOn(calendar, plainDate('2026-11-28'))).toEqual([afternoon])
  })

  test('lets an unconfirmed day change nothing until somebody confirms it', () => {
    const calendar = withExceptions(closure('2026-11-16', undefined, false))
    expect(isWorkingDay(calendar, plainDate('2026-11-16'))).toBe(true)
    expect(isWorkingDay(withExceptions(closure('2026-11-16')), plainDate('2026-11-16'))).toBe(false)
  })

  test('says where its knowledge ends', () => {
    expect(isBeyondKnown(plain, plainDate('2025-11-30'))).toBe(true)
    expect(isBeyondKnown(plain, plainDate('2025-12-01'))).toBe(false)
    expect(isBeyondKnown(plain, plainDate('2026-12-31'))).toBe(false)
    expect(isBeyondKnown(plain, plainDate('2027-01-01'))).toBe(true)
  })
})

describe('a calendar with something wrong', () => {
  /** Data from outside is not bound by our types. */
  const broken = (change: object): WorkingCalendar => ({ ...plain, ...change }) as WorkingCalendar
  const oneException = (change: object) =>
    broken({
      exceptions: [
        {
          kind: 'HOLIDAY',
          date: '2026-11-24',
          name: words,
          source: 'Thông báo',
          confirmed: true,
          ...change,
        },
      ],
    })
  const week = (monday: unknown) => broken({ week: { ...plain.week, 1: monday } })
  const session = (start: string, end: string) => ({ start, end })

  test.each([
    ['no identity', broken({ id: ' ' }), 'id: TEXT_MISSING'],
    ['version 0', broken({ version: 0 }), 'version: VERSION_NOT_POSITIVE'],
    ['no English name', broken({ name: { vi: 'Lịch' } }), 'name.en: TEXT_MISSING'],
    ['a first day that does not exist', broken({ validFrom: '2026-02-29' }), 'validFrom: NOT_A_DAY'],
    ['an end before its beginning', broken({ validTo: '2025-01-01' }), 'validTo: ENDS_BEFORE_IT_BEGINS'],
    ['a weekday left out', week(undefined), 'week.1: SESSIONS_MISSING'],
    [
      'a time of day that does not exist',
      week([session('07:30', '24:00')]),
      'week.1[0].end: NOT_A_CLOCK_TIME',
    ],
    ['a session backwards', week([session('11:30', '07:30')]), 'week.1[0]: SESSION_ENDS_BEFORE_IT_STARTS'],
    ['a session of no length', week([session('07:30', '07:30')]), 'week.1[0]: SESSION_ENDS_BEFORE_IT_STARTS'],
    [
      'overlapping sessions',
      week([session('07:30', '11:30'), session('11:29', '17:00')]),
      'week.1[1]: SESSIONS_OVERLAP',
    ],
    [
      'sessions out of order',
      week([session('13:30', '17:00'), session('07:30', '11:30')]),
      'week.1[1]: SESSIONS_OVERLAP',
    ],
    [
      'a week without work',
      broken({ week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }),
      'week: WEEK_WITHOUT_WORK',
    ],
    ['no list of exceptions', broken({ exceptions: undefined }), 'exceptions: LIST_MISSING'],
    ['an impossible day', oneException({ date: '2026-11-31' }), 'exceptions[0].date: NOT_A_DAY'],
    ['an unknown kind', oneException({ kind: 'PARTY' }), 'exceptions[0].kind: UNKNOWN_KIND'],
    ['no source', oneException({ source: '' }), 'exceptions[0].source: TEXT_MISSING'],
    [
      'no word on whether it is confirmed',
      oneException({ confirmed: undefined }),
      'exceptions[0].confirmed: NOT_YES_OR_NO',
    ],
    ['a nameless day', oneException({ name: { vi: '', en: 'x' } }), 'exceptions[0].name.vi: TEXT_MISSING'],
    [
      'a holiday with office hours',
      oneException({ sessions: [morning] }),
      'exceptions[0].sessions: SESSIONS_ON_A_DAY_OFF',
    ],
    [
      'a swapped working day without hours',
      oneException({ kind: 'SWAP_WORK', sessions: [] }),
      'exceptions[0].sessions: SESSIONS_MISSING',
    ],
    [
      'a closure with overlapping hours',
      oneException({ kind: 'CLOSURE', sessions: [morning, morning] }),
      'exceptions[0].sessions[1]: SESSIONS_OVERLAP',
    ],
  ])('is refused for %s, by its place', (_, calendar, problem) => {
    expect(problemsOf(calendar)).toEqual([problem])
  })

  test('is refused for a day listed twice, and for all its problems at once', () => {
    const twice = withExceptions(closure('2026-11-16'), closure('2026-11-16'))
    expect(problemsOf(twice)).toEqual(['exceptions[1].date: DAY_LISTED_TWICE'])
    expect(problemsOf({ ...twice, version: 1.5 })).toEqual([
      'version: VERSION_NOT_POSITIVE',
      'exceptions[1].date: DAY_LISTED_TWICE',
    ])
  })

  test('is accepted when sessions merely meet', () => {
    const meeting = week([session('07:30', '12:00'), session('12:00', '17:00')])
    expect(problemsOf(meeting)).toEqual([])
  })

  const problemsOf = (calendar: WorkingCalendar): unknown => {
    try {
      checkCalendar(calendar)
      return []
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      expect(error.code).toBe('calendar-invalid')
      return error.details.problems
    }
  }
})
