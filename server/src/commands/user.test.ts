import { afterAll, beforeAll, expect, test } from 'vitest'
import { typed } from '../../test/support/command-line.ts'
import { furnishedOffice, type TestOffice } from '../../test/support/office.ts'
import { user } from './user.ts'

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office.close())

const motcua = (words: string, ...args: string[]) => {
  const command = user.find((one) => one.words === `user ${words}`)
  if (!command) throw new Error(`there is no user ${words}`)
  return typed(office.province, command, ...args)
}
const ADD = ['--name', 'Trịnh Thu Hà', '--title', 'Chuyên viên', '--roles', 'SPECIALIST'] as const
const add = (username: string, unit: string, ...more: string[]) =>
  motcua('add', username, ...ADD, '--unit', unit, ...more)

test('an officer is entered by the name of her unit, comes in once by the first password and chooses another', async () => {
  const [unit] = await office.asLoader(
    "select code, name from agency where id = (select unit_id from officer where username = 'dung')",
  )
  const added = JSON.parse((await add('ha', unit.name.toUpperCase(), '--json')).out)
  expect(added).toMatchObject({
    username: 'ha',
    unitCode: unit.code,
    roles: ['SPECIALIST'],
    isInOffice: true,
  })
  expect(added.firstPassword).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/)
  const ha = await office.visitor().signIn('ha', added.firstPassword)
  expect((await ha.get('/api/tasks')).body.code).toBe('new-password-needed')
  const body = { current: added.firstPassword, password: 'chim sẻ mùa gặt 7' }
  expect((await ha.send('PUT', '/api/account/password', body, {})).status).toBe(204)
  expect((await ha.get('/api/tasks')).status).toBe(200)
  const ledger = await office.asLoader("select act, detail from ledger where act = 'OFFICER_ADDED'")
  expect(ledger).toHaveLength(1)
  expect(JSON.stringify(ledger)).not.toContain(added.firstPassword)
})

test.each<[string, string[], string]>([
  [
    'a unit that is not there names those nearly so',
    ['x1', ...ADD, '--unit', 'trung tâm phục vụ hành chính công quế võ'],
    'Trung tâm Phục vụ hành chính công phường Quế Võ',
  ],
  [
    'a role that is none names the roles',
    ['x2', '--name', 'A B', '--title', 'C', '--roles', 'CHIEF', '--unit', 'x'],
    'PROCEDURE_CONTROLLER',
  ],
  [
    'an administrator handles nothing besides',
    ['x3', '--name', 'A B', '--title', 'C', '--roles', 'ADMIN,LEADER', '--unit', 'x'],
    'no other role',
  ],
  ['a name with marks', ['hà', ...ADD, '--unit', 'x'], 'Tên đăng nhập không hợp lệ'],
])('%s', async (_what, args, words) => {
  const { code, errors } = await motcua('add', ...args)
  expect(code).toBe(1)
  expect(errors).toContain(words)
  expect(await office.asLoader("select 1 from officer where username like 'x%'")).toEqual([])
})

test('an account that is closed loses its sessions at once, and comes in again when it is opened', async () => {
  const son = await office.signIn('son')
  expect((await motcua('close', 'son')).out).toContain('Đã đóng tài khoản son')
  expect((await son.get('/api/session')).status).toBe(401)
  const post = () => office.visitor().post('/api/sessions', { username: 'son', password: 'motcua-demo-2026' })
  expect((await post()).body.code).toBe('sign-in-failed')
  await motcua('open', 'son')
  expect((await son.get('/api/session')).status).toBe(401)
  expect((await post()).status).toBe(201)
})

test('a new first password, roles, a lost telephone and signing out: each ends what it must, and is written down', async () => {
  const oanh = await office.signIn('oanh')
  const given = JSON.parse((await motcua('password', 'oanh', '--json')).out)
  expect((await oanh.get('/api/session')).status).toBe(401)
  await oanh.signIn('oanh', given.firstPassword)
  await motcua('roles', 'oanh', 'inspector')
  expect((await oanh.get('/api/session')).body.officer.roles).toEqual(['INSPECTOR'])
  await office.asLoader(
    `insert into second_factor (officer_id, sealed, enrolled_at) select id, 'x', now() from officer where username = 'oanh'`,
  )
  await office.asLoader(
    `insert into recovery_code (officer_id, code_hash, made_at) select id, 'x', now() from officer where username = 'oanh'`,
  )
  expect((await motcua('list')).out).toMatch(/oanh .*second factor/)
  await motcua('reset-second-factor', 'oanh')
  expect(await office.asLoader('select 1 from second_factor union all select 1 from recovery_code')).toEqual(
    [],
  )
  expect((await oanh.get('/api/session')).status).toBe(401)
  await office.signIn('anh')
  await office.signIn('tuan')
  expect(JSON.parse((await motcua('sign-out', '--all', '--json')).out).ended).toBeGreaterThanOrEqual(2)
  expect(await office.asLoader('select 1 from session where closed_at is null')).toEqual([])
  const acts = await office.asLoader(
    `select distinct act from ledger where subject_id = (select id from officer where username = 'oanh') order by act`,
  )
  expect(acts.map(({ act }) => act)).toEqual([
    'FIRST_PASSWORD_GIVEN',
    'ROLES_CHANGED',
    'SECOND_FACTOR_RESET',
    'SIGNED_IN',
  ])
})

test('what did not happen is not told as if it had, and roles are told as they are now', async () => {
  const acts = async () => (await office.asLoader('select count(*)::integer as n from ledger'))[0].n
  const before = await acts()
  expect((await motcua('reset-second-factor', 'dung')).out).toContain('has no second factor')
  expect((await motcua('open', 'dung')).out).toContain('was open already')
  expect(await acts()).toBe(before)
  await motcua('close', 'hanh')
  expect((await motcua('close', 'hanh')).out).toContain('was closed already')
  await motcua('open', 'hanh')
  expect((await motcua('roles', 'hanh', 'specialist,inspector')).out).toMatch(/now: .*SPECIALIST/)
})

test('words that are not understood do nothing; a name that nobody has names those nearly so', async () => {
  for (const [words, ...args] of [
    ['close'],
    ['add', 'x'],
    ['list', 'x'],
    ['sign-out'],
    ['sign-out', 'anh', '--all'],
    ['close', 'anh', '--unit', 'x'],
    ['password', 'anh', 'mat-khau'],
    ['list', '--nothing'],
  ] as [string, ...string[]][])
    expect([words, (await motcua(words, ...args)).code]).toEqual([words, 2])
  // Which word it was, and what it should have been.
  expect((await motcua('roles', 'huong', 'LEADER,', 'SPECIALIST')).errors).toContain(
    '"SPECIALIST" is too much',
  )
  expect((await motcua('roles', 'huong')).errors).toContain('Còn thiếu: NAME ROLE,ROLE')
  expect((await motcua('close', 'anh', '--unit', 'x')).errors).toContain('"--unit"')
  expect((await motcua('list', '--nothing')).errors).toContain('"--nothing"')
  const { code, errors } = await motcua('close', 'huongg')
  expect(code).toBe(1)
  expect(errors).toContain('huong  Nguyễn Thị Hương')
  const { out } = await motcua('list', '--json')
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.find(({ username }) => username === 'anh')).toMatchObject({
    isInOffice: true,
    hasPassword: true,
    secondFactorSince: null,
  })
  expect(out).not.toMatch(/hash|argon/)
})
