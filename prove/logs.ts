import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashPassword } from '#identity/index.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { serversOn } from '#platform/db/postmaster.ts'
import { signal } from '#platform/db/processes.ts'
import { reception } from '../server/test/support/household.ts'
import { Aviary, type Canary, caught, caughtRaw, PERSONAL, SECRET } from './logs/canaries.ts'
import { failedWrites, failingJobs, spoiledData } from './logs/faults.ts'
import {
  failedSignIns,
  gibberish,
  handedOver,
  lookUps,
  otherWays,
  person,
  refusals,
  type Staff,
  sought,
  Visitors,
  wholeJourney,
} from './logs/walks.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { receiptSecret } from './stations.ts'
import { dice } from './support/dice.ts'
import { atLeast, none, told } from './support/figures.ts'
import { rowsOf } from './support/furnish.ts'
import { type RunningHouse, secretsOf, startHouse } from './support/house.ts'
import { temporaryFolder } from './support/places.ts'
import { spawned } from './support/program.ts'
import { sleep, until } from './support/waiting.ts'

/** Names, numbers, secrets and free texts are in no log, no refusal and no record that is kept for another purpose. */

const SHORT = { journeys: 1 }
const LONG = { journeys: 20 }

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const birds = new Aviary(dice(seed, 'logs'))
  const house = await startHouse()
  const { loader, owner } = await house.database()
  for (const { value } of await secretsOf(house.dataFolder)) birds.handedOut('secret of the office', value)
  const visitors = new Visitors(house, birds)
  const staff = await plantedStaff(visitors, birds, loader)

  // First: after the wrong look-ups nobody at this address is listened to for a while.
  await otherWays(visitors, birds, staff)
  for (let journey = 0; journey < (short ? SHORT : LONG).journeys; journey += 1) {
    const walked = await wholeJourney(visitors, birds, staff)
    const secret = await receiptSecret({ dataFolder: house.dataFolder, loader }, walked.receiptId)
    birds.handedOut('receipt secret', secret)
    await lookUps(visitors, birds, walked.code, secret)
    await refusals(visitors, birds, staff, walked)
  }
  await sought(visitors, birds, staff)
  await handedOver(visitors, birds, staff)
  await failedSignIns(visitors, birds, 'binh')
  const strange = await Promise.all(
    [
      `${birds.word('other input')}\r\n\r\n`,
      `GET /${birds.word('other input')} HTTP/9.9\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: x\r\nX-Name: ${birds.word('name').repeat(4_000)}\r\n\r\n`,
      `GET /\u0007 HTTP/1.1\r\n${birds.word('name')}\r\n\r\n`,
    ].map((bytes) => gibberish(house.url, bytes)),
  )

  say('walked; now faults of ours are made')
  const receive = async () =>
    (await visitors.post(staff.huong, '/api/dossiers', reception({ owner: person(birds) }))).body
  await failedWrites(visitors, birds, owner, staff, receive)
  await spoiledData(house, visitors, loader, staff, await printed(visitors, staff, await receive()))
  await failingJobs(loader, await receive(), await printed(visitors, staff, await receive()))
  await backendKilled(house, visitors, birds, staff)
  await sleep(2_500)
  // A loaded server begins to recover only after the program was asked whether it is there.
  await until(60_000, () => rowsOf(loader, 'select 1').then(Boolean, () => false))

  const tables = await tablesHolding(loader, birds)
  const records = await rowsOf<{ rows: number }>(
    loader,
    `select count(*) as rows from (${OWN_RECORDS.map((table) => `select 1 from ${table}`).join(' union all ')}) x`,
  )
  await house.stop()
  const configuration = await misconfigured(birds)
  const onDisk = await filesHolding(house.dataFolder, [...birds.of(PERSONAL), ...birds.of(SECRET)])
  const serverLog = await house.postgresLog()
  const program = house.output.stdout + house.output.stderr + configuration
  const lines = house.output.stderr.split('\n').filter((line) => line !== '')
  const bad = lines.filter((line) => !isAllowed(line))
  for (const line of bad.slice(0, 5)) say(`not a line of the log: ${line.slice(0, 300)}`)

  const { answers, refused } = visitors.walks
  const problems = refused.filter(
    ({ answer }) => /json/.test(answer.headers['content-type'] ?? '') || answer.status >= 500,
  )
  const pages = refused.filter((one) => !problems.includes(one))
  const told500 = refused.filter(({ answer }) => answer.status >= 500)
  const leaked = (what: string, found: readonly Canary[]): Finding => {
    for (const { kind, token } of found.slice(0, 8)) say(`${what}: ${kind} ${token}`)
    return none(`canaries in ${what}`, found.length, 'canaries')
  }
  return [
    atLeast('canaries planted', birds.all.length, 100, 'canaries'),
    atLeast(
      'of them keys and passwords of the office',
      birds.of(['secret of the office']).length,
      3,
      'canaries',
    ),
    atLeast(
      'canaries met where they belong, in answers to those who may see them',
      caught(
        answers
          .filter((one) => one.status < 300)
          .map((one) => one.text)
          .join('\n'),
        birds.of(PERSONAL),
      ).length,
      10,
      'canaries',
    ),
    atLeast('requests', answers.length, 100, 'requests'),
    atLeast('refusals (4xx)', refused.length - told500.length, 50, 'answers'),
    atLeast('kinds of refusal', new Set(problems.map(({ answer }) => answer.body?.code)).size, 20, 'codes'),
    atLeast('faults of ours (5xx), made on purpose', told500.length, 6, 'answers'),
    atLeast('lines in the log of the program', lines.length, answers.length, 'lines'),
    atLeast('lines in the log of PostgreSQL', serverLog.split('\n').length, 10, 'lines'),
    leaked('what the program says', caught(program, birds.all)),
    leaked('the log of PostgreSQL', caught(serverLog, birds.all)),
    leaked(
      'problem documents and their headers',
      problems.flatMap(({ answer }) => caught(answer.text + headersOf(answer.headers), birds.all)),
    ),
    leaked(
      'refusals on pages, but for what the reader typed there or was asked for',
      pages.flatMap(({ sent, answer }) =>
        caught(answer.text + headersOf(answer.headers), birds.all).filter(
          ({ kind, token }) => !sent.includes(token) && kind !== 'asked paper',
        ),
      ),
    ),
    leaked('answers to what is no HTTP', caught(strange.join('\n'), birds.all)),
    none('lines of the log that are not JSON of the allowed fields', bad.length, 'lines'),
    atLeast('rows of events, ledger, jobs and stored answers', records[0]?.rows ?? 0, 20, 'rows'),
    ...OWN_RECORDS.map((table) =>
      leaked(`the table ${table}`, tables.get(table)?.filter(({ kind }) => kind !== 'idempotency key') ?? []),
    ),
    leaked(
      'any other table, readable',
      [...tables].filter(([table]) => !OWN_RECORDS.includes(table)).flatMap(([, found]) => found),
    ),
    told('bytes read in the data folder', onDisk.bytes / 2 ** 20, 'MiB'),
    leaked('any file of the data folder, readable', onDisk.found),
  ]
}

/** The demo's officers, one of them with a password that is a canary. */
const plantedStaff = async (
  visitors: Visitors,
  birds: Aviary,
  loader: ConnectionSettings,
): Promise<Staff> => {
  const password = birds.word('password')
  await rowsOf(loader, `update credential set password_hash = $1 where username = 'dung'`, [
    await hashPassword(password),
  ])
  return {
    huong: await (await visitors.signIn('huong')).openCounter(),
    dung: await visitors.signIn('dung', password),
    son: await visitors.signIn('son'),
    oanh: await visitors.signIn('oanh'),
    phuoc: await visitors.signIn('phuoc'),
    hanh: await visitors.signIn('hanh'),
  }
}

/** A dossier whose receipt has been printed. */
const printed = async <Walked extends { id: string; receiptId: string }>(
  visitors: Visitors,
  { huong }: Staff,
  walked: Walked,
): Promise<Walked> => {
  await visitors.get(huong, `/api/dossiers/${walked.id}/documents/${walked.receiptId}`)
  return walked
}

/** One server process dies in the middle of its work: PostgreSQL tells what the process was doing. */
const backendKilled = async (
  house: RunningHouse,
  visitors: Visitors,
  birds: Aviary,
  { huong }: Staff,
): Promise<void> => {
  const sent = Array.from({ length: 16 }, () =>
    visitors.post(huong.twin(), '/api/dossiers', reception({ owner: person(birds) })).catch(() => null),
  )
  await sleep(30)
  const [, ...backends] = await serversOn(join(house.dataFolder, 'postgres'))
  for (const pid of backends.slice(-3)) signal(pid, 'SIGKILL')
  await Promise.all(sent)
  await house.answers()
}

// Rule a of the foundation: ids, never personal data.
const OWN_RECORDS: readonly string[] = ['dossier_event', 'ledger', 'job', 'idempotent_answer']

/** Which tables hold which canaries in a form that can be read. */
const tablesHolding = async (loader: ConnectionSettings, birds: Aviary): Promise<Map<string, Canary[]>> => {
  const canaries = [...birds.of(PERSONAL), ...birds.of(SECRET)]
  const tables = await rowsOf<{ name: string }>(
    loader,
    `select c.relname as name from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
       and has_table_privilege(c.oid, 'select') order by 1`,
  )
  const found = new Map<string, Canary[]>()
  for (const { name } of tables) {
    const rows = await rowsOf<{ row: string }>(loader, `select to_jsonb(t)::text as row from ${name} t`)
    found.set(name, caught(rows.map(({ row }) => row).join('\n'), canaries))
  }
  for (const table of OWN_RECORDS)
    if (!found.has(table)) throw new Error(`the table ${table} is not there to be searched`)
  return found
}

/** Everything that lies in the data folder: rows, the write-ahead log, files, logs. */
const filesHolding = async (
  folder: string,
  canaries: readonly Canary[],
): Promise<{ bytes: number; found: Canary[] }> => {
  const found = new Set<Canary>()
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const content = await readFile(join(entry.parentPath, entry.name))
    bytes += content.length
    for (const canary of caughtRaw(content, canaries)) found.add(canary)
  }
  return { bytes, found: [...found] }
}

const ALLOWED = new Set(
  'at level event route method status ms requestId actorId jobId subscriber failures code error file address count'.split(
    ' ',
  ),
)
const AN_ID = /[0-9a-f]{8}-[0-9a-f]{4}-/

/** One JSON object of the fields that are allowed, each a plain value; a route is a pattern, never an address that was asked for. */
const isAllowed = (line: string): boolean => {
  try {
    const fields = JSON.parse(line) as Record<string, unknown>
    const plain = Object.entries(fields).every(
      ([name, value]) => ALLOWED.has(name) && (typeof value === 'string' || typeof value === 'number'),
    )
    const route = typeof fields.route === 'string' ? fields.route : ''
    return (
      plain &&
      typeof fields.event === 'string' &&
      typeof fields.at === 'string' &&
      !/[?=%]/.test(route) &&
      !AN_ID.test(route)
    )
  } catch {
    return false
  }
}

/** The program told to use databases that are not there or not addresses: what it says of them. */
const misconfigured = async (birds: Aviary): Promise<string> => {
  let said = ''
  for (const url of [
    `postgres://motcua:${birds.word('password')}@127.0.0.1:1/motcua`,
    `postgres://motcua:${birds.word('password')}@nowhere.invalid/motcua`,
    `postgres://motcua:${birds.word('password')}@[not an address`,
    `${birds.word('password')}`,
  ]) {
    const serving = spawned(['serve'], {
      dataFolder: await temporaryFolder(),
      env: { DATABASE_URL: url, PORT: '0' },
    })
    const tooLong = setTimeout(() => serving.child.kill('SIGKILL'), 30_000)
    await serving.heard
    clearTimeout(tooLong)
    said += serving.said.out + serving.said.errors
  }
  return said
}

const headersOf = (headers: Record<string, unknown>): string => JSON.stringify(headers)

export const logs: Proof = {
  name: 'logs',
  claim:
    'Nothing that a person typed or carries is met in logs, refusals, events, ledger, jobs or stored answers.',
  run,
}
