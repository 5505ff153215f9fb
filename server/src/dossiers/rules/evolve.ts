import type { Instant } from '#common/time.ts'
import {
  type Dossier,
  type DossierState,
  isAccepted,
  type OpenTask,
  type Part,
  type Pause,
  type PinnedDeadline,
  type Task,
  type TaskKind,
  type Wait,
  type WaitKind,
} from './dossier.ts'
import type {
  Acceptance,
  DossierEvent,
  Envelope,
  EventData,
  EventOf,
  EventType,
  Filing,
  InTheOpen,
  Movement,
  TermChosen,
} from './events.ts'

/** What each event makes of a dossier: the row is the fold of its events and nothing else. */

/**
 * The state after an event. `BY_WORK`: whatever the work that is left says, so that it is right again after a withdrawal
 * was refused or papers came, without anybody remembering what it was before.
 */
const STATE_AFTER = {
  Submitted: 'SUBMITTED',
  CompletionAsked: 'NEEDS_COMPLETION',
  CompletionReceived: 'SUBMITTED',
  NotAccepted: 'NOT_ACCEPTED',
  Accepted: 'ACCEPTED',
  Received: 'ACCEPTED',
  TakenOver: 'BY_WORK',
  ReceptionCorrected: 'BY_WORK',
  HandedOver: 'BY_WORK',
  HandOverConfirmed: 'BY_WORK',
  HandOverRefused: 'BY_WORK',
  HandOverTakenBack: 'BY_WORK',
  TaskAssigned: 'BY_WORK',
  StepDone: 'BY_WORK',
  SentBack: 'BY_WORK',
  OpinionsAsked: 'BY_WORK',
  OpinionGiven: 'BY_WORK',
  OpinionsGathered: 'BY_WORK',
  ConsultationClosed: 'BY_WORK',
  OutsideAsked: 'BY_WORK',
  OutsideAnswered: 'BY_WORK',
  SupplementAsked: 'BY_WORK',
  SupplementReceived: 'BY_WORK',
  SupplementLapsed: 'BY_WORK',
  ObligationNotified: 'BY_WORK',
  ObligationMet: 'BY_WORK',
  TermChanged: 'BY_WORK',
  PartConcluded: 'BY_WORK',
  PartEnded: 'BY_WORK',
  ResultsGathered: 'BY_WORK',
  DraftSubmitted: 'BY_WORK',
  DraftApproved: 'BY_WORK',
  ResultIssued: 'BY_WORK',
  ResultReturned: 'RETURNED',
  CorrectionBegun: 'BY_WORK',
  CorrectionIssued: 'BY_WORK',
  WithdrawalRequested: 'BY_WORK',
  WithdrawalRefused: 'BY_WORK',
  Stopped: 'STOPPED',
  CalendarFollowed: 'BY_WORK',
} as const satisfies Record<EventType, DossierState | 'BY_WORK'>

/** What the work that is open makes of the state: of several kinds at once the first that is here; null says nothing. */
const STATE_OF_WORK = {
  ACCEPT: 'SUBMITTED',
  RECEIVE: 'ACCEPTED',
  APPLICANT: 'SUPPLEMENT',
  CONSULT: 'CONSULTING',
  CHECK: 'PROCESSING',
  EXTERNAL: 'PROCESSING',
  OBLIGATION: 'PROCESSING',
  PART: 'PROCESSING',
  GATHER: 'PROCESSING',
  APPRAISE: 'PROCESSING',
  REVIEW: 'AWAITING_APPROVAL',
  APPROVE: 'AWAITING_APPROVAL',
  ISSUE: 'APPROVED',
  RETURN: 'RESOLVED',
  // Beside the task of whoever hands over, which says it.
  CONFIRM_HAND_OVER: null,
  // A withdrawal that is open is a state of its own.
  DECIDE_WITHDRAWAL: null,
} as const satisfies Record<TaskKind, DossierState | null>

/** What is waited for, in the same way; it comes before the work. */
const STATE_OF_WAIT = {
  SUPPLEMENT: 'SUPPLEMENT',
  OBLIGATION: 'AWAITING_PAYMENT',
  CONSULTATION: 'CONSULTING',
  EXTERNAL: 'AWAITING_EXTERNAL',
} as const satisfies Record<WaitKind, DossierState>

const inOrder = <Kind extends string>(states: Readonly<Record<Kind, DossierState | null>>) =>
  Object.entries(states) as [Kind, DossierState | null][]
const BY_WAIT = inOrder(STATE_OF_WAIT)
const BY_TASK = inOrder(STATE_OF_WORK)

const stateByWork = ({ withdrawal, correction, waits, tasks, state }: Dossier): DossierState => {
  if (withdrawal) return 'WITHDRAWAL_REQUESTED'
  if (correction) return 'CORRECTING'
  const said =
    BY_WAIT.find(([kind]) => waits.some((wait) => wait.kind === kind)) ??
    BY_TASK.find(([kind, by]) => by !== null && tasks.some((task) => task.kind === kind))
  return said?.[1] ?? state
}

/**
 * The dossier after one more event.
 * @throws when a history does not begin with its filing or reception, or does so twice: that history is not ours.
 */
export const evolve = (id: string, dossier: Dossier | null, event: DossierEvent): Dossier => {
  if (event.type === 'Received' || event.type === 'Submitted' || event.type === 'TakenOver') {
    if (dossier) throw new Error(`dossier ${id} was received twice`)
    return event.type === 'TakenOver' ? takenOver(id, event) : begun(id, event)
  }
  if (!dossier) throw new Error(`the history of dossier ${id} does not begin with its reception`)
  const moved = movedBy(dossier, event.data, event.at)
  const own = CHANGES[event.type] as Change<EventType> | undefined
  const changed: Dossier = {
    ...moved,
    ...own?.(moved, event.data, event),
    version: dossier.version + 1,
    lastEventAt: event.at,
  }
  const state = STATE_AFTER[event.type]
  return withClock({ ...changed, state: state === 'BY_WORK' ? stateByWork(changed) : state })
}

export const fold = (id: string, events: readonly DossierEvent[]): Dossier | null =>
  events.reduce<Dossier | null>((dossier, event) => evolve(id, dossier, event), null)

type Change<Type extends EventType> = (
  dossier: Dossier,
  data: EventData[Type],
  by: Pick<Envelope, 'at' | 'actorId'>,
) => Partial<Dossier>

/** What an event changes besides moving the work on. */
const CHANGES: { [Type in EventType]?: Change<Type> } = {
  CompletionAsked: (dossier, { ordinal }) => ({
    supplementsAsked: { ...dossier.supplementsAsked, INTAKE: ordinal },
  }),
  NotAccepted: (_dossier, _data, { at }) => ({ closedAt: at }),
  Accepted: (_dossier, data) => ({ ...accepted(data), assistedAtPointId: data.assistedAtPointId }),
  ReceptionCorrected: (dossier, data) => ({
    receiptId: data.receiptId,
    ...(data.submitterId === undefined ? {} : { submitterId: data.submitterId }),
    ...(data.subjectId === undefined ? {} : { subjectId: data.subjectId }),
    ...(data.termBy && dossier.deadline
      ? {
          deadline: { ...dossier.deadline, term: data.termBy.term, phases: data.termBy.phases ?? [] },
          facts: { ...dossier.facts, ...data.termBy.facts },
        }
      : {}),
  }),
  TaskAssigned: (dossier, { taskId, officerId }, { at }) => ({
    tasks: dossier.tasks.map((task) => (task.id === taskId ? assignedTo(task, officerId, at) : task)),
  }),
  StepDone: (dossier, { facts }) => ({ facts: { ...dossier.facts, ...facts } }),
  OpinionsAsked: (dossier, { facts }) => ({ facts: { ...dossier.facts, ...facts } }),
  SupplementAsked: (dossier, { ordinal }) => ({
    supplementsAsked: { ...dossier.supplementsAsked, APPRAISAL: ordinal },
  }),
  SupplementLapsed: () => ({ supplementLapsed: true }),
  ObligationNotified: (dossier) => ({
    payment: 'DUE',
    paidBefore: dossier.paidBefore || dossier.payment === 'PAID',
  }),
  ObligationMet: (dossier, { evidence }) => {
    const isPaid = dossier.paidBefore || evidence !== 'EXEMPTION'
    return dossier.waits.some(({ kind }) => kind === 'OBLIGATION')
      ? { payment: 'DUE', paidBefore: isPaid }
      : { payment: isPaid ? 'PAID' : 'WAIVED', paidBefore: false }
  },
  TermChanged: (dossier, { to, basis }, { at }) => ({
    termChanges: [...dossier.termChanges, { changedAt: at, to, basis }],
  }),
  PartConcluded: (dossier, { node, outcome, externalCodeId = null, ...data }, { at }) => ({
    parts: withPart(dossier.parts, node, {
      outcome,
      externalCodeId,
      ...inTheOpen(data as InTheOpen),
      concludedAt: at,
    }),
  }),
  PartEnded: (dossier, { node }, { at }) => ({
    parts: withPart(dossier.parts, node, { outcome: 'UNANSWERED', concludedAt: at }),
  }),
  ResultsGathered: (_dossier, { outcome, timeliness, judgedBy }, { at }) => ({
    delivery: 'READY',
    outcome,
    issuedAt: at,
    timeliness,
    currentDueAt: judgedBy.dueAt,
  }),
  DraftSubmitted: (_dossier, { draftId, outcome }, { actorId }) => ({
    draftId,
    draftedBy: actorId,
    outcome,
    approvedSha256: null,
  }),
  DraftApproved: (_dossier, { fileSha256 }) => ({ draftedBy: null, approvedSha256: fileSha256 }),
  ResultIssued: (dossier, { number, resultId, timeliness, judgedBy }, { at }) => ({
    delivery: 'READY',
    currentDueAt: judgedBy ? judgedBy.dueAt : dossier.currentDueAt,
    issuedAt: at,
    timeliness,
    resultNumber: number,
    resultId,
  }),
  ResultReturned: (_dossier, _data, { at }) => ({ delivery: 'DELIVERED', returnedAt: at }),
  CorrectionBegun: (_dossier, { reasonId }, { at }) => ({
    correction: { since: at, reasonId },
    delivery: 'NONE',
    approvedSha256: null,
  }),
  CorrectionIssued: (_dossier, { number, resultId }) => ({
    correction: null,
    delivery: 'READY',
    returnedAt: null,
    resultNumber: number,
    resultId,
  }),
  WithdrawalRequested: (_dossier, { reasonId }, { at }) => ({ withdrawal: { requestedAt: at, reasonId } }),
  WithdrawalRefused: (_dossier, _data, { at }) => ({ withdrawal: null, withdrawalRefusedAt: at }),
  Stopped: (dossier, { fees }, { at }) => ({
    closedAt: at,
    withdrawal: null,
    payment: fees === 'REFUND' ? 'REFUND_DUE' : dossier.payment,
  }),
  CalendarFollowed: (dossier, { to, taskDues }) => ({
    currentDueAt: to,
    tasks: withDues(dossier.tasks, taskDues),
  }),
}

/** What every event does: work is closed and opened, waits and pauses begin and end, dates move. */
const movedBy = (dossier: Dossier, movement: Movement, at: Instant): Dossier => {
  const begins = movement.begins ?? []
  const isClosed = (taskId: string | null) => movement.closes.some(({ id }) => id === taskId)
  const left = dossier.tasks.filter(({ id }) => !isClosed(id))
  // Nobody waits for what was asked from a task that nobody does any more.
  const isOver = (wait: Wait) => wait.id === movement.ends || isClosed(wait.taskId)
  const over = dossier.waits.filter(isOver).map(({ id }) => id)
  return {
    ...dossier,
    tokens: movement.tokens,
    tasks: withDues([...left, ...since(movement.opens, at)], movement.due?.taskDues ?? []),
    holder: movement.holder,
    waits: [...dossier.waits.filter((wait) => !isOver(wait)), ...begins.map(({ wait }) => wait)],
    pauses: [
      ...dossier.pauses.map((pause) => (over.includes(pause.waitId) ? ended(pause, at) : pause)),
      ...begins.flatMap(({ wait, pause }): Pause[] =>
        pause ? [{ waitId: wait.id, ...pause, pausedAt: at, resumedAt: null }] : [],
      ),
    ],
    phasesBegun: movement.phaseId
      ? [...dossier.phasesBegun, { phaseId: movement.phaseId, begunAt: at }]
      : dossier.phasesBegun,
    parts: partsAfter(dossier.parts, movement.opens),
    currentDueAt: movement.due ? movement.due.dueAt : dossier.currentDueAt,
    authorities: union(
      dossier.authorities,
      movement.opens.map(({ authorityId }) => authorityId),
    ),
    units: union(
      dossier.units,
      movement.opens.map(({ unitId }) => unitId),
    ),
  }
}

const ended = (pause: Pause, at: Instant): Pause =>
  pause.resumedAt === null ? { ...pause, resumedAt: at } : pause

const withDues = (
  tasks: readonly OpenTask[],
  dues: readonly { taskId: string; dueAt: Instant }[],
): OpenTask[] =>
  tasks.map((task) => ({
    ...task,
    dueAt: dues.find(({ taskId }) => taskId === task.id)?.dueAt ?? task.dueAt,
  }))

const since = (tasks: readonly Task[], openedAt: Instant): OpenTask[] =>
  tasks.map((task) => ({ ...task, openedAt, ...(task.officerId ? { assignedAt: openedAt } : {}) }))

const assignedTo = (
  { officerId: _, assignedAt: __, ...task }: OpenTask,
  officerId: string | null,
  at: Instant,
): OpenTask => (officerId === null ? task : { ...task, officerId, assignedAt: at })

const partsAfter = (parts: readonly Part[], opens: readonly Task[]): readonly Part[] => {
  const opened = opens.filter(({ kind }) => kind === 'PART')
  if (opened.length === 0) return parts
  return [
    ...parts.filter(({ node }) => !opened.some((task) => task.node === node)),
    ...opened.map(({ node, unitId }) => ({
      node,
      unitId,
      outcome: null,
      externalCodeId: null,
      concludedAt: null,
    })),
  ]
}

/** The number of a part whose event is of the first version. */
const inTheOpen = ({ externalCode }: InTheOpen): Pick<Part, 'externalCode'> =>
  externalCode === undefined ? {} : { externalCode }

const withPart = (parts: readonly Part[], node: string, change: Partial<Part>): readonly Part[] =>
  parts.map((part) => (part.node === node ? { ...part, ...change } : part))

/** The axis of the clock, by what is known of the term. */
const withClock = (dossier: Dossier): Dossier => ({
  ...dossier,
  clock:
    dossier.issuedAt !== null || dossier.closedAt !== null
      ? 'STOPPED'
      : !isAccepted(dossier)
        ? 'NOT_STARTED'
        : dossier.pauses.some(({ resumedAt }) => resumedAt === null)
          ? 'PAUSED'
          : 'RUNNING',
})

const begun = (id: string, { type, data, at }: EventOf<'Submitted'> | EventOf<'Received'>): Dossier =>
  withClock({
    ...UNTOUCHED,
    id,
    ...filed(data),
    state: STATE_AFTER[type],
    submittedAt: at,
    ...(type === 'Received' ? accepted(data) : {}),
    procedureVersionId: data.procedureVersionId,
    authorities: union(
      [data.authorityId],
      data.opens.map(({ authorityId }) => authorityId),
    ),
    units: union(
      [data.receivingUnitId],
      data.opens.map(({ unitId }) => unitId),
    ),
    holder: data.holder,
    tokens: data.tokens,
    tasks: since(data.opens, at),
    version: 1,
    lastEventAt: at,
  })

/** As it stood with the other software, on the day it was taken over. */
const takenOver = (id: string, { data, at }: EventOf<'TakenOver'>): Dossier => {
  const { acceptance, result } = data
  const begins = data.begins ?? []
  const dossier: Dossier = {
    ...UNTOUCHED,
    id,
    ...filed({ ...data, assistedAtPointId: null }),
    state: 'ACCEPTED',
    submittedAt: data.submittedAt,
    procedureVersionId: data.procedureVersionId,
    processVersionId: data.processVersionId,
    ...(acceptance
      ? {
          acceptedAt: data.submittedAt,
          clockStartsAt: acceptance.clockStartsAt,
          originalDueAt: acceptance.dueAt,
          currentDueAt: acceptance.dueAt,
          deadline: {
            term: null,
            phases: [],
            rule: acceptance.rule,
            calendar: { id: acceptance.calendarId, version: acceptance.calendarVersion },
            onlyPrinted: true,
          } satisfies PinnedDeadline,
        }
      : {}),
    ...(result ? { ...result, delivery: result.returnedAt === null ? 'READY' : 'DELIVERED' } : {}),
    closedAt: data.closedAt,
    facts: { ...data.facts },
    supplementsAsked: { INTAKE: 0, APPRAISAL: data.supplementsAsked },
    authorities: union(
      [data.authorityId],
      data.opens.map(({ authorityId }) => authorityId),
    ),
    units: union(
      [data.receivingUnitId, data.competentUnitId],
      data.opens.map(({ unitId }) => unitId),
    ),
    holder: data.holder,
    tokens: data.tokens,
    tasks: since(data.opens, at),
    waits: begins.map(({ wait }) => wait),
    // It stood still before it came here: since the day the other software says.
    pauses: begins.flatMap(({ wait, pause }): Pause[] =>
      pause ? [{ waitId: wait.id, ...pause, pausedAt: wait.since, resumedAt: null }] : [],
    ),
    version: 1,
    lastEventAt: at,
  }
  return withClock({ ...dossier, state: stateTakenOver(dossier, data) })
}

const stateTakenOver = (dossier: Dossier, { cause, result }: EventData['TakenOver']): DossierState => {
  if (cause !== null) return cause === 'REFUSED' ? 'NOT_ACCEPTED' : 'STOPPED'
  return result?.returnedAt ? 'RETURNED' : stateByWork(dossier)
}

/** Before anything happened to it. */
const UNTOUCHED = {
  clock: 'NOT_STARTED',
  payment: 'NOT_STATED',
  paidBefore: false,
  delivery: 'NONE',
  sync: 'NOT_LINKED',
  processVersionId: null,
  acceptedAt: null,
  clockStartsAt: null,
  originalDueAt: null,
  currentDueAt: null,
  deadline: null,
  issuedAt: null,
  returnedAt: null,
  closedAt: null,
  timeliness: null,
  waits: [],
  pauses: [],
  termChanges: [],
  phasesBegun: [],
  facts: {},
  supplementsAsked: { INTAKE: 0, APPRAISAL: 0 },
  supplementLapsed: false,
  parts: [],
  withdrawal: null,
  withdrawalRefusedAt: null,
  correction: null,
  receiptId: null,
  draftId: null,
  draftedBy: null,
  resultId: null,
  outcome: null,
  approvedSha256: null,
  resultNumber: null,
} as const satisfies Partial<Dossier>

const filed = (
  data: Omit<Filing, 'papers' | 'sets'> & {
    code: string
    authorityId: string
    assistedAtPointId: string | null
    receivingUnitId: string
    competentUnitId: string
  },
) => ({
  authorityId: data.authorityId,
  code: data.code,
  channel: data.channel,
  caseId: data.caseId,
  ownerId: data.ownerId,
  submitterId: data.submitterId,
  subjectId: data.subjectId,
  assistedAtPointId: data.assistedAtPointId,
  receivingUnitId: data.receivingUnitId,
  competentUnitId: data.competentUnitId,
  receiptHash: data.receiptHash,
})

const accepted = (data: Acceptance & TermChosen) => ({
  procedureVersionId: data.procedureVersionId,
  processVersionId: data.processVersionId,
  payment: data.payment,
  acceptedAt: data.acceptedAt,
  clockStartsAt: data.clockStartsAt,
  originalDueAt: data.dueAt,
  currentDueAt: data.dueAt,
  deadline: {
    term: data.term,
    phases: data.phases ?? [],
    rule: data.rule,
    calendar: { id: data.calendarId, version: data.calendarVersion },
  } satisfies PinnedDeadline,
  facts: { ...data.facts },
  receiptId: data.receiptId,
})

const union = (known: readonly string[], more: readonly string[]): readonly string[] => [
  ...new Set([...known, ...more]),
]

/** The version of the calendar that a dossier's date was last reckoned by. */
export const calendarOf = (
  { deadline }: Pick<Dossier, 'deadline'>,
  events: readonly DossierEvent[],
): { id: string; version: number } | null => {
  for (const event of events.toReversed()) {
    if (event.type === 'CalendarFollowed')
      return { id: event.data.calendarId, version: event.data.calendarVersion }
    const { due } = event.data
    const by = event.type === 'ResultIssued' || event.type === 'ResultsGathered' ? event.data.judgedBy : due
    if (by) return { id: by.calendarId, version: by.calendarVersion }
  }
  return deadline?.calendar ?? null
}
