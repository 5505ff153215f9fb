import { describe, expect, test } from 'vitest'
import { printFees, readFees } from './fee-text.ts'

const fee = (
  kind: 'FEE' | 'CHARGE' | null,
  amountVnd: number | null,
  name?: string,
  per: string | null = null,
) => ({
  kind,
  name: name ?? (kind === null ? 'Phí, lệ phí' : kind === 'FEE' ? 'Phí' : 'Lệ phí'),
  amountVnd,
  per,
  basis: null,
})

describe('the words of fees', () => {
  test.each([
    ['', null, []],
    ['Không có thông tin', null, []],
    ['Lệ phí: 200000 ĐồngXem chi tiết', [fee('CHARGE', 200_000)], []],
    ['Phí: 250.000 Đồng Xem chi tiết', [fee('FEE', 250_000)], []],
    ['PHÍ : 1,200,000 đồng', [fee('FEE', 1_200_000)], []],
    ['Phí: ĐồngXem chi tiết', [fee('FEE', null)], ['fee-without-amount']],
    ['Lệ phí:', [fee('CHARGE', null)], ['fee-without-amount']],
    [
      'Phí: 250000 ĐồngXem chi tiết Phí: 500000 ĐồngXem chi tiết',
      [fee('FEE', 250_000), fee('FEE', 500_000)],
      ['fees-several'],
    ],
    [
      'Phí: 250000 ĐồngXem chi tiết Lệ phí: 500000 ĐồngXem chi tiết',
      [fee('FEE', 250_000), fee('CHARGE', 500_000)],
      [],
    ],
    ['Lệ phí: 50.000 đồng/lần ĐồngXem chi tiết', [fee('CHARGE', 50_000, 'Lệ phí', 'đồng/lần')], []],
    ['50.000 đồng', [fee(null, 50_000)], []],
    ['Lệ phí : 8000 Đồng (bản giấy)', [fee('CHARGE', 8000, 'Lệ phí (bản giấy)')], []],
    ['Lệ phí: 0 ĐồngXem chi tiết', [fee('CHARGE', 0)], ['fee-of-zero']],
    ['Lệ phí: theo quy định', [fee('CHARGE', null, 'Lệ phí: theo quy định')], ['fee-in-words']],
    ['Theo quy định của HĐND tỉnh', [fee(null, null, 'Theo quy định của HĐND tỉnh')], ['fee-in-words']],
    [
      'Lệ phí: 10.000 đồng với hộ gia đình; 20.000 đồng với tổ chức',
      [fee('CHARGE', null, 'Lệ phí: 10.000 đồng với hộ gia đình; 20.000 đồng với tổ chức')],
      ['fee-in-words'],
    ],
    ['Phí: 30 USD', [fee('FEE', null, 'Phí: 30 USD')], ['fee-in-words']],
    ['Phí: -5000', [fee('FEE', null, 'Phí: -5000')], ['fee-in-words']],
    ['Phí: 50.5', [fee('FEE', null, 'Phí: 50.5')], ['fee-in-words']],
    ['Không thu phí', [], []],
    ['Miễn lệ phí', [], []],
    ['Không', null, ['fee-said-none']],
    ['Phí: Không', null, ['fee-said-none']],
  ])('%j', (words, fees, doubts) => expect(readFees(words)).toEqual({ fees, doubts }))

  test.each([
    '',
    'Lệ phí: 200000 ĐồngXem chi tiết',
    'Phí: ĐồngXem chi tiết',
    'Phí: 250000 ĐồngXem chi tiết Lệ phí: 500000 ĐồngXem chi tiết',
    'Lệ phí: 50.000 đồng/lần ĐồngXem chi tiết Lệ phí: 20.000 đồng/lần ĐồngXem chi tiết',
    'Lệ phí: theo quy định',
  ])('%j is printed back as it stood', (words) => expect(printFees(readFees(words).fees)).toBe(words))
})
