import type { Bilingual } from '#common/i18n.ts'
import type { PlainDate } from '#common/time.ts'
import type { WorkingCalendar } from '#deadlines/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Kept } from '#platform/kept.ts'
import { notFound } from '#platform/refusal.ts'
import type { ProcedureCase, ProcedureVersion } from './rules/procedure.ts'

/** What `procedure_version.body` holds. */
export interface ProcedureBody {
  titleEn: string
  leadUnit: string
  cases: readonly ProcedureCase[]
  conduct: string
  competent: string
  result: Bilingual
  legalBasis: readonly string[]
  source: string
}

interface ProcedureRow {
  id: string
  procedure_id: string
  slug: string
  national_code: string | null
  version: number
  process_version_id: string
  title: string
  level: 'PROVINCE' | 'COMMUNE'
  effective_from: PlainDate
  body: ProcedureBody
}

const COLUMNS = `v.id, v.procedure_id, p.slug, p.national_code, v.version, v.process_version_id, v.title, v.level,
  v.effective_from, v.body`

const byId = statement<ProcedureRow>(
  'procedure-version',
  `select ${COLUMNS} from procedure_version v join procedure p on p.id = v.procedure_id where v.id = $1`,
)

const inForceBySlug = statement<{ id: string }>(
  'procedure-in-force',
  `select v.id from procedure_version v join procedure p on p.id = v.procedure_id where p.slug = $1 and v.status = 'IN_FORCE'`,
)

const MOST_FOUND = 100

const listInForce = statement<{ id: string }>(
  'procedures-in-force',
  `select v.id from procedure_version v where v.status = 'IN_FORCE' and v.title_norm like '%' || $1 || '%' order by v.title_norm limit $2`,
)

const calendarInForce = statement<{ id: string; version: number }>(
  'calendar-in-force',
  `select id, version from working_calendar
   where valid_to is null and (authority_id = $1 or authority_id is null)
   order by authority_id nulls last, version desc limit 1`,
)

const calendarBody = statement<{ body: WorkingCalendar }>(
  'calendar-body',
  'select body from working_calendar where id = $1 and version = $2',
)

/**
 * Published versions and calendars never change, so each is read once for a process and kept. Which of them is in
 * force is kept for a generation of the reference data, which every request reads with its session: a change is
 * seen by the next request of every process.
 */
export class Catalogue {
  readonly #versions = new Map<string, ProcedureVersion>()
  readonly #calendars = new Map<string, WorkingCalendar>()
  readonly #inForce = new Kept<string>()
  readonly #calendarOf = new Kept<WorkingCalendar>()

  /** @throws Refusal NOT_FOUND */
  async version(tx: Tx, id: string): Promise<ProcedureVersion> {
    const known = this.#versions.get(id)
    if (known) return known
    const [row] = await tx.run(byId, [id])
    if (!row) throw notFound()
    const version = toVersion(row)
    this.#versions.set(id, version)
    return version
  }

  /** The version in force today. @throws Refusal NOT_FOUND */
  async inForce(tx: Tx, generation: string, slug: string): Promise<ProcedureVersion> {
    const id = await this.#inForce.get(generation, slug, async () => {
      const [row] = await tx.run(inForceBySlug, [slug])
      if (!row) throw notFound()
      return row.id
    })
    return this.version(tx, id)
  }

  /** Versions in force whose title holds the words, already folded to plain letters; the first hundred of them. */
  async search(tx: Tx, plainWords: string): Promise<{ versions: ProcedureVersion[]; hasMore: boolean }> {
    const rows = await tx.run(listInForce, [plainWords.replace(/[\\%_]/g, '\\$&'), MOST_FOUND + 1])
    const shown = rows.slice(0, MOST_FOUND)
    const versions = await Promise.all(shown.map((row) => this.version(tx, row.id)))
    return { versions, hasMore: rows.length > MOST_FOUND }
  }

  /** The calendar of an authority today; the province's for an authority that has none, and for null. */
  calendarFor(tx: Tx, generation: string, authorityId: string | null): Promise<WorkingCalendar> {
    return this.#calendarOf.get(generation, authorityId ?? '', () => this.#readCalendar(tx, authorityId))
  }

  async #readCalendar(tx: Tx, authorityId: string | null): Promise<WorkingCalendar> {
    const [row] = await tx.run(calendarInForce, [authorityId])
    if (!row) throw new Error('no working calendar is in force')
    const key = `${row.id}/${row.version}`
    const known = this.#calendars.get(key)
    if (known) return known
    const [found] = await tx.run(calendarBody, [row.id, row.version])
    if (!found) throw new Error(`working calendar ${key} vanished`)
    this.#calendars.set(key, found.body)
    return found.body
  }
}

const toVersion = (row: ProcedureRow): ProcedureVersion => ({
  id: row.id,
  procedureId: row.procedure_id,
  slug: row.slug,
  nationalCode: row.national_code,
  version: row.version,
  processVersionId: row.process_version_id,
  title: row.title,
  titleEn: row.body.titleEn,
  level: row.level,
  effectiveFrom: row.effective_from,
  cases: row.body.cases,
  conduct: row.body.conduct,
  competent: row.body.competent,
  leadUnit: row.body.leadUnit,
  result: row.body.result,
  legalBasis: row.body.legalBasis,
  source: row.body.source,
})
