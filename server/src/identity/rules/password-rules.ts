import { plain } from '#common/names.ts'
import { COMMON_STEMS } from './common-passwords.ts'

/**
 * What a new password may not be (NIST SP 800-63B-4, OWASP ASVS 5.0 V6.2): short, or soon guessed. Nothing is asked of its
 * letters, digits and signs, it is kept for as long as its officer likes, and it is taken as it was typed, on whatever keyboard.
 */

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 200

export type PasswordProblem = 'TOO_SHORT' | 'TOO_LONG' | 'COMMON' | 'NAMED'

/**
 * Whose it will be: words of the names of officer, account and office, which others know. In a word of fewer than three
 * letters there is nothing to know again.
 */
export interface PasswordOwner {
  username: string
  fullName: string
  officeNames: readonly string[]
}

/** @param known passwords that are known from breaches, as `plain` writes them */
export const passwordProblem = (
  password: string,
  owner: PasswordOwner,
  known: ReadonlySet<string>,
): PasswordProblem | null => {
  const length = [...password.normalize('NFC')].length
  if (length < SHORTEST_PASSWORD) return 'TOO_SHORT'
  if (length > LONGEST_PASSWORD) return 'TOO_LONG'
  if (isKnown(password, known)) return 'COMMON'
  const own = [owner.username, owner.fullName, ...owner.officeNames].flatMap(wordsOf)
  if (!isSoonGuessed(password, [...COMMON_STEMS, ...own])) return null
  const said = wordsOf(password).join('')
  return own.some((word) => said.includes(word)) ? 'NAMED' : 'COMMON'
}

// A year and two signs.
const MOST_AROUND = 6

/** Also with capitals, spaces, 0 for o and the like, and with a year or signs around it: what guessing programs try next. */
const isKnown = (password: string, known: ReadonlySet<string>): boolean =>
  [plain(password), plain(password).replace(/[^a-z0-9]/g, '')]
    .flatMap(withoutWhatIsAround)
    .flatMap((text) => [text, unleeted(text)])
    .some((text) => known.has(text))

const withoutWhatIsAround = (text: string): string[] => {
  const before = /^[^a-z]*/.exec(text)?.[0].length ?? 0
  const behind = /[^a-z]*$/.exec(text)?.[0].length ?? 0
  const upTo = (many: number) => Array.from({ length: Math.min(many, MOST_AROUND) + 1 }, (_, nth) => nth)
  return upTo(before).flatMap((from) => upTo(behind).map((less) => text.slice(from, text.length - less)))
}

const wordsOf = (text: string): string[] => {
  const words = plain(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= 3)
  return [words.join(''), ...words]
}

// What guessing programs try first is made of a few known pieces; six letters that are none of them are beyond a list.
const LEAST_OF_ONES_OWN = 6

/**
 * Whether hardly anything is left without what everybody would try: known words, also with 0 for o and the like, runs of the
 * keyboard and of the alphabet, digits, and what is repeated.
 */
const isSoonGuessed = (password: string, stems: readonly string[]): boolean => {
  const longestFirst = [...new Set(stems)].sort((one, other) => other.length - one.length)
  return [plain(password), unleeted(plain(password))].some((text) => {
    let rest = unrepeated(text.replace(/[^\p{L}\p{N}]+/gu, ''))
    for (const stem of longestFirst) rest = rest.replaceAll(stem, '')
    return withoutRuns(unrepeated(rest)).length < LEAST_OF_ONES_OWN
  })
}

const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const unleeted = (text: string): string => text.replace(/[013457@$!]/g, (sign) => LEET[sign] ?? sign)

/** What is said twice or more is one piece: `abcabcabc` is `abc`, `aaaa` is `a`. */
const unrepeated = (text: string): string => text.replace(/(.{1,16}?)\1+/gu, '$1')

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
  'q1w2e3r4t5y6',
]
const BOTH_WAYS = [...RUNS, ...RUNS.map((run) => [...run].reverse().join(''))]

/** Without digits, and without four or more neighbours in a row. */
const withoutRuns = (text: string): string => {
  let rest = ''
  for (let at = 0; at < text.length; ) {
    let length = text.length - at
    while (length >= 4 && !BOTH_WAYS.some((run) => run.includes(text.slice(at, at + length)))) length -= 1
    if (length >= 4) at += length
    else {
      rest += text[at]
      at += 1
    }
  }
  return rest.replace(/\d+/g, '')
}
