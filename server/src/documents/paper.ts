import PDFDocument from 'pdfkit'
import { encode as encodeQr } from 'uqr'
import { type Instant, msOf } from '#common/time.ts'
import { code128 } from './code128.ts'
import { type FaceName, face, widthOf } from './fonts.ts'
import { printable } from './letters.ts'
import { heightOf, type Line, type TextStyle, typeset, type Words } from './typeset.ts'

export const MILLIMETRE = 72 / 25.4

type Element = ReturnType<PDFKit.PDFDocument['struct']>

/** A4, in points. */
const PAGE = { width: 210 * MILLIMETRE, height: 297 * MILLIMETRE } as const

/** The room under the text that the foot of each page is printed in. */
const FOOT_SIZE = 9

export interface PaperOptions {
  readonly title: string
  /** The agency; never a person. */
  readonly author: string
  /** The form and its version, `M01/1`. */
  readonly producer: string
  /** The date of the file, so that the same data gives the same bytes. */
  readonly datedAt: Instant
  readonly margins: {
    readonly top: number
    readonly right: number
    readonly bottom: number
    readonly left: number
  }
}

/** Where a stretch of text stands. `x` and `y` are its upper left corner, from the upper left of the page. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
}

export type Rule = readonly [fromX: number, fromY: number, toX: number, toY: number]

/** A line of the foot: what stands left, and what stands right. */
export type FootLine = readonly [left: string, right: string]

/**
 * A4 paper, written from the top down; lengths are in points.
 *
 * It is a tagged PDF: a screen reader meets headings, paragraphs and tables in the order in which they are written
 * here. Nothing is read from the clock or from chance, so that the same writing gives the same bytes (under one
 * version of Node, whose zlib packs them).
 */
export class Paper {
  readonly left: number
  readonly right: number
  readonly width: number
  /** Where the next line goes. */
  y: number

  readonly #doc: PDFKit.PDFDocument
  readonly #chunks: Uint8Array[] = []
  readonly #top: number
  readonly #bottom: number
  readonly #elements: Element[]
  #isArtifact = false

  constructor(options: PaperOptions) {
    const { margins } = options
    const datedAt = new Date(msOf(options.datedAt))
    this.#doc = new PDFDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      lang: 'vi-VN',
      displayTitle: true,
      // Each word is laid out once, here; remembering it would only cost.
      fontLayoutCache: false,
      // pdfkit would load Helvetica, which has no Vietnamese.
      font: null as unknown as string,
      info: {
        Title: options.title,
        Author: options.author,
        Creator: options.producer,
        Producer: 'Một Cửa',
        CreationDate: datedAt,
        ModDate: datedAt,
      },
    })
    this.#doc.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk))
    for (const name of ['regular', 'bold', 'italic', 'bold-italic'] satisfies FaceName[]) {
      // pdfkit takes a font that is read already; its types do not say so.
      this.#doc.registerFont(name, face(name) as unknown as Uint8Array)
    }

    this.left = margins.left
    this.right = PAGE.width - margins.right
    this.width = this.right - this.left
    this.#top = margins.top
    this.#bottom = PAGE.height - margins.bottom
    this.y = margins.top

    const root = this.#doc.struct('Document')
    this.#doc.addStructure(root)
    this.#elements = [root]
  }

  // ---- Text ----------------------------------------------------------------------------------------------------

  /** The text in lines, as it would be printed in a column of this width. */
  lines(words: Words, width: number, style: TextStyle): Line[] {
    const runs = typeof words === 'string' ? [{ text: words }] : words
    const cleaned = runs.map((run) => ({ ...run, text: printable(run.text) }))
    return typeset(cleaned, width, style, widthOf)
  }

  /** How far the line reaches, from the left edge of its column. */
  widthOf(line: Line): number {
    return Math.max(0, ...line.pieces.map(({ text, face, size, x }) => x + widthOf(text, face, size)))
  }

  /** Draws at the given place, whatever the page; the answer is the y below the last line. */
  set(words: Words, place: Place, style: TextStyle, tag = 'P'): number {
    const lines = this.lines(words, place.width, style)
    this.setLines(lines, place, tag)
    return place.y + heightOf(lines)
  }

  /** Lines that were measured before, at the given place. */
  setLines(lines: readonly Line[], place: Place, tag: string): void {
    if (lines.length === 0) return
    let { y } = place
    this.#leaf(tag, () => {
      for (const line of lines) y = this.#draw(line, place.x, y)
    })
  }

  /** A paragraph under what was written last; it goes on over the page. */
  paragraph(words: Words, style: TextStyle & { indent?: number; after?: number }, tag = 'P'): void {
    const x = this.left + (style.indent ?? 0)
    const lines = this.lines(words, this.right - x, style)
    this.keepTogether(heightOf(lines.slice(0, 2)))
    this.#leaf(tag, () => {
      for (const line of lines) {
        this.keepTogether(line.height)
        this.y = this.#draw(line, x, this.y)
      }
    })
    this.y += style.after ?? 0
  }

  // ---- Pages ---------------------------------------------------------------------------------------------------

  /** How much can still be written on this page. */
  get room(): number {
    return this.#bottom - this.y
  }

  /** How much a whole page holds. */
  get pageRoom(): number {
    return this.#bottom - this.#top
  }

  get pageCount(): number {
    return this.#doc.bufferedPageRange().count
  }

  /** Begins a new page when the given height does not fit on this one, unless this one is still empty. */
  keepTogether(height: number): void {
    // Half a thousandth of a point: sums of line heights are not exact.
    if (height > this.room + 0.0005 && this.y > this.#top) this.turnPage()
  }

  turnPage(): void {
    this.#doc.continueOnNewPage({ size: [PAGE.width, PAGE.height], margin: 0 })
    this.y = this.#top
  }

  // ---- Lines and pictures --------------------------------------------------------------------------------------

  /** Straight lines of one thickness; they say nothing to a screen reader. */
  rules(lines: readonly Rule[], thickness = 0.6): void {
    this.artifact(() => {
      for (const [fromX, fromY, toX, toY] of lines) this.#doc.moveTo(fromX, fromY).lineTo(toX, toY)
      this.#doc.lineWidth(thickness).stroke()
    })
  }

  /**
   * The text as Code 128, as large as fits but no module above 0.33 mm. Draws nothing when a module would fall under
   * 0.19 mm (7.5 mil), which cheap scanners no longer read, or when the text is not ASCII.
   */
  barcode(text: string, place: Place, height: number, alt: string): void {
    if (!/^[ -~]+$/.test(text)) return
    const bars = code128(text)
    const module = Math.min(place.width / sum(bars), 0.33 * MILLIMETRE)
    if (module < 0.19 * MILLIMETRE) return
    this.#figure(alt, { ...place, width: module * sum(bars) }, height, () => {
      let { x } = place
      for (const [at, width] of bars.entries()) {
        if (at % 2 === 0) this.#doc.rect(x, place.y, width * module, height)
        x += width * module
      }
      this.#doc.fill('black')
    })
  }

  /** The text as a QR code that survives the loss of 15 % of its area; the quiet zone is the caller's to leave. */
  qr(text: string, place: Place, alt: string): void {
    const { data, size } = encodeQr(text, { ecc: 'M', boostEcc: true, border: 0 })
    const module = place.width / size
    this.#figure(alt, place, place.width, () => {
      for (const [row, cells] of data.entries()) {
        for (let from = 0; from < size; from++) {
          if (!cells[from]) continue
          let to = from + 1
          while (to < size && cells[to]) to++
          this.#doc.rect(place.x + from * module, place.y + row * module, (to - from) * module, module)
          from = to
        }
      }
      this.#doc.fill('black')
    })
  }

  // ---- Structure -----------------------------------------------------------------------------------------------

  /** What is written inside belongs to one element (`Table`, `TR` …). */
  within(tag: string, write: () => void): void {
    if (this.#isArtifact) {
      write()
      return
    }
    const element = this.#doc.struct(tag)
    this.#elements.at(-1)?.add(element)
    this.#elements.push(element)
    write()
    this.#elements.pop()
    element.end()
  }

  /** What is written inside is skipped by a screen reader: rules, repeated table heads, page numbers. */
  artifact(write: () => void): void {
    if (this.#isArtifact) {
      write()
      return
    }
    this.#isArtifact = true
    this.#doc.markContent('Artifact', { type: 'Layout' })
    write()
    this.#doc.endMarkedContent()
    this.#isArtifact = false
  }

  // ---- The end -------------------------------------------------------------------------------------------------

  /** Writes the foot of every page, which is known only now, and gives the file. */
  async finish(foot: (page: number, pages: number) => readonly FootLine[]): Promise<Buffer> {
    const { count } = this.#doc.bufferedPageRange()
    for (let at = 0; at < count; at++) {
      this.#doc.switchToPage(at)
      this.artifact(() => this.#foot(foot(at + 1, count)))
    }
    for (const element of this.#elements) element.end()
    const ended = new Promise<void>((resolve, reject) => {
      this.#doc.on('end', resolve)
      this.#doc.on('error', reject)
    })
    this.#doc.end()
    await ended
    return Buffer.concat(this.#chunks)
  }

  #foot(footLines: readonly FootLine[]): void {
    let y = this.#bottom + FOOT_SIZE
    for (const [left, right] of footLines) {
      const style = { size: FOOT_SIZE, face: 'italic' } as const
      const width = right === '' ? this.width : this.width * 0.8
      const belowLeft = this.set(left, { x: this.left, y, width }, style)
      const belowRight = this.set(right, { x: this.left, y, width: this.width }, { ...style, align: 'right' })
      y = Math.max(belowLeft, belowRight)
    }
  }

  #draw(line: Line, x: number, y: number): number {
    // The air of the line is shared: marks stand above the letters, so most of it goes there.
    const baseline = y + line.height - line.size * 0.3
    for (const piece of line.pieces) {
      this.#doc.font(piece.face, piece.size).text(piece.text, x + piece.x, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
      })
    }
    return y + line.height
  }

  #leaf(tag: string, draw: () => void): void {
    if (this.#isArtifact) {
      draw()
      return
    }
    const options = tag === 'TH' ? { scope: 'Column' } : {}
    const element = this.#doc.struct(tag, options as PDFKit.Mixins.StructureElementOptions)
    this.#elements.at(-1)?.add(element)
    this.#marked(element, tag, draw)
  }

  #figure(alt: string, place: Place, height: number, draw: () => void): void {
    const box = [place.x, place.y, place.x + place.width, place.y + height]
    const element = this.#doc.struct('Figure', { alt, bbox: box } as PDFKit.Mixins.StructureElementOptions)
    this.#elements.at(-1)?.add(element)
    this.#marked(element, 'Figure', draw)
  }

  #marked(element: Element, tag: string, draw: () => void): void {
    const content = this.#doc.markStructureContent(tag)
    draw()
    this.#doc.endMarkedContent()
    element.add(content)
    element.end()
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
