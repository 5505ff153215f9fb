import type { Instant } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/rules/calendar.ts'
import { type WorkingTimeLeft, workingTimeLeft } from '#deadlines/rules/timeliness.ts'
import { type Dossier, type OpenTask, type Task, type WaitKind, waitOf } from './dossier.ts'

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
    ? workingTimeLeft({
        calendar,
        dueAt: dossier.currentDueAt,
        now: firstOpen(dossier.pauses)?.pausedAt ?? now,
      })
    : null

/** Since when a term stands still, and for what. */
export interface Standstill {
  since: Instant
  waitsFor: WaitKind
}

/** The standstill of a term; null while it runs. */
export const standstill = ({ pauses, waits }: Pick<Dossier, 'pauses' | 'waits'>): Standstill | null => {
  const first = firstOpen(pauses)
  if (!first) return null
  const wait = waits.find(({ id }) => id === first.waitId)
  if (!wait) throw new Error(`a term stands still for wait ${first.waitId}, which is over`)
  return { since: first.pausedAt, waitsFor: wait.kind }
}

/**
 * The standstill of one task: what was begun while the term stands still is begun because of it, and runs.
 * Its due time is reckoned anew when the term runs on.
 */
export const taskStandstill = (
  dossier: Pick<Dossier, 'pauses' | 'waits'>,
  { openedAt }: Pick<OpenTask, 'openedAt'>,
): Standstill | null =>
  standstill({ ...dossier, pauses: dossier.pauses.filter(({ pausedAt }) => pausedAt > openedAt) })

/** The pause that has not ended and began first. */
const firstOpen = (pauses: Dossier['pauses']): Dossier['pauses'][number] | null =>
  pauses.reduce<Dossier['pauses'][number] | null>(
    (first, pause) =>
      pause.resumedAt === null && (first === null || pause.pausedAt < first.pausedAt) ? pause : first,
    null,
  )

/**
 * Whether time runs out for a task: not for a result that lies ready, nor while its term stands still, nor, before
 * acceptance, while the citizen is to complete what was filed, for the time to answer is then reckoned anew.
 */
export const runsOut = (
  dossier: Pick<Dossier, 'pauses' | 'waits'>,
  task: Pick<OpenTask, 'id' | 'kind' | 'openedAt'>,
): boolean =>
  task.kind !== 'RETURN' &&
  taskStandstill(dossier, task) === null &&
  !(task.kind === 'ACCEPT' && waitOf(dossier, task) !== undefined)

/** What an open task rests for, and since when. */
export interface Rest {
  since: Instant
  waitsFor: WaitKind | 'WITHDRAWAL' | 'HAND_OVER'
}

/** What a task rests for, whose next step is somebody else's; null where it can be done. */
export const restOf = (
  dossier: Pick<Dossier, 'waits' | 'withdrawal' | 'tasks'>,
  task: Pick<Task, 'id' | 'kind'>,
): Rest | null => {
  if (dossier.withdrawal)
    return task.kind === 'DECIDE_WITHDRAWAL'
      ? null
      : { since: dossier.withdrawal.requestedAt, waitsFor: 'WITHDRAWAL' }
  const wait = waitOf(dossier, task)
  if (wait) return { since: wait.since, waitsFor: wait.kind }
  const confirmation =
    task.kind === 'RECEIVE' ? dossier.tasks.find(({ kind }) => kind === 'CONFIRM_HAND_OVER') : undefined
  return confirmation ? { since: confirmation.openedAt, waitsFor: 'HAND_OVER' } : null
}
