import type pg from 'pg'
import { hanoiDateOf, type Instant, type PlainDate } from '#common/time.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { daysThatDiffer, type WorkingCalendar } from './rules/calendar.ts'
import { changedBy, concerning } from './rules/calendar-change.ts'
import { type CalendarDecision, mustBeDecided } from './rules/calendar-decision.ts'

/** What a decision did: which calendars have a new version, and whose open due dates will follow. */
export interface PublishedCalendars {
  changeId: string
  calendars: readonly { id: string; version: number; differing: readonly PlainDate[] }[]
  authorities: number
}

interface CalendarRow {
  id: string
  key: string
  version: number
  authority_id: string | null
  body: WorkingCalendar
}

/**
 * Publishes a decision on days off or hours: a new version of the calendar it concerns, and for a decision of the province
 * of every agency's own, which keeps what it declared itself. In the same commit the open due dates of all who work by
 * them are marked to be reckoned anew; the worker does it.
 *
 * @param client inside a transaction of the role that passes row-level security: the command line's
 * @param madeBy who typed the command, as the system knows them
 * @throws Refusal INVALID when the decision cannot be applied, CONFLICT when it was published before, and nothing is written
 */
export const publishCalendar = async (
  client: pg.ClientBase,
  wanted: CalendarDecision,
  madeBy: string,
): Promise<PublishedCalendars> => {
  const { decision, agency, change } = wanted
  // Two decisions at once: the second waits here and then builds on the version of the first.
  const { rows: current } = await client.query<CalendarRow>(
    'select id, key, version, authority_id, body from working_calendar where valid_to is null order by key for update',
  )
  const { rows: clocks } = await client.query<{ now: string }>('select clock_timestamp() as now')
  const now = new Date(clocks[0]?.now ?? '').toISOString() as Instant
  const today = hanoiDateOf(now)
  mustBeDecided(wanted, today)
  const authorityId = agency === null ? null : await authorityOf(client, agency, today)
  const concerned = calendarsFor(current, authorityId, agency)

  const { rows: known } = await client.query(
    'select 1 from calendar_change where number = $1 and issuer = $2 and decided_on = $3 and change = $4::jsonb',
    [decision.number, decision.issuer, decision.decidedOn, JSON.stringify({ agency, ...change })],
  )
  if (known.length > 0)
    throw new Refusal('CONFLICT', 'decision-published-before', { number: decision.number })

  const changeId = newId()
  await client.query(
    `insert into calendar_change (id, number, issuer, decided_on, title, change, made_at, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      changeId,
      decision.number,
      decision.issuer,
      decision.decidedOn,
      decision.title,
      JSON.stringify({ agency, ...change }),
      now,
      madeBy,
    ],
  )
  const calendars: PublishedCalendars['calendars'][number][] = []
  let authorities = 0
  for (const { row, isNew } of concerned) {
    const isBranch = agency === null && row.authority_id !== null
    const its = isBranch ? concerning(row.body, change) : change
    if (its === null) continue
    const next = changedBy(row.body, its, today, agency === null ? 'PROVINCE' : 'AGENCY')
    if (!isNew)
      await client.query('update working_calendar set valid_to = $3 where id = $1 and version = $2', [
        row.id,
        row.version,
        today,
      ])
    await client.query(
      `insert into working_calendar (id, authority_id, key, version, body, valid_from, change_id)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, row.authority_id, row.key, next.version, JSON.stringify(next), today, changeId],
    )
    authorities += await markForRecomputation(client, row, changeId, now)
    calendars.push({ id: row.key, version: next.version, differing: differing(row.body, next) })
  }
  await client.query(
    `insert into ledger (id, at, actor_id, authority_id, act, subject_id, detail)
     values ($1, $2, $3, $4, 'CALENDAR_CHANGED', $5, '{}')`,
    [newId(), now, madeBy, authorityId, changeId],
  )
  await client.query('update reference_generation set generation = generation + 1')
  return { changeId, calendars, authorities }
}

/** The days that change, within those either version knows of and those it names. */
const differing = (before: WorkingCalendar, after: WorkingCalendar): readonly PlainDate[] => {
  const ends = [before.validFrom, after.validTo, ...after.exceptions.map(({ date }) => date)].sort()
  return daysThatDiffer(before, after, ends[0]!, ends.at(-1)!)
}

/**
 * A decision of the province changes its calendar and every agency's own; one for an agency its own, which begins as a
 * copy of the province's.
 */
const calendarsFor = (
  current: readonly CalendarRow[],
  authorityId: string | null,
  agency: string | null,
): { row: CalendarRow; isNew: boolean }[] => {
  if (authorityId === null || agency === null) return current.map((row) => ({ row, isNew: false }))
  const own = current.find((row) => row.authority_id === authorityId)
  if (own) return [{ row: own, isNew: false }]
  const province = current.find((row) => row.authority_id === null)
  if (!province) throw new Error('the province has no working calendar')
  const body = { ...province.body, id: agency, version: 0 }
  return [{ row: { id: newId(), key: agency, version: 0, authority_id: authorityId, body }, isNew: true }]
}

const authorityOf = async (client: pg.ClientBase, code: string, today: PlainDate): Promise<string> => {
  const { rows } = await client.query<{ id: string }>(
    `select id from agency where code = $1 and kind = 'AUTHORITY' and (valid_to is null or valid_to >= $2)`,
    [code, today],
  )
  if (!rows[0]) throw new Refusal('INVALID', 'agency-unknown', { agency: code })
  return rows[0].id
}

/** One line for each authority that works by the calendar: its own, or for the province's whoever has none. */
const markForRecomputation = async (
  client: pg.ClientBase,
  calendar: Pick<CalendarRow, 'authority_id'>,
  changeId: string,
  now: Instant,
): Promise<number> => {
  const { rows } = await client.query<{ id: string }>(
    `select a.id from agency a
     where a.kind = 'AUTHORITY' and (
       a.id = $1 or ($1::uuid is null and not exists (
         select 1 from working_calendar c where c.authority_id = a.id and c.valid_to is null)))`,
    [calendar.authority_id],
  )
  for (const { id } of rows)
    await client.query(
      'insert into due_recomputation (id, change_id, authority_id, not_before) values ($1, $2, $3, $4)',
      [newId(), changeId, id, now],
    )
  return rows.length
}
