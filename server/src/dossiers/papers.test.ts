import { expect, test } from 'vitest'
import { type Instant, instantAt, plainDate } from '#common/time.ts'
import { receiptWords } from './papers.ts'
import { decide } from './rules/decide.ts'
import type { Received } from './rules/dossier.ts'
import { circumstances, officers, procedure, receive } from './rules/office.testing.ts'

const countedFrom = (minutes: number): Instant | null | undefined => {
  const now = instantAt(plainDate('2026-11-16'), minutes)
  const [event] = decide(null, receive, circumstances(officers.receptionist, { now }))
  const nothing = { citizenNumber: null, birthDate: null, phone: null, email: null, address: null }
  return receiptWords({
    procedure: procedure(),
    received: event?.data as Received,
    owner: { fullName: 'Nguyễn Văn Tưởng', ...nothing },
    submitter: null,
    centre: {
      id: 'centre',
      code: 'H05.47',
      name: 'Trung tâm Phục vụ hành chính công',
      parentName: null,
      locality: 'Quế Võ',
      fn: 'CENTRE',
      authorityId: 'ward',
      servesAuthorityId: 'ward',
      hotline: null,
      address: null,
    },
    pointName: 'Trụ sở',
    officer: { fullName: 'Nguyễn Thị Hương' },
    secret: 'ABCD2345WXYZ',
    publicUrl: 'https://motcua.example.vn',
  }).countedFrom
}

test('a receipt says from when the term is counted, when that is not when it was received', () => {
  expect(countedFrom(9 * 60)).toBeNull()
  expect(countedFrom(19 * 60)).toBe(instantAt(plainDate('2026-11-17'), 7 * 60 + 30))
})
