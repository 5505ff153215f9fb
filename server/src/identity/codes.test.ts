import { expect, test } from 'vitest'
import { instantFromMs, parseInstant } from '#common/time.ts'
import { newRecoveryCodes, newSecret, readCode, stepOfCode } from './codes.ts'

// RFC 6238, appendix B, SHA-1: the secret is the ASCII text 12345678901234567890; of eight digits the last six.
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  ['1970-01-01T00:00:59Z', '287082', 1],
  ['2005-03-18T01:58:29Z', '081804', 37037036],
  ['2005-03-18T01:58:31Z', '050471', 37037037],
  ['2009-02-13T23:31:30Z', '005924', 41152263],
  ['2033-05-18T03:33:20Z', '279037', 66666666],
  ['2603-10-11T11:33:20Z', '353130', 666666666],
])('at %s the code is %s', (at, code, step) => {
  expect(stepOfCode(RFC_SECRET, code, parseInstant(at))).toBe(step)
})

test('a code of the half minute before or after is taken, no other, and none that is not six digits', () => {
  const at = (seconds: number) =>
    stepOfCode(RFC_SECRET, '081804', instantFromMs((1111111109 + seconds) * 1000))
  expect([-60, -30, 0, 30, 60].map(at)).toEqual([null, 37037036, 37037036, 37037036, null])
  for (const code of ['', '08180', '0818040', '08180a']) {
    expect(stepOfCode(RFC_SECRET, code, parseInstant('2005-03-18T01:58:29Z'))).toBeNull()
  }
})

test('a secret has 160 bits, and the picture says whose it is and nothing else', () => {
  const { secret, uri } = newSecret('phuoc')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(decodeURIComponent(uri)).toBe(
    `otpauth://totp/Một Cửa:phuoc?issuer=Một Cửa&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  )
  expect(newSecret('phuoc').secret).not.toBe(secret)
})

test('ten codes for paper, read as people type them', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    expect(readCode(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `)).toEqual({
      kind: 'PAPER',
      code: code.replaceAll('-', ''),
    })
  }
  expect(readCode('123 456')).toEqual({ kind: 'TELEPHONE', code: '123456' })
  for (const text of ['', '12345', '1234567', 'ABCD-EFGH-JKM', 'ABCD-EFGH-JKMU'])
    expect(readCode(text)).toBeNull()
})
