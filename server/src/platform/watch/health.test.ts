import { expect, test } from 'vitest'
import { asSentence, heldBack, judge, type Measured, worst } from './health.ts'

const WELL: Measured = {
  writeMs: 4,
  skewSeconds: 0.1,
  diskPercent: 40,
  oldestJobSeconds: 0,
  deadJobs: 0,
  workers: 1,
  isHearing: true,
  unsealedSeconds: 20,
}

// What the rule of the ledger says is tried beside it.
const SEALING = (seconds: number) => (seconds > 200 ? 'FAIL' : seconds > 100 ? 'WARN' : 'OK')

const standingOf = (over: Partial<Measured>, name: string) =>
  judge({ ...WELL, ...over }, SEALING).find((check) => check.name === name)?.standing

test.each([
  ['database', { writeMs: 499 }, 'OK'],
  ['database', { writeMs: 500 }, 'WARN'],
  ['database', { writeMs: null }, 'FAIL'],
  ['clock', { skewSeconds: 4.9 }, 'OK'],
  ['clock', { skewSeconds: -5 }, 'WARN'],
  ['clock', { skewSeconds: null }, 'OK'],
  ['disk', { diskPercent: 84.9 }, 'OK'],
  ['disk', { diskPercent: 85 }, 'WARN'],
  ['disk', { diskPercent: 97 }, 'FAIL'],
  ['disk', { diskPercent: null }, 'WARN'],
  ['jobs', { oldestJobSeconds: 299 }, 'OK'],
  ['jobs', { oldestJobSeconds: 300 }, 'WARN'],
  ['dead-jobs', { deadJobs: 1 }, 'WARN'],
  ['workers', { workers: 0 }, 'WARN'],
  ['workers', { workers: null }, 'OK'],
  ['ledger', { unsealedSeconds: 100 }, 'OK'],
  ['ledger', { unsealedSeconds: 101 }, 'WARN'],
  ['ledger', { unsealedSeconds: 201 }, 'FAIL'],
  ['ledger', { unsealedSeconds: null }, 'OK'],
  ['notifications', { isHearing: false }, 'WARN'],
  ['notifications', { isHearing: null }, undefined],
] as const)('%s with %j is %s', (name, over, standing) => {
  expect(standingOf(over, name)).toBe(standing)
})

test('the worst of all decides', () => {
  expect(worst(judge(WELL, SEALING))).toBe('OK')
  expect(worst(judge({ ...WELL, workers: 0 }, SEALING))).toBe('WARN')
  expect(worst(judge({ ...WELL, workers: 0, writeMs: null }, SEALING))).toBe('FAIL')
})

test.each([
  ['FILE', 91.9, null],
  ['FILE', 92, 'NO_ROOM'],
  ['RECEPTION', 96.9, null],
  ['RECEPTION', 97, 'NO_ROOM'],
  ['ACT', 98.9, null],
  ['ACT', 99, 'NO_ROOM'],
  ['ACT', null, null],
] as const)('%s at %s percent: %s', (writing, percent, held) => {
  expect(heldBack(writing, { mode: 'NORMAL' }, { diskPercent: percent, isUnsealed: false })).toBe(held)
  expect(heldBack(writing, { mode: 'READ_ONLY' }, { diskPercent: percent, isUnsealed: true })).toBe(
    'READ_ONLY',
  )
})

test.each([
  ['RECEPTION', 'UNSEALED'],
  ['ACT', null],
  ['FILE', null],
] as const)('while the ledger is not sealed: %s is held back as %s', (writing, held) => {
  expect(heldBack(writing, { mode: 'NORMAL' }, { diskPercent: 40, isUnsealed: true })).toBe(held)
})

test.each([
  ['Đang chuyển máy chủ', 'Đang chuyển máy chủ.'],
  ['Đang chuyển máy chủ.', 'Đang chuyển máy chủ.'],
  ['Xong lúc nào?', 'Xong lúc nào?'],
  ['Đang chờ…', 'Đang chờ…'],
  ['(Đang chờ.)', '(Đang chờ.)'],
])('%s is told as the sentence %s', (reason, sentence) => {
  expect(asSentence(reason)).toBe(sentence)
})
