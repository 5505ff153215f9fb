import { Dice as Chance } from '#simulator/index.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The chance that made lives have, with what only an attacker needs. */
export class Dice extends Chance {
  readonly #seed: number
  readonly #name: string

  constructor(seed: number, name: string) {
    super(seed, name)
    this.#seed = seed
    this.#name = name
  }

  shuffled<Item>(list: readonly Item[]): Item[] {
    const all = [...list]
    for (let index = all.length - 1; index > 0; index -= 1) {
      const other = this.below(index + 1)
      ;[all[index], all[other]] = [all[other]!, all[index]!]
    }
    return all
  }

  /** Letters and digits, as many as asked for; fit for an Idempotency-Key. */
  word(count: number): string {
    return Array.from({ length: count }, () => this.pick([...ALPHABET])).join('')
  }

  /** A uuidv4: of no moment. */
  uuid(): string {
    const hex = (count: number) => Array.from({ length: count }, () => this.below(16).toString(16)).join('')
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
  }

  /** Dice of their own, so that one who throws more often does not change what another throws. */
  fork(name: string): Dice {
    return new Dice(this.#seed, `${this.#name}/${name}`)
  }
}

export const dice = (seed: number, name = ''): Dice => new Dice(seed, name)
