import { expect, it } from 'vitest'
import type { PlainDate } from '#common/time.ts'
import { nobody, personFromCard, readPerson } from './person-draft.ts'

const TODAY = '2026-11-22' as PlainDate
const card = {
  citizenNumber: '027090001234',
  fullName: 'Trần Thị Bưởi',
  birthDate: '1990-02-01',
  address: 'Khu 1, phường Quế Võ',
}

it('a card fills in what it says, to be held against it, and leaves the telephone that was typed', () => {
  const typed = { ...nobody, phone: '0912345678' }
  const filled = { ...typed, ...personFromCard(card) }
  expect(filled).toMatchObject({ birthDate: '01/02/1990', phone: '0912345678', fromCard: true })
  expect(readPerson(filled, 'owner', TODAY)).toEqual({
    faults: [],
    person: { ...card, phone: '0912345678' },
  })
})

it('a card without a date that can be read leaves the date to be typed', () => {
  expect(personFromCard({ ...card, birthDate: null }).birthDate).toBe('')
})
