/** The part of fontkit that we use; the package brings no types. */
declare module 'fontkit' {
  export interface Box {
    readonly minX: number
    readonly minY: number
    readonly maxX: number
    readonly maxY: number
  }

  export interface Glyph {
    readonly id: number
    readonly codePoints: readonly number[]
    readonly advanceWidth: number
    readonly bbox: Box
  }

  /** In font units; pdfkit scales them. */
  export interface Position {
    xAdvance: number
    yAdvance: number
    xOffset: number
    yOffset: number
  }

  export interface GlyphRun {
    readonly glyphs: readonly Glyph[]
    readonly positions: Position[]
    readonly advanceWidth: number
  }

  export interface Font {
    readonly unitsPerEm: number
    readonly ascent: number
    readonly descent: number
    layout(text: string, features?: unknown): GlyphRun
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): Glyph
  }

  export function create(bytes: Uint8Array): Font
}
