import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * As whom PostgreSQL runs: it refuses root, and it refuses a user without a name.
 *
 * - `self`: the user of this process.
 * - `namespace`: this user, called by another name inside a user namespace of its own. Its files stay this
 *   user's; a root of that kind has no power over other people's folders.
 * - `user`: another user, which only root can become.
 */
export type RunAs = { kind: 'self' } | { kind: 'namespace' | 'user'; uid: number; gid: number; name: string }

export interface Command {
  file: string
  args: string[]
  uid?: number
  gid?: number
}

export const commandAs = (runAs: RunAs, file: string, args: readonly string[]): Command => {
  if (runAs.kind === 'self') return { file, args: [...args] }
  if (runAs.kind === 'user') return { file, args: [...args], uid: runAs.uid, gid: runAs.gid }
  const names = [`--map-user=${runAs.uid}`, `--map-group=${runAs.gid}`]
  return { file: 'unshare', args: ['--user', ...names, '--', file, ...args] }
}

/**
 * The environment of the server's processes: nothing of ours but the path. PGDATA, PGPORT or LD_LIBRARY_PATH
 * of another installation would mislead it.
 */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' && { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP }),
})

export const runAsAndRead = async (runAs: RunAs, file: string, args: readonly string[], timeout = 60_000) => {
  const { file: program, args: all, ...identity } = commandAs(runAs, file, args)
  return run(program, all, { ...identity, env: serverEnvironment(), cwd: '/', timeout, encoding: 'utf8' })
}

/** Whether a command succeeds as that user. */
export const succeedsAs = async (runAs: RunAs, file: string, args: readonly string[]): Promise<boolean> =>
  runAsAndRead(runAs, file, args, 10_000).then(
    () => true,
    () => false,
  )

/** Whether that user may reach a folder and write into it, tried and not reckoned. */
export const mayUse = (runAs: RunAs, folder: string): Promise<boolean> =>
  runAs.kind === 'self'
    ? Promise.resolve(true)
    : succeedsAs(runAs, '/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder])

/**
 * The ways to run the server from here, best first, each tried. `dataOwner` is the uid that owns existing
 * data: data keeps its owner, or root would leave files in a user's folder that the user cannot read.
 */
export const waysToRun = async (dataOwner: number | null): Promise<RunAs[]> => {
  if (process.platform === 'win32' || process.getuid === undefined) return [{ kind: 'self' }]
  const uid = process.getuid()
  const people = await knownUsers()
  const stranger =
    people.find((person) => person.name === 'nobody') ?? people.find((person) => person.uid !== 0)
  const namespace: RunAs[] = stranger ? [{ kind: 'namespace', ...stranger }] : []
  const ways: RunAs[] =
    uid !== 0
      ? hasName()
        ? [{ kind: 'self' }]
        : namespace
      : dataOwner === null || dataOwner === 0
        ? [...namespace, ...(stranger ? [{ kind: 'user' as const, ...stranger }] : [])]
        : people.filter((person) => person.uid === dataOwner).map((person) => ({ kind: 'user', ...person }))
  const possible: RunAs[] = []
  for (const way of ways) {
    if (way.kind === 'self' || (await succeedsAs(way, '/bin/sh', ['-c', 'test "$(id -u)" != 0'])))
      possible.push(way)
  }
  return possible
}

interface Person {
  name: string
  uid: number
  gid: number
}

const knownUsers = async (): Promise<Person[]> => {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name !== '' && uid > 0 && gid >= 0)
}

const hasName = (): boolean => {
  try {
    userInfo()
    return true
  } catch {
    return false
  }
}
