import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoId } from '#demo-province.ts'
import { Client, furnishedOffice, reception, type TestOffice } from '../support/office.ts'

/** Coming in, and what an officer does to her own account. */

const PASSWORD = 'motcua-demo-2026'
const NEW_PASSWORD = 'chim sẻ mùa gặt 7'

let office: TestOffice
let strict: TestOffice
beforeAll(async () => {
  office = await furnishedOffice({ behindProxy: true })
  strict = await furnishedOffice({ signInRules: { secondFactor: 'required' } })
})
afterAll(() => Promise.all([office.close(), strict.close()]))
beforeEach(() => Promise.all([office, strict].map((one) => one.asLoader('delete from failed_attempt'))))

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
const codeOf = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + seconds * 1000 })

/** Enrols, and gives the secret of the telephone with the codes on paper; the session goes on with another token. */
const enrol = async (client: Client, password = PASSWORD) => {
  const begun = await client.post('/api/account/second-factor-secrets', { password })
  expect(begun.status).toBe(201)
  const { secret } = begun.body
  const done = await client.send('PUT', '/api/account/second-factor', { code: codeOf(secret) }, {})
  expect(done.status).toBe(200)
  return { secret, codes: done.body.recoveryCodes as string[] }
}
/** The code that was typed last may be of this half minute: as if it were long ago. */
const timePasses = (at: TestOffice) => at.asLoader('update second_factor set last_step = last_step - 10')
const comeIn = (at: TestOffice, username: string, code?: string, password = PASSWORD) =>
  at.visitor().post('/api/sessions', { username, password, ...(code === undefined ? {} : { code }) })

describe('a second factor', () => {
  test('is a code of the telephone from then on; a code of paper once instead; nothing else', async () => {
    const dung = await office.signIn('dung')
    const other = await office.signIn('dung')
    const token = dung.cookie
    const { secret, codes } = await enrol(dung)
    expect(codes).toHaveLength(10)
    expect(dung.cookie).not.toBe(token)
    expect((await other.get('/api/session')).status).toBe(401)
    expect((await dung.get('/api/account')).body.secondFactor).toMatchObject({ recoveryCodesLeft: 10 })
    await timePasses(office)

    expect((await comeIn(office, 'dung')).body.code).toBe('second-factor-asked')
    expect((await comeIn(office, 'dung', '', 'mat-khau-sai')).body.code).toBe('sign-in-failed')
    expect((await comeIn(office, 'dung', '000000', 'mat-khau-sai')).body.code).toBe('sign-in-failed')
    expect((await comeIn(office, 'dung', 'abc')).body.code).toBe('second-factor-wrong')
    const code = codeOf(secret)
    expect((await comeIn(office, 'dung', `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(201)
    expect((await comeIn(office, 'dung', code)).body.code).toBe('second-factor-wrong')
    expect((await comeIn(office, 'dung', codeOf(secret, -30))).body.code).toBe('second-factor-wrong')
    expect((await comeIn(office, 'dung', codeOf(secret, 120))).body.code).toBe('second-factor-wrong')
    expect((await comeIn(office, 'dung', codes[0]?.toLowerCase())).status).toBe(201)
    expect((await comeIn(office, 'dung', codes[0])).body.code).toBe('second-factor-wrong')
    const [ledger] = await office.asLoader(
      `select count(*)::integer as count from ledger where actor_id = $1 and act = 'SECOND_FACTOR_ENROLLED'`,
      [demoId('officer.dung')],
    )
    expect(ledger.count).toBe(1)
  })

  test('one code that is sent ten times at once lets one in', async () => {
    const { secret, codes } = await enrol(await office.signIn('anh'))
    await timePasses(office)
    for (const code of [codeOf(secret), codes[3]]) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => comeIn(office, 'anh', code)))
      const came = answers.filter(({ status }) => status === 201)
      expect(came).toHaveLength(1)
      await office.asLoader('delete from failed_attempt')
    }
  })

  test('codes that are guessed at are ten in a quarter of an hour, and the password does not help', async () => {
    await enrol(await office.signIn('son'))
    const answers = []
    for (let n = 0; n < 14; n += 1) answers.push(await comeIn(office, 'son', String(100_000 + n)))
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), ...Array(4).fill(429)])
  })

  test('is not put in the place of another by a password alone, and nothing of it is readable in the database', async () => {
    const oanh = await office.signIn('oanh')
    const { secret, codes } = await enrol(oanh)
    await office.asLoader(`update session set assurance = 'PASSWORD' where officer_id = $1`, [
      demoId('officer.oanh'),
    ])
    for (const answer of [
      await oanh.post('/api/account/second-factor-secrets', { password: PASSWORD }),
      await oanh.post('/api/account/recovery-codes', { password: PASSWORD }),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'second-factor-needed'])
    const rows = JSON.stringify([
      await office.asLoader('select * from second_factor'),
      await office.asLoader('select * from recovery_code'),
      await office.asLoader(`select encode(sealed, 'escape') as text from second_factor`),
    ])
    for (const text of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(rows).not.toContain(text)
  })

  test('new codes for paper take the place of the old ones, for who gives the password', async () => {
    const hieu = await office.signIn('hieu')
    const { codes } = await enrol(hieu)
    expect((await hieu.post('/api/account/recovery-codes', { password: 'sai' })).body.code).toBe(
      'password-wrong',
    )
    const renewed = (await hieu.post('/api/account/recovery-codes', { password: PASSWORD })).body
      .recoveryCodes
    expect((await comeIn(office, 'hieu', codes[0])).body.code).toBe('second-factor-wrong')
    expect((await comeIn(office, 'hieu', renewed[0])).status).toBe(201)
  })
})

describe('where a second factor is required', () => {
  test('a leader can do nothing but enrol, and then everything', async () => {
    const phuoc = await strict.signIn('phuoc')
    expect((await phuoc.get('/api/session')).body.owes).toBe('SECOND_FACTOR')
    for (const path of ['/api/tasks', '/api/dossiers', '/api/colleagues', '/api/calendar-decisions'])
      expect((await phuoc.get(path)).body.code).toBe('second-factor-needed')
    await enrol(phuoc)
    expect((await phuoc.get('/api/session')).body.owes).toBeNull()
    expect((await phuoc.get('/api/tasks')).status).toBe(200)
  })

  test('who handles dossiers goes on by a password; who becomes a leader meanwhile is asked at the next request', async () => {
    const khanh = await strict.signIn('lan')
    expect((await khanh.get('/api/tasks')).status).toBe(200)
    await strict.asLoader(`update officer set roles = array['LEADER'] where username = 'lan'`)
    expect((await khanh.get('/api/tasks')).body.code).toBe('second-factor-needed')
    await strict.asLoader(`update officer set roles = array['RECEPTIONIST'] where username = 'lan'`)
    expect((await khanh.get('/api/tasks')).status).toBe(200)
  })
})

test('in a lent post nobody approves by a password alone where more is required of its holder', async () => {
  for (const [at, code] of [
    [strict, 'second-factor-needed'],
    [office, undefined],
  ] as const) {
    const huong = await (await at.signIn('huong')).openCounter()
    const { id } = (await huong.post('/api/dossiers', reception())).body
    await at.asLoader(
      `insert into delegation (id, authority_id, from_officer_id, to_officer_id, unit_id, roles, valid_from, valid_to, basis, made_at,
         made_by)
       select gen_random_uuid(), o.authority_id, o.id, $1, o.unit_id, array['LEADER'], now() - interval '1 day',
         now() + interval '1 day', 'Số 1', now(), o.id from officer o where o.username = 'phuoc'`,
      [demoId('officer.hanh')],
    )
    const hanh = await at.signIn('hanh')
    expect((await hanh.get(`/api/dossiers/${id}`)).status).toBe(200)
    const approval = { documentId: demoId('no draft'), fileSha256: 'a'.repeat(64) }
    const answer = await hanh.act(id, 'approvals', approval)
    if (code) expect([answer.status, answer.body.code]).toEqual([403, code])
    else expect(answer.body.code).not.toBe('second-factor-needed')
  }
})

describe('a session', () => {
  test('has a token of its own at each sign-in; a token that was planted is never taken over', async () => {
    const planted = 'A'.repeat(43)
    const huong = office.visitor()
    huong.cookie = `motcua=${planted}`
    await huong.signIn('huong')
    const first = huong.cookie
    expect(first).not.toContain(planted)
    const again = new Client(office.url)
    again.cookie = first
    await again.signIn('huong')
    expect(again.cookie).not.toBe(first)
    // The session that the browser had before is over.
    expect((await huong.get('/api/session')).status).toBe(401)
  })

  test('ends when nobody uses it, though a page asks by itself; and after its hours at any rate', async () => {
    const mai = await office.signIn('mai')
    const unattended = { headers: { 'motcua-unattended': '1' } }
    const id = demoId('officer.mai')
    const shift = (what: string) => office.asLoader(`update session set ${what} where officer_id = $1`, [id])
    await shift(`seen_at = now() - interval '59 minutes'`)
    expect((await mai.get('/api/tasks', unattended)).status).toBe(200)
    expect((await mai.get('/api/tasks')).status).toBe(200)
    await shift(`seen_at = seen_at - interval '59 minutes'`)
    expect((await mai.get('/api/tasks', unattended)).status).toBe(200)
    await shift(`seen_at = seen_at - interval '2 minutes'`)
    expect((await mai.get('/api/tasks')).status).toBe(401)
    await mai.signIn('mai')
    await shift(`expires_at = now()`)
    expect((await mai.get('/api/tasks')).status).toBe(401)
  })

  test('is listed with the others, by where and when; one is ended, or all but this', async () => {
    const tuan = office.visitor()
    const elsewhere = office.visitor()
    const third = office.visitor()
    const phone = {
      'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36',
    }
    await tuan.signIn('tuan')
    await elsewhere.post(
      '/api/sessions',
      { username: 'tuan', password: PASSWORD },
      { headers: { ...phone, ...from('203.0.113.9').headers } },
    )
    await third.signIn('tuan')
    const list = async () =>
      (await tuan.get('/api/account')).body.sessions as { id: string; isThis: boolean }[]
    const sessions = await list()
    expect(sessions).toHaveLength(3)
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1)
    const [abroad] = sessions.filter(
      (one) => (one as unknown as { address: string }).address === '203.0.113.9',
    )
    expect(abroad).toMatchObject({ browser: 'Chrome, Android', isThis: false })
    const thanh = await office.signIn('thanh')
    expect((await thanh.delete(`/api/account/sessions/${abroad?.id}`)).status).toBe(404)
    expect((await tuan.delete(`/api/account/sessions/${abroad?.id}`)).status).toBe(204)
    expect((await tuan.delete(`/api/account/sessions/${abroad?.id}`)).status).toBe(404)
    expect((await elsewhere.get('/api/session')).status).toBe(401)
    expect((await tuan.delete('/api/account/sessions')).body).toEqual({ ended: 1 })
    expect((await third.get('/api/session')).status).toBe(401)
    expect((await thanh.get('/api/session')).status).toBe(200)
    expect(await list()).toHaveLength(1)
  })

  test('is over at once when its officer’s account is closed, and rights are those of the moment', async () => {
    const binh = await office.signIn('binh')
    await office.asLoader(`update officer set roles = array['INSPECTOR'] where username = 'binh'`)
    expect((await binh.get('/api/session')).body.mayOpenCounter).toBe(false)
    await office.asLoader(`update officer set roles = array['RECEPTIONIST'] where username = 'binh'`)
    expect((await binh.get('/api/session')).body.mayOpenCounter).toBe(true)
    await office.asLoader(`update officer set valid_to = current_date where username = 'binh'`)
    expect((await binh.get('/api/session')).status).toBe(401)
    await office.asLoader(`update officer set valid_to = null where username = 'binh'`)
  })

  test('travels in a cookie that belongs to this host alone where there is TLS, and no script reads it', async () => {
    const plain = await office.visitor().post('/api/sessions', { username: 'thanh', password: PASSWORD })
    const sealed = await office
      .visitor()
      .post(
        '/api/sessions',
        { username: 'thanh', password: PASSWORD },
        { headers: { 'x-forwarded-proto': 'https' } },
      )
    const cookies = (answer: typeof plain) =>
      (answer.headers['set-cookie'] ?? []).map((one) =>
        one.replace(/=[^;]+/, '=…').replace(/Max-Age=…?/, 'Max-Age'),
      )
    expect(cookies(sealed)).toEqual([
      expect.stringMatching(/^__Host-motcua=…; Max-Age.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
      expect.stringMatching(/^__Host-motcua-device=…; Max-Age.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ])
    expect(cookies(plain)[0]).toMatch(/^motcua=…; Max-Age.*; Path=\/; HttpOnly; SameSite=Lax$/)
  })
})

describe('a password', () => {
  test('is changed by who knows it; every other session ends and this one has a new token', async () => {
    const long = await office.signIn('long')
    const other = await office.signIn('long')
    const change = (current: string, password: string) =>
      long.send('PUT', '/api/account/password', { current, password }, {})
    expect((await change('sai-mat-khau', NEW_PASSWORD)).body.code).toBe('password-wrong')
    expect((await change(PASSWORD, 'ngắn quá')).body).toMatchObject({
      code: 'password-too-short',
      status: 422,
    })
    expect((await change(PASSWORD, 'matkhau123456')).body.code).toBe('password-common')
    expect((await change(PASSWORD, 'UBND Quế Võ 2026')).body.code).toBe('password-named')
    const before = long.cookie
    expect((await change(PASSWORD, NEW_PASSWORD)).status).toBe(204)
    expect(long.cookie).not.toBe(before)
    expect((await long.get('/api/session')).status).toBe(200)
    expect((await other.get('/api/session')).status).toBe(401)
    expect((await change(NEW_PASSWORD, NEW_PASSWORD)).body.code).toBe('password-same')
    expect((await comeIn(office, 'long')).body.code).toBe('sign-in-failed')
    for (const typed of [NEW_PASSWORD, NEW_PASSWORD.normalize('NFD')])
      expect((await comeIn(office, 'long', undefined, typed)).status).toBe(201)
    expect((await change(NEW_PASSWORD.normalize('NFD'), NEW_PASSWORD.normalize('NFC'))).body.code).toBe(
      'password-same',
    )
  })

  test('that was given first is good for a few days, and for nothing but choosing another', async () => {
    await office.asLoader(
      `update credential set first_until = now() + interval '1 day' where username = 'khanh'`,
    )
    const khanh = await office.signIn('khanh')
    expect((await khanh.get('/api/session')).body.owes).toBe('NEW_PASSWORD')
    expect((await khanh.get('/api/tasks')).body.code).toBe('new-password-needed')
    expect(
      (await khanh.send('PUT', '/api/account/password', { current: PASSWORD, password: NEW_PASSWORD }, {}))
        .status,
    ).toBe(204)
    expect((await khanh.get('/api/tasks')).status).toBe(200)
    await office.asLoader(`update credential set first_until = now() where username = 'khanh'`)
    expect((await comeIn(office, 'khanh', undefined, NEW_PASSWORD)).body.code).toBe('first-password-expired')
    expect((await comeIn(office, 'khanh', undefined, 'sai')).body.code).toBe('sign-in-failed')
  })

  test('look-ups are counted by the address, also where the proxy writes a port behind it', async () => {
    const wrong = []
    for (let port = 40_001; port <= 40_026; port += 1)
      wrong.push(
        await office.visitor().get(`/api/tracking/H${port}?secret=2345-6789-ABCD`, from(`61.1.1.1:${port}`)),
      )
    expect(wrong.map(({ status }) => status)).toEqual([...Array(20).fill(404), ...Array(6).fill(429)])
  })

  test('guessed at from many addresses, the officer comes in at her own machine, and not those who guess', async () => {
    const own = await office.signIn('huong')
    const guesses = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        office
          .visitor()
          .post('/api/sessions', { username: 'huong', password: `doan-${n}` }, from(`198.51.${n}.1`)),
      ),
    )
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10)
    expect((await comeIn(office, 'huong')).status).toBe(429)
    expect((await own.post('/api/sessions', { username: 'huong', password: PASSWORD })).status).toBe(201)
    // The mark helps nobody else, and lets nobody guess without end.
    const thief = office.visitor()
    thief.device = own.device
    expect((await thief.post('/api/sessions', { username: 'binh', password: 'doan' })).status).toBe(401)
    const statuses = []
    for (let n = 0; n < 12; n += 1)
      statuses.push((await thief.post('/api/sessions', { username: 'huong', password: `doan-${n}` })).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
  })
})
