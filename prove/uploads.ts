import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer } from '../server/test/support/client.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { Sql } from './sql.ts'
import { dice } from './support/dice.ts'
import { atLeast, atMost, exactly, inTime, none, told } from './support/figures.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { afterwards } from './support/places.ts'
import { noneOf } from './tally.ts'
import { opened } from './uploads/browser.ts'
import { kit, MARK, type Media, type Planted, variants } from './uploads/kit.ts'
import { type Sender, type Sent, senders } from './uploads/senders.ts'
import { streams } from './uploads/streams.ts'

/**
 * The upload kit (T12): harmful, odd and broken files are handed in at the counter and by the citizen's form, and each must come
 * to what the table says. What is taken is read back as an officer's browser reads it; what is refused has left nothing.
 */

const VARIANTS = 1_500
/** Of one dossier, below the hundred that it may have, from two sides. */
const TAKEN_TOGETHER = 40
const MOST_MEGABYTES = 256
const MOST_SECONDS = 10

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const house = await startHouse()
  const loader = await Sql.connect((await house.database()).loader)
  afterwards(() => loader.close())
  const from = await senders(house)
  const memory = watchMemory(house)
  const table = kit()
  const files = [...table, ...(short ? [] : variants(dice(seed, 'uploads'), VARIANTS))]

  say(`${files.length} files, each by an officer and by a citizen; streams that do not end`)
  const slow = streams(house, await from())
  const sent = await sendAll(from, files, memory)
  const streamed = await slow

  const stored = sent.filter(({ fileId }) => fileId !== null)
  say(`${stored.length} were taken, and are read back`)
  const read = await Promise.all(stored.map(async (one) => ({ ...one, answer: await one.read() })))
  const browser = await opened(
    house,
    read.filter(({ planted }) => planted.isArmed),
  )
  const slowest = Math.max(...sent.map(({ ms }) => ms)) / 1_000
  return [
    atLeast('files of the table, each with its verdict', table.length, 60, 'files'),
    atLeast('sent, by officers and by citizens', sent.length, 2 * table.length, 'files'),
    noneOf('that came to something else than the table says', sent.flatMap(otherwise), 'files', say),
    noneOf('refusals that tell a citizen other words than an officer', twoTongues(sent), 'files', say),
    atLeast('streams: longer than said, endless, slow, broken off, lying', streamed.tried, 10, 'streams'),
    noneOf('streams that were taken, or not refused as they must be', streamed.faults, 'streams', say),
    atLeast('taken and read back', read.length, 40, 'files'),
    noneOf(
      'read back that a browser might run, or that are not the bytes',
      read.flatMap(servedWrongly),
      'files',
      say,
    ),
    noneOf('names that came back as markup, or as another kind', read.flatMap(misnamed), 'names', say),
    exactly('a page that may run, run by this browser', browser.control, 1, 'pages'),
    atLeast('ways in which taken files were opened in it', browser.tried, 16, 'ways'),
    noneOf('of them in which something ran or was fetched', browser.ran, 'ways', say),
    noneOf(
      'paths on the disk with a name of who sent, or not of the store',
      await pathsOf(house, MARK),
      'paths',
      say,
    ),
    noneOf('bytes on the disk that no file names', await unnamed(house, loader), 'contents', say),
    none('lines of the log with a name of who sent', house.output.stderr.split(MARK).length - 1, 'lines'),
    none('ends of the program', house.ends(), 'ends'),
    atMost('memory grown at most', memory.most(), MOST_MEGABYTES, 'MB'),
    inTime('the slowest file', slowest, MOST_SECONDS, 's'),
    told(
      'files taken with the test string of scanners inside: nothing looks for malware',
      inside(sent),
      'files',
    ),
  ]
}

// ---- Sending --------------------------------------------------------------------------------------------------------

const sendAll = async (
  from: () => Promise<Sender>,
  files: readonly Planted[],
  memory: { begin(): Promise<void> },
): Promise<Sent[]> => {
  const sent: Sent[] = []
  let sender = await from()
  let taken = 0
  for (const [nth, planted] of files.entries()) {
    // What is warm by then is no growth.
    if (nth === WARM) await memory.begin()
    if (taken >= TAKEN_TOGETHER) {
      ;[sender, taken] = [await from(), 0]
    }
    const [one, other] = [await sender.officer(planted), await sender.citizen(planted)]
    sent.push(one, other)
    if (one.fileId !== null) taken += 1
  }
  return sent
}

const WARM = 10

const otherwise = ({ planted, by, answer, refusal, fileId, media }: Sent): string[] => {
  const { verdict, what } = planted
  const came =
    fileId !== null
      ? `taken as ${media}`
      : `refused by ${refusal?.code ?? answer.status} – ${refusal?.detail}`
  const asTold =
    'taken' in verdict
      ? fileId !== null && media === verdict.taken
      : fileId === null &&
        refusal !== null &&
        (verdict.refused === '' || refusal.code === null || refusal.code === verdict.refused) &&
        (verdict.says?.test(`${refusal.title} ${refusal.detail}`) ?? true)
  return asTold ? [] : [`${what}, from the ${by}: ${came}, not ${verdictOf(verdict)}`]
}

const verdictOf = (verdict: Planted['verdict']): string =>
  'taken' in verdict ? `taken as ${verdict.taken}` : `refused by ${verdict.refused} ${verdict.says ?? ''}`

/** The form of the portal says what the desk says, but for how long a file is whose end it does not await. */
const twoTongues = (sent: readonly Sent[]): string[] =>
  sent.flatMap((one, nth) => {
    const other = sent[nth + 1]
    if (one.by !== 'officer' || other?.by !== 'citizen') return []
    const same =
      one.refusal?.title === other.refusal?.title &&
      withoutFigures(one.refusal?.detail) === withoutFigures(other.refusal?.detail)
    return same ? [] : [`${one.planted.what}: «${other.refusal?.detail}», not «${one.refusal?.detail}»`]
  })

const withoutFigures = (words: string | undefined) => words?.replace(/[\d,]+/g, '#')

const inside = (sent: readonly Sent[]): number =>
  sent.filter(({ planted, fileId }) => fileId !== null && planted.bytes.includes('STANDARD-ANTIVIRUS-TEST'))
    .length

// ---- Reading back ---------------------------------------------------------------------------------------------------

export type Read = Sent & { answer: Answer }

const ENDINGS: Readonly<Record<Media, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

const servedWrongly = ({ planted, by, media, answer }: Read): string[] => {
  const { headers } = answer
  const faults = [
    answer.status !== 200 && `answered ${answer.status}`,
    headers['content-type'] !== media && `typed ${headers['content-type']}`,
    headers['x-content-type-options'] !== 'nosniff' && 'without nosniff',
    !/^default-src 'none'(?!.*(?:script-src|object-src|unsafe-eval))/.test(
      String(headers['content-security-policy']),
    ) && `under ${headers['content-security-policy']}`,
    headers['cross-origin-resource-policy'] !== 'same-origin' && 'for other origins',
    !/no-store/.test(String(headers['cache-control'])) && 'kept by caches',
    headers['set-cookie'] !== undefined && 'with a cookie',
    !answer.bytes.equals(planted.bytes) && 'other bytes',
  ].filter((fault) => fault !== false)
  return faults.map((fault) => `${planted.what}, from the ${by}: ${fault}`)
}

/** One name in quotes, one in percent signs, both of the kind that the file is, neither a path. */
const misnamed = ({ planted, by, media, answer, shown }: Read): string[] => {
  const disposition = String(answer.headers['content-disposition'])
  const [, plain, encoded] =
    /^(?:inline|attachment); filename="([\x20\x21\x23-\x5b\x5d-\x7e]+)"; filename\*=UTF-8''([\w.%~!-]+)$/.exec(
      disposition,
    ) ?? []
  const full = decodeURIComponent(encoded ?? '')
  const ending = `.${ENDINGS[media as Media]}`
  const right = [plain, full, shown].every(
    (name) =>
      name?.endsWith(ending) &&
      !/[/\\<>:"|?*\p{Cc}\p{Cf}]/u.test(name) &&
      Buffer.byteLength(name) <= 255 &&
      !/^(?:con|prn|aux|nul|com\d|lpt\d)\./i.test(name) &&
      !name.startsWith('.'),
  )
  return right && full === shown ? [] : [`${planted.name}, from the ${by}: ${disposition}, shown as ${shown}`]
}

// ---- The disk, the memory -------------------------------------------------------------------------------------------

const pathsOf = async ({ dataFolder }: RunningHouse, mark: string): Promise<string[]> => {
  const all = await readdir(dataFolder, { recursive: true, withFileTypes: true })
  const paths = all.map((entry) => join(entry.parentPath.slice(dataFolder.length), entry.name))
  const ofStore = all.filter((entry) => entry.isFile() && entry.parentPath.includes('/contents'))
  return [
    ...paths.filter((path) => path.toLowerCase().includes(mark)),
    ...ofStore.map(({ name }) => name).filter((name) => !/^[0-9a-f]{34}$/.test(name)),
  ]
}

/** What lies in the store beyond what the files of dossiers name, and what was begun and not taken away. */
const unnamed = async ({ dataFolder }: RunningHouse, loader: Sql): Promise<string[]> => {
  const rows = await loader.all<{ address: string }>(
    'select distinct address from dossier_file where address is not null',
  )
  const named = new Set(rows.map(({ address }) => address))
  const begun = await loader.all<{ address: string }>('select address from content')
  const kept = (await readdir(join(dataFolder, 'contents'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
  const missing = [...named]
    .filter((address) => !kept.includes(address))
    .map((address) => `missing: ${address}`)
  return [...kept, ...begun.map(({ address }) => address)]
    .filter((address) => !named.has(address))
    .concat(missing)
}

/** The most that the program took beyond what it had when it was warm, in megabytes; 0 where the system does not tell. */
const watchMemory = (house: RunningHouse) => {
  let [first, most] = [0, 0]
  const look = async () => {
    const status = await readFile(`/proc/${house.pid()}/status`, 'utf8').catch(() => '')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  }
  const timer = setInterval(() => {
    void look().then((megabytes) => {
      most = Math.max(most, megabytes)
    })
  }, 20)
  afterwards(() => clearInterval(timer))
  return {
    begin: async () => {
      first = most = await look()
    },
    most: () => most - first,
  }
}

export const uploads: Proof = {
  name: 'uploads',
  claim:
    'Whatever is handed in, by officers or citizens, is one plain document, or is refused by name and leaves nothing behind.',
  run,
}
