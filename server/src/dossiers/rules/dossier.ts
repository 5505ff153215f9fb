import type { Channel } from '#catalogue/rules/procedure.ts'
import type { PresentedPaper } from '#common/papers.ts'
import type { Instant } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/rules/calendar.ts'
import type { DeadlineBasis } from '#deadlines/rules/deadline.ts'
import type { DeadlineRule, Phase, Term } from '#deadlines/rules/term.ts'
import type { Timeliness } from '#deadlines/rules/timeliness.ts'
import type { Role } from '#identity/rules/policy.ts'
import type { StepKind, Tokens } from '#routing/rules/process.ts'

/**
 * What a dossier (hồ sơ) is, and what happened to it. One business state and four independent axes, all of them
 * the fold of its events: no code sets a status. Events hold ids and facts, never a name, a number or free text.
 */

export type DossierState =
  | 'ACCEPTED' // được tiếp nhận; still with the receiving unit
  | 'PROCESSING' // đang xử lý
  | 'CONSULTING' // đang lấy ý kiến
  | 'AWAITING_APPROVAL' // đã trình
  | 'APPROVED' // đã duyệt, chờ phát hành
  | 'RESOLVED' // đã xử lý xong
  | 'RETURNED' // đã trả kết quả

export type Clock = 'NOT_STARTED' | 'RUNNING' | 'PAUSED' | 'STOPPED'
export type Payment = 'NOT_STATED' | 'NONE_DUE' | 'DUE' | 'PAID' | 'WAIVED' | 'REFUND_DUE' | 'REFUNDED'
export type Delivery = 'NONE' | 'READY' | 'HANDED_TO_POST' | 'DELIVERED' | 'RETURNED_BY_POST' | 'UNCLAIMED'
export type Sync = 'IN_SYNC' | 'PENDING' | 'FAILED' | 'REJECTED' | 'NOT_LINKED'

/** What a task asks for: a step of the process, or the confirmation of a hand-over. */
export type TaskKind = StepKind | 'CONFIRM_HAND_OVER'

/** Something somebody has to do. */
export interface Task {
  id: string
  node: string
  kind: TaskKind
  unitId: string
  authorityId: string
  role: Role
  dueAt: Instant | null
}

/** A task that is open, and since when: its share of the time runs from there. */
export interface OpenTask extends Task {
  openedAt: Instant
}

export interface ClosedTask {
  id: string
  outcome: TaskOutcome
}
export type TaskOutcome = 'DONE' | 'AGREED' | 'OBJECTED' | 'SENT_BACK'

/** What the result says; a reasoned refusal is a result too and counts as resolved. */
export type Outcome = 'GRANTED' | 'REFUSED_ON_MERITS'

/** Who must act now (đang giữ hồ sơ): a unit, and the officer in it once one has acted. */
export interface Holder {
  unitId: string
  officerId: string | null
}

/** What was pinned at acceptance: what a due date is reckoned from, with the days off as they are known later. */
export interface PinnedDeadline {
  term: Term | null
  /** Empty when the term is one stretch. */
  phases: readonly Phase[]
  rule: DeadlineRule
  /** The calendar as it was known then; its hours hold for this dossier. */
  calendar: { id: string; version: number }
}

export interface Dossier {
  id: string
  authorityId: string
  authorities: readonly string[]
  units: readonly string[]
  code: string
  state: DossierState
  clock: Clock
  payment: Payment
  delivery: Delivery
  sync: Sync
  channel: Channel
  procedureVersionId: string
  processVersionId: string
  caseId: string
  ownerId: string
  submitterId: string
  subjectId: string | null
  assistedAtPointId: string
  receivingUnitId: string
  competentUnitId: string
  acceptedAt: Instant
  clockStartsAt: Instant
  /** What the receipt says. */
  originalDueAt: Instant | null
  currentDueAt: Instant | null
  deadline: PinnedDeadline
  issuedAt: Instant | null
  returnedAt: Instant | null
  timeliness: Timeliness | null
  holder: Holder | null
  tokens: Tokens
  tasks: readonly OpenTask[]
  receiptId: string
  /** The newest draft, also once it is approved. */
  draftId: string | null
  resultId: string | null
  outcome: Outcome | null
  approvedSha256: string | null
  resultNumber: string | null
  receiptHash: string
  version: number
  lastEventAt: Instant
}

/** What an act does to the work of others; every event may carry it. */
export interface Movement {
  tokens: Tokens
  closes: readonly ClosedTask[]
  opens: readonly Task[]
  holder: Holder | null
}

export interface Received extends Movement {
  code: string
  authorityId: string
  procedureVersionId: string
  processVersionId: string
  caseId: string
  channel: Channel
  ownerId: string
  submitterId: string
  subjectId: string | null
  assistedAtPointId: string
  receivingUnitId: string
  competentUnitId: string
  papers: readonly PresentedPaper[]
  sets: number
  /** Pinned: the term, the rule it was counted by, and the version of the calendar. */
  term: Term | null
  /** Absent in the first release's events, which knew terms of one stretch only. */
  phases?: readonly Phase[]
  /** Which of the procedure's special terms was chosen, by place or applicant; null or absent for the ordinary one. */
  specialTermId?: string | null
  rule: DeadlineRule
  calendarId: string
  calendarVersion: number
  acceptedAt: Instant
  clockStartsAt: Instant
  dueAt: Instant | null
  payment: Payment
  receiptId: string
  receiptHash: string
}

/** Every fact that can happen to a dossier, by name. A type is never redefined: a new meaning is a new version. */
export interface EventData {
  Received: Received
  HandedOver: Movement & { toUnitId: string }
  HandOverConfirmed: Movement & { fromUnitId: string }
  OpinionsAsked: Movement & { questionId: string | null }
  OpinionGiven: Movement & { taskId: string; verdict: 'AGREED' | 'OBJECTED'; opinionId: string | null }
  OpinionsGathered: Movement
  DraftSubmitted: Movement & { draftId: string; frozenSha256: string; outcome: Outcome }
  SentBack: Movement & { toNode: string; reasonId: string }
  DraftApproved: Movement & { draftId: string; fileSha256: string; evidence: 'RECORDED_APPROVAL' }
  ResultIssued: Movement & {
    number: string
    resultId: string
    timeliness: Timeliness
    /** The date it was judged by, and the calendar; absent in the first release's events, which judged by the row's. */
    judgedBy?: { dueAt: Instant | null; calendarId: string; calendarVersion: number }
  }
  ResultReturned: Movement & {
    receiverId: string
    receiver: 'OWNER' | 'REPRESENTATIVE'
    /** What was shown to prove who collects; a kind, never the number. */
    proof: 'ID_CARD' | 'AUTHORISATION' | 'KNOWN_PERSON'
    channel: Channel
  }
  /**
   * The working calendar changed, and what is due was reckoned anew: nobody's doing here. Where the dossier's own date stays,
   * as when the receipt already promised a later one, `to` is `from` and only steps move.
   */
  CalendarFollowed: Movement & {
    from: Instant
    to: Instant
    /** The change of the calendar that moved it. */
    calendarChangeId: string
    calendarId: string
    calendarVersion: number
    taskDues: readonly { taskId: string; dueAt: Instant }[]
  }
}

export type EventType = keyof EventData

/** Who did it, when, for whom; the same for every event. */
export interface Envelope {
  at: Instant
  actorId: string
  authorityId: string
  counterSessionId: string | null
}

export type DossierEvent = {
  [Type in EventType]: { type: Type; v: 1; data: EventData[Type] } & Envelope
}[EventType]

/** The clock as it stands at a moment: set at reception, it runs only from `clockStartsAt`. */
export const clockAt = (
  { clock, clockStartsAt }: Pick<Dossier, 'clock' | 'clockStartsAt'>,
  now: Instant,
): Clock => (clock === 'RUNNING' && now < clockStartsAt ? 'NOT_STARTED' : clock)

/** The state after an event, by the event's type alone. */
const STATE_AFTER = {
  Received: 'ACCEPTED',
  HandedOver: 'ACCEPTED',
  HandOverConfirmed: 'PROCESSING',
  OpinionsAsked: 'CONSULTING',
  OpinionGiven: 'CONSULTING',
  OpinionsGathered: 'PROCESSING',
  DraftSubmitted: 'AWAITING_APPROVAL',
  SentBack: 'PROCESSING',
  DraftApproved: 'APPROVED',
  ResultIssued: 'RESOLVED',
  ResultReturned: 'RETURNED',
  CalendarFollowed: null, // as it was
} as const satisfies Record<EventType, DossierState | null>

/**
 * The dossier after one more event.
 * @throws when an event other than Received comes first, or Received comes twice: that history is not ours.
 */
export const evolve = (id: string, dossier: Dossier | null, event: DossierEvent): Dossier => {
  if (event.type === 'Received') {
    if (dossier) throw new Error(`dossier ${id} was received twice`)
    return received(id, event.data, event.at)
  }
  if (!dossier) throw new Error(`the history of dossier ${id} does not begin with its reception`)
  const moved: Dossier = {
    ...dossier,
    ...movedBy(dossier, event.data, event.at),
    state: STATE_AFTER[event.type] ?? dossier.state,
    version: dossier.version + 1,
    lastEventAt: event.at,
  }
  switch (event.type) {
    case 'DraftSubmitted':
      return { ...moved, draftId: event.data.draftId, outcome: event.data.outcome, approvedSha256: null }
    case 'DraftApproved':
      return { ...moved, approvedSha256: event.data.fileSha256 }
    case 'ResultIssued':
      return {
        ...moved,
        clock: 'STOPPED',
        delivery: 'READY',
        currentDueAt: event.data.judgedBy ? event.data.judgedBy.dueAt : moved.currentDueAt,
        issuedAt: event.at,
        timeliness: event.data.timeliness,
        resultNumber: event.data.number,
        resultId: event.data.resultId,
      }
    case 'CalendarFollowed':
      return {
        ...moved,
        currentDueAt: event.data.to,
        tasks: moved.tasks.map((task) => ({
          ...task,
          dueAt: event.data.taskDues.find(({ taskId }) => taskId === task.id)?.dueAt ?? task.dueAt,
        })),
      }
    case 'ResultReturned':
      return { ...moved, delivery: 'DELIVERED', returnedAt: event.at }
    default:
      return moved
  }
}

export const fold = (id: string, events: readonly DossierEvent[]): Dossier | null =>
  events.reduce<Dossier | null>((dossier, event) => evolve(id, dossier, event), null)

const received = (id: string, data: Received, at: Instant): Dossier => ({
  id,
  authorityId: data.authorityId,
  authorities: union(
    [data.authorityId],
    data.opens.map((task) => task.authorityId),
  ),
  units: union(
    [data.receivingUnitId],
    data.opens.map((task) => task.unitId),
  ),
  code: data.code,
  state: STATE_AFTER.Received,
  clock: 'RUNNING',
  payment: data.payment,
  delivery: 'NONE',
  sync: 'NOT_LINKED',
  channel: data.channel,
  procedureVersionId: data.procedureVersionId,
  processVersionId: data.processVersionId,
  caseId: data.caseId,
  ownerId: data.ownerId,
  submitterId: data.submitterId,
  subjectId: data.subjectId,
  assistedAtPointId: data.assistedAtPointId,
  receivingUnitId: data.receivingUnitId,
  competentUnitId: data.competentUnitId,
  acceptedAt: data.acceptedAt,
  clockStartsAt: data.clockStartsAt,
  originalDueAt: data.dueAt,
  currentDueAt: data.dueAt,
  deadline: {
    term: data.term,
    phases: data.phases ?? [],
    rule: data.rule,
    calendar: { id: data.calendarId, version: data.calendarVersion },
  },
  issuedAt: null,
  returnedAt: null,
  timeliness: null,
  holder: data.holder,
  tokens: data.tokens,
  tasks: since(data.opens, at),
  receiptId: data.receiptId,
  draftId: null,
  resultId: null,
  outcome: null,
  approvedSha256: null,
  resultNumber: null,
  receiptHash: data.receiptHash,
  version: 1,
  lastEventAt: at,
})

const since = (tasks: readonly Task[], openedAt: Instant): OpenTask[] =>
  tasks.map((task) => ({ ...task, openedAt }))

const movedBy = (dossier: Dossier, movement: Movement, at: Instant) => ({
  tokens: movement.tokens,
  tasks: [
    ...dossier.tasks.filter((task) => !movement.closes.some((closed) => closed.id === task.id)),
    ...since(movement.opens, at),
  ],
  holder: movement.holder,
  authorities: union(
    dossier.authorities,
    movement.opens.map((task) => task.authorityId),
  ),
  units: union(
    dossier.units,
    movement.opens.map((task) => task.unitId),
  ),
})

const union = (known: readonly string[], more: readonly string[]): readonly string[] => [
  ...new Set([...known, ...more]),
]

/** What a dossier's deadline rests on. */
export const deadlineBasis = (
  { acceptedAt, originalDueAt, deadline: { term, phases, rule } }: Dossier,
  acceptedUnder: WorkingCalendar,
): DeadlineBasis => ({ acceptedAt, term, phases, rule, acceptedUnder, printedDueAt: originalDueAt })

/** The version of the calendar that a dossier's date was last reckoned by. */
export const calendarOf = (
  { deadline }: Dossier,
  events: readonly DossierEvent[],
): { id: string; version: number } => {
  for (const event of events.toReversed()) {
    if (event.type === 'CalendarFollowed')
      return { id: event.data.calendarId, version: event.data.calendarVersion }
    if (event.type === 'ResultIssued' && event.data.judgedBy)
      return { id: event.data.judgedBy.calendarId, version: event.data.judgedBy.calendarVersion }
  }
  return deadline.calendar
}
