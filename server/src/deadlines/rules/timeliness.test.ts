import { describe, expect, test } from 'vitest'
import { clockTime, parseInstant } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import type { WorkingCalendar } from './calendar.ts'
import { timeliness, workingTimeLeft } from './timeliness.ts'

const plain: WorkingCalendar = { ...ADMINISTRATIVE_CALENDAR_2026, exceptions: [] }
const at = (text: string) => parseInstant(`${text}+07:00`)

describe('a result', () => {
  test.each([
    [
      'due at the end of the day, issued in the morning of it',
      '2026-11-26 17:00:00',
      '2026-11-26 11:29:59',
      'EARLY',
    ],
    ['due at the end of the day, issued at lunch', '2026-11-26 17:00:00', '2026-11-26 13:29:59', 'EARLY'],
    ['issued as the session begins', '2026-11-26 17:00:00', '2026-11-26 13:30:00', 'ON_TIME'],
    ['issued at the due time', '2026-11-26 17:00:00', '2026-11-26 17:00:00', 'ON_TIME'],
    ['issued within its second', '2026-11-26 17:00:00', '2026-11-26 17:00:00.999', 'ON_TIME'],
    ['issued a second after it', '2026-11-26 17:00:00', '2026-11-26 17:00:01', 'OVERDUE'],
    ['due as a session begins, issued before', '2026-11-26 13:30:00', '2026-11-26 11:30:00', 'EARLY'],
    ['due as a session begins, issued then', '2026-11-26 13:30:00', '2026-11-26 13:30:00', 'ON_TIME'],
    ['due as the morning ends, issued in it', '2026-11-26 11:30:00', '2026-11-26 08:00:00', 'ON_TIME'],
    ['due at lunch, issued in the morning', '2026-11-26 12:00:00', '2026-11-26 08:00:00', 'ON_TIME'],
    ['due at night, issued in the afternoon', '2026-11-26 20:00:00', '2026-11-26 14:00:00', 'ON_TIME'],
    ['due at night, issued in the morning', '2026-11-26 20:00:00', '2026-11-26 08:00:00', 'EARLY'],
    ['due on Sunday, issued on Friday afternoon', '2026-11-22 09:00:00', '2026-11-20 14:00:00', 'ON_TIME'],
    ['due on Sunday, issued on Friday morning', '2026-11-22 09:00:00', '2026-11-20 10:00:00', 'EARLY'],
    ['due on Monday morning, issued on Sunday', '2026-11-23 09:10:00', '2026-11-22 10:00:00', 'EARLY'],
    ['due on Friday evening, issued on Saturday', '2026-11-20 17:00:00', '2026-11-21 08:00:00', 'OVERDUE'],
    [
      'due before the office opens, issued that night',
      '2026-11-26 06:00:00',
      '2026-11-25 22:00:00',
      'ON_TIME',
    ],
  ] as const)('%s', (_, dueAt, issuedAt, expected) => {
    expect(timeliness({ calendar: plain, dueAt: at(dueAt), issuedAt: at(issuedAt) })).toBe(expected)
  })

  test('due where two sessions meet was due in the first of them', () => {
    const meeting: WorkingCalendar = {
      ...plain,
      week: {
        ...plain.week,
        4: [
          { start: clockTime('07:30'), end: clockTime('12:00') },
          { start: clockTime('12:00'), end: clockTime('17:00') },
        ],
      },
    }
    const dueAt = at('2026-11-26 12:00:00')
    expect(timeliness({ calendar: meeting, dueAt, issuedAt: at('2026-11-26 08:00:00') })).toBe('ON_TIME')
    expect(timeliness({ calendar: meeting, dueAt, issuedAt: at('2026-11-26 07:29:59') })).toBe('EARLY')
  })
})

describe('the working time left', () => {
  const left = (dueAt: string, now: string) =>
    workingTimeLeft({ calendar: plain, dueAt: at(dueAt), now: at(now) })

  test('is counted in minutes and in full days', () => {
    expect(left('2026-11-26 17:00:00', '2026-11-25 13:30:00')).toEqual({
      minutes: 660,
      days: 1,
      isOverdue: false,
    })
    expect(left('2026-11-23 17:00:00', '2026-11-20 17:00:00')).toEqual({
      minutes: 450,
      days: 1,
      isOverdue: false,
    })
  })

  test.each([
    ['the evening before', '2026-11-16 19:00:00', 8],
    ['before the office opens', '2026-11-17 06:00:00', 7],
    ['in the morning', '2026-11-17 09:10:00', 7],
    ['in the evening', '2026-11-17 20:00:00', 7],
    ['the next morning', '2026-11-18 09:10:00', 6],
    ['on Saturday', '2026-11-21 10:00:00', 4],
    ['the day before it is due', '2026-11-25 08:00:00', 1],
    ['in the afternoon of the due day', '2026-11-26 13:30:00', 210 / 450],
  ])('counts the days after today: %s', (_when, now, days) => {
    expect(left('2026-11-26 17:00:00', now)?.days).toBe(days)
  })

  test('is negative by as much as the dossier is overdue', () => {
    expect(left('2026-11-20 17:00:00', '2026-11-23 08:30:00')).toEqual({
      minutes: -60,
      days: -60 / 450,
      isOverdue: true,
    })
  })

  test('is nothing and overdue all the same on the evening of the due day', () => {
    expect(left('2026-11-20 17:00:00', '2026-11-20 20:00:00')).toEqual({
      minutes: 0,
      days: 0,
      isOverdue: true,
    })
    expect(left('2026-11-20 17:00:00', '2026-11-20 17:00:00.500')?.isOverdue).toBe(false)
  })

  test('does not exist without a term', () => {
    expect(workingTimeLeft({ calendar: plain, dueAt: null, now: at('2026-11-20 17:00:00') })).toBeNull()
  })
})
