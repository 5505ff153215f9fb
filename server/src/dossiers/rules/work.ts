import type { Instant } from '#common/time.ts'
import type { DeadlineHistory } from '#deadlines/rules/deadline.ts'
import { deadline } from '#deadlines/rules/deadline.ts'
import { mayPause, type PauseReason } from '#deadlines/rules/pause-reasons.ts'
import { resumeAfterPauses } from '#deadlines/rules/pauses.ts'
import { shareDueAt } from '#deadlines/rules/shares.ts'
import { nodeOf } from '#routing/rules/graph.ts'
import { sharesFrom } from '#routing/rules/shares.ts'
import type { Facts, Process, ProcessStep } from '#routing/rules/step-table.ts'
import { type Advance, complete } from '#routing/rules/tokens.ts'
import type { ActingPost, Actor, Circumstances } from './command.ts'
import {
  type AcceptedDossier,
  type ClosedTask,
  type Dossier,
  deadlineBasis,
  deadlineHistory,
  type Holder,
  type OpenTask,
  type Task,
  type TaskOutcome,
  type Wait,
} from './dossier.ts'
import {
  type DossierEvent,
  type Due,
  type EventData,
  type EventType,
  type Movement,
  versionOf,
  type WaitBegun,
} from './events.ts'

/** How work moves on: what every decision is made of. */

/** Circumstances in which a process is there, as it is for every dossier that was accepted. */
export interface Handling extends Circumstances {
  process: Process
}

/** The post of the actor that a task was given to: their own before one that was lent. */
export const postFor = (
  { posts }: Pick<Actor, 'posts'>,
  { unitId, role }: Pick<Task, 'unitId' | 'role'>,
): ActingPost | undefined => posts.find((post) => post.unitId === unitId && post.role === role)

/** Whether a task was given to a post that the actor holds. */
export const holdsPost = (actor: Pick<Actor, 'posts'>, task: Pick<Task, 'unitId' | 'role'>): boolean =>
  postFor(actor, task) !== undefined

/** The post in which somebody may do a task: of its kind, and nobody else has taken it whom they do not stand in for. */
export const postToDo = (
  actor: Pick<Actor, 'id' | 'posts'>,
  { unitId, role, officerId }: Pick<Task, 'unitId' | 'role' | 'officerId'>,
): ActingPost | undefined =>
  actor.posts.find(
    (post) =>
      post.unitId === unitId &&
      post.role === role &&
      (officerId === undefined || officerId === actor.id || officerId === post.onBehalfOf?.officerId),
  )

/** The post in which an act is done: of whoever took the task, where the actor stands in for them; else their own, then a lent one. */
export const postActedIn = (
  actor: Pick<Actor, 'id' | 'posts'>,
  post: Pick<Task, 'unitId' | 'role' | 'officerId'>,
): ActingPost | undefined => postToDo(actor, post) ?? postFor(actor, post)

export const isDoer = (actor: Pick<Actor, 'id' | 'posts'>, task: Task): boolean =>
  postToDo(actor, task) !== undefined

export const event = <Type extends EventType>(
  type: Type,
  here: Circumstances,
  data: EventData[Type],
): DossierEvent =>
  ({
    type,
    v: versionOf(type),
    at: here.now,
    actorId: here.actor.id,
    authorityId: here.actor.kind === 'OFFICER' ? here.actor.authorityId : here.competentAuthorityId,
    counterSessionId: here.actor.counterSession?.id ?? null,
    data,
  }) as DossierEvent

/** Nothing moves. */
export const still = (dossier: Dossier): Movement => ({
  tokens: dossier.tokens,
  closes: [],
  opens: [],
  holder: dossier.holder,
})

/** Before a process begins, and after it has ended. */
export const NOWHERE = { active: [], arrived: {} } as const

/** Nothing is left to do; which steps were done is still known. */
export const over = (dossier: Dossier): Movement => ({
  tokens: dossier.tokens.done ? { ...NOWHERE, done: dossier.tokens.done } : NOWHERE,
  closes: dossier.tasks.map((task) => done(task, 'LAPSED')),
  opens: [],
  holder: null,
})

export const done = (task: Pick<Task, 'id'>, outcome: TaskOutcome = 'DONE'): ClosedTask => ({
  id: task.id,
  outcome,
})

/** Completes a step of the process: what follows opens, what is not needed any more lapses. */
export const onward = (
  dossier: Dossier,
  here: Handling,
  node: string,
  closes: readonly ClosedTask[],
  facts: Facts = {},
): Movement =>
  moved(dossier, here, complete(here.process, dossier.tokens, node, { ...dossier.facts, ...facts }), closes)

/** The movement that an advance of the process makes. */
export const moved = (
  dossier: Dossier,
  here: Handling,
  { tokens, entered, lapsed }: Advance,
  closes: readonly ClosedTask[],
): Movement => {
  const closed = [...closes, ...lapsedTasks(dossier, lapsed, closes)]
  const phaseId = phaseBegunBy(dossier, entered)
  const pauses = pausesAfter(dossier, closed, here)
  const due =
    phaseId !== undefined || pauses !== dossier.pauses
      ? dueAfter(dossier, here, {
          pauses,
          phasesBegun:
            phaseId === undefined
              ? dossier.phasesBegun
              : [...dossier.phasesBegun, { phaseId, begunAt: here.now }],
        })
      : undefined
  const opens = entered.map((step) => opened(step, due ? due.dueAt : dossier.currentDueAt, here))
  const waits = opens.filter(({ kind }) => kind === 'APPLICANT').map((task) => applicantWait(task, here))
  return {
    tokens,
    closes: closed,
    opens,
    holder: holderOf(opens) ?? dossier.holder,
    ...(waits.length > 0 ? { begins: waits } : {}),
    ...(phaseId === undefined ? {} : { phaseId }),
    ...(due ? { due } : {}),
  }
}

const phaseBegunBy = (dossier: Dossier, entered: readonly ProcessStep[]): string | undefined => {
  const begun = entered.find(({ beginsPhase }) => beginsPhase !== undefined)?.beginsPhase
  // A procedure may have one term where its process has phases.
  return mustBeAccepted(dossier).deadline.phases.some(({ id }) => id === begun) ? begun : undefined
}

/** The pauses of waits that end because the task that rests for them is closed; the same list where none does. */
const pausesAfter = (
  dossier: Dossier,
  closes: readonly ClosedTask[],
  { now }: Circumstances,
): Dossier['pauses'] => {
  const over = dossier.waits
    .filter(({ taskId }) => closes.some(({ id }) => id === taskId))
    .map(({ id }) => id)
  const isOver = ({ waitId, resumedAt }: Dossier['pauses'][number]) =>
    resumedAt === null && over.includes(waitId)
  return dossier.pauses.some(isOver)
    ? dossier.pauses.map((pause) => (isOver(pause) ? { ...pause, resumedAt: now } : pause))
    : dossier.pauses
}

const lapsedTasks = (
  dossier: Dossier,
  lapsed: readonly ProcessStep[],
  closes: readonly ClosedTask[],
): ClosedTask[] =>
  dossier.tasks
    .filter(
      ({ node, id }) => lapsed.some((step) => step.id === node) && !closes.some((closed) => closed.id === id),
    )
    .map((task) => done(task, 'LAPSED'))

export const holderOf = (opens: readonly Task[]): Holder | null =>
  opens[0] ? { unitId: opens[0].unitId, officerId: opens[0].officerId ?? null } : null

/** A step's own due time is its share of what is left until the legal due date, never later than that. */
export const opened = (step: ProcessStep, legalDueAt: Instant | null, here: Handling): Task => {
  const unit = here.unitFor(step.unit)
  const officerId = assignee(step, unit.unitId, here)
  return {
    id: here.newId(),
    node: step.id,
    kind: step.kind,
    unitId: unit.unitId,
    authorityId: unit.authorityId,
    role: step.role,
    dueAt:
      legalDueAt === null
        ? null
        : shareDueAt({
            calendar: here.calendar,
            from: here.now,
            dueAt: legalDueAt,
            shares: sharesFrom(here.process, step.id),
            index: 0,
          }),
    ...(officerId === null ? {} : { officerId }),
  }
}

const assignee = ({ assign, role }: ProcessStep, unitId: string, here: Handling): string | null => {
  if (!assign) return null
  return assign.by === 'PERSON' ? here.officerNamed(assign.officer) : here.leastLoaded(unitId, role)
}

// ---- Waiting ----------------------------------------------------------------------------------------------------

/** A wait, and the pause that goes with it where the law, or the procedure by its step, lets the term stand still. */
export const waiting = (
  wait: Omit<Wait, 'id' | 'since'>,
  reason: PauseReason,
  step: Pick<ProcessStep, 'pauses'> | null,
  here: Circumstances,
): WaitBegun => {
  const allowed = step?.pauses?.reason === reason ? [reason] : []
  return {
    wait: { id: here.newId(), since: here.now, ...wait },
    pause: mayPause(here.pauseRule, reason, allowed)
      ? { reason, basis: step?.pauses?.basis ?? here.pauseRule.legalBasis }
      : null,
  }
}

const applicantWait = (task: Task, here: Handling): WaitBegun =>
  waiting(
    { kind: 'SUPPLEMENT', taskId: task.id, replyBy: null },
    'SUPPLEMENT',
    nodeOf(here.process, task.node).step,
    here,
  )

/** The end of a wait: its pause ends with it, and the minutes it took are given back to what is due. */
export const resumed = (
  dossier: Dossier,
  wait: Wait,
  here: Circumstances,
): Pick<Movement, 'ends' | 'due'> => {
  const pause = dossier.pauses.find(({ waitId, resumedAt }) => waitId === wait.id && resumedAt === null)
  if (!pause) return { ends: wait.id }
  const pauses = dossier.pauses.map((other) => (other === pause ? { ...pause, resumedAt: here.now } : other))
  return { ends: wait.id, due: dueAfter(dossier, here, { pauses }) }
}

// ---- What is due ------------------------------------------------------------------------------------------------

export const mustBeAccepted = (dossier: Dossier): AcceptedDossier => {
  if (dossier.acceptedAt === null) throw new Error(`dossier ${dossier.id} was not accepted`)
  return dossier as AcceptedDossier
}

/** The due date with what has happened, reckoned anew from everything that did. */
export const dueNow = (
  dossier: Dossier,
  here: Circumstances,
  changes: Partial<DeadlineHistory> = {},
): Instant | null =>
  deadline(
    deadlineBasis(mustBeAccepted(dossier), here.calendar),
    { ...deadlineHistory(dossier), ...changes },
    here.calendar,
    here.now,
  ).dueAt

/** What is due after something happened to the term: the dossier, and every open task by as many minutes as were given back. */
export const dueAfter = (dossier: Dossier, here: Circumstances, changes: Partial<DeadlineHistory>): Due => {
  const dueAt = dueNow(dossier, here, changes)
  const pauses = (changes.pauses ?? []).filter(({ resumedAt }) => resumedAt === here.now)
  return {
    dueAt,
    taskDues: dossier.tasks.flatMap((task) => {
      const moved = shifted(task, pauses, dueAt, here)
      return moved === null || moved === task.dueAt ? [] : [{ taskId: task.id, dueAt: moved }]
    }),
    calendarId: here.calendar.id,
    calendarVersion: here.calendar.version,
  }
}

const shifted = (
  task: OpenTask,
  pauses: DeadlineHistory['pauses'],
  dueAt: Instant | null,
  here: Circumstances,
): Instant | null => {
  if (task.dueAt === null || dueAt === null) return null
  const since = (at: Instant) => (at > task.openedAt ? at : task.openedAt)
  const own = resumeAfterPauses({
    calendar: here.calendar,
    dueAt: task.dueAt,
    pauses: pauses.map(({ pausedAt }) => ({ pausedAt: since(pausedAt), resumedAt: here.now })),
  }).dueAt
  return own !== null && own < dueAt ? own : dueAt
}
