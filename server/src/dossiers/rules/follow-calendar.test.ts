import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoment, instantAt, plainDate } from '#common/time.ts'
import type { CalendarException, WorkingCalendar } from '#deadlines/rules/calendar.ts'
import { decide } from './decide.ts'
import type { Dossier } from './dossier.ts'
import type { DossierEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import { followCalendar } from './follow-calendar.ts'
import { calendar, circumstances, officers, process, receive } from './office.testing.ts'

const events = decide(null, receive, circumstances(officers.receptionist))
const dossier = fold('d', events) as Dossier
const now = instantAt(plainDate('2026-11-17'), 8 * 60)

const off = (date: string): CalendarException => ({
  kind: 'CLOSURE',
  date: plainDate(date),
  name: { vi: 'Bão', en: 'Storm' },
  source: 'Công điện 1',
  confirmed: true,
})
const saturdayWorked: CalendarException = {
  ...off('2026-11-21'),
  kind: 'SWAP_WORK',
  sessions: calendar.week[1],
}
const withDays = (...exceptions: CalendarException[]): WorkingCalendar => ({
  ...calendar,
  version: 2,
  exceptions,
})

const follow = (live: WorkingCalendar, of: Dossier = dossier): DossierEvent[] =>
  followCalendar(of, { now, changeId: 'change', live, acceptedUnder: calendar, process })

const after = (live: WorkingCalendar, of: Dossier = dossier): Dossier =>
  follow(live, of).reduce<Dossier>((known, event) => evolve('d', known, event), of)

describe('an open dossier follows its calendar', () => {
  test('accepted Monday the 16th at 09:10, seven working days: due on the 25th', () => {
    expect(formatMoment(dossier.currentDueAt!)).toBe('17:00 25/11/2026')
  })

  test('later by the days closed, with its open step', () => {
    const moved = after(withDays(off('2026-11-18'), off('2026-11-19')))
    expect(formatMoment(moved.currentDueAt!)).toBe('17:00 27/11/2026')
    expect(moved.originalDueAt).toBe(dossier.originalDueAt)
    expect(moved.state).toBe(dossier.state)
    expect(moved.version).toBe(dossier.version + 1)
    expect(follow(withDays(off('2026-11-18')))[0]).toMatchObject({
      type: 'CalendarFollowed',
      actorId: 'system',
      data: { from: dossier.currentDueAt, calendarVersion: 2, calendarChangeId: 'change' },
    })
  })

  test('a step that is due on a day now closed is due when its share has passed', () => {
    const [task] = dossier.tasks
    expect(formatMoment(task!.dueAt!)).toBe('14:55 16/11/2026')
    const closedAtOnce = withDays(off('2026-11-16'))
    expect(formatMoment(after(closedAtOnce).tasks[0]!.dueAt!)).toBe('11:15 17/11/2026')
  })

  test('does not come before the receipt, and says nothing when no date moves', () => {
    expect(follow(withDays(saturdayWorked))).toEqual([])
    expect(follow({ ...calendar, version: 2 })).toEqual([])
  })

  test('comes back to the receipt when the closure is called off', () => {
    const moved = after(withDays(off('2026-11-18')))
    expect(after({ ...calendar, version: 3 }, moved).currentDueAt).toBe(dossier.originalDueAt)
  })

  test('once the result is issued nothing moves any more', () => {
    expect(follow(withDays(off('2026-11-18')), { ...dossier, issuedAt: now, clock: 'STOPPED' })).toEqual([])
  })

  test('while its term stands still nothing moves: the end of the pause reckons by the calendar as it is then', () => {
    expect(follow(withDays(off('2026-11-18')), { ...dossier, clock: 'PAUSED' })).toEqual([])
  })

  test('whatever was decided in between: the last calendar alone says what is due', () => {
    const days = fc.uniqueArray(fc.integer({ min: 17, max: 30 }), { maxLength: 6 })
    const calendarOf = (list: readonly number[]) => withDays(...list.map((day) => off(`2026-11-${day}`)))
    fc.assert(
      fc.property(fc.array(days, { maxLength: 5 }), days, (between, last) => {
        const wandered = between.reduce((known, list) => after(calendarOf(list), known), dossier)
        const direct = after(calendarOf(last))
        const atLast = after(calendarOf(last), wandered)
        expect(atLast.currentDueAt).toBe(direct.currentDueAt)
        expect(atLast.tasks.map(({ dueAt }) => dueAt)).toEqual(direct.tasks.map(({ dueAt }) => dueAt))
        expect(atLast.currentDueAt! >= dossier.originalDueAt!).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
