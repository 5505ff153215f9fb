import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The verifier that auditors use: a program beside the house, of which it takes nothing. Loaded here, and run as it is. */

export interface Fault {
  what: string
  expected: string
  found: string
}

export interface Verified {
  faults: Fault[]
  /** Rows with a place, the checkpoints they were held against, rows without a place, and those behind the last checkpoint. */
  size: number
  checked: number
  waiting: number
  uncovered: number
}

interface Verifier {
  keysIn(text: string): ReadonlyMap<string, unknown>
  verifyLedger(
    lines: Iterable<string> | AsyncIterable<string>,
    notes: readonly string[],
    keys: ReadonlyMap<string, unknown>,
    graceSeconds: number,
  ): Promise<Verified>
  verifyProof(proof: unknown, keys: ReadonlyMap<string, unknown>): Fault[]
}

const FILE = new URL('../../bin/verify-ledger.mjs', import.meta.url)

export const openVerifier = async (): Promise<Verifier> => (await import(FILE.href)) as Verifier

/** Its exit code, and what it printed. */
export const runVerifier = async (...args: readonly string[]): Promise<{ code: number; said: string }> => {
  const child = spawn(process.execPath, [fileURLToPath(FILE), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk
    })
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}
