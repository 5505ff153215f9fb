import { createHash } from 'node:crypto'

/** Chance that can be told again: the same seed and name throw the same numbers on every machine. */
export class Dice {
  // sfc32. With 32 bits of state two of a million lives would be expected to be the same, ids and all.
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, name: string) {
    const state = createHash('sha256').update(`${seed}:${name}`).digest()
    this.#a = state.readInt32LE(0)
    this.#b = state.readInt32LE(4)
    this.#c = state.readInt32LE(8)
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }

  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  /** Both ends included. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<Item>(from: readonly Item[]): Item {
    const item = from[this.below(from.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  /** One of several, each as likely as its weight. */
  weighted<Item>(from: readonly (readonly [weight: number, item: Item])[]): Item {
    let left = this.next() * from.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, item] of from) {
      left -= weight
      if (left < 0) return item
    }
    return from.at(-1)![1]
  }

  /** Around 1, most below it, now and then several times as much: how long work takes. */
  factor(spread = 0.6): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
    return Math.exp(spread * normal)
  }

  digits(count: number): string {
    let text = ''
    for (let index = 0; index < count; index += 1) text += String(this.below(10))
    return text
  }

  /** A uuidv7 of that moment. */
  id(ms: number): string {
    const time = ms.toString(16).padStart(12, '0')
    const random = () => this.below(0x10000).toString(16).padStart(4, '0')
    const version = (0x7000 | this.below(0x1000)).toString(16)
    const variant = (0x8000 | this.below(0x4000)).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${random()}${random()}${random()}`
  }
}
