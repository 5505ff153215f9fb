import { type Static, Type } from 'typebox'
import { ApplicantName, PaperSpecView, PlaceName } from '#catalogue/index.ts'
import { ExplanationPartView } from '#deadlines/index.ts'
import { Bilingual, Body, Day, Maybe, Moment, OneOf, Uuid, Words } from '#platform/http/reply.ts'
import { ReceptionAsk, STEP_KINDS, StepView } from '#routing/index.ts'
import { FilesView } from './file-wire.ts'
import { MOST_LOAD } from './rules/load.ts'

/** What dossiers look like on the wire: the single declaration, for validation, answers and the published contract. */

export const Channel = OneOf('COUNTER', 'ONLINE', 'POST')
export const State = OneOf(
  'SUBMITTED',
  'NEEDS_COMPLETION',
  'NOT_ACCEPTED',
  'ACCEPTED',
  'PROCESSING',
  'CONSULTING',
  'AWAITING_EXTERNAL',
  'SUPPLEMENT',
  'AWAITING_PAYMENT',
  'AWAITING_APPROVAL',
  'APPROVED',
  'WITHDRAWAL_REQUESTED',
  'CORRECTING',
  'STOPPED',
  'RESOLVED',
  'RETURNED',
)
export const Action = OneOf(
  'accept',
  'askToComplete',
  'complete',
  'refuse',
  'correctReception',
  'handOver',
  'confirmHandOver',
  'refuseHandOver',
  'takeBackHandOver',
  'assign',
  'completeStep',
  'sendBack',
  'askOpinions',
  'consult',
  'giveOpinion',
  'closeConsultation',
  'askOutside',
  'noteOutsideAnswer',
  'askSupplement',
  'noteSupplement',
  'notifyObligation',
  'noteObligationMet',
  'changeTerm',
  'concludePart',
  'endPart',
  'gatherResults',
  'submitDraft',
  'approve',
  'issue',
  'return',
  'correctResult',
  'requestWithdrawal',
  'grantWithdrawal',
  'refuseWithdrawal',
  'stop',
)
export const TimelinessName = OneOf('EARLY', 'ON_TIME', 'OVERDUE', 'NO_TERM')
const ClockName = OneOf('NOT_STARTED', 'RUNNING', 'PAUSED', 'STOPPED')
export const TASK_KINDS = [...STEP_KINDS, 'ACCEPT', 'CONFIRM_HAND_OVER', 'DECIDE_WITHDRAWAL'] as const
const TaskKindName = OneOf(...TASK_KINDS)
const EventName = OneOf(
  'Submitted',
  'CompletionAsked',
  'CompletionReceived',
  'NotAccepted',
  'Accepted',
  'Received',
  'TakenOver',
  'ReceptionCorrected',
  'HandedOver',
  'HandOverConfirmed',
  'HandOverRefused',
  'HandOverTakenBack',
  'TaskAssigned',
  'StepDone',
  'SentBack',
  'OpinionsAsked',
  'OpinionGiven',
  'OpinionsGathered',
  'ConsultationClosed',
  'OutsideAsked',
  'OutsideAnswered',
  'SupplementAsked',
  'SupplementReceived',
  'SupplementLapsed',
  'ObligationNotified',
  'ObligationMet',
  'TermChanged',
  'PartConcluded',
  'PartEnded',
  'ResultsGathered',
  'DraftSubmitted',
  'DraftApproved',
  'ResultIssued',
  'ResultReturned',
  'CorrectionBegun',
  'CorrectionIssued',
  'WithdrawalRequested',
  'WithdrawalRefused',
  'Stopped',
  'CalendarFollowed',
)

export const PersonBody = Body({
  fullName: Words(200),
  citizenNumber: Type.Optional(
    Type.String({
      maxLength: 40,
      description: '12 digits, or 9 of an old CMND; spaces and dots are taken out',
    }),
  ),
  birthDate: Type.Optional(Day),
  phone: Type.Optional(Type.String({ maxLength: 40 })),
  email: Type.Optional(Type.String({ maxLength: 200 })),
  address: Type.Optional(Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$' })),
})

const Papers = Type.Array(
  Body({
    paperId: Type.String({ maxLength: 100 }),
    originals: Type.Integer({ minimum: 0, maximum: 99 }),
    copies: Type.Integer({ minimum: 0, maximum: 99 }),
  }),
  { maxItems: 100 },
)
const Sets = Type.Integer({ minimum: 1, maximum: 20 })
const Applying = { place: Type.Optional(PlaceName), applicant: Type.Optional(ApplicantName) }
const ReplyBy = Type.Optional(
  Type.String({ maxLength: 40, description: 'by when it is to come: RFC 3339 with offset' }),
)
const OfTask = {
  taskId: Type.Optional({
    ...Uuid,
    description: 'the open task that is meant; may be left out where only one of mine fits',
  }),
}
const Code = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$' })

const filed = {
  procedure: Type.String({ maxLength: 200, description: 'slug of a procedure in force' }),
  caseId: Type.String({ maxLength: 100 }),
  sets: Sets,
  papers: Papers,
  owner: PersonBody,
  submitter: Type.Optional(PersonBody),
  subject: Type.Optional(PersonBody),
}
export const ReceptionBody = Body({ ...filed, channel: OneOf('COUNTER', 'POST'), ...Applying })
export const FilingBody = Body({ ...filed, channel: Channel })

export const AcceptanceBody = Body({ papers: Papers, sets: Sets, ...Applying })
const { fullName, citizenNumber, birthDate, phone, email, address } = PersonBody.properties
const PersonCorrection = Body({
  fullName: Type.Optional(fullName),
  citizenNumber: Type.Optional(Maybe(citizenNumber)),
  birthDate: Type.Optional(Maybe(birthDate)),
  phone: Type.Optional(Maybe(phone)),
  email: Type.Optional(Maybe(email)),
  address: Type.Optional(Maybe(address)),
})
export const CorrectionBody = Body({
  reason: Words(2000),
  papers: Type.Optional(Papers),
  sets: Type.Optional(Sets),
  owner: Type.Optional(PersonCorrection),
  submitter: Type.Optional(PersonCorrection),
  subject: Type.Optional(PersonCorrection),
  ...Applying,
})
const asksForPapers = {
  items: Type.Array(Words(1000), {
    minItems: 1,
    maxItems: 40,
    description: 'what is missing or wrong, each with what to do',
  }),
  reason: Words(2000),
  legalBasis: Type.Optional(Words(500)),
  replyBy: ReplyBy,
}
export const CompletionRequestBody = Body(asksForPapers)
export const SupplementRequestBody = Body({ ...OfTask, ...asksForPapers })
export const CompletionBody = Body({ papers: Papers, note: Type.Optional(Words(2000)) })
export const SupplementBody = Body({ ...OfTask, ...CompletionBody.properties })
export const RefusalBody = Body({
  reason: Words(2000),
  legalBasis: Type.Optional(Words(500)),
  whereToTurn: Type.Optional(Words(1000)),
  papersHandedBack: Type.Boolean(),
})
export const ReasonBody = Body({ reason: Words(2000) })
export const ClosureBody = Body({ ...OfTask, ...ReasonBody.properties })
export const TaskBody = Body(OfTask)
export const AssignmentBody = Body({
  taskId: Uuid,
  officerId: Maybe(Uuid, { description: 'whoever is to do it; null gives it back to everybody of the post' }),
})
const FactsBody = Type.Record(
  Type.String({ maxLength: 60, pattern: '^[A-Za-z][A-Za-z0-9-]*$' }),
  Type.String({ maxLength: 60 }),
  {
    description: 'answers to what the process asks in this step',
    maxProperties: 20,
  },
)
export const StepBody = Body({
  ...OfTask,
  facts: Type.Optional(FactsBody),
  note: Type.Optional(Words(2000)),
})
export const ConsultationBody = Body({
  ...OfTask,
  units: Type.Array(Uuid, { minItems: 1, maxItems: 20, description: 'ids of the units that are asked' }),
  question: Words(4000),
  join: OneOf('ALL', 'ANY', 'LEAD'),
  replyBy: ReplyBy,
})
export const OutsideRequestBody = Body({
  ...OfTask,
  system: Words(200),
  reference: Type.Optional(Code(200)),
  note: Type.Optional(Words(2000)),
  replyBy: ReplyBy,
})
export const OutsideAnswerBody = Body({
  ...OfTask,
  answer: OneOf('ANSWERED', 'UNANSWERED'),
  note: Type.Optional(Words(2000)),
})
export const ObligationBody = Body({ ...OfTask, noticeNumber: Words(60), replyBy: ReplyBy })
export const SettlementBody = Body({
  ...OfTask,
  evidence: OneOf('RECEIPT', 'TREASURY', 'TAX_CONFIRMATION', 'EXEMPTION'),
})
export const TermChangeBody = Body({ option: Type.String({ maxLength: 100 }), reason: Words(2000) })
export const PartBody = Body({
  taskId: Uuid,
  outcome: OneOf('GRANTED', 'REFUSED_ON_MERITS'),
  externalCode: Type.Optional(Code(100)),
  reason: Type.Optional(Words(2000)),
})
export const PartEndBody = Body({ taskId: Uuid, reason: Words(2000) })
export const EndingBody = Body({
  reason: Words(2000),
  legalBasis: Type.Optional(Words(500)),
  fees: OneOf('NONE', 'REFUND', 'NO_REFUND', 'NOT_STATED'),
  papersHandedBack: Type.Boolean(),
})

export const OpinionRequestBody = Body({
  ...OfTask,
  question: Type.Optional(Words(4000)),
  facts: Type.Optional(FactsBody),
})
export const OpinionBody = Body({
  taskId: Uuid,
  verdict: OneOf('AGREED', 'OBJECTED'),
  text: Type.Optional(Words(4000)),
})
const DraftOutcome = OneOf('GRANTED', 'REFUSED_ON_MERITS')
const PartOutcomeName = OneOf('GRANTED', 'REFUSED_ON_MERITS', 'UNANSWERED')
const OutcomeName = OneOf('GRANTED', 'REFUSED_ON_MERITS', 'PARTLY_GRANTED')
export const DraftBody = Body({
  ...OfTask,
  outcome: DraftOutcome,
  title: Words(300),
  paragraphs: Type.Array(Words(4000), { minItems: 1, maxItems: 40 }),
})
export const SendBackBody = Body({
  ...OfTask,
  reason: Words(2000),
  toNode: Type.Optional(Type.String({ maxLength: 100 })),
})
export const ApprovalBody = Body({
  ...OfTask,
  documentId: Uuid,
  fileSha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'hash of the file that was read' }),
})
export const IssuanceBody = Body({
  ...OfTask,
  number: Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'số, or số and ký hiệu: 125, 125/QĐ-UBND; given once a year by an authority',
  }),
})
const Receiver = OneOf('OWNER', 'REPRESENTATIVE')
const ProofName = OneOf('ID_CARD', 'AUTHORISATION', 'KNOWN_PERSON')
export const ReturnBody = Body({
  receiver: Receiver,
  proof: ProofName,
  representative: Type.Optional(PersonBody),
})
export const Nothing = Body({})

/** What every act answers: what it did and where the dossier stands now. */
export const ActView = Type.Object({
  id: Uuid,
  code: Type.String(),
  state: State,
  version: Type.Integer(),
  dueAt: Maybe(Moment),
})

export const ReceptionView = Type.Object({
  ...ActView.properties,
  acceptedAt: Moment,
  clockStartsAt: Moment,
  receiptId: Uuid,
})

export const FilingView = Type.Object({
  ...ActView.properties,
  lookUpSecret: Type.String({ description: 'with the code it opens the look-up; given to whoever filed' }),
})

const PersonView = Type.Object({
  part: OneOf('OWNER', 'SUBMITTER', 'SUBJECT', 'RECEIVER'),
  fullName: Maybe(Type.String()),
  citizenNumberMasked: Maybe(Type.String()),
  birthDate: Maybe(Type.String()),
  phone: Maybe(Type.String()),
  email: Maybe(Type.String()),
  address: Maybe(Type.String()),
})

const TimeLeft = Type.Object({
  minutes: Type.Number({ description: 'working minutes; negative when overdue' }),
  days: Type.Number({
    description: 'full working days after today; on the due day, and when overdue, the minutes in such days',
  }),
  isOverdue: Type.Boolean(),
})

const TaskView = Type.Object({
  id: Uuid,
  node: Type.String(),
  kind: TaskKindName,
  name: Bilingual,
  unit: Type.String(),
  dueAt: Maybe(Moment, { description: 'null too while no time runs out for it' }),
  mine: Type.Boolean({ description: 'given to a post that the asking officer holds' }),
  takenBy: Maybe(Type.Object({ name: Type.String(), since: Moment }), {
    description: 'who alone may do it; null while anybody of the post may take it',
  }),
  isTakenByMe: Type.Boolean({ description: 'taken by the asking officer' }),
  onBehalfOf: Maybe(Type.String(), {
    description: 'whose post the asking officer would do it in, by name, where that was lent',
  }),
  ownDraftFor: Maybe(Type.String(), {
    description:
      'by name, whose post the asking officer would approve it in, but may not: they drafted it themselves',
  }),
  takers: Type.Array(
    Type.Object({
      id: Uuid,
      name: Type.String(),
      title: Type.String(),
      open: Type.Integer({
        description: `dossiers with an open task that is theirs alone, and those without a result that they hold; ${MOST_LOAD}: so many or more`,
      }),
    }),
    { description: 'to whom it can be given, who has least first; empty for who may not give it' },
  ),
  acts: Type.Array(Action, {
    description:
      'what the asking officer may do with it now; an act that several tasks offer is sent with its taskId',
  }),
  earlierSteps: Type.Array(Type.Object({ id: Type.String(), name: Bilingual }), {
    description: 'where it may be sent back to; empty for who may not',
  }),
  askedFrom: Type.Boolean({ description: 'asked beside the process, by work that rests for it' }),
  asks: Type.Array(
    Type.Object({
      fact: Type.String(),
      name: Bilingual,
      values: Type.Array(Type.Object({ id: Type.String(), name: Bilingual })),
    }),
    { description: 'what must be answered when it is done' },
  ),
})

const WAIT_KINDS = ['SUPPLEMENT', 'OBLIGATION', 'EXTERNAL', 'CONSULTATION'] as const

const Paused = Maybe(Type.Object({ since: Moment, waitsFor: OneOf(...WAIT_KINDS) }), {
  description:
    'since when and for what the term stands still; then its date is the old one, and is reckoned anew when it runs on',
})

const WaitView = Type.Object({
  kind: OneOf(...WAIT_KINDS),
  since: Moment,
  replyBy: Maybe(Moment),
  pauses: Type.Boolean({ description: 'the term stands still meanwhile' }),
})

const PartView = Type.Object({
  name: Bilingual,
  unit: Type.String(),
  outcome: Maybe(PartOutcomeName),
  externalCode: Maybe(Type.String()),
  concludedAt: Maybe(Moment),
  dueAt: Maybe(Moment),
})

const DocumentView = Type.Object({
  id: Uuid,
  form: OneOf('M01', 'M02', 'M03', 'M05', 'RESULT'),
  frozenAt: Moment,
  fileSha256: Maybe(Type.String()),
  standing: Maybe(OneOf('CURRENT_DRAFT', 'APPROVED', 'ISSUED', 'EARLIER', 'REPLACED'), {
    description:
      'what a drafted result is by now; of a receipt, that it was printed anew and holds no longer; else null',
  }),
})

const TimelineEntry = Type.Object({
  type: EventName,
  at: Moment,
  actor: Type.Object({
    kind: OneOf('OFFICER', 'CITIZEN', 'SYSTEM'),
    name: Type.String(),
    title: Type.String(),
    unit: Type.String(),
  }),
  onBehalfOf: Maybe(Type.String({ description: 'whose post it was done in, by name' })),
  unit: Maybe(Type.String({ description: 'the unit it went to, or that was asked' })),
  verdict: Maybe(OneOf('AGREED', 'OBJECTED')),
  text: Maybe(Type.String({ description: 'question, opinion or reason' })),
  question: Maybe(Type.String({ description: 'of an opinion, what it answers' })),
  number: Maybe(Type.String()),
  moved: Maybe(
    Type.Object({
      from: Moment,
      to: Moment,
      decision: Type.String({ description: 'the decision on the calendar that moved the due date' }),
    }),
  ),
})

const Titles = Type.Object({ title: Type.String(), titleEn: Maybe(Type.String()) })

export const DossierView = Type.Object({
  id: Uuid,
  code: Type.String(),
  version: Type.Integer(),
  state: State,
  nationalStatus: Type.Object(
    { code: Type.Integer({ minimum: 1, maximum: 10 }), name: Type.String() },
    { description: 'what the state is called on the national portal, whose words are coarser' },
  ),
  clock: ClockName,
  payment: OneOf('NOT_STATED', 'NONE_DUE', 'DUE', 'PAID', 'WAIVED', 'REFUND_DUE', 'REFUNDED'),
  delivery: OneOf('NONE', 'READY', 'HANDED_TO_POST', 'DELIVERED', 'RETURNED_BY_POST', 'UNCLAIMED'),
  channel: Channel,
  outcome: Maybe(OutcomeName),
  procedure: Type.Object({ slug: Type.String(), ...Titles.properties }),
  persons: Type.Array(PersonView),
  submittedAt: Moment,
  acceptedAt: Maybe(Moment),
  clockStartsAt: Maybe(Moment, { description: 'with the days off as they are known now' }),
  clockStartedAtFirst: Maybe(Moment, {
    description: 'from when it was to be counted when it was accepted, where that has changed',
  }),
  originalDueAt: Maybe(Moment),
  currentDueAt: Maybe(Moment),
  issuedAt: Maybe(Moment),
  returnedAt: Maybe(Moment),
  closedAt: Maybe(Moment, { description: 'when it was turned away or stopped' }),
  collected: Maybe(Type.Object({ receiver: Receiver, proof: ProofName }), {
    description: 'into whose hand the result was given, and what proved who they are',
  }),
  resultNumber: Maybe(Type.String()),
  timeliness: Maybe(TimelinessName),
  paused: Paused,
  workingTimeLeft: Maybe(TimeLeft, {
    description: 'while the term stands still, what was left when it stopped',
  }),
  explanation: Type.Array(ExplanationPartView, { description: 'why it is due then, day by day' }),
  holder: Maybe(Type.Object({ unit: Type.String(), officer: Maybe(Type.String()) })),
  earlierDraft: Maybe(
    Type.Object({
      outcome: OutcomeName,
      title: Type.String(),
      paragraphs: Type.Array(Type.String()),
    }),
    { description: 'what was drafted before and sent back, for who may draft now' },
  ),
  handedOverTo: Maybe(Type.String(), {
    description: 'the unit that has yet to confirm; until then the holder is who gave it away',
  }),
  receivingUnit: Type.String(),
  competentUnit: Type.String(),
  tasks: Type.Array(TaskView),
  waits: Type.Array(WaitView, { description: 'what is waited for, and since when' }),
  askedFor: Maybe(
    Type.Object({
      at: Moment,
      items: Type.Array(Type.String()),
      reason: Type.String(),
      brought: Maybe(Type.Object({ at: Moment, isByCitizen: Type.Boolean(), words: Maybe(Type.String()) }), {
        description: 'that the citizen said it was sent, or a counter took it, and nobody has acted since',
      }),
    }),
    {
      description:
        'what the citizen was last asked to bring, as long as it may still be brought and until somebody acts on what was',
    },
  ),
  parts: Type.Array(PartView, { description: 'of linked procedures, the part of each agency' }),
  units: Type.Array(Type.Object({ id: Uuid, name: Type.String() }), {
    description: 'units that may be asked for an opinion; empty for who may not ask',
  }),
  termChanges: Type.Array(Type.Object({ id: Type.String(), name: Bilingual, basis: Type.String() }), {
    description: 'terms that the procedure lets its own be changed to',
  }),
  steps: Type.Array(
    Type.Object({
      ...StepView.properties,
      status: OneOf('DONE', 'ACTIVE', 'AHEAD', 'LEFT_OUT', 'STOPPED'),
    }),
  ),
  caseId: Type.String(),
  caseName: Bilingual,
  sets: Type.Integer({ description: 'how many sets were brought' }),
  listed: Type.Object(
    {
      sets: Maybe(Type.Integer(), { description: 'null where the source names no number' }),
      papers: Type.Array(PaperSpecView),
    },
    { description: 'what its case asks for, in the version of the procedure that holds for it' },
  ),
  asks: Type.Array(ReceptionAsk, {
    description: 'what accepting it asks, and correcting its reception may put right',
  }),
  answerWithinHours: Type.Integer({
    description: 'working hours within which what was filed, or completed, is answered',
  }),
  papers: Type.Array(
    Type.Object({
      paperId: Type.String(),
      name: Type.String(),
      originals: Type.Integer(),
      copies: Type.Integer(),
    }),
  ),
  documents: Type.Array(DocumentView),
  documentsKept: Type.Integer({
    description: 'how many more there are, which the asking officer may not open',
  }),
  files: FilesView,
  timeline: Type.Array(TimelineEntry),
  allowedActions: Type.Array(Action),
  nextNumber: Maybe(Type.String(), {
    description:
      'for who may issue it, the number after the largest that results with its symbol have had here this year; null where none had one',
  }),
  nextAction: Maybe(Action),
})

export const DossierListItem = Type.Object({
  id: Uuid,
  code: Type.String(),
  state: State,
  procedure: Titles,
  ownerName: Maybe(Type.String()),
  submittedAt: Moment,
  acceptedAt: Maybe(Moment),
  currentDueAt: Maybe(Moment),
  paused: Paused,
  workingTimeLeft: Maybe(TimeLeft, { description: 'null while the term stands still' }),
  timeliness: Maybe(TimelinessName),
  holderUnit: Maybe(Type.String()),
})

export const DossierList = Type.Object({
  items: Type.Array(DossierListItem),
  nextCursor: Maybe(Type.String()),
})

export const InboxItem = Type.Object({
  taskId: Uuid,
  dossierId: Uuid,
  code: Type.String(),
  kind: TaskKindName,
  stepName: Bilingual,
  procedure: Titles,
  ownerName: Maybe(Type.String()),
  newFiles: Type.Integer({
    minimum: 0,
    description: 'files that the citizen sent and nobody of the authority has opened',
  }),
  openedAt: Moment,
  dueAt: Maybe(Moment),
  dossierDueAt: Maybe(Moment),
  issuedAt: Maybe(Moment, { description: 'since when there is a result' }),
  paused: Paused,
  workingTimeLeft: Maybe(TimeLeft, {
    description:
      'null while no time runs out: the term stands still, the citizen is to complete what was filed, the result is there',
  }),
  rests: Maybe(
    Type.Object({
      since: Moment,
      waitsFor: OneOf(...WAIT_KINDS, 'WITHDRAWAL', 'HAND_OVER'),
      units: Type.Array(Type.String(), { description: 'whose opinions are still to come' }),
    }),
    { description: 'what has to come from somebody else first; null where it can be done now' },
  ),
  asked: Type.Boolean({
    description: 'the task is that of whoever was asked for an opinion by the process; my post waits for it',
  }),
  cameBack: Maybe(Type.Object({ at: Moment, by: Type.String() }), {
    description: 'the unit that it was handed over to refused it',
  }),
  onBehalfOf: Maybe(Type.String(), { description: 'whose post it is, by name, where that was lent to me' }),
})

const InboxView = OneOf('TO_DO', 'CAME_BACK', 'TO_RETURN', 'WAITING')

export const InboxQuery = Type.Object(
  {
    view: Type.Optional({
      ...InboxView,
      description:
        'what can be done now but for returning; of that, what a receiving unit refused; results that wait for the citizen; what rests until somebody else has acted. Left out: all',
    }),
    kind: Type.Optional(TaskKindName),
    cursor: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
)

export const Inbox = Type.Object({
  items: Type.Array(InboxItem),
  totals: Type.Object(
    {
      TO_DO: Type.Integer(),
      CAME_BACK: Type.Integer(),
      TO_RETURN: Type.Integer(),
      WAITING: Type.Integer(),
    },
    { description: 'how many rows each view has' },
  ),
  kinds: Type.Array(Type.Object({ kind: TaskKindName, open: Type.Integer() }), {
    description: 'of which kinds the work is that can be done now',
  }),
  nextCursor: Maybe(Type.String()),
  refreshedAt: Moment,
})

const Why = Maybe(Type.String(), {
  description:
    'in the words of the office, which may tell of people: only for who gave the number of the owner or the submitter too',
})

/** What somebody with the receipt in hand may see: where it is, when it is due, no name in full. */
export const TrackingView = Type.Object({
  code: Type.String(),
  state: State,
  clock: ClockName,
  procedure: Titles,
  ownerMasked: Maybe(Type.String()),
  submittedAt: Moment,
  acceptedAt: Maybe(Moment),
  clockStartsAt: Maybe(Moment),
  dueAt: Maybe(Moment),
  printedDueAt: Maybe(Moment, {
    description: 'what the receipt says, which days off decided since may have moved',
  }),
  movedBy: Type.Array(Type.String(), {
    description: 'the decisions that moved it, by number and title; empty while the receipt holds',
  }),
  explanation: Type.Array(ExplanationPartView, {
    description: 'how the date came about, day by day, where it is not that of the receipt; else empty',
  }),
  issuedAt: Maybe(Moment),
  returnedAt: Maybe(Moment),
  closedAt: Maybe(Moment),
  timeliness: Maybe(TimelinessName),
  workingTimeLeft: Maybe(TimeLeft),
  holderUnit: Maybe(Type.String()),
  waitsForYou: Type.Array(
    Type.Object({
      taskId: Maybe(Uuid, {
        description: 'the work that rests for it: named when one of several is brought',
      }),
      kind: OneOf('SUPPLEMENT', 'OBLIGATION'),
      since: Moment,
      replyBy: Maybe(Moment),
      papers: Type.Array(Type.String(), {
        description:
          'what is to be brought, as the slip (M02) says it, without names and numbers of people; empty of money, and once the slip was erased',
      }),
      reason: Why,
    }),
    { description: 'what the citizen is asked for, soonest first' },
  ),
  brought: Maybe(
    Type.Object({
      at: Moment,
      note: Maybe(Type.String(), {
        description: 'their own words, without names and numbers of people; null where there were none',
      }),
      files: Type.Array(Type.String(), { description: 'the names of the files they sent with it' }),
    }),
    {
      description:
        'what the citizen last said was brought; null where an officer noted it, and once there is a result or an end',
    },
  ),
  outcome: Maybe(
    OneOf(
      'GRANTED',
      'REFUSED_ON_MERITS',
      'PARTLY_GRANTED',
      'NOT_ACCEPTED',
      'NOT_COMPLETED',
      'WITHDRAWN',
      'STOPPED',
    ),
    {
      description:
        'how it ended: what the result says, or why there is none; null until then, and while a result is being put right',
    },
  ),
  correctedAt: Maybe(Moment, {
    description: 'when the result that is there now took the place of a wrong one',
  }),
  ending: Maybe(
    Type.Object({
      reason: Why,
      legalBasis: Maybe(Type.String()),
      whereToTurn: Maybe(Type.String()),
      fees: Maybe(OneOf('NONE', 'REFUND', 'NO_REFUND', 'NOT_STATED')),
      papersHandedBack: Type.Boolean(),
    }),
    {
      description:
        'what the refusal (M03) or the notice (M05) says, without names and numbers of people; null of what goes on or has a result',
    },
  ),
  withdrawalRefused: Maybe(Type.Object({ at: Moment, reason: Why }), {
    description: 'that the last wish to withdraw was refused; null once there is a result, or an end',
  }),
  parts: Type.Array(
    Type.Object({
      name: Bilingual,
      unit: Type.String(),
      outcome: Maybe(PartOutcomeName),
      concludedAt: Maybe(Moment),
      reason: Why,
    }),
    {
      description:
        'of linked procedures, once an agency has concluded its part: each part, and what it came to',
    },
  ),
  reasons: OneOf('NONE', 'TOLD', 'ASK_NUMBER', 'AT_COUNTER'),
  collectAt: Type.Object({
    name: Type.String(),
    address: Maybe(Type.String()),
    hotline: Maybe(Type.String()),
  }),
  timeline: Type.Array(
    Type.Object({
      type: EventName,
      at: Moment,
      unit: Maybe(Type.String(), {
        description: 'the units it went to; of an opinion, the one that gave it',
      }),
    }),
  ),
})

const HowTold = OneOf('PHONE', 'IN_PERSON', 'MESSAGE', 'LETTER')

/** Somebody whose date moved, and whether they have been told. */
const DateNotice = Type.Object({
  dossierId: Uuid,
  code: Type.String(),
  procedure: Titles,
  ownerName: Maybe(Type.String()),
  wasDueAt: Moment,
  dueAt: Moment,
  decision: Type.String({ description: 'the decision on the calendar that moved it' }),
  told: Maybe(Type.Object({ at: Moment, by: Type.String(), how: HowTold, mayBeTakenBack: Type.Boolean() }), {
    description: 'who told them, when and how; null while nobody has',
  }),
})

export const DateNoticesQuery = Type.Object(
  {
    state: Type.Optional(OneOf('OWED', 'TOLD')),
    cursor: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
)

export const DateNotices = Type.Object({
  items: Type.Array(DateNotice),
  isBeingMade: Type.Boolean({
    description: 'due dates still follow a decision: others may come onto the list within a minute or two',
  }),
  mayTell: Type.Boolean({ description: 'whether I may note that somebody was told, and take it back' }),
  nextCursor: Maybe(Type.String()),
})

export const TellingBody = Body({
  dueAt: Type.String({ maxLength: 40, description: 'the date they were told: RFC 3339 with offset' }),
  how: HowTold,
})

export const TakenBackQuery = Type.Object(
  { dueAt: Type.String({ maxLength: 40, description: 'the date they were said to have been told' }) },
  { additionalProperties: false },
)

export const DossierParams = Type.Object({ id: Uuid })
export const DocumentParams = Type.Object({ id: Uuid, documentId: Uuid })

export type ReceptionInput = Static<typeof ReceptionBody>
export type FilingInput = Static<typeof FilingBody>
export type FilingResult = Static<typeof FilingView>
export type AcceptanceInput = Static<typeof AcceptanceBody>
export type CorrectionInput = Static<typeof CorrectionBody>
export type SupplementRequestInput = Static<typeof SupplementRequestBody>
export type SupplementInput = Static<typeof SupplementBody>
export type RefusalInput = Static<typeof RefusalBody>
export type AssignmentInput = Static<typeof AssignmentBody>
export type StepInput = Static<typeof StepBody>
export type ConsultationInput = Static<typeof ConsultationBody>
export type OutsideRequestInput = Static<typeof OutsideRequestBody>
export type OutsideAnswerInput = Static<typeof OutsideAnswerBody>
export type ObligationInput = Static<typeof ObligationBody>
export type PartInput = Static<typeof PartBody>
export type OpinionRequestInput = Static<typeof OpinionRequestBody>
export type SettlementInput = Static<typeof SettlementBody>
export type SendBackInput = Static<typeof SendBackBody>
export type ApprovalInput = Static<typeof ApprovalBody>
export type EndingInput = Static<typeof EndingBody>
export type DraftInput = Static<typeof DraftBody>
export type ReturnInput = Static<typeof ReturnBody>
export type ActResult = Static<typeof ActView>
export type ReceptionResult = Static<typeof ReceptionView>
export type DossierPage = Static<typeof DossierView>
export type TrackingPage = Static<typeof TrackingView>
export type InboxPage = Static<typeof Inbox>
export type InboxAsked = Static<typeof InboxQuery>
export type DossierListPage = Static<typeof DossierList>
export type DateNoticePage = Static<typeof DateNotices>
export type DateNoticesAsked = Static<typeof DateNoticesQuery>
export type TellingInput = Static<typeof TellingBody>
