import { followers, type Process, stepOf } from '#routing/index.ts'
import type { ActionType, Actor } from './rules/command.ts'
import { allowedActions } from './rules/decide.ts'
import { sendBackTargets } from './rules/decisions/handling.ts'
import { type Dossier, waitOf } from './rules/dossier.ts'
import { holdsPost } from './rules/work.ts'
import type { DossierPage } from './wire.ts'

/** What an officer is offered to do on a dossier: the buttons that the desk draws. */

/** The one thing to do next: what leads on, never what leads back or out. */
const LEADS_ON = [
  'accept',
  'confirmHandOver',
  'handOver',
  'giveOpinion',
  'noteOutsideAnswer',
  'noteObligationMet',
  'noteSupplement',
  'complete',
  'concludePart',
  'gatherResults',
  'askOpinions',
  'submitDraft',
  'approve',
  'issue',
  'return',
  'grantWithdrawal',
  'completeStep',
  'notifyObligation',
  'askOutside',
] as const satisfies readonly ActionType[]

type Offered = DossierPage['allowedActions'][number]

export const nextOf = (actions: readonly Offered[]): Offered | null =>
  LEADS_ON.find((action) => actions.includes(action)) ?? null

/**
 * What an officer may do: of two acts on one step, that which leads where the step leads; and what the house does by itself
 * is nobody's button.
 */
export const offered = (dossier: Dossier, actor: Actor, process: Process | null): Offered[] => {
  const leadsToOpinions = dossier.tasks.some(
    (task) =>
      task.kind === 'CHECK' &&
      process &&
      followers(stepOf(process, task.node)).some((next) => stepOf(process, next).kind === 'CONSULT'),
  )
  const isChosen = dossier.tasks.some(
    (task) => process && task.kind === 'CHECK' && (stepOf(process, task.node).choices?.length ?? 0) > 0,
  )
  const waitsOutside = dossier.tasks.some((task) => task.kind === 'EXTERNAL' && !waitOf(dossier, task))
  return allowedActions(dossier, actor).filter((action): action is Offered => {
    if (action === 'lapse') return false
    if (action === 'askOpinions') return leadsToOpinions
    if (action === 'completeStep') return !leadsToOpinions || isChosen
    if (action === 'assign') return dossier.tasks.some((task) => holdsPost(actor, task))
    return action !== 'askOutside' || waitsOutside || dossier.correction === null
  })
}

/** Where the work that the officer has may be sent back to. */
export const backFrom = (process: Process, dossier: Dossier, actor: Actor) => {
  const mine = dossier.tasks.find(
    (task) =>
      ['APPROVE', 'REVIEW', 'APPRAISE', 'CHECK'].includes(task.kind) &&
      task.askedFrom === undefined &&
      holdsPost(actor, task) &&
      !waitOf(dossier, task),
  )
  return mine ? sendBackTargets(process, dossier, mine.node) : []
}
