import { expect, test } from 'vitest'
import { type Instant, instantAt, plainDate } from '#common/time.ts'
import { receiptWords } from './papers.ts'
import type { Command } from './rules/command.ts'
import { decide } from './rules/decide.ts'
import type { Received } from './rules/events.ts'
import { circumstances, calendar as known, officers, procedure, receive } from './rules/office.testing.ts'

const words = (now: Instant, of = procedure(), command: Command = receive, calendar = known) => {
  const [event] = decide(null, command, circumstances(officers.receptionist, { now, procedure: of }))
  const nothing = { citizenNumber: null, birthDate: null, phone: null, email: null, address: null }
  return receiptWords({
    procedure: of,
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
    calendar,
    officer: { fullName: 'Nguyễn Thị Hương' },
    secret: 'ABCD2345WXYZ',
    publicUrl: 'https://motcua.example.vn',
  })
}
const onMonday = (minutes: number): Instant => instantAt(plainDate('2026-11-16'), minutes)

test('a receipt says from when the term is counted, when that is not when it was received', () => {
  expect(words(onMonday(9 * 60)).countedFrom).toBeNull()
  expect(words(onMonday(19 * 60)).countedFrom).toBe(instantAt(plainDate('2026-11-17'), 7 * 60 + 30))
})

test('a receipt states the term that was promised: the ordinary one, a special one with for whom it holds, or phases', () => {
  const termOf = (terms: object, command: Command = receive) => {
    const plain = procedure()
    const cases = plain.cases.map((one) => ({
      ...one,
      channels: one.channels.map((channel) => ({ ...channel, ...terms })),
    }))
    return words(onMonday(9 * 60), { ...plain, cases }, command).term?.text
  }
  const days = (value: number) => ({ value, unit: 'WORKING_DAY' as const })
  const name = { vi: 'Vùng có điều kiện khó khăn', en: 'Difficult areas' }
  const specials = [{ id: 'kho-khan', when: { place: 'DIFFICULT' }, term: days(45), name, basis: 'Điều 9' }]
  const inDifficultArea = { ...receive, applicability: { place: 'DIFFICULT' as const } }
  expect(termOf({ term: days(30), termText: '30 Ngày; mô tả: …', specials })).toBe('30 ngày làm việc')
  expect(termOf({ term: days(30), specials }, inDifficultArea)).toBe(
    '45 ngày làm việc (Vùng có điều kiện khó khăn)',
  )
  const phase = (id: string, vi: string, value: number) => ({ id, name: { vi, en: vi }, term: days(value) })
  expect(termOf({ term: null, phases: [phase('a', 'Thẩm định', 5), phase('b', 'Cấp giấy', 3)] })).toBe(
    'Thẩm định: 5 ngày làm việc; Cấp giấy: 3 ngày làm việc',
  )
})

test('a receipt says that its date may move where the days off up to it are not all known', () => {
  const notesWith = (validTo: string) =>
    words(onMonday(9 * 60), procedure(), receive, { ...known, validTo: plainDate(validTo) }).notes
  // Due on 25 November: seven working days.
  expect(notesWith('2026-11-25')).toEqual([])
  expect(notesWith('2026-11-24')).toEqual([expect.stringContaining('chưa được công bố đủ')])
})
