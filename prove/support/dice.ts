import { createHash } from 'node:crypto'

/** Chance that can be told again: the same seed and name throw the same numbers on every machine. */
export interface Dice {
  /** From 0 up to, but not including, 1. */
  next(): number
  /** A whole number from 0 up to, but not including, `end`. */
  below(end: number): number
  /** A whole number, both ends included. */
  between(first: number, last: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
  digits(count: number): string
  /** Letters and digits, as many as asked for; fit for an Idempotency-Key. */
  word(count: number): string
  uuid(): string
  /** Dice of their own, so that one who throws more often does not change what another throws. */
  fork(name: string): Dice
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

export const dice = (seed: number, name = ''): Dice => {
  let state = createHash('sha256').update(`${seed}:${name}`).digest().readUInt32LE(0)
  // mulberry32: 32 bits of state are plenty for choosing whom to attack next.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error('nothing to pick from')
    return from[below(from.length)] as T
  }
  const several = (count: number, one: () => string) => Array.from({ length: count }, one).join('')
  const hex = (count: number) => several(count, () => below(16).toString(16))
  return {
    next,
    below,
    between: (first, last) => first + below(last - first + 1),
    chance: (probability) => next() < probability,
    pick,
    shuffled: (list) => {
      const all = [...list]
      for (let index = all.length - 1; index > 0; index -= 1) {
        const other = below(index + 1)
        ;[all[index], all[other]] = [all[other]!, all[index]!]
      }
      return all
    },
    digits: (count) => several(count, () => String(below(10))),
    word: (count) => several(count, () => ALPHABET[below(ALPHABET.length)]!),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    fork: (child) => dice(seed, `${name}/${child}`),
  }
}
