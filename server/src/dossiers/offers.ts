import type { Instant } from '#common/time.ts'
import { followers, type Process, stepOf } from '#routing/index.ts'
import type { ActionType, Actor } from './rules/command.ts'
import { allowedActions } from './rules/decide.ts'
import { sendBackTargets } from './rules/decisions/handling.ts'
import { isGivenBy, tasksToDo } from './rules/doers.ts'
import type { Dossier, OpenTask } from './rules/dossier.ts'
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

export type Offered = DossierPage['allowedActions'][number]

/** @param isIncomplete papers are missing that its case asks for: then it is not accepted, and they are asked for */
export const nextOf = (actions: readonly Offered[], isIncomplete: boolean): Offered | null =>
  isIncomplete && actions.includes('askToComplete')
    ? 'askToComplete'
    : (LEADS_ON.find((action) => actions.includes(action)) ?? null)

/** What an officer may do. What the house does by itself is nobody's button. */
export const offered = (
  dossier: Dossier,
  actor: Actor,
  process: Process | null,
  /** The changes of term that the procedure names. */
  { changes, now }: { changes: readonly unknown[]; now: Instant },
): Offered[] =>
  allowedActions(dossier, actor).filter((action): action is Offered => {
    if (action === 'lapse') return false
    if (action === 'changeTerm')
      return changes.length > 0 && dossier.currentDueAt !== null && now <= dossier.currentDueAt
    const tasks = tasksToDo(dossier, action, actor)
    if (action === 'endPart') return tasks.some((task) => isOverdue(task, now))
    return tasks.length === 0 || tasks.some((task) => leadsOn(action, task, actor, process))
  })

// As the rule that ends a part has it: what has no day is waited for no longer than the lead likes.
const isOverdue = ({ dueAt }: OpenTask, now: Instant): boolean => dueAt === null || dueAt < now

/** The acts among these that one open task offers to an officer. */
export const offeredOn = (
  task: OpenTask,
  actions: readonly Offered[],
  dossier: Dossier,
  actor: Actor,
  { process, now }: { process: Process | null; now: Instant },
): Offered[] =>
  actions.filter(
    (action) =>
      tasksToDo(dossier, action, actor).some(({ id }) => id === task.id) &&
      (action !== 'endPart' || isOverdue(task, now)) &&
      leadsOn(action, task, actor, process),
  )

/** Of two acts on one step, that which leads where the step leads. */
const leadsOn = (action: Offered, task: OpenTask, actor: Actor, process: Process | null): boolean => {
  if (action === 'assign') return holdsPost(actor, task) || isGivenBy(actor, task)
  if (action !== 'askOpinions' && action !== 'completeStep') return true
  if (task.kind !== 'CHECK' || !process) return true
  const step = stepOf(process, task.node)
  const mayLeadToOpinions = followers(step).some((next) => stepOf(process, next).kind === 'CONSULT')
  if (action === 'askOpinions') return mayLeadToOpinions
  return !mayLeadToOpinions || (step.choices?.length ?? 0) > 0
}

/** Where a task may be sent back to. */
export const backFrom = (process: Process, dossier: Dossier, task: OpenTask) =>
  sendBackTargets(process, dossier, task.node).map(({ id, name }) => ({ id, name }))
