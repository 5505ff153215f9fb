import type { Station } from '../stations.ts'
import type { Role } from './posts.ts'

/** How matters stand with a dossier at each station: who takes part, whose work is open, whose turn it is to do what. */

/** A post of those that act on a dossier received in Quế Võ. */
export interface Seat {
  role: Role
  place: string
}

const RECEPTION: Seat = { role: 'RECEPTIONIST', place: 'quevo.tt' }
const SPECIALIST: Seat = { role: 'SPECIALIST', place: 'quevo.vhxh' }
const POLICE: Seat = { role: 'SPECIALIST', place: 'ca-quevo' }
const INSURANCE: Seat = { role: 'SPECIALIST', place: 'bhxh-quevo' }
const LEADER: Seat = { role: 'LEADER', place: 'quevo.lanhdao' }
const CLERK: Seat = { role: 'RECORDS_CLERK', place: 'quevo.vp' }

/** The acts on a dossier, as the contract names them. */
export const ACTS = {
  acceptDossier: 'acceptances',
  askToComplete: 'completion-requests',
  noteCompletion: 'completions',
  refuseDossier: 'refusals',
  correctReception: 'reception-corrections',
  handOver: 'hand-overs',
  confirmHandOver: 'hand-over-confirmations',
  refuseHandOver: 'hand-over-refusals',
  takeBackHandOver: 'hand-over-recalls',
  assignTask: 'assignments',
  completeStep: 'step-completions',
  sendBack: 'send-backs',
  askOpinions: 'opinion-requests',
  consultUnits: 'consultations',
  giveOpinion: 'opinions',
  closeConsultation: 'consultation-closures',
  askOutside: 'outside-requests',
  noteOutsideAnswer: 'outside-answers',
  askSupplement: 'supplement-requests',
  noteSupplement: 'supplements',
  notifyObligation: 'obligation-notices',
  noteObligationMet: 'obligation-settlements',
  changeTerm: 'term-changes',
  concludePart: 'part-results',
  endPart: 'part-endings',
  gatherResults: 'result-gatherings',
  submitDraft: 'drafts',
  approve: 'approvals',
  issue: 'issuances',
  returnResult: 'returns',
  correctResult: 'result-corrections',
  requestWithdrawal: 'withdrawal-requests',
  grantWithdrawal: 'withdrawals',
  refuseWithdrawal: 'withdrawal-refusals',
  stopDossier: 'stops',
} as const
export type Act = keyof typeof ACTS

/** What a citizen does with the receipt in hand, as the contract names it. */
export const CITIZEN_ACTS = { bringSupplement: 'supplements', askToWithdraw: 'withdrawal-requests' } as const
export type CitizenAct = keyof typeof CITIZEN_ACTS

/** What must come of a request: its status, and for a refusal the reason where there is only one. */
export interface Verdict {
  status: number
  code?: string
}

/** What even those are told whose turn it is, where something else forbids it. */
type ButFirst = Required<Verdict>

/** How matters stand at a station: who takes part by then, whose open work it is, and whose turn to do what. */
interface Situation {
  units: readonly string[]
  work: readonly Seat[]
  /** Who asked those that work on it, and has no task meanwhile. */
  asked?: readonly Seat[]
  /** Every other act is refused to all who see the dossier: it is not its turn. */
  turns: Partial<Record<Act, readonly Seat[]>>
  butFirst?: Partial<Record<Act, ButFirst>>
  /** The unit whose task is given to somebody. */
  givenIn?: Seat
  citizen: readonly CitizenAct[]
  /** It has no date yet that could have moved. */
  isBeforeAcceptance?: true
  /** None was promised, because its procedure has none. */
  hasNoTerm?: true
  /** Issued, turned away or stopped. */
  isClosed?: true
}

const CENTRE = ['quevo.tt']
const OFFICE = [...CENTRE, 'quevo.vhxh']
const AGENCIES = [...OFFICE, 'ca-quevo', 'bhxh-quevo']
const HEADS = [...AGENCIES, 'quevo.lanhdao']
const ALL = [...HEADS, 'quevo.vp']

/** While nothing is decided: a wrong reception is put right, and the citizen may take it back. */
const UNDECIDED = {
  turns: { correctReception: [RECEPTION], requestWithdrawal: [RECEPTION] },
  citizen: ['askToWithdraw'],
} as const

/** What whoever checks or appraises may ask of others, each with the term of this procedure. */
const asking = (who: Seat) => ({
  consultUnits: [who],
  askOutside: [who],
  askSupplement: [who],
  notifyObligation: [who],
  changeTerm: [who],
  sendBack: [who],
  stopDossier: [who],
})

const NO_OTHER_TERM: ButFirst = { status: 422, code: 'no-such-term-change' }

export const SITUATIONS: Record<Station, Situation> = {
  RECEIVED: {
    units: CENTRE,
    work: [RECEPTION],
    turns: { ...UNDECIDED.turns, handOver: [RECEPTION], stopDossier: [RECEPTION] },
    givenIn: RECEPTION,
    citizen: UNDECIDED.citizen,
  },
  HANDED_OVER: {
    units: OFFICE,
    work: [RECEPTION, SPECIALIST],
    turns: {
      ...UNDECIDED.turns,
      confirmHandOver: [SPECIALIST],
      refuseHandOver: [SPECIALIST],
      takeBackHandOver: [RECEPTION],
      stopDossier: [RECEPTION],
    },
    givenIn: SPECIALIST,
    citizen: UNDECIDED.citizen,
  },
  CHECKING: {
    units: OFFICE,
    work: [SPECIALIST],
    turns: {
      ...UNDECIDED.turns,
      ...asking(SPECIALIST),
      askOpinions: [SPECIALIST],
      completeStep: [SPECIALIST],
    },
    butFirst: {
      changeTerm: NO_OTHER_TERM,
      // Its process asks two agencies next.
      completeStep: { status: 409, code: 'opinions-come-next' },
    },
    givenIn: SPECIALIST,
    citizen: UNDECIDED.citizen,
  },
  CONSULTING: {
    units: AGENCIES,
    work: [POLICE, INSURANCE],
    asked: [SPECIALIST],
    // The one opinion that is sent below is the one asked of the police.
    turns: { ...UNDECIDED.turns, giveOpinion: [POLICE], closeConsultation: [SPECIALIST] },
    // Silence is not consent.
    butFirst: { closeConsultation: { status: 409, code: 'opinions-not-overdue' } },
    givenIn: POLICE,
    citizen: UNDECIDED.citizen,
  },
  APPRAISING: {
    units: AGENCIES,
    work: [SPECIALIST],
    turns: { ...UNDECIDED.turns, ...asking(SPECIALIST), submitDraft: [SPECIALIST] },
    butFirst: { changeTerm: NO_OTHER_TERM },
    givenIn: SPECIALIST,
    citizen: UNDECIDED.citizen,
  },
  AWAITING_APPROVAL: {
    units: HEADS,
    work: [LEADER],
    turns: { ...UNDECIDED.turns, approve: [LEADER], sendBack: [LEADER] },
    givenIn: LEADER,
    citizen: UNDECIDED.citizen,
  },
  APPROVED: { units: ALL, work: [CLERK], turns: { issue: [CLERK] }, givenIn: CLERK, citizen: [] },
  RESOLVED: {
    units: ALL,
    work: [RECEPTION],
    turns: {
      returnResult: [RECEPTION],
      correctResult: [SPECIALIST, { role: 'LEADER', place: 'quevo.vhxh' }],
    },
    givenIn: RECEPTION,
    citizen: [],
    isClosed: true,
  },
  RETURNED: {
    units: ALL,
    work: [],
    turns: { correctResult: [SPECIALIST, { role: 'LEADER', place: 'quevo.vhxh' }] },
    citizen: [],
    isClosed: true,
  },

  FILED: {
    units: CENTRE,
    work: [RECEPTION],
    turns: {
      acceptDossier: [RECEPTION],
      askToComplete: [RECEPTION],
      refuseDossier: [RECEPTION],
      requestWithdrawal: [RECEPTION],
    },
    givenIn: RECEPTION,
    citizen: ['askToWithdraw'],
    isBeforeAcceptance: true,
  },
  NEEDS_COMPLETION: {
    units: CENTRE,
    work: [RECEPTION],
    turns: { noteCompletion: [RECEPTION], refuseDossier: [RECEPTION], requestWithdrawal: [RECEPTION] },
    citizen: ['bringSupplement', 'askToWithdraw'],
    isBeforeAcceptance: true,
  },
  NOT_ACCEPTED: {
    units: CENTRE,
    work: [],
    turns: {},
    citizen: [],
    isBeforeAcceptance: true,
    isClosed: true,
  },

  ASKED_BESIDE: {
    units: [...OFFICE, 'ca-quevo'],
    work: [SPECIALIST, POLICE],
    // Where the lead decides, it goes on when it wants.
    turns: { ...UNDECIDED.turns, giveOpinion: [POLICE], closeConsultation: [SPECIALIST] },
    givenIn: POLICE,
    citizen: UNDECIDED.citizen,
  },
  AWAITING_EXTERNAL: {
    units: OFFICE,
    work: [SPECIALIST],
    turns: { ...UNDECIDED.turns, noteOutsideAnswer: [SPECIALIST], stopDossier: [SPECIALIST] },
    givenIn: SPECIALIST,
    citizen: UNDECIDED.citizen,
  },
  SUPPLEMENT: {
    units: OFFICE,
    work: [SPECIALIST],
    turns: { ...UNDECIDED.turns, noteSupplement: [RECEPTION], stopDossier: [SPECIALIST] },
    givenIn: SPECIALIST,
    citizen: ['bringSupplement', 'askToWithdraw'],
  },
  AWAITING_PAYMENT: {
    units: OFFICE,
    work: [SPECIALIST],
    turns: { ...UNDECIDED.turns, noteObligationMet: [SPECIALIST], stopDossier: [SPECIALIST] },
    givenIn: SPECIALIST,
    citizen: UNDECIDED.citizen,
  },
  WITHDRAWAL_REQUESTED: {
    units: OFFICE,
    work: [SPECIALIST],
    turns: { grantWithdrawal: [SPECIALIST], refuseWithdrawal: [SPECIALIST] },
    givenIn: SPECIALIST,
    citizen: [],
  },
  STOPPED: { units: OFFICE, work: [], turns: {}, citizen: [], isClosed: true },

  CORRECTING: {
    units: ALL,
    work: [SPECIALIST],
    turns: { submitDraft: [SPECIALIST], sendBack: [SPECIALIST] },
    // What is put right goes back to its draft alone, and here it is.
    butFirst: { sendBack: { status: 422, code: 'cannot-send-back-there' } },
    givenIn: SPECIALIST,
    citizen: [],
    isClosed: true,
  },

  CHECKING_ALONE: {
    units: OFFICE,
    work: [SPECIALIST],
    turns: {
      ...UNDECIDED.turns,
      ...asking(SPECIALIST),
      askOpinions: [SPECIALIST],
      completeStep: [SPECIALIST],
    },
    butFirst: { askOpinions: { status: 409, code: 'no-opinions-next' } },
    givenIn: SPECIALIST,
    citizen: UNDECIDED.citizen,
  },
  REVIEWING: {
    units: [...OFFICE, 'quevo.lanhdao'],
    work: [LEADER],
    turns: { ...UNDECIDED.turns, completeStep: [LEADER], sendBack: [LEADER] },
    givenIn: LEADER,
    citizen: UNDECIDED.citizen,
  },

  // What an agency has concluded is not taken back, nor stopped by others.
  IN_PARTS: {
    units: AGENCIES,
    work: [POLICE, INSURANCE],
    // One part is concluded there already: nobody stops it any more.
    turns: { concludePart: [POLICE], endPart: [SPECIALIST, { role: 'LEADER', place: 'quevo.vhxh' }] },
    // Their time is not over yet.
    butFirst: { endPart: { status: 409, code: 'part-not-overdue' } },
    givenIn: POLICE,
    citizen: [],
  },
  // Without a term there is no day to wait for.
  PART_SILENT: {
    units: AGENCIES,
    work: [POLICE, INSURANCE],
    turns: { concludePart: [POLICE], endPart: [SPECIALIST, { role: 'LEADER', place: 'quevo.vhxh' }] },
    givenIn: POLICE,
    citizen: [],
    hasNoTerm: true,
  },
  GATHERING: {
    units: AGENCIES,
    work: [RECEPTION],
    turns: { gatherResults: [RECEPTION] },
    givenIn: RECEPTION,
    citizen: [],
  },
}
