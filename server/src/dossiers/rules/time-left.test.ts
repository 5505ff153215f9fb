import { expect, test } from 'vitest'
import { type Instant, parseInstant } from '#common/time.ts'
import type { Dossier, OpenTask, TaskKind, Wait, WaitKind } from './dossier.ts'
import { calendar } from './office.testing.ts'
import { restOf, standstill, taskStandstill, timeLeft } from './time-left.ts'

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

const wait = (id: string, kind: WaitKind, taskId: string | null = null): Wait => ({
  id,
  kind,
  taskId,
  since: at('2026-11-20 16:00:00'),
  replyBy: null,
})

test('a term stands still since the first of the pauses that have not ended, for what that one waits for', () => {
  const waits = [wait('a', 'OBLIGATION'), wait('b', 'SUPPLEMENT')]
  const ended = pause('a', '2026-11-19 10:30:00', '2026-11-19 11:30:00')
  expect(standstill({ pauses: [], waits })).toBeNull()
  expect(standstill({ pauses: [ended], waits })).toBeNull()
  expect(
    standstill({
      pauses: [ended, pause('a', '2026-11-23 08:30:00', null), pause('b', '2026-11-20 16:00:00', null)],
      waits,
    }),
  ).toEqual({ since: at('2026-11-20 16:00:00'), waitsFor: 'SUPPLEMENT' })
})

test('work that was begun while the term stands still runs; what was open before stands still with it', () => {
  const dossier = { pauses: [pause('a', '2026-11-20 16:00:00', null)], waits: [wait('a', 'CONSULTATION')] }
  const stands = { since: at('2026-11-20 16:00:00'), waitsFor: 'CONSULTATION' }
  expect(taskStandstill(dossier, { openedAt: at('2026-11-18 08:00:00') })).toEqual(stands)
  expect(taskStandstill(dossier, { openedAt: at('2026-11-20 16:00:00') })).toBeNull()
})

const open = (id: string, kind: TaskKind) => ({ id, kind }) as OpenTask
const confirmation = { ...open('c', 'CONFIRM_HAND_OVER'), openedAt: at('2026-11-20 09:00:00') }
const withdrawal = { requestedAt: at('2026-11-20 10:00:00'), reasonId: 'r' }

test.each<[string, Partial<Dossier>, OpenTask, string | null]>([
  ['can be done', {}, open('t', 'APPRAISE'), null],
  [
    'rests for what was asked from it',
    { waits: [wait('a', 'SUPPLEMENT', 't')] },
    open('t', 'APPRAISE'),
    'SUPPLEMENT',
  ],
  [
    'does not rest for what was asked from another',
    { waits: [wait('a', 'SUPPLEMENT', 'u')] },
    open('t', 'PART'),
    null,
  ],
  ['was handed over and waits to be confirmed', { tasks: [confirmation] }, open('t', 'RECEIVE'), 'HAND_OVER'],
  ['is that confirmation', { tasks: [confirmation] }, confirmation, null],
  ['rests while a withdrawal is decided', { withdrawal }, open('t', 'APPRAISE'), 'WITHDRAWAL'],
  ['is that decision', { withdrawal }, open('t', 'DECIDE_WITHDRAWAL'), null],
])('a task that %s', (_, over, task, waitsFor) => {
  const dossier = { waits: [], withdrawal: null, tasks: [task], ...over }
  expect(restOf(dossier, task)?.waitsFor ?? null).toBe(waitsFor)
})
