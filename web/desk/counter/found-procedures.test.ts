import { expect, it } from 'vitest'
import type { ProcedureSummary } from '#web/api/calls.ts'
import { receivedFirst } from './found-procedures.ts'

const found = (title: string, receivable: boolean, nationalCode: string | null = null) =>
  ({ title, titleEn: null, nationalCode, receivable }) as ProcedureSummary

const order = (items: ProcedureSummary[], exact: number, words: string) =>
  receivedFirst({ items, exact }, words).map(({ title, isClose }) => (isClose ? `~ ${title}` : title))

it('of procedures that are named so, those that are received here come first', () => {
  const items = [
    found('Giao đất, cho thuê đất đai', false),
    found('Đăng ký khai sinh', false),
    found('Hòa giải tranh chấp đất đai', true),
  ]
  expect(order(items, 3, 'dat dai')).toEqual([
    'Hòa giải tranh chấp đất đai',
    'Giao đất, cho thuê đất đai',
    'Đăng ký khai sinh',
  ])
})

it.each(['thuong tru', 'ĐKTT', '1.004222'])(
  'who types %j is not given one that is only received here',
  (words) => {
    const items = [
      found('Đăng ký thường trú', false, '1.004222'),
      found('Thuyên chuyển đối tượng học bổ túc', true),
    ]
    expect(order(items, 2, words)[0]).toBe('Đăng ký thường trú')
  },
)

it('what only resembles the words comes last, and says so', () => {
  const items = [found('Đăng ký tạm trú', false), found('Công nhận hộ nghèo', true)]
  expect(order(items, 1, 'tam tru')).toEqual(['Đăng ký tạm trú', '~ Công nhận hộ nghèo'])
})

it('nothing is found while no answer is here', () => {
  expect(receivedFirst(undefined, 'ho ngheo')).toEqual([])
})
