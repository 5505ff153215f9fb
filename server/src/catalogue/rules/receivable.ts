import type { PlainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  type Channel,
  type ChannelTerms,
  caseOf,
  type ProcedureCase,
  type ProcedureVersion,
  termsOf,
} from './procedure.ts'

/** How a version stands on a day. A suspended one keeps its days and is received by nobody. */
export type Standing = 'IN_FORCE' | 'SUSPENDED' | 'NOT_YET' | 'ENDED'

/** The days a version holds, first and last included; a last day of null is not known yet. */
export interface Holding {
  effectiveFrom: PlainDate
  effectiveTo: PlainDate | null
  isSuspended: boolean
}

export const standingOn = (
  { effectiveFrom, effectiveTo, isSuspended }: Holding,
  day: PlainDate,
): Standing => {
  if (day < effectiveFrom) return 'NOT_YET'
  if (effectiveTo !== null && day > effectiveTo) return 'ENDED'
  return isSuspended ? 'SUSPENDED' : 'IN_FORCE'
}

/**
 * Of the published versions of one procedure, the one to show on a day: that which holds, else the last that did,
 * else the first that will. Undefined when there is none.
 */
export const versionOn = <Version extends Holding>(
  versions: readonly Version[],
  day: PlainDate,
): Version | undefined => {
  const inOrder = [...versions].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  return inOrder.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? inOrder[0]
}

/** Why nobody can hand a dossier in here. */
export type NotReceived =
  | 'NOT_YET'
  | 'ENDED'
  | 'SUSPENDED'
  | 'MINISTRY_SYSTEM'
  | 'NO_PROCESS'
  | 'NO_CHANNEL'
  | 'TERM_UNDECIDED'

/** The reason that weighs most, or null when at least one case can be received by one channel. */
export const whyNotReceived = (
  version: Pick<ProcedureVersion, 'cases' | 'leadUnit' | 'processVersionId' | 'route'>,
  standing: Standing,
): NotReceived | null => {
  if (standing !== 'IN_FORCE') return standing
  if (version.route === 'MINISTRY_SYSTEM') return 'MINISTRY_SYSTEM'
  if (version.processVersionId === null || version.leadUnit === null) return 'NO_PROCESS'
  const here = version.cases.flatMap(({ channels }) => channels.filter(arrivesHere))
  if (here.length === 0) return 'NO_CHANNEL'
  return here.some(isReceived) ? null : 'TERM_UNDECIDED'
}

/** Whether a dossier can be received by this channel, where its procedure is received at all. */
export const isReceived = (terms: ChannelTerms): boolean =>
  arrivesHere(terms) && terms.standing !== 'UNDECIDED'

const arrivesHere = ({ channel }: ChannelTerms): boolean => channel === 'COUNTER' || channel === 'POST'

/**
 * The case and the terms under which a dossier is received here by a channel: for the promise at the counter and for the
 * reception itself, so that what is promised is what is received.
 *
 * @throws Refusal INVALID `unknown-case`; CONFLICT `procedure-not-received`, `channel-not-offered`, `term-undecided`
 */
export const receivedUnder = (
  procedure: ProcedureVersion,
  caseId: string,
  channel: Channel,
): { procedureCase: ProcedureCase; terms: ChannelTerms; processVersionId: string; leadUnit: string } => {
  const reason = whyNotReceived(procedure, 'IN_FORCE')
  const { processVersionId, leadUnit } = procedure
  // A term that is undecided everywhere is told below, with its words.
  if ((reason !== null && reason !== 'TERM_UNDECIDED') || processVersionId === null || leadUnit === null)
    throw new Refusal('CONFLICT', 'procedure-not-received', { reason: reason ?? 'NO_PROCESS' })
  const procedureCase = caseOf(procedure, caseId)
  if (!procedureCase) throw new Refusal('INVALID', 'unknown-case')
  const terms = termsOf(procedureCase, channel)
  // Online it is filed at the national portal, which hands it on to here.
  if (!terms || !(channel === 'ONLINE' || arrivesHere(terms)))
    throw new Refusal('CONFLICT', 'channel-not-offered', { channel })
  if (terms.standing === 'UNDECIDED')
    throw new Refusal('CONFLICT', 'term-undecided', { termText: terms.termText })
  return { procedureCase, terms, processVersionId, leadUnit }
}
