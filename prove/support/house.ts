import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { attachCluster, type Cluster, type ConnectionSettings } from '#platform/db/cluster.ts'
import { readPostmasterFile, serversOn } from '#platform/db/postmaster.ts'
import { processOf, signal, until, within } from '#platform/db/processes.ts'
import { silent } from '#platform/log.ts'
import { Client } from '../../server/test/support/client.ts'
import { afterwards, temporaryFolder } from './places.ts'
import { PROGRAM, surroundings } from './program.ts'

/**
 * The program as an office runs it: built, as a process of its own, on a data folder that is thrown away, with its
 * own PostgreSQL and the demo province. It can be stopped, killed and started again as a supervisor would.
 */
export interface RunningHouse {
  url: string
  dataFolder: string
  /** Of the program while it runs. */
  pid(): number | null
  /** Everything it ever said. */
  output: { stdout: string; stderr: string }
  /** How often the program has ended without `stop` or `kill` being asked for. */
  ends(): number
  visitor(): Client
  signIn(username: string, password?: string): Promise<Client>
  /** Connections to its database, past the program: owner (migrations), app, loader (passes row-level security). */
  database(): Promise<Cluster & { loader: ConnectionSettings }>
  /** Until its line `ready`. @throws when it ends instead, or says nothing for a minute */
  start(): Promise<void>
  /** As an operator stops it. */
  stop(): Promise<void>
  /** kill -9 of the program alone; its PostgreSQL lives on. */
  kill(): Promise<void>
  /** kill -9 of the postmaster and all its children; the count of processes killed. */
  killDatabase(): Promise<number>
  /** Until it can read its database; the milliseconds that took. @throws after `patience` */
  answers(patience?: number): Promise<number>
  postgresLog(): Promise<string>
}

export interface HouseRequest {
  dataFolder?: string
  /** Variables for the program, beside HOST, PORT and MOTCUA_DATA. */
  env?: Record<string, string>
}

const START_MS = 60_000

export const startHouse = async (request: HouseRequest = {}): Promise<RunningHouse> => {
  const dataFolder = request.dataFolder ?? (await temporaryFolder())
  const port = await freePort()
  const house = new House(dataFolder, port, request.env ?? {})
  afterwards(() => house.stop())
  await house.start()
  return house
}

/** A port that nobody uses at this moment. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

class House implements RunningHouse {
  readonly url: string
  readonly dataFolder: string
  readonly output = { stdout: '', stderr: '' }
  readonly #env: NodeJS.ProcessEnv
  #child: ChildProcess | null = null
  #expected = true
  #ends = 0

  constructor(dataFolder: string, port: number, env: Record<string, string>) {
    this.dataFolder = dataFolder
    this.url = `http://127.0.0.1:${port}`
    this.#env = { ...surroundings(), HOST: '127.0.0.1', PORT: String(port), MOTCUA_DATA: dataFolder, ...env }
  }

  pid = () => this.#child?.pid ?? null
  ends = () => this.#ends
  visitor = () => new Client(this.url)
  signIn = (username: string, password?: string) => this.visitor().signIn(username, password)

  async database() {
    const cluster = await attachCluster({ dataFolder: this.dataFolder, province: 'province', log: silent })
    if (!cluster?.loader) throw new Error('the house runs no database of its own')
    return { ...cluster, loader: cluster.loader }
  }

  async start(): Promise<void> {
    if (this.#child) throw new Error('the house runs already')
    this.#expected = false
    const child = spawn(process.execPath, ['--enable-source-maps', PROGRAM, 'start'], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    let said = ''
    const ready = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk
        this.output.stdout += chunk
        if (/^ready$/m.test(said)) resolve()
      })
    })
    child.stderr.on('data', (chunk: Buffer) => {
      this.output.stderr += chunk
    })
    const ended = once(child, 'exit').then(() => {
      if (this.#child === child) this.#child = null
      if (!this.#expected) this.#ends += 1
    })
    const up = await within(START_MS, Promise.race([ready, ended]))
    if (up && this.#child === child) return
    await this.kill()
    throw new Error(`the program did not become ready; its last words: ${this.output.stderr.slice(-2_000)}`)
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#expected = true
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    if (!(await within(START_MS, ended))) {
      child.kill('SIGKILL')
      await ended
    }
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#expected = true
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async killDatabase(): Promise<number> {
    const data = await realpath(join(this.dataFolder, 'postgres'))
    const postmaster = (await readPostmasterFile(data))?.pid ?? 0
    const servers = await serversOn(data)
    // The postmaster first: it would mend what lost only its children.
    const doomed = servers.includes(postmaster)
      ? [postmaster, ...servers.filter((pid) => pid !== postmaster)]
      : servers
    for (const pid of doomed) signal(pid, 'SIGKILL')
    await until(10_000, async () =>
      (await Promise.all(doomed.map(processOf))).every((found) => found === null),
    )
    return doomed.length
  }

  async answers(patience = START_MS): Promise<number> {
    const began = performance.now()
    const visitor = this.visitor()
    try {
      const ready = await until(patience, async () => {
        const answer = await visitor.get('/readyz', { patience: 2_000 }).catch(() => null)
        return answer?.status === 200
      })
      if (!ready) throw new Error(`no answer from the house within ${patience} ms`)
      return performance.now() - began
    } finally {
      visitor.close()
    }
  }

  postgresLog = async () => {
    const file = join(this.dataFolder, 'log', 'postgres.log')
    const parts = await Promise.all([`${file}.1`, file].map((one) => readFile(one, 'utf8').catch(() => '')))
    return parts.join('')
  }
}

/** What an office keeps secret in files of its data folder: keys and passwords, each by the name of its file. */
export const secretsOf = async (dataFolder: string): Promise<{ name: string; value: string }[]> => {
  const folder = join(dataFolder, 'secrets')
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())
  const found = await Promise.all(
    files.map(async ({ name }) =>
      (await readFile(join(folder, name), 'utf8')).split(/\s+/).map((value) => ({ name, value })),
    ),
  )
  return found.flat().filter(({ value }) => value.length >= SECRET_LENGTH)
}

// Beside a key in its file stands its number, which is no secret.
const SECRET_LENGTH = 16
