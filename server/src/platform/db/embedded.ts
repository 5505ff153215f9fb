import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { chmod, lstat, mkdir, mkdtemp, open, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Log } from '#platform/log.ts'
import type { Programs } from './binaries.ts'
import { findPrograms, programFile } from './binaries.ts'
import { CannotOpen } from './cannot-open.ts'
import { lockDataFolder } from './lock.ts'
import type { Place } from './place.ts'
import { forgetAddress, readAddress, writeAddress } from './address.ts'
import type { Address } from './address.ts'
import { findPlace, giveTo, removeSocketFolder, socketFolder } from './place.ts'
import { clusterName, readPostmasterFile, settleLeftovers } from './postmaster.ts'
import { signal, sleep, until, within } from './processes.ts'
import { commandAs, runAsAndRead, serverEnvironment } from './run-as.ts'
import { secret } from './secrets.ts'

export interface EmbeddedOptions {
  dataFolder: string
  log: Log
  /** Where the programs lie, if not where npm puts them. */
  programs?: string
  /** Settings of the server that differ from ours; for throw-away clusters. */
  settings?: Readonly<Record<string, string>>
  /** How long a start may go on without a sign of life in the server's log, in milliseconds. */
  patience?: number
}

/** A running PostgreSQL of ours. */
export interface Embedded extends Address {
  /** The real path of the data folder. */
  dataFolder: string
  /** Of the superuser, `postgres`. */
  password: string
  /** The postmaster's pid; it changes when the server had to be revived. */
  pid(): number
  /** Stops the server cleanly, waits for it and gives the data folder free. May be called twice. */
  stop(): Promise<void>
}

export const SUPERUSER = 'postgres'

/**
 * Starts the bundled PostgreSQL on a data folder, making the cluster when there is none, and keeps it running
 * until it is told to stop. It listens on a Unix socket in a private folder only (Windows: on the loopback).
 *
 * @throws CannotOpen with a sentence for the operator
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const dataFolder = await makeDataFolder(options.dataFolder)
  const lock = await lockDataFolder(dataFolder)
  let socket: string | null = null
  const cleanUp = async () => {
    await forgetAddress(dataFolder)
    if (socket !== null) await removeSocketFolder(socket)
    await lock.release()
  }
  try {
    const left = await readAddress(dataFolder)
    const password = await secret(dataFolder, SUPERUSER)
    const installed = await findPrograms(dataFolder, options.programs)
    const place = await findPlace(dataFolder, installed, options.log)
    if (left !== null) await removeSocketFolder(left.host)
    await prepareCluster(dataFolder, place, password, options)
    socket = process.platform === 'win32' ? null : await socketFolder(place)
    const port = socket === null ? await freePort() : 5432
    const server = new Server({ ...options, dataFolder, place, socket, port })
    await server.start()
    const address = { host: socket ?? '127.0.0.1', port }
    await writeAddress(dataFolder, address)
    return {
      ...address,
      dataFolder,
      password,
      pid: () => server.pid,
      stop: async () => {
        await server.stop()
        await cleanUp()
      },
    }
  } catch (error) {
    await cleanUp()
    throw error
  }
}

const makeDataFolder = async (wanted: string): Promise<string> => {
  try {
    await mkdir(wanted, { recursive: true, mode: 0o700 })
    const folder = await realpath(wanted)
    await mkdir(join(folder, 'log'), { recursive: true, mode: 0o700 })
    return folder
  } catch (cause) {
    throw new CannotOpen(
      'DATA_FOLDER_UNUSABLE',
      `The data folder ${wanted} cannot be made or written (${(cause as Error).message}). ` +
        'Give another one with MOTCUA_DATA.',
      cause,
    )
  }
}

/** Makes the cluster if there is none; otherwise makes sure that this program may open it. */
const prepareCluster = async (
  dataFolder: string,
  place: Place,
  password: string,
  options: EmbeddedOptions,
): Promise<void> => {
  const written = Number(await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(() => ''))
  if (!written) {
    await mustBeEmpty(place.data)
    await initialise(dataFolder, place, password, options)
    return
  }
  if (written !== place.programs.major)
    throw new CannotOpen(
      'OTHER_MAJOR_VERSION',
      `The data in ${place.data} were written by PostgreSQL ${written}, and this program brings ` +
        `PostgreSQL ${place.programs.major}. Open them with the version of this program that wrote them, take ` +
        'a backup there, and restore it here into a new data folder.',
    )
}

const mustBeEmpty = async (data: string): Promise<void> => {
  const entries = await readdir(data).catch(() => [])
  if (entries.length > 0)
    throw new CannotOpen(
      'DATA_FOLDER_UNUSABLE',
      `${data} is not empty and holds no PostgreSQL data. Give another folder with MOTCUA_DATA.`,
    )
}

/**
 * initdb in a folder beside, renamed when it is whole: a start that is killed in between leaves nothing that
 * looks like a database.
 */
const initialise = async (
  dataFolder: string,
  place: Place,
  password: string,
  options: EmbeddedOptions,
): Promise<void> => {
  const began = performance.now()
  for (const entry of await readdir(place.parent))
    if (entry.startsWith('postgres.new-')) await rm(join(place.parent, entry), { recursive: true, force: true })
  const draft = await mkdtemp(join(place.parent, 'postgres.new-'))
  await giveTo(place.runAs, draft)
  const passwordFile = `${draft}.secret`
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' })
  await giveTo(place.runAs, passwordFile)
  const settings = { ...TUNABLE_SETTINGS, shared_buffers: `${sharedBuffers()}MB` }
  try {
    await runAsAndRead(
      place.runAs,
      programFile(place.programs, 'initdb'),
      [
        ...['-D', draft, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        // C collation: the order of an index never depends on the machine. Vietnamese order is presentation.
        ...['-k', '--encoding=UTF8', '--locale=C', '--no-instructions'],
        ...(options.settings?.fsync === 'off' ? ['--no-sync'] : []),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      300_000,
    )
    if (await lstat(place.data).catch(() => null)) await rm(place.data, { recursive: true })
    await rename(draft, place.data)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    const said = (cause as { stderr?: string }).stderr?.trim() || String((cause as Error).message)
    throw new CannotOpen('DID_NOT_START', `The database could not be made in ${dataFolder}: ${said}`, cause)
  } finally {
    await rm(passwordFile, { force: true })
  }
  options.log('info', { event: 'database-made', ms: Math.round(performance.now() - began), file: place.data })
}

/** Written into postgresql.conf once: an administrator may change them there. */
const TUNABLE_SETTINGS = {
  max_connections: '100',
  // The bundled build has no compiler of queries; asking for one only costs planning time.
  jit: 'off',
  random_page_cost: '1.1',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

/** Megabytes: an eighth of the memory that this machine or container has, between 32 and 256. */
const sharedBuffers = (): number => {
  const limit = process.constrainedMemory?.() || totalmem()
  const memory = Math.min(limit, totalmem()) / 2 ** 20
  return Math.max(32, Math.min(256, Math.floor(memory / 8)))
}

/**
 * Given on the command line at every start, so that no edit can undo them. The server's log holds no
 * statement and no detail of one: they carry personal data.
 */
const fixedSettings = (socket: string | null, port: number, data: string): Record<string, string> => ({
  listen_addresses: socket === null ? '127.0.0.1' : '',
  unix_socket_directories: socket === null ? '' : `"${socket.replaceAll('"', '""')}"`,
  unix_socket_permissions: '0700',
  port: String(port),
  cluster_name: clusterName(data),
  fsync: 'on',
  full_page_writes: 'on',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
})

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

const PATIENCE_MS = 60_000
const STOP_MS = 120_000
const LARGEST_LOG = 16 * 2 ** 20

interface ServerOptions extends EmbeddedOptions {
  place: Place
  socket: string | null
  port: number
}

/** The postmaster as our child: started, watched, revived when it dies by itself, stopped. */
class Server {
  readonly #options: ServerOptions
  #child: ChildProcess | null = null
  #isStopping = false
  #stopped: Promise<void> | null = null
  #reviving: Promise<void> | null = null
  // A program that ends without stopping the database still tells it to; PostgreSQL finishes by itself.
  readonly #lastWord = () => {
    if (this.#child !== null) this.#interrupt()
  }

  constructor(options: ServerOptions) {
    this.#options = options
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  async start(): Promise<void> {
    process.on('exit', this.#lastWord)
    try {
      await this.#startOnce()
    } catch (error) {
      process.off('exit', this.#lastWord)
      throw error
    }
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stopNow()
    return this.#stopped
  }

  async #stopNow(): Promise<void> {
    this.#isStopping = true
    await this.#reviving
    await this.#end()
    process.off('exit', this.#lastWord)
  }

  async #startOnce(): Promise<void> {
    const { place, dataFolder, log } = this.#options
    const began = performance.now()
    const logFile = join(dataFolder, 'log', 'postgres.log')
    await turnLog(logFile)
    const alreadyLogged = (await stat(logFile).catch(() => null))?.size ?? 0
    this.#child = this.#spawn(logFile)
    const child = this.#child
    let failure: Error | null = null
    child.once('error', (error) => {
      failure = error
    })
    const isUp = await this.#becomesReady(child, logFile, () => failure !== null)
    if (!isUp) {
      await this.#end()
      const said = failure ?? (await lastLines(logFile, alreadyLogged))
      throw new CannotOpen('DID_NOT_START', `PostgreSQL did not start on ${place.data}. Its last words:\n${said}`)
    }
    child.once('exit', (code, name) => this.#died(name ?? String(code)))
    if (child.exitCode !== null || child.signalCode !== null) this.#died(String(child.exitCode))
    log('info', { event: 'postgres-started', ms: Math.round(performance.now() - began), file: place.data })
  }

  #spawn(logFile: string): ChildProcess {
    const { place, socket, port, settings } = this.#options
    const all = { ...fixedSettings(socket, port, place.data), ...settings }
    const { file, args, ...identity } = commandAs(place.runAs, programFile(place.programs, 'postgres'), [
      ...['-D', place.data],
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ])
    const output = openSync(logFile, 'a', 0o600)
    try {
      return spawn(file, args, {
        ...identity,
        cwd: '/',
        env: serverEnvironment(),
        stdio: ['ignore', output, output],
        // A session of its own: Ctrl-C reaches us alone, and we let requests end before the database does.
        detached: true,
        windowsHide: true,
      })
    } finally {
      closeSync(output)
    }
  }

  /** Crash recovery may take minutes; as long as the log grows the server is at work. */
  async #becomesReady(child: ChildProcess, logFile: string, failed: () => boolean): Promise<boolean> {
    const patience = this.#options.patience ?? PATIENCE_MS
    const hasEnded = () =>
      failed() || this.#isStopping || child.exitCode !== null || child.signalCode !== null
    for (let size = -1; !hasEnded(); ) {
      const now = (await stat(logFile).catch(() => null))?.size ?? 0
      if (now === size) return false
      size = now
      const isUp = await until(patience, async () => {
        if (hasEnded()) return true
        const file = await readPostmasterFile(this.#options.place.data)
        return file !== null && file.pid === child.pid && file.isReady
      })
      if (isUp) return !hasEnded()
    }
    return false
  }

  #died(how: string): void {
    this.#child = null
    if (this.#isStopping || this.#reviving !== null) return
    this.#options.log('error', { event: 'postgres-ended-by-itself', code: how, file: this.#options.place.data })
    this.#reviving = this.#revive().finally(() => {
      this.#reviving = null
    })
  }

  async #revive(): Promise<void> {
    // Somebody who ends the whole service also ends us within this moment; then nothing is revived.
    for (let pause = 250; !this.#isStopping; pause = Math.min(pause * 2, 30_000)) {
      await sleep(pause)
      if (this.#isStopping) return
      try {
        await settleLeftovers(this.#options.place.data, this.#options.log)
        await this.#startOnce()
        if (this.#child !== null) return
      } catch (error) {
        this.#options.log('error', { event: 'postgres-not-revived', code: (error as { code?: string }).code })
      }
    }
  }

  #interrupt(): void {
    const child = this.#child
    if (child?.pid === undefined) return
    if (process.platform !== 'win32') signal(child.pid, 'SIGINT')
    else spawn(programFile(this.#options.place.programs, 'pg_ctl'), this.#pgCtlStop, { windowsHide: true })
  }

  get #pgCtlStop(): string[] {
    return ['stop', '-D', this.#options.place.data, '-m', 'fast', '-W']
  }

  /** A fast stop: sessions are ended, a checkpoint is written, nothing is left to recover. */
  async #end(): Promise<void> {
    const child = this.#child
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      this.#child = null
      return
    }
    const ended = once(child, 'exit')
    this.#interrupt()
    if (!(await within(STOP_MS, ended))) {
      signal(child.pid, 'SIGQUIT')
      await within(10_000, ended)
      await settleLeftovers(this.#options.place.data, this.#options.log)
    }
    this.#child = null
  }
}

const turnLog = async (file: string): Promise<void> => {
  const size = (await stat(file).catch(() => null))?.size ?? 0
  if (size > LARGEST_LOG) await rename(file, `${file}.1`)
}

/** What the server has written since an offset, its last 20 lines. */
const lastLines = async (file: string, from: number): Promise<string> => {
  const handle = await open(file, 'r').catch(() => null)
  if (handle === null) return '(no log)'
  try {
    const { size } = await handle.stat()
    const start = Math.max(from, size - 8_192)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start)
    return buffer.subarray(0, bytesRead).toString('utf8').trimEnd().split('\n').slice(-20).join('\n')
  } finally {
    await handle.close()
  }
}
