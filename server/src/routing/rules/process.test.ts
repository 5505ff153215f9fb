import { describe, expect, test } from 'vitest'
import {
  begin,
  complete,
  earlierSteps,
  faultsOf,
  type Process,
  type ProcessStep,
  sendBack,
  sharesFrom,
} from './process.ts'

const step = (id: string, days: number, next: string[]): ProcessStep => ({
  id,
  kind: 'CHECK',
  name: { vi: id, en: id },
  unit: 'OFFICE',
  role: 'SPECIALIST',
  days,
  next,
})
const process = (...steps: ProcessStep[]): Process => ({
  id: 'p',
  name: 'p',
  version: 1,
  standing: 'demo',
  source: '',
  steps,
})

const consulted = process(
  step('receive', 0.5, ['check']),
  step('check', 1, ['police', 'insurance']),
  step('police', 2, ['appraise']),
  step('insurance', 1, ['appraise']),
  step('appraise', 1.5, ['approve']),
  step('approve', 1.5, ['return']),
  step('return', 0, []),
)
const names = (steps: readonly ProcessStep[]) => steps.map((entered) => entered.id)

describe('where a dossier goes next', () => {
  test('begins at the only step that nothing leads to', () => {
    expect(begin(consulted)).toEqual({ active: ['receive'], arrived: {} })
  })

  test('opens both opinions at once and waits for the later one, whichever that is', () => {
    for (const order of [
      ['police', 'insurance'],
      ['insurance', 'police'],
    ] as const) {
      const asked = complete(consulted, { active: ['check'], arrived: {} }, 'check')
      expect(names(asked.entered)).toEqual(['police', 'insurance'])
      const one = complete(consulted, asked.tokens, order[0])
      expect(names(one.entered)).toEqual([])
      expect(one.tokens).toEqual({ active: [order[1]], arrived: { appraise: 1 } })
      const both = complete(consulted, one.tokens, order[1])
      expect(both.tokens).toEqual({ active: ['appraise'], arrived: {} })
    }
  })

  test('refuses to complete a step that is not active', () => {
    expect(() => complete(consulted, { active: ['check'], arrived: {} }, 'approve')).toThrow(/not active/)
  })

  test('sends work back only to a step that comes before', () => {
    const back = sendBack(consulted, { active: ['approve'], arrived: {} }, 'approve', 'appraise')
    expect(back.tokens).toEqual({ active: ['appraise'], arrived: {} })
    expect(() => sendBack(consulted, { active: ['approve'], arrived: {} }, 'approve', 'return')).toThrow(
      /before/,
    )
    expect(names(earlierSteps(consulted, 'appraise'))).toEqual(['receive', 'check', 'police', 'insurance'])
  })

  test('counts the time to come along the longest way', () => {
    expect(sharesFrom(consulted, 'receive')).toEqual([0.5, 1, 2, 1.5, 1.5, 0])
    expect(sharesFrom(consulted, 'insurance')).toEqual([1, 1.5, 1.5, 0])
  })

  test.each([
    ['two first steps', process(step('a', 1, ['c']), step('b', 1, ['c']), step('c', 0, [])), /first steps/],
    ['a lost branch', process(step('a', 1, ['b', 'x']), step('b', 0, [])), /not there/],
    [
      'a circle',
      process(step('s', 1, ['a']), step('a', 1, ['b']), step('b', 1, ['a', 'e']), step('e', 0, [])),
      /circle/,
    ],
    ['a time that is none', process(step('a', Number.NaN, ['b']), step('b', 0, [])), /not a time/],
  ])('finds %s', (_name, faulty, sentence) => {
    expect(faultsOf(faulty).join('; ')).toMatch(sentence)
  })

  test('finds nothing wrong with a table that can run', () => {
    expect(faultsOf(consulted)).toEqual([])
  })
})
