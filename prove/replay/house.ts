import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { Catalogue, databaseNow } from '#catalogue/index.ts'
import type { Instant } from '#common/time.ts'
import { Calendars } from '#deadlines/index.ts'
import { Directory } from '#identity/index.ts'
import { attachCluster, type ConnectionSettings, openCluster } from '#platform/db/cluster.ts'
import { openDatabase } from '#platform/db/database.ts'
import { until, within } from '#platform/db/processes.ts'
import { silent } from '#platform/log.ts'
import type { Sealer } from '#platform/seal.ts'
import { openSealerOf } from '#platform/sealing-keys.ts'
import { Processes } from '#routing/index.ts'
import { ASKED_FOR } from '../../server/src/commands/demo.ts'
import { fillWorld, officeOf, type Printing, type World } from '../../server/src/simulator/index.ts'
import { Sql } from '../sql.ts'
import { furnishProvince } from '../support/furnish.ts'
import { freePort, PROGRAM, surroundings } from '../support/house.ts'
import { afterwards, temporaryFolder } from '../support/places.ts'
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
  /** What whoever is asked sees on the clock. */
  desk: Clock
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
    desk,
    work,
  }
}

const past = async (loader: ConnectionSettings): Promise<Sql> => {
  const sql = await Sql.connect(loader)
  afterwards(() => sql.close())
  return sql
}

/** As `motcua demo` finds it. */
const officeIn = async (loader: ConnectionSettings, dataFolder: string, url: string) => {
  const database = openDatabase({ connection: loader, size: 1 })
  try {
    const sealer = await openSealerOf(database, `${dataFolder}/secrets`, silent)
    const rooms = {
      catalogue: new Catalogue(),
      calendars: new Calendars(),
      directory: new Directory(),
      processes: new Processes(),
    }
    return await database.as({ actor: 'system' }, async (tx) => {
      const { generation } = await databaseNow(tx)
      return { sealer, ...(await officeOf(rooms, tx, generation, { ...ASKED_FOR, [ROUNDABOUT]: 10 }, url)) }
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

const START_MS = 60_000

/** A process of the built program, until it says that it is ready. */
const program = async (word: 'serve' | 'work', dataFolder: string, url: string): Promise<void> => {
  const { hostname: HOST, port: PORT } = new URL(url)
  const env = { ...surroundings(), HOST, PORT, MOTCUA_DATA: dataFolder, MOTCUA_PUBLIC_URL: url }
  const child = spawn(process.execPath, ['--enable-source-maps', PROGRAM, word], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  afterwards(() => ended(child))
  const said = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.error = (said.error + chunk).slice(-2_000)
  })
  const isReady = await until(START_MS, async () => child.exitCode !== null || /^ready$/m.test(said.out))
  if (!isReady || child.exitCode !== null) throw new Error(`${word} did not become ready: ${said.error}`)
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  if (!(await within(START_MS, gone))) child.kill('SIGKILL')
}
