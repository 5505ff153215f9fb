import { type Cluster, openCluster } from '#platform/db/cluster.ts'
import type { ConnectionSettings } from '#platform/db/connection.ts'
import { silent } from '#platform/log.ts'
import type { Finding } from '../proof.ts'
import { openRequestBalancer } from '../support/balancer.ts'
import { census, drained, soundness } from '../support/census.ts'
import { type Crowd, openCrowd } from '../support/crowd.ts'
import type { Dice } from '../support/dice.ts'
import { atLeast, none, told } from '../support/figures.ts'
import { furnishProvince, furnishReceptionists } from '../support/furnish.ts'
import { freePort } from '../support/house.ts'
import { afterwards, temporaryFolder } from '../support/places.ts'
import { Running } from '../support/running.ts'
import { sleep } from '../support/waiting.ts'
import { migrating } from './killed.ts'

/** An earlier program beside this one, on one database, behind one address. */

/** A quarter of the receptions of sixteen officers, so that two cores bear both programs beside whatever else they do. */
const CLIENTS = 4
const PAUSE_MS = 400
const LET_GO_MS = 2_000

/**
 * The office of the earlier program goes on while this one migrates; then both serve, half and half; then the earlier one goes.
 * Nobody at a desk may notice.
 * @param each seconds of each of the three times
 */
export const upgradedUnderLoad = async (
  program: string,
  { each, chance, say }: { each: number; chance: Dice; say: (line: string) => void },
): Promise<Finding[]> => {
  const dataFolder = await temporaryFolder()
  const first = new Running('start', dataFolder, await freePort(), { program })
  afterwards(() => first.stop())
  // It makes its own tables and its own demo.
  await first.start()
  await first.stop()
  const cluster = await openCluster({ dataFolder, province: 'province', log: silent })
  afterwards(() => cluster.stop())
  const { loader } = cluster
  if (!loader) throw new Error('our own database has such a role')
  const former = await running(dataFolder, ['serve', 'work'], program)
  let open = portsOf(former)
  const balancer = await openRequestBalancer(() => open)
  afterwards(() => balancer.close())
  const crowd = await openCrowd({
    url: balancer.url,
    receptionists: await receptionists(loader),
    dice: chance,
    clients: CLIENTS,
    pause: PAUSE_MS,
  })
  await sleep(each * 1_000)
  const atRest = sentAgain(crowd)

  const before = crowd.told.length
  const began = performance.now()
  const { ended, said } = migrating(dataFolder)
  const code = await ended
  const milliseconds = performance.now() - began
  if (code !== 0) process.stderr.write(said.errors)
  say(
    `migrated in ${Math.round(milliseconds)} ms while ${crowd.told.length - before} requests were acknowledged`,
  )
  await sleep(each * 1_000)
  const migrated = sentAgain(crowd)

  const latter = await running(dataFolder, ['serve', 'work'])
  open = [...portsOf(former), ...portsOf(latter)]
  await sleep(each * 2_000)

  const sideBySide = sentAgain(crowd)
  open = portsOf(latter)
  // What was handed on before is answered; then it may go.
  await sleep(LET_GO_MS)
  for (const process of former) await process.stop()
  await sleep(each * 1_000)
  await crowd.finish()
  for (const setback of [...crowd.oddities, ...crowd.setbacks]) say(setback)
  return [
    ...(code === 0 ? [] : [none('migrations that failed under load', 1, 'migrations')]),
    told('migrated under load, with the program that does it', milliseconds, 'ms'),
    atLeast(
      'requests acknowledged while both were at work or one after the other',
      crowd.told.length,
      each * 5,
      'requests',
    ),
    told('  sent again before anything changed', atRest, 'requests'),
    told('  sent again until the schema had changed', migrated - atRest, 'requests'),
    told('  sent again while both served', sideBySide - migrated, 'requests'),
    ...failures(crowd),
    ...(await drained(loader)),
    ...(await census({ loader, dataFolder }, crowd.told, crowd.files, say)),
  ]
}

export interface Bearing {
  acknowledged: number
  failed: number
  /** What failed, or why it did not start. */
  why: string
}

/** Whether an earlier program serves on the schema of today, under load, without a failure, and what it wrote reads right. */
export const bearsToday = async (program: string, seconds: number, chance: Dice): Promise<Bearing> => {
  const dataFolder = await temporaryFolder()
  const cluster: Cluster = await openCluster({ dataFolder, province: 'province', log: silent })
  afterwards(() => cluster.stop())
  const loader = await furnishProvince(cluster)
  try {
    const [serve] = await running(dataFolder, ['serve', 'work'], program)
    const url = (serve as Running).url
    const crowd = await openCrowd({
      url,
      receptionists: await receptionists(loader),
      dice: chance,
      clients: CLIENTS,
      pause: PAUSE_MS,
    })
    await sleep(seconds * 1_000)
    // Who meets nothing but faults tries for ever.
    await Promise.race([crowd.finish(), sleep(10_000)])
    const unsound = (await soundness(loader, () => {})).filter(({ pass }) => !pass)
    const why = [...crowd.oddities, ...unsound.map((finding) => finding.case)]
    return { acknowledged: crowd.told.length, failed: failedOf(crowd) + unsound.length, why: why[0] ?? '' }
  } catch (error) {
    return { acknowledged: 0, failed: 1, why: (error as Error).message }
  }
}

const receptionists = async (loader: ConnectionSettings) => [
  ...(await furnishReceptionists(loader, 'quevo', 5)),
  ...(await furnishReceptionists(loader, 'daovien', 1)),
]

const running = async (
  dataFolder: string,
  roles: readonly ('serve' | 'work')[],
  program?: string,
): Promise<Running[]> => {
  const all: Running[] = []
  for (const role of roles) {
    const one = new Running(role, dataFolder, await freePort(), { program })
    afterwards(() => one.stop())
    await one.start()
    all.push(one)
  }
  return all
}

const portsOf = (processes: readonly Running[]): number[] =>
  processes.filter(({ role }) => role === 'serve').map(({ port }) => port)

const sentAgain = ({ counts }: Crowd): number => counts.retries

const failedOf = ({ counts }: Crowd): number => counts.faults + counts.unexpected + counts.retries

/**
 * What somebody at a desk would have noticed. A scan that waits for its turn among others is no failure. Whoever is told to come again
 * (503) waited past the patience of the house: that hangs on the machine, like any time.
 */
const failures = ({ counts, setbacks }: Crowd): Finding[] => [
  none('connections that broke', setbacks.filter((one) => !/^5/.test(one)).length, 'requests'),
  {
    ...none('requests that were told to come again, and were sent again', counts.retries, 'requests'),
    timed: true,
  },
  none('faults of ours (500)', counts.faults, 'answers'),
  none('refusals that nobody should have met', counts.unexpected, 'refusals'),
  none('answers that changed when asked for again', counts.changed, 'answers'),
]
