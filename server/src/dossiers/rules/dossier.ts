import type { Channel } from '#catalogue/rules/procedure.ts'
import type { Instant } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/rules/calendar.ts'
import type { DeadlineBasis, DeadlineHistory, RecordedPause } from '#deadlines/rules/deadline.ts'
import type { DeadlineRule, Phase, Term } from '#deadlines/rules/term.ts'
import type { Timeliness } from '#deadlines/rules/timeliness.ts'
import type { Role } from '#identity/rules/policy.ts'
import type { Facts, Join, StepKind } from '#routing/rules/step-table.ts'
import type { Tokens } from '#routing/rules/tokens.ts'

/**
 * What a dossier (hồ sơ) is. One business state and four independent axes, all of them the fold of its events: no code
 * sets a status. It holds ids and facts, never a name, a number of a person or free text.
 */
export interface Dossier {
  id: string
  authorityId: string
  authorities: readonly string[]
  units: readonly string[]
  code: string
  state: DossierState
  clock: Clock
  payment: Payment
  /** Something was paid before what is due now: an exemption from this does not undo that. */
  paidBefore: boolean
  delivery: Delivery
  sync: Sync
  channel: Channel
  procedureVersionId: string
  /** Null until it is accepted. */
  processVersionId: string | null
  caseId: string
  ownerId: string
  submitterId: string
  subjectId: string | null
  /** Where its submitter was helped; null for one that came by itself, online. */
  assistedAtPointId: string | null
  receivingUnitId: string
  competentUnitId: string
  /** When it came; of one received at a counter the moment of its acceptance. */
  submittedAt: Instant
  /** Null until it is accepted: no term runs before. */
  acceptedAt: Instant | null
  clockStartsAt: Instant | null
  /** What the receipt says. */
  originalDueAt: Instant | null
  currentDueAt: Instant | null
  deadline: PinnedDeadline | null
  issuedAt: Instant | null
  returnedAt: Instant | null
  /** When it was turned away or stopped. */
  closedAt: Instant | null
  timeliness: Timeliness | null
  holder: Holder | null
  tokens: Tokens
  tasks: readonly OpenTask[]
  /** What work on it waits for. */
  waits: readonly Wait[]
  /** Every stretch in which its term stood still, in order. */
  pauses: readonly Pause[]
  termChanges: DeadlineHistory['termChanges']
  phasesBegun: DeadlineHistory['phasesBegun']
  facts: Facts
  /** How often papers were asked for after, in each stage. */
  supplementsAsked: Readonly<Record<SupplementStage, number>>
  /** A request for papers ran out; they may be brought all the same, in one go or in several, until it is decided. */
  supplementLapsed: boolean
  /** Of linked procedures: the part of each agency. */
  parts: readonly Part[]
  withdrawal: Withdrawal | null
  /** When the last request to withdraw was refused; null when none was. */
  withdrawalRefusedAt: Instant | null
  correction: Correction | null
  receiptId: string | null
  /** The newest draft, also once it is approved. */
  draftId: string | null
  /** Whoever drafted what waits for approval; null once it is approved. */
  draftedBy: string | null
  resultId: string | null
  outcome: Outcome | null
  approvedSha256: string | null
  resultNumber: string | null
  receiptHash: string
  version: number
  lastEventAt: Instant
}

export type DossierState =
  | 'SUBMITTED' // mới đăng ký: nobody has accepted it yet
  | 'NEEDS_COMPLETION' // chờ bổ sung trước khi tiếp nhận
  | 'NOT_ACCEPTED' // không được tiếp nhận
  | 'ACCEPTED' // được tiếp nhận; still with the receiving unit
  | 'PROCESSING' // đang xử lý
  | 'CONSULTING' // đang lấy ý kiến
  | 'AWAITING_EXTERNAL' // chờ kết quả từ bên ngoài
  | 'SUPPLEMENT' // chờ bổ sung
  | 'AWAITING_PAYMENT' // chờ thực hiện nghĩa vụ tài chính
  | 'AWAITING_APPROVAL' // đã trình
  | 'APPROVED' // đã duyệt, chờ phát hành
  | 'WITHDRAWAL_REQUESTED' // công dân yêu cầu rút hồ sơ
  | 'CORRECTING' // đang đính chính kết quả
  | 'STOPPED' // dừng xử lý
  | 'RESOLVED' // đã xử lý xong
  | 'RETURNED' // đã trả kết quả

export type Clock = 'NOT_STARTED' | 'RUNNING' | 'PAUSED' | 'STOPPED'
export type Payment = 'NOT_STATED' | 'NONE_DUE' | 'DUE' | 'PAID' | 'WAIVED' | 'REFUND_DUE' | 'REFUNDED'
export type Delivery = 'NONE' | 'READY' | 'HANDED_TO_POST' | 'DELIVERED' | 'RETURNED_BY_POST' | 'UNCLAIMED'
export type Sync = 'IN_SYNC' | 'PENDING' | 'FAILED' | 'REJECTED' | 'NOT_LINKED'

/** What a task asks for: a step of the process, or something that stands beside it. */
export type TaskKind =
  | StepKind
  | 'ACCEPT' // xem hồ sơ mới nộp: accept it, ask for what is missing, or turn it away
  | 'CONFIRM_HAND_OVER'
  | 'DECIDE_WITHDRAWAL'

/** Something somebody has to do. */
export interface Task {
  id: string
  /** The step it belongs to; of what belongs to no step, its kind. */
  node: string
  kind: TaskKind
  unitId: string
  authorityId: string
  role: Role
  dueAt: Instant | null
  /** The task from which it was asked, where it stands beside the process: that one waits for it. */
  askedFrom?: string
  /** Whoever alone may do it; absent while anybody of the post may take it. */
  officerId?: string
}

/** A task that is open, and since when: its share of the time runs from there. */
export interface OpenTask extends Task {
  openedAt: Instant
  /** Since when `officerId` has it. */
  assignedAt?: Instant
}

export interface ClosedTask {
  id: string
  outcome: TaskOutcome
}
export type TaskOutcome =
  | 'DONE'
  | 'AGREED'
  | 'OBJECTED'
  | 'SENT_BACK'
  | 'REFUSED'
  /** Asked, and never answered before the lead went on: that stays with whoever was asked. */
  | 'UNANSWERED'
  /** Nobody has to do it any more. */
  | 'LAPSED'

/** What the result says; a reasoned refusal is a result too and counts as resolved. */
export type Outcome = 'GRANTED' | 'REFUSED_ON_MERITS' | 'PARTLY_GRANTED'

/** Who must act now (đang giữ hồ sơ): a unit, and the officer in it once one has acted. */
export interface Holder {
  unitId: string
  officerId: string | null
}

/** Papers asked for before it is accepted, or by whoever appraises it. */
export type SupplementStage = 'INTAKE' | 'APPRAISAL'

/** What work waits for; the task it was asked from rests meanwhile. */
export interface Wait {
  id: string
  kind: WaitKind
  /** Null for opinions that the process itself asks for: no task rests for them. */
  taskId: string | null
  since: Instant
  /** By when it is to come; null when no day was set. */
  replyBy: Instant | null
  /** Of opinions asked beside the process: when they are enough. */
  join?: Join
}
export type WaitKind = 'SUPPLEMENT' | 'OBLIGATION' | 'EXTERNAL' | 'CONSULTATION'

export interface Pause extends RecordedPause {
  waitId: string
}

/** What an agency concluded; or that it never did, and the lead ended its part. */
export type PartOutcome = 'GRANTED' | 'REFUSED_ON_MERITS' | 'UNANSWERED'

/** The part of one agency in a linked procedure (liên thông), with a result of its own. */
export interface Part {
  node: string
  unitId: string
  outcome: PartOutcome | null
  /** Where the number is kept that it has in that agency's own system. */
  externalCodeId: string | null
  /** That number itself: of parts concluded before it was sealed. */
  externalCode?: string | null
  concludedAt: Instant | null
}

export interface Withdrawal {
  requestedAt: Instant
  reasonId: string
}

/** A result being put right after it was issued; what was issued first is what the work is judged by. */
export interface Correction {
  since: Instant
  reasonId: string
}

/** What was pinned at acceptance: what a due date is reckoned from, with the days off as they are known later. */
export interface PinnedDeadline {
  term: Term | null
  /** Empty when the term is one stretch. */
  phases: readonly Phase[]
  rule: DeadlineRule
  /** The calendar as it was known then; its hours hold for this dossier. */
  calendar: { id: string; version: number }
  /** Taken over: another software promised, by days that nobody here knows. What it printed holds. */
  onlyPrinted?: true
}

/** A dossier whose term runs, or ran. */
export interface AcceptedDossier extends Dossier {
  processVersionId: string
  acceptedAt: Instant
  clockStartsAt: Instant
  deadline: PinnedDeadline
}

export const isAccepted = (dossier: Dossier): dossier is AcceptedDossier => dossier.acceptedAt !== null

/** States in which nothing more is done to a dossier. */
export const ENDED: readonly DossierState[] = ['NOT_ACCEPTED', 'STOPPED', 'RETURNED']

/** The clock as it stands at a moment: set at reception, it runs only from `clockStartsAt`. */
export const clockAt = (
  { clock, clockStartsAt }: Pick<Dossier, 'clock' | 'clockStartsAt'>,
  now: Instant,
): Clock => (clock === 'RUNNING' && clockStartsAt !== null && now < clockStartsAt ? 'NOT_STARTED' : clock)

/** What a dossier's deadline rests on. */
export const deadlineBasis = (
  { acceptedAt, originalDueAt, deadline: { term, phases, rule, onlyPrinted } }: AcceptedDossier,
  acceptedUnder: WorkingCalendar,
): DeadlineBasis => ({
  acceptedAt,
  term,
  phases,
  rule,
  acceptedUnder,
  printedDueAt: originalDueAt,
  ...(onlyPrinted ? { onlyPrinted } : {}),
})

/** What happened to its term since. */
export const deadlineHistory = ({
  pauses,
  termChanges,
  phasesBegun,
}: Pick<Dossier, 'pauses' | 'termChanges' | 'phasesBegun'>): DeadlineHistory => ({
  pauses,
  termChanges,
  phasesBegun,
  extensions: [],
})

/** The wait that a task rests for; undefined when it can be done. */
export const waitOf = (dossier: Pick<Dossier, 'waits'>, task: Pick<Task, 'id'>): Wait | undefined =>
  dossier.waits.find(({ taskId }) => taskId === task.id)
