import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type ContentAddress, openContentStore, openFileStore } from '#documents/index.ts'
import { type DossierRow, toDossier } from '#dossiers/row.ts'
import type { DossierEvent } from '#dossiers/rules/events.ts'
import { fold } from '#dossiers/rules/evolve.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { loadSealer } from '#platform/seal.ts'
import type { Finding } from '../proof.ts'
import type { Told, ToldFile } from './crowd.ts'
import { exactly, none, told as toldFigure } from './figures.ts'
import { rowsOf } from './furnish.ts'
import { sleep } from './waiting.ts'

/** What stands in the database when everything is over, held against what people were told. */

interface Place {
  loader: ConnectionSettings
  dataFolder: string
}

// A job that failed often waits five minutes for its next turn; a drain that shows nothing for longer has stopped.
const STILL_MS = 330_000
// Of each kind of fault; the figures count them all.
const TOLD = 5

/** Waits until no job is left but dead ones; how long that took, and how often the unluckiest had failed. */
export const drained = async (loader: ConnectionSettings): Promise<Finding[]> => {
  const began = performance.now()
  let waiting = 0
  let failures = 0
  let least = Number.POSITIVE_INFINITY
  let lastDoneAt = began
  while (least > 0 && performance.now() - lastDoneAt < STILL_MS) {
    const [left] = await rowsOf<{ count: number; most: number | null }>(
      loader,
      'select count(*), max(failures) as most from job where dead_at is null',
    )
    const count = left?.count ?? 0
    waiting = Math.max(waiting, count)
    failures = Math.max(failures, left?.most ?? 0)
    if (count < least) lastDoneAt = performance.now()
    least = Math.min(least, count)
    if (count > 0) await sleep(500)
  }
  return [
    toldFigure('jobs waiting when it was over', waiting, 'jobs'),
    toldFigure('most failures of one of them', failures, 'failures'),
    toldFigure('until they were done', (performance.now() - began) / 1_000, 's'),
  ]
}

export const census = async (
  { loader, dataFolder }: Place,
  told: readonly Told[],
  files: readonly ToldFile[],
  say: (line: string) => void,
): Promise<Finding[]> => {
  const rows = await dossiersIn(loader)
  const history = await eventsByDossier(loader)
  return [
    ...held(rows, history, told, say),
    ...(await soundness(loader, say)),
    ...(await answersKept(loader, told, files)),
    ...(await jobsDone(loader)),
    ...(await papersPrinted({ loader, dataFolder })),
    ...(await filesKept({ loader, dataFolder }, files)),
  ]
}

/** What must hold of the rows among themselves, whoever was told what. */
export const soundness = async (
  loader: ConnectionSettings,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const rows = await dossiersIn(loader)
  const history = await eventsByDossier(loader)
  const events = [...history.values()].flat()
  const beginnings = [...history.values()].filter(
    (of) => count(of, 'Received') + count(of, 'Submitted') + count(of, 'TakenOver') !== 1,
  ).length
  return [
    toldFigure('dossiers in the database', rows.length, 'dossiers'),
    toldFigure('events in the database', events.length, 'events'),
    none('dossiers that do not begin exactly once', beginnings, 'dossiers'),
    ...(await codes(loader, rows)),
    ...folded(rows, history, say),
    none('dossiers whose open tasks are not those of the row', await strayTasks(loader, rows), 'dossiers'),
    ...loose(rows, say),
    none('events without their ledger line, or the reverse', await ledgerDifferences(loader), 'lines'),
    // What an act writes beside its event: no more of it, and no less.
    ...(await Promise.all(
      Object.entries(FROZEN_BY).map(async ([form, types]) =>
        exactly(
          `papers frozen, ${form}`,
          await rowsIn(loader, `artefact where form = '${form}'`),
          types.reduce((sum, type) => sum + count(events, type), 0),
          'papers',
        ),
      ),
    )),
    exactly(
      'stored answers',
      await rowsIn(loader, 'idempotent_answer'),
      (await actsIn(loader)) +
        (await rowsIn(loader, 'delegation')) +
        (await rowsIn(loader, 'absence')) +
        (await rowsIn(loader, 'dossier_file')) +
        (await rowsIn(loader, 'manifest')),
      'answers',
    ),
    none(
      'contents whose count is not that of the files that name them',
      await rowsIn(
        loader,
        'content c where c.files <> (select count(*) from dossier_file f where f.address = c.address)',
      ),
      'contents',
    ),
    none(
      'leaves of the ledger without their line, and checkpoints that do not count them',
      (await rowsIn(loader, 'ledger_leaf f where not exists (select from ledger l where l.id = f.row_id)')) +
        (await rowsIn(
          loader,
          `(select 1 where (select count(*) from ledger_leaf) <> (select coalesce(max(size), 0) from ledger_checkpoint)) as x`,
        )),
      'leaves',
    ),
    exactly(
      'manifests numbered, as their counters say',
      await rowsIn(loader, 'manifest'),
      await manifestsCounted(loader),
      'manifests',
    ),
  ]
}

/** What holds of rows, events and tasks wherever they came from. */
export const amongThemselves = async (
  loader: ConnectionSettings,
  say: (line: string) => void,
): Promise<Finding[]> => {
  const rows = await dossiersIn(loader)
  return [
    ...folded(rows, await eventsByDossier(loader), say),
    none('dossiers whose open tasks are not those of the row', await strayTasks(loader, rows), 'dossiers'),
    ...loose(rows, say),
    none('events without their ledger line, or the reverse', await ledgerDifferences(loader), 'lines'),
  ]
}

/** Without a gap: as many as the last numbers of their counters. */
const manifestsCounted = async (loader: ConnectionSettings): Promise<number> => {
  const [row] = await rowsOf<{ count: number }>(
    loader,
    `select coalesce(sum(last), 0)::integer as count from form_counter where form = 'MANIFEST'`,
  )
  return row?.count ?? 0
}

/** What freezes a paper, by its form. */
const FROZEN_BY: Readonly<Record<string, readonly DossierEvent['type'][]>> = {
  M01: ['Received', 'Accepted', 'ReceptionCorrected'],
  M02: ['CompletionAsked', 'SupplementAsked'],
  M03: ['NotAccepted'],
  M05: ['Stopped'],
  RESULT: ['DraftSubmitted', 'ResultIssued', 'CorrectionIssued'],
}

const dossiersIn = (loader: ConnectionSettings): Promise<DossierRow[]> =>
  rowsOf<DossierRow>(loader, 'select * from dossier order by code')

const count = (events: readonly DossierEvent[], type: DossierEvent['type']): number =>
  events.filter((event) => event.type === type).length

const rowsIn = async (loader: ConnectionSettings, from: string): Promise<number> =>
  (await rowsOf<{ count: number }>(loader, `select count(*) from ${from}`))[0]?.count ?? 0

/**
 * Every act makes one event, but two make a second: the last opinion, that all are gathered, and a withdrawal before
 * anybody accepted it, that it is stopped. What the house does by itself nobody is answered.
 */
const actsIn = (loader: ConnectionSettings): Promise<number> =>
  rowsIn(
    loader,
    `dossier_event e join dossier d on d.id = e.dossier_id where e.actor_id <> 'system'
       and e.type <> 'OpinionsGathered' and not (e.type = 'Stopped' and d.accepted_at is null)`,
  )

type History = ReadonlyMap<string, DossierEvent[]>

const eventsByDossier = async (loader: ConnectionSettings): Promise<History> => {
  const rows = await rowsOf<{
    dossier_id: string
    type: string
    v: number
    at: string
    actor_id: string
    authority_id: string
    counter_session_id: string | null
    data: unknown
  }>(loader, 'select * from dossier_event order by dossier_id, seq')
  const history = new Map<string, DossierEvent[]>()
  for (const { dossier_id, type, v, at, actor_id, authority_id, counter_session_id, data } of rows) {
    const event = {
      type,
      v,
      at,
      actorId: actor_id,
      authorityId: authority_id,
      counterSessionId: counter_session_id,
      data,
    }
    const earlier = history.get(dossier_id)
    if (earlier) earlier.push(event as DossierEvent)
    else history.set(dossier_id, [event as DossierEvent])
  }
  return history
}

/** Lost: acknowledged and not there. Duplicated: there, and nobody was told. */
const held = (
  rows: readonly DossierRow[],
  history: History,
  told: readonly Told[],
  say: (line: string) => void,
): Finding[] => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const latest = new Map<string, number>()
  let lost = 0
  for (const one of told) {
    const row = byId.get(one.dossierId)
    if (
      row?.code !== one.code ||
      row.version < one.after ||
      (history.get(one.dossierId)?.length ?? 0) < one.after
    ) {
      lost += 1
      if (lost <= TOLD) say(`lost: ${one.path} acknowledged as ${one.code} version ${one.after}`)
    }
    latest.set(one.dossierId, Math.max(one.after, latest.get(one.dossierId) ?? 0))
  }
  let duplicated = 0
  for (const row of rows) {
    const known = latest.get(row.id) ?? 0
    if (row.version > known || (history.get(row.id)?.length ?? 0) > known) {
      duplicated += 1
      if (duplicated <= TOLD)
        say(
          `done once too often: ${row.code} stands at version ${row.version}, its officers were told ${known}`,
        )
    }
  }
  return [
    none('acknowledged requests lost', lost, 'requests'),
    none('dossiers received or acts done once too often', duplicated, 'dossiers'),
  ]
}

const codes = async (loader: ConnectionSettings, rows: readonly DossierRow[]): Promise<Finding[]> => {
  const numbers = new Map<string, number[]>()
  for (const { code } of rows) {
    const series = code.slice(0, code.lastIndexOf('-'))
    numbers.set(series, [...(numbers.get(series) ?? []), Number(code.slice(code.lastIndexOf('-') + 1))])
  }
  const counters = await rowsOf<{ series: string; last: number }>(
    loader,
    `select agency_code || '-' || day as series, last from dossier_counter`,
  )
  let gaps = 0
  for (const series of numbers.values()) {
    const sorted = series.sort((a, b) => a - b)
    gaps += sorted.filter((number, index) => number !== index + 1).length
  }
  const astray = counters.filter(({ series, last }) => numbers.get(series)?.length !== last).length
  return [
    toldFigure('series of codes (agency and day)', numbers.size, 'series'),
    none('codes that repeat or leave a gap', gaps, 'codes'),
    none('counters that disagree with their series', astray, 'counters'),
  ]
}

const folded = (rows: readonly DossierRow[], history: History, say: (line: string) => void): Finding[] => {
  const different = rows.filter(
    (row) => !isDeepStrictEqual(fold(row.id, history.get(row.id) ?? []), toDossier(row)),
  )
  for (const row of different.slice(0, TOLD))
    say(`${row.code}: its events fold to something else than its row`)
  return [none('dossiers whose events do not fold to their row', different.length, 'dossiers')]
}

const strayTasks = async (loader: ConnectionSettings, rows: readonly DossierRow[]): Promise<number> => {
  const open = await rowsOf<{ id: string; dossier_id: string }>(
    loader,
    'select id, dossier_id from task where closed_at is null',
  )
  const byDossier = new Map<string, string[]>()
  for (const { id, dossier_id } of open) byDossier.set(dossier_id, [...(byDossier.get(dossier_id) ?? []), id])
  return rows.filter((row) => {
    const wanted = row.position.tasks.map((task) => task.id).sort()
    return !isDeepStrictEqual((byDossier.get(row.id) ?? []).sort(), wanted)
  }).length
}

/** Waits, pauses and opinions asked for that hang on nothing, and work that is left where all is over. */
const loose = (rows: readonly DossierRow[], say: (line: string) => void): Finding[] => {
  const found = rows.flatMap((row) => {
    const { code, state, tasks, waits, pauses, withdrawal } = toDossier(row)
    const isOpen = (id: string | null) => tasks.some((task) => task.id === id)
    const isOver = ['NOT_ACCEPTED', 'STOPPED', 'RETURNED'].includes(state)
    return [
      ...waits
        // The process itself waits for its opinions, and no task rests for them.
        .filter(({ kind, taskId }) => !isOpen(taskId) && !(kind === 'CONSULTATION' && taskId === null))
        .map(({ kind }) => `${code} waits for ${kind} with no task that rests for it`),
      ...pauses
        .filter(({ resumedAt, waitId }) => resumedAt === null && !waits.some(({ id }) => id === waitId))
        .map(({ reason }) => `${code} stands still for ${reason} and waits for nothing`),
      ...tasks
        .filter(
          ({ askedFrom }) => askedFrom !== undefined && !waits.some(({ taskId }) => taskId === askedFrom),
        )
        .map(({ id }) => `${code} asks for an opinion (${id}) that nobody waits for`),
      ...(withdrawal && !tasks.some(({ kind }) => kind === 'DECIDE_WITHDRAWAL')
        ? [`${code} is being withdrawn and nobody decides it`]
        : []),
      ...(isOver === (tasks.length === 0) ? [] : [`${code} is ${state} with ${tasks.length} open tasks`]),
    ]
  })
  for (const what of found.slice(0, TOLD)) say(what)
  return [
    toldFigure('waits that are open', rows.flatMap((row) => toDossier(row).waits).length, 'waits'),
    none('waits, pauses and tasks that hang on nothing', found.length, 'of them'),
  ]
}

/** Per dossier and kind of event: as many lines as events. */
const ledgerDifferences = async (loader: ConnectionSettings): Promise<number> => {
  const [row] = await rowsOf<{ count: number }>(
    loader,
    `with e as (select dossier_id as id, type, count(*) as n from dossier_event group by 1, 2),
          l as (select subject_id as id, act as type, count(*) as n from ledger where act in (select type from e) group by 1, 2)
     select coalesce(sum(abs(coalesce(e.n, 0) - coalesce(l.n, 0))), 0)::bigint as count from e full join l using (id, type)`,
  )
  return row?.count ?? 0
}

/** Every acknowledgement is kept, so that it could be given again; nothing else is. */
const answersKept = async (
  loader: ConnectionSettings,
  told: readonly Told[],
  files: readonly ToldFile[],
): Promise<Finding[]> => {
  const kept = await rowsOf<{ route: string; key: string; subject_id: string; version: number }>(
    loader,
    `select route, key, subject_id, (answer ->> 'version')::integer as version from idempotent_answer`,
  )
  const byKey = new Map(kept.map((row) => [`${row.route} ${row.key}`, row]))
  const missing = told.filter((one) => {
    const row = byKey.get(`${routeOf(one.path)} ${one.key}`)
    return row?.subject_id !== one.dossierId || row.version !== one.after
  })
  return [
    none('acknowledgements whose stored answer is missing or differs', missing.length, 'answers'),
    exactly(
      'stored answers, held against the acknowledgements',
      kept.length,
      told.length + files.length,
      'answers',
    ),
  ]
}

/** As a key is kept: the pattern of the address, and behind it what it was about. */
const routeOf = (path: string): string => {
  const [, room, about, noun] = /^\/api\/(dossiers|tracking)\/([^/]+)\/([^/]+)$/.exec(path) ?? []
  if (!room) return `POST ${path}`
  return `POST /api/${room}/${room === 'dossiers' ? ':id' : ':code'}/${noun} ${about}`
}

const jobsDone = async (loader: ConnectionSettings): Promise<Finding[]> => {
  const [row] = await rowsOf<{ waiting: number; dead: number }>(
    loader,
    'select count(*) filter (where dead_at is null) as waiting, count(*) filter (where dead_at is not null) as dead from job',
  )
  return [
    none('jobs left undone after the drain', row?.waiting ?? 0, 'jobs'),
    none('jobs given up', row?.dead ?? 0, 'jobs'),
  ]
}

const papersPrinted = async ({ loader, dataFolder }: Place): Promise<Finding[]> => {
  const papers = await rowsOf<{
    id: string
    file_sha256: string | null
    file_bytes: number | null
  }>(loader, 'select id, file_sha256, file_bytes from artefact')
  const files = await openFileStore(join(dataFolder, 'files'), await loadSealer(join(dataFolder, 'secrets')))
  let altered = 0
  for (const paper of papers) {
    if (paper.file_sha256 === null) continue
    const bytes = await files.get(paper.id).catch(() => null)
    const hash = bytes && createHash('sha256').update(bytes).digest('hex')
    if (
      hash !== paper.file_sha256 ||
      bytes?.length !== paper.file_bytes ||
      bytes.subarray(0, 5).toString() !== '%PDF-'
    )
      altered += 1
  }
  return [
    none('papers never printed', papers.filter((paper) => paper.file_sha256 === null).length, 'papers'),
    none('papers whose file is missing or not what was hashed', altered, 'papers'),
  ]
}

/** Bytes are there before a row names them: every row's are, and of what was acknowledged none is missing or another's. */
const filesKept = async ({ loader, dataFolder }: Place, told: readonly ToldFile[]): Promise<Finding[]> => {
  const rows = await rowsOf<{ id: string; address: ContentAddress; bytes: number }>(
    loader,
    'select id, address, bytes from dossier_file where address is not null',
  )
  const sealer = await loadSealer(join(dataFolder, 'secrets'))
  const contents = await openContentStore(join(dataFolder, 'contents'), sealer)
  const kept = new Map<string, Buffer>()
  for (const { id, address, bytes } of rows) {
    const found = await contents.get(address).catch(() => null)
    if (found?.length === bytes) kept.set(id, found)
  }
  return [
    toldFigure('files handed in', rows.length, 'files'),
    none('files whose bytes are missing', rows.length - kept.size, 'files'),
    none(
      'acknowledged files that are missing or not what was sent',
      told.filter(({ id, bytes }) => !kept.get(id)?.equals(bytes)).length,
      'files',
    ),
  ]
}
