import type { EventType, Tracking } from '../data.ts'
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

/** Of these events the one that happened last, if any did. */
const lastOf = ({ timeline }: Tracking, ...types: readonly EventType[]): EventType | undefined =>
  timeline.findLast(({ type }) => types.includes(type))?.type

/** It ended because its owner asked for that. */
export const isWithdrawn = ({ outcome }: Tracking): boolean => outcome === 'WITHDRAWN'

/** What is there to collect stands in for a result that was wrong. */
export const isCorrected = (tracking: Tracking): boolean =>
  lastOf(tracking, 'ResultIssued', 'CorrectionIssued') === 'CorrectionIssued'

/** The result was collected, and found wrong afterwards. */
export const wasCollected = (tracking: Tracking): boolean => lastOf(tracking, 'ResultReturned') !== undefined

/** The day to bring papers passed without them. They are taken all the same until a decision was approved. */
export const isWithoutSupplement = (tracking: Tracking): boolean =>
  tracking.state !== 'APPROVED' &&
  lastOf(tracking, 'SupplementAsked', 'SupplementReceived', 'SupplementLapsed') === 'SupplementLapsed'

/** Nobody has accepted it yet: no term runs, and none stands still. */
export const isBeforeAcceptance = ({ acceptedAt }: Tracking): boolean => acceptedAt === null

/** Why no file is taken now: it was brought already, the day has passed, or nothing was asked. */
export const whyNoFiles = ({ say, moment }: Speech, tracking: Tracking): string => {
  const { outcome, timeline } = tracking
  if (outcome === 'NOT_COMPLETED') return say('portal.files.too-late-ended')
  if (isWithoutSupplement(tracking)) return say('portal.files.too-late')
  const last = timeline.findLast(({ type }) => ASKS_OR_BRINGS.includes(type))
  return last?.type === 'SupplementReceived' || last?.type === 'CompletionReceived'
    ? say('portal.files.brought', { moment: moment(last.at), accepted: !isBeforeAcceptance(tracking) })
    : say('portal.files.not-asked')
}

const ASKS_OR_BRINGS: readonly EventType[] = [
  'CompletionAsked',
  'CompletionReceived',
  'SupplementAsked',
  'SupplementReceived',
  'SupplementLapsed',
]
