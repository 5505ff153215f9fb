import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDate } from '#common/time.ts'
import { readPerson } from './people.ts'

const TODAY = plainDate('2026-11-27')
const emailOf = (email: string): string | null | 'refused' => {
  try {
    return readPerson({ fullName: 'Trần Thị Liên', email }, 'owner', TODAY).email
  } catch {
    return 'refused'
  }
}

test.each([
  ['lien@vidu.vn', 'lien@vidu.vn'],
  ['  lien@vidu.vn\r\n', 'lien@vidu.vn'],
  ['li\u200Ben@vidu.vn\uFEFF', 'lien@vidu.vn'],
  ['', null],
  [' ', null],
  ['lien@vidu.vn\r\nBcc: moi@nguoi.vn', 'refused'],
  ['lien@vidu', 'refused'],
  ['lien vidu@a.vn', 'refused'],
  ['<lien@vidu.vn>', 'refused'],
])('an e-mail address typed as %j is kept as %j', (typed, kept) => {
  expect(emailOf(typed)).toBe(kept)
})

test('no address that is kept has a character without a shape, or a blank', () => {
  const anything = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\u0000', '\r', '\n', '\u0007', '\u200B', '\u202E', ' ', '@', '.'),
      fc.constantFrom('a', 'b', '1'),
    ),
  })
  fc.assert(
    fc.property(anything, anything, anything, (one, other, third) => {
      const kept = emailOf(`${one}@${other}.${third}`)
      if (kept !== null && kept !== 'refused') expect(kept).not.toMatch(/[\s\p{Cc}\p{Cf}]/u)
    }),
  )
})
