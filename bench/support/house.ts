import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadDemo } from '../../server/src/demo-province.ts'
import { type Cluster, openCluster } from '../../server/src/platform/db/cluster.ts'
import { type ConnectionSettings, connected } from '../../server/src/platform/db/connection.ts'
import { SUPERUSER } from '../../server/src/platform/db/initdb.ts'
import { migrate } from '../../server/src/platform/db/migrate.ts'
import { secret } from '../../server/src/platform/db/secrets.ts'
import { silent } from '../../server/src/platform/log.ts'

/** The built program serving in a process of its own, on an embedded database that this process runs. */
export interface BenchHouse {
  cluster: Cluster
  url: string
  /** Of the process that serves. */
  pid: number | undefined
  dataFolder: string
  /** Who passes every rule of the database, for what no role of the house may do. */
  superuser: ConnectionSettings
  /** Leaves the database as hours do: planned for what it holds, and with the files of its log that filling it wrote. */
  settle(): Promise<void>
  close(): Promise<void>
}

export const PROGRAM =
  process.env.BENCH_PROGRAM ?? fileURLToPath(new URL('../../dist/server/main.mjs', import.meta.url))
const MIGRATIONS = fileURLToPath(new URL('../../server/migrations', import.meta.url))

/**
 * Only `serve`: what happens after a commit (printing) is another process's work, here as in an office.
 * @param kept the data folder of an office that is there and stays, with the demo loaded; without it one is made and removed
 */
export const openBenchHouse = async (kept: string | null = null): Promise<BenchHouse> => {
  const dataFolder = kept ?? (await mkdtemp(join(tmpdir(), 'motcua-bench-')))
  const cluster = await openCluster({ dataFolder, province: 'province', log: silent })
  await migrate({ owner: cluster.owner, schema: cluster.schema, folder: MIGRATIONS, log: silent })
  if (!cluster.loader) throw new Error('the embedded cluster has no loader')
  if (kept === null) await loadDemo(cluster.loader)
  const superuser = { ...cluster.owner, user: SUPERUSER, password: await secret(dataFolder, SUPERUSER) }
  const server = serving(dataFolder, {})
  const url = await addressOf(server)
  const house: BenchHouse = {
    cluster,
    url,
    pid: server.pid,
    dataFolder,
    superuser,
    settle: () => settle(superuser),
    close: async () => {
      if (!OPEN.delete(house)) return
      await ended(server)
      await cluster.stop()
      if (kept === null) await rm(dataFolder, { recursive: true, force: true })
    },
  }
  OPEN.add(house)
  return house
}

const OPEN = new Set<BenchHouse>()

/** A bench that failed or was ended leaves no program and no database at work: they would slow the next one. */
export const closeHouses = async (): Promise<void> => {
  for (const house of OPEN) await house.close()
}

const serving = (dataFolder: string, env: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [...(process.env.BENCH_NODE ?? '').split(' ').filter(Boolean), PROGRAM, 'serve'], {
    env: {
      ...process.env,
      MOTCUA_DATA: dataFolder,
      PORT: '0',
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
      ...env,
    },
    stdio: ['ignore', 'pipe', process.env.BENCH_LOG ? 'inherit' : 'ignore'],
  })

const ended = async (server: ChildProcess): Promise<void> => {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
}

/** The other half of the office: what follows a commit, in a process of its own. */
export const workBeside = ({ dataFolder }: BenchHouse): { stop(): Promise<void> } => {
  const worker = spawn(process.execPath, [PROGRAM, 'work'], {
    env: { ...process.env, MOTCUA_DATA: dataFolder, NODE_ENV: 'production' },
    stdio: 'ignore',
  })
  return { stop: () => ended(worker) }
}

/** One more process that serves the same office. */
export const serveBeside = async (
  { dataFolder }: BenchHouse,
  env: Readonly<Record<string, string>>,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const server = serving(dataFolder, env)
  return { url: await addressOf(server), stop: () => ended(server) }
}

// What the database's own cleaner does within minutes and a checkpoint within five: it would come amid what is measured. Rows of years do
// not come in a second in an office.
const settle = (superuser: ConnectionSettings): Promise<void> =>
  connected(superuser, async (client) => {
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  })

/** The address a server prints when it is ready. */
export const addressOf = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const found = /(http:\/\/[\d.:]+)\/\s/.exec(text)
      if (found?.[1] && text.includes('ready')) resolve(found[1])
    })
    server.once('exit', (code) => reject(new Error(`the house ended with ${code} before it was ready`)))
  })

/** A floor that answers over HTTP, in a process of its own, as the house is. */
export interface FloorServer {
  url: string
  process: ChildProcess
}

/** @param file in this folder: it prints its address when it is ready */
export const openFloorServer = async (file: string, { cluster }: BenchHouse): Promise<FloorServer> => {
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL(`./${file}`, import.meta.url))],
    {
      env: { ...process.env, FLOOR_CONNECTION: JSON.stringify(cluster.owner), NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  return { url: await addressOf(server), process: server }
}
