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
        applicability: { place: 'ORDINARY', applicant: 'PERSON' },
        ownerId: id('owner'),
        submitterId: id('submitter'),
        subjectId: null,
        receiptId: id('receipt'),
        receiptHash: id('hash'),
      }
    case 'giveOpinion': {
      const open = dossier?.tasks.filter((task) => task.kind === 'CONSULT') ?? []
      return {
        type: 'giveOpinion',
        taskId: open[dice % Math.max(1, open.length)]?.id ?? 'none',
        verdict: dice % 4 ? 'AGREED' : 'OBJECTED',
        opinionId: id('opinion'),
      }
    }
    case 'askOpinions':
      return { type: 'askOpinions', questionId: dice % 2 ? id('question') : null }
    case 'submitDraft':
      return {
        type: 'submitDraft',
        draftId: id('draft'),
        frozenSha256: 'f',
        outcome: dice % 5 ? 'GRANTED' : 'REFUSED_ON_MERITS',
      }
    case 'sendBack':
      return { type: 'sendBack', toNode: dice % 3 === 0 ? 'check' : null, reasonId: id('reason') }
    case 'approve':
      return {
        type: 'approve',
        draftId: dice % 7 ? (dossier?.draftId ?? 'none') : 'other',
        fileSha256: 'abc',
        renderedSha256: dice % 6 ? 'abc' : null,
      }
    case 'issue':
      return { type: 'issue', number: `${dice}/QĐ-UBND`, resultId: id('result') }
    case 'return':
      return {
        type: 'return',
        receiverId: id('receiver'),
        receiver: dice % 2 ? 'OWNER' : 'REPRESENTATIVE',
        proof: dice % 3 ? 'AUTHORISATION' : 'ID_CARD',
      }
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

const has = (events: readonly DossierEvent[], type: DossierEvent['type']) =>
  events.some((event) => event.type === type)

const must = (holds: boolean, sentence: string) => {
  if (!holds) throw new Error(sentence)
}

const same = (a: readonly unknown[], b: readonly unknown[]) =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())

/** What must hold after every event, whatever led to it. */
const mustHold = (dossier: Dossier, events: readonly DossierEvent[]) => {
  const { state } = dossier
  const ended = state === 'RETURNED'
  must((dossier.holder === null) === ended, 'one holder while it is under way, none once returned')
  must((dossier.tasks.length === 0) === ended, 'somebody has something to do exactly while it is under way')
  must(
    dossier.clock === (has(events, 'ResultIssued') ? 'STOPPED' : 'RUNNING'),
    'one clock, from reception to the issue of the result',
  )
  must((dossier.issuedAt === null) === (dossier.timeliness === null), 'judged exactly when issued')
  must((dossier.currentDueAt ?? '') >= (dossier.originalDueAt ?? ''), 'a printed promise never moves earlier')

  must(dossier.receiptId !== '' && dossier.receiptHash !== '', 'no reception without its receipt')
  must(state !== 'AWAITING_APPROVAL' || dossier.draftId !== null, 'nothing to approve without a draft')
  must(
    state !== 'APPROVED' || (dossier.draftId !== null && dossier.approvedSha256 === 'abc'),
    'no approval without the file it approved',
  )
  const issued = state === 'RESOLVED' || ended
  must(
    !issued || (dossier.resultNumber !== null && dossier.approvedSha256 === 'abc'),
    'no result without number and approval',
  )
  must(!issued || dossier.delivery !== 'NONE', 'an issued result is ready to be handed over')
  must(!ended || dossier.returnedAt !== null, 'no return without its moment')

  const steps = dossier.tasks.filter((task) => task.kind !== 'CONFIRM_HAND_OVER').map((task) => task.node)
  must(same(steps, dossier.tokens.active), 'every active step has one task, and every task an active step')
  for (const task of dossier.tasks) {
    must(
      dossier.authorities.includes(task.authorityId) && dossier.units.includes(task.unitId),
      'whoever has a task takes part',
    )
    must((task.dueAt ?? '') <= (dossier.currentDueAt ?? ''), 'no step is due after its dossier')
  }
  const opened = events.flatMap((event) => event.data.opens.map((task) => task.id))
  const closed = events.flatMap((event) => event.data.closes.map((task) => task.id))
  must(new Set(closed).size === closed.length, 'a task is closed once')
  must(
    same([...dossier.tasks.map((task) => task.id), ...closed], opened),
    'a task that was opened is open or closed',
  )
  must(dossier.version === events.length, 'events count the version')
  must(
    events.every((event, index) => index === 0 || event.at >= (events[index - 1]?.at ?? '')),
    'time never runs backwards',
  )
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
