import type { Channel } from '#catalogue/rules/procedure.ts'
import type { Instant } from '#common/time.ts'
import { dueDate } from '#deadlines/rules/due-date.ts'
import { timeliness } from '#deadlines/rules/timeliness.ts'
import { graphOf } from '#routing/rules/graph.ts'
import type { Facts, Process, ProcessStep } from '#routing/rules/step-table.ts'
import { earlierSteps } from '#routing/rules/tokens.ts'
import type { Circumstances } from './command.ts'
import type { Outcome } from './dossier.ts'
import type { DossierEvent, EventData, Movement } from './events.ts'
import { event, holderOf, NOWHERE, opened, waiting } from './work.ts'

/**
 * How a dossier that another software kept becomes one of ours: open at a step of its process, ready to be collected, or
 * over. Nothing of it is decided here again; what was promised and what came of it is taken as it was.
 */

/** What is known of it, by the other software. */
export interface Former {
  code: string
  source: string
  channel: Channel
  caseId: string
  ownerId: string
  submitterId: string
  receiptHash: string
  submittedAt: Instant
  /** As printed; null where no term was promised. */
  dueAt: Instant | null
  stands: FormerStanding
  /** The step it goes on from, where the office says which; else the first that handles it. */
  stepId: string | null
  /** Whoever had it and holds the post of that step here. */
  officerId: string | null
  facts: Facts
  noteId: string | null
}

export type FormerStanding =
  | { state: 'ACCEPTED' }
  | { state: 'PROCESSING' }
  /** Papers were asked for, and the term stands still since. */
  | { state: 'SUPPLEMENT'; since: Instant }
  | { state: 'RESOLVED'; issuedAt: Instant; outcome: Outcome | null }
  | { state: 'RETURNED'; issuedAt: Instant; returnedAt: Instant; outcome: Outcome | null }
  | { state: 'STOPPED'; cause: 'WITHDRAWN' | 'STOPPED'; closedAt: Instant }
  | { state: 'NOT_ACCEPTED'; closedAt: Instant }

export type FormerState = FormerStanding['state']

/** What an open dossier needs somebody to do; the others are over. */
export const isOver = (state: FormerState): boolean =>
  state === 'RETURNED' || state === 'STOPPED' || state === 'NOT_ACCEPTED'

/**
 * The step at which it goes on; null where its process has none. Nobody lands behind the drafting: what is approved here is
 * a file that was frozen here, and no other software hands one over.
 */
export const landingStep = (
  process: Process,
  state: FormerState,
  stepId: string | null,
): ProcessStep | null => {
  if (state === 'ACCEPTED') {
    const { first } = graphOf(process)
    return first.kind === 'RECEIVE' ? first : null
  }
  if (state === 'RESOLVED') return process.steps.find(({ kind }) => kind === 'RETURN') ?? null
  if (isOver(state)) return null
  const handled = process.steps.filter(({ kind }) => kind === 'CHECK' || kind === 'APPRAISE')
  return (stepId === null ? handled[0] : handled.find(({ id }) => id === stepId)) ?? null
}

/** @throws Error where an open one finds no step: who reads the file has refused it before */
export const takeOver = (former: Former, here: Circumstances): DossierEvent => {
  const { stands, officerId, stepId: _, ...kept } = former
  return event('TakenOver', here, {
    ...kept,
    subjectId: null,
    authorityId: here.competentAuthorityId,
    procedureVersionId: here.procedure.id,
    processVersionId: stands.state === 'NOT_ACCEPTED' ? null : here.procedure.processVersionId,
    receivingUnitId: here.receivingUnitId,
    competentUnitId: here.procedure.leadUnit
      ? here.unitFor(here.procedure.leadUnit).unitId
      : here.receivingUnitId,
    acceptance: stands.state === 'NOT_ACCEPTED' ? null : acceptanceOf(former, here),
    supplementsAsked: stands.state === 'SUPPLEMENT' ? 1 : 0,
    result: resultOf(former, here),
    cause: stands.state === 'STOPPED' ? stands.cause : stands.state === 'NOT_ACCEPTED' ? 'REFUSED' : null,
    closedAt: 'closedAt' in stands ? stands.closedAt : null,
    ...movementOf(former, officerId, here),
  })
}

const acceptanceOf = (
  { submittedAt, dueAt }: Former,
  { calendar, rule }: Circumstances,
): EventData['TakenOver']['acceptance'] => ({
  rule,
  calendarId: calendar.id,
  calendarVersion: calendar.version,
  clockStartsAt: dueDate({ acceptedAt: submittedAt, term: null, calendar, rule }).clockStartsAt,
  dueAt,
})

/** Judged by the issue of the result against the promise that was printed, as here. */
const resultOf = (
  { stands, dueAt }: Former,
  { calendar }: Circumstances,
): EventData['TakenOver']['result'] =>
  'issuedAt' in stands
    ? {
        outcome: stands.outcome,
        issuedAt: stands.issuedAt,
        returnedAt: 'returnedAt' in stands ? stands.returnedAt : null,
        timeliness: timeliness({ calendar, dueAt, issuedAt: stands.issuedAt }),
      }
    : null

const movementOf = (
  { stands, dueAt, code, stepId }: Former,
  officerId: string | null,
  here: Circumstances,
): Movement => {
  if (isOver(stands.state)) return { tokens: NOWHERE, closes: [], opens: [], holder: null }
  const { process } = here
  const step = process && landingStep(process, stands.state, stepId)
  if (!process || !step) throw new Error(`${code} finds no step at which it goes on`)
  const { officerId: _, ...task } = opened(step, dueAt, { ...here, process })
  const held = officerId === null ? task : { ...task, officerId }
  return {
    tokens: { active: [step.id], arrived: {}, done: earlierSteps(process, step.id).map(({ id }) => id) },
    closes: [],
    opens: [held],
    holder: holderOf([held]),
    ...(stands.state === 'SUPPLEMENT' ? { begins: [stillSince(stands.since, task.id, step, here)] } : {}),
  }
}

const stillSince = (since: Instant, taskId: string, step: ProcessStep, here: Circumstances) => {
  const begun = waiting({ kind: 'SUPPLEMENT', taskId, replyBy: null }, 'SUPPLEMENT', step, here)
  return { ...begun, wait: { ...begun.wait, since } }
}
