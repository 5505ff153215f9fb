import { type Static, Type } from 'typebox'
import { ApplicantName, PlaceName } from '#catalogue/index.ts'
import { ExplanationPartView } from '#deadlines/index.ts'
import { Bilingual, Body, Day, Maybe, Moment, OneOf, Uuid, Words } from '#platform/http/reply.ts'

/** What dossiers look like on the wire: the single declaration, for validation, answers and the published contract. */

export const Channel = OneOf('COUNTER', 'ONLINE', 'POST')
export const State = OneOf(
  'ACCEPTED',
  'PROCESSING',
  'CONSULTING',
  'AWAITING_APPROVAL',
  'APPROVED',
  'RESOLVED',
  'RETURNED',
)
export const Action = OneOf(
  'handOver',
  'confirmHandOver',
  'askOpinions',
  'giveOpinion',
  'submitDraft',
  'sendBack',
  'approve',
  'issue',
  'return',
)
export const TimelinessName = OneOf('EARLY', 'ON_TIME', 'OVERDUE', 'NO_TERM')
const ClockName = OneOf('NOT_STARTED', 'RUNNING', 'PAUSED', 'STOPPED')
const StepKindName = OneOf('RECEIVE', 'CHECK', 'CONSULT', 'APPRAISE', 'APPROVE', 'ISSUE', 'RETURN')
const TaskKindName = OneOf(
  'RECEIVE',
  'CHECK',
  'CONSULT',
  'APPRAISE',
  'APPROVE',
  'ISSUE',
  'RETURN',
  'CONFIRM_HAND_OVER',
)
const EventName = OneOf(
  'Received',
  'HandedOver',
  'HandOverConfirmed',
  'OpinionsAsked',
  'OpinionGiven',
  'OpinionsGathered',
  'DraftSubmitted',
  'SentBack',
  'DraftApproved',
  'ResultIssued',
  'ResultReturned',
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

export const ReceptionBody = Body({
  procedure: Type.String({ maxLength: 200, description: 'slug of a procedure in force' }),
  caseId: Type.String({ maxLength: 100 }),
  channel: OneOf('COUNTER', 'POST'),
  sets: Type.Integer({ minimum: 1, maximum: 20 }),
  papers: Type.Array(
    Body({
      paperId: Type.String({ maxLength: 100 }),
      originals: Type.Integer({ minimum: 0, maximum: 99 }),
      copies: Type.Integer({ minimum: 0, maximum: 99 }),
    }),
    { maxItems: 100 },
  ),
  place: Type.Optional(PlaceName),
  applicant: Type.Optional(ApplicantName),
  owner: PersonBody,
  submitter: Type.Optional(PersonBody),
})

export const OpinionRequestBody = Body({ question: Type.Optional(Words(4000)) })
export const OpinionBody = Body({
  taskId: Uuid,
  verdict: OneOf('AGREED', 'OBJECTED'),
  text: Type.Optional(Words(4000)),
})
const OutcomeName = OneOf('GRANTED', 'REFUSED_ON_MERITS')
export const DraftBody = Body({
  outcome: OutcomeName,
  title: Words(300),
  paragraphs: Type.Array(Words(4000), { minItems: 1, maxItems: 40 }),
})
export const SendBackBody = Body({
  reason: Words(2000),
  toNode: Type.Optional(Type.String({ maxLength: 100 })),
})
export const ApprovalBody = Body({
  documentId: Uuid,
  fileSha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'hash of the file that was read' }),
})
export const IssuanceBody = Body({
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
  dueAt: Maybe(Moment),
  mine: Type.Boolean({ description: 'given to a post that the asking officer holds' }),
})

const DocumentView = Type.Object({
  id: Uuid,
  form: OneOf('M01', 'RESULT'),
  frozenAt: Moment,
  fileSha256: Maybe(Type.String()),
  standing: Maybe(OneOf('CURRENT_DRAFT', 'APPROVED', 'ISSUED', 'EARLIER'), {
    description: 'what a drafted result is by now; null for a receipt',
  }),
})

const TimelineEntry = Type.Object({
  type: EventName,
  at: Moment,
  actor: Type.Object({ name: Type.String(), title: Type.String(), unit: Type.String() }),
  unit: Maybe(Type.String({ description: 'the unit it went to, or that was asked' })),
  verdict: Maybe(OneOf('AGREED', 'OBJECTED')),
  text: Maybe(Type.String({ description: 'question, opinion or reason' })),
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
  clock: ClockName,
  payment: OneOf('NOT_STATED', 'NONE_DUE', 'DUE', 'PAID', 'WAIVED', 'REFUND_DUE', 'REFUNDED'),
  delivery: OneOf('NONE', 'READY', 'HANDED_TO_POST', 'DELIVERED', 'RETURNED_BY_POST', 'UNCLAIMED'),
  channel: Channel,
  outcome: Maybe(OutcomeName),
  procedure: Type.Object({ slug: Type.String(), ...Titles.properties }),
  persons: Type.Array(PersonView),
  acceptedAt: Moment,
  clockStartsAt: Moment,
  originalDueAt: Maybe(Moment),
  currentDueAt: Maybe(Moment),
  issuedAt: Maybe(Moment),
  returnedAt: Maybe(Moment),
  collected: Maybe(Type.Object({ receiver: Receiver, proof: ProofName }), {
    description: 'into whose hand the result was given, and what proved who they are',
  }),
  resultNumber: Maybe(Type.String()),
  timeliness: Maybe(TimelinessName),
  workingTimeLeft: Maybe(TimeLeft),
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
  steps: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: StepKindName,
      name: Bilingual,
      unit: Type.String(),
      days: Type.Number(),
      status: OneOf('DONE', 'ACTIVE', 'AHEAD'),
    }),
  ),
  earlierSteps: Type.Array(Type.Object({ id: Type.String(), name: Bilingual }), {
    description: 'where a leader may send it back to',
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
  timeline: Type.Array(TimelineEntry),
  allowedActions: Type.Array(Action),
  nextAction: Maybe(Action),
})

export const DossierListItem = Type.Object({
  id: Uuid,
  code: Type.String(),
  state: State,
  procedure: Titles,
  ownerName: Maybe(Type.String()),
  acceptedAt: Moment,
  currentDueAt: Maybe(Moment),
  workingTimeLeft: Maybe(TimeLeft),
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
  openedAt: Moment,
  dueAt: Maybe(Moment),
  dossierDueAt: Maybe(Moment),
  workingTimeLeft: Maybe(TimeLeft),
})

export const Inbox = Type.Object({
  items: Type.Array(InboxItem),
  nextCursor: Maybe(Type.String()),
  refreshedAt: Moment,
})

/** What somebody with the receipt in hand may see: where it is, when it is due, no name in full. */
export const TrackingView = Type.Object({
  code: Type.String(),
  state: State,
  clock: ClockName,
  procedure: Titles,
  ownerMasked: Maybe(Type.String()),
  acceptedAt: Moment,
  clockStartsAt: Moment,
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
  timeliness: Maybe(TimelinessName),
  workingTimeLeft: Maybe(TimeLeft),
  holderUnit: Maybe(Type.String()),
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
export type DraftInput = Static<typeof DraftBody>
export type ReturnInput = Static<typeof ReturnBody>
export type ActResult = Static<typeof ActView>
export type ReceptionResult = Static<typeof ReceptionView>
export type DossierPage = Static<typeof DossierView>
export type TrackingPage = Static<typeof TrackingView>
export type InboxPage = Static<typeof Inbox>
export type DossierListPage = Static<typeof DossierList>
export type DateNoticePage = Static<typeof DateNotices>
export type DateNoticesAsked = Static<typeof DateNoticesQuery>
export type TellingInput = Static<typeof TellingBody>
