import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '#platform/log.ts'
import { CannotOpen } from './cannot-open.ts'
import { processOf, signal, until } from './processes.ts'

const run = promisify(execFile)

/** What a running PostgreSQL writes about itself into its data folder. */
export interface PostmasterFile {
  pid: number
  isReady: boolean
}

export const readPostmasterFile = async (data: string): Promise<PostmasterFile | null> => {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  return { pid: Number(lines[0]), isReady: lines[7]?.trim() === 'ready' }
}

/** Stands in the process titles of all of this folder's servers, so that orphans are found by it. */
export const clusterName = (data: string): string =>
  `motcua-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`

/**
 * Every living process of the server on this data folder: the postmaster, or what it left behind when it was
 * killed. Empty on Windows, where children end with their job.
 */
export const serversOn = async (data: string): Promise<number[]> => {
  if (process.platform === 'linux') return serversByProc(data)
  if (process.platform === 'win32') return []
  const { stdout } = await run('ps', ['-axo', 'pid=,stat=,command='])
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null && !found[2]!.startsWith('Z'))
    .filter((found) => found![3]!.includes('postgres') && found![3]!.includes(clusterName(data)))
    .map((found) => Number(found![1]))
}

const serversByProc = async (data: string): Promise<number[]> => {
  const name = clusterName(data)
  const folder = await stat(data).catch(() => null)
  const servers: number[] = []
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry)
    if (!Number.isInteger(pid)) continue
    const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
    if (command.trim() !== 'postgres') continue
    // Every server process works inside its data folder. A container's root may not look; then the title tells.
    const workplace = await stat(`/proc/${pid}/cwd`).catch(() => null)
    const isOurs = workplace
      ? folder !== null && workplace.ino === folder.ino && workplace.dev === folder.dev
      : (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(name)
    if (isOurs && (await processOf(pid)) !== null) servers.push(pid)
  }
  return servers
}

// A fast stop writes a checkpoint; 256 MB of dirty buffers take seconds on a slow disk.
const FAST_STOP_MS = 60_000
const IMMEDIATE_STOP_MS = 5_000
const KILL_MS = 10_000

/**
 * Ends what still works on a data folder whose occupant is gone: Node killed, PostgreSQL alive. The caller holds
 * the folder's lock, so nobody else is served by it. First as a clean stop, then harder, and only when
 * nobody is left is a `postmaster.pid` that would refuse the next start removed: a second server beside a
 * living child would destroy the data.
 */
export const settleLeftovers = async (data: string, log: Log): Promise<void> => {
  const file = await readPostmasterFile(data)
  const servers = await serversOn(data)
  if (process.platform === 'win32') return
  if (servers.length > 0) {
    log('warn', { event: 'leftover-postgres-stopped', count: servers.length, file: data })
    if (file !== null && servers.includes(file.pid)) {
      signal(file.pid, 'SIGINT')
      await allGone(data, FAST_STOP_MS)
    }
    await endBy(data, 'SIGQUIT', IMMEDIATE_STOP_MS)
    await endBy(data, 'SIGKILL', KILL_MS)
    const left = await serversOn(data)
    if (left.length > 0) {
      throw new CannotOpen(
        'DATA_FOLDER_IN_USE',
        `PostgreSQL processes ${left.join(', ')} still work on ${data} and do not end. ` +
          'End them, then start again; do not remove postmaster.pid while they live.',
      )
    }
  }
  // PostgreSQL refuses to start when the pid in this file answers a signal. By now it can only be a zombie or
  // a stranger who was given the number; a pid that answers nothing PostgreSQL clears away by itself.
  const remaining = await readPostmasterFile(data)
  if (remaining !== null && signal(remaining.pid, 0)) {
    log('warn', { event: 'stale-postmaster-file-removed', file: data })
    await rm(join(data, 'postmaster.pid'), { force: true })
  }
}

const allGone = (data: string, milliseconds: number): Promise<boolean> =>
  until(milliseconds, async () => (await serversOn(data)).length === 0)

const endBy = async (data: string, name: NodeJS.Signals, milliseconds: number): Promise<void> => {
  const servers = await serversOn(data)
  if (servers.length === 0) return
  for (const pid of servers) signal(pid, name)
  await allGone(data, milliseconds)
}
