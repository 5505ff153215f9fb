import type { FaceName } from './fonts.ts'
import { graphemes } from './letters.ts'

/** A stretch of text in one face; what is not given comes from the style of the paragraph. */
export interface Run {
  readonly text: string
  readonly face?: FaceName
  readonly size?: number
}

/** What is set: plain text, or runs that follow one another without a space of their own. */
export type Words = string | readonly Run[]

/** Lengths are in points (1/72 inch). */
export interface TextStyle {
  readonly size: number
  readonly face?: FaceName
  readonly align?: 'left' | 'center' | 'right' | 'justify'
  /** Distance of base lines as a multiple of the size; below 1.2 the marks of Ễ and Ữ touch the line above. */
  readonly leading?: number
  /** How far the first line begins to the right. */
  readonly firstIndent?: number
}

/** A stretch of one line, ready to draw; `x` counts from the left edge of the column. */
export interface Piece {
  text: string
  readonly face: FaceName
  readonly size: number
  readonly x: number
}

export interface Line {
  readonly pieces: readonly Piece[]
  /** The largest size on the line. */
  readonly size: number
  readonly height: number
}

export const heightOf = (lines: readonly Line[]): number =>
  lines.reduce((height, line) => height + line.height, 0)

/** The width of a text in points. */
export type Measure = (text: string, face: FaceName, size: number) => number

const DEFAULT_LEADING = 1.25

interface Fragment {
  readonly text: string
  readonly face: FaceName
  readonly size: number
  readonly width: number
}

interface Word {
  fragments: Fragment[]
  width: number
  /** The space in front of it, when it is not the first on its line. */
  space: number
}

/**
 * The text broken into lines no wider than `width`. Lines break at spaces and where the text says so; a word wider
 * than the whole line is cut between letters, because a person's name or an address must never run off the paper.
 */
export function typeset(words: Words, width: number, style: TextStyle, measure: Measure): Line[] {
  const runs = typeof words === 'string' ? [{ text: words }] : words
  const lines: Line[] = []
  const indent = style.firstIndent ?? 0
  for (const [nth, paragraph] of paragraphsOf(runs, style, measure).entries()) {
    const rows =
      style.align === 'center'
        ? balanced(paragraph, width, measure)
        : brokenIntoRows(paragraph, width, indent, measure)
    if (nth > 0) endWithSpace(lines.at(-1))
    for (const [at, row] of rows.entries()) {
      // A word that was cut goes on without one.
      if (at > 0 && (row[0]?.space ?? 0) > 0) endWithSpace(lines.at(-1))
      lines.push(lineOf(row, width, at === 0 ? indent : 0, at === rows.length - 1, style))
    }
  }
  return lines
}

/** Unseen at the end of the line; who listens to the file, or copies from it, would hear two words as one. */
function endWithSpace(line: Line | undefined): void {
  const last = line?.pieces.at(-1)
  if (last) last.text += ' '
}

/** Runs cut into words; a word may change face in its middle, as a number in bold before a comma does. */
function paragraphsOf(runs: readonly Run[], style: TextStyle, measure: Measure): Word[][] {
  const paragraphs: Word[][] = [[]]
  let word: Word | null = null
  let space = 0
  for (const run of runs) {
    const face = run.face ?? style.face ?? 'regular'
    const size = run.size ?? style.size
    for (const token of run.text.split(/([ \n])/)) {
      if (token === '') continue
      if (token === ' ') {
        space = measure(' ', face, size)
        word = null
      } else if (token === '\n') {
        paragraphs.push([])
        word = null
      } else {
        const fragment = { text: token, face, size, width: measure(token, face, size) }
        if (word) {
          word.fragments.push(fragment)
          word.width += fragment.width
        } else {
          word = { fragments: [fragment], width: fragment.width, space }
          paragraphs.at(-1)?.push(word)
        }
      }
    }
  }
  return paragraphs
}

function brokenIntoRows(
  words: readonly Word[],
  width: number,
  firstIndent: number,
  measure: Measure,
): Word[][] {
  const narrowest = width - firstIndent
  const rows: Word[][] = []
  let row: Word[] = []
  let left = narrowest
  for (const whole of words) {
    for (const word of whole.width > narrowest ? cutToFit(whole, narrowest, measure) : [whole]) {
      if (row.length > 0 && word.space + word.width > left) {
        rows.push(row)
        row = []
        left = width
      }
      left -= (row.length === 0 ? 0 : word.space) + word.width
      row.push(word)
    }
  }
  return [...rows, row]
}

/** As few lines as fit, of much the same length: a heading must not leave its last word alone under the others. */
function balanced(words: readonly Word[], width: number, measure: Measure): Word[][] {
  let rows = brokenIntoRows(words, width, 0, measure)
  if (rows.length === 1) return rows
  let tooNarrow = 0
  let enough = width
  while (enough - tooNarrow > 1) {
    const tried = (tooNarrow + enough) / 2
    const narrower = words.some((word) => word.width > tried)
      ? null
      : brokenIntoRows(words, tried, 0, measure)
    if (narrower?.length === rows.length) {
      rows = narrower
      enough = tried
    } else {
      tooNarrow = tried
    }
  }
  return rows
}

/** Parts of an overlong word, each as wide as the line allows. */
function cutToFit(word: Word, width: number, measure: Measure): Word[] {
  const parts: Word[] = []
  let part: Word = { fragments: [], width: 0, space: word.space }
  for (const fragment of word.fragments) {
    let text = ''
    let textWidth = 0
    const take = () => {
      if (text === '') return
      part.fragments.push({ ...fragment, text, width: textWidth })
      part.width += textWidth
      text = ''
      textWidth = 0
    }
    for (const { segment } of graphemes.segment(fragment.text)) {
      const letter = measure(segment, fragment.face, fragment.size)
      if (part.width + textWidth + letter > width && part.width + textWidth > 0) {
        take()
        parts.push(part)
        part = { fragments: [], width: 0, space: 0 }
      }
      text += segment
      textWidth += letter
    }
    take()
  }
  return [...parts, part]
}

function lineOf(
  row: readonly Word[],
  width: number,
  indent: number,
  isLastOfParagraph: boolean,
  style: TextStyle,
): Line {
  const size =
    Math.max(...row.flatMap((word) => word.fragments.map((fragment) => fragment.size)), 0) || style.size
  const natural = row.reduce((sum, word, at) => sum + (at === 0 ? 0 : word.space) + word.width, 0)
  const spare = Math.max(0, width - indent - natural)
  const isStretched = style.align === 'justify' && !isLastOfParagraph && row.length > 1
  const stretch = isStretched ? spare / (row.length - 1) : 0
  const start = indent + (style.align === 'center' ? spare / 2 : style.align === 'right' ? spare : 0)

  const pieces: Piece[] = []
  let x = start
  for (const [at, word] of row.entries()) {
    if (at > 0) x += word.space + stretch
    for (const [within, fragment] of word.fragments.entries()) {
      const before = pieces.at(-1)
      const isNewWord = at > 0 && within === 0
      if (before && isNewWord) before.text += ' '
      // Stretched words are drawn one by one, each with its space: a reader of the file still finds the words.
      const goesOn =
        before?.face === fragment.face && before.size === fragment.size && !(isNewWord && isStretched)
      if (before && goesOn) before.text += fragment.text
      else pieces.push({ text: fragment.text, face: fragment.face, size: fragment.size, x })
      x += fragment.width
    }
  }
  return { pieces, size, height: size * (style.leading ?? DEFAULT_LEADING) }
}
