/**
 * Codes that are written on paper and typed again. Crockford's letters and digits: no I, L, O, U, so that nothing looks like
 * something else; each holds five bits.
 */
export const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** For what is taken only as it was typed: without the digits that somebody reads as a letter. */
export const LETTERS_TYPED_AS_THEY_ARE = LETTERS.replace(/[01]/g, '')

/**
 * @param below a whole number from 0 to one below `n`, each as likely: for a secret, of a generator made for secrets
 */
export const randomLetters = (count: number, below: (n: number) => number, letters = LETTERS): string =>
  Array.from({ length: count }, () => letters.charAt(below(letters.length))).join('')

/** As it is printed: four and four, with hyphens. */
export const inFours = (code: string): string => (code.match(/.{1,4}/g) ?? []).join('-')

/**
 * What somebody typed off paper, as it was printed but for its hyphens: small letters, spaces and hyphens do not matter, nor O for 0,
 * I and L for 1. It may still hold what no code does.
 */
export const asLetters = (text: string): string =>
  text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
