import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '#common/time.ts'
import { resumeAfterPauses } from './pauses.ts'
import { promise } from './promise.ts'
import { timeliness } from './timeliness.ts'
import {
  anyCalendar,
  anyInstant,
  anyMinute,
  anyRule,
  countMinutes,
  dayIn,
  halvesExist,
  isOff,
  local,
  openMinutes,
  stepDay,
  termInDays,
  termInMinutes,
  walkMinutes,
  walkToClass,
  walkToDue,
  walkToStart,
} from './walk.testing.ts'
import { addWorkingMinutes, workingMinutesBetween } from './working-time.ts'

/**
 * The rules against a walk through the calendar that shares no code with them. 2,500 cases a run; `DEADLINE_CASES=100000`
 * for a long one.
 */
const CASES = Number(process.env.DEADLINE_CASES ?? 2500)

// ---- What must agree -----------------------------------------------------------------------------------------

describe('reckoned by a walk through the calendar', () => {
  const half = Math.ceil(CASES / 2)

  test('a term in days is due the same second', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, termInDays, anyRule, (calendar, acceptedAt, term, rule) => {
        const promised = promise({ acceptedAt, term, calendar, rule })
        expect(local(promised.clockStartsAt)).toBe(walkToStart(calendar, local(acceptedAt), rule))
        expect(promised.dueAt && local(promised.dueAt)).toBe(
          walkToDue(calendar, local(acceptedAt), term, rule),
        )
      }),
      { numRuns: CASES },
    )
  })

  test('a term in hours or with half a day is due the same minute', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(anyCalendar, anyMinute, termInMinutes, anyRule, (calendar, acceptedAt, term, rule) => {
        fc.pre(term.unit === 'WORKING_HOUR' || halvesExist(calendar))
        const { dueAt } = promise({ acceptedAt, term, calendar, rule })
        expect(dueAt && local(dueAt)).toBe(walkToDue(calendar, local(acceptedAt), term, rule))
      }),
      { numRuns: half },
    )
  })

  test('the days explained are every day from acceptance to due, and as many count as the term has', {
    timeout: 600_000,
  }, () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, termInDays, anyRule, (calendar, acceptedAt, term, rule) => {
        const { days: told, clockStartsAt, dueAt } = promise({ acceptedAt, term, calendar, rule })
        expect(told[0]!.date).toBe(dayIn(local(acceptedAt)))
        expect(told.at(-1)!.date).toBe(dayIn(local(dueAt!)))
        for (const [index, day] of told.entries()) {
          if (index > 0) expect(day.date).toBe(stepDay(told[index - 1]!.date))
          if (term.unit === 'WORKING_DAY' && day.counted) expect(isOff(calendar, day.date)).toBe(false)
          if (day.date <= dayIn(local(clockStartsAt)) && term.unit !== 'SAME_DAY')
            expect(day.counted).toBe(false)
        }
        if (term.unit !== 'SAME_DAY') expect(told.filter(({ counted }) => counted)).toHaveLength(term.value)
        expect(isOff(calendar, told.at(-1)!.date)).toBe(false)
      }),
      { numRuns: half },
    )
  })

  test('working minutes are the open minutes counted one by one', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyMinute,
        anyMinute,
        fc.integer({ min: 0, max: 2000 }),
        (calendar, a, b, minutes) => {
          const [from, to] = a < b ? [a, b] : [b, a]
          expect(workingMinutesBetween(calendar, from, to)).toBe(
            countMinutes(calendar, local(from), local(to)),
          )
          expect(local(addWorkingMinutes(calendar, from, minutes))).toBe(
            walkMinutes(calendar, local(from), minutes),
          )
        },
      ),
      { numRuns: half },
    )
  })

  test('pauses give back each open minute that lies in any of them once', { timeout: 600_000 }, () => {
    const pause = fc
      .tuple(anyMinute, anyMinute)
      .map(([a, b]) => (a < b ? { pausedAt: a, resumedAt: b } : { pausedAt: b, resumedAt: a }))
    fc.assert(
      fc.property(anyCalendar, fc.array(pause, { maxLength: 4 }), (calendar, pauses) => {
        const dueAt = '2028-04-03T10:00:00.000Z' as Instant
        const stretches = pauses.map(
          ({ pausedAt, resumedAt }) => [local(pausedAt), local(resumedAt)] as const,
        )
        let minutes = 0
        for (let day = '2028-02-09'; day < '2028-03-20'; day = stepDay(day)) {
          for (const clock of openMinutes(calendar, day)) {
            const minute = `${day} ${clock}:00.000`
            if (stretches.some(([from, to]) => from <= minute && minute < to)) minutes++
          }
        }
        const resumed = resumeAfterPauses({ calendar, dueAt, pauses })
        expect(resumed.pausedMinutes).toBe(minutes)
        expect(resumed.dueAt && local(resumed.dueAt)).toBe(walkMinutes(calendar, local(dueAt), minutes))
      }),
      { numRuns: Math.ceil(CASES / 10) },
    )
  })

  test('early, on time and overdue fall the same', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(anyCalendar, anyMinute, anyInstant, (calendar, dueAt, issuedAt) => {
        expect(timeliness({ calendar, dueAt, issuedAt })).toBe(
          walkToClass(calendar, local(dueAt), local(issuedAt)),
        )
      }),
      { numRuns: half },
    )
  })
})
