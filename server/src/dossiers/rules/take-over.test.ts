import { describe, expect, test } from 'vitest'
import { instantAt, plainDate } from '#common/time.ts'
import { allowedActions, decide } from './decide.ts'
import { evolve, fold } from './evolve.ts'
import { followCalendar } from './follow-calendar.ts'
import { calendar, circumstances, officers, process } from './office.testing.ts'
import { type Former, type FormerStanding, landingStep, takeOver } from './take-over.ts'

const at = (day: string, hour = 9) => instantAt(plainDate(day), hour * 60)

const former = (stands: FormerStanding, over: Partial<Former> = {}): Former => ({
  code: 'CU-1',
  source: 'Phần mềm cũ',
  channel: 'COUNTER',
  caseId: 'chung',
  ownerId: 'owner',
  submitterId: 'owner',
  receiptHash: 'hash',
  submittedAt: at('2026-11-02'),
  dueAt: at('2026-11-20', 17),
  stands,
  stepId: null,
  officerId: null,
  facts: {},
  noteId: null,
  ...over,
})
const here = circumstances(officers.receptionist)
const taken = (stands: FormerStanding, over?: Partial<Former>) => {
  const event = takeOver(former(stands, over), here)
  const dossier = fold('one', [event])
  if (!dossier) throw new Error('nothing was taken over')
  return { event, dossier }
}

const results = { outcome: 'GRANTED' } as const

describe('what another software kept becomes a dossier', () => {
  test.each<[FormerStanding, string, string, string[]]>([
    [{ state: 'ACCEPTED' }, 'ACCEPTED', 'RUNNING', ['RECEIVE']],
    [{ state: 'PROCESSING' }, 'PROCESSING', 'RUNNING', ['CHECK']],
    [{ state: 'SUPPLEMENT', since: at('2026-11-10') }, 'SUPPLEMENT', 'PAUSED', ['CHECK']],
    [{ state: 'RESOLVED', issuedAt: at('2026-11-18'), ...results }, 'RESOLVED', 'STOPPED', ['RETURN']],
    [
      { state: 'RETURNED', issuedAt: at('2026-11-18'), returnedAt: at('2026-11-19'), ...results },
      'RETURNED',
      'STOPPED',
      [],
    ],
    [{ state: 'STOPPED', cause: 'WITHDRAWN', closedAt: at('2026-11-05') }, 'STOPPED', 'STOPPED', []],
    [{ state: 'NOT_ACCEPTED', closedAt: at('2026-11-03') }, 'NOT_ACCEPTED', 'STOPPED', []],
  ])('%o', (stands, state, clock, tasks) => {
    const { dossier } = taken(stands)
    expect([dossier.state, dossier.clock, dossier.tasks.map(({ kind }) => kind)]).toEqual([
      state,
      clock,
      tasks,
    ])
    expect(dossier.submittedAt).toBe(at('2026-11-02'))
    expect(dossier.originalDueAt).toBe(state === 'NOT_ACCEPTED' ? null : at('2026-11-20', 17))
    expect(dossier.currentDueAt).toBe(dossier.originalDueAt)
    // The steps before it count as done, so that work may be sent back to them.
    for (const { node } of dossier.tasks) expect(dossier.tokens.active).toEqual([node])
  })

  test.each([
    [at('2026-11-19', 17), 'EARLY'],
    [at('2026-11-20', 16), 'ON_TIME'],
    [at('2026-11-21', 8), 'OVERDUE'],
  ] as const)('a result of %s is judged by what was printed: %s', (issuedAt, timeliness) => {
    expect(taken({ state: 'RESOLVED', issuedAt, outcome: null }).dossier.timeliness).toBe(timeliness)
  })

  test('its term stands still since the day it did there', () => {
    const { dossier } = taken({ state: 'SUPPLEMENT', since: at('2026-11-10') })
    expect(dossier.pauses).toMatchObject([{ pausedAt: at('2026-11-10'), resumedAt: null }])
    expect(dossier.supplementsAsked.APPRAISAL).toBe(1)
  })

  test('nobody lands behind the drafting, nor on a step that is not named', () => {
    const kinds = ['CHECK', 'APPRAISE']
    for (const step of process.steps)
      expect(landingStep(process, 'PROCESSING', step.id)?.id ?? null).toBe(
        kinds.includes(step.kind) ? step.id : null,
      )
    expect(landingStep(process, 'RETURNED', null)).toBeNull()
  })

  test('what is over allows nothing more, and nothing begins before it', () => {
    const { event, dossier } = taken({ state: 'STOPPED', cause: 'STOPPED', closedAt: at('2026-11-05') })
    expect(allowedActions(dossier, here.actor)).toEqual([])
    expect(() => fold('one', [event, event])).toThrow('received twice')
  })

  test('a decision on the calendar moves its date only where the office is closed on that very day', () => {
    const { dossier } = taken({ state: 'PROCESSING' })
    const off = (date: string) => ({
      kind: 'CLOSURE' as const,
      date: plainDate(date),
      name: { vi: 'Bão', en: 'Storm' },
      source: 'Công điện 1',
      confirmed: true,
    })
    const dueAfter = (...days: string[]) => {
      const live = { ...calendar, version: 2, exceptions: days.map(off) }
      const news = { now: here.now, changeId: 'change', live, acceptedUnder: calendar, process }
      return followCalendar(dossier, news).reduce((was, event) => evolve('one', was, event), dossier)
        .currentDueAt
    }
    expect(dueAfter('2026-11-17', '2026-11-18', '2026-11-19')).toBe(at('2026-11-20', 17))
    expect(dueAfter('2026-11-20')).toBe(at('2026-11-23', 17))
  })

  test('whoever had it has it, and hands it on as any other', () => {
    const { dossier } = taken({ state: 'ACCEPTED' })
    const [event] = decide(dossier, { type: 'handOver' }, here)
    expect(event?.type).toBe('HandedOver')
  })
})
