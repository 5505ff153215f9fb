import type { Instant } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/rules/calendar.ts'
import { deadline } from '#deadlines/rules/deadline.ts'
import { type AcceptedDossier, deadlineBasis, deadlineHistory } from './dossier.ts'

/**
 * From when a term is counted with the days off as they are known now: the morning that was promised at acceptance may
 * have become one of them.
 *
 * @param reckonedBy the calendar its date was last reckoned by
 */
export const clockStartNow = (
  dossier: AcceptedDossier,
  acceptedUnder: WorkingCalendar,
  reckonedBy: WorkingCalendar,
  now: Instant,
): Instant =>
  deadline(deadlineBasis(dossier, acceptedUnder), deadlineHistory(dossier), reckonedBy, now).clockStartsAt
