import type { Dice } from '../support/dice.ts'

/**
 * Values that stand nowhere else in the world, planted in everything people type or carry. Wherever one is met that
 * it was not brought to, something has leaked.
 */

export type Kind =
  | 'name'
  | 'citizen number'
  | 'phone'
  | 'email'
  | 'address'
  | 'free text'
  /** What a slip asks for: told to whoever has the receipt, also on a page that refuses a file. */
  | 'asked paper'
  | 'password'
  | 'cookie'
  | 'receipt secret'
  | 'idempotency key'
  /** A key or password of the office itself. */
  | 'secret of the office'
  | 'other input'

export interface Canary {
  kind: Kind
  /** What is looked for: letters or digits that nothing else holds. */
  token: string
}

/** What may not lie readable even where the program keeps its own records. */
export const PERSONAL: readonly Kind[] = [
  'name',
  'citizen number',
  'phone',
  'email',
  'address',
  'free text',
  'asked paper',
]
export const SECRET: readonly Kind[] = ['password', 'cookie', 'receipt secret']

// All letters that are planted begin with it, so that hundreds of megabytes are searched for one word first.
const MARK = 'Zqx'

export class Aviary {
  readonly all: Canary[] = []
  readonly #chance: Dice

  constructor(chance: Dice) {
    this.#chance = chance
  }

  /** A fresh word: ten letters, good in a name, a text, a key or a path. */
  word(kind: Kind): string {
    return this.#planted(
      kind,
      MARK + this.#chance.word(7).replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)]!),
    )
  }

  citizenNumber(): string {
    return this.#planted('citizen number', `027${this.#chance.digits(9)}`)
  }

  /** As it is kept: a leading 0. */
  phone(): string {
    return `0${this.#planted('phone', `98${this.#chance.digits(7)}`)}`
  }

  /** Something that the program made up and handed out. */
  handedOut(kind: Kind, token: string): void {
    this.#planted(kind, token)
  }

  of(kinds: readonly Kind[]): Canary[] {
    return this.all.filter((canary) => kinds.includes(canary.kind))
  }

  #planted(kind: Kind, token: string): string {
    if (!this.all.some((canary) => canary.token === token)) this.all.push({ kind, token })
    return token
  }
}

/** The canaries that a text holds: as they are, in either case, spaced, in hexadecimal, in base64, escaped. */
export const caught = (text: string, canaries: readonly Canary[]): Canary[] => {
  const small = text.toLowerCase()
  return canaries.filter(({ token }) => {
    const looks = looksOf(token)
    return (
      looks.anyCase.some((look) => small.includes(look)) || looks.exact.some((look) => text.includes(look))
    )
  })
}

interface Looks {
  anyCase: readonly string[]
  exact: readonly string[]
}

const known = new Map<string, Looks>()

const looksOf = (token: string): Looks => {
  const met = known.get(token)
  if (met) return met
  const isNumber = /^\d+$/.test(token)
  const inGroups = (separator: string) => token.replace(/(\d{3})(?=\d)/g, `$1${separator}`)
  const looks = {
    anyCase: [
      token.toLowerCase(),
      Buffer.from(token).toString('hex'),
      ...(isNumber ? [inGroups(' '), inGroups('.'), inGroups('%20'), inGroups('+')] : []),
    ],
    exact: base64Looks(token),
  }
  known.set(token, looks)
  return looks
}

/** How base64 writes it, whichever third of a group it begins in; the ends, which neighbours change, are left out. */
const base64Looks = (token: string): string[] =>
  [0, 1, 2].flatMap((shift) => {
    const text = Buffer.from('\0'.repeat(shift) + token)
      .toString('base64')
      .replace(/=+$/, '')
    const sure = text.slice(shift === 0 ? 0 : shift + 1, -1)
    return [sure, sure.replaceAll('+', '-').replaceAll('/', '_')]
  })

/** The canaries that raw bytes hold just as they are. */
export const caughtRaw = (bytes: Buffer, canaries: readonly Canary[]): Canary[] => {
  const found = new Set<Canary>()
  const words = canaries.filter(({ token }) => token.startsWith(MARK))
  for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, at + 1)) {
    const here = bytes.toString('latin1', at, at + 10)
    for (const canary of words) if (canary.token === here) found.add(canary)
  }
  for (const canary of canaries)
    if (!canary.token.startsWith(MARK) && bytes.includes(canary.token)) found.add(canary)
  return [...found]
}
