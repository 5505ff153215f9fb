import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseInstant } from '#common/time.ts'
import { openSealer } from '#platform/seal.ts'
import { knownDevice, markedDevice } from './known-devices.ts'

const sealer = openSealer({ keyId: 1, masterKey: randomBytes(32) })
const now = parseInstant('2026-11-27T08:00:00Z')

test('a browser is known for the accounts that came in there, and for no other', () => {
  const cookie = markedDevice(sealer, markedDevice(sealer, undefined, 'huong', now), 'binh', now)
  expect(knownDevice(sealer, cookie, 'huong', now)).not.toBeNull()
  expect(knownDevice(sealer, cookie, 'binh', now)).not.toBe(knownDevice(sealer, cookie, 'huong', now))
  expect(knownDevice(sealer, cookie, 'mai', now)).toBeNull()
  expect(knownDevice(sealer, undefined, 'huong', now)).toBeNull()
})

test('nobody makes a mark, alters one, or keeps it for ever', () => {
  const cookie = markedDevice(sealer, undefined, 'huong', now)
  const [nonce, day, signature] = cookie.split('.')
  const other = openSealer({ keyId: 1, masterKey: randomBytes(32) })
  expect(knownDevice(other, cookie, 'huong', now)).toBeNull()
  expect(knownDevice(sealer, `x${nonce}.${day}.${signature}`, 'huong', now)).toBeNull()
  expect(knownDevice(sealer, `${nonce}.${Number(day) + 9}.${signature}`, 'huong', now)).toBeNull()
  for (const text of ['', '~', '..', 'a.b.c~..', '\u0000.1.1', 'x'.repeat(4000)])
    expect(knownDevice(sealer, text, 'huong', now)).toBeNull()
  expect(knownDevice(sealer, cookie, 'huong', parseInstant('2027-05-26T08:00:00Z'))).toBe(nonce)
  expect(knownDevice(sealer, cookie, 'huong', parseInstant('2027-05-27T08:00:00Z'))).toBeNull()
})

test('eight accounts at one machine; who comes again has one mark, a new one', () => {
  const names = Array.from({ length: 9 }, (_, n) => `o${n}`)
  const cookie = names.reduce((sofar, name) => markedDevice(sealer, sofar, name, now), '')
  expect(names.map((name) => knownDevice(sealer, cookie, name, now) !== null)).toEqual([
    false,
    ...Array(8).fill(true),
  ])
  const again = markedDevice(sealer, cookie, 'o8', now)
  expect(again.split('~')).toHaveLength(8)
  expect(knownDevice(sealer, again, 'o8', now)).not.toBe(knownDevice(sealer, cookie, 'o8', now))
  expect(again.length).toBeLessThan(600)
})
