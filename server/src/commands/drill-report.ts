import type { Soundness } from '#platform/backup/amcheck.ts'
import { BackupFailure } from '#platform/backup/failure.ts'
import type { Moment } from '#platform/backup/moment.ts'
import type { DrillRecord } from '#platform/backup/office.ts'
import type { Restored } from '#platform/backup/restore.ts'
import type { Repository } from '#platform/backup/store.ts'
import { saidInBoth } from './backup-words.ts'
import { seconds } from './office-backup.ts'

/** What a drill found: as one object, as a record in the data folder, and in words. */

export interface Report {
  passed: boolean
  backup: string
  /** The instant at which both sides were compared, by the clock of the database. */
  at: string
  /** Age of the newest change that the repository did not have when the drill began. */
  rpoSeconds: number
  /** From an empty folder to a database that answers. */
  rtoSeconds: number
  /** How long writers waited. */
  heldMs: number
  seconds: { backup: number; copy: number; log: number; recovery: number; check: number; compare: number }
  tables: { compared: number; rows: number; differences: readonly string[] }
  files: { compared: number; erasedSince: number; differences: readonly string[] }
  papers: { compared: number; differences: readonly string[] }
  contents: { compared: number; differences: readonly string[] }
  /** Lines under the last checkpoint, and whether the tree over them has its root. */
  ledger: { compared: number; differences: readonly string[] }
  soundness: Soundness
  /** Files of the database that are as the server's manifest says. */
  manifest: number
}

/** What was found of the restored office while its database ran. */
export interface Inspected
  extends Pick<Report, 'soundness' | 'tables' | 'files' | 'papers' | 'contents' | 'ledger'> {
  checkMs: number
  compareMs: number
}

export const reportOf = (
  { ms, head, verified }: Restored,
  { soundness, tables, files, papers, contents, ledger, checkMs, compareMs }: Inspected,
  moment: Pick<Moment, 'at' | 'heldMs'>,
  { rpoSeconds, backup }: { rpoSeconds: number; backup: number },
): Report => {
  const faults = [tables, files, papers, contents, ledger].reduce(
    (sum, part) => sum + part.differences.length,
    0,
  )
  return {
    // Nothing compared proves nothing.
    passed: faults + soundness.faults.length === 0 && soundness.looked && tables.compared > 0,
    backup: head.id,
    at: moment.at,
    rpoSeconds,
    heldMs: Math.round(moment.heldMs),
    rtoSeconds: seconds(ms.copy + ms.log + ms.recovery),
    seconds: {
      backup,
      copy: seconds(ms.copy),
      log: seconds(ms.log),
      recovery: seconds(ms.recovery),
      check: seconds(checkMs),
      compare: seconds(compareMs),
    },
    tables,
    files,
    papers,
    contents,
    ledger,
    soundness,
    manifest: verified,
  }
}

export const recordOf = (report: Report, repository: Repository): DrillRecord => ({
  at: new Date().toISOString(),
  repository: repository.folder,
  backup: report.backup,
  passed: report.passed,
  reason: null,
  rtoSeconds: report.rtoSeconds,
  rpoSeconds: report.rpoSeconds,
})

/** What is noted of a drill that did not come to comparing. */
export const failureOf = (error: unknown, repository: Repository): DrillRecord => ({
  at: new Date().toISOString(),
  repository: repository.folder,
  backup: error instanceof BackupFailure ? String(error.details.backup ?? '') || null : null,
  passed: false,
  reason: error instanceof BackupFailure ? error.code : String((error as Error).message ?? error),
  ...{ rtoSeconds: null, rpoSeconds: null },
})

// The rest is in --json.
const MOST_TOLD = 20

/** In a person's words, both languages. */
export const printed = (report: Report): string => {
  const { tables, files, papers, contents, ledger, soundness } = report
  const line = (id: Parameters<typeof saidInBoth>[0], values: Record<string, string | number>) =>
    saidInBoth(id, values).join('\n')
  const lines = [
    line('backup.drill-tables', {
      count: tables.compared,
      rows: tables.rows,
      differ: tables.differences.length,
    }),
    line('backup.drill-files', {
      count: files.compared,
      erased: files.erasedSince,
      differ: files.differences.length,
    }),
    line('backup.drill-papers', {
      papers: papers.compared,
      contents: contents.compared,
      differ: papers.differences.length + contents.differences.length,
    }),
    line('backup.drill-ledger', { count: ledger.compared, differ: ledger.differences.length }),
    soundness.looked
      ? line('backup.drill-sound', {
          tables: soundness.tables,
          indexes: soundness.indexes,
          manifest: report.manifest,
          faults: soundness.faults.length,
        })
      : line('backup.drill-not-looked', {}),
    line('backup.drill-times', report.seconds),
    line('backup.drill-objectives', { rto: report.rtoSeconds, rpo: report.rpoSeconds, held: report.heldMs }),
    ...[tables, files, papers, contents, ledger]
      .flatMap(({ differences }) => differences)
      .concat(soundness.faults)
      .slice(0, MOST_TOLD)
      .map((difference) => `  ${difference}`),
    line(report.passed ? 'backup.drill-passed' : 'backup.drill-failed', {
      at: report.at,
      backup: report.backup,
    }),
  ]
  return `${lines.join('\n')}\n`
}
