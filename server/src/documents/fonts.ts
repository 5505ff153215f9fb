import { readFileSync } from 'node:fs'
import { create, type Font, type Glyph, type GlyphRun } from 'fontkit'

/** The faces of Tinos (metrics of Times New Roman, which the law names) that papers are set in. */
export type FaceName = 'regular' | 'bold' | 'italic' | 'bold-italic'

const faces = new Map<FaceName, Font>()

/**
 * A face, read once in the life of the process and shared by all papers: reading it again for each paper made
 * a page three times as dear (16 ms instead of 6 ms).
 */
export function face(name: FaceName): Font {
  const known = faces.get(name)
  if (known) return known
  const font = create(readFileSync(new URL(`../../../assets/fonts/tinos-${name}.ttf`, import.meta.url)))
  font.layout = (text) => layOut(text, font)
  faces.set(name, font)
  return font
}

/** Whether every face can print the character; the faces are cut alike, so one answers for all. */
export const canPrint = (codePoint: number): boolean => face('regular').hasGlyphForCodePoint(codePoint)

/** The width of the text in points, as `layOut` sets it. */
export function widthOf(text: string, name: FaceName, size: number): number {
  const font = face(name)
  let units = 0
  for (const character of text) units += glyphOf(character.codePointAt(0) ?? 0, font).advanceWidth
  return (units * size) / font.unitsPerEm
}

/**
 * One glyph for each code point, set solid, and the combining marks put in their seats.
 *
 * It stands in for fontkit's own layout for three reasons. Tinos has no anchors for marks: left alone, the breve of
 * ơ̆, ê̆, ô̆, ư̆ (Ê Đê, Ba Na, Gia Rai names; no precomposed letters exist) lies across the circumflex, half over the
 * next letter. Shaping each word was a third of the cost of a page. And fontkit remembers for a glyph the text that
 * it was first met with, or none: with a shared face the O of a second paper could no longer be copied or searched.
 */
function layOut(text: string, font: Font): GlyphRun {
  const characters = [...text]
  const glyphs = characters.map((character) => glyphOf(character.codePointAt(0) ?? 0, font))
  const positions = glyphs.map(({ advanceWidth }) => ({
    xAdvance: advanceWidth,
    yAdvance: 0,
    xOffset: 0,
    yOffset: 0,
  }))
  const run: GlyphRun = {
    glyphs,
    positions,
    // Summed when asked: pdfkit scales the positions in place first.
    get advanceWidth() {
      return positions.reduce((width, position) => width + position.xAdvance, 0)
    },
  }
  if (HAS_MARK.test(text)) seatMarks(characters, run, font)
  return run
}

const glyphsOf = new WeakMap<Font, Map<number, Glyph>>()

/** The glyph with the code point that was asked for, whatever else the face shows by the same glyph. */
function glyphOf(codePoint: number, font: Font): Glyph {
  const ofFont = glyphsOf.get(font) ?? new Map<number, Glyph>()
  glyphsOf.set(font, ofFont)
  const known = ofFont.get(codePoint)
  if (known) return known
  const { id, advanceWidth, bbox } = font.glyphForCodePoint(codePoint)
  const glyph = { id, codePoints: [codePoint], advanceWidth, bbox }
  ofFont.set(codePoint, glyph)
  return glyph
}

const HAS_MARK = /\p{M}/u

/** Air between a letter and the mark above it, or between two marks: 1/40 of the type size. */
const AIR = 1 / 40

function seatMarks(characters: readonly string[], run: GlyphRun, font: Font): void {
  const air = font.unitsPerEm * AIR
  let seat: { centre: number; top: number; bottom: number } | null = null
  for (const [at, glyph] of run.glyphs.entries()) {
    const character = characters[at] ?? ''
    const { minX, maxX, minY, maxY } = glyph.bbox
    if (!HAS_MARK.test(character)) {
      // The pen will stand behind the letter, hence its width is taken off.
      seat = { centre: centreOf(character, font) - glyph.advanceWidth, top: maxY, bottom: minY }
      continue
    }
    const position = run.positions[at]
    if (!seat || !position) continue
    position.xOffset = seat.centre - (minX + maxX) / 2
    if (maxY <= 0) {
      position.yOffset = Math.min(0, seat.bottom - air - maxY)
      seat.bottom = minY + position.yOffset
    } else if (minY > 0) {
      position.yOffset = Math.max(0, seat.top + air - minY)
      seat.top = maxY + position.yOffset
    }
  }
}

/** The middle of the bare letter: the horn of ơ and ư hangs over to the right and must not pull the mark along. */
function centreOf(letter: string, font: Font): number {
  const { minX, maxX } = font.glyphForCodePoint(letter.normalize('NFD').codePointAt(0) ?? 0).bbox
  return (minX + maxX) / 2
}
