import type { PlainDate } from '#common/time.ts'

/** How often the ledger is sealed by a checkpoint, and what follows when it is not. Seconds. */
export interface CheckpointRule {
  validFrom: PlainDate
  source: string
  /** A checkpoint is made at the latest so long after the one before, if there are rows. */
  everySeconds: number
  /** … or as soon as so many rows wait. */
  everyRows: number
  /** When somebody must look. */
  alarmSeconds: number
  /** When nothing more should be received. */
  noReceptionsSeconds: number
}

/**
 * @param waiting rows not yet taken, as far as counted
 * @param sinceLast seconds since the last checkpoint, null: none yet; below zero when the clock was put back since, and then nobody can tell
 *   how long it was, so it was long enough
 */
export const isCheckpointDue = (
  rule: Pick<CheckpointRule, 'everySeconds' | 'everyRows'>,
  { waiting, sinceLast }: { waiting: number; sinceLast: number | null },
): boolean =>
  waiting >= rule.everyRows ||
  (waiting > 0 && (sinceLast === null || sinceLast < 0 || sinceLast >= rule.everySeconds))

/**
 * Seconds that the oldest row has waited. None has waited longer than since the last checkpoint: what another software leaves behind, or a
 * made life, bears the time of its act. Only a clock that was put back since makes that no bound.
 * @param oldest by its own time
 * @param sinceLast seconds since the last checkpoint; before the first, since there is a ledger that can be sealed
 */
export const waitedSeconds = (oldest: number, sinceLast: number): number =>
  sinceLast < 0 ? oldest : Math.min(oldest, sinceLast)

// Another process seals between the beginning of a transaction and its first look: milliseconds, on a machine that is not busy.
const SAME_MOMENT_SECONDS = 10

/** By how many seconds the clock was put back behind the last checkpoint; 0: it was not. */
export const putBackSeconds = (sinceLast: number | null): number =>
  sinceLast !== null && sinceLast < -SAME_MOMENT_SECONDS ? -sinceLast : 0

/** @param age seconds that the oldest row has waited for a checkpoint */
export const isLate = (rule: Pick<CheckpointRule, 'alarmSeconds'>, age: number): boolean =>
  age > rule.alarmSeconds

/** How well the ledger is sealed; `FAIL`: nothing more is received. @param age as for `isLate` */
export const sealingOf = (
  rule: Pick<CheckpointRule, 'alarmSeconds' | 'noReceptionsSeconds'>,
  age: number,
): 'OK' | 'WARN' | 'FAIL' => (age > rule.noReceptionsSeconds ? 'FAIL' : isLate(rule, age) ? 'WARN' : 'OK')
