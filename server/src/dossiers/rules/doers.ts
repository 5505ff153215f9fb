import { Refusal } from '#platform/refusal.ts'
import { ACTIONS, AT_COUNTER, OCCASION, OF_CITIZEN } from './acts.ts'
import type { ActionType, ActOnTask, Actor } from './command.ts'
import { type Dossier, ENDED, type OpenTask, type Task, type Wait, waitOf } from './dossier.ts'
import { holdsPost, isDoer, postActedIn, postToDo } from './work.ts'

/** Who may do what now: the occasion of an act, and whose it is. */

/** What an act found to do. */
export interface Found {
  /** Of an act that ends a wait, the task that rests for it. */
  task: OpenTask | null
  wait: Wait | null
  /** The post by which it is the actor's; null for the citizen and the house. */
  post: Pick<Task, 'unitId' | 'role' | 'officerId'> | null
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
    // Linked parts: each agency puts its own result right.
    if (action === 'correctResult' && dossier.issuedAt !== null && dossier.correction === null)
      throw new Refusal('CONFLICT', 'nothing-to-correct')
    throw new Refusal('CONFLICT', 'illegal-move', {
      action,
      state: dossier.state,
      by: actor.kind,
      instead: possibleActions(dossier).filter((other) => mayBeSaidTo(actor, other)),
    })
  }
  const found = theOne(dossier, asked, actor, WHOSE[action](dossier, asked, actor))
  if (action === 'approve') mustBeAnothersDraft(dossier, actor, found)
  if (actor.kind === 'OFFICER' && AT_COUNTER.includes(action)) atCounter(actor, dossier.receivingUnitId)
  return found
}

/** What the house does by itself is nobody's way out, and what the office does is none of a citizen's. */
const mayBeSaidTo = ({ kind }: Actor, action: ActionType): boolean =>
  kind === 'CITIZEN' ? OF_CITIZEN.includes(action) : action !== 'lapse'

/**
 * Nobody approves by a lent post what they drafted: whoever lent it counted on two pairs of eyes. In a post of one's own one
 * answers for the decision, whoever wrote it down.
 * @throws Refusal own-draft, with whose post it is
 */
const mustBeAnothersDraft = (dossier: Dossier, actor: Actor, { task }: Found): void => {
  const lender = task && lenderOfOwnDraft(dossier, actor, task)
  if (lender !== null) throw new Refusal('NOT_ALLOWED', 'own-draft', { who: lender })
}

/** Who lent the post in which an actor may not approve what they drafted themselves; null where that is not so. */
export const lenderOfOwnDraft = (
  { draftedBy }: Pick<Dossier, 'draftedBy'>,
  actor: Pick<Actor, 'id' | 'posts'>,
  task: Pick<OpenTask, 'kind' | 'unitId' | 'role' | 'officerId'>,
): string | null =>
  task.kind === 'APPROVE' && draftedBy === actor.id
    ? (postToDo(actor, task)?.onBehalfOf?.officerId ?? null)
    : null

/** For whom an act would be done: null in a post of one's own, and where it would be refused. */
export const doneFor = (dossier: Dossier, asked: Asked, actor: Actor): string | null => {
  try {
    const { post } = mayDo(dossier, asked, actor)
    return (post && postActedIn(actor, post)?.onBehalfOf?.officerId) ?? null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/**
 * Of what an act found, the one that was meant: branches may have the same work open at once.
 * @throws Refusal not-your-task, taken-by-another; not-that-task for one that it cannot be done to; which-task where the
 *   actor has several and none was named
 */
const theOne = (dossier: Dossier, asked: Asked, actor: Actor, all: readonly Found[]): Found => {
  const { type: action, taskId = null } = asked
  if (all.length === 0) throw notTheirs(dossier, action, actor, taskId)
  const meant = taskId === null ? all : all.filter(({ task }) => task?.id === taskId)
  const [found, ...others] = meant
  if (!found) {
    const isSomebodys = tasksAbout(dossier, action).some((id) => id === taskId)
    throw isSomebodys
      ? notTheirs(dossier, action, actor, taskId)
      : new Refusal('CONFLICT', 'not-that-task', { action, field: 'taskId' })
  }
  if (others.length > 0)
    throw new Refusal('INVALID', 'which-task', {
      action,
      field: 'taskId',
      tasks: meant.flatMap(({ task }) => task?.id ?? []),
    })
  return found
}

/** The tasks that an act could be about, whosever they are. */
const tasksAbout = (dossier: Dossier, action: ActionType): readonly (string | null)[] =>
  action === 'assign'
    ? dossier.tasks.map(({ id }) => id)
    : [
        ...tasksFor(dossier, action).map(({ id }) => id),
        ...waitsFor(dossier, action).map(({ taskId }) => taskId),
      ]

/** The open tasks that an act could be done to by this actor now: where there are several, one is to be named. */
export const tasksToDo = (dossier: Dossier, action: ActionType, actor: Actor): readonly OpenTask[] =>
  isPossible(dossier, action) && action in ON_TASK
    ? WHOSE[action](dossier, { type: action }, actor).flatMap(({ task }) => task ?? [])
    : []

/** A command that names a task does not compile until it stands here. */
const ON_TASK: Readonly<Record<ActOnTask, true>> = {
  assign: true,
  completeStep: true,
  sendBack: true,
  askOpinions: true,
  consult: true,
  giveOpinion: true,
  closeConsultation: true,
  askOutside: true,
  noteOutsideAnswer: true,
  askSupplement: true,
  noteSupplement: true,
  notifyObligation: true,
  noteObligationMet: true,
  concludePart: true,
  endPart: true,
  gatherResults: true,
  submitDraft: true,
  approve: true,
  issue: true,
}

/** The acts that are possible at all now, whoever does them. */
export const possibleActions = (dossier: Dossier): ActionType[] =>
  ACTIONS.filter((action) => isPossible(dossier, action))

const isPossible = (dossier: Dossier, action: ActionType): boolean => {
  const occasion = OCCASION[action]
  if ('does' in occasion) return tasksFor(dossier, action).length > 0 && isStillOpen(dossier, action)
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
    case 'stop':
      return !isDecided(dossier)
    // What others decided is theirs to put right.
    case 'correctResult':
      return dossier.resultId !== null
    // While no agency has concluded its part the whole can still be stopped.
    case 'endPart':
      return isDecided(dossier)
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

/** Everything that an act could be done to, by this actor; empty where it is not theirs. */
type Whose = (dossier: Dossier, asked: Asked, actor: Actor) => readonly Found[]

const ofDossier = (post: Found['post']): readonly Found[] => [{ task: null, wait: null, post }]
const onTask = (task: OpenTask): Found => ({ task, wait: null, post: task })
/** A wait, with the task that rests for it. */
const resting =
  (dossier: Dossier) =>
  (wait: Wait): Found => {
    const task = dossier.tasks.find(({ id }) => id === wait.taskId) ?? null
    return { wait, task, post: task }
  }

/** Whoever has the task. */
const ofTask: Whose = (dossier, { type }, actor) =>
  tasksFor(dossier, type)
    .filter((task) => isDoer(actor, task))
    .map(onTask)

/** Whoever has one of the tasks: what they do concerns the dossier, and it does not matter from which. */
const ofAnyTask: Whose = (dossier, asked, actor) => ofTask(dossier, asked, actor).slice(0, 1)

/** Whoever has the task that rests meanwhile; or the house, told by another system. */
const ofWait: Whose = (dossier, { type, waitId }, actor) =>
  waitsFor(dossier, type)
    .filter(({ id }) => waitId === undefined || id === waitId)
    .map(resting(dossier))
    .filter(({ task }) => actor.kind === 'SYSTEM' || (task !== null && isDoer(actor, task)))

/** Receptionists of the centre that received it. */
const ofReception: Whose = (dossier, _asked, actor) => {
  const post = { unitId: dossier.receivingUnitId, role: 'RECEPTIONIST' } as const
  const task = dossier.tasks.find(({ kind }) => kind === 'ACCEPT') ?? null
  return holdsPost(actor, post) ? [{ task, wait: null, post }] : []
}

/** The citizen, with the secret of the receipt; or at a counter, by a receptionist. */
const ofCitizen: Whose = (dossier, asked, actor) =>
  actor.kind === 'CITIZEN' ? ofDossier(null) : ofReception(dossier, asked, actor)

/** What a citizen brings ends the wait for it; the task that rests for it goes on, or is done by it. */
const ofWhoBringsPapers: Whose = (dossier, asked, actor) => {
  const [bringer] = ofCitizen(dossier, asked, actor)
  if (!bringer) return []
  const waits = dossier.waits.filter(({ kind }) => kind === 'SUPPLEMENT')
  // Brought after its day has passed: nobody waits for it any more.
  if (waits.length === 0) return ofDossier(bringer.post)
  return waits.map(resting(dossier)).map((found) => ({ ...found, post: bringer.post }))
}

const HEADS = ['LEADER', 'CENTRE_HEAD'] as const

/** Whether an actor says who is to do a task: the head of its unit. */
export const isGivenBy = (actor: Pick<Actor, 'posts'>, { unitId }: Pick<Task, 'unitId'>): boolean =>
  HEADS.some((role) => holdsPost(actor, { unitId, role }))

/** An officer of the post takes a task that is free, or gives back one that is theirs; a head of the unit gives it to anybody. */
const ofAssignment: Whose = (dossier, { officerId }, actor) => {
  const takes = (task: OpenTask) =>
    officerId === undefined || officerId === actor.id || (officerId === null && task.officerId === actor.id)
  return dossier.tasks
    .filter((task) => isGivenBy(actor, task) || (isDoer(actor, task) && takes(task)))
    .map(onTask)
}

/**
 * Whoever asked: the task that rests for the answers, or the post of the step that the opinions lead to. What the process
 * asks has no task that rests: the first that was asked stands for it.
 */
const ofWhoAsked: Whose = (dossier, _asked, actor) => {
  const beside = dossier.waits
    .filter(({ kind }) => kind === 'CONSULTATION')
    .map(resting(dossier))
    .filter(({ task }) => task !== null && isDoer(actor, task))
  const byProcess = openConsultations(dossier).find(({ askedFrom }) => askedFrom === undefined)
  const lead = dossier.holder && ({ unitId: dossier.holder.unitId, role: 'SPECIALIST' } as const)
  return byProcess && lead && holdsPost(actor, lead)
    ? [...beside, { ...onTask(byProcess), post: lead }]
    : beside
}

const MAY_STOP = [
  'RECEIVE',
  'CHECK',
  'APPRAISE',
  'REVIEW',
  'EXTERNAL',
  'OBLIGATION',
  'APPLICANT',
  'PART',
] as const

/** Whoever works on it in the authority that is competent, also while that work rests. */
const ofLead: Whose = (dossier, _asked, actor) =>
  dossier.tasks
    .filter(
      (task) =>
        MAY_STOP.some((kind) => kind === task.kind) &&
        task.authorityId === dossier.authorityId &&
        isDoer(actor, task),
    )
    .slice(0, 1)
    .map(onTask)

/** Specialists and leaders of the unit that is competent. */
const ofCompetentUnit: Whose = (dossier, _asked, actor) => {
  const posts = (['SPECIALIST', 'LEADER'] as const).map((role) => ({ unitId: dossier.competentUnitId, role }))
  const post = posts.find((one) => holdsPost(actor, one))
  return post ? ofDossier(post) : []
}

/** The lead, about the parts of others. */
const ofLeadOfParts: Whose = (dossier, asked, actor) => {
  const [lead] = ofCompetentUnit(dossier, asked, actor)
  if (!lead) return []
  return tasksFor(dossier, 'endPart')
    .filter(({ unitId }) => unitId !== dossier.competentUnitId)
    .map((task) => ({ ...onTask(task), post: lead.post }))
}

/** Only the sender takes a hand-over back. */
const ofSender: Whose = (dossier, _asked, actor) =>
  dossier.tasks.filter((task) => task.kind === 'RECEIVE' && isDoer(actor, task)).map(onTask)

const WHOSE: Readonly<Record<ActionType, Whose>> = {
  accept: ofTask,
  askToComplete: ofTask,
  complete: ofWhoBringsPapers,
  refuse: ofReception,
  lapse: (dossier, asked, actor) => (actor.kind === 'SYSTEM' ? ofWait(dossier, asked, actor) : []),
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
  changeTerm: ofAnyTask,
  concludePart: ofTask,
  endPart: ofLeadOfParts,
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
const notTheirs = (
  dossier: Dossier,
  action: ActionType,
  actor: Actor,
  taskId: string | null = null,
): Refusal => {
  const taken = tasksFor(dossier, action).find(
    (task) =>
      holdsPost(actor, task) &&
      task.officerId !== undefined &&
      task.officerId !== actor.id &&
      (taskId === null || task.id === taskId),
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
