import { openCluster } from '#platform/db/cluster.ts'
import { silent } from '#platform/log.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { census, drained } from './support/census.ts'
import { askedAgain, besideTheStraightWay, type Crowd, openCrowd } from './support/crowd.ts'
import { type Dice, dice } from './support/dice.ts'
import { atLeast, inTime, none, quantile, told } from './support/figures.ts'
import { furnishProvince, furnishReceptionists } from './support/furnish.ts'
import { startHouse } from './support/house.ts'
import { afterwards, temporaryFolder } from './support/places.ts'
import { type Link, openLink } from './support/proxy.ts'
import { sleep, until } from './support/waiting.ts'

/** The link between program and database hangs, refuses, breaks, dawdles, and breaks at the moment of a commit. */

const SHORT = { rounds: 1, requests: 100 }
const LONG = { rounds: 12, requests: 1_000 }

// Nobody stands at a counter for longer than this without a word.
const REFUSED_WITHIN_MS = 2_000
const BACK_WITHIN_MS = 1_000

// Connections that a round cuts at the commit, at least.
const CUTS = 10

/** One kind of fault, made and ended: the link is whole again when it has been made. */
interface Fault {
  name: string
  /** How soon after it somebody must be acknowledged, in milliseconds; null when others are served all the while. */
  backWithin: number | null
  make(link: Link, chance: Dice): Promise<void>
}

const hangThen = (how: 'flow' | 'reset' | 'silence', name: string, backWithin = BACK_WITHIN_MS): Fault => ({
  name,
  backWithin,
  make: async (link, chance) => {
    link.hang()
    await sleep(chance.between(1_800, 3_200))
    link.endHang(how)
  },
})

const FAULTS: readonly Fault[] = [
  hangThen('flow', 'hangs, then flows on'),
  hangThen('reset', 'hangs, then breaks'),
  // Nobody tells the program that these connections are dead: it gives each up after its patience, as it gives up on us.
  hangThen('silence', 'hangs, old connections stay silent', REFUSED_WITHIN_MS),
  {
    name: 'refuses',
    backWithin: BACK_WITHIN_MS,
    make: async (link, chance) => {
      await link.refuse()
      await sleep(chance.between(1_500, 2_500))
      await link.open()
    },
  },
  {
    name: 'breaks again and again',
    backWithin: BACK_WITHIN_MS,
    make: async (link, chance) => {
      for (let times = 0; times < 6; times += 1) {
        link.reset()
        await sleep(chance.between(50, 500))
      }
    },
  },
  {
    name: 'dawdles',
    backWithin: null,
    make: async (link, chance) => {
      link.delay(chance.between(20, 80))
      await sleep(2_000)
      link.delay(0)
    },
  },
  {
    name: 'breaks at the commit',
    backWithin: null,
    make: async (link, chance) => {
      link.atCommit(() => (chance.chance(0.3) ? (chance.chance(0.7) ? 'cut after' : 'cut before') : 'pass'))
      const before = link.cuts.afterCommit
      await sleep(4_500)
      // A loaded machine commits less often.
      await until(30_000, async () => link.cuts.afterCommit - before >= CUTS)
      link.atCommit(null)
    },
  },
]

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const { rounds, requests } = short ? SHORT : LONG
  const chance = dice(seed, 'link')
  const dataFolder = await temporaryFolder()
  const cluster = await openCluster({ dataFolder, province: 'province', log: silent })
  afterwards(() => cluster.stop())
  const { owner } = cluster
  const loader = await furnishProvince(cluster)
  const receptionists = [
    ...(await furnishReceptionists(loader, 'quevo', 6)),
    ...(await furnishReceptionists(loader, 'daovien', 2)),
  ]

  const link = await openLink(owner)
  afterwards(() => link.close())
  const address = new URL('postgres://127.0.0.1')
  address.username = owner.user
  address.password = owner.password ?? ''
  address.port = String(link.port)
  address.pathname = owner.database
  const house = await startHouse({
    dataFolder,
    env: { DATABASE_URL: address.href, MOTCUA_SECOND_FACTOR: 'offered' },
  })
  const pid = house.pid()
  const crowd = await openCrowd({ url: house.url, receptionists, dice: chance.fork('crowd'), pause: 60 })

  const returns: { fault: string; ms: number }[] = []
  const began = performance.now()
  await sleep(1_500)
  for (let round = 0; round < rounds; round += 1) {
    for (const fault of chance.shuffled(FAULTS)) {
      await fault.make(link, chance)
      const ms = fault.backWithin === null ? null : await firstAcknowledgementAfter(crowd, performance.now())
      if (ms !== null) returns.push({ fault: fault.name, ms })
      say(
        `the link ${fault.name}: ${crowd.told.length} acknowledged so far${ms === null ? '' : `, back after ${ms.toFixed(0)} ms`}`,
      )
      await sleep(chance.between(500, 900))
    }
  }
  const seconds = (performance.now() - began) / 1_000
  await crowd.finish()
  const drain = await drained(loader)
  for (const oddity of crowd.oddities) say(oddity)

  const { counts, told: acknowledged, refusals } = crowd
  return [
    told('attacked for', seconds, 's'),
    told('attempts', counts.attempts, 'requests'),
    told('retries', counts.retries, 'requests'),
    told('most retries of one request', counts.mostRetries, 'retries'),
    atLeast('acknowledged', acknowledged.length, requests, 'requests'),
    atLeast('connections broken', link.broken(), 10 * rounds, 'connections'),
    atLeast(
      'connections cut right after a COMMIT was forwarded',
      link.cuts.afterCommit,
      CUTS * rounds,
      'connections',
    ),
    atLeast('connections cut right before a COMMIT', link.cuts.beforeCommit, 1, 'connections'),
    ...besideTheStraightWay(acknowledged),
    askedAgain(counts.replays, acknowledged.length),
    none('answers that changed when asked for again', counts.changed, 'answers'),
    none('refusals that nobody should have met', counts.unexpected, 'refusals'),
    none('faults of ours (500)', counts.faults, 'answers'),
    ...(await census({ loader, dataFolder }, acknowledged, crowd.files, say)),
    ...drain,
    none('ends of the program', house.ends() + (house.pid() === pid ? 0 : 1), 'ends'),
    atLeast('refusals and silences', refusals.length, 10 * rounds, 'requests'),
    told('half of the refusals within', quantile(refusals, 0.5), 'ms'),
    inTime('99 of 100 refusals within', quantile(refusals, 0.99), REFUSED_WITHIN_MS, 'ms'),
    told('slowest refusal', Math.max(0, ...refusals), 'ms'),
    none(
      'faults after which nobody was acknowledged again',
      returns.filter(({ ms }) => ms >= NEVER_MS).length,
      'faults',
    ),
    ...FAULTS.flatMap(({ name, backWithin }) => {
      if (backWithin === null) return []
      const times = returns.filter((one) => one.fault === name).map(({ ms }) => ms)
      return [inTime(`acknowledged again after the link ${name}`, Math.max(...times), backWithin, 'ms')]
    }),
  ]
}

// For whoever waits this long it has not come back.
const NEVER_MS = 30_000

/** Milliseconds from then until somebody was acknowledged; `NEVER_MS` when nobody was. */
const firstAcknowledgementAfter = async (crowd: Crowd, moment: number): Promise<number> => {
  const first = () => crowd.acknowledgements.find(({ at }) => at > moment)
  await until(NEVER_MS, async () => first() !== undefined)
  return (first()?.at ?? moment + NEVER_MS) - moment
}

export const link: Proof = {
  name: 'link',
  claim:
    'Whatever the link to the database does, nothing acknowledged is lost or done twice, and nobody waits without a word.',
  run,
}
