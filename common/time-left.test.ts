import { describe, expect, test } from 'vitest'
import { translator } from './i18n.ts'
import { timeLeftWords } from './time-left.ts'

// 07:30–11:30 and 13:30–17:00: a working day is not eight hours.
const DAY_MINUTES = 450
const say = (minutes: number, isOverdue = minutes < 0) =>
  translator('vi')(...timeLeftWords({ minutes, days: minutes / DAY_MINUTES, isOverdue }))

describe('working time that is left', () => {
  test.each([
    [DAY_MINUTES * 3, 'còn 3 ngày làm việc'],
    [DAY_MINUTES * 2.9, 'còn 2,5 ngày làm việc'],
    [DAY_MINUTES, 'còn 1 ngày làm việc'],
    [DAY_MINUTES - 1, 'còn 7 giờ làm việc'],
    [60, 'còn 1 giờ làm việc'],
    [59.9, 'còn 59 phút làm việc'],
    [0.5, 'đến hạn ngay bây giờ'],
    [0, 'đến hạn ngay bây giờ'],
  ])('of %d minutes is rounded down: nobody is told of more than there is', (minutes, words) => {
    expect(say(minutes)).toBe(words)
  })

  test.each([
    [-1, 'quá hạn 1 phút làm việc'],
    [-0.2, 'quá hạn 1 phút làm việc'],
    [-180, 'quá hạn 3 giờ làm việc'],
    [-DAY_MINUTES * 2, 'quá hạn 2 ngày làm việc'],
  ])('that is over by %d minutes is said as lateness', (minutes, words) => {
    expect(say(minutes, true)).toBe(words)
  })

  test('is late also when no working minute has passed since the due date', () => {
    expect(say(0, true)).toBe('quá hạn 1 phút làm việc')
  })
})
