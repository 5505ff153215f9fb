import { expect, it } from 'vitest'
import { said, unlessSaid } from './said.ts'

it('sends what was said and leaves out what was not', () => {
  expect(said({ legalBasis: ' Điều 5 ', note: ' \n', whereToTurn: '' })).toEqual({ legalBasis: 'Điều 5' })
})

it('names a field that must say something', () => {
  expect(unlessSaid('  ', 'reason', 'Nhập lý do')).toEqual([{ field: 'reason', words: 'Nhập lý do' }])
  expect(unlessSaid('Thiếu chữ ký', 'reason', 'Nhập lý do')).toEqual([])
})
