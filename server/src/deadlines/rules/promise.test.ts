import { describe, expect, test } from 'vitest'
import { clockTime, formatMoment, parseInstant, plainDate } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import type { CalendarException, WorkingCalendar } from './calendar.ts'
import { promise } from './promise.ts'
import { type DeadlineRule, type DueAt, ruleInForce, type StatutoryTerm } from './term.ts'

const plain: WorkingCalendar = { ...ADMINISTRATIVE_CALENDAR_2026, exceptions: [] }
const rule: DeadlineRule = {
  cutOff: clockTime('15:00'),
  dueAt: 'END_OF_DAY',
  legalBasis: 'as agreed',
  validFrom: plainDate('2025-07-01'),
}
const days = (value: number): StatutoryTerm => ({ value, unit: 'WORKING_DAY' })
const calendarDays = (value: number): StatutoryTerm => ({ value, unit: 'CALENDAR_DAY' })
const hours = (value: number): StatutoryTerm => ({ value, unit: 'WORKING_HOUR' })

/** `2026-11-16 15:00:01` on the office's clock. */
const at = (text: string) => parseInstant(`${text}+07:00`)

const promised = (
  acceptedAt: string,
  term: StatutoryTerm,
  { calendar = plain, dueAt = 'END_OF_DAY' as DueAt, cutOff = '15:00' } = {},
) =>
  promise({
    acceptedAt: at(acceptedAt),
    term,
    calendar,
    rule: { ...rule, dueAt, cutOff: clockTime(cutOff) },
  })

const due = (...input: Parameters<typeof promised>): string | null => {
  const { dueAt } = promised(...input)
  return dueAt && formatMoment(dueAt)
}

describe('the clock', () => {
  test.each([
    ['at the cut-off to the second', '2026-11-16 15:00:00', '15:00 16/11/2026'],
    [
      'within the second of the cut-off, which still reads 15:00:00',
      '2026-11-16 15:00:00.999',
      '15:00 16/11/2026',
    ],
    ['a second after the cut-off', '2026-11-16 15:00:01', '07:30 17/11/2026'],
    ['before the office opens', '2026-11-16 06:00:00', '07:30 16/11/2026'],
    ['as it opens', '2026-11-16 07:30:00', '07:30 16/11/2026'],
    ['as the morning closes', '2026-11-16 11:30:00', '11:30 16/11/2026'],
    ['a second into lunch', '2026-11-16 11:30:01', '13:30 16/11/2026'],
    ['as the afternoon begins', '2026-11-16 13:30:00', '13:30 16/11/2026'],
    ['on Friday evening', '2026-11-20 19:00:00', '07:30 23/11/2026'],
    ['on Saturday', '2026-11-21 09:00:00', '07:30 23/11/2026'],
    ['at midnight', '2026-11-17 00:00:00', '07:30 17/11/2026'],
    ['in the last second of a day', '2026-11-16 23:59:59.999', '07:30 17/11/2026'],
  ])('of a dossier accepted %s', (_, acceptedAt, starts) => {
    expect(formatMoment(promised(acceptedAt, days(1)).clockStartsAt)).toBe(starts)
  })

  test('starts on the first working day when the dossier came on a holiday', () => {
    const tet = promised('2026-02-17 09:00:00', days(1), { calendar: ADMINISTRATIVE_CALENDAR_2026 })
    expect(formatMoment(tet.clockStartsAt)).toBe('07:30 23/02/2026')
    expect(tet.dueAt && formatMoment(tet.dueAt)).toBe('17:00 24/02/2026')
  })

  test('starts the next working day when a cut-off later than the office leaves no session', () => {
    expect(formatMoment(promised('2026-11-16 17:30:00', days(1), { cutOff: '18:00' }).clockStartsAt)).toBe(
      '07:30 17/11/2026',
    )
    expect(formatMoment(promised('2026-11-16 17:00:00', days(1), { cutOff: '17:00' }).clockStartsAt)).toBe(
      '17:00 16/11/2026',
    )
  })

  test('starts after lunch when the cut-off falls in the lunch break', () => {
    expect(formatMoment(promised('2026-11-16 12:15:00', days(1), { cutOff: '12:30' }).clockStartsAt)).toBe(
      '13:30 16/11/2026',
    )
  })
})

describe('a term in working days', () => {
  test.each([
    ['2026-11-16 09:10:00', 1, 'END_OF_DAY', '17:00 17/11/2026'],
    ['2026-11-16 09:10:00', 1, 'END_OF_SESSION', '11:30 17/11/2026'],
    ['2026-11-16 14:10:00', 1, 'END_OF_SESSION', '17:00 17/11/2026'],
    ['2026-11-16 12:00:00', 1, 'END_OF_SESSION', '17:00 17/11/2026'],
    ['2026-11-16 14:10:00', 1, 'SAME_CLOCK_TIME', '14:10 17/11/2026'],
    ['2026-11-20 09:10:00', 1, 'SAME_CLOCK_TIME', '09:10 23/11/2026'],
    ['2026-11-16 09:10:00', 15, 'END_OF_DAY', '17:00 07/12/2026'],
  ] as const)('accepted %s, %d days, %s, is due %s', (acceptedAt, value, dueAt, expected) => {
    expect(due(acceptedAt, days(value), { dueAt })).toBe(expected)
  })

  test.each([
    ['2026-11-16 09:10:00', 0.5, 'SAME_CLOCK_TIME', '14:55 16/11/2026'],
    ['2026-11-16 14:00:00', 0.5, 'SAME_CLOCK_TIME', '08:15 17/11/2026'],
    ['2026-11-16 09:10:00', 0.5, 'END_OF_DAY', '17:00 16/11/2026'],
    ['2026-11-16 09:10:00', 0.5, 'END_OF_SESSION', '17:00 16/11/2026'],
    ['2026-11-16 07:30:00', 0.5, 'END_OF_SESSION', '11:30 16/11/2026'],
    ['2026-11-20 09:10:00', 1.5, 'SAME_CLOCK_TIME', '14:55 23/11/2026'],
    ['2026-11-20 14:00:00', 2.5, 'SAME_CLOCK_TIME', '08:15 25/11/2026'],
    ['2026-11-16 07:30:00', 0.25, 'SAME_CLOCK_TIME', null],
  ] as const)(
    'accepted %s, %d days: a fraction is working minutes (%s, %s)',
    (acceptedAt, value, dueAt, expected) => {
      // 0.25 of 450 minutes is 112 and a half.
      expect(due(acceptedAt, days(value), { dueAt })).toBe(expected ?? '09:22 16/11/2026')
    },
  )

  test('ends at the close of a day that has only a morning, when it began in the afternoon', () => {
    const stormAfternoon: CalendarException = {
      kind: 'CLOSURE',
      date: plainDate('2026-11-17'),
      name: { vi: 'Bão', en: 'Storm' },
      source: 'Công điện',
      confirmed: true,
      sessions: [{ start: clockTime('07:30'), end: clockTime('11:30') }],
    }
    const calendar = { ...plain, exceptions: [stormAfternoon] }
    for (const dueAt of ['END_OF_DAY', 'END_OF_SESSION', 'SAME_CLOCK_TIME'] as const) {
      expect(due('2026-11-16 14:00:00', days(1), { calendar, dueAt })).toBe('11:30 17/11/2026')
    }
  })

  test('counts a Saturday worked for a swap, and not the day swapped for it', () => {
    const calendar = ADMINISTRATIVE_CALENDAR_2026
    expect(due('2026-08-21 09:00:00', days(1), { calendar })).toBe('17:00 22/08/2026')
    expect(due('2026-08-28 09:00:00', days(1), { calendar })).toBe('17:00 03/09/2026')
    expect(due('2025-12-31 09:00:00', days(6), { calendar })).toBe('17:00 10/01/2026')
  })
})

describe('a term in calendar days', () => {
  test.each([
    ['the first day is not counted', '2026-11-16 09:10:00', 1, 'END_OF_DAY', '17:00 17/11/2026'],
    ['days of rest count', '2026-11-16 09:10:00', 9, 'SAME_CLOCK_TIME', '09:10 25/11/2026'],
    ['it ran out on Saturday', '2026-11-16 09:10:00', 5, 'END_OF_DAY', '17:00 23/11/2026'],
    [
      'moved, it ends with the day, whatever the rule',
      '2026-11-16 09:10:00',
      6,
      'SAME_CLOCK_TIME',
      '17:00 23/11/2026',
    ],
    [
      'accepted after the cut-off, it starts a day later',
      '2026-11-16 15:01:00',
      1,
      'END_OF_DAY',
      '17:00 18/11/2026',
    ],
    [
      'accepted on Friday evening, it starts on Monday',
      '2026-11-20 18:00:00',
      1,
      'END_OF_DAY',
      '17:00 24/11/2026',
    ],
    ['half a day is twelve hours', '2026-11-16 09:10:00', 0.5, 'END_OF_DAY', '17:00 16/11/2026'],
    ['half a day into the night', '2026-11-16 14:00:00', 0.5, 'SAME_CLOCK_TIME', '07:30 17/11/2026'],
  ] as const)('%s', (_, acceptedAt, value, dueAt, expected) => {
    expect(due(acceptedAt, calendarDays(value), { dueAt })).toBe(expected)
  })

  test('ran out within Tết and moved behind it', () => {
    expect(due('2026-02-10 09:00:00', calendarDays(5), { calendar: ADMINISTRATIVE_CALENDAR_2026 })).toBe(
      '17:00 23/02/2026',
    )
  })

  test('knows that February has 29 days in 2028 and says that it does not know the holidays', () => {
    const leap = promised('2028-02-28 09:00:00', calendarDays(1))
    expect(leap.dueAt && formatMoment(leap.dueAt)).toBe('17:00 29/02/2028')
    expect(leap.beyondKnownCalendar).toBe(true)
    expect(due('2028-02-29 09:00:00', days(1))).toBe('17:00 01/03/2028')
    expect(due('2026-02-27 09:00:00', days(1))).toBe('17:00 02/03/2026')
  })
})

describe('a term in hours', () => {
  test.each([
    ['2026-11-16 09:10:00', 8, '09:40 17/11/2026'],
    ['2026-11-16 09:30:00', 2, '11:30 16/11/2026'],
    ['2026-11-16 09:30:00', 2.25, '13:45 16/11/2026'],
    ['2026-11-20 14:00:00', 4, '08:30 23/11/2026'],
    ['2026-11-20 15:01:00', 8, '08:00 24/11/2026'],
    ['2026-11-21 10:00:00', 1, '08:30 23/11/2026'],
  ])('accepted %s, %d hours, is due %s to the minute whatever the rule', (acceptedAt, value, expected) => {
    for (const dueAt of ['END_OF_DAY', 'END_OF_SESSION', 'SAME_CLOCK_TIME'] as const) {
      expect(due(acceptedAt, hours(value), { dueAt })).toBe(expected)
    }
  })
})

describe('where the calendar ends', () => {
  test('is reckoned on with the week and the days already known, and says so', () => {
    const overNewYear = promised('2026-12-30 09:00:00', days(2), { calendar: ADMINISTRATIVE_CALENDAR_2026 })
    expect(overNewYear.dueAt && formatMoment(overNewYear.dueAt)).toBe('17:00 04/01/2027')
    expect(overNewYear.beyondKnownCalendar).toBe(true)
    expect(promised('2026-12-30 09:00:00', days(1)).beyondKnownCalendar).toBe(false)
    expect(promised('2025-11-28 09:00:00', days(5)).beyondKnownCalendar).toBe(true)
    expect(promised('2027-03-01 09:00:00', null).beyondKnownCalendar).toBe(true)
  })
})

describe('the explanation', () => {
  const told = (...input: Parameters<typeof promised>) =>
    promised(...input).days.map(({ date, counted, ordinal, code, name }) =>
      [date.slice(5), counted ? (ordinal ?? 'part') : '-', code, name?.vi ?? ''].join(' ').trim(),
    )
  const cultureDay = ADMINISTRATIVE_CALENDAR_2026.exceptions.find(({ date }) => date === '2026-11-24')!
  const unconfirmed = { ...plain, exceptions: [{ ...cultureDay, confirmed: false }] }
  const confirmed = { ...plain, exceptions: [{ ...cultureDay, confirmed: true }] }

  test('tells V2 with the holiday day by day', () => {
    expect(told('2026-11-20 15:30:00', days(3), { calendar: confirmed })).toEqual([
      '11-20 - ACCEPTED_AFTER_CUT_OFF',
      '11-21 - WEEKLY_REST',
      '11-22 - WEEKLY_REST',
      '11-23 - CLOCK_STARTS',
      '11-24 - HOLIDAY Ngày Văn hóa Việt Nam',
      '11-25 1 WORKING_DAY',
      '11-26 2 WORKING_DAY',
      '11-27 3 WORKING_DAY',
    ])
  })

  test('warns of a day off that nobody has confirmed yet, while counting it as any other', () => {
    const { days: told } = promised('2026-11-23 09:00:00', days(1), { calendar: unconfirmed })
    expect(told.at(-1)).toMatchObject({
      date: '2026-11-24',
      counted: true,
      ordinal: 1,
      code: 'WORKING_DAY',
      name: null,
      unconfirmed: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' },
    })
  })

  test('names substitutes and swaps', () => {
    const calendar = ADMINISTRATIVE_CALENDAR_2026
    expect(told('2026-04-24 09:00:00', days(1), { calendar })).toEqual([
      '04-24 - CLOCK_STARTS',
      '04-25 - WEEKLY_REST',
      '04-26 - HOLIDAY Giỗ Tổ Hùng Vương',
      '04-27 - SUBSTITUTE Nghỉ bù Giỗ Tổ Hùng Vương',
      '04-28 1 WORKING_DAY',
    ])
    expect(told('2026-08-21 09:00:00', days(1), { calendar })).toEqual([
      '08-21 - CLOCK_STARTS',
      '08-22 1 SWAP_WORK Hoán đổi dịp Quốc khánh',
    ])
    expect(told('2026-08-28 09:00:00', days(1), { calendar }).slice(3, 4)).toEqual([
      '08-31 - SWAP_OFF Hoán đổi dịp Quốc khánh',
    ])
  })

  test('tells a term in calendar days that ran out on a day of rest', () => {
    expect(told('2026-11-19 09:00:00', calendarDays(2))).toEqual([
      '11-19 - CLOCK_STARTS',
      '11-20 1 CALENDAR_DAY',
      '11-21 2 WEEKLY_REST',
      '11-22 - WEEKLY_REST',
      '11-23 - MOVED_TO_WORKING_DAY',
    ])
  })

  test('tells on which days the time of a term in hours or of a fraction passes', () => {
    expect(told('2026-11-20 14:00:00', hours(4))).toEqual([
      '11-20 part CLOCK_STARTS',
      '11-21 - WEEKLY_REST',
      '11-22 - WEEKLY_REST',
      '11-23 part WORKING_DAY',
    ])
    expect(told('2026-11-16 14:00:00', days(1.5))).toEqual([
      '11-16 - CLOCK_STARTS',
      '11-17 1 WORKING_DAY',
      '11-18 part WORKING_DAY',
    ])
    expect(told('2026-11-16 09:00:00', { value: 1, unit: 'SAME_DAY' })).toEqual(['11-16 part CLOCK_STARTS'])
  })

  test('goes as far as the start of the clock when there is no term', () => {
    expect(told('2026-11-20 19:00:00', null, { cutOff: '23:59' })).toEqual([
      '11-20 - ACCEPTED_OUTSIDE_SESSIONS',
      '11-21 - WEEKLY_REST',
      '11-22 - WEEKLY_REST',
      '11-23 - CLOCK_STARTS',
    ])
  })
})

describe('a term that is none', () => {
  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%d working days is refused', (value) => {
    expect(() => promised('2026-11-16 09:00:00', days(value))).toThrow(RangeError)
    expect(() => promised('2026-11-16 09:00:00', hours(value))).toThrow(RangeError)
  })

  test('fails rather than hangs on a calendar without work', () => {
    const idle: WorkingCalendar = { ...plain, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }
    expect(() => promised('2026-11-16 09:00:00', days(1), { calendar: idle })).toThrow(/no working day/)
  })
})

describe('the rule in force', () => {
  const from = (validFrom: string): DeadlineRule => ({ ...rule, validFrom: plainDate(validFrom) })

  test('is the latest that has begun', () => {
    const rules = [from('2025-07-01'), from('2018-06-21'), from('2027-03-01')]
    expect(ruleInForce(rules, plainDate('2026-11-22'))?.validFrom).toBe('2025-07-01')
    expect(ruleInForce(rules, plainDate('2025-06-30'))?.validFrom).toBe('2018-06-21')
    expect(ruleInForce(rules, plainDate('2027-03-01'))?.validFrom).toBe('2027-03-01')
    expect(ruleInForce(rules, plainDate('2010-01-01'))).toBeNull()
  })
})
