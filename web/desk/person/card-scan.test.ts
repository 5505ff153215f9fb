import { describe, expect, it } from 'vitest'
import { Burst, cardIn } from './card-scan.ts'

const CARD = '027090001234|123456789|Nguyễn Thị Thử|01021990|Nữ|Khu 1, phường Quế Võ|01012021'
const TODAY = '2026-11-22'

describe('a citizen card in a field', () => {
  it('is read, and what stood before it stays', () => {
    expect(cardIn(`0912${CARD}`, TODAY)).toMatchObject({
      rest: '0912',
      card: { citizenNumber: '027090001234' },
    })
    expect(cardIn(`Ghi chú ${CARD}`, TODAY)).toEqual({
      card: {
        citizenNumber: '027090001234',
        fullName: 'Nguyễn Thị Thử',
        birthDate: '1990-02-01',
        address: 'Khu 1, phường Quế Võ',
      },
      rest: 'Ghi chú ',
    })
  })

  it.each(['', '027090001234', 'https://vidu.vn/a|b|c|d|e|f', '027090001234|x|y'])(
    'is not seen in %j',
    (text) => {
      expect(cardIn(text, TODAY)).toBeNull()
    },
  )
})

describe('keys that come like a machine types', () => {
  const typed = (text: string, gap: number, burst = new Burst()) => {
    for (const [at, key] of [...text].entries()) burst.add(key, 1000 + at * gap)
    return burst.take(1000 + text.length * gap)
  }

  it('are taken as one text', () => {
    expect(typed(CARD, 20)).toBe(CARD)
  })

  it('are forgotten when a person types them', () => {
    expect(typed('abcdef', 200)).toBe('')
  })

  it('begin anew after a pause, and hold letters only', () => {
    const burst = new Burst()
    burst.add('x', 0)
    burst.add('Shift', 1000)
    burst.add('A', 1010)
    expect(burst.take(1020)).toBe('A')
    expect(burst.take(1021)).toBe('')
  })
})
