import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprintOf, openFromEscrow, printedKey, publicHalf, readKey, sealToEscrow } from './escrow.ts'

const KEY = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
const LETTERS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']

describe('the key on paper', () => {
  test('every key is read back from its rows, however they are typed', () => {
    fc.assert(
      fc.property(KEY, fc.constantFrom('\n', ' ', '-', ''), fc.boolean(), (key, between, small) => {
        const rows = printedKey(key).map((row, at) => (between === '\n' ? `${at + 1}.  ${row}` : row))
        const typed = rows.join(between)
        expect(readKey(small ? typed.toLowerCase() : typed).equals(key)).toBe(true)
      }),
    )
  })

  test('letters that look alike are taken for those that are printed', () => {
    const key = Buffer.alloc(32)
    const typed = printedKey(key).join(' ').replaceAll('0', 'O').replaceAll('1', 'l')
    expect(readKey(typed).equals(key)).toBe(true)
  })

  test('one wrong letter is named by its row, all but one time in 256', () => {
    let missed = 0
    for (let at = 0; at < 2_000; at += 1) {
      const key = randomBytes(32)
      const rows = printedKey(key).map((row) => [...row])
      const row = at % 8
      const place = [0, 1, 2, 3, 5, 6, 7, 8][at % 7]!
      rows[row]![place] = LETTERS[(LETTERS.indexOf(rows[row]![place]!) + 1 + (at % 30)) % 32]!
      try {
        readKey(rows.map((letters) => letters.join('')).join('\n'))
        missed += 1
      } catch (error) {
        expect(error).toMatchObject({ code: 'key-not-read', details: { row: row + 1 } })
      }
    }
    expect(missed).toBeLessThan(40)
  })

  test.each(['', 'ABCD', `${'0'.repeat(63)}`, `${printedKey(Buffer.alloc(32)).join('')}00`])(
    'what is no key (%j) is refused',
    (typed) => {
      expect(() => readKey(typed)).toThrow('key-not-read')
    },
  )
})

describe('what is sealed to the key', () => {
  const key = randomBytes(32)
  const half = publicHalf(key)

  test('the key opens, and only it, and only for its purpose', () => {
    const sealed = sealToEscrow(half, Buffer.from('phường Quế Võ'), 'key:1')
    expect(openFromEscrow(key, sealed, 'key:1').toString()).toBe('phường Quế Võ')
    expect(() => openFromEscrow(randomBytes(32), sealed, 'key:1')).toThrow()
    expect(() => openFromEscrow(key, sealed, 'key:2')).toThrow()
  })

  test('no bit of it can be changed', () => {
    const sealed = sealToEscrow(half, randomBytes(40), 'key:1')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at]! ^= 1
      // X25519 does not read the highest bit of a point; everything is bound to it all the same.
      expect(() => openFromEscrow(key, changed, 'key:1')).toThrow()
    }
  })

  test('the same bytes never look the same twice', () => {
    expect(sealToEscrow(half, Buffer.from('a'), 'x').equals(sealToEscrow(half, Buffer.from('a'), 'x'))).toBe(
      false,
    )
  })

  test('another key has another fingerprint', () => {
    expect(fingerprintOf(half)).toMatch(/^[0-9a-f]{16}$/)
    expect(fingerprintOf(half)).not.toBe(fingerprintOf(publicHalf(randomBytes(32))))
  })
})
