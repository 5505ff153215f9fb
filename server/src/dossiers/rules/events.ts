import type { Channel } from '#catalogue/rules/procedure.ts'
import type { PresentedPaper } from '#common/papers.ts'
import type { Proof, Receiver } from '#common/proof.ts'
import type { Instant } from '#common/time.ts'
import type { PauseReason } from '#deadlines/rules/pause-reasons.ts'
import type { Applicability, DeadlineRule, Phase, Term } from '#deadlines/rules/term.ts'
import type { Timeliness } from '#deadlines/rules/timeliness.ts'
import type { Facts } from '#routing/rules/step-table.ts'
import type { Tokens } from '#routing/rules/tokens.ts'
import type { ClosedTask, Holder, Outcome, Payment, Task, Wait } from './dossier.ts'

/**
 * Every fact that can happen to a dossier, by name. A type is never redefined: a new meaning is a new version, and what
 * was added since its first release is optional. Events hold ids and facts, never a name, a number or free text.
 */
export interface EventData {
  // ---- Before it is accepted
  Submitted: Movement & Submitted
  CompletionAsked: Movement & Notice & { ordinal: number }
  CompletionReceived: Movement & Brought
  NotAccepted: Movement &
    Notice & {
      /** Turned away, or what was asked for did not come in time. */
      cause: 'REFUSED' | 'NOT_COMPLETED'
      papersHandedBack: boolean
    }
  Accepted: Movement &
    Acceptance & { papers: readonly PresentedPaper[]; sets: number; assistedAtPointId: string }
  Received: Movement & Received
  /** What was written down wrongly at reception, put right; the receipt with the right words takes the place of the first. */
  ReceptionCorrected: Movement & {
    reasonId: string
    receiptId: string
    papers?: readonly PresentedPaper[]
    sets?: number
    /** Who is named now and was not; a person whose words have a new version keeps the id. */
    submitterId?: string
    subjectId?: string | null
    termBy?: TermChosen
  }

  /** Another software kept it until now; what was known of it there, and where it goes on here. */
  TakenOver: Movement & TakenOver

  // ---- From hand to hand
  HandedOver: Movement & { toUnitId: string }
  HandOverConfirmed: Movement & { fromUnitId: string }
  HandOverRefused: Movement & { byUnitId: string; reasonId: string }
  HandOverTakenBack: Movement
  TaskAssigned: Movement & { taskId: string; officerId: string | null }
  StepDone: Movement & { node: string; facts: Facts; noteId: string | null }
  SentBack: Movement & { toNode: string; reasonId: string }

  // ---- What is asked of others
  OpinionsAsked: Movement & { questionId: string | null; facts?: Facts }
  OpinionGiven: Movement & { taskId: string; verdict: 'AGREED' | 'OBJECTED'; opinionId: string | null }
  OpinionsGathered: Movement
  /** The lead went on without those who had not answered: `closes` names their tasks. */
  ConsultationClosed: Movement & { reasonId: string }
  OutsideAsked: Movement & { systemId: string; referenceId: string | null; noteId: string | null }
  OutsideAnswered: Movement & { answer: 'ANSWERED' | 'UNANSWERED'; noteId: string | null }
  SupplementAsked: Movement & Notice & { ordinal: number }
  SupplementReceived: Movement & Brought
  /** What was asked for did not come in time: it is for the office to act again, and its clock runs. */
  SupplementLapsed: Movement
  ObligationNotified: Movement & { noticeNumberId: string }
  ObligationMet: Movement & { evidence: ObligationEvidence }
  TermChanged: Movement & { optionId: string; to: Term; basis: string; reasonId: string }

  // ---- Linked procedures
  PartConcluded: Movement & {
    node: string
    outcome: 'GRANTED' | 'REFUSED_ON_MERITS'
    externalCodeId: string | null
    noteId: string | null
  }
  /** The lead ended the part of an agency that never concluded it. */
  PartEnded: Movement & { taskId: string; node: string; unitId: string; reasonId: string }
  ResultsGathered: Movement & Judged & { outcome: Outcome }

  // ---- The result
  DraftSubmitted: Movement & { draftId: string; frozenSha256: string; outcome: Outcome }
  DraftApproved: Movement & { draftId: string; fileSha256: string; evidence: 'RECORDED_APPROVAL' }
  /** `judgedBy` is absent in the first release's events, which judged by the date in the row. */
  ResultIssued: Movement & Omit<Judged, 'judgedBy'> & Partial<Judged> & { number: string; resultId: string }
  ResultReturned: Movement & {
    receiverId: string
    receiver: Receiver
    /** What was shown to prove who collects; a kind, never the number. */
    proof: Proof
    channel: Channel
  }
  CorrectionBegun: Movement & { reasonId: string }
  /** A new version of the result, in place of the one before it. The first is what the work is judged by. */
  CorrectionIssued: Movement & { number: string; resultId: string; replaces: string }

  // ---- Its end without a result
  WithdrawalRequested: Movement & { reasonId: string }
  WithdrawalRefused: Movement & { reasonId: string }
  Stopped: Movement &
    Notice & {
      cause: 'WITHDRAWN' | 'STOPPED'
      fees: FeesOnStopping
      papersHandedBack: boolean
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
    taskDues: readonly TaskDue[]
  }
}

/** What an act does to the work of others; every event carries it. */
export interface Movement {
  tokens: Tokens
  closes: readonly ClosedTask[]
  opens: readonly Task[]
  holder: Holder | null
  /** What is waited for from now on, and whether the term stands still meanwhile. */
  begins?: readonly WaitBegun[]
  /** The wait that is over, by id, and its pause with it. */
  ends?: string
  /** The phase of the term that begins with the step that was entered. */
  phaseId?: string
  /** What is due now, where the event moved it. */
  due?: Due
}

export interface WaitBegun {
  wait: Wait
  /** Null: the term runs on. */
  pause: { reason: PauseReason; basis: string } | null
}

/** The due date after an event, those of the open tasks that moved with it, and the calendar they were reckoned by. */
export interface Due {
  dueAt: Instant | null
  taskDues: readonly TaskDue[]
  calendarId: string
  calendarVersion: number
}
export interface TaskDue {
  taskId: string
  dueAt: Instant
}

/** What a citizen brought after. */
export interface Brought {
  papers: readonly PresentedPaper[]
  noteId: string | null
}

/** Who brings what, for whom. */
export interface Filing {
  caseId: string
  channel: Channel
  ownerId: string
  submitterId: string
  subjectId: string | null
  papers: readonly PresentedPaper[]
  sets: number
  receiptHash: string
}

export interface Submitted extends Filing {
  code: string
  authorityId: string
  /** As it was shown when it was filed; pinned when it is accepted. */
  procedureVersionId: string
  assistedAtPointId: string | null
  receivingUnitId: string
  competentUnitId: string
}

/** What is pinned when a dossier is accepted. */
export interface Acceptance extends TermChosen {
  procedureVersionId: string
  processVersionId: string
  rule: DeadlineRule
  calendarId: string
  calendarVersion: number
  acceptedAt: Instant
  clockStartsAt: Instant
  dueAt: Instant | null
  payment: Payment
  receiptId: string
}

export interface TermChosen {
  term: Term | null
  /** Absent in the first release's events, which knew terms of one stretch only. */
  phases?: readonly Phase[]
  /** Which of the procedure's special terms was chosen, by place or applicant; null or absent for the ordinary one. */
  specialTermId?: string | null
  /** Place and applicant, where the term or the process hangs on them. */
  facts?: Partial<Applicability>
}

/** A reception at a counter: filed and accepted in one act. */
export interface Received extends Filing, Acceptance {
  code: string
  authorityId: string
  assistedAtPointId: string
  receivingUnitId: string
  competentUnitId: string
}

/**
 * A dossier that another software kept. Its code and its promise are those on the receipt in the citizen's hand. What it
 * was judged by there is not believed: early, on time and late are reckoned here, from the dates.
 */
export interface TakenOver extends Omit<Filing, 'papers' | 'sets'> {
  code: string
  /** The software, as the office calls it. */
  source: string
  authorityId: string
  procedureVersionId: string
  /** Null: of a procedure that is not handled here; nothing goes on then, it is over. */
  processVersionId: string | null
  receivingUnitId: string
  competentUnitId: string
  submittedAt: Instant
  /** Null of one that was never accepted. */
  acceptance: {
    rule: DeadlineRule
    calendarId: string
    calendarVersion: number
    clockStartsAt: Instant
    /** As it was printed; null where no term was promised. */
    dueAt: Instant | null
  } | null
  facts?: Facts
  /** How often papers were asked for while it was handled. */
  supplementsAsked: number
  /** Where there was a result; its outcome null where the other software did not say. */
  result: {
    outcome: Outcome | null
    issuedAt: Instant
    returnedAt: Instant | null
    timeliness: Timeliness
  } | null
  /** Why it ended without a result, and when. */
  cause: 'REFUSED' | 'WITHDRAWN' | 'STOPPED' | null
  closedAt: Instant | null
  /** What else was known of it: the number of its result, remarks. */
  noteId: string | null
}

/** A paper that goes with the act, and the reason that stands on it. */
export interface Notice {
  noticeId: string
  reasonId: string
}

/** Early, on time or late, by the date and the calendar that were known then. */
export interface Judged {
  timeliness: Timeliness
  judgedBy: { dueAt: Instant | null; calendarId: string; calendarVersion: number }
}

export type FeesOnStopping = 'NONE' | 'REFUND' | 'NO_REFUND' | 'NOT_STATED'
export type ObligationEvidence = 'RECEIPT' | 'TREASURY' | 'TAX_CONFIRMATION' | 'EXEMPTION'

export type EventType = keyof EventData

/** Who did it, when, for whom; the same for every event. */
export interface Envelope {
  at: Instant
  /** An officer's id, `citizen` or `system`. */
  actorId: string
  authorityId: string
  counterSessionId: string | null
  /** Whose post it was done in, and by which delegation or cover; absent where it was the actor's own. */
  onBehalfOf?: { officerId: string; delegationId: string }
}

/**
 * Types that have a second version: what an officer types of another system leads to a person there, and may be a name; it is
 * kept sealed since, and the event holds its id.
 */
const SECOND_VERSION = ['OutsideAsked', 'ObligationNotified', 'PartConcluded'] as const satisfies EventType[]

/** The version in which an event of a type is written. */
export const versionOf = (type: EventType): 1 | 2 => (SECOND_VERSION.some((one) => one === type) ? 2 : 1)

/** What the first version of those types holds in the open: read for ever, and written no more. */
export interface InTheOpen {
  system?: string
  reference?: string | null
  noticeNumber?: string
  externalCode?: string | null
}

export type EventOf<Type extends EventType> = { type: Type; v: 1 | 2; data: EventData[Type] } & Envelope

export type DossierEvent = { [Type in EventType]: EventOf<Type> }[EventType]
