import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canPrint, face } from './fonts.ts'
import { printable, unprintableIn } from './letters.ts'

const VIETNAMESE = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ'

describe('what can be printed', () => {
  test('is every Vietnamese letter, small and capital, in every face', () => {
    for (const name of ['regular', 'bold', 'italic', 'bold-italic'] as const) {
      for (const letter of VIETNAMESE + VIETNAMESE.toUpperCase()) {
        expect(face(name).hasGlyphForCodePoint(letter.codePointAt(0) ?? 0), `${letter} in ${name}`).toBe(true)
      }
    }
  })

  test('is every sign of the catalogue of forms', () => {
    const words = readFileSync(new URL('../../../common/messages/vi/forms.json', import.meta.url), 'utf8')
    expect(unprintableIn(words)).toEqual([])
    expect(unprintableIn('₫ № § – — … “ ” ‘ ’ • « » × ± ° ½ m² ™ € ‑')).toEqual([])
  })

  test('is the names of the Central Highlands and of other Latin alphabets', () => {
    expect(
      unprintableIn("Y Blô̆ Niê, H’Ơ̆ng Êban, Ư̆ ê̆ ĕ ĭ ŏ ŭ č ƀ ñ, K'Brêm, Škoda, Łukasz, Şükrü, Ḥasan, Ǎ"),
    ).toEqual([])
  })

  test('is the same in all faces', () => {
    for (let codePoint = 0x20; codePoint < 0x2700; codePoint++) {
      for (const name of ['bold', 'italic', 'bold-italic'] as const) {
        expect(face(name).hasGlyphForCodePoint(codePoint)).toBe(canPrint(codePoint))
      }
    }
  })
})

describe('a text made ready for print', () => {
  test.each([
    ['stays as it is', 'Nguyễn Thị Tưởng Vỹ', 'Nguyễn Thị Tưởng Vỹ'],
    ['is composed when it was typed as letters and marks', 'Nguyễn Vỹ'.normalize('NFD'), 'Nguyễn Vỹ'],
    ['keeps the marks that have no letter of their own', 'Ơ̆ng'.normalize('NFD'), 'Ơ̆ng'],
    ['loses characters without a shape', 'Ng\u200buy\u00adễn\ufeff \u202eVỹ\u0000\u200d', 'Nguyễn Vỹ'],
    ['keeps its line breaks, of whatever system', 'một\r\nhai\u2028ba\nbốn', 'một\nhai\nba\nbốn'],
    ['has spaces for tabs', 'một\thai', 'một hai'],
    ['has plain letters for fullwidth ones and ligatures', 'ＡＢＣ１２３ ﬁ', 'ABC123 fi'],
    ['has a question mark for each sign that no face has', '李小龍 😀 กขค', '??? ? ???'],
    ['survives half a character', 'a\ud83db', 'a?b'],
  ])('%s', (_name, text, printed) => {
    expect(printable(text)).toBe(printed)
  })

  test('tells the desk beforehand what it could not show, each sign once', () => {
    expect(unprintableIn('李 Văn 李 😀 ?')).toEqual(['李', '😀'])
    expect(unprintableIn('Nguyễn Thị Tưởng Vỹ?')).toEqual([])
  })
})

describe('a mark without a letter of its own', () => {
  const boxesOf = (text: string) => {
    const { glyphs, positions } = face('regular').layout(text)
    let pen = 0
    return glyphs.map(({ bbox }, at) => {
      const { xAdvance, xOffset, yOffset } = positions[at] ?? { xAdvance: 0, xOffset: 0, yOffset: 0 }
      const box = {
        left: pen + xOffset + bbox.minX,
        right: pen + xOffset + bbox.maxX,
        low: bbox.minY + yOffset,
      }
      pen += xAdvance
      return { ...box, high: bbox.maxY + yOffset }
    })
  }

  test.each(['ô̆', 'Ê̆', 'ơ̆', 'Ư̆', 'ê̌'])('sits above %s, clear of it and over its middle', (text) => {
    const [letter, mark] = boxesOf(text)
    const [bare] = boxesOf(text.normalize('NFD').charAt(0))
    expect(mark?.low).toBeGreaterThan(letter?.high ?? 0)
    const middle = (box: typeof bare) => ((box?.left ?? 0) + (box?.right ?? 0)) / 2
    expect(middle(mark)).toBeCloseTo(middle(bare), 5)
  })

  test('hangs below a letter when it is a mark below', () => {
    const [letter, mark] = boxesOf('g̱')
    expect(mark?.high).toBeLessThan(letter?.low ?? 0)
  })

  test('takes no width', () => {
    expect(face('bold').layout('ô̆').advanceWidth).toBe(face('bold').layout('ô').advanceWidth)
  })
})
