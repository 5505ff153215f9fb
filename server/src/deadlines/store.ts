import type { Instant, PlainDate } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Kept } from '#platform/kept.ts'
import type { WorkingCalendar } from './rules/calendar.ts'

const inForce = statement<{ key: string; version: number; change_id: string | null }>(
  'calendar-in-force',
  `select key, version, change_id from working_calendar
   where valid_to is null and (authority_id = $1 or authority_id is null)
   order by authority_id nulls last, version desc limit 1`,
)

const bodyOf = statement<{ body: WorkingCalendar }>(
  'calendar-body',
  'select body from working_calendar where key = $1 and version = $2',
)

export interface CalendarDecisionRow {
  id: string
  number: string
  title: string
}

const decisionsById = statement<CalendarDecisionRow>(
  'calendar-decisions',
  'select id, number, title from calendar_change where id = any($1)',
)

/** The decisions behind changes of calendars, in no order. */
export const findCalendarDecisions = async (
  tx: Tx,
  ids: readonly string[],
): Promise<CalendarDecisionRow[]> => (ids.length === 0 ? [] : tx.run(decisionsById, [[...new Set(ids)]]))

const knownUntil = statement<{ day: PlainDate | null }>(
  'calendars-known-until',
  `select min(body ->> 'validTo') as day from working_calendar w
   where not exists (select from working_calendar n where n.key = w.key and n.version > w.version)`,
)

/** The first day of which some calendar does not know whether it is off; null: there is no calendar. */
export const findKnownUntil = async (tx: Tx): Promise<PlainDate | null> =>
  (await tx.run(knownUntil, []))[0]?.day ?? null

/** A decision and how far the open due dates of an authority have followed it. */
export interface FollowedDecision extends CalendarDecisionRow {
  issuer: string
  decided_on: PlainDate
  made_at: Instant
  looked_at: number
  moved: number
  ended_at: Instant | null
}

const decisionsOf = statement<FollowedDecision>(
  'calendar-decisions-of',
  `select c.id, c.number, c.title, c.issuer, c.decided_on, c.made_at, r.looked_at, r.moved,
     case when r.second_look then coalesce(r.ended_at, r.not_before) end as ended_at
   from due_recomputation r join calendar_change c on c.id = r.change_id
   where r.authority_id = $1 order by c.made_at desc limit 50`,
)

/** The decisions that changed the calendar of an authority, newest first; the last fifty. */
export const findFollowedDecisions = (tx: Tx, authorityId: string): Promise<FollowedDecision[]> =>
  tx.run(decisionsOf, [authorityId])

/**
 * Published versions never change, so each is read once for a process and kept. Which is in force is kept for a
 * generation of the reference data, which every request reads with its session: a change is seen by the next request
 * of every process.
 */
export class Calendars {
  readonly #versions = new Map<string, WorkingCalendar>()
  readonly #ofAuthority = new Kept<WorkingCalendar>()

  /** The calendar of an authority now; the province's for an authority that has none, and for null. */
  inForce(tx: Tx, generation: string, authorityId: string | null): Promise<WorkingCalendar> {
    return this.#ofAuthority.get(
      generation,
      authorityId ?? '',
      async () => (await this.current(tx, authorityId)).calendar,
    )
  }

  /** The calendar of an authority as it stands in the database at this moment, and the decision that made it so. */
  async current(
    tx: Tx,
    authorityId: string | null,
  ): Promise<{ calendar: WorkingCalendar; changeId: string | null }> {
    const [row] = await tx.run(inForce, [authorityId])
    if (!row) throw new Error('no working calendar is in force')
    const { key: id, version, change_id: changeId } = row
    return { calendar: await this.version(tx, { id, version }), changeId }
  }

  /** A version as published, whether or not it still holds: what a dossier was accepted under. */
  async version(tx: Tx, { id, version }: { id: string; version: number }): Promise<WorkingCalendar> {
    const key = `${id}/${version}`
    const known = this.#versions.get(key)
    if (known) return known
    const [row] = await tx.run(bodyOf, [id, version])
    if (!row) throw new Error(`working calendar ${key} vanished`)
    this.#versions.set(key, row.body)
    return row.body
  }
}
