import { describe, expect, test } from 'vitest'
import { clockTime, formatMoment, parseInstant, plainDate } from '#common/time.ts'
import { ADMINISTRATIVE_CALENDAR_2026 } from '../data/calendar-2026.ts'
import type { WorkingCalendar } from './calendar.ts'
import { openingAt } from './opening.ts'

const at = (text: string) => parseInstant(`${text}+07:00`)
const FULL_DAY = ['07:30–11:30', '13:30–17:00']

const opening = (moment: string, calendar: WorkingCalendar = ADMINISTRATIVE_CALENDAR_2026) => {
  const { sessions, openUntil, opensNext, name, unconfirmed } = openingAt(calendar, at(moment))
  return {
    sessions: sessions.map(({ start, end }) => `${start}–${end}`),
    openUntil,
    opensNext: opensNext && formatMoment(opensNext),
    name: name?.vi ?? null,
    unconfirmed: unconfirmed?.vi ?? null,
  }
}

describe('the counters', () => {
  test.each([
    ['before opening', '2026-11-17 07:29:59', null, '07:30 17/11/2026'],
    ['as they open', '2026-11-17 07:30:00', '11:30', '13:30 17/11/2026'],
    ['in the morning', '2026-11-17 09:00:00', '11:30', '13:30 17/11/2026'],
    ['as the morning ends', '2026-11-17 11:30:00', null, '13:30 17/11/2026'],
    ['between sessions', '2026-11-17 12:15:00', null, '13:30 17/11/2026'],
    ['in the afternoon', '2026-11-17 16:59:59', '17:00', '07:30 18/11/2026'],
    ['as they close', '2026-11-17 17:00:00', null, '07:30 18/11/2026'],
    ['after closing', '2026-11-17 23:59:00', null, '07:30 18/11/2026'],
    ['on a Friday night', '2026-11-20 20:00:00', null, '07:30 23/11/2026'],
  ])('%s, at %s, are open until %s and open next at %s', (_when, moment, openUntil, opensNext) => {
    expect(opening(moment)).toEqual({
      sessions: FULL_DAY,
      openUntil,
      opensNext,
      name: null,
      unconfirmed: null,
    })
  })

  test.each([
    ['a Saturday', '2026-11-21 09:00:00', '07:30 23/11/2026', null],
    ['a Sunday', '2026-11-22 09:00:00', '07:30 23/11/2026', null],
    ['a holiday', '2026-11-24 09:00:00', '07:30 25/11/2026', 'Ngày Văn hóa Việt Nam'],
    ['a substitute day', '2026-04-27 09:00:00', '07:30 28/04/2026', 'Nghỉ bù Giỗ Tổ Hùng Vương'],
    ['a swap day off', '2026-08-31 09:00:00', '07:30 03/09/2026', 'Hoán đổi dịp Quốc khánh'],
    ['the first day of Tết', '2026-02-14 09:00:00', '07:30 23/02/2026', null],
  ])('are closed on %s, at %s, and open next at %s', (_day, moment, opensNext, name) => {
    expect(opening(moment)).toEqual({ sessions: [], openUntil: null, opensNext, name, unconfirmed: null })
  })

  test('are open on a Saturday that is worked in a swap', () => {
    expect(opening('2026-08-22 09:00:00')).toEqual({
      sessions: FULL_DAY,
      openUntil: '11:30',
      opensNext: '13:30 22/08/2026',
      name: 'Hoán đổi dịp Quốc khánh',
      unconfirmed: null,
    })
  })

  test('are open on a day off that nobody has confirmed, and it is named', () => {
    expect(opening('2026-11-23 09:00:00')).toMatchObject({
      openUntil: '11:30',
      name: null,
      unconfirmed: 'Hoán đổi dịp Ngày Văn hóa Việt Nam',
    })
  })

  test('keep the sessions that a closure leaves them', () => {
    const storm: WorkingCalendar = {
      ...ADMINISTRATIVE_CALENDAR_2026,
      exceptions: [
        {
          kind: 'CLOSURE',
          date: plainDate('2026-11-17'),
          name: { vi: 'Bão số 12', en: 'Storm no. 12' },
          source: 'as decided',
          confirmed: true,
          sessions: [{ start: clockTime('07:30'), end: clockTime('11:30') }],
        },
      ],
    }
    expect(opening('2026-11-17 12:00:00', storm)).toEqual({
      sessions: ['07:30–11:30'],
      openUntil: null,
      opensNext: '07:30 18/11/2026',
      name: 'Bão số 12',
      unconfirmed: null,
    })
  })

  test.each([
    ['on the last day before closing', '2026-12-31 12:00:00', '13:30 31/12/2026'],
    ['on the last day after closing', '2026-12-31 17:00:00', null],
    ['beyond it', '2027-02-08 09:00:00', null],
    ['before it begins', '2025-11-30 09:00:00', null],
  ])(
    'promise no opening beyond the known calendar: %s, at %s, they open next at %s',
    (_when, moment, opensNext) => {
      expect(opening(moment).opensNext).toBe(opensNext)
    },
  )
})
