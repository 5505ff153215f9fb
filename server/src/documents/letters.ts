import { canPrint } from './fonts.ts'

/** Printed in place of a character that the faces do not have; an empty box would say that the printer failed. */
const SUBSTITUTE = '?'

/**
 * The text as it can be printed.
 *
 * Composed (NFC), so that a name typed as letters plus marks prints like the same name typed whole. Characters that
 * have no shape (zero-width spaces and joiners, direction marks, control characters) are dropped; a tab becomes a
 * space; line breaks stay. A letter outside the Latin script is first tried in its compatibility form (fullwidth,
 * ligatures) and then printed as `?`: `unprintableIn` tells it beforehand, so that
 * what was typed for a paper is refused instead.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text
  const composed = text.normalize('NFC').replace(LINE_BREAKS, '\n').replace(/\t/g, ' ').replace(SHAPELESS, '')
  let out = ''
  for (const { segment } of graphemes.segment(composed)) out += shape(segment)
  return out
}

/** The characters of the text that no paper can show, each once, in the order they appear. */
export function unprintableIn(text: string): string[] {
  const found = new Set<string>()
  for (const { segment } of graphemes.segment(text.normalize('NFC').replace(SHAPELESS, ''))) {
    if (segment !== SUBSTITUTE && shape(segment) === SUBSTITUTE) found.add(segment)
  }
  return [...found]
}

/** Cut where a reader would cut: ơ̆ is two code points and one letter. */
export const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** Nine texts in ten: nothing to compose, drop or replace. Also all precomposed Vietnamese letters. */
const PLAIN = /^[\n -~À-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ–—“”‘’…₫]*$/

const LINE_BREAKS = /\r\n?|[\u2028\u2029\u0085]/g
const SHAPELESS = /(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

function shape(grapheme: string): string {
  if (hasGlyphs(grapheme)) return grapheme
  const compatible = grapheme.normalize('NFKC')
  return hasGlyphs(compatible) ? compatible : SUBSTITUTE
}

const hasGlyphs = (text: string): boolean =>
  [...text].every((character) => character === '\n' || canPrint(character.codePointAt(0) ?? 0))
