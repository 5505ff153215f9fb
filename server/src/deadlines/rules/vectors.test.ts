import { describe, expect, test } from 'vitest'
import { clockTime, formatMoment, type Instant, parseInstant, plainDate } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import type { WorkingCalendar } from './calendar.ts'
import { resumeAfterPause } from './pauses.ts'
import { promise } from './promise.ts'
import type { DeadlineRule, DueAt, StatutoryTerm } from './term.ts'
import { timeliness } from './timeliness.ts'

/** The agreed examples: sessions 07:30–11:30 and 13:30–17:00, cut-off 15:00; 16 November 2026 is a Monday. */

const noHoliday: WorkingCalendar = { ...ADMINISTRATIVE_CALENDAR_2026, exceptions: [] }
const cultureDayOff: WorkingCalendar = {
  ...noHoliday,
  exceptions: [
    {
      kind: 'HOLIDAY',
      date: plainDate('2026-11-24'),
      name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' },
      source: 'as configured',
      confirmed: true,
    },
  ],
}

const at = (text: string): Instant => parseInstant(`${text}:00+07:00`)
const rule = (dueAt: DueAt): DeadlineRule => ({
  cutOff: clockTime('15:00'),
  dueAt,
  legalBasis: 'as agreed',
  validFrom: plainDate('2025-07-01'),
})
const workingDays = (value: number): StatutoryTerm => ({ value, unit: 'WORKING_DAY' })
const sameDay: StatutoryTerm = { value: 1, unit: 'SAME_DAY' }

describe('the agreed examples', () => {
  test.each([
    [
      'V1',
      '2026-11-16 09:10',
      workingDays(3),
      'SAME_CLOCK_TIME',
      noHoliday,
      '09:10 16/11/2026',
      '09:10 19/11/2026',
    ],
    [
      'V2',
      '2026-11-20 15:30',
      workingDays(3),
      'END_OF_DAY',
      noHoliday,
      '07:30 23/11/2026',
      '17:00 26/11/2026',
    ],
    [
      'V2h',
      '2026-11-20 15:30',
      workingDays(3),
      'END_OF_DAY',
      cultureDayOff,
      '07:30 23/11/2026',
      '17:00 27/11/2026',
    ],
    [
      'V3',
      '2026-11-16 09:10',
      workingDays(5),
      'SAME_CLOCK_TIME',
      noHoliday,
      '09:10 16/11/2026',
      '09:10 23/11/2026',
    ],
    [
      'V4 in time',
      '2026-11-16 14:59',
      sameDay,
      'END_OF_DAY',
      noHoliday,
      '14:59 16/11/2026',
      '17:00 16/11/2026',
    ],
    ['V4 late', '2026-11-16 15:01', sameDay, 'END_OF_DAY', noHoliday, '07:30 17/11/2026', '17:00 17/11/2026'],
  ] as const)('%s: accepted %s', (_, acceptedAt, term, dueAt, calendar, starts, due) => {
    const promised = promise({ acceptedAt: at(acceptedAt), term, calendar, rule: rule(dueAt) })
    expect(formatMoment(promised.clockStartsAt)).toBe(starts)
    expect(promised.dueAt && formatMoment(promised.dueAt)).toBe(due)
    expect(promised.beyondKnownCalendar).toBe(false)
  })

  test('V3: a supplement asked for on Wednesday at 10:00 and brought on Monday at 14:00 gives back 1,470 minutes', () => {
    const resumed = resumeAfterPause({
      calendar: noHoliday,
      dueAt: at('2026-11-23 09:10'),
      pausedAt: at('2026-11-18 10:00'),
      resumedAt: at('2026-11-23 14:00'),
    })
    expect(resumed.pausedMinutes).toBe(1470)
    expect(resumed.dueAt && formatMoment(resumed.dueAt)).toBe('11:10 26/11/2026')
  })

  test.each([
    ['2026-11-25 16:50', 'EARLY'],
    ['2026-11-26 07:45', 'ON_TIME'],
    ['2026-11-26 11:11', 'OVERDUE'],
  ])('V5: due Thursday 11:10, issued %s is %s', (issuedAt, expected) => {
    expect(timeliness({ calendar: noHoliday, dueAt: at('2026-11-26 11:10'), issuedAt: at(issuedAt) })).toBe(
      expected,
    )
  })

  test('V6: without a statutory term there is no due date, and the dossier is neither early nor late', () => {
    const promised = promise({
      acceptedAt: at('2026-11-20 15:30'),
      term: null,
      calendar: noHoliday,
      rule: rule('END_OF_DAY'),
    })
    expect(formatMoment(promised.clockStartsAt)).toBe('07:30 23/11/2026')
    expect(promised.dueAt).toBeNull()
    expect(timeliness({ calendar: noHoliday, dueAt: promised.dueAt, issuedAt: at('2036-01-01 09:00') })).toBe(
      'NO_TERM',
    )
  })

  test('come out the same in whatever zone the machine believes itself to be', () => {
    const before = process.env.TZ
    const hours = new Set<number>()
    const due = new Set<string | null>()
    for (const zone of [
      'Pacific/Kiritimati',
      'America/Anchorage',
      'UTC',
      'Asia/Ho_Chi_Minh',
      'Africa/Cairo',
    ]) {
      process.env.TZ = zone
      hours.add(new Date(1_700_000_000_000).getHours())
      const accepted = at('2026-11-20 15:30')
      due.add(
        promise({
          acceptedAt: accepted,
          term: workingDays(3),
          calendar: cultureDayOff,
          rule: rule('END_OF_DAY'),
        }).dueAt,
      )
    }
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
    expect(hours.size).toBe(5)
    expect([...due]).toEqual(['2026-11-27T10:00:00.000Z'])
  })
})
