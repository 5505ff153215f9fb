import { describe, expect, it } from 'vitest'
import type { DossierTask } from '#web/api/calls.ts'
import { answersTo, unanswered } from './facts.ts'
import { type Meant, named, offering, unmeant } from './meant-task.tsx'

const task = (id: string, more: Partial<DossierTask> = {}): DossierTask => ({
  id,
  node: id,
  kind: 'CHECK',
  name: { vi: id, en: id },
  unit: 'Phòng',
  dueAt: null,
  mine: true,
  takenBy: null,
  isTakenByMe: false,
  onBehalfOf: null,
  ownDraftFor: null,
  takers: [],
  askedFrom: false,
  acts: [],
  earlierSteps: [],
  asks: [],
  ...more,
})

const yesOrNo = [
  { id: 'co', name: { vi: 'Có', en: 'Yes' } },
  { id: 'khong', name: { vi: 'Không', en: 'No' } },
]
const asking = task('kiem-tra', {
  asks: [{ fact: 'tranh-chap', name: { vi: 'Có tranh chấp', en: 'Disputed' }, values: yesOrNo }],
})

describe('what a step asks', () => {
  it('is answered, or named as missing', () => {
    expect(unanswered(asking, {}, ({ vi }) => `Chọn: ${vi}`)).toEqual([
      { field: 'facts.tranh-chap', words: 'Chọn: Có tranh chấp' },
    ])
    expect(unanswered(asking, { 'tranh-chap': 'co' }, ({ vi }) => vi)).toEqual([])
  })

  it('is all that is sent: what was said in another step stays there', () => {
    expect(answersTo(asking, { 'tranh-chap': 'co', 'dien-tich': 'lon' })).toEqual({ 'tranh-chap': 'co' })
    expect(answersTo(undefined, { 'tranh-chap': 'co' })).toEqual({})
  })
})

it('is offered by the tasks that say so, and by no other', () => {
  const tasks = [
    task('home', { acts: ['completeStep', 'askOutside'] }),
    task('income', { acts: ['completeStep'] }),
    task('elsewhere', { mine: false }),
  ]
  expect(offering(tasks, 'completeStep').map(({ id }) => id)).toEqual(['home', 'income'])
  expect(offering(tasks, 'askOutside').map(({ id }) => id)).toEqual(['home'])
})

it.each([
  ['two, and none is named', ['home', 'income'], undefined, [{ field: 'taskId', words: 'Chọn' }], {}],
  ['two, and one is named', ['home', 'income'], 'income', [], { taskId: 'income' }],
  ['one', ['home'], 'home', [], { taskId: 'home' }],
  ['none: the act is about the dossier', [], undefined, [], {}],
])('of the tasks that offer an act: %s', (_what, offered, meantId, faults, sent) => {
  const tasks = offered.map((id) => task(id))
  const meant: Meant = {
    tasks,
    task: tasks.find(({ id }) => id === meantId),
    pick: () => {},
    forget: () => {},
  }
  expect(unmeant(meant, 'Chọn')).toEqual(faults)
  expect(named(meant)).toEqual(sent)
})
