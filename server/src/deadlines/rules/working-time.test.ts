import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoment, instantFromMs, msOf, parseInstant } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import type { WorkingCalendar } from './calendar.ts'
import { addWorkingMinutes, workingMinutesBetween } from './working-time.ts'

const plain: WorkingCalendar = { ...ADMINISTRATIVE_CALENDAR_2026, exceptions: [] }
const at = (text: string) => parseInstant(`${text}:00+07:00`)

describe('working minutes', () => {
  test.each([
    ['2026-11-16 07:30', '2026-11-16 17:00', 450],
    ['2026-11-16 00:00', '2026-11-17 00:00', 450],
    ['2026-11-16 11:00', '2026-11-16 14:00', 60],
    ['2026-11-16 11:30', '2026-11-16 13:30', 0],
    ['2026-11-16 17:00', '2026-11-17 07:30', 0],
    ['2026-11-20 16:00', '2026-11-23 08:30', 120],
    ['2026-11-21 08:00', '2026-11-22 20:00', 0],
    ['2026-11-18 10:00', '2026-11-23 14:00', 1470],
    ['2026-11-16 09:00', '2026-11-16 09:00', 0],
    ['2026-11-16 14:00', '2026-11-16 11:00', -60],
  ])('from %s to %s are %d', (from, to, minutes) => {
    expect(workingMinutesBetween(plain, at(from), at(to))).toBe(minutes)
  })

  test('jump over Tết', () => {
    const calendar = ADMINISTRATIVE_CALENDAR_2026
    expect(workingMinutesBetween(calendar, at('2026-02-13 16:00'), at('2026-02-23 08:30'))).toBe(120)
    expect(formatMoment(addWorkingMinutes(calendar, at('2026-02-13 16:00'), 61))).toBe('07:31 23/02/2026')
  })
})

describe('working minutes added', () => {
  test.each([
    ['2026-11-16 09:00', 150, '11:30 16/11/2026'],
    ['2026-11-16 09:00', 151, '13:31 16/11/2026'],
    ['2026-11-16 16:00', 60, '17:00 16/11/2026'],
    ['2026-11-20 16:00', 61, '07:31 23/11/2026'],
    ['2026-11-21 03:00', 1, '07:31 23/11/2026'],
    ['2026-11-21 03:00', 0, '03:00 21/11/2026'],
    ['2026-11-16 07:30', 450, '17:00 16/11/2026'],
    ['2026-11-16 07:30', 2250, '17:00 20/11/2026'],
  ])('to %s: %d minutes end at %s', (from, minutes, end) => {
    expect(formatMoment(addWorkingMinutes(plain, at(from), minutes))).toBe(end)
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('cannot be %d', (minutes) => {
    expect(() => addWorkingMinutes(plain, at('2026-11-16 09:00'), minutes)).toThrow(RangeError)
  })

  test('are exactly the minutes that then lie between, to the millisecond', () => {
    const calendar = ADMINISTRATIVE_CALENDAR_2026
    const start = msOf(at('2026-01-01 00:00'))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 330 * 86_400_000 }),
        fc.integer({ min: 1, max: 20 * 450 * 60_000 }),
        fc.integer({ min: 1, max: 20 * 450 * 60_000 }),
        (offset, first, second) => {
          const from = instantFromMs(start + offset)
          const once = addWorkingMinutes(calendar, from, first / 60_000)
          expect(Math.round(workingMinutesBetween(calendar, from, once) * 60_000)).toBe(first)
          expect(workingMinutesBetween(calendar, once, from)).toBe(
            -workingMinutesBetween(calendar, from, once),
          )
          expect(addWorkingMinutes(calendar, once, second / 60_000)).toBe(
            addWorkingMinutes(calendar, from, (first + second) / 60_000),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})
