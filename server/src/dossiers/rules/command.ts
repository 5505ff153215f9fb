import type { ProcedureVersion } from '#catalogue/rules/procedure.ts'
import type { PresentedPaper } from '#common/papers.ts'
import type { Proof, Receiver } from '#common/proof.ts'
import type { Instant } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/rules/calendar.ts'
import type { IntakeRule } from '#deadlines/rules/intake.ts'
import type { PauseRule } from '#deadlines/rules/pause-reasons.ts'
import type { Applicability, DeadlineRule } from '#deadlines/rules/term.ts'
import type { Post } from '#identity/rules/posts.ts'
import type { Role } from '#identity/rules/roles.ts'
import type { Facts, Join, Process } from '#routing/rules/step-table.ts'
import type { Outcome } from './dossier.ts'
import type { FeesOnStopping, Filing, Notice, ObligationEvidence } from './events.ts'

/** The open task that is meant: branches may have several that the same act could do. Null or left out: the only one. */
interface OfTask {
  taskId?: string | null
}

/** The same, of acts that are never done without saying to which. */
interface OfNamedTask {
  taskId: string
}

/** What is asked to be done. Ids are made by the caller; persons, texts and papers are already sealed under theirs. */
export type Command =
  // ---- Before it is accepted
  | ({ type: 'submit' } & Filing)
  | ({ type: 'receive'; receiptId: string } & Filing & Applying)
  | ({ type: 'accept'; receiptId: string; papers: readonly PresentedPaper[]; sets: number } & Applying)
  | { type: 'askToComplete'; noticeId: string; reasonId: string; replyBy: Instant | null }
  | { type: 'complete'; papers: readonly PresentedPaper[]; noteId: string | null }
  | { type: 'refuse'; noticeId: string; reasonId: string; papersHandedBack: boolean }
  /**
   * Nobody brought what was asked for: said by the house, when the day has passed. With its notice before the dossier is
   * accepted; afterwards the term runs on, and nobody is told.
   */
  | { type: 'lapse'; waitId: string; notice: Notice | null }
  | {
      type: 'correctReception'
      reasonId: string
      receiptId: string
      papers?: readonly PresentedPaper[]
      sets?: number
      submitterId?: string
      subjectId?: string | null
      applicability?: Partial<Applicability>
    }
  // ---- From hand to hand
  | { type: 'handOver' }
  | { type: 'confirmHandOver' }
  | { type: 'refuseHandOver'; reasonId: string }
  | { type: 'takeBackHandOver' }
  /** `holdsPost`: whether whoever is to do it holds the post of the task, also by delegation, or is on leave from it. */
  | ({ type: 'assign'; officerId: string | null; holdsPost: boolean } & OfNamedTask)
  | ({ type: 'completeStep'; facts: Facts; noteId: string | null } & OfTask)
  | ({ type: 'sendBack'; toNode: string | null; reasonId: string } & OfTask)
  // ---- What is asked of others
  | ({ type: 'askOpinions'; questionId: string | null; facts: Facts } & OfTask)
  | ({
      type: 'consult'
      unitIds: readonly string[]
      questionId: string
      join: Join
      replyBy: Instant | null
    } & OfTask)
  | ({ type: 'giveOpinion'; verdict: 'AGREED' | 'OBJECTED'; opinionId: string | null } & OfNamedTask)
  | ({ type: 'closeConsultation'; reasonId: string } & OfTask)
  | ({
      type: 'askOutside'
      systemId: string
      referenceId: string | null
      noteId: string | null
      replyBy: Instant | null
    } & OfTask)
  | ({ type: 'noteOutsideAnswer'; answer: 'ANSWERED' | 'UNANSWERED'; noteId: string | null } & OfTask)
  | ({ type: 'askSupplement'; noticeId: string; reasonId: string; replyBy: Instant | null } & OfTask)
  | ({ type: 'noteSupplement'; papers: readonly PresentedPaper[]; noteId: string | null } & OfTask)
  | ({ type: 'notifyObligation'; noticeNumberId: string; replyBy: Instant | null } & OfTask)
  | ({ type: 'noteObligationMet'; evidence: ObligationEvidence } & OfTask)
  | { type: 'changeTerm'; optionId: string; reasonId: string }
  // ---- Linked procedures
  | ({
      type: 'concludePart'
      outcome: 'GRANTED' | 'REFUSED_ON_MERITS'
      externalCodeId: string | null
      noteId: string | null
    } & OfNamedTask)
  /** The lead goes on without an agency that does not conclude its part. */
  | ({ type: 'endPart'; reasonId: string } & OfNamedTask)
  | ({ type: 'gatherResults' } & OfTask)
  // ---- The result
  | ({ type: 'submitDraft'; draftId: string; frozenSha256: string; outcome: Outcome } & OfTask)
  | ({ type: 'approve'; draftId: string; fileSha256: string; renderedSha256: string | null } & OfTask)
  | ({
      type: 'issue'
      number: string
      resultId: string
      /** Numbers that results of this dossier have had in the year in which this one is issued. */
      numbersUsed: readonly string[]
      /** That another result of the authority has the number, and which would be next; absent where none has. */
      numberTaken?: { next: string | null }
    } & OfTask)
  | { type: 'return'; receiverId: string; receiver: Receiver; proof: Proof }
  | { type: 'correctResult'; reasonId: string }
  // ---- Its end without a result
  /** With its notice before the dossier is accepted: then nobody is to decide. */
  | { type: 'requestWithdrawal'; reasonId: string; noticeId: string | null }
  | {
      type: 'grantWithdrawal'
      noticeId: string
      reasonId: string
      fees: FeesOnStopping
      papersHandedBack: boolean
    }
  | { type: 'refuseWithdrawal'; reasonId: string }
  | { type: 'stop'; noticeId: string; reasonId: string; fees: FeesOnStopping; papersHandedBack: boolean }

/** Where the matter lies and who applies, as far as it was said: some terms hang on it. */
interface Applying {
  applicability: Partial<Applicability>
}

export type CommandType = Command['type']
export type CommandOf<Type extends CommandType> = Extract<Command, { type: Type }>
/** Every command on a dossier that is already there. */
export type ActionType = Exclude<CommandType, 'receive' | 'submit'>
/** Acts on one of the tasks that are open; the others are about the dossier. */
export type ActOnTask = {
  [Type in ActionType]: 'taskId' extends keyof CommandOf<Type> ? Type : never
}[ActionType]

export interface Actor {
  /** The citizen acts with the secret of the receipt; the house by itself, when a day has passed. */
  kind: 'OFFICER' | 'CITIZEN' | 'SYSTEM'
  id: string
  authorityId: string
  unitId: string
  /** Every post in which they may act on this procedure, their own first, then those that were lent. */
  posts: readonly ActingPost[]
  /** Open now, at a registered point; null in the rooms behind the counter. */
  counterSession: { id: string; centreId: string; pointId: string | null } | null
}

export type ActingPost = Pick<Post, 'unitId' | 'role' | 'onBehalfOf'>

/** Everything a decision depends on besides the dossier and the command. */
export interface Circumstances {
  now: Instant
  actor: Actor
  procedure: ProcedureVersion
  /** Null where the procedure is not handled here: then it can be turned away, and nothing else. */
  process: Process | null
  calendar: WorkingCalendar
  /** The rule in force on the day of acceptance; pinned with the dossier. */
  rule: DeadlineRule
  /** Which waits let the term stand still; the rule in force now. */
  pauseRule: PauseRule
  /** How long an office may take to accept, and how often it may ask; the rule in force now. */
  intakeRule: IntakeRule
  /** The unit that answers to a function, for the competent authority of this dossier. */
  unitFor: (fn: string) => UnitPlace
  /** A unit that may be asked, by its id; null when there is none. */
  unitById: (id: string) => UnitPlace | null
  /** An officer by the name that a step table calls them; null when nobody is called so. */
  officerNamed: (username: string) => string | null
  /** Whoever of a post has the fewest open tasks; null when nobody holds it. */
  leastLoaded: (unitId: string, role: Role) => string | null
  competentAuthorityId: string
  /** The centre that receives, or received, it. */
  receivingUnitId: string
  newId: () => string
}

export interface UnitPlace {
  unitId: string
  authorityId: string
}
