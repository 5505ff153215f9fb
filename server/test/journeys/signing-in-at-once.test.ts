import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoId } from '#demo-province.ts'
import { closeAccount, openAccount, resetPassword, resetSecondFactor } from '#identity/index.ts'
import { type Database, openDatabase, type Tx } from '#platform/db/database.ts'
import { type Client, furnishedOffice, type TestOffice } from '../support/office.ts'

/** Somebody comes in while something changes how she comes in: whichever is later knows of the other. */

const PASSWORD = 'motcua-demo-2026'
const NEW_PASSWORD = 'chim sẻ mùa gặt 7'
const MOST_SESSIONS = 8

let office: TestOffice
let small: TestOffice
let loader: Database
beforeAll(async () => {
  // Who comes in again and again would end the session of who changes it.
  office = await furnishedOffice({ signInRules: { mostSessions: 1_000 } })
  small = await furnishedOffice({ signInRules: { mostSessions: MOST_SESSIONS } })
  loader = openDatabase({ connection: office.province.loader, patience: 20_000 })
})
afterAll(async () => {
  await loader.close()
  await Promise.all([office.close(), small.close()])
})
beforeEach(() => office.asLoader('delete from failed_attempt'))

const comeIn = (visitor: Client, username: string, password: string) =>
  visitor.post('/api/sessions', { username, password })
const openSessions = (username: string, at = office): Promise<{ assurance: string }[]> =>
  at.asLoader('select assurance from session where officer_id = $1 and closed_at is null', [
    demoId(`officer.${username}`),
  ])
const failures = async (): Promise<number> =>
  (await office.asLoader('select coalesce(sum(failures), 0)::integer as n from failed_attempt'))[0].n
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Six sign-ins by the password alone under way, and always six new ones, while that is done. */
const besieged = async (username: string, done: () => Promise<void>): Promise<void> => {
  let goesOn = true
  const coming = Array.from({ length: 6 }, async () => {
    while (goesOn) await comeIn(office.visitor(), username, PASSWORD)
  })
  await pause(300)
  await done().finally(() => {
    goesOn = false
  })
  await Promise.all(coming)
}

test('after a change of password there is one session, however many were coming in by the old one', async () => {
  for (const username of ['anh', 'dung', 'son']) {
    const officer = await office.signIn(username)
    const change = { current: PASSWORD, password: NEW_PASSWORD }
    await besieged(username, async () => {
      expect((await officer.send('PUT', '/api/account/password', change, {})).status).toBe(204)
    })
    expect(await openSessions(username)).toHaveLength(1)
    expect((await officer.get('/api/session')).status).toBe(200)
  }
})

test('after a second factor was enrolled there is one session, and it came in by both', async () => {
  const officer = await office.signIn('khanh')
  const begun = await officer.post('/api/account/second-factor-secrets', { password: PASSWORD })
  const code = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate()
  const visitor = office.visitor()
  // A session names its officer: until her row is let go, whoever was found to have no second factor waits at the last step.
  const answers = await loader.as({ actor: 'tester' }, async (tx) => {
    await tx.run(
      { name: 'test-hold', text: `select id from officer where username = 'khanh' for update` },
      [],
    )
    const coming = comeIn(visitor, 'khanh', PASSWORD)
    await pause(1_500)
    const enrolling = officer.send('PUT', '/api/account/second-factor', { code }, {})
    await pause(500)
    return [coming, enrolling]
  })
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 200])
  expect(await openSessions('khanh')).toEqual([{ assurance: 'SECOND_FACTOR' }])
  expect((await visitor.get('/api/session')).status).toBe(401)
})

test.each<[string, string, (tx: Tx, username: string) => Promise<unknown>]>([
  ['another first password', 'mai', (tx, username) => resetPassword(tx, username, null, 'tester')],
  ['a closed account', 'hieu', (tx, username) => closeAccount(tx, username, 'tester')],
])('%s lets nobody in who knew the old one and was on the way', async (_what, username, command) => {
  const visitor = office.visitor()
  const underWay = await loader.as({ actor: 'tester' }, async (tx) => {
    await command(tx, username)
    const answer = comeIn(visitor, username, PASSWORD)
    // By now the password was found to be right.
    await pause(1_500)
    return { answer }
  })
  expect((await underWay.answer).body).toMatchObject({ status: 401, code: 'sign-in-failed' })
  expect(await openSessions(username)).toEqual([])
  // It was right when it was typed: no guess.
  expect(await failures()).toBe(0)
  await loader.as({ actor: 'tester' }, (tx) => openAccount(tx, username, 'tester'))
  expect((await visitor.get('/api/session')).status).toBe(401)
})

test('a telephone that is taken out while somebody comes in: their session is over, or by the password alone', async () => {
  const officer = await office.signIn('tuan')
  const begun = await officer.post('/api/account/second-factor-secrets', { password: PASSWORD })
  const code = (seconds = 0) =>
    new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate({
      timestamp: Date.now() + 1_000 * seconds,
    })
  await officer.send('PUT', '/api/account/second-factor', { code: code() }, {})
  const underWay = await loader.as({ actor: 'tester' }, async (tx) => {
    await resetSecondFactor(tx, 'tuan', 'tester')
    const answer = office
      .visitor()
      .post('/api/sessions', { username: 'tuan', password: PASSWORD, code: code(30) })
    await pause(1_500)
    return { answer }
  })
  expect((await underWay.answer).status).toBe(201)
  expect(await openSessions('tuan')).toEqual([{ assurance: 'PASSWORD' }])
})

test('of many that come in at once as many stay as an account may have, the newest, and the ledger says so', async () => {
  const first = await small.signIn('hanh')
  for (const _ of [1, 2]) {
    const coming = Array.from({ length: MOST_SESSIONS }, () => comeIn(small.visitor(), 'hanh', PASSWORD))
    expect((await Promise.all(coming)).every(({ status }) => status === 201)).toBe(true)
  }
  expect(await openSessions('hanh', small)).toHaveLength(MOST_SESSIONS)
  expect((await first.get('/api/session')).status).toBe(401)
  const [ledger] = await small.asLoader(
    `select sum((detail->>'count')::integer)::integer as ended from ledger
     where act = 'OLDEST_SESSIONS_ENDED' and subject_id = $1`,
    [demoId('officer.hanh')],
  )
  expect(ledger.ended).toBe(MOST_SESSIONS + 1)
})
