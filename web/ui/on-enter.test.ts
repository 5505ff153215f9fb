import { expect, it } from 'vitest'
import { onEnter, takenUnseen } from './on-enter.ts'

const named = { isClose: false }
const close = { isClose: true }
const picked = {}

it.each([
  ['what is picked already', null, picked, 'here', named, 'LEAVE'],
  ['a field that was emptied, of what is picked', ' ', picked, 'awaited', named, 'LEAVE'],
  ['an empty field', null, null, 'here', named, 'NOTHING'],
  ['a field of spaces', '  ', null, 'failed', undefined, 'NOTHING'],
  ['words that found something', 'ks', null, 'here', named, 'TAKE_FIRST'],
  ['words that found something, instead of what is picked', 'ks', picked, 'here', named, 'TAKE_FIRST'],
  ['words that found what resembles them, before everybody’s eyes', 'ks', null, 'here', close, 'TAKE_FIRST'],
  ['words that found nothing', 'ks', null, 'here', undefined, 'NOTHING'],
  ['words whose answer is on its way', 'ks', null, 'awaited', undefined, 'WAIT'],
  ['words whose answer is on its way, above that to fewer letters', 'ks', picked, 'awaited', named, 'WAIT'],
  ['words whose search failed', 'ks', null, 'failed', undefined, 'ASK'],
  ['words whose search failed, above what was found for fewer', 'ks', picked, 'failed', named, 'ASK'],
] as const)('Enter on %s', (_what, typed, pickedNow, answer, first, does) => {
  expect(onEnter({ typed, picked: pickedNow, answer, first })).toBe(does)
})

it.each([
  ['what is named so', 'here', named, named],
  ['what only resembles the words', 'here', close, null],
  ['an answer with nothing in it', 'here', undefined, null],
  ['a search that failed, above what was found before', 'failed', named, null],
] as const)('an Enter that waited, and %s', (_what, answer, first, taken) => {
  expect(takenUnseen(answer, first)).toBe(taken)
})
