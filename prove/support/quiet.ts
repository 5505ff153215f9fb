import type { Sql } from '../sql.ts'
import { until } from './waiting.ts'

// What failed is tried again within minutes; what is due later waits for a day that somebody set.
const PATIENCE_MS = 60_000

/** Until every paper is printed, so that nothing moves by itself. @throws when that takes longer than a minute */
export const quiet = async (loader: Sql): Promise<void> => {
  const isQuiet = await until(PATIENCE_MS, async () => {
    const { count } = await loader.one<{ count: number }>(
      `select count(*)::integer as count from job where dead_at is null and run_at < now() + interval '1 hour'`,
    )
    return count === 0
  })
  if (!isQuiet) throw new Error('the jobs of the house did not come to rest')
}
