import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadDemo } from '../../server/src/demo-province.ts'
import { type Cluster, openCluster } from '../../server/src/platform/db/cluster.ts'
import { connected } from '../../server/src/platform/db/connection.ts'
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
  /** Leaves the database as hours do: planned for what it holds, and with the files of its log that filling it wrote. */
  settle(): Promise<void>
  close(): Promise<void>
}

export const PROGRAM =
  process.env.BENCH_PROGRAM ?? fileURLToPath(new URL('../../dist/server/main.mjs', import.meta.url))
const MIGRATIONS = fileURLToPath(new URL('../../server/migrations', import.meta.url))

/** Only `serve`: what happens after a commit (printing) is another process's work, here as in an office. */
export const openBenchHouse = async (): Promise<BenchHouse> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
  const cluster = await openCluster({ dataFolder, province: 'province', log: silent })
  await migrate({ owner: cluster.owner, schema: cluster.schema, folder: MIGRATIONS, log: silent })
  if (!cluster.loader) throw new Error('the embedded cluster has no loader')
  await loadDemo(cluster.loader)
  const server = spawn(
    process.execPath,
    [...(process.env.BENCH_NODE ?? '').split(' ').filter(Boolean), PROGRAM, 'serve'],
    {
      env: { ...process.env, MOTCUA_DATA: dataFolder, PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', process.env.BENCH_LOG ? 'inherit' : 'ignore'],
    },
  )
  const url = await addressOf(server)
  return {
    cluster,
    url,
    pid: server.pid,
    dataFolder,
    settle: () => settle(cluster, dataFolder),
    close: async () => {
      server.kill('SIGTERM')
      await new Promise((resolve) => server.once('exit', resolve))
      await cluster.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

// What autovacuum does within a minute and a checkpoint within five. Rows of years do not come in a second in an office.
const settle = async ({ owner }: Cluster, dataFolder: string): Promise<void> => {
  await connected(owner, (client) => client.query('analyze dossier, dossier_event, task'))
  const superuser = { ...owner, user: SUPERUSER, password: await secret(dataFolder, SUPERUSER) }
  await connected(superuser, (client) => client.query('checkpoint'))
}

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
