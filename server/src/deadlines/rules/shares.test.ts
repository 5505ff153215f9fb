import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoment, instantFromMs, msOf, parseInstant } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import type { WorkingCalendar } from './calendar.ts'
import { shareDueAt } from './shares.ts'

const plain: WorkingCalendar = { ...ADMINISTRATIVE_CALENDAR_2026, exceptions: [] }
const at = (text: string) => parseInstant(`${text}:00+07:00`)

/** When each of the steps is due. */
const dues = (from: string, dueAt: string | null, shares: number[]) =>
  shares.map((_, index) => {
    const due = shareDueAt({
      calendar: plain,
      from: at(from),
      dueAt: dueAt === null ? null : at(dueAt),
      shares,
      index,
    })
    return due && formatMoment(due)
  })

describe('the shares of steps', () => {
  test('follow one another in working minutes when they fit', () => {
    expect(dues('2026-11-16 09:10', '2026-11-20 17:00', [0.5, 1, 2])).toEqual([
      '14:55 16/11/2026',
      '14:55 17/11/2026',
      '14:55 19/11/2026',
    ])
  })

  test('are not stretched when the term leaves more', () => {
    expect(dues('2026-11-16 07:30', '2026-12-31 17:00', [0.5])).toEqual(['11:15 16/11/2026'])
  })

  test('shrink in proportion when they add up to more than the term, and the last is due with the dossier', () => {
    // Four days of shares in two days: each takes half.
    expect(dues('2026-11-16 07:30', '2026-11-17 17:00', [1, 2, 1])).toEqual([
      '11:15 16/11/2026',
      '11:15 17/11/2026',
      '17:00 17/11/2026',
    ])
  })

  test('shrink to the whole minute, downwards', () => {
    expect(dues('2026-11-16 07:30', '2026-11-16 09:10', [1, 1, 1])).toEqual([
      '08:03 16/11/2026',
      '08:36 16/11/2026',
      '09:10 16/11/2026',
    ])
  })

  test('end with the dossier even where that is due while the office is closed', () => {
    expect(dues('2026-11-16 07:30', '2026-11-16 12:00', [1, 1])).toEqual([
      '09:30 16/11/2026',
      '12:00 16/11/2026',
    ])
  })

  test('leave nothing when the dossier is already overdue: every step is due when it was', () => {
    expect(dues('2026-11-18 08:00', '2026-11-17 17:00', [1, 2])).toEqual([
      '17:00 17/11/2026',
      '17:00 17/11/2026',
    ])
  })

  test('of 0 are due with the dossier', () => {
    expect(dues('2026-11-16 07:30', '2026-11-20 17:00', [1, 0])).toEqual([
      '17:00 16/11/2026',
      '17:00 20/11/2026',
    ])
    expect(dues('2026-11-16 07:30', null, [1, 0])).toEqual(['17:00 16/11/2026', null])
  })

  test('stand as published when the law sets no term', () => {
    expect(dues('2026-11-20 16:00', null, [1, 2])).toEqual(['16:00 23/11/2026', '16:00 25/11/2026'])
  })

  test('refuse a step that is not there and a share that is no time', () => {
    expect(() =>
      shareDueAt({ calendar: plain, from: at('2026-11-16 08:00'), dueAt: null, shares: [1], index: 1 }),
    ).toThrow(RangeError)
    expect(() => dues('2026-11-16 08:00', null, [-1])).toThrow(RangeError)
    expect(() => dues('2026-11-16 08:00', null, [1, Number.NaN])).toThrow(RangeError)
  })

  test('never put a step after the legal due date, nor before the step that precedes it', () => {
    const moment = fc
      .integer({ min: 0, max: 15 * 24 * 60 })
      .map((minutes) => instantFromMs(msOf(at('2026-08-20 00:00')) + minutes * 60_000))
    const shares = fc.array(
      fc.integer({ min: 1, max: 20 }).map((quarters) => quarters / 4),
      { minLength: 1, maxLength: 7 },
    )
    fc.assert(
      fc.property(moment, moment, shares, (from, dueAt, steps) => {
        const calendar = ADMINISTRATIVE_CALENDAR_2026
        const due = steps.map((_, index) => shareDueAt({ calendar, from, dueAt, shares: steps, index })!)
        for (const [index, own] of due.entries()) {
          expect(own <= dueAt).toBe(true)
          expect(index === 0 || own >= due[index - 1]!).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
