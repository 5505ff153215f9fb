import type { ActionType } from './command.ts'
import type { DossierState, TaskKind, WaitKind } from './dossier.ts'

/**
 * What makes an act possible at all: a task that it does, a wait that it ends, or a state that it may be asked in. The
 * state of a dossier follows from its work, so this table and `docs/decisions/0016` say the same; a test reads both.
 */
export type Occasion =
  /** A task of one of these kinds is open, and does not rest. */
  | { does: readonly TaskKind[] }
  /** Something of this kind is waited for. */
  | { ends: readonly WaitKind[]; before?: 'ACCEPTANCE' }
  | { in: readonly DossierState[] }

/** Before a decision there is; afterwards the result itself would have to be withdrawn. */
const UNDECIDED = [
  'ACCEPTED',
  'PROCESSING',
  'CONSULTING',
  'AWAITING_EXTERNAL',
  'SUPPLEMENT',
  'AWAITING_PAYMENT',
  'AWAITING_APPROVAL',
] as const

export const OCCASION: Readonly<Record<ActionType, Occasion>> = {
  accept: { does: ['ACCEPT'] },
  askToComplete: { does: ['ACCEPT'] },
  complete: { in: ['NEEDS_COMPLETION'] },
  refuse: { in: ['SUBMITTED', 'NEEDS_COMPLETION'] },
  lapse: { ends: ['SUPPLEMENT'] },
  correctReception: { in: UNDECIDED },

  handOver: { does: ['RECEIVE'] },
  confirmHandOver: { does: ['CONFIRM_HAND_OVER'] },
  refuseHandOver: { does: ['CONFIRM_HAND_OVER'] },
  takeBackHandOver: { does: ['CONFIRM_HAND_OVER'] },
  assign: {
    in: ['SUBMITTED', ...UNDECIDED, 'APPROVED', 'RESOLVED', 'CORRECTING', 'WITHDRAWAL_REQUESTED'],
  },
  completeStep: { does: ['CHECK', 'REVIEW', 'OBLIGATION'] },
  sendBack: { does: ['CHECK', 'APPRAISE', 'REVIEW', 'APPROVE'] },

  askOpinions: { does: ['CHECK'] },
  consult: { does: ['CHECK', 'APPRAISE'] },
  giveOpinion: { does: ['CONSULT'] },
  // Whatever else is under way beside it.
  closeConsultation: { does: ['CONSULT'] },
  askOutside: { does: ['CHECK', 'APPRAISE', 'EXTERNAL'] },
  noteOutsideAnswer: { ends: ['EXTERNAL'] },
  askSupplement: { does: ['CHECK', 'APPRAISE'] },
  noteSupplement: { in: UNDECIDED },
  notifyObligation: { does: ['CHECK', 'APPRAISE', 'OBLIGATION'] },
  noteObligationMet: { ends: ['OBLIGATION'] },
  changeTerm: { does: ['CHECK', 'APPRAISE', 'EXTERNAL'] },

  concludePart: { does: ['PART'] },
  endPart: { does: ['PART'] },
  gatherResults: { does: ['GATHER'] },

  submitDraft: { does: ['APPRAISE'] },
  approve: { does: ['APPROVE'] },
  issue: { does: ['ISSUE'] },
  return: { does: ['RETURN'] },
  correctResult: { in: ['RESOLVED', 'RETURNED'] },

  requestWithdrawal: { in: ['SUBMITTED', 'NEEDS_COMPLETION', ...UNDECIDED] },
  grantWithdrawal: { does: ['DECIDE_WITHDRAWAL'] },
  refuseWithdrawal: { does: ['DECIDE_WITHDRAWAL'] },
  stop: { in: ['ACCEPTED', 'PROCESSING', 'AWAITING_EXTERNAL', 'SUPPLEMENT', 'AWAITING_PAYMENT'] },
}

export const ACTIONS = Object.keys(OCCASION) as readonly ActionType[]

/**
 * Acts that an officer does at a counter and nowhere else: "tuyệt đối không tiếp nhận và trả tại các phòng". A citizen does
 * some of them online.
 */
export const AT_COUNTER: readonly ActionType[] = [
  'accept',
  'return',
  'correctReception',
  'complete',
  'noteSupplement',
  'requestWithdrawal',
]

/** Acts that a citizen does with the receipt in hand: of no other is one told what may be done instead. */
export const OF_CITIZEN: readonly ActionType[] = ['complete', 'noteSupplement', 'requestWithdrawal']
