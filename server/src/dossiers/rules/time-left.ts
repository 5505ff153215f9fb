import type { Instant } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/rules/calendar.ts'
import { type WorkingTimeLeft, workingTimeLeft } from '#deadlines/rules/timeliness.ts'
import type { Dossier } from './dossier.ts'

/**
 * What is left of the term; nothing once the result is issued, for then it is judged. While the term stands still it is what
 * was left when it stopped: nobody grows late by waiting as the law allows.
 */
export const timeLeft = (
  calendar: WorkingCalendar,
  dossier: Pick<Dossier, 'currentDueAt' | 'issuedAt' | 'pauses'>,
  now: Instant,
): WorkingTimeLeft | null =>
  dossier.issuedAt === null
    ? workingTimeLeft({ calendar, dueAt: dossier.currentDueAt, now: pausedSince(dossier.pauses) ?? now })
    : null

/** When the term stopped that stands still now; null while it runs. */
const pausedSince = (pauses: Dossier['pauses']): Instant | null =>
  pauses.reduce<Instant | null>(
    (first, { pausedAt, resumedAt }) =>
      resumedAt === null && (first === null || pausedAt < first) ? pausedAt : first,
    null,
  )
