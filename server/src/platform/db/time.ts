import type { Instant } from '#common/time.ts'
import type { Tx } from './database.ts'
import { statement } from './statement.ts'

const time = statement<{ now: Instant }>('database-now', 'select clock_timestamp() as now')

/** What time it is now, and not when the transaction began: by the one clock that every process has. */
export const databaseTime = async (tx: Tx): Promise<Instant> => {
  const [row] = await tx.run(time, [])
  if (!row) throw new Error('the database did not say the time')
  return row.now
}
