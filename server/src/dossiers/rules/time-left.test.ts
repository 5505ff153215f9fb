import { expect, test } from 'vitest'
import { type Instant, parseInstant } from '#common/time.ts'
import type { Dossier } from './dossier.ts'
import { calendar } from './office.testing.ts'
import { timeLeft } from './time-left.ts'

const at = (text: string): Instant => parseInstant(`${text}+07:00`)

const pause = (waitId: string, from: string, to: string | null): Dossier['pauses'][number] => ({
  waitId,
  reason: 'SUPPLEMENT',
  basis: 'NĐ 61/2018/NĐ-CP',
  pausedAt: at(from),
  resumedAt: to === null ? null : at(to),
})

// Wednesday: seven days and an hour and a half after a term that ended on Friday the 20th at 17:00.
const now = at('2026-12-02 09:00:00')

test.each<[string, Dossier['pauses'], { minutes: number; isOverdue: boolean }]>([
  ['runs on', [], { minutes: -3240, isOverdue: true }],
  [
    'runs on after a pause that ended',
    [pause('a', '2026-11-19 10:30:00', '2026-11-19 11:30:00')],
    { minutes: -3240, isOverdue: true },
  ],
  [
    'is what was left when the term stopped',
    [pause('a', '2026-11-20 16:00:00', null)],
    { minutes: 60, isOverdue: false },
  ],
  [
    'is late already where it stopped late',
    [pause('a', '2026-11-23 08:30:00', null)],
    { minutes: -60, isOverdue: true },
  ],
  [
    'stops with the first of two pauses',
    [pause('b', '2026-11-23 08:30:00', null), pause('a', '2026-11-20 16:00:00', null)],
    { minutes: 60, isOverdue: false },
  ],
])('what is left of a term %s', (_, pauses, expected) => {
  const dossier = { currentDueAt: at('2026-11-20 17:00:00'), issuedAt: null, pauses }
  expect(timeLeft(calendar, dossier, now)).toMatchObject(expected)
})

test('nothing is left once the result is issued', () => {
  const issued = {
    currentDueAt: at('2026-11-20 17:00:00'),
    issuedAt: at('2026-11-20 10:00:00'),
    pauses: [],
  }
  expect(timeLeft(calendar, issued, now)).toBeNull()
})
