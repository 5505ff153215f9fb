import { expect, it } from 'vitest'
import type { OpeningHours, Session } from '../data.ts'
import { wordsIn } from '../words.tsx'
import { fullDayOf, shareWords, stagesOf } from './stages.ts'

const step = (id: string, ...next: string[]) => ({ id, next })

it.each([
  ['one after another', [step('a', 'b'), step('b', 'c'), step('c')], 'a, b, c'],
  ['a pair', [step('a', 'b', 'c'), step('b', 'd'), step('c', 'd'), step('d')], 'a, b + c, d'],
  [
    'two pairs with a step between them',
    [
      step('a', 'b', 'c'),
      step('b', 'd'),
      step('c', 'd'),
      step('d', 'e', 'f'),
      step('e', 'g'),
      step('f', 'g'),
      step('g'),
    ],
    'a, b + c, d, e + f, g',
  ],
  [
    'two pairs, the one straight after the other, in whatever order they are named',
    [
      step('a', 'b', 'c'),
      step('b', 'd', 'e'),
      step('c', 'e', 'd'),
      step('d', 'f'),
      step('e', 'f'),
      step('f'),
    ],
    'a, b + c, d + e, f',
  ],
  [
    'two that begin together and lead to different steps',
    [step('a', 'b', 'c'), step('b', 'd'), step('c', 'e'), step('d', 'f'), step('e', 'f'), step('f')],
    'a, b, c, d, e, f',
  ],
  ['no step', [], ''],
])('%s', (_what, steps, stages) => {
  const written = stagesOf(steps).map((together) => together.map(({ id }) => id).join(' + '))
  expect(written.join(', ')).toBe(stages)
})

const OFFICE_DAY = 8 * 60

it.each([
  [0.05, OFFICE_DAY, 'khoảng 0,5 giờ làm việc', 'about 0.5 working hours'],
  [0.25, OFFICE_DAY, 'khoảng 2 giờ làm việc', 'about 2 working hours'],
  [0.375, OFFICE_DAY, 'khoảng 3 giờ làm việc', 'about 3 working hours'],
  [0.375, 7 * 60, 'khoảng 2,5 giờ làm việc', 'about 2.5 working hours'],
  [0.5, OFFICE_DAY, 'nửa ngày làm việc', 'half a working day'],
  [0.5, null, 'nửa ngày làm việc', 'half a working day'],
  [0.75, OFFICE_DAY, 'khoảng 6 giờ làm việc', 'about 6 working hours'],
  [0.75, null, '0,75 ngày làm việc', '0.75 working days'],
  [1, OFFICE_DAY, '1 ngày làm việc', '1 working day'],
])('%d of a day of %j minutes: %s', (days, minutesOfDay, vietnamese, english) => {
  expect(shareWords(wordsIn('vi'), days, minutesOfDay)).toBe(vietnamese)
  expect(shareWords(wordsIn('en'), days, minutesOfDay)).toBe(english)
})

const weekOf = (...days: Session[][]): OpeningHours['week'] => {
  const [monday = [], tuesday = []] = days
  return { 1: monday, 2: tuesday, 3: [], 4: [], 5: [], 6: [], 7: [] }
}
const MORNING: Session = { start: '07:30', end: '11:30' } as Session
const AFTERNOON: Session = { start: '13:30', end: '17:00' } as Session

it.each([
  ['a full day', weekOf([MORNING], [MORNING, AFTERNOON]), 450],
  ['mornings only', weekOf([MORNING], [MORNING]), 240],
  ['a week without hours', weekOf(), null],
])('the minutes of the longest day: %s', (_what, week, minutes) => {
  expect(fullDayOf(week)).toBe(minutes)
})
