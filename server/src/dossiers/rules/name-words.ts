import { foldedWords } from '#catalogue/rules/search-words.ts'
import { readCitizenNumber, readPhone } from '#common/citizen.ts'
import { readDossierCode } from '#common/dossier-code.ts'
import { plain, tidy } from '#common/names.ts'
import { Refusal } from '#platform/refusal.ts'

/**
 * A person's name as a search compares it: lower case without marks, `Lý` and `Lí` one word, `đ` as d. What is kept of a
 * name and what is typed are folded by the same function, so that both sides agree.
 */

// Nobody's name is longer; who types more is looked for by what comes first.
const MOST_WORDS = 12

const wordsOf = (name: string): string[] => foldedWords(name).slice(0, MOST_WORDS)

// Every second name has one of them in its middle, and nobody is told from others by it: without them a person is found by
// half as many rows, and what is found is held against the whole name anyway.
const COMMON_MIDDLES: ReadonlySet<string> = new Set(['van', 'thi'])

/**
 * What a name is found by: each of its words, and each end of it from two words on; none that begins with `văn` or `thị`,
 * unless it is all there is. `Nguyễn Thị Thanh Hương` gives `nguyen`, `thanh`, `huong`, the whole and `thanh huong`: a whole
 * name, a given name and an end are each one walk of an index.
 */
export const nameWords = (name: string): string[] => {
  const words = wordsOf(name)
  const last = words.length - 1
  const telling = words.map((_, nth) => nth).filter((nth) => nth === last || !COMMON_MIDDLES.has(words[nth]!))
  return [...new Set(telling.flatMap((nth) => [words[nth]!, words.slice(nth).join(' ')]))]
}

/** What was typed into the one box of the search. */
export type Sought = SoughtName | { by: 'CITIZEN_NUMBER' | 'PHONE' | 'CODE'; value: string }

interface SoughtName {
  by: 'NAME'
  /** All of which a name must have. */
  words: readonly string[]
  /** Those by which it can be found. */
  keys: readonly string[]
  /** The words in their order, as the end of a name; and what of it is kept of such a name. */
  phrase: string
  end: string
  /** Words that were typed with their marks. */
  marked: readonly string[]
}

// As `next_code` makes it: `H05.47-261122-0001`.
const CODE = /^[a-z0-9]+(?:\.[a-z0-9]+)*-\d{6}-\d{4,}$/i
// Of an earlier software: one word with a digit in it and a letter, a stroke or a dash. No name and no number is written so.
const FORMER_CODE = /^(?=\S*\d)(?=\S*[\p{L}/_-])[\p{L}\p{N}][\p{L}\p{N}._/-]{3,59}$/u
// Ours, as far as it was typed: the whole of it is wanted.
const PART_OF_OURS = /^[a-z]\d{2}(?:\.\d+)*-?\d*-?\d{0,3}$/i
const FEWEST_LETTERS = 2

/**
 * A name or some of its words; else a whole number, telephone or dossier code.
 *
 * @throws Refusal `search-too-short`, `search-number-not-whole` (part of a number would match too many people),
 *   `search-not-read` (letters and digits that are no code)
 */
export const soughtPeople = (typed: string): Sought => {
  const text = tidy(typed)
  if (CODE.test(text) || isFormerCode(text)) return { by: 'CODE', value: readDossierCode(text) }
  const hasLetters = /\p{L}/u.test(text)
  if (/\d/.test(text)) {
    if (hasLetters) throw new Refusal('INVALID', 'search-not-read', { field: 'words' })
    const number = readCitizenNumber(text)
    if (number.ok) return { by: 'CITIZEN_NUMBER', value: number.value }
    const phone = readPhone(text)
    if (phone.ok) return { by: 'PHONE', value: phone.value }
    throw new Refusal('INVALID', 'search-number-not-whole', { field: 'words' })
  }
  const inOrder = wordsOf(text)
  const words = [...new Set(inOrder)]
  if (words.join('').length < FEWEST_LETTERS)
    throw new Refusal('INVALID', 'search-too-short', { field: 'words' })
  const telling = words.filter((word) => !COMMON_MIDDLES.has(word))
  const from = inOrder.findIndex((word, nth) => nth === inOrder.length - 1 || !COMMON_MIDDLES.has(word))
  return {
    by: 'NAME',
    words,
    keys: telling.length > 0 ? telling : words,
    phrase: inOrder.join(' '),
    end: inOrder.slice(from).join(' '),
    marked: markedWords(text),
  }
}

const isFormerCode = (text: string): boolean =>
  FORMER_CODE.test(text) && !PART_OF_OURS.test(text) && !readPhone(text).ok && !readCitizenNumber(text).ok

/** `hùng` is not `hưng`. */
const markedWords = (text: string): string[] => lettersOf(text).filter((word) => plain(word) !== word)

const lettersOf = (text: string): string[] =>
  tidy(text)
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter(Boolean)

/**
 * How well a name fits: marks as typed before an end as typed. Higher is better; null where it lacks a word that was typed.
 */
export const fitOf = (
  name: string,
  { words, marked, phrase }: Pick<SoughtName, 'words' | 'marked' | 'phrase'>,
): number | null => {
  const folded = wordsOf(name)
  if (!words.every((word) => folded.includes(word))) return null
  const end = ` ${folded.join(' ')}`.endsWith(` ${phrase}`) ? 1 : 0
  if (marked.length === 0) return end
  const own = lettersOf(name)
  return 2 * marked.filter((word) => own.includes(word)).length + end
}
