import { openCluster } from '#platform/db/cluster.ts'
import { silent } from '#platform/log.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { Sql } from './sql.ts'
import { openBalancer } from './support/balancer.ts'
import { census, drained } from './support/census.ts'
import { askedAgain, openCrowd } from './support/crowd.ts'
import { type Dice, dice } from './support/dice.ts'
import { atLeast, inTime, none, quantile, told } from './support/figures.ts'
import { furnishProvince, furnishReceptionists } from './support/furnish.ts'
import { freePort } from './support/house.ts'
import { afterwards, temporaryFolder } from './support/places.ts'
import { Running } from './support/running.ts'
import { sleep } from './support/waiting.ts'

/** Two processes that serve and two that work on one database; each is killed in turn while sixteen officers work. */

const SHORT = { seconds: 40, kills: 8 }
const LONG = { seconds: 600, kills: 100 }
const RESTART_AFTER_MS = 100
const BACK_MS = 10_000
// A job of a worker that died is leased for 30 s; then it is first in its line for whoever works.
const MOST_STUCK_S = 30

export const several: Proof = {
  name: 'several',
  claim:
    'Two processes serve and two work on one database; whichever is killed, nothing is lost, doubled or left lying.',
  run: async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
    const { seconds, kills } = short ? SHORT : LONG
    const chance = dice(seed, 'several')
    const dataFolder = await temporaryFolder()
    const cluster = await openCluster({ dataFolder, province: 'province', log: silent })
    afterwards(() => cluster.stop())
    const loader = await furnishProvince(cluster)
    const processes: Running[] = []
    for (const role of ['serve', 'work', 'serve', 'work'] as const) {
      const one = new Running(role, dataFolder, await freePort())
      afterwards(() => one.stop())
      await one.start()
      processes.push(one)
    }
    const serving = processes.filter(({ role }) => role === 'serve')
    const balancer = await openBalancer(() => serving.map(({ port }) => port))
    afterwards(() => balancer.close())
    const receptionists = [
      ...(await furnishReceptionists(loader, 'quevo', 6)),
      ...(await furnishReceptionists(loader, 'daovien', 2)),
    ]
    const crowd = await openCrowd({ url: balancer.url, receptionists, dice: chance.fork('crowd') })

    const sql = await Sql.connect(loader)
    afterwards(() => sql.close())
    const leases = watchedLeases(sql)
    const { killed, orphaned, returns } = await killInTurn(
      processes,
      { seconds, kills, chance, leased: leases.now },
      (count) =>
        say(`${count} killed, ${crowd.told.length} acknowledged, ${crowd.counts.retries} sent again`),
    )
    await crowd.finish()
    const drain = await drained(loader)
    const longest = leases.longest()
    for (const oddity of crowd.oddities) say(oddity)
    const beats = await sql.all<{ roles: string[] }>(
      "select roles from process_beat where seen_at > now() - interval '15 seconds'",
    )
    return [
      atLeast('processes killed, each kind in turn', killed, kills, 'kills'),
      atLeast('requests acknowledged', crowd.told.length, seconds, 'requests'),
      atLeast('files acknowledged', crowd.files.length, 3, 'files'),
      told('requests sent again', crowd.counts.retries, 'requests'),
      askedAgain(crowd.counts.replays, crowd.told.length),
      none('answers that changed when asked for again', crowd.counts.changed, 'answers'),
      none('refusals that nobody should have met', crowd.counts.unexpected, 'refusals'),
      none('faults of ours (500)', crowd.counts.faults, 'answers'),
      ...(await census({ loader, dataFolder }, crowd.told, crowd.files, say)),
      ...drain,
      atLeast('jobs that were leased when a worker was killed', orphaned, 1, 'jobs'),
      inTime(
        'the longest that a job lay after the lease of whoever had taken it',
        longest,
        MOST_STUCK_S,
        's',
      ),
      atLeast('processes at work at the end, as the database has them', beats.length, 4, 'processes'),
      told('back, half of the times within', Math.round(quantile(returns, 0.5)), 'ms'),
      inTime('slowest return', Math.max(...returns), BACK_MS, 'ms'),
    ]
  },
}

interface Leases {
  /** Jobs held at this moment, by one that was killed or by another: what is asked is that there was something to be left lying. */
  now(): Promise<number>
  /** Ends the watch. Seconds that a job lay at most after the lease of whoever had taken it. */
  longest(): number
}

const watchedLeases = (sql: Sql): Leases => {
  let longest = 0
  const sampler = setInterval(
    () =>
      void sql
        .one<{ seconds: number }>(
          `select coalesce(max(extract(epoch from now() - leased_until)), 0)::float8 as seconds from job
           where dead_at is null and leased_until < now()`,
        )
        .then(({ seconds: waited }) => {
          longest = Math.max(longest, waited)
        })
        .catch(() => {}),
    500,
  )
  const held = 'select count(*)::integer as count from job where leased_until > now()'
  return {
    now: async () => (await sql.one<{ count: number }>(held)).count,
    longest: () => {
      clearInterval(sampler)
      return longest
    },
  }
}

interface Killed {
  killed: number
  /** Jobs that were leased when a worker had been killed. */
  orphaned: number
  /** Milliseconds from each kill until its process was ready again. */
  returns: number[]
}

/** One after the other, until the time is over and there were kills enough. */
const killInTurn = async (
  processes: readonly Running[],
  {
    seconds,
    kills,
    chance,
    leased,
  }: { seconds: number; kills: number; chance: Dice; leased: () => Promise<number> },
  told: (killed: number) => void,
): Promise<Killed> => {
  const began = performance.now()
  const returns: number[] = []
  let killed = 0
  let orphaned = 0
  while (performance.now() - began < seconds * 1_000 || killed < kills) {
    await sleep(chance.between(1_500, 4_000))
    const victim = processes[killed % processes.length] as Running
    await victim.kill()
    killed += 1
    if (victim.role === 'work') orphaned += await leased()
    const killedAt = performance.now()
    await sleep(RESTART_AFTER_MS)
    await victim.start()
    returns.push(performance.now() - killedAt)
    if (killed % 4 === 0) told(killed)
  }
  return { killed, orphaned, returns }
}
