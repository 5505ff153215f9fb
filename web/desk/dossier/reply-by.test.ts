import { describe, expect, it } from 'vitest'
import { plainDate } from '#common/time.ts'
import type { Calendar } from '#web/api/calls.ts'
import { proposedDay, readReplyBy } from './reply-by.ts'

const FRIDAY = plainDate('2026-11-27')

const DAY = [
  { start: '07:30', end: '11:30' },
  { start: '13:30', end: '17:00' },
]
const SUMMER = [{ start: '07:00', end: '16:30' }]
const off = (date: string, more: Partial<Calendar['days'][number]> = {}): Calendar['days'][number] => ({
  date,
  kind: 'HOLIDAY',
  name: { vi: 'Nghỉ', en: 'Off' },
  source: '',
  confirmed: true,
  sessions: [],
  ...more,
})
const CALENDAR = {
  week: [DAY, DAY, DAY, DAY, DAY, [], []],
  laterWeeks: [{ from: '2027-04-16', week: [SUMMER, SUMMER, SUMMER, SUMMER, SUMMER, [], []], source: '' }],
  days: [
    off('2026-11-30'),
    off('2026-12-05', { kind: 'SWAP_WORK', sessions: [{ start: '07:30', end: '11:30' }] }),
    off('2026-12-07', { confirmed: false }),
  ],
} as unknown as Calendar

describe('the day by which something is to come', () => {
  it.each([
    [11, '08/12/2026'],
    [7, '04/12/2026'],
    [8, '05/12/2026'],
    [1, '01/12/2026'],
    [3, '01/12/2026'],
  ])('%i days on is proposed as %s, never on a day off', (days, day) => {
    expect(proposedDay(CALENDAR, FRIDAY, days)).toBe(day)
  })

  it.each([
    ['081226', '2026-12-08T17:00:00+07:00'],
    ['051226', '2026-12-05T11:30:00+07:00'],
    ['071226', '2026-12-07T17:00:00+07:00'],
    ['190427', '2027-04-19T16:30:00+07:00'],
  ])('%s is sent as the moment at which the office closes on it, by its own calendar', (typed, moment) => {
    expect(readReplyBy(typed, CALENDAR, FRIDAY)).toEqual({ replyBy: moment, faults: [] })
  })

  it('need not be set, does not lie behind us, and is no day on which nobody is there', () => {
    const faultOf = (text: string) => readReplyBy(text, CALENDAR, FRIDAY).faults.map(({ id }) => id)
    expect(readReplyBy(' ', CALENDAR, FRIDAY)).toEqual({ faults: [] })
    expect(faultOf('26/11/2026')).toEqual(['field.date-has-passed'])
    expect(faultOf('30/11/2026')).toEqual(['field.day-off'])
    expect(faultOf('29/11/2026')).toEqual(['field.day-off'])
  })

  it('is not read before the calendar is here', () => {
    expect(readReplyBy('081226', undefined, FRIDAY).faults).toEqual([{ field: 'replyBy', id: 'loading' }])
  })
})
