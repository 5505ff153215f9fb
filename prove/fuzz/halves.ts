import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Finding, ProofContext } from '../proof.ts'
import { atLeast, told } from '../support/figures.ts'
import { until } from '../support/waiting.ts'
import { noneOf } from '../tally.ts'
import { HALF_SAID } from './battery.ts'

/** Requests that are begun and left at that, while everybody else goes on: the house must let go of each. */

// The house gives a request 20 s to arrive and looks every 5 s; a minute leaves it room on any machine.
const MOST_KEPT_MS = 60_000
// Before, within and after the headers, and in the body.
const LEAST = 5

interface Half {
  what: string
  socket: Socket
  begun: number
  /** How long the house kept it, in milliseconds; null while it does. */
  kept: number | null
}

export class Halves {
  readonly #all: Half[]

  private constructor(all: Half[]) {
    this.#all = all
  }

  static async begin(url: string): Promise<Halves> {
    const { hostname, port } = new URL(url)
    return new Halves(
      await Promise.all(
        Object.entries(HALF_SAID).map(([what, words]) => begin(what, words, hostname, Number(port))),
      ),
    )
  }

  /** Waits until none is kept, or the last may not be kept any longer. */
  async ended(say: ProofContext['say']): Promise<Finding[]> {
    const last = Math.max(...this.#all.map(({ begun }) => begun))
    await until(Math.max(0, last + MOST_KEPT_MS - performance.now()), async () =>
      this.#all.every(({ kept }) => kept !== null),
    )
    const now = performance.now()
    const kept = this.#all.map((half) => ({ what: half.what, ms: half.kept ?? now - half.begun }))
    for (const { socket } of this.#all) socket.destroy()
    return [
      atLeast('requests begun and never ended', this.#all.length, LEAST, 'requests'),
      told('of them kept longest', Math.max(...kept.map(({ ms }) => ms)) / 1_000, 's'),
      noneOf(
        'of them kept for more than a minute',
        kept
          .filter(({ ms }) => ms >= MOST_KEPT_MS)
          .map(({ what, ms }) => `${what}: ${(ms / 1_000).toFixed(0)} s`),
        'requests',
        say,
      ),
    ]
  }
}

const begin = async (what: string, words: string, host: string, port: number): Promise<Half> => {
  const socket = connect({ host, port })
  await once(socket, 'connect')
  const half: Half = { what, socket, begun: performance.now(), kept: null }
  socket.on('error', () => {})
  socket.on('close', () => {
    half.kept ??= performance.now() - half.begun
  })
  // What the house says to it is read, or its end would not be seen.
  socket.resume()
  if (words !== '') socket.write(words)
  return half
}
