import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockTime, formatMoment, type Instant, parseInstant, plainDate } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import { DEFAULT_DEADLINE_RULES } from '../data/deadline-rules.ts'
import type { CalendarException, WorkingCalendar } from './calendar.ts'
import {
  type DeadlineBasis,
  type DeadlineHistory,
  deadline,
  explainDeadline,
  NOTHING_HAPPENED,
} from './deadline.ts'
import type { Term } from './term.ts'
import {
  anyCalendar,
  anyInstant,
  anyMinute,
  anyRule,
  countMinutes,
  local,
  openMinutes,
  stepDay,
  termInDays,
  walkMinutes,
  walkToDue,
  walkToOpenDay,
} from './walk.testing.ts'

const CASES = Number(process.env.DEADLINE_CASES ?? 2500)

const plain: WorkingCalendar = { ...ADMINISTRATIVE_CALENDAR_2026, exceptions: [] }
const rule = DEFAULT_DEADLINE_RULES.at(-1)!
const at = (text: string): Instant => parseInstant(`${text}:00+07:00`)
const days = (value: number): Term => ({ value, unit: 'WORKING_DAY' })
const told = (instant: Instant | null) => instant && formatMoment(instant)

const basis = (over: Partial<DeadlineBasis> = {}): DeadlineBasis => ({
  acceptedAt: at('2026-11-16 09:10'),
  term: days(3),
  phases: [],
  rule,
  acceptedUnder: plain,
  printedDueAt: at('2026-11-19 17:00'),
  ...over,
})
const happened = (over: Partial<DeadlineHistory>): DeadlineHistory => ({ ...NOTHING_HAPPENED, ...over })
const NOW = at('2026-12-31 12:00')

const dayOff = (date: string, over: Partial<CalendarException> = {}): CalendarException =>
  ({
    kind: 'CLOSURE',
    date: plainDate(date),
    name: { vi: 'Bão số 9', en: 'Storm no. 9' },
    source: 'Công điện 12',
    confirmed: true,
    ...over,
  }) as CalendarException
const withDays = (...exceptions: CalendarException[]): WorkingCalendar => ({ ...plain, exceptions })

describe('a promise that another software printed', () => {
  const printed = basis({ term: null, onlyPrinted: true, printedDueAt: at('2026-11-19 11:30') })
  const dueBy = (live: WorkingCalendar, history = NOTHING_HAPPENED) =>
    told(deadline(printed, history, live, NOW).dueAt)

  test('holds to the minute, whatever days before it are off or worked', () => {
    const saturday = dayOff('2026-11-14', { kind: 'SWAP_WORK', sessions: plain.week[1] } as never)
    for (const live of [
      plain,
      withDays(dayOff('2026-11-18')),
      withDays(saturday),
      withDays(dayOff('2026-11-20')),
    ])
      expect(dueBy(live)).toBe('11:30 19/11/2026')
  })

  test('goes to the end of the next day that is worked where the office is closed on its own', () => {
    const live = withDays(dayOff('2026-11-19'))
    expect(dueBy(live)).toBe('17:00 20/11/2026')
    expect(explainDeadline(printed, NOTHING_HAPPENED, live, NOW)).toMatchObject([
      { kind: 'AS_PRINTED', printedDueAt: at('2026-11-19 11:30'), dueAt: at('2026-11-20 17:00') },
    ])
  })

  test('is given back the minutes of a pause', () => {
    const pause = {
      reason: 'SUPPLEMENT',
      basis: '',
      pausedAt: at('2026-11-18 07:30'),
      resumedAt: at('2026-11-18 17:00'),
    }
    expect(dueBy(plain, happened({ pauses: [pause as never] }))).toBe('11:30 20/11/2026')
  })

  test('follows a change of term that is decided here, and never before what was printed', () => {
    const change = (to: Term) =>
      happened({ termChanges: [{ changedAt: at('2026-11-17 08:00'), to, basis: '' }] })
    expect(dueBy(plain, change(days(6)))).toBe('17:00 24/11/2026')
    expect(dueBy(plain, change(days(1)))).toBe('11:30 19/11/2026')
  })

  test('is none where none was printed', () => {
    const none = { ...printed, printedDueAt: null }
    expect(deadline(none, NOTHING_HAPPENED, plain, NOW).dueAt).toBeNull()
    expect(explainDeadline(none, NOTHING_HAPPENED, plain, NOW)).toMatchObject([
      { kind: 'AS_PRINTED', dueAt: null },
    ])
  })
})

describe('the deadline of a dossier', () => {
  test('moves later when a closure is announced after acceptance', () => {
    const live = withDays(dayOff('2026-11-18'))
    expect(told(deadline(basis(), NOTHING_HAPPENED, live, NOW).dueAt)).toBe('17:00 20/11/2026')
  })

  test('never comes earlier than the receipt says, when a Saturday is made a working day', () => {
    const saturday = dayOff('2026-11-21', { kind: 'SWAP_WORK', sessions: plain.week[1] } as never)
    const late = basis({ term: days(5), printedDueAt: at('2026-11-23 17:00') })
    expect(told(deadline(late, NOTHING_HAPPENED, withDays(saturday), NOW).dueAt)).toBe('17:00 23/11/2026')
    const parts = explainDeadline(late, NOTHING_HAPPENED, withDays(saturday), NOW)
    expect(parts.map(({ kind, dueAt }) => [kind, told(dueAt)])).toEqual([
      ['TERM', '17:00 21/11/2026'],
      ['PRINTED_PROMISE_HOLDS', '17:00 23/11/2026'],
    ])
  })

  test('when the day on the receipt is closed later, the receipt holds until the next day that is worked', () => {
    const shorter = happened({
      termChanges: [{ changedAt: at('2026-11-17 09:00'), to: days(1), basis: 'khoản 2' }],
    })
    const live = withDays(dayOff('2026-11-19'), dayOff('2026-11-20'))
    expect(told(deadline(basis(), shorter, live, NOW).dueAt)).toBe('17:00 23/11/2026')
    const part = explainDeadline(basis(), shorter, live, NOW).at(-1)!
    expect(part).toMatchObject({ kind: 'PRINTED_PROMISE_HOLDS', reckonedDueAt: at('2026-11-17 17:00') })
    expect('days' in part && part.days.map(({ date, code }) => [date, code])).toEqual([
      ['2026-11-18', 'PROMISE_HOLDS'],
      ['2026-11-19', 'CLOSURE'],
      ['2026-11-20', 'CLOSURE'],
      ['2026-11-21', 'WEEKLY_REST'],
      ['2026-11-22', 'WEEKLY_REST'],
      ['2026-11-23', 'PROMISE_HOLDS'],
    ])
  })

  test('comes back to the receipt, not beyond it, when the closure is called off', () => {
    expect(told(deadline(basis(), NOTHING_HAPPENED, plain, NOW).dueAt)).toBe('17:00 19/11/2026')
  })

  test('keeps the hours of the acceptance when others are decided later', () => {
    const morning = { start: clockTime('07:30'), end: clockTime('11:30') }
    const shorter: WorkingCalendar = { ...plain, week: { ...plain.week, 4: [morning] } }
    expect(told(deadline(basis(), NOTHING_HAPPENED, shorter, NOW).dueAt)).toBe('17:00 19/11/2026')
  })

  test('moves by the working time of a pause, and of an open one until now', () => {
    const pause = {
      reason: 'SUPPLEMENT' as const,
      basis: 'phiếu yêu cầu bổ sung',
      pausedAt: at('2026-11-18 10:00'),
      resumedAt: null,
    }
    const open = deadline(basis(), happened({ pauses: [pause] }), plain, at('2026-11-23 14:00'))
    expect(open).toMatchObject({ isPaused: true, pausedMinutes: 1200 + 270 })
    const closed = happened({ pauses: [{ ...pause, resumedAt: at('2026-11-23 14:00') }] })
    expect(told(deadline(basis(), closed, plain, NOW).dueAt)).toBe(told(open.dueAt))
  })

  test('follows the last of the terms it was changed to, and never to before the receipt', () => {
    const changed = (value: number) =>
      happened({ termChanges: [{ changedAt: at('2026-11-17 09:00'), to: days(value), basis: 'khoản 2' }] })
    expect(told(deadline(basis(), changed(10), plain, NOW).dueAt)).toBe('17:00 30/11/2026')
    expect(told(deadline(basis(), changed(1), plain, NOW).dueAt)).toBe('17:00 19/11/2026')
  })

  test('an extension is what is told, not what is judged by', () => {
    const extended = happened({
      extensions: [{ decidedAt: at('2026-11-18 09:00'), newDueAt: at('2026-11-25 17:00'), letterId: 'm04' }],
    })
    const { dueAt, promisedAt } = deadline(basis(), extended, plain, NOW)
    expect([told(dueAt), told(promisedAt)]).toEqual(['17:00 19/11/2026', '17:00 25/11/2026'])
  })

  test('without a term there is none, whatever happens', () => {
    const pauses = [
      { reason: 'SUPPLEMENT' as const, basis: '', pausedAt: at('2026-11-18 10:00'), resumedAt: NOW },
    ]
    expect(
      deadline(basis({ term: null, printedDueAt: null }), happened({ pauses }), plain, NOW),
    ).toMatchObject({
      dueAt: null,
      promisedAt: null,
    })
  })
})

describe('phases', () => {
  const phased = basis({
    term: null,
    printedDueAt: null,
    phases: [
      { id: 'appraise', name: { vi: 'Thẩm định', en: 'Appraisal' }, term: days(5) },
      { id: 'certify', name: { vi: 'Cấp giấy', en: 'Certificate' }, term: days(3) },
    ],
  })

  test('follow one another when nothing is known yet: the sum of their terms', () => {
    const { dueAt, phases } = deadline(phased, NOTHING_HAPPENED, plain, NOW)
    expect(told(dueAt)).toBe('17:00 26/11/2026')
    expect(phases.map(({ phaseId, dueAt, hasBegun }) => [phaseId, told(dueAt), hasBegun])).toEqual([
      ['appraise', '17:00 23/11/2026', true],
      ['certify', '17:00 26/11/2026', false],
    ])
  })

  test('begin when their event comes and then have the whole of their own term', () => {
    const begun = happened({ phasesBegun: [{ phaseId: 'certify', begunAt: at('2026-12-01 15:30') }] })
    const { dueAt, phases } = deadline(phased, begun, plain, NOW)
    expect(told(dueAt)).toBe('17:00 07/12/2026')
    expect(told(phases[1]!.startsAt)).toBe('07:30 02/12/2026')
    expect(told(phases[0]!.dueAt)).toBe('17:00 23/11/2026')
  })
})

describe('reckoned by a walk through the calendar', () => {
  const anyPause = fc
    .tuple(anyMinute, anyMinute)
    .map(([a, b]) => (a < b ? [a, b] : [b, a]) as [Instant, Instant])
    .map(([pausedAt, resumedAt]) => ({
      reason: 'SUPPLEMENT' as const,
      basis: 'at random',
      pausedAt,
      resumedAt,
    }))
  const pausesInOrder = fc
    .array(anyPause, { maxLength: 4 })
    .map((pauses) => pauses.sort((a, b) => (a.pausedAt < b.pausedAt ? -1 : 1)))

  /** Live days off and the hours of the acceptance, as one calendar for the walk. */
  const seen = (live: WorkingCalendar, accepted: WorkingCalendar): WorkingCalendar => ({
    ...accepted,
    exceptions: live.exceptions,
  })

  test('hours of the acceptance, days off of today, the receipt as the floor, pauses minute by minute', {
    timeout: 600_000,
  }, () => {
    fc.assert(
      fc.property(
        fc.record({
          live: anyCalendar,
          acceptedUnder: anyCalendar,
          acceptedAt: anyMinute,
          term: termInDays,
          rule: anyRule,
          pauses: pausesInOrder,
          printedDueAt: fc.option(anyMinute),
        }),
        ({ live, pauses, ...pinned }) => {
          const calendar = seen(live, pinned.acceptedUnder)
          let due = walkToDue(calendar, local(pinned.acceptedAt), pinned.term, pinned.rule)
          const promised =
            pinned.printedDueAt === null ? '' : walkToOpenDay(calendar, local(pinned.printedDueAt))
          if (promised > due) due = promised
          for (const [from, to] of asStretches(pauses)) {
            if (from > due) continue
            due = walkMinutes(calendar, due, countMinutes(calendar, from, to))
          }
          const { dueAt } = deadline(
            { ...pinned, phases: [] },
            happened({ pauses }),
            live,
            '2028-12-31T00:00:00.000Z' as Instant,
          )
          expect(dueAt && local(dueAt)).toBe(due)
        },
      ),
      { numRuns: Math.ceil(CASES / 2) },
    )
  })

  /** Joined by asking of every minute whether any pause holds it. */
  const asStretches = (pauses: readonly { pausedAt: Instant; resumedAt: Instant }[]) => {
    const texts = pauses.map(({ pausedAt, resumedAt }) => [local(pausedAt), local(resumedAt)] as const)
    const joined: [string, string][] = []
    for (const [from, to] of texts) {
      const last = joined.find(([, end]) => from <= end)
      if (last) last[1] = to > last[1] ? to : last[1]
      else joined.push([from, to])
    }
    return joined
  }

  test('the explanation ends with the deadline and leaves out no day and no minute', {
    timeout: 600_000,
  }, () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyCalendar,
        anyInstant,
        termInDays,
        anyRule,
        pausesInOrder,
        fc.option(anyMinute),
        (live, acceptedUnder, acceptedAt, term, rule, pauses, printedDueAt) => {
          const pinned = { acceptedAt, term, rule, acceptedUnder, printedDueAt, phases: [] }
          const now = '2028-12-31T00:00:00.000Z' as Instant
          const parts = explainDeadline(pinned, happened({ pauses }), live, now)
          const { dueAt, pausedMinutes } = deadline(pinned, happened({ pauses }), live, now)
          expect(parts.at(-1)!.dueAt).toBe(dueAt)
          let paused = 0
          for (const part of parts) {
            if (part.kind !== 'TERM' && part.kind !== 'PAUSE') continue
            for (const [nth, day] of part.days.entries())
              if (nth > 0) expect(day.date).toBe(stepDay(part.days[nth - 1]!.date))
            if (part.kind !== 'PAUSE') continue
            paused += part.minutes
            const told = part.days.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
            expect(told).toBeCloseTo(part.minutes, 6)
            const givenBack = part.givenBack.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
            expect(givenBack).toBeCloseTo(part.minutes, 6)
          }
          expect(paused).toBeCloseTo(pausedMinutes, 6)
        },
      ),
      { numRuns: Math.ceil(CASES / 2) },
    )
  })

  test('a day off that was decided after acceptance is told as such', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyCalendar,
        anyInstant,
        termInDays,
        anyRule,
        (live, accepted, at, term, rule) => {
          const pinned = {
            acceptedAt: at,
            term,
            rule,
            acceptedUnder: accepted,
            printedDueAt: null,
            phases: [],
          }
          const [part] = explainDeadline(pinned, NOTHING_HAPPENED, live, NOW)
          if (part?.kind !== 'TERM') throw new Error('no term')
          for (const day of part.days) {
            const off = openMinutes(seen(live, accepted), day.date).length === 0
            const wasOff = openMinutes(accepted, day.date).length === 0
            if (off !== wasOff) expect(day.announcedLater).toBe(true)
            if (day.announcedLater) expect(day.source === null).toBe(!hasConfirmed(live, day.date))
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  const hasConfirmed = (calendar: WorkingCalendar, date: string) =>
    calendar.exceptions.some((exception) => exception.date === date && exception.confirmed)
})
