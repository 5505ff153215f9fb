import { databaseNow } from '#catalogue/index.ts'
import { addDays, hanoiDateOf } from '#common/time.ts'
import { openDatabase } from '#platform/db/database.ts'
import { silent } from '#platform/log.ts'
import { openSealerOf } from '#platform/sealing-keys.ts'
import { ASKED_FOR } from '../../server/src/commands/demo.ts'
import { furniture } from '../../server/src/commands/furniture.ts'
import { connected } from '../../server/src/platform/db/connection.ts'
import { fillWorld, officeOf } from '../../server/src/simulator/index.ts'
import type { BenchHouse } from './house.ts'

const DAYS = 182
const SEED = 1

/**
 * Fills the office of a bench with whole lives of half a year, as `motcua demo` does.
 * @param progress told of lives written, each time it is called
 */
export const fill = async (
  { cluster, dataFolder, settle }: BenchHouse,
  dossiers: number,
  progress: (written: number) => void = () => {},
): Promise<{ events: number }> => {
  const connection = cluster.loader ?? cluster.owner
  const database = openDatabase({ connection, size: 1 })
  try {
    const sealer = await openSealerOf(database, `${dataFolder}/secrets`, silent)
    const { now, office, printing } = await database.as({ actor: 'system' }, async (tx) => {
      const { now, generation } = await databaseNow(tx)
      return { now, ...(await officeOf(furniture(), tx, generation, ASKED_FOR, 'http://127.0.0.1')) }
    })
    const world = { office, seed: SEED, from: addDays(hanoiDateOf(now), -DAYS), until: now, dossiers }
    const { events } = await connected(connection, async (loader) => {
      await loader.query('begin')
      const filled = await fillWorld(loader, sealer, printing, world, progress)
      await loader.query('commit')
      return filled
    })
    await settle()
    return { events }
  } finally {
    await database.close()
  }
}

/** Bytes of each table with its indexes. */
export const tableSizes = ({ cluster }: BenchHouse): Promise<Map<string, number>> =>
  connected(cluster.loader ?? cluster.owner, async (client) => {
    const { rows } = await client.query<{ name: string; bytes: string }>(
      `select relname as name, pg_total_relation_size(oid) as bytes from pg_class
       where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
    )
    return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]))
  })
