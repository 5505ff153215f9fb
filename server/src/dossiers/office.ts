import type { Catalogue } from '#catalogue/index.ts'
import type { Calendars, DeadlineRule, IntakeRule, PauseRule } from '#deadlines/index.ts'
import type { FileRule, FileStore, Uploads } from '#documents/index.ts'
import type { Directory, SignInRules } from '#identity/index.ts'
import type { Database } from '#platform/db/database.ts'
import type { Sealer } from '#platform/seal.ts'
import type { Processes } from '#routing/index.ts'
import type { Live } from './live.ts'
import type { Dossier } from './rules/dossier.ts'
import type { EventType } from './rules/events.ts'

/** What every verb works with; put together once, in `app.ts`. */
export interface Office {
  database: Database
  sealer: Sealer
  files: FileStore
  uploads: Uploads
  catalogue: Catalogue
  directory: Directory
  processes: Processes
  calendars: Calendars
  /** Rules of counting in force over the years, newest wins. */
  deadlineRules: readonly DeadlineRule[]
  pauseRules: readonly PauseRule[]
  intakeRules: readonly IntakeRule[]
  fileRules: readonly FileRule[]
  /** What is asked of a sign-in, and how long it lasts. */
  signInRules: SignInRules
  /** Where citizens reach the portal: what the QR of a receipt points at. */
  publicUrl: string
  /** Who wants to hear of which event; one job each, in the event's commit. */
  subscribers: Readonly<Partial<Record<EventType, readonly string[]>>>
  /** Tells the worker of this process that something was written. */
  wake: () => void
  /** Tells of an act that is committed: the worker of this process, and whoever has the dossier before them. */
  tell: (after: Dossier) => void
  /** Who follows what changes. */
  live: Live
}
