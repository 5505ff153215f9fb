import { expect, it } from 'vitest'
import { paragraphsOf } from './paragraphs.ts'

it('makes a paragraph of each line that says something', () => {
  expect(paragraphsOf('Căn cứ biên bản.\r\n\n  Công nhận hộ bà Bưởi. \n \n')).toEqual([
    'Căn cứ biên bản.',
    'Công nhận hộ bà Bưởi.',
  ])
  expect(paragraphsOf(' \n ')).toEqual([])
})
