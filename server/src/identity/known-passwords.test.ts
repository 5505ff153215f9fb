import { expect, test } from 'vitest'
import { knownPasswords } from './known-passwords.ts'
import { passwordProblem } from './rules/password-rules.ts'

const OWNER = { username: 'huong.nt', fullName: 'Nguyễn Thị Hương Giang', officeNames: [] }

test('the list has tens of thousands that are long enough to be chosen, and none of them is taken', async () => {
  const known = await knownPasswords()
  expect(known.size).toBeGreaterThan(40_000)
  const asChosen = [...known].map(
    (password) => `${password.slice(0, 1).toUpperCase()}${password.slice(1)}2026`,
  )
  expect(asChosen.filter((password) => passwordProblem(password, OWNER, known) === null)).toEqual([])
})

test('what an officer would make up is on no list', async () => {
  const known = await knownPasswords()
  for (const password of ['chim sẻ mùa gặt', 'correct horse battery staple', 'kh2-xanh-mu7-roi'])
    expect(passwordProblem(password, OWNER, known)).toBeNull()
})
