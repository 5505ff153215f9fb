import type { Command } from './command.ts'
import { demo } from './demo.ts'
import { importProcedures } from './import-procedures.ts'
import { importUnits } from './import-units.ts'
import { printDraft } from './print-draft.ts'
import { publishCalendar } from './publish-calendar.ts'
import { publishProcedures } from './publish-procedures.ts'

/** The commands that read or write a file of the office; one file each. */
export const COMMANDS: readonly Command[] = [
  importProcedures,
  importUnits,
  printDraft,
  publishProcedures,
  publishCalendar,
  demo,
]

export type { Command, ExitCode } from './command.ts'
export { toldAtCommandLine } from './told.ts'
