import { backup } from './backup.ts'
import { backupKeyConfirm, backupKeyNew } from './backup-key.ts'
import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { drill } from './drill.ts'
import { importProcedures } from './import-procedures.ts'
import { importUnits } from './import-units.ts'
import { exportTheLedger, newLedgerKey, proveLedgerRow } from './ledger.ts'
import { mode } from './mode.ts'
import { printDraft } from './print-draft.ts'
import { publishCalendar } from './publish-calendar.ts'
import { publishProcedures } from './publish-procedures.ts'
import { restoreOffice } from './restore.ts'
import { takeover } from './takeover.ts'
import { user } from './user.ts'

/** The commands that read or write a file of the office; one file each. */
export const COMMANDS: readonly Command[] = [
  importProcedures,
  importUnits,
  printDraft,
  publishProcedures,
  publishCalendar,
  takeover,
  demo,
  doctor,
  mode,
  exportTheLedger,
  proveLedgerRow,
  newLedgerKey,
  ...user,
  backupKeyNew,
  backupKeyConfirm,
  backup,
  restoreOffice,
  drill,
]

export {
  footingOf,
  mustBeOurs,
  mustBeThere,
  mustTakeActs,
  strangerTo,
  withoutConsent,
} from './admission.ts'
export { CannotListen, type CannotListenCode } from './cannot-listen.ts'
export type { Command, ExitCode } from './command.ts'
export { notAsItMustBe, toldAtCommandLine } from './told.ts'
export { inBoth, summaryOf } from './words.ts'
