import type { Cluster } from '#platform/db/cluster.ts'
import { inBoth } from './words.ts'

/** 0 done; 1 it failed; 2 the words are not a command; 3 the database or the machine is not as it must be. */
export type ExitCode = 0 | 1 | 2 | 3

/** A command of more than one word: what it is called by, what it says of itself, and what it does. */
export interface Command {
  /** As typed after `motcua`. */
  words: string
  /** What stands after the words, for the list of commands. */
  takes: string
  summary: string
  /** What `--help` after the words prints. */
  help: string
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
}

/** What a command of one file answers to other words: that, and its help. */
export const notOneFile = (command: string, help: string): ExitCode => {
  process.stderr.write(`${inBoth('command.takes-one-file', { command }).join('\n')}\n\n${help}`)
  return 2
}

/** A number from 1 on, in digits: `1e3`, `1.5`, `0x10`, `-5` may have been meant otherwise than they are read. Null: none. */
export const wholeNumber = (text: string | undefined, most: number): number | null => {
  const number = /^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : null
  return number !== null && number <= most ? number : null
}
