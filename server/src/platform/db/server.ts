import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '#platform/log.ts'
import { programFile } from './binaries.ts'
import { CannotOpen } from './cannot-open.ts'
import type { Place } from './place.ts'
import { clusterName, readPostmasterFile, settleLeftovers } from './postmaster.ts'
import { signal, until, within } from './processes.ts'
import { commandAs, serverEnvironment } from './run-as.ts'

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
  // What a follower of backups has not heard yet is kept for it, until it would fill the disk: then it is given up.
  max_slot_wal_keep_size: '4GB',
})

const PATIENCE_MS = 60_000
const STOP_MS = 120_000
const LARGEST_LOG = 16 * 2 ** 20

export interface ServerOptions {
  dataFolder: string
  place: Place
  /** The folder of the socket; null where there are none (Windows). */
  socket: string | null
  port: number
  settings?: Readonly<Record<string, string>>
  /** How long a start may go on without a sign of life in the server's log, in milliseconds. */
  patience?: number
  /** Whether it is started anew when it dies by itself; so it is unless this says no. */
  revives?: boolean
  log: Log
}

/** The postmaster as our child: started, watched, revived when it dies by itself, stopped. */
export class Server {
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
      throw new CannotOpen(
        'DID_NOT_START',
        `PostgreSQL did not start on ${place.data}. Its last words:\n${said}`,
      )
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
    if (this.#isStopping || this.#reviving !== null || this.#options.revives === false) return
    this.#options.log('error', {
      event: 'postgres-ended-by-itself',
      code: how,
      file: this.#options.place.data,
    })
    this.#reviving = this.#revive().finally(() => {
      this.#reviving = null
    })
  }

  async #revive(): Promise<void> {
    // Somebody who ends the whole service also ends us within this moment; then nothing is revived.
    for (let pause = 250; !this.#isStopping; pause = Math.min(pause * 2, 30_000)) {
      if (await until(pause, async () => this.#isStopping)) return
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
