import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import { plain, tidy } from '#common/names.ts'
import type { PlainDate } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { newId } from '#platform/ids.ts'
import { NOTHING_STATED, type ProcedureContent, type ProcedureVersion } from './rules/procedure.ts'

/**
 * Procedures that dossiers of another software were of, and which were never published here: of such a one the name is kept,
 * so that what is over can be read, found and counted. Nobody finds it in the catalogue and nothing is received under it.
 */

/** Every published version, for finding out which of ours one of theirs is. */
export interface PublishedVersion {
  id: string
  slug: string
  national_code: string | null
  title: string
  effective_from: PlainDate
}

const published = statement<PublishedVersion>(
  'procedures-published-all',
  `select v.id, p.slug, p.national_code, v.title, v.effective_from
   from procedure_version v join procedure p on p.id = v.procedure_id
   where v.status in ('PUBLISHED', 'SUSPENDED') order by v.effective_from`,
)

export const publishedVersions = (tx: Tx): Promise<PublishedVersion[]> => tx.run(published, [])

/** The version that keeps each name, by the name; made where there is none yet. @param today the day on which it is kept */
export const keepNames = async (
  client: ClientBase,
  names: readonly string[],
  source: string,
  today: PlainDate,
): Promise<ReadonlyMap<string, ProcedureVersion>> => {
  const wanted = new Map(names.map((name) => [slugOf(name), name]))
  if (wanted.size === 0) return new Map()
  const found = await keptBySlug(client, [...wanted.keys()])
  for (const [slug, name] of wanted)
    if (!found.has(slug)) found.set(slug, await keep(client, slug, name, source, today))
  return new Map(
    [...wanted].map(([slug, name]) => [name, versionOf(slug, name, found.get(slug)!, source, today)]),
  )
}

const versionOf = (
  slug: string,
  name: string,
  { id, procedureId }: Ids,
  source: string,
  today: PlainDate,
): ProcedureVersion => ({
  ...nothingBut(source),
  id,
  procedureId,
  slug,
  nationalCode: null,
  version: 1,
  processVersionId: null,
  title: name,
  level: null,
  effectiveFrom: today,
  effectiveTo: today,
})

interface Ids {
  id: string
  procedureId: string
}

const keptBySlug = async (client: ClientBase, slugs: readonly string[]): Promise<Map<string, Ids>> => {
  const { rows } = await client.query<{ slug: string } & Ids>(
    `select p.slug, v.id, p.id as "procedureId" from procedure_version v join procedure p on p.id = v.procedure_id
     where p.slug = any ($1) and v.status = 'KEPT'`,
    [slugs],
  )
  return new Map(rows.map(({ slug, ...ids }) => [slug, ids]))
}

const keep = async (
  client: ClientBase,
  slug: string,
  name: string,
  source: string,
  today: PlainDate,
): Promise<Ids> => {
  const [id, procedureId] = [newId(), newId()]
  await client.query(`insert into procedure (id, slug, created_at) values ($1, $2, now())`, [
    procedureId,
    slug,
  ])
  await client.query(
    `insert into procedure_version (id, procedure_id, version, status, title, title_norm, level, effective_from,
       effective_to, body)
     values ($1, $2, 1, 'KEPT', $3, $4, null, $5, $5, $6)`,
    [id, procedureId, name, plain(name), today, JSON.stringify(nothingBut(source))],
  )
  return { id, procedureId }
}

const slugOf = (name: string): string =>
  `giu-ten-${createHash('sha256').update(tidy(name).toLocaleLowerCase('vi')).digest('hex').slice(0, 24)}`

const nothingBut = (source: string): ProcedureContent => ({
  ...NOTHING_STATED,
  cases: [
    { id: 'chung', name: { vi: 'Mọi trường hợp', en: 'Every case' }, papers: [], sets: null, channels: [] },
  ],
  source: `Tên thủ tục giữ lại khi chuyển hồ sơ từ ${source}; không có nội dung nào khác.`,
})
