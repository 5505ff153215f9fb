import pg from 'pg'
import { databaseNow } from '#catalogue/index.ts'
import type { Instant } from '#common/time.ts'
import { attachCluster, type ConnectionSettings, openCluster } from '#platform/db/cluster.ts'
import { openDatabase } from '#platform/db/database.ts'
import { silent } from '#platform/log.ts'
import type { Sealer } from '#platform/seal.ts'
import { openSealerOf } from '#platform/sealing-keys.ts'
import { ASKED_FOR } from '../../server/src/commands/demo.ts'
import { furniture } from '../../server/src/commands/furniture.ts'
import { fillWorld, officeOf, type Printing, type World } from '../../server/src/simulator/index.ts'
import { Sql } from '../sql.ts'
import { furnishProvince } from '../support/furnish.ts'
import { freePort } from '../support/house.ts'
import { afterwards, temporaryFolder } from '../support/places.ts'
import { Running } from '../support/running.ts'
import { Clock } from './clock.ts'
import { furnishRoundabout, ROUNDABOUT } from './procedure.ts'

/**
 * Two provinces on one PostgreSQL, furnished alike and under one key: in one the made lives are loaded, in the other they
 * are lived, asked of a process that serves and one that works.
 */
export interface Houses {
  url: string
  sealer: Sealer
  made: Sql
  lived: Sql
  office: World['office']
  /** Writes the made lives into the province for them. */
  load(world: World): Promise<void>
  /** Puts on what whoever is asked sees on the clock. */
  putOn(at: Instant): Promise<void>
  /** What whoever works after the acts sees: the house does something by itself only when the proof lets time pass for it. */
  work: Clock
}

export const openHouses = async (from: Instant): Promise<Houses> => {
  const dataFolder = await temporaryFolder()
  const lived = await openCluster({
    dataFolder,
    province: 'province',
    log: silent,
    // Nobody misses these data if the power fails.
    embedded: { settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } },
  })
  afterwards(() => lived.stop())
  const made = await attachCluster({ dataFolder, province: 'made', log: silent })
  if (!made) throw new Error('our own database is not there')
  const loaders = { lived: await furnishProvince(lived), made: await furnishProvince(made) }
  for (const loader of Object.values(loaders)) await furnishRoundabout(loader)

  const owner = await past(lived.owner)
  const url = `http://127.0.0.1:${await freePort()}`
  const desk = await Clock.make(lived, 'clock_of_desk', from)
  const work = await Clock.make(lived, 'clock_of_work', from)
  await desk.hang(dataFolder, lived)
  await program('serve', dataFolder, url)
  await work.hang(dataFolder, lived)
  await program('work', dataFolder, url)

  const { sealer, office, printing } = await officeIn(loaders.made, dataFolder, url)
  return {
    url,
    sealer,
    office,
    made: await past(loaders.made),
    lived: await past(loaders.lived),
    load: (world) => loaded(loaders.made, sealer, printing, world),
    putOn: async (at) => {
      await desk.set(at)
      await justSealed(owner, at)
    },
    work,
  }
}

const past = async (loader: ConnectionSettings): Promise<Sql> => {
  const sql = await Sql.connect(loader)
  afterwards(() => sql.close())
  return sql
}

// The clock leaps past days in a moment, in which no process could seal anything: to the house they would be days in which none was at work,
// and then nobody is received. So the last seal, or what there was before the first, leaps along.
const justSealed = async (owner: Sql, at: Instant): Promise<void> => {
  await owner.all(
    'update ledger_checkpoint set made_at = $1 where size = (select max(size) from ledger_checkpoint)',
    [at],
  )
  await owner.all("update migration set applied_at = $1 where name = '0021_ledger_leaves'", [at])
}

/** As `motcua demo` finds it. */
const officeIn = async (loader: ConnectionSettings, dataFolder: string, url: string) => {
  const database = openDatabase({ connection: loader, size: 1 })
  try {
    const sealer = await openSealerOf(database, `${dataFolder}/secrets`, silent)
    return await database.as({ actor: 'system' }, async (tx) => {
      const { generation } = await databaseNow(tx)
      return {
        sealer,
        ...(await officeOf(furniture(), tx, generation, { ...ASKED_FOR, [ROUNDABOUT]: 10 }, url)),
      }
    })
  } finally {
    await database.close()
  }
}

const loaded = async (
  loader: ConnectionSettings,
  sealer: Sealer,
  printing: Printing,
  world: World,
): Promise<void> => {
  const client = new pg.Client(loader)
  await client.connect()
  try {
    await client.query('begin')
    await fillWorld(client, sealer, printing, world, () => {})
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** A process of the built program, until it says that it is ready. */
const program = async (role: 'serve' | 'work', dataFolder: string, url: string): Promise<void> => {
  // A made life does nothing for hours and then acts: its officer is still there.
  const env = { MOTCUA_PUBLIC_URL: url, MOTCUA_IDLE_MINUTES: '600' }
  const one = new Running(role, dataFolder, Number(new URL(url).port), { env })
  afterwards(() => one.stop())
  await one.start()
}
