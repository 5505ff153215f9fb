import { describe, expect, test } from 'vitest'
import { code128 } from './code128.ts'
import { type Pixels, scan } from './read-back.testing.ts'

/** The bars as a picture, three pixels a module and ten modules of quiet on each side. */
function drawn(widths: readonly number[]): Pixels {
  const modules = widths.flatMap((width, at) => Array.from({ length: width }, () => at % 2 === 0))
  const line = [...Array(10).fill(false), ...modules, ...Array(10).fill(false)].flatMap((isBar) => [
    isBar,
    isBar,
    isBar,
  ])
  const row = line.flatMap((isBar) => (isBar ? [0, 0, 0, 255] : [255, 255, 255, 255]))
  const height = 60
  const data = new Uint8ClampedArray(Array.from({ length: height }, () => row).flat())
  return { data, width: line.length, height, colorSpace: 'srgb' }
}

describe('a barcode', () => {
  test.each([
    'H57.132-260804-0583',
    'H15.11.22-180324-0001',
    'H26-261122-12345',
    '1234',
    '123',
    '12345',
    'A',
    'A1234B',
    'A123456B',
    'aZ~ !',
  ])('of %s is read back by an independent reader', async (text) => {
    expect(await scan(drawn(code128(text)), ['Code128'])).toEqual([{ format: 'Code128', text }])
  })

  test('packs digits two by two, so that the code of a dossier fits under the agency', () => {
    const modules = code128('H57.132-260804-0583').reduce((sum, width) => sum + width, 0)
    expect(modules).toBe(11 * 19 + 13)
  })

  test('is refused for a letter that the standard does not have', () => {
    expect(() => code128('Hồ sơ')).toThrow(RangeError)
    expect(() => code128('')).toThrow(RangeError)
  })
})
