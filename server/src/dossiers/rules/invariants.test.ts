import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, instantFromMs, msOf } from '#common/time.ts'
import { rowOf, toDossier } from '../row.ts'
import { type ActingOfficer, ALLOWED, allowedActions, type Command, decide } from './decide.ts'
import { type Dossier, type DossierEvent, evolve, fold } from './dossier.ts'
import { circumstances, MONDAY_MORNING, officers } from './office.testing.ts'

const SEQUENCES = Number(process.env.SEQUENCES ?? 1_000)

/** What one attempt is: anybody tries anything; now and then somebody does what they may, so that sequences get on. */
interface Attempt {
  sensible: boolean
  who: ActingOfficer
  what: Command['type']
  minutes: number
  dice: number
}

const everybody = Object.values(officers)
const kinds: Command['type'][] = [
  'receive',
  'handOver',
  'confirmHandOver',
  'askOpinions',
  'giveOpinion',
  'submitDraft',
  'sendBack',
  'approve',
  'issue',
  'return',
]

const attempts = fc.array(
  fc.record({
    sensible: fc.integer({ min: 0, max: 9 }).map((n) => n < 3),
    who: fc.constantFrom(...everybody),
    what: fc.constantFrom(...kinds),
    minutes: fc.integer({ min: -3, max: 2_000 }),
    dice: fc.nat(),
  }) as fc.Arbitrary<Attempt>,
  { minLength: 5, maxLength: 120, size: 'max' },
)

let made = 0
const id = (what: string) => `${what}-${++made}`

const commandOf = ({ what, dice }: Attempt, dossier: Dossier | null): Command => {
  switch (what) {
    case 'receive':
      return {
        type: 'receive',
        caseId: 'chung',
        channel: dice % 3 === 0 ? 'POST' : 'COUNTER',
        papers: [
          { paperId: 'don', originals: 1 + (dice % 2), copies: 0 },
          { paperId: 'ban-sao', originals: 0, copies: 2 },
        ],
        sets: 1,
        ownerId: id('owner'),
        submitterId: id('submitter'),
        subjectId: null,
        receiptId: id('receipt'),
        receiptHash: id('hash'),
      }
    case 'giveOpinion': {
      const open = dossier?.tasks.filter((task) => task.kind === 'CONSULT') ?? []
      return { type: 'giveOpinion', taskId: open[dice % Math.max(1, open.length)]?.id ?? 'none', verdict: dice % 4 ? 'AGREED' : 'OBJECTED', opinionId: id('opinion') }
    }
    case 'askOpinions':
      return { type: 'askOpinions', questionId: dice % 2 ? id('question') : null }
    case 'submitDraft':
      return { type: 'submitDraft', draftId: id('draft'), frozenSha256: 'f', outcome: dice % 5 ? 'GRANTED' : 'REFUSED_ON_MERITS' }
    case 'sendBack':
      return { type: 'sendBack', toNode: dice % 3 === 0 ? 'check' : null, reasonId: id('reason') }
    case 'approve':
      return { type: 'approve', draftId: dice % 7 ? (dossier?.draftId ?? 'none') : 'other', fileSha256: 'abc', renderedSha256: dice % 6 ? 'abc' : null }
    case 'issue':
      return { type: 'issue', number: `${dice}/QĐ-UBND`, resultId: id('result') }
    case 'return':
      return { type: 'return', receiverId: id('receiver'), receiver: dice % 2 ? 'OWNER' : 'REPRESENTATIVE', proof: dice % 3 ? 'AUTHORISATION' : 'ID_CARD' }
    default:
      return { type: what } as Command
  }
}

/** Somebody who may act now, and one of the things they may do. */
const sensible = (attempt: Attempt, dossier: Dossier | null): Attempt => {
  if (!attempt.sensible) return attempt
  if (!dossier) return { ...attempt, who: officers.receptionist, what: 'receive' }
  const may = everybody.flatMap((who) => allowedActions(dossier, who).map((what) => ({ who, what })))
  return { ...attempt, ...may[attempt.dice % Math.max(1, may.length)] }
}

const has = (events: readonly DossierEvent[], type: DossierEvent['type']) => events.some((event) => event.type === type)

/** What must hold after every event, whatever led to it. */
const mustHold = (dossier: Dossier, events: readonly DossierEvent[]) => {
  // One holder while it is under way, none once returned; and somebody has something to do exactly then.
  expect(dossier.holder === null).toBe(dossier.state === 'RETURNED')
  expect(dossier.tasks.length === 0).toBe(dossier.state === 'RETURNED')
  // One clock: running from reception to the issue of the result, stopped from then on.
  expect(dossier.clock).toBe(has(events, 'ResultIssued') ? 'STOPPED' : 'RUNNING')
  expect(dossier.issuedAt === null).toBe(dossier.timeliness === null)
  // A printed promise never moves earlier.
  expect((dossier.currentDueAt ?? '') >= (dossier.originalDueAt ?? '')).toBe(true)
  // No state without its artefact.
  expect(dossier.receiptId).not.toBe('')
  if (dossier.state === 'AWAITING_APPROVAL') expect(dossier.draftId).not.toBeNull()
  if (dossier.state === 'APPROVED') expect([dossier.draftId === null, dossier.approvedSha256]).toEqual([false, 'abc'])
  if (dossier.state === 'RESOLVED' || dossier.state === 'RETURNED') {
    expect([dossier.resultNumber === null, dossier.approvedSha256, dossier.delivery === 'NONE']).toEqual([false, 'abc', false])
  }
  if (dossier.state === 'RETURNED') expect(dossier.returnedAt).not.toBeNull()
  // Every open task belongs to an active step, each step has one, and whoever has a task takes part.
  const steps = dossier.tasks.filter((task) => task.kind !== 'CONFIRM_HAND_OVER').map((task) => task.node)
  expect([...steps].sort()).toEqual([...dossier.tokens.active].sort())
  for (const task of dossier.tasks) {
    expect(dossier.authorities).toContain(task.authorityId)
    expect(dossier.units).toContain(task.unitId)
    expect((task.dueAt ?? '') <= (dossier.currentDueAt ?? '')).toBe(true)
  }
  // Every task ever opened is open or was closed once.
  const opened = events.flatMap((event) => event.data.opens.map((task) => task.id))
  const closed = events.flatMap((event) => event.data.closes.map((task) => task.id))
  expect(new Set(closed).size).toBe(closed.length)
  expect([...dossier.tasks.map((task) => task.id), ...closed].sort()).toEqual([...opened].sort())
  // Events count the version, and time never runs backwards.
  expect(dossier.version).toBe(events.length)
  const times = events.map((event) => event.at)
  expect(times).toEqual([...times].sort())
}

describe(`${SEQUENCES} random sequences of commands`, () => {
  test('keep the invariants, and folding the events equals the row', () => {
    const reached = new Map<string, number>()
    let refused = 0
    fc.assert(
      fc.property(attempts, (sequence) => {
        let dossier: Dossier | null = null
        let now: Instant = MONDAY_MORNING
        const events: DossierEvent[] = []
        for (const drawn of sequence) {
          const attempt = sensible(drawn, dossier)
          now = instantFromMs(msOf(now) + attempt.minutes * 60_000)
          let happened: DossierEvent[]
          try {
            happened = decide(dossier, commandOf(attempt, dossier), circumstances(attempt.who, { now }))
          } catch (error) {
            if ((error as Error).name !== 'Refusal') throw error
            refused += 1
            continue
          }
          for (const event of happened) {
            dossier = evolve('d', dossier, event)
            events.push(event)
          }
          mustHold(dossier as Dossier, events)
        }
        if (dossier === null) return
        reached.set(dossier.state, (reached.get(dossier.state) ?? 0) + 1)
        // As the database keeps it: the row as JSON, its code beside it; the events as JSON, folded again.
        const row = JSON.parse(JSON.stringify({ ...rowOf(dossier), code: dossier.code }))
        const folded = fold('d', JSON.parse(JSON.stringify(events)))
        expect(folded).toEqual(toDossier(row))
        expect(folded).toEqual(dossier)
      }),
      { numRuns: SEQUENCES, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
    )
    // Sequences that get nowhere would keep everything: they end in every state, and much is refused on the way.
    expect(refused).toBeGreaterThan(SEQUENCES)
    expect([...reached.keys()].sort()).toEqual(Object.keys(ALLOWED).sort())
  }, 120_000)
})
