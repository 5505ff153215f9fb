import type { PlainDate } from '#common/time.ts'
import type { ChannelTerms, ProcedureVersion } from './procedure.ts'

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
