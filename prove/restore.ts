import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openContentStore } from '#documents/index.ts'
import { soundnessOf } from '#platform/backup/amcheck.ts'
import { readKey } from '#platform/backup/escrow.ts'
import { heads } from '#platform/backup/lists.ts'
import { type Moment, recordBehind, tableStates, takeMoment } from '#platform/backup/moment.ts'
import { lsnOf } from '#platform/backup/replication.ts'
import { prune } from '#platform/backup/retention.ts'
import { openRepository, type Repository } from '#platform/backup/store.ts'
import { readCovered } from '#platform/backup/wal.ts'
import { type ConnectionSettings, openEmbedded } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { until } from '#platform/db/processes.ts'
import { silent } from '#platform/log.ts'
import { loadSealer } from '#platform/seal.ts'
import { officeComparisons } from '../server/src/commands/office-comparisons.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { damagedLog, damages, piecesOf, refusedWell, type Trial, unreadable } from './restore/damage.ts'
import { type Follower, killedAmid, motcua, startFollower } from './restore/program.ts'
import { type Crowd, openCrowd } from './support/crowd.ts'
import { dice } from './support/dice.ts'
import { atLeast, atMost, exactly, inTime, none, told } from './support/figures.ts'
import { furnishReceptionists, type Receptionist } from './support/furnish.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { afterwards, removeFolder, temporaryFolder } from './support/places.ts'
import { sleep } from './support/waiting.ts'

/**
 * An office is backed up and followed while it works; then somebody deletes what must not be deleted. It comes back as it was
 * just before, in another place, by the printed key alone. Then the repository is damaged, and backups are killed.
 */

const SHORT = { before: 2, after: 4, flips: 6, kills: 5 }
const LONG = { before: 30, after: 120, flips: 60, kills: 60 }

const MOST_NEW_OF_UNCHANGED = 2
const RPO_MS = 60_000

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const size = short ? SHORT : LONG
  const chance = dice(seed, 'restore')
  const house = await startHouse()
  const { loader, admin } = await house.database()
  const receptionists = await furnishReceptionists(loader, 'quevo', 6)
  const folder = await temporaryFolder()
  const office = { house, admin, folder: join(folder, 'repository'), receptionists }

  const early = await motcua(house.dataFolder, ['backup', office.folder])
  const sheet = (await motcua(house.dataFolder, ['backup-key', 'new'])).out
  const unconfirmed = await motcua(house.dataFolder, ['backup', office.folder])
  const confirmed = await motcua(house.dataFolder, ['backup-key', 'confirm'], sheet)
  const keyFile = join(folder, 'sheet.txt')
  await writeFile(keyFile, sheet)
  const key = readKey(rowsOfSheet(sheet))

  const lived = await life(office, size, chance, say)
  const repository = await openRepository(office.folder)
  const trial: Trial = {
    ...{ repository, key, target: { kind: 'latest' } as const, into: join(folder, 'tried') },
    migrations: (await readdir(new URL('../server/migrations', import.meta.url))).sort(),
  }
  const came = await comesBack(office, lived, keyFile, say)
  // It would write anew what is damaged.
  await lived.follower.kill()
  const harmed = await harm(trial, size.flips, chance, say)
  const killed = await killing(office, trial, size.kills, chance, say)
  await motcua(house.dataFolder, ['backup', office.folder])
  const pruned = await pruning(repository, key)
  return [
    exactly(
      'backups refused before the key was confirmed',
      Number(early.code === 1) + Number(unconfirmed.code === 1),
      2,
      'refusals',
    ),
    exactly('the sheet, typed back, is taken', confirmed.code ?? -1, 0, 'exit code'),
    ...lived.findings,
    ...came,
    ...harmed,
    ...killed,
    ...pruned,
  ]
}

const rowsOfSheet = (sheet: string): string => (sheet.match(/^\s+\d\.\s+\S{4} \S{4}$/gm) ?? []).join('\n')

interface Office {
  house: RunningHouse
  admin: ConnectionSettings
  folder: string
  receptionists: Receptionist[]
}

interface Lived {
  moment: Moment
  crowd: Crowd
  follower: Follower
  findings: Finding[]
}

/** A backup amid work, more work with a follower that is killed once, the moment, and then the mistake. */
const life = async (
  { house, admin, folder, receptionists }: Office,
  size: typeof SHORT,
  chance: ReturnType<typeof dice>,
  say: (line: string) => void,
): Promise<Lived> => {
  const crowd = await openCrowd({ url: house.url, receptionists, dice: chance.fork('crowd'), clients: 6 })
  await sleep(size.before * 1_000)
  const first = JSON.parse((await motcua(house.dataFolder, ['backup', folder, '--json'])).out)
  say(`backed up ${first.megabytes} MB amid work in ${first.seconds} s, ${first.stored} MB stored`)
  const follower = await startFollower(house.dataFolder, folder)
  await sleep(size.after * 500)
  await follower.kill()
  await sleep(1_000)
  const second = await startFollower(house.dataFolder, folder)
  const repository = await openRepository(folder)
  const head = (await heads(repository)).at(-1)!
  let oldest = 0
  for (const end = performance.now() + size.after * 500; performance.now() < end; await sleep(250)) {
    const covered = await readCovered(repository, head)
    if (covered) oldest = Math.max(oldest, Date.now() - Date.parse(covered.at))
  }
  // Amid work: the moment is one at which others write before and after.
  const moment = await takeMoment([admin], 'province')
  await sleep(300)
  await crowd.finish()
  for (const oddity of crowd.oddities) say(oddity)
  const deleted = await connected(admin, async (client) => {
    const { rowCount: persons } = await client.query('delete from province.person_word')
    const { rowCount: tasks } = await client.query('delete from province.task')
    return (persons ?? 0) + (tasks ?? 0)
  })
  const behind = await recordBehind(admin)
  const isThere = await until(60_000, async () => {
    const covered = await readCovered(repository, head)
    return covered !== null && lsnOf(covered.lsn) >= behind
  })
  say(`${crowd.told.length} acknowledged, ${crowd.files.length} files; ${deleted} rows deleted by mistake`)
  return {
    ...{ moment, crowd, follower: second },
    findings: [
      atLeast('requests acknowledged while it was copied and followed', crowd.told.length, 50, 'requests'),
      atLeast('files acknowledged', crowd.files.length, 3, 'files'),
      atLeast('rows deleted by mistake', deleted, 50, 'rows'),
      exactly('the follower has the mistake too', Number(isThere), 1, 'times'),
      inTime('oldest change that the repository lacked, the follower working', oldest, RPO_MS, 'ms'),
      inTime('writers held for the moment', moment.heldMs, 1_000, 'ms'),
    ],
  }
}

/** Restored on a bare machine: the repository and the sheet. Compared, then worked in. */
const comesBack = async (
  { folder }: Office,
  { moment, crowd }: Lived,
  keyFile: string,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const bare = await temporaryFolder()
  const into = await mkdtemp(join(tmpdir(), 'motcua-prove-'))
  afterwards(() => removeFolder(into))
  const said = await motcua(bare, [
    'restore',
    folder,
    '--into',
    into,
    '--at',
    moment.at,
    '--key-file',
    keyFile,
    '--json',
  ])
  if (said.code !== 0) throw new Error(`it was not restored: ${said.errors}`)
  const restored = JSON.parse(said.out)
  say(`restored in ${restored.seconds} s: ${restored.files} files, ${restored.segments} segments of the log`)
  const server = await openEmbedded({ dataFolder: into, log: silent })
  const { tables, soundness, compared } = await (async () => {
    try {
      const inOffice = { settings: server.admin, schema: 'province', dataFolder: into }
      return {
        tables: await tableStates(server.admin, 'province'),
        soundness: await soundnessOf(server.admin),
        compared: Object.values(await officeComparisons(inOffice)),
      }
    } finally {
      await server.stop()
    }
  })()
  const strange = [...moment.tables].filter(
    ([name, state]) => tables.get(name)?.hash !== state.hash || tables.get(name)?.rows !== state.rows,
  )
  for (const [name, state] of strange) say(`${name}: ${state.rows} rows, restored ${tables.get(name)?.rows}`)
  for (const fault of soundness.faults) say(fault)
  const rows = [...moment.tables.values()].reduce((sum, state) => sum + state.rows, 0)
  const lost = await lostFiles(into, crowd)
  const house = await startHouse({ dataFolder: into })
  const desk = await house.signIn('huong')
  const page = await desk.get(`/api/dossiers/${crowd.told[0]!.dossierId}`)
  desk.close()
  await house.stop()
  return [
    told('rows at the target time', rows, 'rows'),
    exactly('tables compared at the target time', tables.size, moment.tables.size, 'tables'),
    none('tables that differ in a row or in a hash', strange.length, 'tables'),
    atLeast(
      'papers and contents opened by the restored keys',
      compared.reduce((sum, one) => sum + one.compared, 0),
      10,
      'files',
    ),
    none(
      'that are not what their rows say',
      compared.reduce((sum, one) => sum + one.differences.length, 0),
      'files',
    ),
    none('acknowledged files that did not come back', lost, 'files'),
    atLeast(
      'indexes and tables looked through by amcheck',
      soundness.indexes + soundness.tables,
      300,
      'relations',
    ),
    none('faults found by amcheck', soundness.faults.length, 'faults'),
    atLeast('files that are as the manifest of the server says', restored.verified, 1_000, 'files'),
    exactly('a receptionist signs in there and opens a dossier', page.status, 200, 'status'),
    told('seconds of the restore', restored.seconds, 's'),
  ]
}

/** Handed in before the moment, by what the crowd was told: bytes that the restored office does not have. */
const lostFiles = async (into: string, crowd: Crowd): Promise<number> => {
  const sealer = await loadSealer(join(into, 'secrets'), { create: false })
  const contents = await openContentStore(join(into, 'contents'), sealer)
  let lost = 0
  for (const { bytes } of crowd.files) {
    const back = await contents.get(await contents.addressOf(bytes)).catch(() => null)
    if (!back?.equals(bytes)) lost += 1
  }
  return lost
}

const harm = async (
  trial: Trial,
  flips: number,
  chance: ReturnType<typeof dice>,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const head = (await heads(trial.repository)).at(-1)!
  const backup = head.id
  const pieces = await piecesOf(trial.repository, backup, trial.key)
  const planted = [
    ...(await damages(trial.repository, { backup, pieces, flips, chance: chance.fork('damage') })),
    ...(await damagedLog(trial.repository, head, chance)),
  ]
  const faults: string[] = []
  for (const damage of planted) {
    await damage.plant()
    const fault = await refusedWell(trial, damage)
    if (fault !== null) faults.push(fault)
    await damage.mend()
  }
  const other = { what: 'another key', code: 'key-other', names: trial.repository.keyFingerprint }
  const taken = await refusedWell({ ...trial, key: randomBytes(32) }, other)
  const newer = await refusedWell(
    { ...trial, migrations: ['0001_start.sql'] },
    { what: 'an older program', code: 'backup-newer', names: backup },
  )
  for (const fault of [taken, newer]) if (fault !== null) faults.push(fault)
  for (const fault of faults) say(fault)
  return [
    atLeast('damages planted, wrong keys and older programs', planted.length + 2, flips + 10, 'damages'),
    none('not refused by name, or leaving something behind', faults.length, 'damages'),
  ]
}

/** Into a new repository, where everything is still to be written: killed at any moment, then let go on, then once more. */
const killing = async (
  { house }: Office,
  { repository: { keyFingerprint }, key, into }: Trial,
  kills: number,
  chance: ReturnType<typeof dice>,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const folder = `${into}-killed`
  let struck = 0
  for (let tries = 0; struck < kills && tries < 3 * kills; tries += 1)
    if (await killedAmid(house.dataFolder, ['backup', folder], chance.between(0, 1_200))) struck += 1
  const next = await motcua(house.dataFolder, ['backup', folder, '--json'])
  if (next.code !== 0) say(next.errors)
  const again = JSON.parse((await motcua(house.dataFolder, ['backup', folder, '--json'])).out)
  const repository = { ...(await openRepository(folder)), keyFingerprint }
  const all = await heads(repository)
  const bad = await unreadable(
    repository,
    all.map(({ id }) => id),
    key,
  )
  for (const one of bad) say(one)
  const share = (100 * again.storedBytes) / again.readBytes
  say(`${all.length} whole backups after ${struck} kills; unchanged: ${again.storedBytes} new bytes`)
  return [
    atLeast('backups killed amid their work', struck, kills, 'kills'),
    exactly('the next backup ends well', next.code ?? -1, 0, 'exit code'),
    none('pieces of any backup that cannot be read', bad.length, 'pieces'),
    atMost(
      'new bytes of a backup of an office that has not changed',
      share,
      MOST_NEW_OF_UNCHANGED,
      '% of what it has',
    ),
  ]
}

const pruning = async (repository: Repository, key: Uint8Array): Promise<Finding[]> => {
  const before = (await heads(repository)).length
  const { removed, pieces } = await prune(repository, { days: 1, weeks: 0, months: 0 }, 0)
  const left = await heads(repository)
  const bad = await unreadable(
    repository,
    left.map(({ id }) => id),
    key,
  )
  return [
    exactly('backups pruned to the newest of the day', removed.length, before - 1, 'backups'),
    atLeast('pieces swept that nobody named any more', pieces, 1, 'pieces'),
    none('pieces of the backup that was kept that went with them', bad.length, 'pieces'),
  ]
}

export const restoring: Proof = {
  name: 'restore',
  claim:
    'What was backed up and followed comes back row for row and file for file, by the printed key alone; damage is named.',
  run,
}
