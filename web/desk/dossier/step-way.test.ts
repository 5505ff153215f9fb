import { describe, expect, it } from 'vitest'
import type { Dossier } from '#web/api/calls.ts'
import { wayTo } from './step-way.ts'

type Step = Dossier['steps'][number]

const step = (id: string, next: string[], choices: Record<string, string[]> = {}): Step => ({
  id,
  kind: 'CHECK',
  name: { vi: id, en: id },
  unit: 'Phòng',
  days: 1,
  next,
  choices: Object.entries(choices).map(([answer, then]) => ({
    fact: 'f',
    name: { vi: 'Nơi ở', en: 'Home' },
    is: answer,
    answer: { vi: answer, en: answer },
    next: then,
  })),
  join: null,
  status: 'AHEAD',
})

const STEPS = [
  step('check', ['home', 'income'], { far: ['visit'], abroad: ['visit'] }),
  step('home', ['draft']),
  step('income', ['draft']),
  step('visit', ['draft']),
  step('draft', []),
]
const told = (id: string) => {
  const { when, beside } = wayTo(STEPS, STEPS.find((one) => one.id === id)!)
  return [when?.map(({ answer }) => answer.vi) ?? null, beside.map((one) => one.id)]
}

describe('how a step comes', () => {
  it('by the answers that lead to it, whichever of them', () => {
    expect(told('visit')).toEqual([['far', 'abroad'], []])
  })
  it('in all other cases, together with what begins then', () => {
    expect(told('home')).toEqual([[], ['income']])
  })
  it('in every case where all ways meet again, also where one leads straight there', () => {
    const straight = [
      step('check', ['draft'], { far: ['visit'] }),
      step('visit', ['draft']),
      step('draft', []),
    ]
    expect(wayTo(straight, straight[2]!).when).toBeNull()
    expect(wayTo(straight, straight[1]!).when).toHaveLength(1)
  })
  it('in every case', () => {
    expect(told('draft')).toEqual([null, []])
    expect(told('check')).toEqual([null, []])
  })
})
