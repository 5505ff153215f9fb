import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { openCluster } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { dumpSchema } from '#platform/db/dump.ts'
import { silent } from '#platform/log.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { soundness } from './support/census.ts'
import { type Dice, dice } from './support/dice.ts'
import { atLeast, inTime, none, told } from './support/figures.ts'
import { freePort } from './support/house.ts'
import { afterwards, temporaryFolder } from './support/places.ts'
import { Running } from './support/running.ts'
import { bearsToday, upgradedUnderLoad } from './upgrade/beside.ts'
import { commitOf, earlierProgram, programsBeforeMigrations } from './upgrade/earlier.ts'
import { liveByFirst, patient, type ToldByFirst, triedByFirst } from './upgrade/first-release.ts'
import { killedWhileMigrating } from './upgrade/killed.ts'

/**
 * From an earlier program to this one. Version 0.1 cannot serve beside today's schema: its office is stopped, migrated and
 * started. Programs since the commit below can, and theirs is changed while its officers work (decision 0025).
 */

/** Version 0.1.0, by its tag, or by the commit that dated it. */
const FIRST_RELEASE = ['v0.1.0', 'v0.1', 'aad2bcb9a90903de504a978c9738925cea925566']
/**
 * The oldest program that serves beside today's schema without a failure and leaves rows that its events fold to; the long run
 * finds it again. Those before wrote dossiers without who drafted (0017): nothing failed, and the new program read them otherwise.
 */
const SIDE_BY_SIDE_SINCE = '9a11e8a04cb9dcb7edda2f888252fc587768d56c'

const SHORT = { households: 12, blows: 20, each: 4, searched: false }
const LONG = { households: 60, blows: 60, each: 20, searched: true }
const STOPPED_MS = 60_000
const SEARCH_SECONDS = 6

export const upgrade: Proof = {
  name: 'upgrade',
  claim:
    'What version 0.1 received is whole after an upgrade, however often it was killed; a program that can serve beside the new schema is replaced at work.',
  run: async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
    const { households, blows, each, searched } = short ? SHORT : LONG
    const chance = dice(seed, 'upgrade')
    const [first, sideBySide] = [await commitOf(FIRST_RELEASE), await commitOf([SIDE_BY_SIDE_SINCE])]
    if (first === null || sideBySide === null) {
      say(
        'This clone has no history back to version 0.1 (it is shallow, or an archive): clone it whole, then try again.',
      )
      return [atLeast('the released version 0.1 is in the history', 0, 1, 'commits')]
    }
    const released = (await earlierProgram(first)).program
    const since = (await earlierProgram(sideBySide)).program
    return [
      ...(await stoppedAndStarted(released, households, say)),
      ...(await killedAndResumed(released, { households, blows, chance: chance.fork('killed'), say })),
      ...(await upgradedUnderLoad(since, { each, chance: chance.fork('load'), say })),
      ...(searched ? await oldestThatBears(chance, say) : []),
    ]
  },
}

/** As an office does it that cannot do better: the time in which nobody is served, and what is there afterwards. */
const stoppedAndStarted = async (
  released: string,
  households: number,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const dataFolder = await temporaryFolder()
  const former = new Running('start', dataFolder, await freePort(), { program: released })
  afterwards(() => former.stop())
  await former.start()
  const received = await liveByFirst(former.url, households)
  const latter = new Running('start', dataFolder, await freePort())
  afterwards(() => latter.stop())
  const began = performance.now()
  await former.stop()
  await latter.start()
  const milliseconds = performance.now() - began
  const findings = [
    atLeast('households received by version 0.1', received.length, households, 'dossiers'),
    inTime(
      'nobody is served while version 0.1 is stopped, migrated, started',
      milliseconds,
      STOPPED_MS,
      'ms',
    ),
    ...(await readRight(latter.url, received, say)),
  ]
  const beside = new Running('serve', dataFolder, await freePort(), { program: released })
  afterwards(() => beside.stop())
  await beside.start()
  const tried = await triedByFirst(beside.url, received[1] as ToldByFirst)
  const broken = tried.filter(({ status }) => status !== 200 && status !== 201)
  for (const { what, status, text } of broken)
    say(`version 0.1 beside today's schema: ${what} ${status} ${text}`)
  for (const reason of reasonsIn(beside.log)) say(`  ${reason}`)
  await beside.stop()
  await latter.stop()
  return [
    ...findings,
    told('kinds of request of version 0.1 tried beside the schema of today', tried.length, 'requests'),
    told('of them it can serve no more: it must be stopped first', broken.length, 'requests'),
  ]
}

/** PostgreSQL's codes and places, as the log tells of faults. */
const reasonsIn = (log: string): string[] => [
  ...new Set(log.split('\n').flatMap((line) => /"error":"([^"]{1,160})/.exec(line)?.[1] ?? [])),
]

const killedAndResumed = async (
  released: string,
  {
    households,
    blows,
    chance,
    say,
  }: { households: number; blows: number; chance: Dice; say: (line: string) => void },
): Promise<Finding[]> => {
  const dataFolder = await temporaryFolder()
  const former = new Running('start', dataFolder, await freePort(), { program: released })
  afterwards(() => former.stop())
  await former.start()
  const received = await liveByFirst(former.url, households)
  await former.stop()
  const cluster = await openCluster({ dataFolder, province: 'province', log: silent })
  afterwards(() => cluster.stop())
  const { loader } = cluster
  if (!loader) throw new Error('our own database has such roles')
  const killed = await killedWhileMigrating(cluster, dataFolder, { blows, chance })
  const schema = await connected(cluster.owner, (client) => dumpSchema(client, cluster.schema))
  const written = await readFile(new URL('../server/schema.sql', import.meta.url), 'utf8')
  const serve = new Running('serve', dataFolder, await freePort())
  const work = new Running('work', dataFolder, await freePort())
  for (const process of [serve, work]) {
    afterwards(() => process.stop())
    await process.start()
  }
  const findings = [
    atLeast('migrations killed half-way', killed.halfWay, blows, 'kills'),
    told('killed before their first or after their last statement', killed.beside, 'kills'),
    atLeast('files that were struck', killed.files, 5, 'files'),
    none('files applied that were gone after a kill', killed.fellBack, 'times'),
    none('starts after the last kill that did not finish by themselves', killed.resumed ? 0 : 1, 'starts'),
    none('the schema afterwards is another than one never killed', schema === written ? 0 : 1, 'schemas'),
    ...(await readRight(serve.url, received, say)),
    ...(await soundness(loader, say)),
  ]
  for (const process of [serve, work]) await process.stop()
  await cluster.stop()
  return findings
}

/** The new program's pages and answers, held against what the old one's officers were told. */
const readRight = async (
  url: string,
  received: readonly ToldByFirst[],
  say: (line: string) => void,
): Promise<Finding[]> => {
  const huong = await patient(url).signIn('huong')
  const counts = { lost: 0, moved: 0, answered: 0 }
  for (const { id, code, dueAt, version, key, body, answer } of received) {
    const page = await huong.get(`/api/dossiers/${id}`)
    if (page.status !== 200 || page.body.code !== code || page.body.version < version) counts.lost += 1
    if (page.body?.dueAt !== dueAt) {
      counts.moved += 1
      say(`${code}: promised ${dueAt}, now ${page.body?.dueAt}`)
    }
    const again = await huong.post('/api/dossiers', body, { key })
    if (again.status !== 201 || !isDeepStrictEqual(again.body, JSON.parse(answer))) {
      counts.answered += 1
      say(`a reception sent again: ${again.status} ${again.text} instead of ${answer}`)
    }
  }
  huong.close()
  return [
    none('dossiers of version 0.1 that are gone, or stand before their last act', counts.lost, 'dossiers'),
    none('due dates that are not those told', counts.moved, 'dossiers'),
    none('receptions sent again after the upgrade and answered otherwise', counts.answered, 'answers'),
  ]
}

/** Backwards, one program before each change of the schema, until one does not bear today's. */
const oldestThatBears = async (chance: Dice, say: (line: string) => void): Promise<Finding[]> => {
  let oldest: string | null = null
  for (const commit of await programsBeforeMigrations()) {
    const { program } = await earlierProgram(commit)
    const { acknowledged, failed, why } = await bearsToday(program, SEARCH_SECONDS, chance.fork(commit))
    say(`${commit.slice(0, 7)}: ${acknowledged} acknowledged, ${failed} failed ${why.slice(0, 160)}`)
    if (failed > 0) break
    oldest = commit
  }
  return [
    none(
      'the oldest program that serves beside today’s schema is another than the proof upgrades from',
      oldest === (await commitOf([SIDE_BY_SIDE_SINCE])) ? 0 : 1,
      'programs',
    ),
  ]
}
