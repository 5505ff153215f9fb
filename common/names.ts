/**
 * Plain letters for searching: lower case, đ as d, no marks, single spaces. The same function writes what is
 * stored and what is asked for, so that both sides agree on every database.
 */
export const plain = (text: string): string =>
  text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim()

/**
 * A text as typed, made one form: NFC, the Icelandic Ð (U+00D0) that some keyboards give for Đ put right,
 * invisible characters and double spaces taken out. Letters and their case stay as typed.
 */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll('\u00D0', 'Đ')
    .replaceAll('\u00F0', 'đ')
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .trim()

// What has no shape: zero-width and fill characters, marks of direction, controls, halves of a pair.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

/** `tidy`, line by line: for texts of several lines. */
export const tidyLines = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map(tidy)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** Whether a text says anything: a letter or a digit, and not signs or blanks alone. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** A name for a page anybody may see: the first letter of each word (Nguyễn Văn Tưởng → N*** V*** T***). */
export const masked = (name: string): string =>
  name
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => `${[...word][0]}***`)
    .join(' ')

/** A number of which only the end is shown. */
export const maskedNumber = (number: string): string =>
  number.length <= 4 ? '••••' : `•••• ${number.slice(-4)}`

/**
 * A text of the office for a page that shows no name in full: the names given are masked wherever they stand, whatever their
 * case, with or without their marks and whatever stands between their words; so are addresses of e-mail and numbers as
 * long as a telephone's but for their end. Days and codes of dossiers stay, and whoever else it tells of.
 */
export const withoutPeople = (text: string, names: readonly string[]): string => {
  const withoutAddresses = replacedBySight(text.normalize('NFC'), E_MAIL, () => '•••')
  const withoutNames = names
    .map(wordsOf)
    .filter((words) => words.length > 1)
    .reduce(
      (left, words) =>
        replacedBySight(left, wholeName(words), (found) =>
          isNamed(wordsOf(found), words) ? masked(wordsOf(found).join(' ')) : found,
        ),
      withoutAddresses,
    )
  return replacedBySight(withoutNames, LONG_NUMBER, (found, seen) => {
    if (!seen.groups?.number) return found
    const opened = seen[0].startsWith('(') && !seen[0].includes(')') ? '(' : ''
    return opened + maskedNumber(seen[0].replace(/\D/g, ''))
  })
}

/**
 * Letter for letter what the eye takes it for: without marks, đ as d, full-width letters and digits as the common ones. As
 * long as the text, so that what is found in the one stands at the same place in the other.
 */
const bySight = (text: string): string =>
  Array.from(text, (letter) => {
    const plainer = letter.normalize('NFKD').replace(/\p{M}/gu, '')
    const seen = plainer.replace(/[đð]/g, 'd').replace(/[ĐÐ]/g, 'D')
    return seen.length === letter.length ? seen : letter
  }).join('')

/** What is found by sight is replaced in the text as it was written. */
const replacedBySight = (
  text: string,
  pattern: RegExp,
  replacement: (found: string, seen: RegExpExecArray) => string,
): string => {
  let [replaced, from] = ['', 0]
  for (const seen of bySight(text).matchAll(pattern)) {
    const end = seen.index + seen[0].length
    replaced += text.slice(from, seen.index) + replacement(text.slice(seen.index, end), seen)
    from = end
  }
  return replaced + text.slice(from)
}

const wordsOf = (name: string): string[] => tidy(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

const wholeName = (words: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])${words.map(bySight).join('[^\\p{L}\\p{M}\\p{N}]{1,3}')}(?![\\p{L}\\p{M}\\p{N}])`,
    'giu',
  )

/** Two words with other marks are other words: a fee (lệ phí) is nobody called Lê Phi. Three are no chance. */
const isNamed = (found: readonly string[], name: readonly string[]): boolean =>
  name.length > 2 ||
  found.join(' ').toLowerCase() === name.join(' ').toLowerCase() ||
  found.every((word) => bySight(word) === word)

const E_MAIL = /[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+/g
// Days and codes of dossiers come first, so that they are passed over whole. Nine digits are an old identity card.
const LONG_NUMBER = new RegExp(
  [
    String.raw`(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:19|20)\d\d(?![-.]?\d)`,
    String.raw`[A-Z]\d{2}(?:\.\d+)+-\d{6}-\d{4,}`,
    String.raw`(?<number>\(?\d(?:[ \t.\p{Pd}()_·]{0,3}\d){8,})`,
  ].join('|'),
  'gu',
)
