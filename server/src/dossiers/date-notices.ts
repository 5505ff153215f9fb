import { sql } from 'kysely'
import { noteInLedger } from '#audit/index.ts'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import { findCalendarDecisions } from '#deadlines/index.ts'
import { dossierScope, findOfficers, isWithin, type Officer, type SignedIn } from '#identity/index.ts'
import { query, type Tx } from '#platform/db/database.ts'
import { inserting, joined } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { readMoment } from '#platform/moments.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { cursorOf, newestOwner, ownerName, readCursor, titlesOf } from './lists.ts'
import type { Office } from './office.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DateNoticePage, DateNoticesAsked, TellingInput } from './wire.ts'

/**
 * Whom we owe word of another date. A change of the calendar moves due dates by itself; that somebody who has a paper with
 * the old date in their hand must hear of it is work for people until messages are sent.
 */

/** A due date that a change of the calendar moved. */
export interface MovedDate {
  dossier: Pick<Dossier, 'id' | 'authorityId'>
  calendarChangeId: string
  from: Instant
  to: Instant
  at: Instant
}

// One line for a dossier: from the date they were told last to the one that holds now.
const owe = joined(
  'date-notice-owe',
  [
    inserting(
      'owed',
      'due_notice',
      {
        dossier_id: 'uuid',
        home_authority_id: 'uuid',
        calendar_change_id: 'uuid',
        was_due_at: 'timestamptz',
        due_at: 'timestamptz',
        recorded_at: 'timestamptz',
      },
      `on conflict (dossier_id, home_authority_id) do update set
         was_due_at = case when due_notice.told_at is null then due_notice.was_due_at else due_notice.due_at end,
         due_at = excluded.due_at, calendar_change_id = excluded.calendar_change_id, recorded_at = excluded.recorded_at,
         told_at = null, told_by = null, told_how = null`,
    ),
  ],
  '1',
)

// When they are the same again.
const oweNothing = statement(
  'date-notice-owe-nothing',
  'delete from due_notice where dossier_id = any($1) and was_due_at = due_at',
)

/** Lists who must be told of dates that moved, each of another dossier: in the commit of the move. */
export const listWhoMustBeTold = async (tx: Tx, moved: readonly MovedDate[]): Promise<void> => {
  if (moved.length === 0) return
  const owed = moved.map(({ dossier, calendarChangeId, from, to, at }) => ({
    dossier_id: dossier.id,
    home_authority_id: dossier.authorityId,
    calendar_change_id: calendarChangeId,
    was_due_at: from,
    due_at: to,
    recorded_at: at,
  }))
  await Promise.all([tx.run(...owe(owed)), tx.run(oweNothing, [owed.map(({ dossier_id }) => dossier_id)])])
}

const PAGE = 50

type Listed = DateNoticesAsked['state'] & string

// From the decision until the second look, a minute after the end.
const stillFollowing = statement(
  'date-notices-following',
  'select 1 from due_recomputation where authority_id = $1 and ended_at is null limit 1',
)

/** The two lists: what is in each, and the order in which it is walked. */
const LISTS = {
  /** Of open dossiers, soonest due first; one whose date has moved again since is listed with the new one, soon. */
  OWED: {
    among: sql<boolean>`n.told_at is null and d.issued_at is null and d.closed_at is null
      and n.due_at = d.current_due_at`,
    key: sql<Instant>`n.due_at`,
    direction: 'asc',
    after: sql`>`,
  },
  /** Of the date that holds, the latest first. */
  TOLD: {
    among: sql<boolean>`n.told_at is not null`,
    key: sql<Instant>`n.told_at`,
    direction: 'desc',
    after: sql`<`,
  },
} as const satisfies Record<Listed, unknown>

/** Of the dossiers the policy lets an officer see: who has not been told yet, or who was told. */
export const dateNotices = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  { state = 'OWED', cursor }: DateNoticesAsked,
): Promise<DateNoticePage> => {
  const scope = dossierScope(signedIn.officer)
  if (scope.kind === 'NONE') return { items: [], isBeingMade: false, mayTell: false, nextCursor: null }
  const from = readCursor(cursor)
  const { among, key, direction, after } = LISTS[state]
  let asked = query
    .selectFrom('due_notice as n')
    .innerJoin('dossier as d', 'd.id', 'n.dossier_id')
    .leftJoinLateral(newestOwner, (join) => join.onTrue())
    .select([
      'd.id',
      'd.code',
      'd.procedure_version_id',
      'd.issued_at',
      'd.closed_at',
      'n.was_due_at',
      'n.due_at',
      'n.calendar_change_id',
      'n.told_at',
      'n.told_by',
      'n.told_how',
      'p.person_id',
      'p.person_version',
      'p.sealed',
      key.as('key'),
    ])
    .where(among)
    .where(sql<boolean>`d.authorities @> array[${scope.authorityId}]::text[]`)
    .orderBy(key, direction)
    .orderBy('n.dossier_id', direction)
    .limit(PAGE + 1)
  if (scope.kind === 'UNIT') asked = asked.where(sql<boolean>`d.units && ${[...scope.unitIds]}::text[]`)
  if (from?.key)
    asked = asked.where(
      sql<boolean>`(${key}, n.dossier_id) ${after} (${from.key}::timestamptz, ${from.id}::uuid)`,
    )
  const [rows, following] = await Promise.all([
    tx.all(asked),
    tx.run(stillFollowing, [scope.authorityId]),
    noteInLedger(
      tx,
      {
        actorId: signedIn.officer.id,
        authorityId: signedIn.officer.authorityId,
        act: 'DATE_NOTICES_LISTED',
        subjectId: null,
        purpose: 'HANDLING',
        requestId,
      },
      signedIn.now,
    ),
  ])
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const [decisions, tellers] = await Promise.all([
    findCalendarDecisions(
      tx,
      page.map((row) => row.calendar_change_id),
    ),
    findOfficers(tx, [...new Set(page.flatMap((row) => row.told_by ?? []))]),
  ])
  const items = await Promise.all(
    page.map(async (row) => {
      const decision = decisions.find(({ id }) => id === row.calendar_change_id)
      return {
        dossierId: row.id,
        code: row.code,
        procedure: titlesOf(await office.catalogue.version(tx, row.procedure_version_id)),
        ownerName: ownerName(office, row),
        wasDueAt: rfc3339InHanoi(row.was_due_at as Instant),
        dueAt: rfc3339InHanoi(row.due_at as Instant),
        decision: decision ? `${decision.number}: ${decision.title}` : '',
        told:
          row.told_at === null
            ? null
            : {
                at: rfc3339InHanoi(row.told_at as Instant),
                by: tellers.find(({ id }) => id === row.told_by)?.full_name ?? '',
                how: row.told_how as TellingInput['how'],
                mayBeTakenBack: isOpen(row),
              },
      }
    }),
  )
  return {
    items,
    isBeingMade: following.length > 0,
    mayTell: speaksForTheCentre(signedIn.officer),
    nextCursor: rows.length > PAGE && last ? cursorOf(last.key, last.id) : null,
  }
}

const speaksForTheCentre = ({ roles }: Officer): boolean =>
  roles.some((role) => role === 'RECEPTIONIST' || role === 'CENTRE_HEAD')

interface Notice {
  due_at: Instant
  current_due_at: Instant | null
  issued_at: Instant | null
  closed_at: Instant | null
  told_at: Instant | null
  told_by: string | null
  told_how: string | null
  units: string[]
  authorities: string[]
}

// Locked first and then read: whoever waited for a date that moved would else read the new line beside the dossier as it was.
const holdNotice = statement('date-notice-hold', 'select 1 from due_notice where dossier_id = $1 for update')

const noticeOf = statement<Notice>(
  'date-notice-of',
  `select n.due_at, n.told_at, n.told_by, n.told_how, d.current_due_at, d.issued_at, d.closed_at, d.units, d.authorities
   from due_notice n join dossier d on d.id = n.dossier_id where n.dossier_id = $1`,
)

const tell = statement<{ dossier_id: string }>(
  'date-notice-told',
  `update due_notice set told_at = $2, told_by = $3, told_how = $4 where dossier_id = $1 and told_at is null
   returning dossier_id`,
)

/**
 * Notes that the citizen was told of the new date; saying it twice is saying it once.
 *
 * @throws Refusal NOT_FOUND when nothing is owed or may be known, NOT_ALLOWED for who does not speak for the centre,
 *   CHANGED when the date has moved again since
 */
export const noteTold = async (
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  dossierId: string,
  { dueAt, how }: TellingInput,
): Promise<void> => {
  const { officer, now } = signedIn
  await noticeFor(tx, officer, dossierId, dueAt)
  const told = await tx.run(tell, [dossierId, now, officer.id, how])
  if (told.length === 0) return
  await noteInLedger(
    tx,
    {
      actorId: officer.id,
      authorityId: officer.authorityId,
      act: 'DATE_TOLD',
      subjectId: dossierId,
      purpose: null,
      requestId,
      detail: { how },
    },
    now,
  )
}

const takeBack = statement<{ dossier_id: string }>(
  'date-notice-taken-back',
  'update due_notice set told_at = null, told_by = null, told_how = null where dossier_id = $1 returning dossier_id',
)

/**
 * Notes that the citizen was not told after all, so that they are to be told again. The ledger keeps both, and whose
 * telling it was; taking back what nobody noted is nothing.
 *
 * @throws Refusal as noteTold; CONFLICT `no-date-to-tell` when the result has been issued, or it was stopped: nobody is to be told of a date any more
 */
export const takeTellingBack = async (
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  dossierId: string,
  dueAt: string,
): Promise<void> => {
  const { officer, now } = signedIn
  const notice = await noticeFor(tx, officer, dossierId, dueAt)
  const { told_at: toldAt, told_by: toldBy, told_how: how } = notice
  if (!isOpen(notice)) throw new Refusal('CONFLICT', 'no-date-to-tell')
  if (toldAt === null) return
  await tx.run(takeBack, [dossierId])
  await noteInLedger(
    tx,
    {
      actorId: officer.id,
      authorityId: officer.authorityId,
      act: 'DATE_TOLD_TAKEN_BACK',
      subjectId: dossierId,
      purpose: null,
      requestId,
      detail: { how, toldBy, toldAt: rfc3339InHanoi(toldAt) },
    },
    now,
  )
}

const isOpen = (row: { issued_at: string | null; closed_at: string | null }): boolean =>
  row.issued_at === null && row.closed_at === null

/** What is owed on a dossier, locked, for somebody who may note that it was told. */
const noticeFor = async (tx: Tx, officer: Officer, dossierId: string, dueAt: string): Promise<Notice> => {
  const [, [notice]] = await Promise.all([tx.run(holdNotice, [dossierId]), tx.run(noticeOf, [dossierId])])
  if (!notice || !isWithin(dossierScope(officer), notice)) throw notFound()
  if (!speaksForTheCentre(officer)) throw new Refusal('NOT_ALLOWED', 'for-the-centre-only')
  // Papers asked for or another term move a date as well, and tell of it: what holds is what the dossier says.
  const holds = notice.current_due_at ?? notice.due_at
  if (readMoment(dueAt, 'dueAt') !== holds || notice.due_at !== holds)
    throw new Refusal('CHANGED', 'date-moved-again', { dueAt: rfc3339InHanoi(holds) })
  return notice
}
