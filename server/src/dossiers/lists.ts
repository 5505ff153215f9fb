import { type RawBuilder, sql } from 'kysely'
import { noteInLedger } from '#audit/index.ts'
import { addDays, type Instant, instantAt, isInstant, isPlainDate, rfc3339InHanoi } from '#common/time.ts'
import { EARLIEST_DAY } from '#common/typed.ts'
import { type Officer, type Post, type SignedIn, sharesOf } from '#identity/index.ts'
import { query, type Tx } from '#platform/db/database.ts'
import { isUuid } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { unreadOfCitizen } from './files-store.ts'
import type { Office } from './office.ts'
import { unsealPerson } from './people.ts'
import type { Dossier, TaskKind } from './rules/dossier.ts'
import { timeLeft } from './rules/time-left.ts'
import { taskName } from './task-words.ts'
import { moment } from './views.ts'
import type { DossierListPage, InboxPage } from './wire.ts'

const PAGE = 50

// The last day that has a morrow to reckon with.
const LATEST_DAY = '9999-12-30'

/** A place in a list: the sort key and the id that breaks ties, so that rows that come meanwhile are not skipped. */
export const cursorOf = (key: string | null, id: string): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

export const readCursor = (text: string | undefined): { key: string | null; id: string } | null => {
  if (text === undefined) return null
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown]
    if ((key === null || (isInstant(key) && key > '0001')) && typeof id === 'string' && isUuid(id))
      return { key, id }
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('INVALID', 'cursor-unknown')
}

/** The owner as last corrected, for the dossier `d` of a list. */
export const newestOwner = query
  .selectFrom('person')
  .select(['person.id as person_id', 'person.version as person_version', 'person.sealed'])
  .where(sql<boolean>`person.id = d.owner_id`)
  .orderBy('version', 'desc')
  .limit(1)
  .as('p')

export const titlesOf = ({ title, titleEn }: { title: string; titleEn: string | null }) => ({
  title,
  titleEn,
})

// Of what was stored before terms could stand still: null.
const pausesOf = sql<Dossier['pauses'] | null>`d.position -> 'pauses'`.as('pauses')

// Tasks without a due time come last: later than any of them.
const NEVER = 'infinity'

/** Open tasks of the posts an officer holds, soonest due first. */
export const inbox = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  cursor?: string,
): Promise<InboxPage> => {
  const from = readCursor(cursor)
  const due = sql<string>`coalesce(t.due_at, 'infinity')`
  let asked = query
    .selectFrom('task as t')
    .innerJoin('dossier as d', 'd.id', 't.dossier_id')
    .leftJoinLateral(newestOwner, (join) => join.onTrue())
    .select([
      't.id as task_id',
      't.node',
      't.kind',
      't.opened_at',
      't.due_at',
      'd.id as dossier_id',
      'd.code',
      'd.authority_id',
      'd.process_version_id',
      'd.current_due_at',
      pausesOf,
      'd.procedure_version_id',
      'p.person_id',
      'p.person_version',
      'p.sealed',
      sql<number>`${sql.raw(unreadOfCitizen('d.id'))}`.as('new_files'),
    ])
    .where('t.closed_at', 'is', null)
    .where(await ofPosts(office, tx, signedIn))
    .where(sql<boolean>`(t.officer_id is null or t.officer_id = any(${standsInFor(signedIn.officer)}))`)
    .orderBy(due)
    .orderBy('t.id')
    .limit(PAGE + 1)
  if (from)
    asked = asked.where(sql<boolean>`(${due}, t.id) > (${from.key ?? NEVER}::timestamptz, ${from.id}::uuid)`)
  const [rows] = await Promise.all([tx.all(asked), noteList(tx, signedIn, 'INBOX_READ', requestId)])
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const items = await Promise.all(
    page.map(async (row) => {
      const process = row.process_version_id
        ? await office.processes.version(tx, row.process_version_id)
        : null
      const procedure = await office.catalogue.version(tx, row.procedure_version_id)
      const calendar = await office.calendars.inForce(tx, signedIn.generation, row.authority_id)
      return {
        taskId: row.task_id,
        dossierId: row.dossier_id,
        code: row.code,
        kind: row.kind as TaskKind,
        stepName: taskName(process, { node: row.node, kind: row.kind as TaskKind }),
        procedure: titlesOf(procedure),
        ownerName: ownerName(office, row),
        newFiles: row.new_files,
        openedAt: rfc3339InHanoi(row.opened_at as Instant),
        dueAt: moment(row.due_at as Instant | null),
        dossierDueAt: moment(row.current_due_at as Instant | null),
        workingTimeLeft: timeLeft(
          calendar,
          {
            currentDueAt: row.due_at as Instant | null,
            issuedAt: null,
            // What was begun while the term stands still is begun because of it, and does not rest.
            pauses: (row.pauses ?? []).filter(({ pausedAt }) => pausedAt > (row.opened_at as Instant)),
          },
          signedIn.now,
        ),
      }
    }),
  )
  return {
    items,
    nextCursor: rows.length > PAGE && last ? cursorOf(last.due_at, last.task_id) : null,
    refreshedAt: rfc3339InHanoi(signedIn.now),
  }
}

/** Whose tasks are an officer's to do: her own, and those of whoever lent a post or is covered. */
const standsInFor = ({ id, posts }: Officer): string[] => [
  id,
  ...posts.flatMap(({ onBehalfOf }) => (onBehalfOf ? [onBehalfOf.officerId] : [])),
]

/** Tasks `t` of the posts that an officer holds; those of a post lent for some procedures where the dossier `d` is of one. */
const ofPosts = async (office: Office, tx: Tx, { officer, generation }: SignedIn) => {
  const isOf = (posts: readonly Post[]) =>
    sql<boolean>`(t.unit_id::text || '/' || t.role) = any(${posts.map(({ unitId, role }) => `${unitId}/${role}`)})`
  const limited = await Promise.all(
    officer.posts.flatMap((post) =>
      post.procedures === null
        ? []
        : [
            ofProcedures(office, tx, generation, post.procedures).then(
              (those) => sql`(${isOf([post])} and ${those})`,
            ),
          ],
    ),
  )
  return anyOf([isOf(officer.posts.filter(({ procedures }) => procedures === null)), ...limited])
}

/** A share of the dossiers of an officer's authority, as a WHERE asks for it. */
export interface SeenShare {
  authorityId: string
  /** Those that one of these takes part in; null: all. */
  unitIds: readonly string[] | null
  /** Of these versions of procedures; null: of any. */
  versionIds: readonly string[] | null
}

/** What an officer may see: by posts that hold for every procedure, and by those that were lent for some. */
export const sharesSeen = (office: Office, tx: Tx, { officer, generation }: SignedIn): Promise<SeenShare[]> =>
  Promise.all(
    sharesOf(officer).map(async ({ authorityId, unitIds, procedures }) => ({
      authorityId,
      unitIds,
      versionIds: procedures && (await office.catalogue.versionsNamed(tx, generation, procedures)),
    })),
  )

/** Dossiers `d` of these shares; `further` is asked of each share besides. */
export const ofShares = (
  shares: readonly SeenShare[],
  further: (share: SeenShare) => readonly RawBuilder<unknown>[] = () => [],
) =>
  anyOf(
    shares.map((share) => {
      const { authorityId, unitIds, versionIds } = share
      const conditions = [
        sql`d.authorities @> array[${authorityId}]::text[]`,
        ...(unitIds === null ? [] : [sql`d.units && ${[...unitIds]}::text[]`]),
        ...(versionIds === null ? [] : [sql`d.procedure_version_id = any(${[...versionIds]}::uuid[])`]),
        ...further(share),
      ]
      return sql`(${sql.join(conditions, sql` and `)})`
    }),
  )

const ofProcedures = async (office: Office, tx: Tx, generation: string, names: readonly string[]) =>
  sql`d.procedure_version_id = any(${await office.catalogue.versionsNamed(tx, generation, names)}::uuid[])`

const anyOf = (conditions: readonly RawBuilder<unknown>[]) =>
  conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`

export interface ListQuery {
  code?: string
  state?: Dossier['state']
  /** A legal day in Asia/Ho_Chi_Minh, `2026-11-24`. */
  receivedOn?: string
  cursor?: string
}

/** Dossiers the policy lets an officer see, newest first; the policy writes the WHERE. */
export const dossierList = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  wanted: ListQuery,
): Promise<DossierListPage> => {
  const from = readCursor(wanted.cursor)
  let asked = query
    .selectFrom('dossier as d')
    .leftJoinLateral(newestOwner, (join) => join.onTrue())
    .select([
      'd.id',
      'd.code',
      'd.state',
      'd.submitted_at',
      'd.accepted_at',
      'd.closed_at',
      'd.current_due_at',
      pausesOf,
      'd.issued_at',
      'd.timeliness',
      'd.procedure_version_id',
      'd.authority_id',
      'd.holder_unit_id',
      'p.person_id',
      'p.person_version',
      'p.sealed',
    ])
    .where(ofShares(await sharesSeen(office, tx, signedIn)))
    .orderBy('d.submitted_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(PAGE + 1)
  if (wanted.code) asked = asked.where('d.code', '=', wanted.code.trim().toUpperCase())
  if (wanted.state) asked = asked.where('d.state', '=', wanted.state)
  if (wanted.receivedOn !== undefined) {
    const { receivedOn } = wanted
    if (!isPlainDate(receivedOn) || receivedOn < EARLIEST_DAY || receivedOn > LATEST_DAY)
      throw new Refusal('INVALID', 'date-not-read', { field: 'receivedOn' })
    asked = asked
      .where('d.submitted_at', '>=', instantAt(receivedOn, 0))
      .where('d.submitted_at', '<', instantAt(addDays(receivedOn, 1), 0))
  }
  if (from?.key)
    asked = asked.where(sql<boolean>`(d.submitted_at, d.id) < (${from.key}::timestamptz, ${from.id}::uuid)`)
  const [rows] = await Promise.all([tx.all(asked), noteList(tx, signedIn, 'DOSSIERS_LISTED', requestId)])
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const holders = await office.directory.named(
    tx,
    signedIn.generation,
    page.flatMap((row) => row.holder_unit_id ?? []),
  )
  const items = await Promise.all(
    page.map(async (row) => ({
      id: row.id,
      code: row.code,
      state: row.state as Dossier['state'],
      procedure: titlesOf(await office.catalogue.version(tx, row.procedure_version_id)),
      ownerName: ownerName(office, row),
      submittedAt: rfc3339InHanoi(row.submitted_at as Instant),
      acceptedAt: moment(row.accepted_at as Instant | null),
      currentDueAt: moment(row.current_due_at as Instant | null),
      workingTimeLeft: timeLeft(
        await office.calendars.inForce(tx, signedIn.generation, row.authority_id),
        {
          currentDueAt: row.current_due_at as Instant | null,
          issuedAt: (row.issued_at ?? row.closed_at) as Instant | null,
          pauses: row.pauses ?? [],
        },
        signedIn.now,
      ),
      timeliness: row.timeliness as Dossier['timeliness'],
      holderUnit: row.holder_unit_id === null ? null : (holders.get(row.holder_unit_id)?.name ?? null),
    })),
  )
  return {
    items,
    nextCursor: rows.length > PAGE && last ? cursorOf(last.submitted_at, last.id) : null,
  }
}

/** The owner's name, opened; null once erased. */
export const ownerName = (
  office: Office,
  row: { person_id: string | null; person_version: number | null; sealed: Buffer | null },
): string | null =>
  row.person_id === null || row.person_version === null
    ? null
    : (unsealPerson(office.sealer, { id: row.person_id, version: row.person_version, sealed: row.sealed })
        ?.fullName ?? null)

/** Lists show names, so reading one is a read of personal data. */
const noteList = (tx: Tx, signedIn: SignedIn, act: string, requestId: string) =>
  noteInLedger(
    tx,
    {
      actorId: signedIn.officer.id,
      authorityId: signedIn.officer.authorityId,
      act,
      subjectId: null,
      purpose: 'HANDLING',
      requestId,
    },
    signedIn.now,
  )
