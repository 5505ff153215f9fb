import { expect, it } from 'vitest'
import type { DateNotice } from '#web/api/calls.ts'
import { shownNotices } from './shown-notices.ts'

const notice = (dossierId: string, dueAt: string, told: DateNotice['told'] = null): DateNotice => ({
  dossierId,
  code: `H05.47-${dossierId}`,
  procedure: { title: 'Thủ tục', titleEn: null },
  ownerName: 'Nguyễn Văn Tưởng',
  wasDueAt: '2026-12-01T17:00:00+07:00',
  dueAt,
  decision: '',
  told,
})
const first = notice('a', '2026-12-02T17:00:00+07:00')
const second = notice('b', '2026-12-02T17:00:00+07:00')
const third = notice('c', '2026-12-03T17:00:00+07:00')

it('who was told just now stays in the row, as told, until the list is left', () => {
  const shown = shownNotices([first, third], [{ was: second, told: 'PHONE' }], 'OWED')
  expect(shown.map(({ notice: { dossierId }, told }) => [dossierId, told])).toEqual([
    ['a', null],
    ['b', { how: 'PHONE' }],
    ['c', null],
  ])
})

it('who is owed word again, by taking back or by another date, is shown as the server says', () => {
  expect(shownNotices([first, second], [{ was: second, told: 'PHONE' }], 'OWED')[1]).toEqual({
    notice: second,
    told: null,
  })
})

it('of who was told, the latest comes first, and a telling that was taken back keeps its row', () => {
  const at = (clock: string) => ({
    at: `2026-12-01T${clock}:00+07:00`,
    by: 'Hương',
    how: 'PHONE' as const,
    mayBeTakenBack: true,
  })
  const early = notice('a', first.dueAt, at('08:00'))
  const late = notice('b', first.dueAt, at('10:00'))
  const between = notice('c', first.dueAt, at('09:00'))
  const shown = shownNotices([late, early], [{ was: between, told: null }], 'TOLD')
  expect(shown.map(({ notice: { dossierId }, told }) => [dossierId, told?.by ?? null])).toEqual([
    ['b', 'Hương'],
    ['c', null],
    ['a', 'Hương'],
  ])
})
