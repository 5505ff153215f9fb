import { caseOf } from '#catalogue/rules/procedure.ts'
import type { Instant } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import { nodeOf } from '#routing/rules/graph.ts'
import { followers, type ProcessStep, stepOf } from '#routing/rules/step-table.ts'
import { goOnWithoutTheRest, nextOf } from '#routing/rules/tokens.ts'
import type { Circumstances } from '../command.ts'
import { openConsultations } from '../doers.ts'
import type { ClosedTask, Dossier, OpenTask, Task, Wait } from '../dossier.ts'
import type { Movement, WaitBegun } from '../events.ts'
import { done, dueAfter, event, type Handling, moved, onward, resumed, still, waiting } from '../work.ts'
import { type Decisions, handling, taskOf, waitIn } from './decision.ts'
import { factsWith, leadsToOpinions } from './handling.ts'
import { mustBeKnown, mustBringSomething, mustLeaveTime, nextSupplement } from './intake.ts'

/** What is asked of others while a dossier is handled, and how that comes to its end: answered, late, or never. */
export const WAITING: Decisions<
  | 'askOpinions'
  | 'consult'
  | 'giveOpinion'
  | 'closeConsultation'
  | 'askOutside'
  | 'noteOutsideAnswer'
  | 'askSupplement'
  | 'noteSupplement'
  | 'notifyObligation'
  | 'noteObligationMet'
  | 'changeTerm'
> = {
  /** The lead stays the holder while others answer: it must chase them. */
  askOpinions: (dossier, { questionId, facts }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    const step = stepOf(here.process, task.node)
    const known = factsWith(dossier, here, task, facts)
    if (!leadsToOpinions(here.process, step, known)) throw new Refusal('CONFLICT', 'no-opinions-next')
    const movement = onward(dossier, here, task.node, [done(task)], facts)
    const pausing = nextOf(step, known)
      .map((next) => stepOf(here.process, next))
      .find(({ kind, pauses }) => kind === 'CONSULT' && pauses)
    const begun = pausing ? consultationWait(null, pausing, here) : null
    return [
      event('OpinionsAsked', here, {
        ...movement,
        holder: { unitId: task.unitId, officerId: here.actor.id },
        ...(begun ? { begins: [...(movement.begins ?? []), begun] } : {}),
        questionId,
        facts,
      }),
    ]
  },

  /** Asked beside the process, of any unit; the work it was asked from rests until there are opinions enough. */
  consult: (dossier, { unitIds, questionId, join, replyBy }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    mustLeaveTime(replyBy, here)
    if (unitIds.length === 0) throw new Refusal('INVALID', 'nobody-to-ask', { field: 'units' })
    if (new Set(unitIds).size < unitIds.length) throw new Refusal('INVALID', 'unit-twice', { field: 'units' })
    const opens = unitIds.map((id): Task => {
      const unit = here.unitById(id)
      if (!unit || unit.unitId === task.unitId)
        throw new Refusal('INVALID', 'cannot-be-asked', { field: 'units' })
      return {
        id: here.newId(),
        node: task.node,
        kind: 'CONSULT',
        ...unit,
        role: 'SPECIALIST',
        dueAt: earlier(replyBy, task.dueAt),
        askedFrom: task.id,
      }
    })
    const begun = waiting(
      { kind: 'CONSULTATION', taskId: task.id, replyBy, join },
      'CONSULTATION',
      nodeOf(here.process, task.node).step,
      here,
    )
    return [event('OpinionsAsked', here, { ...still(dossier), opens, begins: [begun], questionId })]
  },

  giveOpinion: (dossier, { verdict, opinionId }, given, found) => {
    const here = handling(given)
    const task = taskOf(found)
    if (verdict === 'OBJECTED' && opinionId === null) throw new Refusal('INVALID', 'objection-needs-words')
    const answered: ClosedTask = { id: task.id, outcome: verdict }
    const gathered = task.askedFrom
      ? besideGathered(dossier, task, here)
      : processGathered(dossier, task, here)
    const given_ = event('OpinionGiven', here, {
      ...still(dossier),
      tokens: task.askedFrom ? dossier.tokens : gathered.tokens,
      closes: [answered],
      taskId: task.id,
      verdict,
      opinionId,
    })
    return gathered.isEnough
      ? [given_, event('OpinionsGathered', here, { ...gathered.movement, holder: dossier.holder })]
      : [given_]
  },

  /** The lead goes on without those who have not answered; that they have not stays with them. */
  closeConsultation: (dossier, { reasonId }, given, { wait }) => {
    const here = handling(given)
    const open = openConsultations(dossier).filter(
      ({ askedFrom }) => (askedFrom ?? null) === (wait?.taskId ?? null),
    )
    const first = open[0]
    if (!first) throw new Error(`dossier ${dossier.id} waits for opinions that nobody was asked for`)
    const unanswered = open.map((task) => done(task, 'UNANSWERED'))
    const join = first.askedFrom ? wait?.join : joinOf(here, first).join
    if (join !== 'LEAD') mustBeOverdue(open, here)
    const movement: Movement = first.askedFrom
      ? { ...still(dossier), closes: unanswered }
      : moved(
          dossier,
          here,
          goOnWithoutTheRest(here.process, dossier.tokens, joinOf(here, first).id),
          unanswered,
        )
    const ending =
      wait ?? dossier.waits.find(({ kind, taskId }) => kind === 'CONSULTATION' && taskId === null)
    return [
      event('ConsultationClosed', here, {
        ...movement,
        ...(ending ? resumed(dossier, ending, here) : {}),
        holder: dossier.holder,
        reasonId,
      }),
    ]
  },

  askOutside: (dossier, { systemId, referenceId, noteId, replyBy }, given, found) => {
    const here = handling(given)
    mustLeaveTime(replyBy, here)
    return [
      event('OutsideAsked', here, {
        ...waitingFrom(dossier, here, taskOf(found), 'EXTERNAL', replyBy),
        systemId,
        referenceId,
        noteId,
      }),
    ]
  },

  noteOutsideAnswer: (dossier, { answer, noteId }, here, found) => {
    if (answer === 'UNANSWERED' && noteId === null) throw new Refusal('INVALID', 'unanswered-needs-reason')
    return [
      event('OutsideAnswered', here, {
        ...afterWait(dossier, handling(here), waitIn(found), found.task, 'EXTERNAL'),
        answer,
        noteId,
      }),
    ]
  },

  askSupplement: (dossier, { noticeId, reasonId, replyBy }, given, found) => {
    const here = handling(given)
    const ordinal = nextSupplement(dossier, 'APPRAISAL', here)
    mustLeaveTime(replyBy, here)
    return [
      event('SupplementAsked', here, {
        ...waitingFrom(dossier, here, taskOf(found), 'SUPPLEMENT', replyBy),
        noticeId,
        reasonId,
        ordinal,
      }),
    ]
  },

  /** What is brought after its day has passed is taken all the same. */
  noteSupplement: (dossier, { papers, noteId }, given, found) => {
    const here = handling(given)
    const procedureCase = caseOf(here.procedure, dossier.caseId)
    if (procedureCase) mustBeKnown(procedureCase, papers)
    mustBringSomething(papers, noteId)
    const movement = found.wait
      ? afterWait(dossier, here, found.wait, found.task, 'APPLICANT')
      : still(dossier)
    return [event('SupplementReceived', here, { ...movement, papers, noteId })]
  },

  notifyObligation: (dossier, { noticeNumberId, replyBy }, given, found) => {
    const here = handling(given)
    mustLeaveTime(replyBy, here)
    return [
      event('ObligationNotified', here, {
        ...waitingFrom(dossier, here, taskOf(found), 'OBLIGATION', replyBy),
        noticeNumberId,
      }),
    ]
  },

  noteObligationMet: (dossier, { evidence }, here, found) => [
    event('ObligationMet', here, {
      ...afterWait(dossier, handling(here), waitIn(found), found.task, 'OBLIGATION'),
      evidence,
    }),
  ],

  /** The term of one dossier becomes another that the procedure itself names; before the first has run out. */
  changeTerm: (dossier, { optionId, reasonId }, here) => {
    const terms = caseOf(here.procedure, dossier.caseId)?.channels.find(
      ({ channel }) => channel === dossier.channel,
    )
    const option = terms?.changes.find(({ id }) => id === optionId)
    if (!option) throw new Refusal('INVALID', 'no-such-term-change', { field: 'option' })
    if (dossier.currentDueAt === null || here.now > dossier.currentDueAt)
      throw new Refusal('CONFLICT', 'term-has-run-out')
    const { to, basis } = option
    const termChanges = [...dossier.termChanges, { changedAt: here.now, to, basis }]
    return [
      event('TermChanged', here, {
        ...still(dossier),
        due: dueAfter(dossier, here, { termChanges }),
        optionId,
        to,
        basis,
        reasonId,
      }),
    ]
  },
}

// ---- Opinions ---------------------------------------------------------------------------------------------------

/** What an opinion brings about: how the tokens stand, and whether there are enough now. */
interface Gathering {
  tokens: Dossier['tokens']
  isEnough: boolean
  movement: Movement
}

const processGathered = (dossier: Dossier, task: OpenTask, here: Handling): Gathering => {
  const movement = onward(dossier, here, task.node, [done(task)])
  const wait = dossier.waits.find(({ kind, taskId }) => kind === 'CONSULTATION' && taskId === null)
  const isEnough = movement.opens.length > 0
  return {
    // Where it is enough, the tokens move with the second event; the first only closes a task.
    tokens: isEnough ? dossier.tokens : movement.tokens,
    isEnough,
    movement: {
      ...movement,
      closes: movement.closes.filter(({ id }) => id !== task.id),
      ...(wait ? resumed(dossier, wait, here) : {}),
    },
  }
}

const besideGathered = (dossier: Dossier, task: OpenTask, here: Handling): Gathering => {
  const wait = dossier.waits.find(({ taskId }) => taskId === task.askedFrom)
  if (!wait) throw new Error(`dossier ${dossier.id} was asked for an opinion that nobody waits for`)
  const others = openConsultations(dossier).filter(
    ({ askedFrom, id }) => askedFrom === task.askedFrom && id !== task.id,
  )
  return {
    tokens: dossier.tokens,
    isEnough: others.length === 0 || wait.join === 'ANY',
    movement: {
      ...still(dossier),
      closes: others.map((other) => done(other, 'LAPSED')),
      ...resumed(dossier, wait, here),
    },
  }
}

const consultationWait = (taskId: string | null, step: ProcessStep, here: Circumstances): WaitBegun =>
  waiting({ kind: 'CONSULTATION', taskId, replyBy: null }, 'CONSULTATION', step, here)

/** The step that an opinion of the process leads to. */
const joinOf = (here: Handling, { node }: OpenTask): ProcessStep => {
  const [next] = followers(stepOf(here.process, node))
  if (next === undefined) throw new Error(`step ${node} gives an opinion to nobody`)
  return stepOf(here.process, next)
}

/**
 * Silence is not consent: who may not go on without the others waits at least until they are late. Whoever has no day
 * cannot be late, and would hold everybody for ever: there the reason must do.
 */
const mustBeOverdue = (tasks: readonly OpenTask[], { now }: Circumstances): void => {
  const until = tasks.map(({ dueAt }) => dueAt).find((dueAt) => dueAt !== null && dueAt >= now)
  if (until !== undefined) throw new Refusal('CONFLICT', 'opinions-not-overdue', { until })
}

const earlier = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || (other !== null && other < one) ? other : one

// ---- Waits ------------------------------------------------------------------------------------------------------

const PAUSES_FOR = {
  EXTERNAL: 'EXTERNAL_LOOKUP',
  SUPPLEMENT: 'SUPPLEMENT',
  OBLIGATION: 'FINANCIAL_OBLIGATION',
} as const

/** The task rests from now on, and the term with it where it may. */
const waitingFrom = (
  dossier: Dossier,
  here: Handling,
  task: OpenTask,
  kind: keyof typeof PAUSES_FOR,
  replyBy: Instant | null,
): Movement => ({
  ...still(dossier),
  holder: { unitId: task.unitId, officerId: here.actor.id },
  begins: [
    waiting({ kind, taskId: task.id, replyBy }, PAUSES_FOR[kind], nodeOf(here.process, task.node).step, here),
  ],
})

/** A wait is over. A task that was there for nothing but waiting is done by it; another goes on. */
const afterWait = (
  dossier: Dossier,
  here: Handling,
  wait: Wait,
  task: OpenTask | null,
  doneBy: 'EXTERNAL' | 'APPLICANT' | 'OBLIGATION',
): Movement => {
  const ending = resumed(dossier, wait, here)
  if (task?.kind !== doneBy) return { ...still(dossier), ...ending }
  const rested: Dossier = {
    ...dossier,
    currentDueAt: ending.due ? ending.due.dueAt : dossier.currentDueAt,
    pauses: dossier.pauses.map((pause) =>
      pause.waitId === wait.id && pause.resumedAt === null ? { ...pause, resumedAt: here.now } : pause,
    ),
  }
  const movement = onward(rested, here, task.node, [done(task)])
  const due = movement.due ?? ending.due
  return {
    ...movement,
    ends: wait.id,
    ...(due ? { due: { ...due, taskDues: ending.due?.taskDues ?? [] } } : {}),
  }
}
