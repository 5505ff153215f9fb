import { describe, expect, test } from 'vitest'
import { type TextStyle, typeset, type Words } from './typeset.ts'

/** Every letter, and the space, is as wide as the size. */
const measure = (text: string, _face: string, size: number) => [...text].length * size

const rowsOf = (words: Words, width: number, style: Partial<TextStyle> = {}) =>
  typeset(words, width, { size: 1, ...style }, measure).map((line) =>
    line.pieces
      .map((piece) => piece.text)
      .join('|')
      .trimEnd(),
  )

describe('a text set in lines', () => {
  test.each([
    ['breaks at spaces', 'một hai ba', 7, ['một hai', 'ba']],
    ['fills a line to its last letter', 'một hai', 7, ['một hai']],
    ['cuts a word that is wider than the line', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['cuts between letters, never between a letter and its mark', 'ô̆ô̆ô̆', 4, ['ô̆ô̆', 'ô̆']],
    ['begins an overlong word on a line of its own', 'a bcdefg', 4, ['a', 'bcde', 'fg']],
    ['breaks where it says so, also twice', 'a\n\nb', 9, ['a', '', 'b']],
    ['drops spaces at the ends and doubled ones', '  a  b  ', 9, ['a b']],
    ['is one empty line when it is empty', '', 9, ['']],
  ])('%s', (_name, text, width, rows) => {
    expect(rowsOf(text, width)).toEqual(rows)
  })

  test('never breaks where the face changes in the middle of a word', () => {
    const words = [{ text: 'số ' }, { text: '12', face: 'bold' as const }, { text: '/QĐ xong' }]
    expect(rowsOf(words, 8)).toEqual(['số |12|/QĐ', 'xong'])
  })

  test('counts the first indent, and fits an overlong word beside it', () => {
    expect(rowsOf('aa bb cc', 5, { firstIndent: 2 })).toEqual(['aa', 'bb cc'])
    expect(rowsOf('abcdef', 5, { firstIndent: 2 })).toEqual(['abc', 'def'])
  })

  test('in the middle leaves no last word alone', () => {
    expect(rowsOf('aaaa bbbb cccc dd', 14, { align: 'center' })).toEqual(['aaaa bbbb', 'cccc dd'])
  })

  test('stretched to both edges ends at the edge, but for the last line', () => {
    const lines = typeset('aa bb cc dd', 9, { size: 1, align: 'justify' }, measure)
    expect(lines.map((line) => line.pieces)).toEqual([
      [
        expect.objectContaining({ text: 'aa ', x: 0 }),
        expect.objectContaining({ text: 'bb ', x: 3.5 }),
        expect.objectContaining({ text: 'cc ', x: 7 }),
      ],
      [expect.objectContaining({ text: 'dd', x: 0 })],
    ])
  })

  test('ends a line with a space, but not where a word was cut', () => {
    const lines = typeset('aa bbbbbb\ncc', 4, { size: 1 }, measure)
    expect(lines.map((line) => line.pieces[0]?.text)).toEqual(['aa ', 'bbbb', 'bb ', 'cc'])
  })

  test('is as high as its largest letters need', () => {
    const [line] = typeset([{ text: 'a ' }, { text: 'b', size: 15 }], 99, { size: 10, leading: 1.2 }, measure)
    expect(line?.height).toBe(18)
  })
})
