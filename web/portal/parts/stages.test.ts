import { expect, it } from 'vitest'
import type { OpeningHours, Session } from '../data.ts'
import { wordsIn } from '../words.tsx'
import { fullDayOf, type Stage, shareWords, stagesOf } from './stages.ts'

const step = (id: string, ...next: string[]) => ({ id, next, choices: [] as Choices, join: null })
type Choices = { name: InBoth; answer: InBoth; next: string[] }[]
type InBoth = { vi: string; en: string }
const both = (words: string): InBoth => ({ vi: words, en: words })
/** Where one answer leads, and where all others do. */
const choosing = (id: string, ways: Record<string, string[]>, ...next: string[]) => ({
  ...step(id, ...next),
  choices: Object.entries(ways).map(([answer, then]) => ({
    name: both('f'),
    answer: both(answer),
    next: then,
  })),
})

it.each([
  ['one after another', [step('a', 'b'), step('b', 'c'), step('c')], 'a, b, c'],
  ['a pair', [step('a', 'b', 'c'), step('b', 'd'), step('c', 'd'), step('d')], 'a, (b + c), d'],
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
    'a, (b + c), d, (e + f), g',
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
    'a, (b + c), (d + e), f',
  ],
  [
    'two that begin together and lead to different steps',
    [step('a', 'b', 'c'), step('b', 'd'), step('c', 'e'), step('d', 'f'), step('e', 'f'), step('f')],
    'a, (b, d + c, e), f',
  ],
  [
    'a branch that parts again, named in another order',
    [
      step('a', 'x', 'b'),
      step('f'),
      step('b', 'c', 'd'),
      step('e', 'f'),
      step('d', 'e'),
      step('c', 'e'),
      step('x', 'f'),
    ],
    'a, (b, (d + c), e + x), f',
  ],
  [
    'one that begins at once and waits for the other all the same',
    [step('a', 'b', 'c'), step('b', 'c'), step('c', 'd'), step('d')],
    'a, b, c, d',
  ],
  [
    'a step that may be left out',
    [choosing('a', { yes: ['b'] }, 'c'), step('b', 'c'), step('c')],
    'a, [yes: b | else: –], c',
  ],
  [
    'one of two, never both',
    [choosing('a', { one: ['b'] }, 'c'), step('b', 'd'), step('c', 'd'), step('d')],
    'a, [one: b | else: c], d',
  ],
  [
    'one, or two at once; and two answers that lead the same way',
    [
      choosing('a', { none: ['b'], old: ['b'], many: ['b', 'c'] }, 'd'),
      step('b', 'd'),
      step('c', 'd'),
      step('d'),
    ],
    'a, [none or old: b | many: (b + c) | else: –], d',
  ],
  [
    'an answer that leads where all others do needs no condition',
    [choosing('a', { one: ['b'], two: ['c'] }, 'c'), step('b', 'c'), step('c')],
    'a, [one: b | else: –], c',
  ],
  [
    'a choice inside one of two branches',
    [
      step('a', 'b', 'c'),
      choosing('b', { yes: ['d'] }, 'e'),
      step('c', 'f'),
      step('d', 'f'),
      step('e', 'f'),
      step('f'),
    ],
    'a, (b, [yes: d | else: e] + c), f',
  ],
  ['no step', [], ''],
])('%s', (_what, steps, stages) => {
  expect(written(stagesOf(steps))).toBe(stages)
})

/** `a, (b + c)`: b and c at once; `[yes: b | else: c]`: one of them. */
const written = (stages: readonly Stage<ReturnType<typeof step>>[]): string =>
  stages
    .map((stage) => {
      if ('step' in stage) return stage.step.id
      if ('together' in stage) return `(${stage.together.map(written).join(' + ')})`
      const ways = stage.either.map(
        ({ when, stages: way }) =>
          `${when.map(({ answer }) => answer.en).join(' or ') || 'else'}: ${written(way) || '–'}`,
      )
      return `[${ways.join(' | ')}]`
    })
    .join(', ')

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
  [0, OFFICE_DAY, null, null],
  [null, OFFICE_DAY, 'không tính thời gian', 'no time counted'],
])('%j of a day of %j minutes: %s', (days, minutesOfDay, vietnamese, english) => {
  expect(shareWords(wordsIn('vi'), { days, hours: null }, minutesOfDay)).toBe(vietnamese)
  expect(shareWords(wordsIn('en'), { days, hours: null }, minutesOfDay)).toBe(english)
})

it.each([
  [4, '4 giờ làm việc', '4 working hours'],
  [0.5, '0,5 giờ làm việc', '0.5 working hours'],
  [0, null, null],
])('%d hours, where the table counts in them', (hours, vietnamese, english) => {
  expect(shareWords(wordsIn('vi'), { days: null, hours }, OFFICE_DAY)).toBe(vietnamese)
  expect(shareWords(wordsIn('en'), { days: null, hours }, OFFICE_DAY)).toBe(english)
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
