import { describe, expect, it } from 'vitest'
import type { DossierTask } from '#web/api/calls.ts'
import { answersTo, tasksOf, unanswered } from './facts.ts'

const task = (id: string, more: Partial<DossierTask> = {}): DossierTask => ({
  id,
  node: id,
  kind: 'CHECK',
  name: { vi: id, en: id },
  unit: 'Phòng',
  dueAt: null,
  mine: true,
  takenBy: null,
  isMine: false,
  askedFrom: false,
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

it('offers the tasks of a kind that are this officer’s, and not what a colleague has taken', () => {
  const takenBy = { name: 'Vũ Thị Ngọc Ánh', since: '2026-11-27T08:00:00+07:00' }
  const tasks = [
    task('free'),
    task('hers', { takenBy }),
    task('own', { takenBy, isMine: true }),
    task('elsewhere', { mine: false }),
    task('part', { kind: 'PART' }),
  ]
  expect(tasksOf(tasks, ['CHECK']).map(({ id }) => id)).toEqual(['free', 'own'])
})
