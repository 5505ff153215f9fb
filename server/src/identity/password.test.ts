import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, passwordMatches } from './password.ts'

test('a password is kept as argon2id of 64 MiB and three passes, each time with a salt of its own', async () => {
  const [one, other] = await Promise.all([hashPassword('gửi nắng cho em'), hashPassword('gửi nắng cho em')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(one).not.toBe(other)
})

test('a password is one on every keyboard, however it writes a letter and its marks', async () => {
  const typed = 'gửi nắng cho em'
  const [one, other] = [typed.normalize('NFC'), typed.normalize('NFD')]
  expect(one).not.toBe(other)
  for (const stored of [await hashPassword(one), await hashPassword(other)])
    for (const again of [one, other]) expect(await passwordMatches(stored, again)).toBe(true)
  // A hash of before, of what one such keyboard wrote.
  expect(await passwordMatches(await hash(other), other)).toBe(true)
  expect(await passwordMatches(await hashPassword(one), 'gưi năng cho em')).toBe(false)
  expect(await passwordMatches(null, other)).toBe(false)
})

test('a password is taken exactly as it was typed, to its last letter', async () => {
  const typed = `  Gửi Nắng ${'x'.repeat(190)}`
  const stored = await hashPassword(typed)
  expect(await passwordMatches(stored, typed)).toBe(true)
  for (const nearly of [typed.trim(), typed.toLowerCase(), typed.slice(0, -1), `${typed} `])
    expect(await passwordMatches(stored, nearly)).toBe(false)
  expect(await passwordMatches(null, typed)).toBe(false)
})
