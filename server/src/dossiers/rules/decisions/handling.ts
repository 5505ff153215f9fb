import { timeliness } from '#deadlines/rules/timeliness.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  FACTS_OF_RECEPTION,
  type Facts,
  type Process,
  type ProcessStep,
  stepOf,
} from '#routing/rules/step-table.ts'
import { complete, earlierSteps, factsNeeded, nextOf, sendBack } from '#routing/rules/tokens.ts'
import { confirmationOf } from '../doers.ts'
import type { Dossier, Outcome, Part, Task, TaskKind } from '../dossier.ts'
import { done, dueNow, event, type Handling, holderOf, moved, onward, still } from '../work.ts'
import { type Decisions, handling, taskOf } from './decision.ts'

/** How work goes from hand to hand. */
export const HANDLING: Decisions<
  | 'handOver'
  | 'confirmHandOver'
  | 'refuseHandOver'
  | 'takeBackHandOver'
  | 'assign'
  | 'completeStep'
  | 'sendBack'
  | 'concludePart'
  | 'endPart'
  | 'gatherResults'
> = {
  /** The sender stays responsible until the receiver confirms: its task stays open, and it stays the holder. */
  handOver: (dossier, _command, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    const next = complete(here.process, dossier.tokens, task.node, dossier.facts).entered[0]
    if (!next) throw new Refusal('CONFLICT', 'nowhere-to-hand-over')
    const receiver = here.unitFor(next.unit)
    const confirm: Task = {
      id: here.newId(),
      node: task.node,
      kind: 'CONFIRM_HAND_OVER',
      ...receiver,
      role: next.role,
      dueAt: task.dueAt,
    }
    return [
      event('HandedOver', here, {
        ...still(dossier),
        opens: [confirm],
        holder: { unitId: task.unitId, officerId: here.actor.id },
        toUnitId: receiver.unitId,
      }),
    ]
  },

  confirmHandOver: (dossier, _command, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    const sent = sentBy(dossier, task)
    return [
      event('HandOverConfirmed', here, {
        ...onward(dossier, here, task.node, [done(task), done(sent)]),
        holder: { unitId: task.unitId, officerId: here.actor.id },
        fromUnitId: sent.unitId,
      }),
    ]
  },

  /** It never left the sender, who is told why. */
  refuseHandOver: (dossier, { reasonId }, here, found) => {
    const task = taskOf(found)
    return [
      event('HandOverRefused', here, {
        ...still(dossier),
        closes: [done(task, 'REFUSED')],
        byUnitId: task.unitId,
        reasonId,
      }),
    ]
  },

  takeBackHandOver: (dossier, _command, here) => {
    const confirmation = confirmationOf(dossier)
    if (!confirmation) throw new Error(`dossier ${dossier.id} was not handed over`)
    return [event('HandOverTakenBack', here, { ...still(dossier), closes: [done(confirmation, 'LAPSED')] })]
  },

  assign: (dossier, { officerId, holdsPost }, here, found) => {
    const task = taskOf(found)
    if (!holdsPost) throw new Refusal('INVALID', 'officer-not-of-post', { field: 'officerId' })
    const isHeld = dossier.holder?.unitId === task.unitId
    return [
      event('TaskAssigned', here, {
        ...still(dossier),
        holder: isHeld ? { unitId: task.unitId, officerId } : dossier.holder,
        taskId: task.id,
        officerId,
      }),
    ]
  },

  completeStep: (dossier, { facts, noteId }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    if (leadsToOpinions(here.process, stepOf(here.process, task.node), factsWith(dossier, here, task, facts)))
      throw new Refusal('CONFLICT', 'opinions-come-next')
    return [
      event('StepDone', here, {
        ...onward(dossier, here, task.node, [done(task)], facts),
        node: task.node,
        facts,
        noteId,
      }),
    ]
  },

  /** Sent back with a reason to whoever did it before, or to an earlier step. The clock runs on. */
  sendBack: (dossier, { toNode, reasonId }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    const targets = sendBackTargets(here.process, dossier, task.node)
    const target =
      toNode === null ? (lastDraft(targets) ?? targets.at(-1)) : targets.find(({ id }) => id === toNode)
    if (!target) throw new Refusal('INVALID', 'cannot-send-back-there')
    return [
      event('SentBack', here, {
        ...moved(dossier, here, sendBack(here.process, dossier.tokens, task.node, target.id), [
          { id: task.id, outcome: 'SENT_BACK' },
        ]),
        toNode: target.id,
        reasonId,
      }),
    ]
  },

  concludePart: (dossier, { outcome, externalCodeId, noteId }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    if (outcome === 'REFUSED_ON_MERITS' && noteId === null)
      throw new Refusal('INVALID', 'refusal-needs-reason')
    return [
      event('PartConcluded', here, {
        ...onward(dossier, here, task.node, [done(task)]),
        node: task.node,
        outcome,
        externalCodeId,
        noteId,
      }),
    ]
  },

  /** Silence is no result: the part of an agency that is late ends without one, and that stays with the agency. */
  endPart: (dossier, { reasonId }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    if (task.dueAt !== null && here.now <= task.dueAt)
      throw new Refusal('CONFLICT', 'part-not-overdue', { until: task.dueAt })
    const movement = onward(dossier, here, task.node, [done(task, 'UNANSWERED')])
    const left = dossier.tasks.filter(({ id }) => !movement.closes.some((closed) => closed.id === id))
    return [
      event('PartEnded', here, {
        ...movement,
        holder: holderOf(movement.opens) ?? holderOf(left) ?? dossier.holder,
        taskId: task.id,
        node: task.node,
        unitId: task.unitId,
        reasonId,
      }),
    ]
  },

  /** All parts have their results, and the citizen gets them together: judged by the moment the last of them is there. */
  gatherResults: (dossier, _command, given, found) => {
    const here = handling(given)
    mustBeClosedHere(here)
    const { calendar, now } = here
    const dueAt = dueNow(dossier, here)
    return [
      event('ResultsGathered', here, {
        ...onward(dossier, here, taskOf(found).node, [done(taskOf(found))]),
        outcome: outcomeOf(dossier.parts),
        timeliness: timeliness({ calendar, dueAt, issuedAt: now }),
        judgedBy: { dueAt, calendarId: calendar.id, calendarVersion: calendar.version },
      }),
    ]
  },
}

/** A ministry's system has authority over the status of what is handled there. @throws Refusal closed-at-ministry */
export const mustBeClosedHere = ({ procedure }: { procedure: { route: string } }): void => {
  if (procedure.route === 'MINISTRY_SYSTEM') throw new Refusal('CONFLICT', 'closed-at-ministry')
}

const sentBy = (dossier: Dossier, confirmation: Task): Task => {
  const sent = dossier.tasks.find(
    ({ node, kind }) => node === confirmation.node && kind !== 'CONFIRM_HAND_OVER',
  )
  if (!sent) throw new Error(`dossier ${dossier.id} has a hand-over without a sender`)
  return sent
}

export const leadsToOpinions = (process: Process, step: ProcessStep, facts: Facts): boolean =>
  nextOf(step, facts).some((next) => stepOf(process, next).kind === 'CONSULT')

/**
 * What is known of a dossier once a step is done, by which what follows is chosen.
 * @throws Refusal fact-unknown, fact-needed
 */
export const factsWith = (dossier: Dossier, { process }: Handling, task: Task, stated: Facts): Facts => {
  mustBeAnswers(process, stated)
  const facts = { ...dossier.facts, ...stated }
  const [asked] = factsNeeded(stepOf(process, task.node), facts)
  if (asked) throw new Refusal('INVALID', 'fact-needed', { field: `facts.${asked}`, fact: asked })
  return facts
}

/** @throws Refusal fact-unknown, naming what was answered and is not asked, or not so */
const mustBeAnswers = (process: Process, facts: Facts): void => {
  for (const [fact, answer] of Object.entries(facts)) {
    const asked = process.facts?.find(({ id }) => id === fact)
    const isOfReception = FACTS_OF_RECEPTION.some((known) => known === fact)
    if (isOfReception || !asked?.values.some(({ id }) => id === answer))
      throw new Refusal('INVALID', 'fact-unknown', { field: `facts.${fact}` })
  }
}

/** Work that can be done once more. What another agency concluded is not sent back from here. */
const CAN_BE_DONE_AGAIN: readonly TaskKind[] = ['RECEIVE', 'CHECK', 'APPRAISE']

/** Where work may be sent back to from a step; a result being corrected goes back to its draft alone. */
export const sendBackTargets = (process: Process, dossier: Dossier, node: string): readonly ProcessStep[] =>
  earlierSteps(process, node, dossier.tokens.done).filter(({ kind }) =>
    dossier.correction ? kind === 'APPRAISE' : CAN_BE_DONE_AGAIN.includes(kind),
  )

const lastDraft = (steps: readonly ProcessStep[]): ProcessStep | undefined =>
  steps.findLast(({ kind }) => kind === 'APPRAISE')

const outcomeOf = (parts: readonly Part[]): Outcome => {
  const granted = parts.filter(({ outcome }) => outcome === 'GRANTED').length
  if (granted === parts.length) return 'GRANTED'
  return granted === 0 ? 'REFUSED_ON_MERITS' : 'PARTLY_GRANTED'
}
