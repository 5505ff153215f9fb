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
 * case, and so are addresses of e-mail and numbers as long as a telephone's but for their end. Whoever else it tells of stays.
 */
export const withoutPeople = (text: string, names: readonly string[]): string =>
  names
    .map(tidy)
    .filter((name) => name.includes(' '))
    .reduce(
      (words, name) => words.replace(wholeName(name), (found) => masked(tidy(found))),
      text.normalize('NFC'),
    )
    .replace(E_MAIL, '•••')
    .replace(LONG_NUMBER, (number) => maskedNumber(number.replace(/\D/g, '')))

const wholeName = (name: string): RegExp => {
  const words = name.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{M}])${words.join('\\s+')}(?![\\p{L}\\p{M}])`, 'giu')
}

const E_MAIL = /[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+/g
// Nine digits are an old identity card; eight with full stops between them are a date.
const LONG_NUMBER = /\d(?:[ .]?\d){8,}/g
