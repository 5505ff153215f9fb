import { Refusal } from './refusal.ts'

/**
 * Reads JSON as `JSON.parse` does, and says where it cannot, by line and column and by the place in the value. It also
 * refuses what would be changed without a word by being read or stored: a name that stands twice in one object, a
 * number that a computer cannot hold, the character NUL, half of a surrogate pair.
 */
export interface JsonText {
  value: unknown
  /** What is wrong and where; the value is of no use then. */
  faults: readonly JsonFault[]
}

export interface JsonFault {
  /** From the outermost in: names and positions. */
  path: readonly (string | number)[]
  refusal: Refusal
}

/** Deeper than any record and shallow enough for every reader that calls itself. */
const DEEPEST = 64
const MOST_FAULTS = 100

export const readJsonText = (text: string): JsonText => {
  const reader = new Reader(text)
  try {
    return { value: reader.whole(), faults: reader.faults }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { value: undefined, faults: [...reader.faults, { path: [...reader.path], refusal: error }] }
  }
}

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y
const UNICODE = /[0-9a-fA-F]{4}/y
const SPACE_CODE = 0x20
const QUOTE_CODE = 0x22
const BACKSLASH_CODE = 0x5c
const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }

class Reader {
  readonly faults: JsonFault[] = []
  readonly path: (string | number)[] = []
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): unknown {
    const value = this.#value()
    this.#skipSpace()
    if (this.#at < this.#text.length) throw this.#fault('json-not-read')
    return value
  }

  #value(): unknown {
    this.#skipSpace()
    const at = this.#at
    const first = this.#text[at]
    if (first === '{') return this.#object()
    if (first === '[') return this.#list()
    if (first === '"') return this.#string()
    const word = this.#take(WORD)
    if (word !== '') return WORDS[word]
    const figure = this.#take(NUMBER)
    if (figure === '') throw this.#fault('json-not-read')
    const number = Number(figure)
    // −0: the database drops the minus.
    if (!isSameNumber(figure, number) || Object.is(number, -0))
      this.#note(this.#fault('json-number-not-kept', { number: figure.slice(0, 40) }, at))
    return number
  }

  #object(): object {
    const object = {}
    const names = new Set<string>()
    this.#inside('}', () => {
      this.#skipSpace()
      const at = this.#at
      if (this.#text[at] !== '"') throw this.#fault('json-not-read')
      const name = this.#string()
      this.path.push(name)
      if (names.has(name)) this.#note(this.#fault('json-name-twice', { name: name.slice(0, 100) }, at))
      names.add(name)
      this.#skipSpace()
      if (this.#text[this.#at] !== ':') throw this.#fault('json-not-read')
      this.#at += 1
      // Not by assignment: "__proto__" is a name like any other.
      Object.defineProperty(object, name, {
        value: this.#value(),
        enumerable: true,
        configurable: true,
        writable: true,
      })
      this.path.pop()
    })
    return object
  }

  #list(): unknown[] {
    const list: unknown[] = []
    this.#inside(']', () => {
      this.path.push(list.length)
      list.push(this.#value())
      this.path.pop()
    })
    return list
  }

  #depth = 0

  /** What stands between brackets, separated by commas. */
  #inside(end: string, one: () => void): void {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw this.#fault('json-too-deep', { deepest: DEEPEST })
    this.#at += 1
    this.#skipSpace()
    if (this.#text[this.#at] !== end) {
      for (;;) {
        one()
        this.#skipSpace()
        if (this.#text[this.#at] !== ',') break
        this.#at += 1
      }
      if (this.#text[this.#at] !== end) throw this.#fault('json-not-read')
    }
    this.#at += 1
    this.#depth -= 1
  }

  #string(): string {
    const began = this.#at
    this.#at += 1
    const parts: string[] = []
    for (;;) {
      parts.push(this.#plain())
      const sign = this.#text[this.#at]
      if (sign === '"') break
      if (sign !== '\\') throw this.#fault('json-not-read')
      this.#at += 1
      parts.push(this.#escaped())
    }
    this.#at += 1
    const text = parts.join('')
    if (text.includes('\u0000')) this.#note(this.#fault('json-nul', {}, began))
    if (/\p{Surrogate}/u.test(text)) this.#note(this.#fault('json-half-character', {}, began))
    return text
  }

  /** Up to a quotation mark, a backslash, or a control character, which may not stand there. */
  #plain(): string {
    const began = this.#at
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (Number.isNaN(code) || code < SPACE_CODE || code === QUOTE_CODE || code === BACKSLASH_CODE) break
      this.#at += 1
    }
    return this.#text.slice(began, this.#at)
  }

  #escaped(): string {
    const sign = this.#text[this.#at] ?? ''
    this.#at += 1
    if (sign === 'u') {
      const digits = this.#take(UNICODE)
      if (digits !== '') return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const plain = Object.hasOwn(ESCAPED, sign) ? ESCAPED[sign] : undefined
    if (plain === undefined) throw this.#fault('json-not-read', {}, this.#at - 1)
    return plain
  }

  #skipSpace(): void {
    this.#take(SPACE)
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const taken = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += taken.length
    return taken
  }

  #fault(code: JsonCode, details: Readonly<Record<string, string | number>> = {}, at = this.#at): Refusal {
    const before = this.#text.slice(0, at)
    const line = before.split('\n').length
    const column = at - before.lastIndexOf('\n')
    return refusalOf(code, { line, column, ...details })
  }

  #note(refusal: Refusal): void {
    this.faults.push({ path: [...this.path], refusal })
    if (this.faults.length >= MOST_FAULTS) throw refusalOf('json-more-faults', { most: MOST_FAULTS })
  }
}

type JsonCode =
  | 'json-not-read'
  | 'json-too-deep'
  | 'json-name-twice'
  | 'json-number-not-kept'
  | 'json-nul'
  | 'json-half-character'
  | 'json-more-faults'

const refusalOf = (code: JsonCode, details: Readonly<Record<string, string | number>>) =>
  new Refusal('INVALID', code, details)

/** Whether a number, written out again, is the one that stood there: 12345678901234567890 is not, nor is 1e999. */
const isSameNumber = (figure: string, number: number): boolean => {
  if (!Number.isFinite(number)) return false
  const [one, other] = [scientific(figure), scientific(String(number))]
  return one.digits === other.digits && (one.digits === '' || one.exponent === other.exponent)
}

/** The digits that count, and the power of ten of the first of them. */
const scientific = (figure: string): { digits: string; exponent: number } => {
  const [, whole = '', fraction = '', power = '0'] =
    /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(figure) ?? []
  const digits = `${whole}${fraction}`
  const zeros = /^0*/.exec(digits)?.[0].length ?? 0
  return {
    digits: digits.slice(zeros).replace(/0+$/, ''),
    exponent: whole.length - zeros + Number(power),
  }
}
