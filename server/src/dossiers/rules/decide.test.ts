import { describe, expect, test } from 'vitest'
import { instantAt, plainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Actor, Circumstances, Command } from './command.ts'
import { decide } from './decide.ts'
import { clockAt, type Dossier } from './dossier.ts'
import type { DossierEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import { circumstances, MONDAY_MORNING, officers, procedure, receive } from './office.testing.ts'

/** A walk of commands, each by the officer named, from an empty desk. */
const walk = (
  ...acts: readonly [Actor, Command, Partial<Circumstances>?][]
): { dossier: Dossier; events: DossierEvent[] } => {
  let dossier: Dossier | null = null
  const events: DossierEvent[] = []
  for (const [officer, command, over] of acts) {
    for (const event of decide(dossier, filled(dossier, command), circumstances(officer, over))) {
      dossier = evolve('d', dossier, event)
      events.push(event)
    }
  }
  if (!dossier) throw new Error('an empty walk')
  return { dossier, events }
}

/** Opinions name their task: the walk finds it. */
const filled = (dossier: Dossier | null, command: Command): Command =>
  command.type === 'giveOpinion' && command.taskId.startsWith('node:')
    ? { ...command, taskId: dossier?.tasks.find((task) => task.node === command.taskId.slice(5))?.id ?? '' }
    : command

const handOver: [Actor, Command] = [officers.receptionist, { type: 'handOver' }]
const confirm: [Actor, Command] = [officers.specialist, { type: 'confirmHandOver' }]
const ask: [Actor, Command] = [officers.specialist, { type: 'askOpinions', questionId: 'q', facts: {} }]
const police: [Actor, Command] = [
  officers.police,
  { type: 'giveOpinion', taskId: 'node:police', verdict: 'AGREED', opinionId: 'o1' },
]
const insurance: [Actor, Command] = [
  officers.insurance,
  { type: 'giveOpinion', taskId: 'node:insurance', verdict: 'OBJECTED', opinionId: 'o2' },
]
const draft: [Actor, Command] = [
  officers.specialist,
  { type: 'submitDraft', draftId: 'draft', frozenSha256: 'f', outcome: 'GRANTED' },
]
const approve: [Actor, Command] = [
  officers.leader,
  { type: 'approve', draftId: 'draft', fileSha256: 'abc', renderedSha256: 'abc' },
]
const issue: [Actor, Command] = [
  officers.clerk,
  { type: 'issue', numbersUsed: [], number: '125/QĐ-UBND', resultId: 'result' },
]
const giveBack: [Actor, Command] = [
  officers.receptionist,
  { type: 'return', receiverId: 'owner', receiver: 'OWNER', proof: 'ID_CARD' },
]
const START: [Actor, Command] = [officers.receptionist, receive]
const WHOLE: readonly [Actor, Command][] = [
  START,
  handOver,
  confirm,
  ask,
  police,
  insurance,
  draft,
  approve,
  issue,
  giveBack,
]

/** The code it is refused with, or `done`. @throws whatever is no refusal: a fault of ours is no answer of the law's */
const refusalOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code
  }
  return 'done'
}

describe('the life of a dossier', () => {
  test('runs from reception to return through every state, and folding its events gives it again', () => {
    const { dossier, events } = walk(...WHOLE)
    expect(dossier.state).toBe('RETURNED')
    expect(fold('d', events)).toEqual(dossier)
    expect([dossier.holder, dossier.tasks, dossier.clock, dossier.delivery, dossier.timeliness]).toEqual([
      null,
      [],
      'STOPPED',
      'DELIVERED',
      'EARLY',
    ])
  })

  test('is promised seven working days from a Monday morning: the end of Wednesday of the next week', () => {
    const { dossier } = walk(START)
    expect(dossier.currentDueAt).toBe(instantAt(plainDate('2026-11-25'), 17 * 60))
    expect(dossier.originalDueAt).toBe(dossier.currentDueAt)
    expect(dossier.clockStartsAt).toBe(MONDAY_MORNING)
  })

  test('received in the evening, runs from when the office opens', () => {
    const [officer, command] = START
    const evening = instantAt(plainDate('2026-11-16'), 19 * 60)
    const opening = instantAt(plainDate('2026-11-17'), 7 * 60 + 30)
    const { dossier } = walk([officer, command, { now: evening }])
    expect(dossier.clockStartsAt).toBe(opening)
    expect([clockAt(dossier, evening), clockAt(dossier, opening)]).toEqual(['NOT_STARTED', 'RUNNING'])
    expect(clockAt(walk(...WHOLE).dossier, evening)).toBe('STOPPED')
  })

  test('stays the sender’s until the receiver confirms', () => {
    const handed = walk(START, handOver).dossier
    expect([handed.state, handed.holder]).toEqual(['ACCEPTED', { unitId: 'centre', officerId: 'huong' }])
    expect(handed.tasks.map((task) => task.kind).sort()).toEqual(['CONFIRM_HAND_OVER', 'RECEIVE'])
    const confirmed = walk(START, handOver, confirm).dossier
    expect([confirmed.state, confirmed.holder]).toEqual(['PROCESSING', { unitId: 'lead', officerId: 'dung' }])
    expect(confirmed.tasks.map((task) => task.kind)).toEqual(['CHECK'])
  })

  test('waits for both opinions, and the lead stays the holder meanwhile', () => {
    const one = walk(START, handOver, confirm, ask, police).dossier
    expect([one.state, one.holder?.unitId, one.tasks.map((task) => task.node)]).toEqual([
      'CONSULTING',
      'lead',
      ['insurance'],
    ])
    const both = walk(START, handOver, confirm, ask, police, insurance)
    expect([both.dossier.state, both.dossier.tasks.map((task) => task.kind)]).toEqual([
      'PROCESSING',
      ['APPRAISE'],
    ])
    expect(both.events.map((event) => event.type).slice(-2)).toEqual(['OpinionGiven', 'OpinionsGathered'])
  })

  test('lets consulted authorities see it from the moment they are asked', () => {
    expect(walk(START, handOver, confirm).dossier.authorities).toEqual(['ward'])
    expect(walk(START, handOver, confirm, ask).dossier.authorities).toEqual(['ward', 'police', 'insurance'])
  })

  test('goes back to the drafter with a reason, the clock running on, and comes again', () => {
    const back: [Actor, Command] = [officers.leader, { type: 'sendBack', toNode: null, reasonId: 'r' }]
    const returned = walk(START, handOver, confirm, ask, police, insurance, draft, back).dossier
    expect([returned.state, returned.clock, returned.tasks.map((task) => task.kind)]).toEqual([
      'PROCESSING',
      'RUNNING',
      ['APPRAISE'],
    ])
    expect(returned.currentDueAt).toBe(returned.originalDueAt)
    expect(
      walk(START, handOver, confirm, ask, police, insurance, draft, back, draft, approve).dossier.state,
    ).toBe('APPROVED')
  })

  test('gives no step a due time after the dossier’s own', () => {
    const { events, dossier } = walk(...WHOLE)
    const dues = events.flatMap((event) => event.data.opens.map((task) => task.dueAt))
    expect(dues.length).toBeGreaterThan(7)
    for (const due of dues) expect(due !== null && due <= (dossier.originalDueAt ?? '')).toBe(true)
  })

  test('never lets time run backwards, whatever clock a request read', () => {
    const earlier = { now: instantAt(plainDate('2026-11-16'), 8 * 60) }
    const { events } = walk(START, [officers.receptionist, { type: 'handOver' }, earlier])
    expect(events.map((event) => event.at)).toEqual([MONDAY_MORNING, MONDAY_MORNING])
  })

  test('is judged by the issue of its result: on time in the session it is due, overdue after', () => {
    const at = (day: string, minutes: number) => ({ now: instantAt(plainDate(day), minutes) })
    const issuedAt = (when: Partial<Circumstances>) =>
      walk(START, handOver, confirm, ask, police, insurance, draft, approve, [...issue, when]).dossier
        .timeliness
    expect(issuedAt(at('2026-11-25', 10 * 60))).toBe('EARLY')
    expect(issuedAt(at('2026-11-25', 17 * 60))).toBe('ON_TIME')
    expect(issuedAt(at('2026-11-26', 8 * 60))).toBe('OVERDUE')
  })
})

describe('reception refuses', () => {
  const cases: [
    string,
    Actor,
    Partial<Extract<Command, { type: 'receive' }>>,
    Partial<Circumstances>,
    string,
  ][] = [
    ['an officer who is no receptionist', officers.specialist, {}, {}, 'not-a-receptionist'],
    ['a receptionist in the rooms behind the counter', officers.backRoom, {}, {}, 'counter-session-needed'],
    ['a case the procedure does not have', officers.receptionist, { caseId: 'khac' }, {}, 'unknown-case'],
    [
      'a paper the case does not list',
      officers.receptionist,
      { papers: [{ paperId: 'la', originals: 1, copies: 0 }] },
      {},
      'unknown-paper',
    ],
    [
      'a required paper that is not there',
      officers.receptionist,
      { papers: [{ paperId: 'don', originals: 1, copies: 0 }] },
      {},
      'papers-missing',
    ],
    [
      'a required paper of which there is none',
      officers.receptionist,
      {
        papers: [
          { paperId: 'don', originals: 0, copies: 0 },
          { paperId: 'ban-sao', originals: 0, copies: 2 },
        ],
      },
      {},
      'papers-missing',
    ],
    [
      'a copy too few',
      officers.receptionist,
      {
        papers: [
          { paperId: 'don', originals: 1, copies: 0 },
          { paperId: 'ban-sao', originals: 0, copies: 1 },
        ],
      },
      {},
      'papers-missing',
    ],
    [
      'a channel the procedure does not offer',
      officers.receptionist,
      { channel: 'POST' },
      { procedure: procedure(['COUNTER']) },
      'channel-not-offered',
    ],
  ]
  test.each(cases)('%s', (_name, officer, over, where, code) => {
    expect(refusalOf(() => decide(null, { ...receive, ...over }, circumstances(officer, where)))).toBe(code)
  })

  test('a dossier that is already there', () => {
    expect(refusalOf(() => decide(walk(START).dossier, receive, circumstances(officers.receptionist)))).toBe(
      'already-received',
    )
  })
})

describe('a step is done only by whoever it was given to', () => {
  const everybody = Object.entries(officers)
  test.each(everybody)('%s', (name, officer) => {
    const stages: [number, [Actor, Command], string[], Record<string, string>?][] = [
      [1, handOver, ['receptionist', 'backRoom']],
      [2, confirm, ['specialist']],
      [3, ask, ['specialist']],
      [4, police, ['police']],
      [6, draft, ['specialist']],
      [7, approve, ['leader']],
      [8, issue, ['clerk']],
      // One of them, but not at a counter: she is told so.
      [9, giveBack, ['receptionist'], { backRoom: 'counter-session-needed' }],
    ]
    for (const [count, [, command], doers, others = {}] of stages) {
      const dossier = walk(...WHOLE.slice(0, count)).dossier
      const outcome = refusalOf(() => decide(dossier, filled(dossier, command), circumstances(officer)))
      expect([command.type, outcome]).toEqual([
        command.type,
        doers.includes(name) ? 'done' : (others[name] ?? 'not-your-task'),
      ])
    }
  })

  test('the return needs an open counter of the centre that received it', () => {
    const resolved = walk(...WHOLE.slice(0, 9)).dossier
    expect(refusalOf(() => decide(resolved, giveBack[1], circumstances(officers.backRoom)))).toBe(
      'counter-session-needed',
    )
    const elsewhere = { ...officers.receptionist, counterSession: officers.otherCentre.counterSession }
    expect(refusalOf(() => decide(resolved, giveBack[1], circumstances(elsewhere)))).toBe('other-centre')
  })
})

describe('what is approved is what was read', () => {
  const ready = walk(START, handOver, confirm, ask, police, insurance, draft).dossier
  const approval = (over: object): Command => ({
    type: 'approve',
    draftId: 'draft',
    fileSha256: 'abc',
    renderedSha256: 'abc',
    ...over,
  })
  test.each([
    ['another draft', { draftId: 'older' }, 'another-draft'],
    ['a file that is not printed yet', { renderedSha256: null }, 'draft-not-rendered'],
    ['a file with another hash', { fileSha256: 'abd' }, 'another-file'],
    ['the file that was read', {}, 'done'],
  ])('%s', (_name, over, code) => {
    expect(refusalOf(() => decide(ready, approval(over), circumstances(officers.leader)))).toBe(code)
  })
})

test('a representative collects only with an authorisation', () => {
  const resolved = walk(...WHOLE.slice(0, 9)).dossier
  const collect = (proof: 'ID_CARD' | 'AUTHORISATION'): Command => ({
    type: 'return',
    receiverId: 'x',
    receiver: 'REPRESENTATIVE',
    proof,
  })
  expect(refusalOf(() => decide(resolved, collect('ID_CARD'), circumstances(officers.receptionist)))).toBe(
    'authorisation-needed',
  )
  expect(
    refusalOf(() => decide(resolved, collect('AUTHORISATION'), circumstances(officers.receptionist))),
  ).toBe('done')
})

test('an objection says why', () => {
  const asked = walk(START, handOver, confirm, ask).dossier
  const mute: Command = {
    type: 'giveOpinion',
    taskId: asked.tasks[0]?.id ?? '',
    verdict: 'OBJECTED',
    opinionId: null,
  }
  expect(refusalOf(() => decide(asked, mute, circumstances(officers.police)))).toBe('objection-needs-words')
})

test('a history that does not begin with its reception is refused', () => {
  const { events } = walk(START, handOver)
  expect(() => fold('d', events.slice(1))).toThrow(/does not begin/)
  expect(() => fold('d', [...events, events[0] as DossierEvent])).toThrow(/received twice/)
})
