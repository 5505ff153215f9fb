import type { Database, Tx } from '#platform/db/database.ts'
import { describeError, type Log } from '#platform/log.ts'

/** What is done again and again, whatever happens: each safe to do twice, or in two processes at once. */
export type Duties = Readonly<Record<string, (tx: Tx) => Promise<unknown>>>

const EVERY_MS = 60 * 60 * 1_000
// After a start there is something better to do.
const FIRST_AFTER_MS = 60 * 1_000

/** Does every duty a minute after the start and then each hour, each in its own commit, as `system`. */
export const openDuties = (database: Database, duties: Duties, log: Log): { stop(): void } => {
  const doAll = async (): Promise<void> => {
    for (const [duty, work] of Object.entries(duties)) {
      await database.as({ actor: 'system' }, work).catch((error: unknown) => {
        log('warn', { event: 'duty.failed', duty, error: describeError(error) })
      })
    }
  }
  const first = setTimeout(doAll, FIRST_AFTER_MS).unref()
  const each = setInterval(doAll, EVERY_MS).unref()
  return {
    stop: () => {
      clearTimeout(first)
      clearInterval(each)
    },
  }
}
