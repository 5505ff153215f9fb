import type { Cluster } from '#platform/db/cluster.ts'
import type { ConnectionSettings } from '#platform/db/connection.ts'
import type { Log } from '#platform/log.ts'
import { inBoth } from './words.ts'

/** 0 done; 1 it failed; 2 the words are not a command; 3 the database or the machine is not as it must be. */
export type ExitCode = 0 | 1 | 2 | 3

/**
 * How a command stands to the office in the data folder. `LOOKS`: at one that must be there. `WRITES`: in one that must be
 * there and take acts. `MAKES`: the same, and where none is it makes one. `APART`: it needs none. `ASKS`: it says itself what
 * is not as it must be.
 */
export type Footing = 'LOOKS' | 'WRITES' | 'MAKES' | 'APART' | 'ASKS'

/** A command of more than one word: what it is called by, what it says of itself, and what it does. */
export interface Command {
  /** As typed after `motcua`. */
  words: string
  /** What stands after the words, for the list of commands. */
  takes: string
  /** What `--help` after the words prints. */
  help: string
  /** It looks where nothing is said; a function where it hangs on what was typed after the words. */
  footing?: Footing | ((args: readonly string[]) => Footing)
  run(call: Call): Promise<ExitCode>
}

export interface Call {
  /** What was typed after the words. */
  args: readonly string[]
  /** The database that `start` runs, or our own for as long as the command takes; whoever opens it stops it. */
  open(): Promise<Cluster>
  /** Where the office keeps its keys and files. */
  dataFolder: string
  /** Where citizens reach the portal. */
  publicUrl: string
  office: Office
}

/** For a command that looks after the whole office, and not at what is in it. */
export interface Office {
  /** The database as it stands: nothing is migrated, nothing loaded. Whoever opens it stops it. */
  open(): Promise<Cluster>
  /** Who may copy the database that runs now; null when nobody runs it. */
  admin(): Promise<ConnectionSettings | null>
  /** Whether the database is the program's own, and not a given server's. */
  embedded: boolean
  schema: string
  program: string
  /** Where the program would serve. */
  host: string
  /** Names of the migrations that this program has, in their order. */
  migrations(): Promise<readonly string[]>
  log: Log
}

/** What a command of one file answers to other words: that, and its help. */
export const notOneFile = (command: string, help: string): ExitCode => {
  process.stderr.write(`${inBoth('command.takes-one-file', { command }).join('\n')}\n\n${help}`)
  return 2
}

/** Which of the words it was, and what it was expected to be. */
export type WhyNot = readonly [
  what: 'word' | 'missing' | 'roles' | 'mode' | 'beside' | 'until' | 'past',
  values: Readonly<Record<string, string>>,
]

/** What a command answers to words that it does not understand: that nothing was done, which word it was, and its help. */
export const notUnderstood = (command: string, help: string, why?: WhyNot | null): ExitCode => {
  const lines = [
    ...inBoth('command.not-understood', { command }),
    ...(why ? inBoth(`command.not-understood.${why[0]}`, why[1]).map((line) => `  ${line}`) : []),
  ]
  process.stderr.write(`${lines.join('\n')}\n\n${help}`)
  return 2
}

/** The word that Node stumbled over: `Unknown option '--unti'. …`; null where it names none. */
export const stumbledOver = (error: unknown): WhyNot | null => {
  const said = /'([^']+)'/.exec((error as Error).message)?.[1]
  return said === undefined ? null : ['word', { said }]
}

/** A number from 1 on, in digits: `1e3`, `1.5`, `0x10`, `-5` may have been meant otherwise than they are read. Null: none. */
export const wholeNumber = (text: string | undefined, most: number): number | null => {
  const number = /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : null
  return number !== null && number <= most ? number : null
}
