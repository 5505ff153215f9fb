import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, instantFromMs, msOf } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Process } from '#routing/rules/step-table.ts'
import { STEP_TABLES } from '#routing/rules/step-tables.testing.ts'
import { rowOf, toDossier } from '../row.ts'
import { ACTIONS } from './acts.ts'
import type { ActionType, Actor, Command } from './command.ts'
import { allowedActions, decide } from './decide.ts'
import { possibleActions } from './doers.ts'
import { type Dossier, ENDED, isAccepted } from './dossier.ts'
import type { DossierEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import {
  circumstances,
  process as consulted,
  MONDAY_MORNING,
  officers,
  procedure,
  receive,
} from './office.testing.ts'
import { attempt, CITIZEN, HOUSE } from './stories.testing.ts'
import { restOf } from './time-left.ts'

const SEQUENCES = Number(process.env.SEQUENCES ?? 10_000)

const PROCESSES: readonly Process[] = [
  consulted,
  STEP_TABLES.B,
  STEP_TABLES.G,
  STEP_TABLES.H,
  STEP_TABLES.I,
  STEP_TABLES.J,
]

/** What one attempt is: somebody who may, or anybody; what was meant, or an act at random; and how much later. */
interface Attempt {
  sensible: boolean
  who: Actor | null
  what: ActionType
  minutes: number
  dice: number
}

const everybody = [...Object.values(officers), CITIZEN, HOUSE]

const attempts = fc.array(
  fc.record({
    // Now and then somebody does what they may, so that sequences get on.
    sensible: fc.integer({ min: 0, max: 9 }).map((n) => n < 6),
    who: fc.option(fc.constantFrom(...everybody), { nil: null, freq: 2 }),
    what: fc.constantFrom(...ACTIONS),
    minutes: fc.oneof(fc.integer({ min: -3, max: 600 }), fc.integer({ min: 600, max: 12_000 })),
    dice: fc.nat(),
  }) as fc.Arbitrary<Attempt>,
  { minLength: 5, maxLength: 60, size: 'max' },
)

/** What leads on more often than what leads out, or hardly a sequence would see its result. */
const LEADS_OUT: readonly ActionType[] = [
  'refuse',
  'requestWithdrawal',
  'stop',
  'grantWithdrawal',
  'sendBack',
  'assign',
  'correctReception',
]

const chosen = ({ sensible, what, dice }: Attempt, dossier: Dossier): ActionType => {
  if (!sensible) return what
  const possible = possibleActions(dossier)
  const onwards = possible.filter((action) => !LEADS_OUT.includes(action))
  const from = dice % 5 === 0 || onwards.length === 0 ? possible : onwards
  return from[dice % Math.max(1, from.length)] ?? what
}

/** Some commands say something else than the usual. */
const varied = (command: Command, dice: number, events: readonly DossierEvent[]): Command => {
  switch (command.type) {
    case 'issue': {
      const numbersUsed = numbersIn(events)
      return { ...command, numbersUsed, number: (dice % 2 ? numbersUsed[0] : null) ?? command.number }
    }
    case 'noteObligationMet':
      return dice % 2 ? command : { ...command, evidence: 'EXEMPTION' }
    case 'giveOpinion':
      return { ...command, verdict: dice % 4 ? 'AGREED' : 'OBJECTED', opinionId: dice % 3 ? 'o' : null }
    case 'concludePart':
      return dice % 3 ? command : { ...command, outcome: 'REFUSED_ON_MERITS', noteId: dice % 2 ? 'n' : null }
    case 'submitDraft':
      return dice % 5 ? command : { ...command, outcome: 'REFUSED_ON_MERITS' }
    case 'approve':
      return dice % 7 ? command : { ...command, renderedSha256: null }
    case 'consult':
      return {
        ...command,
        join: (['ALL', 'ANY', 'LEAD'] as const)[dice % 3]!,
        unitIds: dice % 9 ? command.unitIds : [],
      }
    case 'completeStep':
      return dice % 6 ? command : { ...command, facts: {} }
    case 'noteOutsideAnswer':
      return dice % 4 ? command : { ...command, answer: 'UNANSWERED', noteId: 'n' }
    case 'return':
      return dice % 3
        ? command
        : { ...command, receiver: 'REPRESENTATIVE', proof: dice % 2 ? 'AUTHORISATION' : 'ID_CARD' }
    default:
      return command
  }
}

/** Now and then whoever drafted the result stands in for whoever approves it. */
const standingIn = (dossier: Dossier, doer: Actor, dice: number): Actor =>
  dossier.draftedBy !== null && dice % 4 === 0
    ? {
        ...doer,
        id: dossier.draftedBy,
        posts: doer.posts.map((post) => ({ ...post, onBehalfOf: { officerId: doer.id, delegationId: 'd' } })),
      }
    : doer

const numbersIn = (events: readonly DossierEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'ResultIssued' || event.type === 'CorrectionIssued' ? [event.data.number] : [],
  )

const has = (events: readonly DossierEvent[], ...types: DossierEvent['type'][]) =>
  events.some((event) => types.includes(event.type))

const must = (holds: boolean, sentence: string) => {
  if (!holds) throw new Error(sentence)
}

const same = (a: readonly unknown[], b: readonly unknown[]) =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())

/** What must hold after every event, whatever led to it. */
const mustHold = (dossier: Dossier, events: readonly DossierEvent[]) => {
  const { state } = dossier
  const ended = ENDED.includes(state)
  must((dossier.holder === null) === ended, 'one holder while it is under way, none once it has ended')
  must(dossier.tasks.length === 0 || !ended, 'nobody has anything to do once it has ended')
  must(ended || dossier.tasks.length > 0, 'somebody has something to do while it is under way')

  must(
    (dossier.acceptedAt === null) === !has(events, 'Received', 'Accepted', 'TakenOver'),
    'accepted by its acceptance',
  )
  must(isAccepted(dossier) === (dossier.deadline !== null), 'a term from its acceptance on')
  must(dossier.receiptHash !== '', 'no dossier without the secret of its look-up')
  must(!isAccepted(dossier) || dossier.receiptId !== null, 'no acceptance without its receipt')
  const judged = has(events, 'ResultIssued', 'ResultsGathered')
  const closed = has(events, 'NotAccepted', 'Stopped')
  const paused = dossier.pauses.some(({ resumedAt }) => resumedAt === null)
  must(
    dossier.clock ===
      (judged || closed ? 'STOPPED' : !isAccepted(dossier) ? 'NOT_STARTED' : paused ? 'PAUSED' : 'RUNNING'),
    'one clock: from acceptance to the issue of the result, standing still in pauses',
  )
  must(!paused || dossier.waits.length > 0, 'no pause without something that is waited for')
  must(
    dossier.waits.every(({ taskId }) => taskId === null || dossier.tasks.some(({ id }) => id === taskId)),
    'what waits is there',
  )
  must((dossier.issuedAt === null) === (dossier.timeliness === null), 'judged exactly when issued')
  must(
    events.filter(({ type }) => type === 'ResultIssued' || type === 'ResultsGathered').length <= 1,
    'judged once',
  )
  must((dossier.currentDueAt ?? '') >= (dossier.originalDueAt ?? ''), 'a printed promise never moves earlier')

  must(state !== 'APPROVED' || dossier.approvedSha256 === 'abc', 'no approval without the file it approved')
  const resolved = state === 'RESOLVED' || state === 'RETURNED'
  must(!resolved || dossier.outcome !== null, 'no end without an outcome')
  must(
    !resolved ||
      dossier.parts.length > 0 ||
      (dossier.resultNumber !== null && dossier.approvedSha256 === 'abc'),
    'no result without number and approval',
  )
  must(!resolved || dossier.parts.every(({ outcome }) => outcome !== null), 'no result while a part is open')
  must(!resolved || dossier.delivery !== 'NONE', 'an issued result is ready to be handed over')
  must(state !== 'RETURNED' || dossier.returnedAt !== null, 'no return without its moment')
  must((dossier.closedAt !== null) === closed, 'closed when it was closed')
  must(!closed || dossier.issuedAt === null, 'what is stopped has no result')

  must(new Set(numbersIn(events)).size === numbersIn(events).length, 'a number is given once')
  const paid = events.some(({ type, data }) => type === 'ObligationMet' && data.evidence !== 'EXEMPTION')
  must(!paid || dossier.payment !== 'WAIVED', 'what was paid stays paid')
  must(
    events.every(
      (event, index) =>
        event.type !== 'DraftApproved' ||
        event.onBehalfOf === undefined ||
        events.slice(0, index).findLast(({ type }) => type === 'DraftSubmitted')?.actorId !== event.actorId,
    ),
    'nobody approves their own draft in a post that was lent',
  )
  must(
    dossier.parts.every(({ outcome }) => outcome !== 'UNANSWERED') || has(events, 'PartConcluded'),
    'a part is ended only where another was concluded',
  )

  const besides = ['CONFIRM_HAND_OVER', 'DECIDE_WITHDRAWAL', 'ACCEPT']
  const steps = dossier.tasks.filter(
    ({ kind, askedFrom }) => !besides.includes(kind) && askedFrom === undefined,
  )
  must(
    same(
      steps.map(({ node }) => node),
      dossier.tokens.active,
    ),
    'every active step has one task, and every task an active step',
  )
  for (const task of dossier.tasks) {
    must(
      dossier.authorities.includes(task.authorityId) && dossier.units.includes(task.unitId),
      'whoever has a task takes part',
    )
    must(
      dossier.currentDueAt === null ||
        (task.dueAt ?? '') <= dossier.currentDueAt ||
        dossier.clock === 'PAUSED',
      'no step is due after its dossier',
    )
    must(
      task.askedFrom === undefined || dossier.tasks.some(({ id }) => id === task.askedFrom),
      'whoever asked is there',
    )
    must(
      task.kind !== 'RETURN' || restOf(dossier, task) === null,
      'a result that is to be returned never rests',
    )
  }
  const opened = events.flatMap((event) => event.data.opens.map((task) => task.id))
  const shut = events.flatMap((event) => event.data.closes.map((task) => task.id))
  must(new Set(shut).size === shut.length, 'a task is closed once')
  must(
    same([...dossier.tasks.map((task) => task.id), ...shut], opened),
    'a task that was opened is open or closed',
  )
  must(dossier.version === events.length, 'events count the version')
  must(
    events.every((event, index) => index === 0 || event.at >= (events[index - 1]?.at ?? '')),
    'time never runs backwards',
  )
}

const started = (who: Actor, dice: number): Command => {
  const { receiptId, applicability, type: _, ...filing } = receive
  return who.kind === 'CITIZEN' || dice % 4 === 0
    ? { type: 'submit', ...filing, channel: who.kind === 'CITIZEN' ? 'ONLINE' : 'COUNTER' }
    : { type: 'receive', ...filing, receiptId, applicability, channel: dice % 3 === 0 ? 'POST' : 'COUNTER' }
}

describe(`${SEQUENCES} random sequences of commands`, () => {
  test('keep the invariants, and folding the events equals the row', () => {
    const reached = new Map<string, number>()
    const happenedAtAll = new Set<string>()
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...PROCESSES), attempts, (runs, sequence) => {
        let dossier: Dossier | null = null
        let now: Instant = MONDAY_MORNING
        const events: DossierEvent[] = []
        for (const drawn of sequence) {
          now = instantFromMs(msOf(now) + drawn.minutes * 60_000)
          let who: Actor
          let command: Command
          if (dossier === null) {
            who = drawn.sensible
              ? drawn.dice % 3
                ? officers.receptionist
                : CITIZEN
              : (drawn.who ?? officers.receptionist)
            command = started(who, drawn.dice)
          } else {
            const [doer, meant] = attempt(dossier, chosen(drawn, dossier))
            who = drawn.sensible ? standingIn(dossier, doer, drawn.dice) : (drawn.who ?? doer)
            command = varied(meant, drawn.dice, events)
          }
          let happened: DossierEvent[]
          try {
            const here = circumstances(who, {
              now,
              process: runs,
              procedure: procedure(['COUNTER', 'POST', 'ONLINE']),
            })
            happened = decide(dossier, command, here)
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
            refused += 1
            continue
          }
          if (dossier && command.type !== 'assign')
            must(
              allowedActions(dossier, who).includes(command.type as ActionType),
              `${command.type} was done, and not offered`,
            )
          for (const event of happened) {
            dossier = evolve('d', dossier, event)
            events.push(event)
            happenedAtAll.add(event.type)
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
    expect([...happenedAtAll]).toEqual(expect.arrayContaining(['PartEnded', 'CorrectionIssued']))
    console.log(
      `states reached: ${JSON.stringify(Object.fromEntries(reached))}; refused on the way: ${refused}`,
    )
    // Sequences that get nowhere would keep everything: they end in every state, and much is refused on the way.
    expect(refused).toBeGreaterThan(SEQUENCES)
    expect(reached.size).toBe(16)
    expect([...happenedAtAll].length).toBeGreaterThan(30)
  }, 240_000)
})
