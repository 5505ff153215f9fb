import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoment, type Instant, instantFromMs, msOf, parseInstant } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import type { WorkingCalendar } from './calendar.ts'
import { type Pause, resumeAfterPause, resumeAfterPauses } from './pauses.ts'
import { timeliness } from './timeliness.ts'

const plain: WorkingCalendar = { ...ADMINISTRATIVE_CALENDAR_2026, exceptions: [] }
const at = (text: string) => parseInstant(`${text}:00+07:00`)
const pause = (pausedAt: string, resumedAt: string): Pause => ({
  pausedAt: at(pausedAt),
  resumedAt: at(resumedAt),
})
const dueAt = at('2026-11-26 11:10')

const movedBy = (...pauses: Pause[]) => {
  const resumed = resumeAfterPauses({ calendar: plain, dueAt, pauses })
  return [resumed.pausedMinutes, resumed.dueAt && formatMoment(resumed.dueAt)]
}

describe('a pause', () => {
  test.each([
    ['of an hour', '2026-11-24 09:00', '2026-11-24 10:00', 60, '14:10 26/11/2026'],
    ['over lunch', '2026-11-24 11:00', '2026-11-24 14:00', 60, '14:10 26/11/2026'],
    ['at lunch', '2026-11-24 11:30', '2026-11-24 13:30', 0, '11:10 26/11/2026'],
    ['at night', '2026-11-24 20:00', '2026-11-25 06:00', 0, '11:10 26/11/2026'],
    ['over a weekend', '2026-11-20 16:00', '2026-11-23 08:30', 120, '15:10 26/11/2026'],
    ['of no length', '2026-11-24 09:00', '2026-11-24 09:00', 0, '11:10 26/11/2026'],
    ['that begins as the term runs out', '2026-11-26 11:10', '2026-11-26 14:30', 80, '14:30 26/11/2026'],
    ['that begins when it has run out', '2026-11-26 11:11', '2026-11-30 09:00', 0, '11:10 26/11/2026'],
  ])('%s', (_, pausedAt, resumedAt, minutes, due) => {
    expect(movedBy(pause(pausedAt, resumedAt))).toEqual([minutes, due])
  })

  test('moves a due date over the holiday that follows it', () => {
    const { dueAt: moved } = resumeAfterPause({
      calendar: ADMINISTRATIVE_CALENDAR_2026,
      dueAt: at('2026-04-24 17:00'),
      pausedAt: at('2026-04-20 08:00'),
      resumedAt: at('2026-04-20 09:00'),
    })
    expect(moved && formatMoment(moved)).toBe('08:30 28/04/2026')
  })

  test('has nothing to move where there is no term, and is measured all the same', () => {
    const resumed = resumeAfterPauses({
      calendar: plain,
      dueAt: null,
      pauses: [pause('2026-11-24 09:00', '2026-11-24 10:00')],
    })
    expect(resumed).toEqual({ pausedMinutes: 60, dueAt: null })
  })

  test('that ends before it begins is refused', () => {
    expect(() => movedBy(pause('2026-11-24 10:00', '2026-11-24 09:00'))).toThrow(RangeError)
  })
})

describe('several pauses', () => {
  const outer = pause('2026-11-18 10:00', '2026-11-23 14:00')

  test('one within another give the same minute back once', () => {
    expect(movedBy(outer, pause('2026-11-19 08:00', '2026-11-20 16:00'))).toEqual(movedBy(outer))
    expect(movedBy(pause('2026-11-19 08:00', '2026-11-20 16:00'), outer)).toEqual(movedBy(outer))
    expect(movedBy(outer, outer)).toEqual(movedBy(outer))
  })

  test('that overlap count as the one they make together', () => {
    expect(
      movedBy(pause('2026-11-18 10:00', '2026-11-20 09:00'), pause('2026-11-19 08:00', '2026-11-23 14:00')),
    ).toEqual(movedBy(outer))
  })

  test('that overlap by half a minute give that half minute back once', () => {
    const first = { pausedAt: at('2026-11-24 09:00'), resumedAt: parseInstant('2026-11-24T10:00:30+07:00') }
    expect(movedBy(first, pause('2026-11-24 10:00', '2026-11-24 11:00'))).toEqual([120, '15:10 26/11/2026'])
  })

  test('apart add up, and the second is judged by the due date the first has moved', () => {
    expect(
      movedBy(pause('2026-11-24 08:00', '2026-11-24 10:00'), pause('2026-11-26 13:35', '2026-11-26 14:35')),
    ).toEqual([180, '16:10 26/11/2026'])
  })

  const moment = fc
    .integer({ min: 0, max: 20 * 24 * 60 })
    .map((minutes) => instantFromMs(msOf(at('2026-11-16 00:00')) + minutes * 60_000))
  const somePauses = fc.array(
    fc
      .tuple(moment, moment)
      .map(([a, b]): Pause => (a < b ? { pausedAt: a, resumedAt: b } : { pausedAt: b, resumedAt: a })),
    { maxLength: 6 },
  )

  test('never move a due date earlier, whatever their order', () => {
    fc.assert(
      fc.property(somePauses, moment, (pauses, due) => {
        const forward = resumeAfterPauses({ calendar: plain, dueAt: due, pauses })
        const backward = resumeAfterPauses({ calendar: plain, dueAt: due, pauses: pauses.toReversed() })
        expect(backward).toEqual(forward)
        expect(forward.dueAt! >= due).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('never turn a dossier that was overdue before the first of them into one on time', () => {
    fc.assert(
      fc.property(somePauses, moment, (pauses, due) => {
        const late = pauses.filter(({ pausedAt }) => pausedAt > due)
        const { dueAt: moved } = resumeAfterPauses({ calendar: plain, dueAt: due, pauses: late })
        const issuedAt = late
          .map(({ resumedAt }) => resumedAt)
          .reduce((a, b) => (a > b ? a : b), '' as Instant)
        fc.pre(late.length > 0)
        expect(timeliness({ calendar: plain, dueAt: moved, issuedAt })).toBe('OVERDUE')
      }),
      { numRuns: 1000 },
    )
  })
})
