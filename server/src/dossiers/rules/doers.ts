import { Refusal } from '#platform/refusal.ts'
import { ACTIONS, AT_COUNTER, OCCASION } from './acts.ts'
import type { ActionType, Actor } from './command.ts'
import { type Dossier, ENDED, type OpenTask, type Wait, waitOf } from './dossier.ts'
import { holdsPost, isDoer } from './work.ts'

/** Who may do what now: the occasion of an act, and whose it is. */

/** What an act found to do. */
export interface Found {
  /** Of an act that ends a wait, the task that rests for it. */
  task: OpenTask | null
  wait: Wait | null
}

/** As much of a command as is needed to say whose it is; without ids when only a button is to be drawn. */
export interface Asked {
  type: ActionType
  taskId?: string | null
  officerId?: string | null
  waitId?: string
}

/**
 * What an act finds to do.
 * @throws Refusal saying what is missing: the occasion, the post, or the counter
 */
export const mayDo = (dossier: Dossier, asked: Asked, actor: Actor): Found => {
  const action = asked.type
  if (!isPossible(dossier, action)) {
    if (action === 'handOver' && confirmationOf(dossier)) throw new Refusal('CONFLICT', 'already-handed-over')
    throw new Refusal('CONFLICT', 'illegal-move', {
      action,
      state: dossier.state,
      // What the house does by itself is nobody's way out.
      instead: possibleActions(dossier).filter((other) => other !== 'lapse'),
    })
  }
  const found = WHOSE[action](dossier, asked, actor)
  if (!found) throw notTheirs(dossier, action, actor)
  if (actor.kind === 'OFFICER' && AT_COUNTER.includes(action)) atCounter(actor, dossier.receivingUnitId)
  return found
}

/** The acts that are possible at all now, whoever does them. */
export const possibleActions = (dossier: Dossier): ActionType[] =>
  ACTIONS.filter((action) => isPossible(dossier, action))

const isPossible = (dossier: Dossier, action: ActionType): boolean => {
  const occasion = OCCASION[action]
  if ('does' in occasion) return tasksFor(dossier, action).length > 0
  if ('ends' in occasion) return waitsFor(dossier, action).length > 0
  return occasion.in.includes(dossier.state) && isStillOpen(dossier, action)
}

/** What the state alone does not say. */
const isStillOpen = (dossier: Dossier, action: ActionType): boolean => {
  switch (action) {
    case 'noteSupplement':
      return dossier.supplementLapsed || dossier.waits.some(({ kind }) => kind === 'SUPPLEMENT')
    case 'requestWithdrawal':
    case 'correctReception':
      return !isDecided(dossier)
    default:
      return true
  }
}

/** A decision was approved, or an agency has concluded its part: that cannot be undone by wishing. */
export const isDecided = ({
  approvedSha256,
  issuedAt,
  parts,
}: Pick<Dossier, 'approvedSha256' | 'issuedAt' | 'parts'>): boolean =>
  approvedSha256 !== null || issuedAt !== null || parts.some(({ outcome }) => outcome !== null)

/** The open tasks that an act would do: not those that rest, nor any other while a withdrawal is being decided. */
const tasksFor = (dossier: Dossier, action: ActionType): readonly OpenTask[] => {
  const occasion = OCCASION[action]
  if (!('does' in occasion) || ENDED.includes(dossier.state)) return []
  if (action === 'handOver' && confirmationOf(dossier)) return []
  return dossier.tasks.filter(
    (task) =>
      occasion.does.includes(task.kind) &&
      waitOf(dossier, task) === undefined &&
      (dossier.withdrawal === null || task.kind === 'DECIDE_WITHDRAWAL') &&
      // A result is put right by what is known.
      !(dossier.correction && ASKS_ANEW.includes(action) && task.kind !== 'EXTERNAL'),
  )
}

const ASKS_ANEW: readonly ActionType[] = [
  'askOpinions',
  'consult',
  'askOutside',
  'askSupplement',
  'notifyObligation',
  'changeTerm',
]

const waitsFor = (dossier: Dossier, action: ActionType): readonly Wait[] => {
  const occasion = OCCASION[action]
  if (!('ends' in occasion) || dossier.withdrawal) return []
  return dossier.waits.filter(({ kind }) => occasion.ends.includes(kind))
}

/** What is left to do about a hand-over that nobody has confirmed yet. */
export const confirmationOf = (dossier: Dossier): OpenTask | undefined =>
  dossier.tasks.find(({ kind }) => kind === 'CONFIRM_HAND_OVER')

/** Opinions that are still asked for. */
export const openConsultations = (dossier: Dossier): readonly OpenTask[] =>
  dossier.tasks.filter(({ kind }) => kind === 'CONSULT')

// ---- Whose it is ------------------------------------------------------------------------------------------------

type Whose = (dossier: Dossier, asked: Asked, actor: Actor) => Found | null

/** Whoever has the task. */
const ofTask: Whose = (dossier, { type, taskId }, actor) => {
  const task = tasksFor(dossier, type).find(
    (candidate) =>
      (taskId === undefined || taskId === null || candidate.id === taskId) && isDoer(actor, candidate),
  )
  return task ? { task, wait: null } : null
}

/** Whoever has the task that rests meanwhile; or the house, told by another system. */
const ofWait: Whose = (dossier, { type, waitId }, actor) => {
  for (const wait of waitsFor(dossier, type)) {
    if (waitId !== undefined && wait.id !== waitId) continue
    const task = dossier.tasks.find(({ id }) => id === wait.taskId) ?? null
    if (actor.kind === 'SYSTEM' || (task && isDoer(actor, task))) return { task, wait }
  }
  return null
}

/** Receptionists of the centre that received it. */
const ofReception: Whose = (dossier, _asked, actor) =>
  holdsPost(actor, { unitId: dossier.receivingUnitId, role: 'RECEPTIONIST' })
    ? { task: dossier.tasks.find(({ kind }) => kind === 'ACCEPT') ?? null, wait: null }
    : null

/** The citizen, with the secret of the receipt; or at a counter, by a receptionist. */
const ofCitizen: Whose = (dossier, asked, actor) =>
  actor.kind === 'CITIZEN' ? { task: null, wait: null } : ofReception(dossier, asked, actor)

/** What a citizen brings ends the wait for it; the task that rests for it goes on, or is done by it. */
const ofWhoBringsPapers: Whose = (dossier, asked, actor) => {
  if (!ofCitizen(dossier, asked, actor)) return null
  const wait = dossier.waits.find(({ kind }) => kind === 'SUPPLEMENT') ?? null
  return { wait, task: dossier.tasks.find(({ id }) => id === wait?.taskId) ?? null }
}

const HEADS = ['LEADER', 'CENTRE_HEAD'] as const

/** An officer of the post takes a task that is free, or gives back one that is theirs; a head of the unit gives it to anybody. */
const ofAssignment: Whose = (dossier, { taskId, officerId }, actor) => {
  const task = dossier.tasks.find(({ id }) => taskId === undefined || id === taskId)
  if (!task) return null
  const isHead = HEADS.some((role) => holdsPost(actor, { unitId: task.unitId, role }))
  const takes =
    officerId === undefined || officerId === actor.id || (officerId === null && task.officerId === actor.id)
  return isHead || (isDoer(actor, task) && takes) ? { task, wait: null } : null
}

/** Whoever asked: the task that rests for the answers, or the post of the step that the opinions lead to. */
const ofWhoAsked: Whose = (dossier, _asked, actor) => {
  for (const wait of dossier.waits.filter(({ kind }) => kind === 'CONSULTATION')) {
    const task = dossier.tasks.find(({ id }) => id === wait.taskId)
    if (task && isDoer(actor, task)) return { task, wait }
  }
  const byProcess = openConsultations(dossier).some(({ askedFrom }) => askedFrom === undefined)
  const isLead =
    dossier.holder !== null && holdsPost(actor, { unitId: dossier.holder.unitId, role: 'SPECIALIST' })
  return byProcess && isLead ? { task: null, wait: null } : null
}

const MAY_STOP = ['RECEIVE', 'CHECK', 'APPRAISE', 'REVIEW', 'EXTERNAL', 'OBLIGATION', 'APPLICANT'] as const

/** Whoever works on it in the authority that is competent, also while that work rests. */
const ofLead: Whose = (dossier, _asked, actor) => {
  const task = dossier.tasks.find(
    ({ kind, authorityId, ...candidate }) =>
      MAY_STOP.some((able) => able === kind) &&
      authorityId === dossier.authorityId &&
      isDoer(actor, { kind, authorityId, ...candidate }),
  )
  return task ? { task, wait: null } : null
}

/** Specialists and leaders of the unit that is competent. */
const ofCompetentUnit: Whose = (dossier, _asked, actor) =>
  (['SPECIALIST', 'LEADER'] as const).some((role) =>
    holdsPost(actor, { unitId: dossier.competentUnitId, role }),
  )
    ? { task: null, wait: null }
    : null

/** Only the sender takes a hand-over back. */
const ofSender: Whose = (dossier, _asked, actor) => {
  const task = dossier.tasks.find(({ kind }) => kind === 'RECEIVE')
  return task && isDoer(actor, task) ? { task, wait: null } : null
}

const WHOSE: Readonly<Record<ActionType, Whose>> = {
  accept: ofTask,
  askToComplete: ofTask,
  complete: ofWhoBringsPapers,
  refuse: ofReception,
  lapse: (dossier, asked, actor) => (actor.kind === 'SYSTEM' ? ofWait(dossier, asked, actor) : null),
  correctReception: ofReception,
  handOver: ofTask,
  confirmHandOver: ofTask,
  refuseHandOver: ofTask,
  takeBackHandOver: ofSender,
  assign: ofAssignment,
  completeStep: ofTask,
  sendBack: ofTask,
  askOpinions: ofTask,
  consult: ofTask,
  giveOpinion: ofTask,
  closeConsultation: ofWhoAsked,
  askOutside: ofTask,
  noteOutsideAnswer: ofWait,
  askSupplement: ofTask,
  noteSupplement: ofWhoBringsPapers,
  notifyObligation: ofTask,
  noteObligationMet: ofWait,
  changeTerm: ofTask,
  concludePart: ofTask,
  gatherResults: ofTask,
  submitDraft: ofTask,
  approve: ofTask,
  issue: ofTask,
  return: ofTask,
  correctResult: ofCompetentUnit,
  requestWithdrawal: ofCitizen,
  grantWithdrawal: ofTask,
  refuseWithdrawal: ofTask,
  stop: ofLead,
}

/** Somebody else's; where a colleague of the same post has taken it, whose and since when. */
const notTheirs = (dossier: Dossier, action: ActionType, actor: Actor): Refusal => {
  const taken = tasksFor(dossier, action).find(
    (task) => holdsPost(actor, task) && task.officerId !== undefined,
  )
  return taken
    ? new Refusal('NOT_ALLOWED', 'taken-by-another', {
        action,
        who: taken.officerId ?? null,
        at: taken.assignedAt ?? null,
      })
    : new Refusal('NOT_ALLOWED', 'not-your-task', { action })
}

/** The counter session of who receives or returns. @throws Refusal counter-session-needed, other-centre */
export const atCounter = (actor: Actor, centreId: string) => {
  const session = actor.counterSession
  if (!session) throw new Refusal('CONFLICT', 'counter-session-needed')
  if (session.centreId !== centreId) throw new Refusal('NOT_ALLOWED', 'other-centre')
  return session
}
