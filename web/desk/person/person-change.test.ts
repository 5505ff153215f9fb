import { expect, it } from 'vitest'
import { plainDate } from '#common/time.ts'
import { readChange } from './person-change.ts'
import { nobody, type PersonDraft } from './person-draft.ts'

const TODAY = plainDate('2026-11-27')
const BEFORE: PersonDraft = {
  ...nobody,
  fullName: 'Nguyễn Văn Tưởng',
  phone: '0912345678',
  birthDate: '01/02/1965',
}
const read = (typed: Partial<PersonDraft>) => readChange(BEFORE, { ...BEFORE, ...typed }, 'owner', TODAY)

it.each<[string, Partial<PersonDraft>, object]>([
  ['nothing', {}, {}],
  ['a name', { fullName: 'Nguyễn Văn Tường' }, { fullName: 'Nguyễn Văn Tường' }],
  ['a year of birth', { birthDate: '010266' }, { birthDate: '1966-02-01' }],
  [
    'a number that the page shows in part',
    { citizenNumber: '027 065 001 234' },
    { citizenNumber: '027065001234' },
  ],
  ['a telephone that was not theirs', { phone: ' ' }, { phone: null }],
])('sends of a person only what changed: %s', (_what, typed, change) => {
  expect(read(typed)).toEqual({ change, faults: [] })
})

it('says what is wrong with what was typed over, and nothing of the rest', () => {
  expect(read({ fullName: ' ', citizenNumber: '123' }).faults.map(({ field }) => field)).toEqual([
    'owner.citizenNumber',
    'owner.fullName',
  ])
})
