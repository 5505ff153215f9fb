import { plain, tidy } from '#common/names.ts'

/**
 * Words as a search compares them: what stands in the index and what is typed are folded by the same function.
 * In the index a lexeme is a word of the title as it is, a word of what stands around the title with `+` before it,
 * and with `=` before it a run of the title's initials, from each word on.
 */

// Some 40 words, and no work for whoever sends ten thousand letters.
const MOST_LETTERS = 200
// What PostgreSQL keeps in a lexeme is 2,046 bytes, and in a row of an ordered index 2,704, of up to 4 for a letter.
const MOST_OF_A_WORD = 100
const MOST_OF_A_TITLE = 600
// Some 13 words; a likeness to 150 letters took 170 ms on 100,000 titles.
const MOST_ALIKE = 60
// Runs are kept so long; nobody abbreviates more words than that by their letters alone without beginning at the first.
const RUN = 8

/** What a row of the index is made of. */
export interface Searchable {
  title: string
  nationalCode: string | null
  /** Field, agency, results, English title: found by, after what the title itself says. */
  around: readonly (string | null)[]
}

export interface IndexEntry {
  code: string | null
  initials: string
  /** Folded, with one space before each word and one at the end. */
  title: string
  lexemes: string[]
  /** Every word that can be mistyped: of the title and around it, not the code's. */
  words: string[]
}

export const indexEntry = ({ title, nationalCode, around }: Searchable): IndexEntry => {
  const words = foldedWords(title)
  const initials = initialsOf(words)
  const others = around.flatMap((text) => foldedWords(text ?? ''))
  return {
    code: first(MOST_OF_A_WORD, lettersAndDigits(nationalCode ?? '')) || null,
    initials: first(MOST_OF_A_WORD, initials),
    title: first(MOST_OF_A_TITLE, ` ${words.join(' ')} `),
    lexemes: unique([
      ...words,
      ...[...others, ...foldedWords(nationalCode ?? '')].map((word) => `+${word}`),
      ...words.map((_, from) => `=${[...initials].slice(from, from + RUN).join('')}`),
    ]),
    words: unique([...words, ...others]),
  }
}

/** What is looked for, in the forms that the columns of the index are compared with. */
export interface Sought {
  words: readonly string[]
  /** Null when there is no digit in it: every code has one. */
  code: string | null
  /** Null when it is more than one word: then they are not a title's initials, though they may hold some. */
  initials: string | null
  /** The words as a title has them, side by side and the last one whole. */
  phrase: string
  /** The same, the last one perhaps unfinished. */
  beginning: string
  /** The first letter of each word, and an abbreviation whole: `dk khai sinh` goes with d, k, k, s. Null without one. */
  letters: string | null
  /** Each two words that stand side by side, where there are more than two. */
  pairs: readonly string[]
  /** As a tsquery: each word, the last one perhaps unfinished, is in the title, or abbreviates words of it. */
  inTitle: string
  /** The same, and what is around the title counts too. */
  anywhere: string
  /** Without spaces and with one letter for i and y, as titles are compared for likeness. */
  run: string
}

/** Null when nothing is typed that a title could hold. */
export const sought = (typed: string): Sought | null => {
  const cut = typed.slice(0, MOST_LETTERS)
  const raw = joined(wordsOf(cut))
  if (raw.length === 0) return null
  const words = raw.map(withI)
  const last = raw.length - 1
  // Who types `ky` has finished the word; who types `k` or `ki` may go on to `kinh`.
  const end = words[last] === raw[last] ? '' : ' '
  const code = lettersAndDigits(cut)
  return {
    words,
    code: /\d/.test(code) ? code : null,
    initials: last === 0 && raw[0]!.length > 1 ? lettersOf(raw[0]!) : null,
    phrase: ` ${words.join(' ')} `,
    beginning: ` ${words.join(' ')}${end}`,
    letters: raw.some((word, at) => abbreviates(word, at === last))
      ? lettersOf(raw.map((word, at) => (abbreviates(word, at === last) ? word : [...word][0])).join(''))
      : null,
    pairs:
      last < 2 ? [] : words.slice(1).map((word, at) => ` ${words[at]} ${word}${at + 1 === last ? end : ' '}`),
    inTitle: all(raw.map((word, at) => any(inTitle(word, at === last)))),
    anywhere: all(
      raw.map((word, at) => {
        // Any word may be an abbreviation when it is all that was typed and titles have nothing better: `tam`, `cho`.
        const mayAbbreviate = abbreviates(word, false) || (last === 0 && word.length > 2)
        return any([...anywhere(word, at === last), ...(mayAbbreviate ? [runOf(word)] : [])])
      }),
    ),
    run: lettersOf(words.join('')).slice(0, MOST_ALIKE),
  }
}

/** Lower case without marks, signs or blanks; `ký` and `kí`, `quý` and `quí` are one word. */
export const foldedWords = (text: string): string[] => wordsOf(text).map(withI)

/** A syllable that ends in y alone may be written with i as well: ky, ly, my, quy; not tay, thuy. */
export const withI = (word: string): string => word.replace(/^(qu|[bcdghklmnprstvx]*)y$/, '$1i')

/** What a title may hold for a word; the last one may be unfinished. */
export const inTitle = (word: string, isLast: boolean): string[] => [
  ...formsOf(word, isLast),
  ...(abbreviates(word, isLast) ? [runOf(word)] : []),
]

/** The same, or what stands around the title. */
export const anywhere = (word: string, isLast: boolean): string[] => [
  ...inTitle(word, isLast),
  // Three letters begin too many words that nobody meant: with `tạm trú` came every *trung tâm*.
  ...formsOf(word, isLast && word.length > 3).map((form) => form.replace("'", "'+")),
]

/** A word as a lexeme of a tsquery. It has letters and digits only, so nothing in it can end the quotes. */
export const lexeme = (word: string): string => `'${word}'`

export const any = (terms: readonly string[]): string => `(${unique(terms).join(' | ')})`
export const all = (terms: readonly string[]): string => terms.join(' & ')

const wordsOf = (text: string): string[] =>
  plain(tidy(text))
    .split(NOT_LETTERS)
    .filter(Boolean)
    .map((word) => first(MOST_OF_A_WORD, word))

const first = (letters: number, text: string): string =>
  text.length <= letters ? text : [...text].slice(0, letters).join('')

const NOT_LETTERS = /[^\p{L}\p{N}]+/u

const lettersAndDigits = (text: string): string => wordsOf(text).join('')

/** `d k k s` is `dkks`. */
const joined = (words: string[]): string[] =>
  words.every(isOneLetter) ? [words.join('')].filter(Boolean) : words
const isOneLetter = (word: string): boolean => [...word].length === 1

const initialsOf = (words: readonly string[]): string => lettersOf(words.map((word) => [...word][0]).join(''))

/** Initials of y and i are one letter as well: `bhyt` is found however Y tế is spelled. */
const lettersOf = (word: string): string => word.replaceAll('y', 'i')

/** Who types `quy` may go on to `quyền`. */
const formsOf = (word: string, isLast: boolean): string[] => {
  if (!isLast) return [lexeme(withI(word))]
  return withI(word) === word ? [`${lexeme(word)}:*`] : [lexeme(withI(word)), `${lexeme(word)}:*`]
}

const runOf = (word: string): string => `'=${lettersOf(word).slice(0, RUN)}':*`

/** No syllable of Vietnamese, nor the beginning of one while it is typed: gpxd, ubnd, bhyt. */
const abbreviates = (word: string, isLast: boolean): boolean =>
  /^[a-z]{2,}$/.test(word) && !(isLast ? BEGINNING : SYLLABLE).test(word)

const ONSET = '(?:b|c|ch|d|g|gh|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x)?'
const RHYME = '[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?'
const SYLLABLE = new RegExp(`^${ONSET}${RHYME}$`)
const BEGINNING = new RegExp(`^${ONSET}(?:${RHYME})?$`)

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)]
