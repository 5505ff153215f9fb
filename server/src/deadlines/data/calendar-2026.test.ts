import { describe, expect, test } from 'vitest'
import { addDays, type PlainDate, plainDate, weekdayOf } from '#common/time.ts'
import { checkCalendar, isWorkingDay } from '../rules/calendar.ts'
import { ruleInForce } from '../rules/term.ts'
import { ADMINISTRATIVE_CALENDAR_2026 as calendar } from './calendar-2026.ts'
import { DEFAULT_DEADLINE_RULES } from './deadline-rules.ts'

describe('the calendar of 2026', () => {
  test('is sound', () => {
    expect(() => checkCalendar(calendar)).not.toThrow()
  })

  test('has these working days off and these days of rest worked, of those confirmed before November', () => {
    const off: string[] = []
    const worked: string[] = []
    for (let day = plainDate('2025-12-01'); day < '2026-11-01'; day = addDays(day, 1)) {
      const isRest = weekdayOf(day) > 5
      if (!isRest && !isWorkingDay(calendar, day)) off.push(day)
      if (isRest && isWorkingDay(calendar, day)) worked.push(day)
    }
    expect(off).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-27',
      '2026-04-30',
      '2026-05-01',
      '2026-08-31',
      '2026-09-01',
      '2026-09-02',
    ])
    expect(worked).toEqual(['2026-01-10', '2026-08-22'])
  })

  test('gives a Saturday for every day it swaps', () => {
    const count = (kind: string) => calendar.exceptions.filter((exception) => exception.kind === kind).length
    expect(count('SWAP_WORK')).toBe(count('SWAP_OFF'))
  })

  test('has every statutory day that falls on a day of rest made up by a substitute', () => {
    const onRest = calendar.exceptions.filter(({ kind, date }) => kind === 'HOLIDAY' && weekdayOf(date) > 5)
    expect(onRest.map(({ date }) => date)).toEqual(['2026-04-26'])
    expect(kindOn('2026-04-27' as PlainDate)).toBe('SUBSTITUTE')
  })

  test('lists the swap proposed around 24 November without letting it change a due date', () => {
    for (const date of ['2026-11-23', '2026-11-28'] as PlainDate[]) {
      expect(calendar.exceptions.find((exception) => exception.date === date)?.confirmed).toBe(false)
    }
    expect(isWorkingDay(calendar, plainDate('2026-11-23'))).toBe(true)
    expect(isWorkingDay(calendar, plainDate('2026-11-28'))).toBe(false)
  })

  const kindOn = (date: PlainDate) => calendar.exceptions.find((exception) => exception.date === date)?.kind
})

describe('the rules an authority starts with', () => {
  test('cut off at 15:00 and promise the end of the day, by the decree of the time', () => {
    expect(ruleInForce(DEFAULT_DEADLINE_RULES, plainDate('2026-11-22'))).toMatchObject({
      cutOff: '15:00',
      dueAt: 'END_OF_DAY',
      legalBasis: expect.stringContaining('118/2025'),
    })
    expect(ruleInForce(DEFAULT_DEADLINE_RULES, plainDate('2024-05-06'))?.legalBasis).toContain('61/2018')
  })
})
