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
  layOutPlainly(font)
  faces.set(name, font)
  return font
}

/** Whether every face can print the character; the faces are cut alike, so one answers for all. */
export const canPrint = (codePoint: number): boolean => face('regular').hasGlyphForCodePoint(codePoint)

/**
 * Text without combining marks is one glyph a letter, set solid. fontkit would run its whole shaping over each word
 * to find the same: a third of the cost of a page. With marks it does, and the marks are then put in their seats.
 */
function layOutPlainly(font: Font): void {
  const shape = font.layout.bind(font)
  font.layout = (text, features) => (/\p{M}/u.test(text) ? withMarksSeated(shape(text, features), font) : plainRun(text, font))
}

function plainRun(text: string, font: Font): GlyphRun {
  const glyphs = [...text].map((character) => font.glyphForCodePoint(character.codePointAt(0) ?? 0))
  const positions = glyphs.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }))
  return {
    glyphs,
    positions,
    // Summed when asked: pdfkit scales the positions in place first.
    get advanceWidth() {
      return positions.reduce((width, position) => width + position.xAdvance, 0)
    },
  }
}

/** Air between a letter and the mark above it, or between two marks: 1/40 of the type size. */
const AIR = 1 / 40

/**
 * Puts combining marks where they belong. Tinos has no anchors for them, and left alone the breve of ơ̆, ê̆, ô̆, ư̆
 * (Ê Đê, Ba Na, Gia Rai names; no precomposed letters exist) lies across the circumflex, half over the next letter.
 */
function withMarksSeated(run: GlyphRun, font: Font): GlyphRun {
  const air = font.unitsPerEm * AIR
  let seat: { centre: number; top: number; bottom: number } | null = null
  for (const [at, glyph] of run.glyphs.entries()) {
    if (!glyph.isMark) {
      seat = { centre: centreOf(glyph, font) - glyph.advanceWidth, top: glyph.bbox.maxY, bottom: glyph.bbox.minY }
      continue
    }
    const position = run.positions[at]
    if (!seat || !position) continue
    const { minX, maxX, minY, maxY } = glyph.bbox
    // The pen already stands behind the letter, hence the letter's width is taken off its centre.
    position.xOffset = seat.centre - (minX + maxX) / 2
    if (maxY <= 0) {
      position.yOffset = Math.min(0, seat.bottom - air - maxY)
      seat.bottom = minY + position.yOffset
    } else if (minY > 0) {
      position.yOffset = Math.max(0, seat.top + air - minY)
      seat.top = maxY + position.yOffset
    }
  }
  return run
}

/** The middle of the bare letter: the horn of ơ and ư hangs over to the right and must not pull the mark along. */
function centreOf(glyph: Glyph, font: Font): number {
  const letter = String.fromCodePoint(...glyph.codePoints).normalize('NFD')
  const bare = font.glyphForCodePoint(letter.codePointAt(0) ?? 0)
  return (bare.bbox.minX + bare.bbox.maxX) / 2
}
