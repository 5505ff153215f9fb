import { foldedWords } from '#catalogue/rules/search-words.ts'
import { readCitizenNumber, readPhone } from '#common/citizen.ts'
import { plain, tidy } from '#common/names.ts'
import { Refusal } from '#platform/refusal.ts'

/**
 * A person's name as a search compares it: lower case without marks, `Lý` and `Lí` one word, `đ` as d. What is kept of a
 * name and what is typed are folded by the same function, so that both sides agree.
 */

// Nobody's name is longer; who types more is looked for by what comes first.
const MOST_WORDS = 12

const wordsOf = (name: string): string[] => foldedWords(name).slice(0, MOST_WORDS)

/**
 * What a name is found by: each of its words, and each end of it from two words on. `Nguyễn Văn Hùng` gives `nguyen`,
 * `van`, `hung`, `nguyen van hung` and `van hung`: a whole name, a given name and an end are each one walk of an index.
 */
export const nameWords = (name: string): string[] => {
  const words = wordsOf(name)
  return [...new Set([...words, ...words.slice(0, -1).map((_, from) => words.slice(from).join(' '))])]
}

/** What was typed into the one box of the search. */
export type Sought =
  | { by: 'NAME'; words: readonly string[]; phrase: string; marked: readonly string[] }
  | { by: 'CITIZEN_NUMBER' | 'PHONE' | 'CODE'; value: string }

// As `next_code` makes it: `H05.47-261122-0001`.
const CODE = /^[a-z0-9]+(?:\.[a-z0-9]+)*-\d{6}-\d{4,}$/i
const FEWEST_LETTERS = 2

/**
 * A name or some of its words; else a whole number, telephone or dossier code.
 *
 * @throws Refusal `search-too-short`, `search-number-not-whole` (part of a number would match too many people),
 *   `search-not-read` (letters and digits that are no code)
 */
export const soughtPeople = (typed: string): Sought => {
  const text = tidy(typed)
  if (CODE.test(text)) return { by: 'CODE', value: text.toUpperCase() }
  const hasLetters = /\p{L}/u.test(text)
  if (/\d/.test(text)) {
    if (hasLetters) throw new Refusal('INVALID', 'search-not-read', { field: 'words' })
    const number = readCitizenNumber(text)
    if (number.ok) return { by: 'CITIZEN_NUMBER', value: number.value }
    const phone = readPhone(text)
    if (phone.ok) return { by: 'PHONE', value: phone.value }
    throw new Refusal('INVALID', 'search-number-not-whole', { field: 'words' })
  }
  const words = [...new Set(wordsOf(text))]
  if (words.join('').length < FEWEST_LETTERS)
    throw new Refusal('INVALID', 'search-too-short', { field: 'words' })
  return { by: 'NAME', words, phrase: wordsOf(text).join(' '), marked: markedWords(text) }
}

/** Words that were typed with their marks: `hùng` is not `hưng`. */
const markedWords = (text: string): string[] => lettersOf(text).filter((word) => plain(word) !== word)

const lettersOf = (text: string): string[] =>
  tidy(text)
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter(Boolean)

/** Whether a name has every word that was typed, in whatever order. */
export const isNamed = (name: string, words: readonly string[]): boolean => {
  const own = new Set(wordsOf(name))
  return words.every((word) => own.has(word))
}

/** How well a name fits: marks as typed before an end as typed. Higher is better. */
export const likeness = (
  name: string,
  { marked, phrase }: Pick<Extract<Sought, { by: 'NAME' }>, 'marked' | 'phrase'>,
): number => {
  const own = new Set(lettersOf(name))
  const right = marked.filter((word) => own.has(word)).length
  return 2 * right + (` ${wordsOf(name).join(' ')}`.endsWith(` ${phrase}`) ? 1 : 0)
}
