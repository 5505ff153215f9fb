import { describe, expect, it } from 'vitest'
import { findProcedures, initialsOf } from './find-procedure.ts'

const procedure = (title: string, titleEn = '', nationalCode: string | null = null) => ({
  title,
  titleEn,
  nationalCode,
})
const birth = procedure('Đăng ký khai sinh', 'Birth registration', '1.001193')
const again = procedure('Đăng ký lại khai sinh', 'Birth registration anew')
const abroad = procedure(
  'Đăng ký khai sinh có yếu tố nước ngoài',
  'Birth registration with a foreign element',
)
const poor = procedure(
  'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm',
  'Recognition of a poor household',
)
const all = [poor, abroad, again, birth]

const first = (text: string) => findProcedures(all, text)[0]

describe('a procedure is found', () => {
  it.each(['dkks', 'DKKS', 'đkks', 'dang ky khai sinh', 'Đăng ký khai', 'd k k s', '1.001193'])(
    'by %j',
    (text) => {
      expect(first(text)).toBe(birth)
    },
  )

  it('by some of its initials, by words in any order, and in English', () => {
    expect(first('cnhn')).toBe(poor)
    expect(first('khai sinh nuoc ngoai')).toBe(abroad)
    expect(first('poor household')).toBe(poor)
  })

  it('all of them when nothing is asked for, and none when nothing fits', () => {
    expect(findProcedures(all, '  ')).toEqual(all)
    expect(findProcedures(all, 'xyz')).toEqual([])
  })
})

it('takes the first letter of each word as initials, without marks or signs', () => {
  expect(initialsOf('Công nhận hộ nghèo, hộ cận nghèo')).toBe('cnhnhcn')
})
