import type { EventType } from '#dossiers/rules/events.ts'
import { quoted, type Sql } from '../sql.ts'
import type { Tally } from '../tally.ts'
import { tablesOf } from './rows.ts'
import { WRITERS } from './writers.ts'

/** The database looked at afterwards, by the role that passes row-level security: what was written, and by whom. */

// What reading may write: who read, the leaf and the checkpoint of that, that a paper has been printed, who failed how often,
// who searched, and that a process is there.
const WRITTEN_BY_READING = new Set([
  'ledger',
  'ledger_leaf',
  'ledger_key',
  'ledger_checkpoint',
  'failed_attempt',
  'people_search_pace',
  'job',
  'session',
  'process_beat',
])
const PRINTING = ['file_sha256', 'file_bytes', 'rendered_at']

/** One hash for each table's rows: equal before and after when nothing was written. */
export const fingerprint = async (loader: Sql): Promise<Record<string, string>> => {
  const prints: Record<string, string> = {}
  for (const { name } of await tablesOf(loader)) {
    if (WRITTEN_BY_READING.has(name)) continue
    const { print } = await loader.one<{ print: string }>(
      `select md5(coalesce(string_agg(row::text, '|' order by row::text), '')) as print
       from (select to_jsonb(t) - $1::text[] as row from ${quoted(name)} t) as rows`,
      [PRINTING],
    )
    prints[name] = print
  }
  return prints
}

export const changedTables = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name])

/** Tables of a province by a column that they have. */
const tablesWith = async (loader: Sql, column: string): Promise<string[]> => {
  const rows = await loader.all<{ name: string }>(
    `select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attname = $1`,
    [column],
  )
  return rows.map(({ name }) => name)
}

/** A dossier that was there and is no more, as after the law's years of keeping. */
export const deleteDossier = async (loader: Sql, id: string): Promise<void> => {
  const parts = await tablesWith(loader, 'dossier_id')
  // Persons last: their versions point at them.
  for (const table of parts.sort((one, other) => Number(one === 'person') - Number(other === 'person'))) {
    await loader.all(`delete from ${quoted(table)} where dossier_id = $1`, [id])
  }
  await loader.all('delete from job where order_key = $1', [id])
  await loader.all('delete from idempotent_answer where subject_id = $1', [id])
  await loader.all('delete from dossier where id = $1', [id])
}

interface Written {
  type: EventType
  code: string
  actor: string
  roles: string[] | null
  function: string | null
  takes_part: boolean | null
  own_authority: boolean
}

/** Events that were written by somebody whose work they are not. */
export const writtenByOthers = async (loader: Sql): Promise<{ events: number; faults: string[] }> => {
  const rows = await loader.all<Written>(
    `select e.type, d.code, e.actor_id as actor, o.roles, a.function, o.unit_id::text = any (d.units) as takes_part,
       e.authority_id = coalesce(o.authority_id, d.authority_id) and e.authority_id::text = any (d.authorities) as own_authority
     from dossier_event e join dossier d on d.id = e.dossier_id
     left join officer o on o.id::text = e.actor_id left join agency a on a.id = o.unit_id`,
  )
  const faults = rows
    .filter((row) => {
      const lawful = WRITERS[row.type].some((writer) =>
        typeof writer === 'string'
          ? row.roles === null && row.actor === writer.toLowerCase()
          : row.takes_part && row.roles?.includes(writer.role) && row.function === writer.function,
      )
      return !lawful || !row.own_authority
    })
    .map(
      (row) =>
        `${row.type} of ${row.code} by ${row.roles?.join(', ') ?? row.actor} of ${row.function ?? 'nowhere'}`,
    )
  return { events: rows.length, faults }
}

/** Other things an officer leaves behind in a dossier: only the events' writers may. */
export const leftByStrangers = async (loader: Sql): Promise<string[]> => {
  const traces: string[] = []
  const ofDossiers = await tablesWith(loader, 'dossier_id')
  for (const column of ['written_by', 'recorded_by', 'closed_by']) {
    for (const table of (await tablesWith(loader, column)).filter((name) => ofDossiers.includes(name))) {
      const rows = await loader.all<{ who: string }>(
        `select t.${column} as who from ${quoted(table)} t where t.${column} is not null
         and not exists (select from dossier_event e where e.dossier_id = t.dossier_id and e.actor_id = t.${column})`,
      )
      for (const { who } of rows) traces.push(`${table}.${column}: ${who}`)
    }
  }
  const answers = await loader.all<{ route: string; who: string }>(
    `select route, actor_id as who from idempotent_answer i
     where not exists (select from dossier_event e where e.dossier_id = i.subject_id and e.actor_id = i.actor_id)
       and not exists (select from delegation d where d.id = i.subject_id and d.made_by::text = i.actor_id)
       and not exists (select from absence a where a.id = i.subject_id and a.noted_by::text = i.actor_id)
       and not exists (select from dossier_file f where f.dossier_id = i.subject_id and f.handed_in_by = i.actor_id)
       and not exists (select from manifest m where m.id = i.subject_id and m.made_by = i.actor_id)`,
  )
  return [...traces, ...answers.map(({ route, who }) => `answer to ${route} by ${who}`)]
}

export interface Reading {
  /** Granted reads of a dossier or its paper that left no line in the ledger. */
  unwritten: string[]
  /** Lines of reads that were never granted. */
  ungranted: string[]
}

/** The ledger's lines of reading since a moment, against the reads that were granted over HTTP. */
export const readings = async (
  loader: Sql,
  granted: Tally,
  actors: readonly string[],
  since: string,
): Promise<Reading> => {
  const rows = await loader.all<{ key: string; count: number }>(
    `select actor_id || ' ' || subject_id as key, count(*)::integer as count from ledger
     where purpose is not null and subject_id is not null and actor_id = any ($1) and at >= $2::timestamptz group by 1`,
    [actors, since],
  )
  const lines = new Map(rows.map(({ key, count }) => [key, count]))
  const unwritten: string[] = []
  for (const key of granted.names()) {
    for (let missing = granted.of(key) - (lines.get(key) ?? 0); missing > 0; missing -= 1) unwritten.push(key)
  }
  return {
    unwritten,
    ungranted: rows.filter(({ key, count }) => count > granted.of(key)).map(({ key }) => key),
  }
}
