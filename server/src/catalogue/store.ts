import type { PlainDate } from '#common/time.ts'
import { legalDayOf } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Kept } from '#platform/kept.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { ProcedureContent, ProcedureLevel, ProcedureVersion } from './rules/procedure.ts'
import type { Decision } from './rules/publication.ts'
import { type Holding, type Standing, standingOn, versionOn } from './rules/receivable.ts'
import { searchProcedures } from './search.ts'

/** What `procedure_version.body` holds. */
export type ProcedureBody = ProcedureContent

interface ProcedureRow {
  id: string
  procedure_id: string
  slug: string
  national_code: string | null
  version: number
  process_version_id: string | null
  title: string
  level: ProcedureLevel | null
  effective_from: PlainDate
  effective_to: PlainDate | null
  body: ProcedureBody
}

const byIds = statement<ProcedureRow>(
  'procedure-versions',
  `select v.id, v.procedure_id, p.slug, p.national_code, v.version, v.process_version_id, v.title, v.level,
     v.effective_from, v.effective_to, v.body
   from procedure_version v join procedure p on p.id = v.procedure_id
   -- Also one of which only the name is kept: a dossier that was taken over is read by it.
   where v.id = any ($1::uuid[]) and v.status <> 'DRAFT'`,
)

interface PublishedRow {
  id: string
  version: number
  status: 'PUBLISHED' | 'SUSPENDED'
  effective_from: PlainDate
  effective_to: PlainDate | null
  number: string | null
  issuer: string | null
  decided_on: PlainDate | null
  decision_title: string | null
}

const publishedBySlug = statement<PublishedRow>(
  'procedure-published',
  `select v.id, v.version, v.status, v.effective_from, v.effective_to,
     d.number, d.issuer, d.decided_on, d.title as decision_title
   from procedure_version v
   join procedure p on p.id = v.procedure_id
   left join publication_decision d on d.id = v.decision_id
   where p.slug = $1 and v.status in ('PUBLISHED', 'SUSPENDED') order by v.effective_from`,
)

const publishedNamed = statement<{ id: string }>(
  'procedure-versions-named',
  `select v.id from procedure_version v join procedure p on p.id = v.procedure_id
   where v.status <> 'DRAFT' and (p.slug = any ($1::text[]) or v.body->>'field' = any ($1::text[]))`,
)

const replacementsOf = statement<{ is_older: boolean; slug: string; title: string; since: PlainDate }>(
  'procedure-replacements',
  `select r.replaced_id = o.id as is_older, o.slug, t.title, r.since
   from procedure p
   join procedure_replacement r on p.id in (r.replaced_id, r.replacing_id)
   join procedure o on o.id in (r.replaced_id, r.replacing_id) and o.id <> p.id
   join lateral (select v.title from procedure_version v where v.procedure_id = o.id and v.status <> 'DRAFT'
     order by v.effective_from desc limit 1) t on true
   where p.slug = $1 order by r.since, o.slug`,
)

const MOST_LISTED = 100
const MOST_FOUND = 30

const holdingOfVersions = statement<{
  id: string
  status: PublishedRow['status']
  effective_to: PlainDate | null
}>(
  'procedures-holding-of',
  'select id, status, effective_to from procedure_version where id = any ($1::uuid[])',
)

const topicsHolding = statement<{ field: string | null; agency: string | null; procedures: number }>(
  'procedure-topics',
  `select field, agency, count(*) as procedures from procedure_search
   where effective_from <= $1 and (effective_to is null or effective_to >= $1) group by field, agency`,
)

/** A procedure as it stands on a day: the version to show, who published it, and what stands before and after it. */
export interface Described {
  version: ProcedureVersion
  standing: Standing
  decision: Decision | null
  /** Every published version, the first one first. */
  versions: readonly (Holding & { version: number })[]
  replaces: readonly RelatedProcedure[]
  replacedBy: readonly RelatedProcedure[]
}

export interface RelatedProcedure {
  slug: string
  title: string
  since: PlainDate
}

/** What to look for: words as typed, empty for everything; a field or an agency by its name, null for any. */
export interface Wanted {
  words: string
  field: string | null
  agency: string | null
}

/** What was found, best first; without words by field and title. Those after `exact` are only closest to the words. */
export interface FoundProcedures {
  found: readonly Pick<Described, 'version' | 'standing'>[]
  exact: number
  hasMore: boolean
}

/** What the procedures of a day are about, each with how many there are. */
export interface Topics {
  fields: readonly Topic[]
  agencies: readonly Topic[]
}

export interface Topic {
  name: string
  procedures: number
}

/**
 * What a published version says never changes, so each is read once for a process and kept. Which of them holds, until
 * when, and whether it is suspended is kept for a generation of the reference data, to which the legal day belongs: a
 * change is seen by the next request of every process, and midnight is one.
 */
export class Catalogue {
  readonly #versions = new Map<string, ProcedureVersion>()
  readonly #described = new Kept<Described>()
  readonly #topics = new Kept<Topics>()
  readonly #named = new Kept<readonly string[]>()

  /**
   * A published version, for a dossier that was accepted under it. Its last day is the one that was known when this
   * process first read it. @throws Refusal NOT_FOUND
   */
  async version(tx: Tx, id: string): Promise<ProcedureVersion> {
    if (!this.#versions.has(id)) await this.#learn(tx, [id])
    const version = this.#versions.get(id)
    if (!version) throw notFound()
    return version
  }

  /** Every version there ever was of these procedures, each named by its slug or its field: their ids. */
  versionsNamed(tx: Tx, generation: string, names: readonly string[]): Promise<readonly string[]> {
    return this.#named.get(generation, JSON.stringify(names), async () =>
      (await tx.run(publishedNamed, [names])).map(({ id }) => id),
    )
  }

  async #learn(tx: Tx, ids: readonly string[]): Promise<void> {
    for (const row of await tx.run(byIds, [ids])) this.#versions.set(row.id, toVersion(row))
  }

  /**
   * The version that holds today and is not suspended: what a dossier may be received under.
   * @throws Refusal NOT_FOUND; CONFLICT when it is suspended, over or not yet in force
   */
  async inForce(tx: Tx, generation: string, slug: string): Promise<ProcedureVersion> {
    const { version, standing } = await this.described(tx, generation, slug)
    if (standing === 'SUSPENDED') throw new Refusal('CONFLICT', 'procedure-suspended')
    if (standing !== 'IN_FORCE') throw new Refusal('CONFLICT', 'procedure-not-in-force', { standing })
    return version
  }

  /** The procedure as anybody may read about it today, also one that is suspended, over or to come. @throws Refusal NOT_FOUND */
  described(tx: Tx, generation: string, slug: string): Promise<Described> {
    return this.#described.get(generation, slug, async () => {
      const [rows, related] = await Promise.all([
        tx.run(publishedBySlug, [slug]),
        tx.run(replacementsOf, [slug]),
      ])
      const day = legalDayOf(generation)
      const versions = rows.map((row) => ({ ...row, ...holdingOf(row) }))
      const shown = versionOn(versions, day)
      if (!shown) throw notFound()
      return {
        version: { ...(await this.version(tx, shown.id)), effectiveTo: shown.effectiveTo },
        standing: standingOn(shown, day),
        decision: decisionOf(shown),
        versions: versions.map(({ version, effectiveFrom, effectiveTo, isSuspended }) => ({
          version,
          effectiveFrom,
          effectiveTo,
          isSuspended,
        })),
        replaces: related.filter(({ is_older }) => is_older).map(toRelated),
        replacedBy: related.filter(({ is_older }) => !is_older).map(toRelated),
      }
    })
  }

  /** What holds today and fits; without words the first hundred, with words the thirty that fit best. */
  async search(tx: Tx, generation: string, { words, field, agency }: Wanted): Promise<FoundProcedures> {
    const day = legalDayOf(generation)
    const limit = words.trim() === '' ? MOST_LISTED : MOST_FOUND
    const { ids, exact, hasMore } = await searchProcedures(tx, { words, day, field, agency, limit })
    return { found: await this.#standing(tx, ids), exact, hasMore }
  }

  /** Versions that hold today, in the order asked for, each with what may have changed since it was first read. */
  async #standing(tx: Tx, ids: readonly string[]): Promise<FoundProcedures['found']> {
    if (ids.length === 0) return []
    const unknown = ids.filter((id) => !this.#versions.has(id))
    if (unknown.length > 0) await this.#learn(tx, unknown)
    const rows = new Map((await tx.run(holdingOfVersions, [ids])).map((row) => [row.id, row]))
    return Promise.all(
      ids.map(async (id) => {
        const row = rows.get(id)
        return {
          version: { ...(await this.version(tx, id)), effectiveTo: row?.effective_to ?? null },
          standing: row?.status === 'SUSPENDED' ? ('SUSPENDED' as const) : ('IN_FORCE' as const),
        }
      }),
    )
  }

  /** The fields and the agencies of what holds today, by name; what no source states is not among them. */
  topics(tx: Tx, generation: string): Promise<Topics> {
    return this.#topics.get(generation, '', async () => {
      const rows = await tx.run(topicsHolding, [legalDayOf(generation)])
      return {
        fields: counted(rows.map(({ field, procedures }) => [field, procedures])),
        agencies: counted(rows.map(({ agency, procedures }) => [agency, procedures])),
      }
    })
  }
}

const toVersion = (row: ProcedureRow): ProcedureVersion => ({
  ...row.body,
  id: row.id,
  procedureId: row.procedure_id,
  slug: row.slug,
  nationalCode: row.national_code,
  version: row.version,
  processVersionId: row.process_version_id,
  title: row.title,
  level: row.level,
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
})

const holdingOf = (row: PublishedRow): Holding => ({
  effectiveFrom: row.effective_from,
  effectiveTo: row.effective_to,
  isSuspended: row.status === 'SUSPENDED',
})

const decisionOf = ({ number, issuer, decided_on, decision_title }: PublishedRow): Decision | null =>
  number === null || issuer === null || decided_on === null || decision_title === null
    ? null
    : { number, issuer, decidedOn: decided_on, title: decision_title }

const toRelated = ({ slug, title, since }: RelatedProcedure): RelatedProcedure => ({ slug, title, since })

const counted = (rows: readonly (readonly [name: string | null, procedures: number])[]): Topic[] => {
  const counts = new Map<string, number>()
  for (const [name, procedures] of rows)
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + procedures)
  return [...counts]
    .map(([name, procedures]) => ({ name, procedures }))
    .sort((a, b) => inVietnamese.compare(a.name, b.name))
}

const inVietnamese = new Intl.Collator('vi')
