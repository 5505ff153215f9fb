import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A process and when it began, in the words of its system: a recycled pid has another beginning. */
export interface ProcessMark {
  pid: number
  /** Null where the system does not tell (Windows, a hidden /proc). */
  began: string | null
}

/**
 * The process with this pid, or null when none lives. A zombie is dead: it has no memory and no files, it only
 * waits to be reaped, yet it answers signal 0, and PostgreSQL would take it for a running server.
 */
export const processOf = async (pid: number): Promise<ProcessMark | null> => {
  if (!answers(pid)) return null
  if (process.platform === 'linux') return processOnLinux(pid)
  if (process.platform === 'win32') return { pid, began: null }
  return processByPs(pid)
}

/** Whether the very process that was marked still lives. */
export const stillLives = async (mark: ProcessMark): Promise<boolean> => {
  const now = await processOf(mark.pid)
  return now !== null && (now.began === null || mark.began === null || now.began === mark.began)
}

/**
 * The world in which a pid means something: this boot of this machine and this container. A pid written in
 * another world says nothing here.
 */
export const pidWorld = async (): Promise<string> => {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => hostname())
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '')
  return `${boot.trim()} ${namespace}`.trim()
}

/** Sends a signal; false when there was nobody to receive it. */
export const signal = (pid: number, name: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Asks again and again until the answer is yes; false when the time is over. */
export const until = async (milliseconds: number, isSo: () => Promise<boolean>): Promise<boolean> => {
  const end = performance.now() + milliseconds
  for (let pause = 5; ; pause = Math.min(pause * 1.5, 100)) {
    if (await isSo()) return true
    if (performance.now() >= end) return false
    await sleep(pause)
  }
}

/** Whether a promise is kept within the time. */
export const within = async (milliseconds: number, promise: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  try {
    return await Promise.race([promise.then(() => true), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

const answers = (pid: number): boolean => {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody lives there whom we may not signal.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const processOnLinux = async (pid: number): Promise<ProcessMark | null> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  // It answered a signal: gone in between, or /proc hides other people's processes (hidepid).
  if (stat === null) return answers(pid) ? { pid, began: null } : null
  // The command name stands in brackets and may itself hold spaces and brackets. Fields 3 (state) and 22 (start).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  return { pid, began: fields[19] ?? null }
}

const processByPs = async (pid: number): Promise<ProcessMark | null> => {
  const found = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).catch(() => null)
  if (found === null) return null
  const [state = '', ...began] = found.stdout.trim().split(/\s+/)
  return state === '' || state.startsWith('Z') ? null : { pid, began: began.join(' ') }
}
