import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  cp,
  lchown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import type { Log } from '#platform/log.ts'
import type { Programs } from './binaries.ts'
import { copyPrograms, programFile } from './binaries.ts'
import { CannotOpen } from './cannot-open.ts'
import { settleLeftovers } from './postmaster.ts'
import type { RunAs } from './run-as.ts'
import { mayUse, runAsAndRead, succeedsAs, waysToRun } from './run-as.ts'

/** Where and as whom the server runs. */
export interface Place {
  runAs: RunAs
  /** The folder that holds the data folder of PostgreSQL, reachable by the server's user. */
  parent: string
  /** PostgreSQL's data folder; it need not exist yet. */
  data: string
  programs: Programs
}

/**
 * Finds a user who may run the server, and a place which that user can reach. As a rule that is this
 * user, this data folder and the installed programs. Root needs another identity, and a project below a
 * folder that only its owner may enter (a 0700 home) cannot be reached by everybody: then the
 * programs are copied, and the data live in a folder of the system to which `<dataFolder>/postgres` is a link.
 *
 * The caller holds the lock of the data folder.
 *
 * @throws CannotOpen NO_PROGRAMS, DATA_FOLDER_UNUSABLE
 */
export const findPlace = async (dataFolder: string, programs: Programs, log: Log): Promise<Place> => {
  const { home, existing } = await presentPlace(dataFolder)
  if (existing !== null) await settleLeftovers(existing, log)
  const owner = existing === null ? null : (await stat(existing)).uid
  if (owner !== null && process.getuid && process.getuid() !== 0 && process.getuid() !== owner)
    throw new CannotOpen('DATA_FOLDER_UNUSABLE', belongsTo(existing!, owner))
  for (const runAs of await waysToRun(owner)) {
    if (await canHold(home, runAs)) {
      if (existing !== null) await giveData(existing, runAs)
      const data = existing ?? join(home, 'postgres')
      return { runAs, parent: home, data, programs: await runnablePrograms(programs, runAs, home) }
    }
    const parent = await systemFolder(dataFolder, runAs)
    const place = { runAs, parent, data: join(parent, 'postgres') }
    const runnable = await runnablePrograms(programs, runAs, parent)
    if (existing !== null) await copyData(existing, { ...place, programs: runnable })
    await leadTo(dataFolder, place.data)
    log('warn', { event: 'database-lives-elsewhere', file: place.data })
    return { ...place, programs: runnable }
  }
  throw new CannotOpen('DATA_FOLDER_UNUSABLE', whyNobody(existing, owner))
}

/** Where the data of this folder are by now: in it, or where its link leads. `existing` is null before initdb. */
const presentPlace = async (dataFolder: string): Promise<{ home: string; existing: string | null }> => {
  const named = join(dataFolder, 'postgres')
  // A start that was killed while it changed a folder for a link.
  if (!(await isThere(named)) && (await isThere(`${named}.link`))) await rename(`${named}.link`, named)
  const target = await readlink(named).catch(() => null)
  const home = target === null ? dataFolder : dirname(resolve(dataFolder, target))
  if (!(await isThere(home)))
    throw new CannotOpen(
      'DATA_FOLDER_UNUSABLE',
      `The database of ${dataFolder} lives in ${target}, and nothing is there. Bring that folder back; ` +
        'to begin anew with an empty database, give another folder with MOTCUA_DATA.',
    )
  return { home, existing: await realpath(named).catch(() => null) }
}

const isThere = async (path: string): Promise<boolean> => (await lstat(path).catch(() => null)) !== null

/** Gives a folder that we just made to the server's user; nobody else may enter it. */
export const giveTo = async (runAs: RunAs, folder: string): Promise<void> => {
  if (runAs.kind === 'user') await chown(folder, runAs.uid, runAs.gid)
}

/**
 * A folder for the server's socket, once no server of the data lives any more: `run` beside the data, or a short
 * one of the system when that path is too long for a socket (107 bytes on Linux, 103 on macOS), lies on a file
 * system without sockets, or is not ours (an administrator's link may lead anywhere).
 */
export const socketFolder = async (place: Place, dataFolder: string): Promise<string> => {
  const isOurs = place.parent === dataFolder || isSystemFolder(place.parent)
  const near = join(place.parent, 'run')
  if (isOurs && Buffer.byteLength(join(near, SOCKET_NAME)) <= LONGEST_SOCKET_PATH) {
    await mkdir(near, { recursive: true, mode: 0o700 })
    await giveTo(place.runAs, near)
    // What a killed server left here names its pid; PostgreSQL would respect even a zombie's.
    for (const left of await readdir(near))
      if (left.startsWith('.s.PGSQL.')) await rm(join(near, left), { force: true })
    if (await takesSockets(near)) return near
  }
  // TMPDIR may itself be deep.
  const short = Buffer.byteLength(tmpdir()) < 60 ? tmpdir() : '/tmp'
  const folder = await mkdtemp(join(short, 'motcua-run-'))
  await giveTo(place.runAs, folder)
  return folder
}

/** Removes a socket folder that `socketFolder` made outside the data folder. */
export const removeSocketFolder = async (folder: string): Promise<void> => {
  if (/^motcua-run-\w{6}$/.test(basename(folder))) await rm(folder, { recursive: true, force: true })
}

const SOCKET_NAME = '.s.PGSQL.5432.lock'
const LONGEST_SOCKET_PATH = 103

const takesSockets = async (folder: string): Promise<boolean> => {
  const path = join(folder, `try-${randomBytes(3).toString('hex')}`)
  const server = createServer()
  const heard = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(path, () => resolve(true))
  })
  if (heard) await new Promise((resolve) => server.close(resolve))
  return heard
}

/** Whether the server's user can work in a folder of its own inside this one. */
const canHold = async (folder: string, runAs: RunAs): Promise<boolean> => {
  if (runAs.kind === 'self') return true
  // The server's user passes through our folder without seeing what else is in it.
  if (runAs.kind === 'user') {
    const { uid, gid } = await stat(folder)
    if (gid !== runAs.gid) await chown(folder, uid, runAs.gid).catch(() => {})
    await chmod(folder, 0o710).catch(() => {})
  }
  const trial = await mkdtemp(join(folder, '.reach-'))
  try {
    await giveTo(runAs, trial)
    return await mayUse(runAs, trial)
  } catch {
    return false
  } finally {
    await rmdir(trial)
  }
}

const isSystemFolder = (folder: string): boolean => /^motcua-\w{6}$/.test(basename(folder))

/** A new folder outside any home. Only the link in the data folder leads to it. */
const systemFolder = async (dataFolder: string, runAs: RunAs): Promise<string> => {
  for (const base of ['/var/lib', tmpdir()]) {
    const folder = await mkdtemp(join(base, 'motcua-')).catch(() => null)
    if (folder === null) continue
    await chmod(folder, 0o711)
    if (await canHold(folder, runAs)) return folder
    await rmdir(folder)
  }
  throw new CannotOpen(
    'DATA_FOLDER_UNUSABLE',
    `The database cannot run as root, and no other user can reach ${dataFolder}. Give a folder that others ` +
      'may enter with MOTCUA_DATA (such as /srv/motcua), or start the program as an ordinary user.',
  )
}

/** Existing data go to their new place whole or not at all: copied and synced before any link leads there. */
const copyData = async (from: string, { data, runAs, programs }: Place): Promise<void> => {
  await cp(from, data, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  await chmod(data, 0o700)
  await giveData(data, runAs)
  await runAsAndRead(runAs, programFile(programs, 'initdb'), ['--sync-only', '-D', data], 600_000)
}

const leadTo = async (dataFolder: string, data: string): Promise<void> => {
  const named = join(dataFolder, 'postgres')
  const left = `${named}.left`
  await rm(`${named}.link`, { force: true })
  await symlink(data, `${named}.link`)
  if (await isThere(named)) await rename(named, left)
  await rename(`${named}.link`, named)
  await rm(left, { recursive: true, force: true })
}

/** Data of root that a namespace no longer serves are given to the user that serves them now. */
export const giveData = async (data: string, runAs: RunAs): Promise<void> => {
  if (runAs.kind !== 'user' || (await lstat(data)).uid === runAs.uid) return
  for (const entry of await readdir(data, { withFileTypes: true })) {
    const path = join(data, entry.name)
    if (entry.isDirectory()) await giveData(path, runAs)
    else await lchown(path, runAs.uid, runAs.gid)
  }
  // The folder itself last: its owner says whether the work was finished.
  await chown(data, runAs.uid, runAs.gid)
}

const runnablePrograms = async (programs: Programs, runAs: RunAs, parent: string): Promise<Programs> => {
  const runs = (candidate: Programs) => succeedsAs(runAs, programFile(candidate, 'postgres'), ['-V'])
  if (await runs(programs)) return programs
  if (runAs.kind !== 'self') {
    const copy = await copyPrograms(programs, join(parent, 'programs'))
    if (await runs(copy)) return copy
  }
  const cause: unknown = await runAsAndRead(runAs, programFile(programs, 'postgres'), ['-V']).catch(
    (error: unknown) => error,
  )
  const said = (cause as { stderr?: string }).stderr?.trim() || String((cause as Error).message)
  throw new CannotOpen(
    'NO_PROGRAMS',
    `The bundled PostgreSQL does not run on this machine (${said}). It needs glibc 2.27 or newer on Linux; ` +
      'where that is not to be had, set DATABASE_URL to a PostgreSQL server of version 15 or newer.',
    cause,
  )
}

const belongsTo = (data: string, owner: number): string =>
  `The database in ${data} belongs to uid ${owner}. Run the program as its owner, or give the folder to an ` +
  'ordinary user with chown -R.'

const whyNobody = (data: string | null, owner: number | null): string => {
  if (process.getuid?.() !== 0)
    return (
      `PostgreSQL needs a user with a name, and uid ${process.getuid?.()} has none in /etc/passwd. ` +
      'Give it one, run as another user, or set DATABASE_URL.'
    )
  if (data !== null && owner !== null && owner !== 0) return belongsTo(data, owner)
  return (
    'PostgreSQL does not run as root, and here root may neither make a user namespace nor become another ' +
    'user. Start the program as an ordinary user, or set DATABASE_URL.'
  )
}
