import { setTimeout } from 'node:timers/promises'
import { Secret, TOTP } from 'otpauth'
import { DEMO_PASSWORD, demoId } from '../server/src/demo-province.ts'
import { type Answer, Client } from '../server/test/support/client.ts'
import { ABOUT_A_DOSSIER, ABOUT_ONESELF, neverThere } from './access/requests.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { bearing, newToken } from './sessions.ts'
import { Sql } from './sql.ts'
import { dice } from './support/dice.ts'
import { atLeast, atMost, exactly, inTime, quantile, told } from './support/figures.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { afterwards } from './support/places.ts'
import { serveBeside } from './support/running.ts'
import { noneOf } from './tally.ts'

/** Signing in under attack (T11): what is tried is counted, and none of it may be let in. */

// Who comes in again and again would end the session that changes the password.
const ENVIRONMENT = {
  MOTCUA_BEHIND_PROXY: '1',
  MOTCUA_SECOND_FACTOR: 'required',
  MOTCUA_MOST_SESSIONS: '1000',
}
const NEW_PASSWORD = 'chim sẻ mùa gặt 7'
const AT_ONCE = 200
const PER_ACCOUNT = 10
const PER_ADDRESS = 50

/** As the proxy in front says it: an address of a neighbourhood of its own. */
const from = (n: number) => ({ headers: { 'x-forwarded-for': `10.${n >> 8}.${n & 255}.7` } })
const telephoneOf = (secret: string) => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return (seconds = 0) => totp.generate({ timestamp: Date.now() + seconds * 1_000 })
}

/** One attack after the other on one house; what got in is told by name. */
class Siege {
  readonly house: RunningHouse
  readonly loader: Sql
  readonly second: string
  attempts = 0
  readonly accepted: string[] = []
  readonly faults: string[] = []

  constructor(house: RunningHouse, loader: Sql, second: string) {
    this.house = house
    this.loader = loader
    this.second = second
  }

  forgiven = () => this.loader.all('delete from failed_attempt')

  visitor(n = 0): Client {
    return Object.assign(new Client(n % 2 === 0 ? this.house.url : this.second), { insists: true })
  }

  /** Must not be let in. */
  refused(what: string, answer: Answer, ...statuses: number[]): void {
    this.attempts += 1
    if (answer.status < 400) this.accepted.push(what)
    else if (statuses.length > 0 && !statuses.includes(answer.status))
      this.faults.push(`${what}: ${answer.status} ${answer.body?.code}`)
  }

  must(what: string, answer: Answer, status: number): void {
    if (answer.status !== status)
      this.faults.push(`${what}: ${answer.status} ${answer.body?.code}, not ${status}`)
  }

  signIn(client: Client, username: string, password: string, n: number, code?: string): Promise<Answer> {
    return client.post(
      '/api/sessions',
      { username, password, ...(code === undefined ? {} : { code }) },
      { key: null, ...from(n) },
    )
  }

  /** A cookie that must open nothing, at operations of every kind. */
  async replay(what: string, cookie: string | null): Promise<void> {
    const thief = this.visitor()
    thief.cookie = cookie
    for (const asking of [
      ABOUT_ONESELF.whoAmI!,
      ABOUT_ONESELF.readInbox!,
      ABOUT_ONESELF.readAccount!,
      ABOUT_ONESELF.listDossiers!,
      ABOUT_ONESELF.receiveDossier!,
      ABOUT_ONESELF.endOtherSessions!,
      ABOUT_ONESELF.changePassword!,
    ])
      this.refused(what, await asking(thief, neverThere()), 401)
    thief.close()
  }
}

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const chance = dice(seed, 'sign-in')
  const house = await startHouse({ env: ENVIRONMENT })
  const loader = await Sql.connect((await house.database()).loader)
  afterwards(() => loader.close())
  const siege = new Siege(house, loader, (await serveBeside(house, { env: ENVIRONMENT })).url)

  say('cookies: planted, replayed, parallel')
  await cookies(siege)
  say('who owes a password or a second factor')
  const owing = await owed(siege)
  say('codes: reused, raced, guessed')
  const codes = await secondFactors(siege)
  say('passwords: one account, one address, many accounts')
  const guesses = await passwords(siege)
  say('which accounts there are')
  const names = await accounts(siege, short, () => chance.word(9))

  return [
    atLeast('attempts to get in', siege.attempts, 400, 'attempts'),
    noneOf('of them accepted', siege.accepted, 'attempts', say),
    noneOf('answers other than they must be', siege.faults, 'answers', say),
    atLeast('operations asked by who owes a password or a second factor', owing, 100, 'requests'),
    exactly('of twenty that come at once with one code, let in', codes.raced, 1, 'sessions'),
    exactly('of twenty that come at once with one code of paper', codes.racedOnPaper, 1, 'sessions'),
    atMost('codes tried of a hundred guessed with the right password', codes.guessed, PER_ACCOUNT, 'codes'),
    atMost(
      `passwords tried of ${AT_ONCE} at once for one account, from as many addresses, through two processes`,
      guesses.atOnce,
      PER_ACCOUNT,
      'passwords',
    ),
    atLeast('sign-ins of the officer at her own machine meanwhile', guesses.own, 5, 'sessions'),
    atMost('passwords tried from one address, over all accounts', guesses.spread, PER_ADDRESS, 'passwords'),
    exactly(
      'answers to a wrong password, an unknown name, a closed account and one without a password that differ',
      names.kinds,
      1,
      'kinds',
    ),
    ...names.medians.map(([what, ms]) => told(`half of the answers for ${what} within`, ms, 'ms')),
    inTime('between the quickest and the slowest of these', names.spread, 60, 'ms'),
  ]
}

const cookies = async (siege: Siege): Promise<void> => {
  const { house } = siege
  // Fixation: a cookie that somebody planted before the sign-in.
  for (const planted of [newToken(), 'A'.repeat(43), '', '../../x']) {
    const victim = siege.visitor()
    victim.cookie = `motcua=${planted}`
    siege.must('a sign-in over a planted cookie', await siege.signIn(victim, 'huong', DEMO_PASSWORD, 1), 201)
    if (victim.cookie === `motcua=${planted}`) siege.accepted.push('a planted cookie became a session')
    await siege.replay('a planted cookie', `motcua=${planted}`)
  }
  // The token changes at each sign-in, and the one before is over in that browser.
  const huong = await house.signIn('huong')
  const first = huong.cookie
  siege.must('signing in again', await siege.signIn(huong, 'huong', DEMO_PASSWORD, 1), 201)
  if (huong.cookie === first) siege.accepted.push('the same token after signing in again')
  await siege.replay('the token before signing in again', first)
  const left = huong.cookie
  siege.must('signing out', await huong.delete('/api/session'), 204)
  await siege.replay('a token after signing out', left)

  // Parallel sessions: one ends the others, not itself.
  const [here, there] = [await house.signIn('dung'), await house.signIn('dung')]
  siege.must('ending the others', await here.delete('/api/account/sessions'), 200)
  await siege.replay('a session that another ended', there.cookie)
  siege.must('the one that ended them', await here.get('/api/session'), 200)
  // A password that is changed ends all, and renews its own.
  const parallel = await house.signIn('dung')
  const before = here.cookie
  const change = { current: DEMO_PASSWORD, password: NEW_PASSWORD }
  const late = await comingIn(siege, 'dung', async () => {
    siege.must('changing the password', await here.send('PUT', '/api/account/password', change, {}), 204)
  })
  for (const cookie of late)
    await siege.replay('a session that was opened while the password changed', cookie)
  await siege.forgiven()
  await siege.replay('the token before the password was changed', before)
  await siege.replay('another session after the password was changed', parallel.cookie)
  siege.refused('the old password', await siege.signIn(siege.visitor(), 'dung', DEMO_PASSWORD, 2), 401)
  siege.must('the token after it', await here.get('/api/session'), 200)

  const anh = await house.signIn('anh')
  await siege.loader.all(`update officer set valid_to = current_date where username = 'anh'`)
  await siege.replay('a session of a closed account', anh.cookie)
  siege.refused('a closed account', await siege.signIn(siege.visitor(), 'anh', DEMO_PASSWORD, 3), 401)
  await siege.loader.all(`update officer set valid_to = null where username = 'anh'`)
  const mai = await house.signIn('mai')
  await siege.loader.all(`update session set seen_at = now() - interval '61 minutes' where officer_id = $1`, [
    demoId('officer.mai'),
  ])
  await siege.replay('a session that nobody used', mai.cookie)
  const son = await house.signIn('son')
  await siege.loader.all('update session set expires_at = now() where officer_id = $1', [
    demoId('officer.son'),
  ])
  await siege.replay('a session that lasted long enough', son.cookie)
  await siege.replay('a forged token', bearing(house.url, newToken()).cookie)

  const tls = await siege
    .visitor()
    .post(
      '/api/sessions',
      { username: 'binh', password: DEMO_PASSWORD },
      { headers: { 'x-forwarded-proto': 'https' } },
    )
  for (const cookie of tls.headers['set-cookie'] ?? []) {
    siege.attempts += 1
    for (const flag of ['__Host-', '; HttpOnly', '; Secure', '; SameSite=Lax', '; Path=/'])
      if (!cookie.includes(flag)) siege.faults.push(`a cookie over TLS without ${flag}`)
    if (/; Domain=/i.test(cookie)) siege.faults.push('a cookie for more hosts than one')
  }
}

/** Comes in by the password, six at once through both processes, while that is done; gives the newest tokens. */
const comingIn = async (siege: Siege, username: string, done: () => Promise<void>): Promise<string[]> => {
  const cookies: string[] = []
  let goesOn = true
  const coming = Array.from({ length: 6 }, async (_, n) => {
    while (goesOn) {
      const visitor = siege.visitor(n)
      const { status } = await siege.signIn(visitor, username, DEMO_PASSWORD, 50 + n)
      if (status === 201 && visitor.cookie) cookies.push(visitor.cookie)
      visitor.close()
    }
  })
  await setTimeout(500)
  await done().finally(() => {
    goesOn = false
  })
  await Promise.all(coming)
  return cookies.slice(-12)
}

/** Let in to choose a password or to enrol, and to nothing else in the whole contract. */
const owed = async (siege: Siege): Promise<number> => {
  const open = new Set(['whoAmI', ...Object.keys(ABOUT_ONESELF).filter((name) => isAboutTheAccount(name))])
  let asked = 0
  const askAll = async (what: string, client: Client, code: string) => {
    for (const [operation, asking] of Object.entries({ ...ABOUT_A_DOSSIER, ...ABOUT_ONESELF })) {
      if (open.has(operation)) continue
      const answer = await asking(client, neverThere())
      siege.refused(`${operation} by ${what}`, answer, 403)
      if (answer.body?.code !== code) siege.faults.push(`${operation} by ${what}: ${answer.body?.code}`)
      asked += 1
    }
  }
  await siege.loader.all(
    `update credential set first_until = now() + interval '1 day' where username = 'hanh'`,
  )
  const hanh = await siege.house.signIn('hanh')
  await askAll('who has a first password', hanh, 'new-password-needed')
  await askAll('a leader without a second factor', await siege.house.signIn('phuoc'), 'second-factor-needed')
  await askAll('an administrator without one', await siege.house.signIn('long'), 'second-factor-needed')
  const change = (password: string) =>
    hanh.send('PUT', '/api/account/password', { current: DEMO_PASSWORD, password }, {})
  for (const password of [DEMO_PASSWORD, 'Password@123', 'matkhau123456', 'hanh', 'Do Thi Hanh 2026'])
    siege.refused(`the password ${password}`, await change(password), 422)
  siege.must('a password of her own', await change(NEW_PASSWORD), 204)
  siege.refused(
    'the first password after it',
    await siege.signIn(siege.visitor(), 'hanh', DEMO_PASSWORD, 4),
    401,
  )
  await siege.loader.all(`update credential set first_until = now() where username = 'hanh'`)
  siege.refused(
    'a first password that has run out',
    await siege.signIn(siege.visitor(), 'hanh', NEW_PASSWORD, 4),
    401,
  )
  await siege.forgiven()
  return asked
}

const isAboutTheAccount = (operation: string): boolean =>
  [
    'readAccount',
    'changePassword',
    'beginSecondFactor',
    'confirmSecondFactor',
    'renewRecoveryCodes',
    'endOtherSessions',
    'endSession',
  ].includes(operation)

const secondFactors = async (siege: Siege) => {
  const phuoc = await siege.house.signIn('phuoc')
  const begun = await phuoc.post(
    '/api/account/second-factor-secrets',
    { password: DEMO_PASSWORD },
    { key: null },
  )
  const code = telephoneOf(begun.body.secret)
  siege.refused(
    'enrolling by a wrong code',
    await phuoc.send('PUT', '/api/account/second-factor', { code: '000000' }, {}),
    422,
  )
  const before = phuoc.cookie
  const enrolled = await phuoc.send('PUT', '/api/account/second-factor', { code: code() }, {})
  siege.must('enrolling', enrolled, 200)
  await siege.replay('the token before enrolling', before)
  const onPaper: string[] = enrolled.body.recoveryCodes
  const comeIn = (typed: string | undefined, n: number) =>
    siege.signIn(siege.visitor(n), 'phuoc', DEMO_PASSWORD, 100 + n, typed)
  siege.refused('a password alone', await comeIn(undefined, 0), 401)
  siege.refused('the code of the enrolment again', await comeIn(code(), 1), 401)
  await siege.loader.all('update second_factor set last_step = last_step - 10')
  await siege.forgiven()

  const at = code()
  const raced = await Promise.all(Array.from({ length: 20 }, (_, n) => comeIn(at, n)))
  await siege.forgiven()
  siege.refused('a code that was used', await comeIn(at, 21), 401)
  siege.refused('the code before it', await comeIn(code(-30), 22), 401)
  siege.refused('a code of two minutes ahead', await comeIn(code(120), 23), 401)
  await siege.forgiven()
  const racedOnPaper = await Promise.all(Array.from({ length: 20 }, (_, n) => comeIn(onPaper[0], n)))
  await siege.forgiven()
  siege.refused('a code of paper that was used', await comeIn(onPaper[0], 24), 401)
  siege.refused(
    'a code of paper of somebody else',
    await siege.signIn(siege.visitor(), 'khanh', NEW_PASSWORD, 25, onPaper[1]),
    401,
  )
  await siege.forgiven()
  const guessed = await Promise.all(
    Array.from({ length: 100 }, (_, n) => comeIn(String(n).padStart(6, '0'), 30 + n)),
  )
  for (const answer of guessed) siege.refused('a guessed code', answer, 401, 429)
  await siege.forgiven()
  const let_in = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 201).length
  siege.attempts += raced.length + racedOnPaper.length
  return {
    raced: let_in(raced),
    racedOnPaper: let_in(racedOnPaper),
    guessed: guessed.filter(({ status }) => status === 401).length,
  }
}

const passwords = async (siege: Siege) => {
  const own = await siege.house.signIn('huong')
  let ownComesIn = 0
  let isUnderWay = true
  const herself = (async () => {
    while (isUnderWay || ownComesIn < 5) {
      const answer = await siege.signIn(own, 'huong', DEMO_PASSWORD, 9)
      if (answer.status === 201) ownComesIn += 1
      else siege.faults.push(`the officer at her own machine: ${answer.status} ${answer.body?.code}`)
      if (answer.status !== 201) break
    }
  })()
  const atOnce = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, n) =>
      siege.signIn(siege.visitor(n), 'huong', `doan-mat-khau-${n}`, 300 + n),
    ),
  )
  isUnderWay = false
  await herself
  for (const answer of atOnce) siege.refused('a guessed password', answer, 401, 429)
  // With the right one, from where she never was: as long as others guess, refused like theirs.
  siege.refused(
    'the right password among the guesses',
    await siege.signIn(siege.visitor(), 'huong', DEMO_PASSWORD, 9_000),
    429,
  )
  await siege.forgiven()

  // Spraying: one address, a few passwords for every account.
  const usernames = (await siege.loader.all<{ username: string }>('select username from officer')).map(
    ({ username }) => username,
  )
  const sprayed: Answer[] = []
  for (const password of ['Matkhau@2026', 'BacNinh@2026', 'Abc@12345678', 'Quevo@2026!!', 'Motcua@2026!'])
    for (const username of usernames)
      sprayed.push(await siege.signIn(siege.visitor(), username, password, 10_000))
  for (const answer of sprayed) siege.refused('a sprayed password', answer, 401, 429)
  await siege.forgiven()
  return {
    atOnce: atOnce.filter(({ status }) => status === 401).length,
    own: ownComesIn,
    spread: sprayed.filter(({ status }) => status === 401).length,
  }
}

const accounts = async (siege: Siege, short: boolean, word: () => string) => {
  await siege.loader.all(`update officer set valid_to = current_date where username = 'thanh'`)
  await siege.loader.all(`delete from credential where username = 'tuan'`)
  const asked: Readonly<Record<string, () => string>> = {
    'a wrong password': () => 'binh',
    'an unknown name': word,
    'a closed account': () => 'thanh',
    'an account without a password': () => 'tuan',
    'an account with a second factor': () => 'phuoc',
  }
  const times = new Map(Object.keys(asked).map((what) => [what, [] as number[]]))
  const kinds = new Set<string>()
  const visitor = siege.visitor()
  for (let n = 0; n < (short ? 15 : 60); n += 1) {
    for (const [what, username] of Object.entries(asked)) {
      const answer = await siege.signIn(visitor, username(), 'khong-phai-no', 20_000 + n)
      siege.refused(what, answer, 401)
      times.get(what)?.push(answer.ms)
      kinds.add(JSON.stringify([answer.status, answer.text.replace(answer.body?.requestId ?? '', '')]))
    }
    await siege.forgiven()
  }
  const medians = [...times].map(([what, ms]) => [what, quantile(ms, 0.5)] as const)
  const all = medians.map(([, ms]) => ms)
  return { kinds: kinds.size, medians, spread: Math.max(...all) - Math.min(...all) }
}

export const signIn: Proof = {
  name: 'sign-in',
  claim:
    'Who has not the password and the code, or has only what was valid once, does not come in; and does not keep others out.',
  run,
}
