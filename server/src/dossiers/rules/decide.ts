import type { ProcedureVersion } from '#catalogue/rules/procedure.ts'
import { receivedUnder } from '#catalogue/rules/receivable.ts'
import { missingPapers, type PresentedPaper } from '#common/papers.ts'
import { lacksAuthorisation, type Proof, type Receiver } from '#common/proof.ts'
import { type Instant, msOf } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/rules/calendar.ts'
import { deadline, NOTHING_HAPPENED } from '#deadlines/rules/deadline.ts'
import { shareDueAt } from '#deadlines/rules/shares.ts'
import type { Applicability, DeadlineRule } from '#deadlines/rules/term.ts'
import { chooseTerm, unsaid } from '#deadlines/rules/term-choice.ts'
import { timeliness } from '#deadlines/rules/timeliness.ts'
import type { Role } from '#identity/rules/policy.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  begin,
  complete,
  earlierSteps,
  type Process,
  type ProcessStep,
  sendBack,
  sharesFrom,
  stepOf,
  type Tokens,
} from '#routing/rules/process.ts'
import {
  type Dossier,
  type DossierEvent,
  type DossierState,
  deadlineBasis,
  type EventData,
  type EventType,
  type Holder,
  type Movement,
  type Outcome,
  type Task,
  type TaskKind,
  type TaskOutcome,
} from './dossier.ts'

/** What an officer asks to be done. Ids are made by the caller; persons and texts are already sealed under theirs. */
export type Command =
  | {
      type: 'receive'
      caseId: string
      channel: 'COUNTER' | 'POST'
      papers: readonly PresentedPaper[]
      sets: number
      /** Where the matter lies and who applies, as far as it was said: some terms hang on it. */
      applicability: Partial<Applicability>
      ownerId: string
      submitterId: string
      subjectId: string | null
      receiptId: string
      receiptHash: string
    }
  | { type: 'handOver' }
  | { type: 'confirmHandOver' }
  | { type: 'askOpinions'; questionId: string | null }
  | { type: 'giveOpinion'; taskId: string; verdict: 'AGREED' | 'OBJECTED'; opinionId: string | null }
  | { type: 'submitDraft'; draftId: string; frozenSha256: string; outcome: Outcome }
  | { type: 'sendBack'; toNode: string | null; reasonId: string }
  | { type: 'approve'; draftId: string; fileSha256: string; renderedSha256: string | null }
  | { type: 'issue'; number: string; resultId: string }
  | {
      type: 'return'
      receiverId: string
      receiver: Receiver
      proof: Proof
    }

export type CommandType = Command['type']
/** Every command on a dossier that is already there. */
export type ActionType = Exclude<CommandType, 'receive'>

export interface ActingOfficer {
  id: string
  authorityId: string
  unitId: string
  roles: readonly Role[]
  /** Open now, at a registered point; null in the rooms behind the counter. */
  counterSession: { id: string; centreId: string; pointId: string | null } | null
}

/** Everything a decision depends on besides the dossier and the command. */
export interface Circumstances {
  now: Instant
  officer: ActingOfficer
  procedure: ProcedureVersion
  process: Process
  calendar: WorkingCalendar
  /** The rule in force on the day of acceptance; pinned with the dossier. */
  rule: DeadlineRule
  /** The unit that answers to a function, for the competent authority of this dossier. */
  unitFor: (fn: string) => { unitId: string; authorityId: string }
  competentAuthorityId: string
  newId: () => string
}

/** In which states an action may be asked for at all; what more it needs is said by its decision. */
export const ALLOWED = {
  ACCEPTED: ['handOver', 'confirmHandOver'],
  PROCESSING: ['askOpinions', 'submitDraft'],
  CONSULTING: ['giveOpinion'],
  AWAITING_APPROVAL: ['approve', 'sendBack'],
  APPROVED: ['issue'],
  RESOLVED: ['return'],
  RETURNED: [],
} as const satisfies Record<DossierState, readonly ActionType[]>

/** Which task an action completes: the doer is whoever that task was given to. */
export const TASK_OF = {
  handOver: 'RECEIVE',
  confirmHandOver: 'CONFIRM_HAND_OVER',
  askOpinions: 'CHECK',
  giveOpinion: 'CONSULT',
  submitDraft: 'APPRAISE',
  sendBack: 'APPROVE',
  approve: 'APPROVE',
  issue: 'ISSUE',
  return: 'RETURN',
} as const satisfies Record<ActionType, TaskKind>

/** Actions that are done at a counter and nowhere else: "tuyệt đối không tiếp nhận và trả tại các phòng". */
const AT_COUNTER: readonly CommandType[] = ['receive', 'return']

/**
 * What happens when a command is carried out: the events, in order.
 * The only way to change a dossier, for one and for a thousand, at the counter and in a simulation.
 * @throws Refusal when the law, the state, the process or the officer's post does not allow it.
 */
export const decide = (
  dossier: Dossier | null,
  command: Command,
  circumstances: Circumstances,
): DossierEvent[] => {
  const here = { ...circumstances, now: laterOf(circumstances.now, dossier?.lastEventAt) }
  if (command.type === 'receive') {
    if (dossier) throw new Refusal('CONFLICT', 'already-received')
    return [receive(command, here)]
  }
  if (!dossier) throw new Refusal('NOT_FOUND', 'not-found')
  const task = taskFor(dossier, command, here.officer)
  return DECISIONS[command.type](dossier, command as never, here, task)
}

/** The actions an officer would be allowed to ask for now: what the desk draws as buttons. */
export const allowedActions = (dossier: Dossier, officer: ActingOfficer): ActionType[] =>
  ALLOWED[dossier.state].filter((action) => {
    if (action === 'handOver' && isHandedOver(dossier)) return false
    return openTasks(dossier, action).some((task) => isDoer(officer, task))
  })

/** Sent, and not yet confirmed by whoever receives it. */
const isHandedOver = (dossier: Dossier): boolean => confirmationOf(dossier) !== undefined

/** What is left to do about a hand-over that nobody has confirmed yet. */
export const confirmationOf = (dossier: Dossier): Task | undefined =>
  dossier.tasks.find((task) => task.kind === 'CONFIRM_HAND_OVER')

// Two requests may read the clock in one order and get the dossier's lock in the other.
const laterOf = (now: Instant, last: Instant | undefined): Instant =>
  last !== undefined && msOf(last) > msOf(now) ? last : now

const openTasks = (dossier: Dossier, action: ActionType): readonly Task[] =>
  dossier.tasks.filter((task) => task.kind === TASK_OF[action])

/** Whether a task was given to a post that the officer holds. */
export const isDoer = (officer: Pick<ActingOfficer, 'unitId' | 'roles'>, task: Task): boolean =>
  task.unitId === officer.unitId && officer.roles.includes(task.role)

/** The open task this officer completes by the command; the refusal says which of the three things is missing. */
const taskFor = (
  dossier: Dossier,
  command: Exclude<Command, { type: 'receive' }>,
  officer: ActingOfficer,
): Task => {
  const allowedHere: readonly ActionType[] = ALLOWED[dossier.state]
  if (!allowedHere.includes(command.type)) {
    throw new Refusal('CONFLICT', 'illegal-move', { action: command.type, state: dossier.state })
  }
  const open = openTasks(dossier, command.type)
  if (open.length === 0)
    throw new Refusal('CONFLICT', 'no-such-task', { action: command.type, state: dossier.state })
  const asked = command.type === 'giveOpinion' ? open.filter((task) => task.id === command.taskId) : open
  const task = asked.find((candidate) => isDoer(officer, candidate))
  if (!task) throw new Refusal('NOT_ALLOWED', 'not-your-task', { action: command.type })
  if (AT_COUNTER.includes(command.type)) atCounter(officer, dossier.receivingUnitId)
  return task
}

const atCounter = (officer: ActingOfficer, centreId: string) => {
  const session = officer.counterSession
  if (!session) throw new Refusal('CONFLICT', 'counter-session-needed')
  if (session.centreId !== centreId) throw new Refusal('NOT_ALLOWED', 'other-centre')
  return session
}

const receive = (command: Extract<Command, { type: 'receive' }>, here: Circumstances): DossierEvent => {
  const { officer, procedure, process, calendar, rule, now } = here
  if (!officer.roles.includes('RECEPTIONIST')) throw new Refusal('NOT_ALLOWED', 'not-a-receptionist')
  const session = atCounter(officer, officer.unitId)
  if (session.pointId === null) throw new Error('a reception at no point')
  const { procedureCase, terms, processVersionId, leadUnit } = receivedUnder(
    procedure,
    command.caseId,
    command.channel,
  )
  const unknown = command.papers.find(
    (paper) => !procedureCase.papers.some((spec) => spec.id === paper.paperId),
  )
  if (unknown) throw new Refusal('INVALID', 'unknown-paper')
  if (new Set(command.papers.map((paper) => paper.paperId)).size < command.papers.length)
    throw new Refusal('INVALID', 'paper-twice')
  const missing = missingPapers(procedureCase.papers, command.papers)
  if (missing.length > 0)
    throw new Refusal('CONFLICT', 'papers-missing', { papers: missing.map((paper) => paper.name) })

  const [asked] = unsaid(terms, command.applicability)
  if (asked) throw new Refusal('INVALID', 'term-hangs-on-it', { field: asked })
  const { term, phases, special } = chooseTerm(terms, {
    place: 'ORDINARY',
    applicant: 'PERSON',
    ...command.applicability,
  })
  const promised = deadline(
    { acceptedAt: now, term, phases, rule, acceptedUnder: calendar, printedDueAt: null },
    NOTHING_HAPPENED,
    calendar,
    now,
  )
  const tokens = begin(process)
  const opens = tokens.active.map((id) => opened(stepOf(process, id), promised.dueAt, here))
  return event('Received', here, {
    // Allocated by the statement that stores this event, as late as can be.
    code: '',
    authorityId: here.competentAuthorityId,
    procedureVersionId: procedure.id,
    processVersionId,
    caseId: command.caseId,
    channel: command.channel,
    ownerId: command.ownerId,
    submitterId: command.submitterId,
    subjectId: command.subjectId,
    assistedAtPointId: session.pointId,
    receivingUnitId: session.centreId,
    competentUnitId: here.unitFor(leadUnit).unitId,
    papers: command.papers,
    sets: command.sets,
    term,
    ...(phases.length > 0 ? { phases } : {}),
    ...(special ? { specialTermId: special.id } : {}),
    rule,
    calendarId: calendar.id,
    calendarVersion: calendar.version,
    acceptedAt: now,
    clockStartsAt: promised.clockStartsAt,
    dueAt: promised.dueAt,
    payment:
      terms.fees === null ? 'NOT_STATED' : terms.fees.some((fee) => fee.amountVnd !== 0) ? 'DUE' : 'NONE_DUE',
    receiptId: command.receiptId,
    receiptHash: command.receiptHash,
    tokens,
    opens,
    closes: [],
    holder: { unitId: session.centreId, officerId: officer.id },
  })
}

type Decision<Type extends ActionType> = (
  dossier: Dossier,
  command: Extract<Command, { type: Type }>,
  here: Circumstances,
  task: Task,
) => DossierEvent[]

const DECISIONS: { [Type in ActionType]: Decision<Type> } = {
  /** The sender stays responsible until the receiver confirms: its task stays open, and it stays the holder. */
  handOver: (dossier, _command, here, task) => {
    if (isHandedOver(dossier)) throw new Refusal('CONFLICT', 'already-handed-over')
    const next = complete(here.process, dossier.tokens, task.node).entered[0]
    if (!next) throw new Refusal('CONFLICT', 'nowhere-to-hand-over')
    const receiver = here.unitFor(next.unit)
    const confirm: Task = {
      id: here.newId(),
      node: task.node,
      kind: 'CONFIRM_HAND_OVER',
      unitId: receiver.unitId,
      authorityId: receiver.authorityId,
      role: next.role,
      dueAt: task.dueAt,
    }
    return [
      event('HandedOver', here, {
        ...still(dossier),
        opens: [confirm],
        holder: { unitId: task.unitId, officerId: here.officer.id },
        toUnitId: receiver.unitId,
      }),
    ]
  },

  confirmHandOver: (dossier, _command, here, task) => {
    const sent = dossier.tasks.find((open) => open.node === task.node && open.kind !== 'CONFIRM_HAND_OVER')
    if (!sent) throw new Error(`dossier ${dossier.id} has a hand-over without a sender`)
    const movement = onward(dossier, here, task.node, [done(task), done(sent)])
    return [
      event('HandOverConfirmed', here, {
        ...movement,
        holder: { unitId: here.officer.unitId, officerId: here.officer.id },
        fromUnitId: sent.unitId,
      }),
    ]
  },

  /** The lead stays the holder while others answer: it must chase them. */
  askOpinions: (dossier, command, here, task) => [
    event('OpinionsAsked', here, {
      ...onward(dossier, here, task.node, [done(task)]),
      holder: { unitId: here.officer.unitId, officerId: here.officer.id },
      questionId: command.questionId,
    }),
  ],

  giveOpinion: (dossier, command, here, task) => {
    if (command.verdict === 'OBJECTED' && command.opinionId === null)
      throw new Refusal('INVALID', 'objection-needs-words')
    const movement = onward(dossier, here, task.node, [{ id: task.id, outcome: command.verdict }])
    const given = event('OpinionGiven', here, {
      ...movement,
      opens: [],
      holder: dossier.holder,
      taskId: task.id,
      verdict: command.verdict,
      opinionId: command.opinionId,
    })
    if (movement.opens.length === 0) return [given]
    return [
      given,
      event('OpinionsGathered', here, {
        tokens: movement.tokens,
        closes: [],
        opens: movement.opens,
        holder: dossier.holder,
      }),
    ]
  },

  submitDraft: (dossier, command, here, task) => [
    event('DraftSubmitted', here, {
      ...onward(dossier, here, task.node, [done(task)]),
      draftId: command.draftId,
      frozenSha256: command.frozenSha256,
      outcome: command.outcome,
    }),
  ],

  /** Sent back with a reason to whoever drafted it, or to an earlier step. The clock runs on. */
  sendBack: (dossier, command, here, task) => {
    const target = command.toNode ?? lastOfKind(here.process, task.node, 'APPRAISE')
    if (!target || !sendBackTargets(here.process, dossier).some((step) => step.id === target))
      throw new Refusal('INVALID', 'cannot-send-back-there')
    const { tokens, entered } = sendBack(here.process, dossier.tokens, task.node, target)
    const opens = entered.map((step) => opened(step, dossier.currentDueAt, here))
    return [
      event('SentBack', here, {
        tokens,
        closes: [{ id: task.id, outcome: 'SENT_BACK' }],
        opens,
        holder: holderOf(opens),
        toNode: target,
        reasonId: command.reasonId,
      }),
    ]
  },

  /** What is approved is the frozen file, by its hash: the one that was shown, and the one that is stored. */
  approve: (dossier, command, here, task) => {
    if (command.draftId !== dossier.draftId) throw new Refusal('CHANGED', 'another-draft')
    if (command.renderedSha256 === null) throw new Refusal('CONFLICT', 'draft-not-rendered')
    if (command.fileSha256 !== command.renderedSha256) throw new Refusal('CHANGED', 'another-file')
    return [
      event('DraftApproved', here, {
        ...onward(dossier, here, task.node, [done(task)]),
        draftId: command.draftId,
        fileSha256: command.fileSha256,
        evidence: 'RECORDED_APPROVAL',
      }),
    ]
  },

  /**
   * Judged early, on time or late here, by the issue of the result, not by when somebody comes to collect it; and by the
   * calendar as it is known now, also when a closure was published and the row has not followed it yet.
   */
  issue: (dossier, command, here, task) => {
    if (dossier.approvedSha256 === null)
      throw new Error(`dossier ${dossier.id} is issued without an approval`)
    const { calendar, now } = here
    const { dueAt } = deadline(deadlineBasis(dossier, calendar), NOTHING_HAPPENED, calendar, now)
    return [
      event('ResultIssued', here, {
        ...onward(dossier, here, task.node, [done(task)]),
        number: command.number,
        resultId: command.resultId,
        timeliness: timeliness({ calendar, dueAt, issuedAt: now }),
        judgedBy: { dueAt, calendarId: calendar.id, calendarVersion: calendar.version },
      }),
    ]
  },

  return: (dossier, command, here, task) => {
    if (lacksAuthorisation(command.receiver, command.proof))
      throw new Refusal('CONFLICT', 'authorisation-needed')
    if (command.receiver === 'OWNER' && command.proof === 'AUTHORISATION')
      throw new Refusal('INVALID', 'representative-not-needed')
    return [
      event('ResultReturned', here, {
        ...onward(dossier, here, task.node, [done(task)]),
        holder: null,
        receiverId: command.receiverId,
        receiver: command.receiver,
        proof: command.proof,
        channel: 'COUNTER',
      }),
    ]
  },
}

/** Steps that the lead does itself, so that work may be sent back to them. */
const WORK_OF_LEAD: readonly TaskKind[] = ['CHECK', 'APPRAISE']

/** Where a dossier before its leader may be sent back to; none when no leader has it. */
export const sendBackTargets = (process: Process, dossier: Dossier): readonly ProcessStep[] => {
  const [approving] = openTasks(dossier, 'sendBack')
  if (!approving) return []
  return earlierSteps(process, approving.node).filter((step) => WORK_OF_LEAD.includes(step.kind))
}

const lastOfKind = (process: Process, before: string, kind: TaskKind): string | null =>
  earlierSteps(process, before).findLast((step) => step.kind === kind)?.id ?? null

const still = (dossier: Dossier): Movement => ({
  tokens: dossier.tokens,
  closes: [],
  opens: [],
  holder: dossier.holder,
})

const onward = (
  dossier: Dossier,
  here: Circumstances,
  node: string,
  closes: Movement['closes'],
): { tokens: Tokens; closes: Movement['closes']; opens: readonly Task[]; holder: Holder | null } => {
  const { tokens, entered } = complete(here.process, dossier.tokens, node)
  const opens = entered.map((step) => opened(step, dossier.currentDueAt, here))
  return { tokens, closes, opens, holder: holderOf(opens) }
}

const holderOf = (opens: readonly Task[]): Holder | null =>
  opens[0] ? { unitId: opens[0].unitId, officerId: null } : null

const done = (task: Task): { id: string; outcome: TaskOutcome } => ({ id: task.id, outcome: 'DONE' })

/** A step's own due time is its share of what is left until the legal due date, never later than that. */
const opened = (step: ProcessStep, legalDueAt: Instant | null, here: Circumstances): Task => {
  const unit = here.unitFor(step.unit)
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
  }
}

const event = <Type extends EventType>(
  type: Type,
  here: Circumstances,
  data: EventData[Type],
): DossierEvent =>
  ({
    type,
    v: 1,
    at: here.now,
    actorId: here.officer.id,
    authorityId: here.officer.authorityId,
    counterSessionId: here.officer.counterSession?.id ?? null,
    data,
  }) as DossierEvent
