import type { Finding, Proof, ProofContext } from './proof.ts'
import { census, drained } from './support/census.ts'
import { askedAgain, besideTheStraightWay, openCrowd } from './support/crowd.ts'
import { dice } from './support/dice.ts'
import { atLeast, inTime, none, quantile, told } from './support/figures.ts'
import { furnishReceptionists } from './support/furnish.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { sleep } from './support/waiting.ts'

/** kill -9 of the program, of the whole PostgreSQL, or of both, at any moment, while sixteen officers work. */

const SHORT = { seconds: 90, kills: 15 }
const LONG = { seconds: 30 * 60, kills: 300 }
// A loaded machine recovers more slowly; the run goes on until it has seen its kills, up to this many times its length.
const STRETCH = 4

// As systemd's RestartSec: what is killed is started again a tenth of a second later, by nobody's hand.
const RESTART_AFTER_MS = 100
const MOST_FAILED_STARTS = 5

const APP_BACK_MS = 10_000
const DATABASE_BACK_MS = 30_000

export type Victim = 'app' | 'database' | 'both'
// Shuffled and drawn to the last before it is shuffled again: each is struck in every run.
export const VICTIMS: readonly Victim[] = ['app', 'app', 'database', 'database', 'both']

export interface Record {
  kills: { [victim in Victim]: number }
  /** Milliseconds from the kill to the first answer out of the database. */
  recoveries: { [victim in Victim]: number[] }
  failedStarts: number
  manualSteps: number
}

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const { seconds, kills } = short ? SHORT : LONG
  const chance = dice(seed, 'crash')
  const house = await startHouse()
  const { loader } = await house.database()
  const receptionists = [
    ...(await furnishReceptionists(loader, 'quevo', 6)),
    ...(await furnishReceptionists(loader, 'daovien', 2)),
  ]
  const crowd = await openCrowd({ url: house.url, receptionists, dice: chance.fork('crowd') })
  const record: Record = {
    kills: { app: 0, database: 0, both: 0 },
    recoveries: { app: [], database: [], both: [] },
    failedStarts: 0,
    manualSteps: 0,
  }

  const began = performance.now()
  const elapsed = () => (performance.now() - began) / 1_000
  const next: Victim[] = []
  const done = () => record.kills.app + record.kills.database + record.kills.both
  while (
    (elapsed() < seconds || done() < kills) &&
    elapsed() < seconds * STRETCH &&
    record.manualSteps === 0
  ) {
    await sleep(chance.between(200, 3_000))
    if (next.length === 0) next.push(...chance.shuffled(VICTIMS))
    const victim = next.pop()!
    // Now and then again while it still recovers: a start that is killed must not stand in the way of the next.
    const twice = chance.chance(0.15)
    await strike(house, record, victim, twice ? chance.between(50, 1_500) : null)
    if (done() % 5 === 0)
      say(
        `${elapsed().toFixed(0)} s: ${done()} kills, ${crowd.told.length} acknowledged, ${crowd.counts.retries} retries`,
      )
  }
  const unasked = house.ends()
  await crowd.finish()
  say(`${done()} kills in ${elapsed().toFixed(0)} s; waiting for the papers to be printed`)
  const drain = await drained(loader)
  for (const oddity of crowd.oddities) say(oddity)

  const { counts, told: acknowledged } = crowd
  const { app, database, both } = record.recoveries
  return [
    atLeast('kills', done(), kills, 'kills'),
    atLeast('kills of the program', record.kills.app, kills / 15, 'kills'),
    atLeast('kills of PostgreSQL', record.kills.database, kills / 15, 'kills'),
    atLeast('kills of both', record.kills.both, kills / 15, 'kills'),
    told('attempts', counts.attempts, 'requests'),
    atLeast('files acknowledged', crowd.files.length, 10, 'files'),
    told('retries', counts.retries, 'requests'),
    told('most retries of one request', counts.mostRetries, 'retries'),
    atLeast('acknowledged', acknowledged.length, seconds, 'requests'),
    atLeast(
      'acknowledged acts after the reception',
      acknowledged.filter((one) => one.path !== '/api/dossiers').length,
      10,
      'requests',
    ),
    ...besideTheStraightWay(acknowledged),
    askedAgain(counts.replays, acknowledged.length),
    none('answers that changed when asked for again', counts.changed, 'answers'),
    none('refusals that nobody should have met', counts.unexpected, 'refusals'),
    none('faults of ours (500)', counts.faults, 'answers'),
    ...(await census({ loader, dataFolder: house.dataFolder }, acknowledged, crowd.files, say)),
    ...drain,
    none('ends of the program that nobody asked for', unasked, 'ends'),
    told('starts that failed and were repeated', record.failedStarts, 'starts'),
    none('manual steps', record.manualSteps, 'steps'),
    ...recovery(
      'the program is back, half of the times within',
      'slowest return of the program',
      app,
      APP_BACK_MS,
    ),
    ...recovery(
      'PostgreSQL is back, half of the times within',
      'slowest return of PostgreSQL',
      [...database, ...both],
      DATABASE_BACK_MS,
    ),
  ]
}

const recovery = (half: string, slowest: string, times: readonly number[], demand: number): Finding[] => [
  told(half, Math.round(quantile(times, 0.5)), 'ms'),
  inTime(slowest, Math.round(Math.max(0, ...times)), demand, 'ms'),
]

/** Kills, lets a supervisor do its work, and waits until the database answers through the program. */
export const strike = async (
  house: RunningHouse,
  record: Record,
  victim: Victim,
  again: number | null,
): Promise<void> => {
  let killedAt = performance.now()
  const kill = async () => {
    killedAt = performance.now()
    const programs = victim === 'database' || house.pid() === null ? 0 : 1
    const [, servers] = await Promise.all([
      programs > 0 ? house.kill() : null,
      victim === 'app' ? 0 : house.killDatabase(),
    ])
    // A second blow may find nobody standing.
    if (programs + servers > 0) record.kills[victim] += 1
  }
  await kill()
  const back = victim === 'database' ? Promise.resolve() : supervise(house, record)
  if (again !== null) {
    await sleep(again)
    await kill()
  }
  await back
  // A start that was over before the second blow: its supervisor had gone.
  if (victim !== 'database' && house.pid() === null) await supervise(house, record)
  await house.answers(DATABASE_BACK_MS * 2).catch(() => {
    record.manualSteps += 1
  })
  record.recoveries[victim].push(performance.now() - killedAt)
}

/** Starts the program again and again until it stands. */
const supervise = async (house: RunningHouse, record: Record): Promise<void> => {
  for (let failures = 0; failures < MOST_FAILED_STARTS; failures += 1) {
    await sleep(RESTART_AFTER_MS)
    try {
      await house.start()
      return
    } catch {
      record.failedStarts += 1
    }
  }
  record.manualSteps += 1
}

export const crash: Proof = {
  name: 'crash',
  claim:
    'However the program and its PostgreSQL are killed, what was acknowledged is there once, and nobody need lend a hand.',
  run,
}
