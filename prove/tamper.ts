import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { leafOfRow, sha256 } from '#audit/hash.ts'
import { proveRow, rotateKey } from '#audit/index.ts'
import { currentKey } from '#audit/keys.ts'
import type { LedgerRow } from '#audit/rules/canonical.ts'
import { EMPTY, grown, rootOf } from '#audit/rules/merkle.ts'
import { checkpointText, signedNote } from '#audit/rules/note.ts'
import { instantFromMs } from '#common/time.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { type Database, openDatabase } from '#platform/db/database.ts'
import { secret } from '#platform/db/secrets.ts'
import { silent } from '#platform/log.ts'
import { openSealerOf } from '#platform/sealing-keys.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { bringTo, demoStaff } from './stations.ts'
import { type Dice, dice } from './support/dice.ts'
import { atLeast, exactly, none, told } from './support/figures.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { temporaryFolder } from './support/places.ts'
import { sleep } from './support/waiting.ts'
import { noneOf } from './tally.ts'
import { amongMany } from './tamper/among-many.ts'
import { ATTACKS } from './tamper/attacks.ts'
import { type Auditor, auditorOf, exported, sealed, undone, verified } from './tamper/auditor.ts'
import { killed } from './tamper/killed.ts'
import { openVerifier, runVerifier } from './tamper/verifier.ts'

/** What is done to the ledger by who holds the database and not the key, held against what an auditor kept. */

const SHORT = { each: 2, kills: 20, flood: 40_000, leaves: 200_000 }
const LONG = { each: 40, kills: 60, flood: 300_000, leaves: 1_000_000 }
const PATIENCE_MS = 120_000

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const wanted = short ? SHORT : LONG
  const chance = dice(seed, 'tamper')
  // The house itself seals often, so that the run has many checkpoints.
  const house = await startHouse({ env: { MOTCUA_CHECKPOINT_SECONDS: '1', MOTCUA_CHECKPOINT_ROWS: '5' } })
  const { loader, owner } = await house.database()
  const staff = await demoStaff((username) => house.signIn(username))
  for (const station of ['RECEIVED', 'RETURNED', 'APPROVED', 'CONSULTING', 'SUPPLEMENT'] as const) {
    await bringTo(staff, station)
    await sealed(loader)
  }
  const auditor = await auditorOf(house)
  // The superuser of the embedded database, in the schema of the province.
  const client = new pg.Client({
    ...owner,
    user: 'postgres',
    password: await secret(house.dataFolder, 'postgres'),
  })
  await client.connect()
  const findings = [
    told('rows of the ledger under attack', auditor.size, 'rows'),
    atLeast('checkpoints that the auditor kept', auditor.notes.length, 5, 'checkpoints'),
    ...(await untouched(house, client, auditor, say)),
    // More was done meanwhile, and the auditor came again.
    ...(await attacked(client, await auditorOf(house), wanted.each, chance, say)),
    ...(await forked(house, client, await auditorOf(house), say)),
  ]
  await client.end()
  // From here on it serves and never seals: that is left to workers, who are killed.
  await house.stop()
  const serving = await startHouse({ dataFolder: house.dataFolder, env: NEVER })
  return [
    ...findings,
    ...(await killed(serving, wanted, chance, say)),
    ...(await proved(loader, serving, chance)),
    ...(await amongMany(wanted.leaves, chance)),
  ]
}

const NEVER = { MOTCUA_CHECKPOINT_SECONDS: '999999', MOTCUA_CHECKPOINT_ROWS: '999999' }

/** Nothing was done: nothing may be found, by the program itself as an auditor runs it. */
const untouched = async (
  house: RunningHouse,
  client: pg.Client,
  auditor: Auditor,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const alarms: string[] = []
  const folder = await temporaryFolder()
  const [file, kept, keys] = ['export', 'checkpoints', 'keys'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const look = async (when: string, { notes, keys: text }: Auditor): Promise<void> => {
    await writeFile(file, `${(await undone(client, () => exported(client))).join('\n')}\n`)
    await writeFile(kept, notes.map((note) => `${note}\n`).join(''))
    await writeFile(keys, text)
    const { code, said } = await runVerifier(file, '--checkpoints', kept, '--key', keys)
    if (code !== 0) alarms.push(`${when}: ${said}`)
  }
  await look('at rest', auditor)
  await look('with half of the checkpoints', {
    ...auditor,
    notes: auditor.notes.filter((_, at) => at % 2 === 0),
  })

  // While an officer works, and a transaction that began before is still open.
  const slow = new pg.Client((await house.database()).loader)
  await slow.connect()
  await slow.query('begin')
  const insert = `insert into ledger (id, at, actor_id, act, detail) values (gen_random_uuid(), now(), 'system', 'LATE', '{}')`
  await slow.query(insert)
  const huong = await house.signIn('huong')
  await huong.get('/api/session')
  await sleep(3_000)
  await look('while a transaction is open', await auditorOf(house))
  await slow.query('commit')
  await slow.end()
  await look('with a row that waits', auditor)

  // A new key, signed by the one before it.
  const { loader } = await house.database()
  await withSealer(loader, house.dataFolder, (database, sealer) =>
    database.as({ actor: 'system' }, (tx) => rotateKey(tx, sealer)),
  )
  await house.signIn('dung')
  await sealed(loader)
  const later = await auditorOf(house)
  await look('after a new key', later)
  const byFiles = await filesOf(house)
  await look('by the files of the data folder', { ...later, notes: byFiles })
  const signers = new Set(
    later.notes.map((note) =>
      Buffer.from(/— \S+ (\S+)/.exec(note)?.[1] ?? '', 'base64').toString('hex', 0, 4),
    ),
  )
  return [
    exactly('keys that signed, the second one signed by the first', signers.size, 2, 'keys'),
    exactly(
      'checkpoints in the files of the data folder',
      new Set(byFiles).size,
      later.notes.length,
      'checkpoints',
    ),
    noneOf('false alarms in six looks at an untouched ledger', alarms, 'alarms', say),
  ]
}

const filesOf = async ({ dataFolder }: RunningHouse): Promise<string[]> => {
  const month = new Date().toISOString().slice(0, 7)
  const text = await readFile(join(dataFolder, 'checkpoints', `${month}.txt`), 'utf8')
  return [...text.matchAll(/^motcua-ledger[^—]+— [^\n]+\n/gm)].map(([note]) => note)
}

const withSealer = async <T>(
  connection: ConnectionSettings,
  dataFolder: string,
  work: (database: Database, sealer: Awaited<ReturnType<typeof openSealerOf>>) => Promise<T>,
): Promise<T> => {
  const database = openDatabase({ connection, size: 1, patience: PATIENCE_MS })
  try {
    return await work(database, await openSealerOf(database, join(dataFolder, 'secrets'), silent))
  } finally {
    await database.close()
  }
}

/** Every kind, so often each; what was planted and not found is told by its kind. */
const attacked = async (
  client: pg.Client,
  auditor: Auditor,
  each: number,
  chance: Dice,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const missed: string[] = []
  const unsaid: string[] = []
  let planted = 0
  for (const { kind, run: attack } of ATTACKS) {
    for (let time = 0; time < each; time += 1) {
      const lines = await undone(client, async () => {
        await attack(client, chance)
        return exported(client)
      })
      planted += 1
      const { faults } = await verified(lines, auditor)
      if (faults.length === 0) missed.push(kind)
      // Each says where, what was expected and what was found.
      if (faults.some(({ what, expected, found }) => !what || !expected || !found)) unsaid.push(kind)
    }
  }
  say(`${ATTACKS.length} kinds of attack, ${planted} planted`)
  return [
    atLeast('kinds of attack', ATTACKS.length, 20, 'kinds'),
    atLeast('attacks planted', planted, ATTACKS.length * each, 'attacks'),
    noneOf('attacks that were not found', missed, 'attacks', say),
    noneOf('faults that do not say what, expected and found', unsaid, 'attacks', say),
  ]
}

/**
 * Two histories that both bear the office's own signature, as when an old copy of the database is restored and work goes on: each
 * fits its own checkpoints, and whoever holds one of the other sees it.
 */
const forked = async (
  house: RunningHouse,
  client: pg.Client,
  auditor: Auditor,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const missed: string[] = []
  const { loader } = await house.database()
  const key = await withSealer(loader, house.dataFolder, (database, sealer) =>
    database.as({ actor: 'system' }, (tx) => currentKey(tx, sealer, false)),
  )
  const keys = (await auditorOf(house)).keys
  const lines = await undone(client, () => exported(client))
  const rows = lines.map((line) => JSON.parse(line)).filter(({ position }) => position !== null)
  const root = (leaves: readonly Uint8Array[]) =>
    Buffer.from(rootOf(sha256, grown(sha256, EMPTY, leaves))).toString('base64')
  const forks = [2, Math.floor(rows.length / 2), rows.length - 1]
  for (const at of forks) {
    const other = rows.map(({ row }, position) =>
      position < at ? row : { ...row, act: `${row.act}_OTHERWISE` },
    )
    const leaves = other.map((row: LedgerRow) => leafOfRow(row))
    const text = checkpointText({
      origin: key.origin,
      size: other.length,
      root: root(leaves),
      at: instantFromMs(Date.now()),
    })
    const note = signedNote(text, key.origin, key.sign(text))
    const theirs = other.map((row, position) =>
      JSON.stringify({
        position,
        rowId: row.id,
        leaf: Buffer.from(leaves[position]!).toString('base64'),
        row,
      }),
    )
    const alone = await verified(theirs, { notes: [note], keys })
    if (alone.faults.length > 0) missed.push(`the fork at ${at} is not one: ${alone.faults[0]?.what}`)
    const notes = [...auditor.notes, note]
    for (const one of [lines, theirs])
      if ((await verified(one, { notes, keys })).faults.length === 0) missed.push(`a fork at ${at}`)
  }
  return [noneOf(`forks that were not found, of ${forks.length}`, missed, 'forks', say)]
}

/** A proof of single rows, by the program that an auditor has. */
const proved = async (loader: ConnectionSettings, house: RunningHouse, chance: Dice): Promise<Finding[]> => {
  const { verifyProof, keysIn } = await openVerifier()
  const keys = keysIn((await auditorOf(house)).keys)
  const client = new pg.Client(loader)
  await client.connect()
  const { rows } = await client
    .query('select row_id from ledger_leaf order by random() limit 5')
    .finally(() => client.end())
  const database = openDatabase({ connection: loader, size: 1, patience: PATIENCE_MS })
  let refused = 0
  let believed = 0
  for (const { row_id } of rows) {
    const proof = await proveRow(database, row_id)
    if (!proof || verifyProof(proof, keys).length > 0) refused += 1
    for (const forged of [
      { ...proof, position: proof!.position + 1 },
      { ...proof, row: { ...proof!.row, act: `${proof!.row.act} ` } },
      { ...proof, proof: proof!.proof.slice(1) },
      {
        ...proof,
        checkpoint: proof!.checkpoint.replace(
          /\n(\d+)\n/,
          (_, size) => `\n${Number(size) + chance.between(1, 9)}\n`,
        ),
      },
    ])
      if (verifyProof(forged, keys).length === 0) believed += 1
  }
  await database.close()
  return [
    none('proofs of a row that were refused', refused, 'proofs'),
    none('forged proofs of a row that were believed', believed, 'proofs'),
  ]
}

export const tamper: Proof = {
  name: 'tamper',
  claim:
    'Whatever is done to the ledger by who holds the database and not the signing key, an auditor with published checkpoints finds it.',
  run,
}
