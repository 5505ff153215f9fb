import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The built program as a process of its own. */

export const PROGRAM = fileURLToPath(new URL('../../dist/server/main.mjs', import.meta.url))

/** Our environment without what would lead the program to another database or folder. */
export const surroundings = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(MOTCUA_|PG|npm_)/.test(name) && name !== 'DATABASE_URL',
    ),
  )

export interface Spawning {
  dataFolder: string
  /** Variables for the program beside MOTCUA_DATA. */
  env?: NodeJS.ProcessEnv
  /** Words for Node.js itself. */
  nodeArgs?: readonly string[]
  /** Another built `main.mjs`, of an earlier program. */
  program?: string
  /** What somebody types, and then no more. Without it there is nothing to read. */
  typed?: string
}

export interface Spawned {
  child: ChildProcess
  /** All that it has said until now. */
  said: { out: string; errors: string }
  /** Its exit code once the process is gone, null when it was killed. What it said last may be on its way still. */
  ended: Promise<number | null>
  /** The same once all that it said is here. */
  heard: Promise<number | null>
  isOver(): boolean
}

/** @param words of the command line, such as `serve` */
export const spawned = (
  words: readonly string[],
  { dataFolder, env = {}, nodeArgs = [], program = PROGRAM, typed }: Spawning,
): Spawned => {
  const child = spawn(process.execPath, ['--enable-source-maps', ...nodeArgs, program, ...words], {
    env: { ...surroundings(), MOTCUA_DATA: dataFolder, ...env },
    stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  const said = { out: '', errors: '' }
  child.stdout?.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    said.errors += chunk
  })
  // Whoever ended before it was read to has said why.
  child.stdin?.on('error', () => {})
  child.stdin?.end(typed)
  const code = ([value]: unknown[]) => value as number | null
  return {
    child,
    said,
    ended: once(child, 'exit').then(code),
    heard: once(child, 'close').then(code),
    isOver: () => child.exitCode !== null || child.signalCode !== null,
  }
}

/** Whether its line `ready` has come on standard output. */
export const isReady = ({ said }: Spawned): boolean => /^ready$/m.test(said.out)
