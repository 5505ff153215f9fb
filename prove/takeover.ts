import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { loadSealer, sealedIn } from '#platform/seal.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { amongThemselves } from './support/census.ts'
import { dice } from './support/dice.ts'
import { atLeast, exactly, none, told } from './support/figures.ts'
import { rowsOf } from './support/furnish.ts'
import { type RunningHouse, startHouse } from './support/house.ts'
import { type Spawned, spawned } from './support/program.ts'
import { sleep } from './support/waiting.ts'
import {
  FAULT_KINDS,
  MAPPING,
  momentAgain,
  readAgain,
  type SourceRow,
  sourceOf,
  UNMAPPED,
  writeCsv,
  writeXlsx,
} from './takeover/source.ts'
import { noneOf } from './tally.ts'

/**
 * A district's dossiers are taken over, as CSV and as XLSX, and whoever does it is killed twice on the way. The source is read
 * again by nothing of the house's, and what stands in the database is held against it.
 */

// Of a district in 2019: received, and resolved.
const LONG = { rows: 30_898, closed: 29_694 }
const SHORT = { rows: 3_000, closed: 2_883 }
const KILLS = 2
const DAY = 86_400_000

const run = async ({ seed, short, say }: ProofContext): Promise<Finding[]> => {
  const { rows: count, closed } = short ? SHORT : LONG
  const chance = dice(seed, 'takeover')
  const source = sourceOf(chance, count, closed, Math.floor(Date.now() / DAY))
  const byCsv = await startHouse()
  const files = {
    csv: join(byCsv.dataFolder, 'ho-so.csv'),
    xlsx: join(byCsv.dataFolder, 'ho-so.xlsx'),
    mapping: join(byCsv.dataFolder, 'anh-xa.json'),
  }
  await Promise.all([
    writeCsv(files.csv, source),
    writeXlsx(files.xlsx, source),
    writeFile(files.mapping, JSON.stringify(MAPPING)),
  ])
  const { loader } = await byCsv.database()

  const before = await census(loader)
  const tried = await takeOver(byCsv, [files.csv, '--mapping', files.mapping, '--dry-run'])
  const untouched = await census(loader)
  const kills: Kill[] = []
  for (let nth = 0; nth < KILLS; nth += 1) {
    // The first perhaps before anything is written, the next once some more is.
    const least = nth === 0 ? chance.below(count / 3) : (kills.at(-1)?.written ?? 0) + 1
    kills.push(
      await killedOnTheWay(byCsv, [files.csv, '--mapping', files.mapping], loader, {
        least,
        // Soon after: a page of a thousand takes half a second, and the short run has three.
        later: chance.below(nth === 0 ? 400 : 100),
      }),
    )
    say(`killed with ${kills.at(-1)?.written} of ${count} rows written`)
  }
  const whole = await takeOver(byCsv, [files.csv, '--mapping', files.mapping])
  const after = await census(loader)
  const again = await takeOver(byCsv, [files.csv, '--mapping', files.mapping])
  const unchanged = await census(loader)
  say(`taken over from CSV: ${whole.counted.rows} rows in ${(whole.ms / 1_000).toFixed(1)} s`)

  const byXlsx = await startHouse()
  const other = (await byXlsx.database()).loader
  const sheet = await takeOver(byXlsx, [files.xlsx, '--mapping', files.mapping])
  say(`taken over from XLSX: ${sheet.counted.rows} rows in ${(sheet.ms / 1_000).toFixed(1)} s`)

  const good = source.filter(({ fault }) => fault === null)
  const report = readReport(await readFile(whole.counted.report.csv, 'utf8'))
  return [
    atLeast('rows', source.length, count, 'rows'),
    atLeast('kinds of faults planted', planted(source).size, FAULT_KINDS.length, 'kinds'),
    exactly('rows that a dry run would take over', tried.counted.taken, good.length, 'rows'),
    none('tables that a dry run changed', differing(before, untouched), 'tables'),
    exactly('kills on the way', kills.filter(({ wasRunning }) => wasRunning).length, KILLS, 'kills'),
    atLeast('rows that stood there after the last kill', kills.at(-1)?.written ?? 0, 1, 'rows'),
    ...statesAsInSource(source, await statesIn(loader)),
    ...(await promisesAsInSource(files.csv, source, loader, say)),
    noneOf('planted faults not refused, or refused otherwise', missed(source, report), 'rows', say),
    noneOf('rows refused without a fault', wronged(source, report), 'rows', say),
    exactly('procedures that nobody mapped, listed', listedUnmapped(report), UNMAPPED.length, 'names'),
    none('reports that others may read', await openReports(whole.counted.report), 'files'),
    exactly('rows unchanged when it is run again', again.counted.unchanged, good.length, 'rows'),
    none('rows taken over when it is run again', again.counted.taken, 'rows'),
    none('tables that differ after it', differing(after, unchanged), 'tables'),
    none('dossiers of XLSX that differ from those of CSV', await differences(loader, other), 'dossiers'),
    ...(await amongThemselves(loader, say)),
    ...(await foundOverHttp(byCsv, loader, chance.shuffled(good).slice(0, 40))),
    none('names of people on the terminal', named(source, [tried, whole, again, sheet]), 'names'),
    told('a dry run', tried.ms / 1_000, 's'),
    told('the last run after two kills', whole.ms / 1_000, 's'),
    told('run again, where nothing changes', again.ms / 1_000, 's'),
    told('the whole from XLSX', sheet.ms / 1_000, 's'),
    told('most memory of CSV', whole.megabytes, 'MB'),
    told('most memory of XLSX', sheet.megabytes, 'MB'),
  ]
}

// ---- Running it ------------------------------------------------------------------------------------------------------

interface Told {
  counted: {
    rows: number
    taken: number
    unchanged: number
    refused: number
    report: { csv: string; xlsx: string }
  }
  said: string
  ms: number
  /** 0 where the system does not tell. */
  megabytes: number
}

const begin = ({ dataFolder }: RunningHouse, args: readonly string[]): Spawned =>
  spawned(['takeover', ...args, '--json'], { dataFolder })

const takeOver = async (house: RunningHouse, args: readonly string[]): Promise<Told> => {
  const began = performance.now()
  const { child, heard, said } = begin(house, args)
  let megabytes = 0
  const watch = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (text) => {
        megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024)
      },
      () => {},
    )
  }, 200)
  await heard
  clearInterval(watch)
  const { out, errors } = said
  if (!out.startsWith('{')) throw new Error(`takeover did not count: ${errors.slice(-2_000)}`)
  return { counted: JSON.parse(out), said: out + errors, ms: performance.now() - began, megabytes }
}

interface Kill {
  wasRunning: boolean
  written: number
}

/** kill -9 once so many rows are written, and some milliseconds later: in the midst of what comes next. */
const killedOnTheWay = async (
  house: RunningHouse,
  args: readonly string[],
  loader: ConnectionSettings,
  { least, later }: { least: number; later: number },
): Promise<Kill> => {
  const { child, ended, isOver } = begin(house, args)
  while (!isOver() && (await written(loader)) < least) await sleep(20)
  await sleep(later)
  const wasRunning = !isOver()
  child.kill('SIGKILL')
  await ended
  return { wasRunning, written: await written(loader) }
}

const written = async (loader: ConnectionSettings): Promise<number> =>
  (await rowsOf<{ count: number }>(loader, 'select count(*)::integer as count from takeover_row'))[0]
    ?.count ?? 0

// ---- Held against the source -------------------------------------------------------------------------------------------

const planted = (source: readonly SourceRow[]): ReadonlySet<string> =>
  new Set(source.flatMap(({ fault }) => fault ?? []))

const statesIn = async (loader: ConnectionSettings): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (
      await rowsOf<{ state: string; count: number }>(
        loader,
        'select state, count(*)::integer as count from dossier group by state',
      )
    ).map(({ state, count }) => [state, count]),
  )

const STATES = ['ACCEPTED', 'PROCESSING', 'SUPPLEMENT', 'RESOLVED', 'RETURNED', 'STOPPED', 'NOT_ACCEPTED']

const statesAsInSource = (source: readonly SourceRow[], found: ReadonlyMap<string, number>): Finding[] =>
  STATES.map((state) =>
    exactly(
      `dossiers, ${state}`,
      found.get(state) ?? 0,
      source.filter((row) => row.fault === null && row.state === state).length,
      'dossiers',
    ),
  )

/** Each promise, each judgement and each name of the software, by the file as it lies there. */
const promisesAsInSource = async (
  path: string,
  source: readonly SourceRow[],
  loader: ConnectionSettings,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const lines = readAgain(await readFile(path, 'utf8')).slice(1)
  const rows = await rowsOf<{
    code: string
    due: string | null
    timeliness: string | null
    row_number: number
  }>(
    loader,
    `select d.code, extract(epoch from d.original_due_at) * 1000 as due, d.timeliness, t.row_number
     from dossier d join takeover_row t on t.dossier_id = d.id`,
  )
  const byRow = new Map(rows.map((row) => [row.row_number, row]))
  const wrong: string[] = []
  const late: string[] = []
  let promises = 0
  for (const [nth, line] of lines.entries()) {
    if (source[nth]?.fault !== null) continue
    const row = byRow.get(nth + 2)
    const [code = '', , , , due = '', issued = ''] = line
    const promised = momentAgain(due)
    promises += promised === null ? 0 : 1
    if (!row || row.code !== code.toUpperCase() || (row.due === null ? null : Number(row.due)) !== promised)
      wrong.push(`row ${nth + 2} was promised ${due}`)
    const came = momentAgain(issued)
    const isDay = !issued.includes(':') && issued !== ''
    const isLate = promised !== null && came !== null && came > promised && !(isDay && due.startsWith(issued))
    if (came !== null && (row?.timeliness === 'OVERDUE') !== isLate)
      late.push(`row ${nth + 2} was promised ${due}, came ${issued} and is ${row?.timeliness}`)
  }
  return [
    exactly('lines read again', lines.length, source.length, 'lines'),
    atLeast('promises held against the source', promises, source.length / 2, 'promises'),
    noneOf('promises that are not those of the source', wrong, 'promises', say),
    noneOf('results late here and not by the source, or the reverse', late, 'results', say),
  ]
}

interface ReportLine {
  row: number
  reason: string
  found: string
  kind: string
}

const readReport = (text: string): ReportLine[] =>
  readAgain(text, ',')
    .slice(1)
    .map(([row = '', , kind = '', , found = '', , , reason = '']) => ({
      row: Number(row),
      kind,
      found,
      reason,
    }))
    .filter(({ kind }) => kind === 'Không nhận')

const missed = (source: readonly SourceRow[], report: readonly ReportLine[]): string[] => {
  const reasons = new Map<number, string[]>()
  for (const { row, reason } of report) reasons.set(row, [...(reasons.get(row) ?? []), reason])
  return source.flatMap(({ fault }, nth) =>
    fault === null || reasons.get(nth + 2)?.includes(fault)
      ? []
      : [`row ${nth + 2} has ${fault} and was told ${reasons.get(nth + 2)?.join(', ') ?? 'nothing'}`],
  )
}

const wronged = (source: readonly SourceRow[], report: readonly ReportLine[]): string[] =>
  report.flatMap(({ row, reason }) =>
    source[row - 2]?.fault === null ? [`row ${row} was refused: ${reason}`] : [],
  )

const listedUnmapped = (report: readonly ReportLine[]): number =>
  new Set(report.flatMap(({ reason, found }) => (reason === 'procedure-unmapped' ? [found] : []))).size

const openReports = async (report: Readonly<Record<'csv' | 'xlsx', string>>): Promise<number> => {
  const modes = await Promise.all(
    [report.csv, report.xlsx].map(async (path) => (await stat(path)).mode & 0o077),
  )
  return modes.filter((mode) => mode !== 0).length
}

// ---- Two states of a database -------------------------------------------------------------------------------------------

type Census = ReadonlyMap<string, string>

/** What a house at work writes by itself: that it is there, and the seal of what stands in the ledger. */
const BY_THE_HOUSE = ['process_beat', 'ledger_leaf', 'ledger_checkpoint', 'ledger_key']

const census = async (loader: ConnectionSettings): Promise<Census> => {
  const tables = await rowsOf<{ name: string }>(
    loader,
    `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
       and relname <> all($1) order by 1`,
    [BY_THE_HOUSE],
  )
  const sums = new Map<string, string>()
  for (const { name } of tables) {
    const [row] = await rowsOf<{ sum: string }>(
      loader,
      `select count(*) || ' ' || coalesce(sum(hashtextextended(x::text, 0)), 0) as sum from "${name}" x`,
    )
    sums.set(name, row?.sum ?? '')
  }
  return sums
}

const differing = (one: Census, other: Census): number =>
  [...one].filter(([table, sum]) => other.get(table) !== sum).length

const COMPARED = `select d.code, d.state, d.clock, d.submitted_at, d.accepted_at, d.original_due_at, d.current_due_at, d.issued_at,
  d.returned_at, d.closed_at, d.timeliness, d.holder_unit_id, d.holder_officer_id, v.title,
  (select count(*) from person p where p.dossier_id = d.id) as persons
  from dossier d join procedure_version v on v.id = d.procedure_version_id order by d.code`

const differences = async (one: ConnectionSettings, other: ConnectionSettings): Promise<number> => {
  const [ours, theirs] = await Promise.all([rowsOf<object>(one, COMPARED), rowsOf<object>(other, COMPARED)])
  const known = new Set(theirs.map((row) => JSON.stringify(row)))
  return ours.filter((row) => !known.has(JSON.stringify(row))).length + Math.abs(ours.length - theirs.length)
}

// ---- Over HTTP -----------------------------------------------------------------------------------------------------------

const foundOverHttp = async (
  house: RunningHouse,
  loader: ConnectionSettings,
  sample: readonly SourceRow[],
): Promise<Finding[]> => {
  const mai = await house.signIn('mai')
  const sealer = await loadSealer(join(house.dataFolder, 'secrets'))
  const secrets = new Map(
    (
      await rowsOf<{ code: string; id: string; sealed: Buffer }>(
        loader,
        `select d.code, d.id, n.sealed from dossier d join note n on n.dossier_id = d.id and n.kind = 'LOOK_UP_SECRET'
         where d.code = any ($1)`,
        [sample.map(codeIn)],
      )
    ).map(({ code, id, sealed }) => [code, sealer.openText(sealed, sealedIn('note', 'secret', id))]),
  )
  const visitor = house.visitor()
  let listed = 0
  let sought = 0
  let tracked = 0
  for (const row of sample) {
    const code = codeIn(row)
    // As somebody types it.
    const typed = encodeURIComponent(code.toLowerCase())
    const { items } = (await mai.get(`/api/dossiers?code=${typed}`)).body
    if (items?.length === 1 && items[0].code === code) listed += 1
    const people = (await mai.post('/api/people-searches', { words: code })).body
    if (people.items?.[0]?.persons[0]?.dossier.code === code) sought += 1
    const page = await visitor.get(`/api/tracking/${typed}?secret=${secrets.get(code)}`)
    if (page.status === 200 && page.body.code === code && page.body.timeline[0]?.type === 'TakenOver')
      tracked += 1
  }
  visitor.close()
  mai.close()
  return [
    exactly('codes found in the list, over HTTP', listed, sample.length, 'codes'),
    exactly('codes found by the search for people, over HTTP', sought, sample.length, 'codes'),
    exactly('codes looked up with a secret, over HTTP', tracked, sample.length, 'codes'),
  ]
}

const codeIn = ({ cells }: SourceRow): string => String(cells[0]).toUpperCase()

const named = (source: readonly SourceRow[], runs: readonly Told[]): number => {
  const said = runs.map((one) => one.said).join('\n')
  return source.filter(
    ({ cells }) => typeof cells[10] === 'string' && cells[10].trim().length > 3 && said.includes(cells[10]),
  ).length
}

export const takeover: Proof = {
  name: 'takeover',
  claim:
    'What another software kept is here as it was there, whoever is killed on the way; what cannot be taken over is told row by row.',
  run,
}
