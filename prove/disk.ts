import { execFile } from 'node:child_process'
import { chmod, open, realpath, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { translator } from '#common/i18n.ts'
import { LIMITS } from '#platform/watch/health.ts'
import { type Answer, type Client, NoAnswer } from '../server/test/support/client.ts'
import { reception } from '../server/test/support/household.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { Sql } from './sql.ts'
import { dice } from './support/dice.ts'
import { atLeast, exactly, inTime, none, quantile, told } from './support/figures.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { afterwards, temporaryFolder } from './support/places.ts'
import { handInScan, scan } from './support/scans.ts'
import { sleep, until } from './support/waiting.ts'
import { EDGE, formOf } from './uploads/senders.ts'

/** The disk fills up, slowly and at once, under an office at work. */

// A fresh database with its log takes some 110 MB, and a minute of receptions 30 more.
const DISK_MB = 640
const CLIENTS = 8
// The house looks each five seconds.
const SEEN_WITHIN_MS = 12_000
const SLOWEST_MS = 2_000
const run = promisify(execFile)

export const disk: Proof = {
  name: 'disk',
  claim:
    'A full disk refuses in words, first files, then receptions, then acts; what was acknowledged is there afterwards.',
  run: async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
    const mount = await smallDisk()
    const house = await startHouse({ dataFolder: mount })
    const database = await realpath(join(mount, 'postgres'))
    if (!database.startsWith(mount))
      throw new Error(`the database lies in ${database}, not on the small disk`)
    const office = await atWork(house)
    const filler = join(mount, 'filler')

    const steps: Finding[] = []
    for (const [percent, taken] of STAGES) {
      await fillTo(filler, mount, percent)
      // What it measured within the last second it does not measure again: who asks after that makes it look.
      await sleep(1_500)
      const seen = await until(SEEN_WITHIN_MS, async () => (await office.standing()) === standingAt(percent))
      const answered = await office.each()
      say(
        `${percent} %: ${Object.entries(answered)
          .map(([what, { status }]) => `${what} ${status}`)
          .join(', ')}`,
      )
      steps.push(
        exactly(
          `at ${percent} % of the disk: it says so, and takes what may be taken, of ${CHECKS}`,
          Number(seen) + kept(answered, taken),
          CHECKS,
          'checks',
        ),
      )
    }

    const chance = dice(seed, 'disk')
    const floods: Flood[] = []
    for (let nth = 0; nth < (short ? 2 : 6); nth += 1) {
      await rm(filler, { force: true })
      await house.answers(60_000)
      await until(SEEN_WITHIN_MS, async () => (await office.standing()) === 'ok')
      floods.push(await flood(house, office, filler, mount, 1_000 + chance.below(2_000)))
      say(`flood ${nth + 1}: ${floods.at(-1)?.acknowledged.length} acknowledged, then ${floods.at(-1)?.told}`)
    }

    const acknowledged = floods.flatMap((one) => one.acknowledged)
    const loader = await Sql.connect((await house.database()).loader)
    afterwards(() => loader.close())
    const rows = await loader.all<{ code: string }>('select code from dossier')
    const codes = new Set(rows.map(({ code }) => code))
    const answers = floods.flatMap((one) => one.refusals)
    return [
      ...steps,
      atLeast(
        'times the disk became full under receptions',
        floods.filter((one) => one.wasFull).length,
        short ? 1 : 4,
        'times',
      ),
      atLeast('receptions acknowledged on the way', acknowledged.length, 50, 'dossiers'),
      none('of them lost', acknowledged.filter((code) => !codes.has(code)).length, 'dossiers'),
      none('acknowledged twice', acknowledged.length - new Set(acknowledged).size, 'dossiers'),
      atLeast('answers while it was full', answers.length, 20, 'answers'),
      none(
        'of them not a problem document that asks to try again',
        answers.filter((answer) => !isToldWell(answer)).length,
        'answers',
      ),
      none(
        'requests without an answer',
        floods.reduce((sum, one) => sum + one.silences, 0),
        'requests',
      ),
      inTime(
        'the slowest answer while it was full',
        Math.max(...answers.map(({ ms }) => ms), 0),
        SLOWEST_MS,
        'ms',
      ),
      none('ends of the program', house.ends(), 'ends'),
      told('slowest return once there was room', Math.max(...floods.map((one) => one.backMs)), 'ms'),
      inTime(
        '… half of them within',
        quantile(
          floods.map((one) => one.backMs),
          0.5,
        ),
        30_000,
        'ms',
      ),
    ]
  },
}

/**
 * Which requests are taken at which fill: a file of an officer, a scan that a citizen sends by the form of the portal, a reception, an
 * act. A look at a dossier and at the portal is always answered.
 */
const STAGES = [
  [60, { file: true, scan: true, reception: true, act: true }],
  [88, { file: true, scan: true, reception: true, act: true }],
  [94, { file: false, scan: false, reception: true, act: true }],
  [98, { file: false, scan: false, reception: false, act: true }],
  [99.3, { file: false, scan: false, reception: false, act: false }],
] as const

type Taken = (typeof STAGES)[number][1]

const standingAt = (percent: number): string =>
  percent >= LIMITS.diskPercent.noReceptions ? 'fail' : percent >= LIMITS.diskPercent.warn ? 'warn' : 'ok'

interface Each {
  file: Answer
  scan: Answer
  reception: Answer
  act: Answer
  look: Answer
  portal: Answer
}

const vi = translator('vi')

// What is sent, the two looks, and whether it says how full it is.
const CHECKS = 7

/** How many of them were answered as they should be. */
const kept = (answered: Each, taken: Taken): number =>
  (['file', 'reception', 'act'] as const).filter((what) =>
    taken[what] ? answered[what].status === 201 : isNoRoom(answered[what], WRITING[what]),
  ).length +
  Number(taken.scan ? answered.scan.status === 200 : isNoRoomOnPage(answered.scan)) +
  [answered.look, answered.portal].filter(({ status }) => status === 200).length

const WRITING = { file: 'FILE', reception: 'RECEPTION', act: 'ACT' } as const

/** In the words of what was sent: no file, no dossier, no act. */
const isNoRoom = ({ status, body }: Answer, writing: 'FILE' | 'RECEPTION' | 'ACT'): boolean =>
  status === 503 && body?.code === 'no-room' && body.detail === vi('refusal.no-room.detail', { writing })

/** A page that says that no file is taken, to who may have sent a scan and nothing else. */
const isNoRoomOnPage = ({ status, text }: Answer): boolean =>
  status === 503 && text.includes(vi('refusal.no-room.detail', { writing: 'FILE' }))

const isToldWell = ({ status, headers, body }: Answer): boolean =>
  status === 503 &&
  /^application\/problem\+json/.test(headers['content-type'] ?? '') &&
  headers['retry-after'] !== undefined &&
  typeof body?.detail === 'string'

interface AtWork {
  receive(patience?: number): Promise<Answer>
  each(): Promise<Each>
  standing(): Promise<string>
}

const atWork = async (house: RunningHouse): Promise<AtWork> => {
  const huong = await (await house.signIn('huong')).openCounter()
  const visitor = house.visitor()
  const receive = (patience?: number) =>
    huong.post('/api/dossiers', reception(), patience === undefined ? {} : { patience })
  // Received while there was room, so that there is something to act on when there is none.
  const waiting: string[] = []
  for (let nth = 0; nth < STAGES.length + 1; nth += 1) waiting.push((await receive()).body.id)
  const [looked = ''] = waiting
  const asked = await askedForScans(huong)
  return {
    receive,
    standing: async () => (await visitor.get('/readyz')).body?.checks?.disk ?? '',
    each: async () => ({
      file: await handInScan(huong, looked),
      scan: await sentByCitizen(visitor, asked),
      reception: await receive(),
      act: await handedOver(huong, waiting.pop() ?? ''),
      look: await huong.get(`/api/dossiers/${looked}`),
      portal: await visitor.get('/thu-tuc'),
    }),
  }
}

/** A dossier whose citizen is asked for papers, and may send them ahead. */
const askedForScans = async (huong: Client): Promise<{ code: string; secret: string }> => {
  const { body } = await huong.post('/api/filings', reception({ papers: [] }))
  const asked = { items: ['Bản chụp giấy tờ'], legalBasis: 'Điều 17', reason: 'Thiếu bản chụp.' }
  const answer = await huong.act(body.id, 'completion-requests', asked)
  if (answer.status !== 201) throw new Error(`papers were not asked for: ${answer.status} ${answer.text}`)
  return { code: body.code, secret: body.lookUpSecret }
}

const sentByCitizen = (
  visitor: Client,
  { code, secret }: { code: string; secret: string },
): Promise<Answer> =>
  visitor.send('POST', `/ho-so/${code}/tep`, formOf(secret, { name: 'don.pdf', bytes: scan() }), {
    headers: {
      'content-type': `multipart/form-data; boundary=${EDGE}`,
      accept: 'text/html',
      'accept-language': 'vi',
    },
  })

const handedOver = (huong: Client, id: string): Promise<Answer> => huong.act(id, 'hand-overs')

interface Flood {
  acknowledged: string[]
  refusals: Answer[]
  silences: number
  wasFull: boolean
  told: string
  backMs: number
}

/** Receptions at full speed; in the middle of them the disk is full at once; then there is room again. */
const flood = async (
  house: RunningHouse,
  office: AtWork,
  filler: string,
  mount: string,
  afterMs: number,
): Promise<Flood> => {
  const result: Flood = { acknowledged: [], refusals: [], silences: 0, wasFull: false, told: '', backMs: 0 }
  let isOver = false
  const client = async () => {
    while (!isOver) {
      try {
        const answer = await office.receive(SLOWEST_MS * 5)
        if (answer.status === 201) result.acknowledged.push(answer.body.code)
        else {
          result.refusals.push(answer)
          await sleep(50)
        }
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error
        result.silences += 1
      }
    }
  }
  const clients = Promise.all(Array.from({ length: CLIENTS }, client))
  await sleep(afterMs)
  await fillUp(filler)
  await sleep(8_000)
  const { bavail } = await statfs(mount)
  result.wasFull = bavail < 256
  isOver = true
  await clients
  result.told = [...new Set(result.refusals.map(({ status, body }) => `${status} ${body?.code}`))].join(', ')
  const began = performance.now()
  await rm(filler, { force: true })
  await house.answers(60_000)
  result.backMs = performance.now() - began
  return result
}

/** A disk of its own in memory. @throws where nothing can be mounted: only root may */
const smallDisk = async (): Promise<string> => {
  const folder = await temporaryFolder()
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=0755`, 'tmpfs', folder]).catch(
    (cause: Error) => {
      throw new Error('a small disk can be mounted by root alone: run this proof as root', { cause })
    },
  )
  afterwards(() => run('umount', ['-l', folder]).then(() => {}))
  await chmod(folder, 0o755)
  return folder
}

const MB = 1024 * 1024

/** Makes the disk as full as that, by a file that only takes room. */
const fillTo = async (filler: string, mount: string, percent: number): Promise<void> => {
  await rm(filler, { force: true })
  const { bsize, blocks, bfree } = await statfs(mount)
  const missing = Math.floor((blocks * percent) / 100) - (blocks - bfree)
  if (missing <= 0) throw new Error(`the disk is fuller than ${percent} % without a filler: make it larger`)
  await run('fallocate', ['-l', String(missing * bsize), filler])
}

/** All that is left, to the last page. */
const fillUp = async (filler: string): Promise<void> => {
  const file = await open(filler, 'a')
  try {
    for (const size of [16 * MB, MB, 4096]) {
      const bytes = Buffer.alloc(size)
      while (
        await file.appendFile(bytes).then(
          () => true,
          () => false,
        )
      );
    }
  } finally {
    await file.close()
  }
}
