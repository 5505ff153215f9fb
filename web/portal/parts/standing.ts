import type { DossierState, EventType, Tracking } from '../data.ts'
import type { Speech } from '../words.tsx'

/** What a page reads from a dossier's state and its journey. */

/** Where it is, in one sentence. */
export const whereWords = ({ say }: Speech, tracking: Tracking): string =>
  say(`portal.tracking.where.${tracking.state}`, {
    unit: tracking.holderUnit,
    withdrawn: isWithdrawn(tracking),
    corrected: isCorrected(tracking),
  })

/** Overdue, or issued after its day. What is left stands still with the term, so nobody grows late by waiting. */
export const isLate = ({ issuedAt, closedAt, timeliness, workingTimeLeft }: Tracking): boolean => {
  if (closedAt !== null) return false
  return issuedAt === null ? workingTimeLeft?.isOverdue === true : timeliness === 'OVERDUE'
}

/** What each of these states asks the citizen for. */
const ASKED_IN: Partial<Record<DossierState, 'SUPPLEMENT' | 'OBLIGATION'>> = {
  NEEDS_COMPLETION: 'SUPPLEMENT',
  SUPPLEMENT: 'SUPPLEMENT',
  AWAITING_PAYMENT: 'OBLIGATION',
}

/** Until when the citizen is to bring papers or pay; null where nothing is asked, or no day was set. */
export const replyByOf = ({ state, waitsForYou }: Tracking): string | null =>
  waitsForYou !== null && waitsForYou.kind === ASKED_IN[state] ? waitsForYou.replyBy : null

/** Of these events the one that happened last, if any did. */
const lastOf = ({ timeline }: Tracking, ...types: readonly EventType[]): EventType | undefined =>
  timeline.findLast(({ type }) => types.includes(type))?.type

/** It ended because its owner asked for that. */
export const isWithdrawn = (tracking: Tracking): boolean =>
  tracking.state === 'STOPPED' &&
  lastOf(tracking, 'WithdrawalRequested', 'WithdrawalRefused') === 'WithdrawalRequested'

/** What is there to collect stands in for a result that was wrong. */
export const isCorrected = (tracking: Tracking): boolean =>
  lastOf(tracking, 'ResultIssued', 'CorrectionIssued') === 'CorrectionIssued'

/** Several agencies each gave a result of their own: one may have granted what another refused. */
export const hasParts = (tracking: Tracking): boolean => lastOf(tracking, 'ResultsGathered') !== undefined

/** The result was collected, and found wrong afterwards. */
export const wasCollected = (tracking: Tracking): boolean => lastOf(tracking, 'ResultReturned') !== undefined

/** The day to bring papers passed without them. They are taken all the same until a decision was approved. */
export const isWithoutSupplement = (tracking: Tracking): boolean =>
  tracking.state !== 'APPROVED' &&
  lastOf(tracking, 'SupplementAsked', 'SupplementReceived', 'SupplementLapsed') === 'SupplementLapsed'
