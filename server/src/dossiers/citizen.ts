import type { IdempotentRequest } from '#platform/http/idempotency.ts'
import { actAsCitizen, type Deed, noteIfSaid, type Preparing } from './act.ts'
import type { Office } from './office.ts'
import { readText } from './people.ts'
import { OCCASION } from './rules/acts.ts'
import { type Dossier, type DossierState, isAccepted } from './rules/dossier.ts'
import { byReceipt, type LookUp } from './tracking.ts'
import type { ActResult, SupplementInput } from './wire.ts'
import { withdrawalAsked } from './withdrawal.ts'

/** What a citizen does with the receipt in hand: the code, and the secret that is printed on it. */
export interface CitizenAsking {
  lookUp: LookUp
  idempotent: IdempotentRequest
  requestId: string
}

/**
 * Brings what was asked for, before the dossier was accepted or since.
 * @throws Refusal as `track` does; illegal-move when nothing is asked for
 */
export const bringSupplement = (
  office: Office,
  asking: CitizenAsking,
  brought: SupplementInput,
): Promise<ActResult> => asCitizen(office, asking, (dossier) => broughtBy(office, dossier, brought))

export const broughtBy = (
  office: Office,
  dossier: Dossier,
  { papers, note: said, taskId }: SupplementInput,
): Deed => {
  const { id: noteId, notes } = noteIfSaid(office, 'NOTE', said, 'note')
  const type = isAccepted(dossier) ? 'noteSupplement' : 'complete'
  return { command: { type, taskId: taskId ?? null, papers, noteId }, notes }
}

/** Whether a dossier in this state may be withdrawn at all: what its page offers. The act itself may still be refused. */
export const mayBeWithdrawn = (state: DossierState): boolean => {
  const occasion = OCCASION.requestWithdrawal
  return 'in' in occasion && occasion.in.includes(state)
}

/** A reason as it is kept. @throws Refusal text-empty, not-printable */
export const readReason = (text: string): string => readText(text, 'reason')

/**
 * Asks to withdraw the dossier. Nobody has accepted it yet: then it ends at once, with its notice (Mẫu 05); afterwards
 * whoever holds it decides.
 *
 * @throws Refusal as `track` does; illegal-move once a decision was approved
 */
export const askToWithdraw = (
  office: Office,
  asking: CitizenAsking,
  { reason }: { reason: string },
): Promise<ActResult> =>
  asCitizen(office, asking, (dossier, here, tx) =>
    withdrawalAsked(office, tx, { dossier, here, signing: null, reason }),
  )

export const asCitizen = (
  office: Office,
  { lookUp, ...asking }: CitizenAsking,
  prepare: Preparing,
): Promise<ActResult> =>
  byReceipt(office, lookUp, (tx, dossier, moment) =>
    actAsCitizen(office, tx, asking, dossier, moment, prepare),
  )
