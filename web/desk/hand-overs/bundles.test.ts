import { expect, test } from 'vitest'
import type { HandOver } from '#web/api/calls.ts'
import { bundlesOf, mayBeChosen, type Outcome } from './bundles.ts'

const CENTRE = { id: 'centre', name: 'Trung tâm' }
const CULTURE = { id: 'culture', name: 'Phòng Văn hóa' }
const LAND = { id: 'land', name: 'Phòng Kinh tế' }

const aHandOver = (code: string, over: Partial<HandOver> = {}): HandOver => ({
  dossierId: `id of ${code}`,
  code,
  version: 2,
  procedure: { title: 'Công nhận hộ nghèo', titleEn: null },
  ownerName: 'Nguyễn Văn Tưởng',
  currentDueAt: null,
  workingTimeLeft: null,
  fromUnit: CENTRE,
  toUnit: CULTURE,
  since: '2026-11-27T09:00:00+07:00',
  manifest: null,
  mayBeListed: true,
  allowedActions: ['confirmHandOver', 'refuseHandOver'],
  ...over,
})

const shown = (items: readonly HandOver[], outcomes: readonly Outcome[] = []) =>
  bundlesOf(items, new Map(outcomes.map((outcome) => [outcome.item.dossierId, outcome])), 'SENT').map(
    ({ to, rows }) => [to.name, ...rows.map(({ item }) => item.code)],
  )

test('what goes to one unit is one bundle, oldest first', () => {
  const later = aHandOver('1', { since: '2026-11-27T10:00:00+07:00' })
  expect(shown([aHandOver('3', { toUnit: LAND }), aHandOver('2'), later])).toEqual([
    ['Phòng Văn hóa', '2', '1'],
    ['Phòng Kinh tế', '3'],
  ])
})

test('what was confirmed here stays in its place after the list has let go of it', () => {
  const done = aHandOver('2')
  expect(shown([aHandOver('1'), aHandOver('3')], [{ item: done, error: null }])).toEqual([
    ['Phòng Văn hóa', '1', '2', '3'],
  ])
})

test('what was refused can be chosen again, as the list has it now; what was done cannot, nor what is gone', () => {
  const refused = { item: aHandOver('1'), error: new Error('changed') }
  const fresh = aHandOver('1', { version: 5 })
  const row = (items: readonly HandOver[], outcome: Outcome) =>
    bundlesOf(items, new Map([[fresh.dossierId, outcome]]), 'ARRIVING')[0]!.rows[0]!
  expect(row([fresh], refused)).toEqual({ item: fresh, waits: true, outcome: refused })
  expect(mayBeChosen(row([fresh], refused), 'ARRIVING')).toBe(true)
  expect(mayBeChosen(row([], refused), 'ARRIVING')).toBe(false)
  expect(mayBeChosen(row([fresh], { item: fresh, error: null }), 'ARRIVING')).toBe(false)
  const notMine = aHandOver('4', { mayBeListed: false, allowedActions: [] })
  for (const side of ['SENT', 'ARRIVING'] as const)
    expect(mayBeChosen({ item: notMine, waits: true, outcome: null }, side)).toBe(false)
})
