import type pg from 'pg'
import { plain } from '#common/names.ts'
import type { PlainDate } from '#common/time.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { planPublication } from './rules/check-catalogue.ts'
import { Problems } from './rules/problems.ts'
import type { ProcedureContent } from './rules/procedure.ts'
import type { Decision, Known, KnownDraft, Publication, WrittenVersion } from './rules/publication.ts'
import { indexVersions } from './search-index.ts'

/** What a decision did. */
export interface Published {
  decisionId: string
  versions: readonly {
    slug: string
    version: number
    effectiveFrom: PlainDate
    effectiveTo: PlainDate | null
  }[]
  /** Published versions that now end. */
  ended: number
  replacements: number
  /** The legal day in Asia/Ho_Chi_Minh on which it was published. */
  today: PlainDate
}

/** Who makes the ids: the demo's are the same on every machine. */
export type IdFor = (of: 'decision' | 'procedure' | 'version', slug: string, version: number) => string

/**
 * Publishes versions of procedures by a decision. The version before ends on the day before, what is replaced is ended
 * and remembered, and every process reads the catalogue anew. All of it or nothing.
 *
 * @param client inside a transaction of the role that passes row-level security: the command line's
 * @param recordedBy who typed the command, as the system knows them
 * @throws Refusal INVALID `catalogue-invalid` whose `problems` name every place; then nothing is to be committed
 */
export const publishProcedures = async (
  client: pg.ClientBase,
  publication: Publication,
  recordedBy: string,
  idFor: IdFor = newId,
): Promise<Published> => {
  // Two decisions at once: the second waits here, and is then held against what the first has published.
  await client.query('select 1 from reference_generation for update')
  const known = await gather(client, publication)
  const plan = planPublication(publication, known)
  const decisionId = await recordDecision(client, publication.decision, recordedBy, idFor)
  for (const { versionId, lastDay } of plan.endings)
    await client.query('update procedure_version set effective_to = $2 where id = $1', [versionId, lastDay])
  const written: { id: string; version: number }[] = []
  for (const [at, version] of plan.versions.entries())
    written.push(
      await writeVersion(client, version, decisionId, idFor).catch((error: unknown) => {
        throw refusedByDatabase(error, `versions[${at}]`)
      }),
    )
  for (const { replaced, replacing, since } of plan.replacements)
    await client.query(
      `insert into procedure_replacement (replaced_id, replacing_id, decision_id, since)
       select o.id, n.id, $3, $4 from procedure o, procedure n where o.slug = $1 and n.slug = $2`,
      [replaced, replacing, decisionId, since],
    )
  await indexVersions(client, [
    ...written.map(({ id }) => id),
    ...plan.endings.map(({ versionId }) => versionId),
  ])
  await client.query('update reference_generation set generation = generation + 1')
  const versions = plan.versions.map(({ slug, effectiveFrom, effectiveTo }, at) => ({
    slug,
    version: written[at]?.version ?? 0,
    effectiveFrom,
    effectiveTo,
  }))
  return {
    decisionId,
    versions,
    ended: plan.endings.length,
    replacements: plan.replacements.length,
    today: known.today,
  }
}

const gather = async (client: pg.ClientBase, publication: Publication): Promise<Known> => {
  const { rows: procedures } = await client.query(
    'select slug, national_code as "nationalCode" from procedure',
  )
  // As text: the driver would make an instant of a day, in the zone of the machine.
  const { rows: versions } = await client.query(
    `select v.id, p.slug, v.effective_from::text as "effectiveFrom", v.effective_to::text as "effectiveTo"
     from procedure_version v join procedure p on p.id = v.procedure_id where v.status in ('PUBLISHED', 'SUSPENDED')`,
  )
  const { rows: replacements } = await client.query(
    `select o.slug as replaced, n.slug as replacing, r.since::text as since from procedure_replacement r
     join procedure o on o.id = r.replaced_id join procedure n on n.id = r.replacing_id`,
  )
  const { rows: drafts } = await client.query<KnownDraft>(
    `select v.id, p.slug, p.national_code as "nationalCode", v.title, v.level, v.body as content,
       jsonb_array_length(v.questions) as questions
     from procedure_version v join procedure p on p.id = v.procedure_id
     where v.status = 'DRAFT' and v.id = any($1)`,
    [publication.versions.flatMap(({ draftId }) => draftId ?? [])],
  )
  const { rows: functions } = await client.query<{ function: string }>(
    'select distinct function from agency where valid_to is null order by function',
  )
  const { rows: clocks } = await client.query<{ today: PlainDate }>(
    `select (now() at time zone 'Asia/Ho_Chi_Minh')::date::text as today`,
  )
  return {
    today: clocks[0]!.today,
    procedures,
    versions,
    replacements,
    drafts,
    functions: functions.map((row) => row.function),
  }
}

/** A decision that publishes by several files is recorded once. */
const recordDecision = async (
  client: pg.ClientBase,
  { number, issuer, decidedOn, title }: Decision,
  recordedBy: string,
  idFor: IdFor,
): Promise<string> => {
  const { rows } = await client.query<{ id: string }>(
    'select id from publication_decision where number = $1 and issuer = $2 and decided_on = $3',
    [number, issuer, decidedOn],
  )
  if (rows[0]) return rows[0].id
  const id = idFor('decision', number, 0)
  await client.query(
    `insert into publication_decision (id, number, issuer, decided_on, title, recorded_at, recorded_by)
     values ($1, $2, $3, $4, $5, now(), $6)`,
    [id, number, issuer, decidedOn, title, recordedBy],
  )
  return id
}

/** Writes the version over its draft, or as the next one of its procedure. */
const writeVersion = async (
  client: pg.ClientBase,
  version: WrittenVersion,
  decisionId: string,
  idFor: IdFor,
): Promise<{ id: string; version: number }> => {
  const procedureId = await procedureOf(client, version, idFor)
  const { slug, title, level, effectiveFrom, effectiveTo, processVersionId, draftId } = version
  const { rows: numbers } = await client.query<{ next: number }>(
    'select coalesce(max(version), 0) + 1 as next from procedure_version where procedure_id = $1',
    [procedureId],
  )
  const next = numbers[0]?.next ?? 1
  const written = [
    title,
    plain(title),
    level,
    effectiveFrom,
    effectiveTo,
    processVersionId,
    decisionId,
    JSON.stringify(version.content satisfies ProcedureContent),
  ]
  if (draftId === null) {
    const id = idFor('version', slug, next)
    await client.query(
      `insert into procedure_version (id, procedure_id, version, status, title, title_norm, level, effective_from,
         effective_to, process_version_id, decision_id, body)
       values ($9, $10, $11, 'PUBLISHED', $1, $2, $3, $4, $5, $6, $7, $8)`,
      [...written, id, procedureId, next],
    )
    return { id, version: next }
  }
  const { rows } = await client.query<{ version: number }>(
    `update procedure_version set status = 'PUBLISHED', title = $1, title_norm = $2, level = $3, effective_from = $4,
       effective_to = $5, process_version_id = $6, decision_id = $7, body = $8, questions = '[]'
     where id = $9 returning version`,
    [...written, draftId],
  )
  if (!rows[0]) throw new Error(`draft ${draftId} vanished`)
  return { id: draftId, version: rows[0].version }
}

const procedureOf = async (
  client: pg.ClientBase,
  { slug, nationalCode }: WrittenVersion,
  idFor: IdFor,
): Promise<string> => {
  const { rows } = await client.query<{ id: string }>(
    `insert into procedure (id, slug, national_code, created_at) values ($1, $2, $3, now())
     on conflict (slug) do update set national_code = excluded.national_code returning id`,
    [idFor('procedure', slug, 0), slug, nationalCode],
  )
  if (!rows[0]) throw new Error(`procedure ${slug} vanished`)
  return rows[0].id
}

const EXCLUDED = '23P01'
const NO_SUCH_ROW = '23503'

/** What only the database could see: a version that somebody else put there meanwhile, a process that is not there. */
const refusedByDatabase = (error: unknown, place: string): unknown => {
  const { code, constraint } = error as { code?: string; constraint?: string }
  const problems = new Problems()
  if (code === EXCLUDED) problems.found(`${place}.effectiveFrom`, 'VERSIONS_OVERLAP')
  else if (code === NO_SUCH_ROW && constraint?.includes('process_version'))
    problems.found(`${place}.processVersionId`, 'PROCESS_UNKNOWN')
  else return error
  return new Refusal('INVALID', 'catalogue-invalid', { problems: problems.lines })
}
