import { type RawBuilder, sql } from 'kysely'
import { noteInLedger } from '#audit/index.ts'
import { readDossierCode } from '#common/dossier-code.ts'
import { addDays, type Instant, instantAt, isInstant, isPlainDate, rfc3339InHanoi } from '#common/time.ts'
import { EARLIEST_DAY } from '#common/typed.ts'
import { findOfficers, type Officer, type Post, type Role, type SignedIn, sharesOf } from '#identity/index.ts'
import { query, type Tx } from '#platform/db/database.ts'
import { isUuid } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { acting } from './circumstances.ts'
import { unreadOfCitizen } from './files-store.ts'
import type { Office } from './office.ts'
import { unsealPerson } from './people.ts'
import type { Dossier, TaskKind } from './rules/dossier.ts'
import { type Rest, restOf, runsOut, standstill, taskStandstill, timeLeft } from './rules/time-left.ts'
import { postActedIn } from './rules/work.ts'
import { taskName } from './task-words.ts'
import { moment, pausedView } from './views.ts'
import { type DossierListPage, type InboxAsked, type InboxPage, TASK_KINDS } from './wire.ts'

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

// What of a position says how its time runs. Of what was stored before terms could stand still: nulls.
const standingOf = [
  sql<Dossier['pauses'] | null>`d.position -> 'pauses'`.as('pauses'),
  sql<Dossier['waits'] | null>`d.position -> 'waits'`.as('waits'),
] as const

const timesOf = ({
  pauses,
  waits,
}: {
  pauses: Dossier['pauses'] | null
  waits: Dossier['waits'] | null
}) => ({
  pauses: pauses ?? [],
  waits: waits ?? [],
})

// Tasks without a due time come last, and those whose term stands still: later than any other.
const NEVER = 'infinity'

// As `taskStandstill` says of a task, here to sort by.
const standsStill = sql<boolean>`(d.clock = 'PAUSED' and exists (
  select from jsonb_array_elements(d.position -> 'pauses') as p
  where p ->> 'resumedAt' is null and (p ->> 'pausedAt')::timestamptz > t.opened_at))`
const dueKey = sql<string>`case when ${standsStill} then 'infinity' else coalesce(t.due_at, 'infinity') end`

// As `restOf` says of a task, here to tell views apart by; a question to others rests for whoever asked. A result that is to
// be returned waits for nothing, and there are more of those than of all others: their dossiers' positions are not looked into.
const rests = sql<boolean>`(case when t.kind = 'RETURN' then false
  when not t.own then true
  when d.state = 'WITHDRAWAL_REQUESTED' then t.kind <> 'DECIDE_WITHDRAWAL'
  else coalesce(d.position -> 'waits' @> jsonb_build_array(jsonb_build_object('taskId', t.id)), false)
    or (t.kind = 'RECEIVE' and d.position -> 'tasks' @> '[{"kind": "CONFIRM_HAND_OVER"}]') end)`

/** What became of the last hand-over of a dossier that is still, or again, with whoever received it. */
const lastHandOver = query
  .selectFrom('dossier_event as e')
  .select([
    'e.type as hand_over',
    'e.at as hand_over_at',
    sql<string | null>`e.data ->> 'byUnitId'`.as('refused_by'),
  ])
  .where(sql<boolean>`t.kind = 'RECEIVE' and e.dossier_id = d.id`)
  .where('e.type', 'in', ['HandedOver', 'HandOverRefused', 'HandOverTakenBack'])
  .orderBy('e.seq', 'desc')
  .limit(1)
  .as('h')

const cameBack = sql<boolean>`(coalesce(h.hand_over = 'HandOverRefused', false))`

/** Which tasks a view of the inbox shows. */
const VIEWS = {
  TO_DO: sql<boolean>`(t.kind <> 'RETURN' and not ${rests})`,
  CAME_BACK: sql<boolean>`(${cameBack} and not ${rests})`,
  TO_RETURN: sql<boolean>`(t.kind = 'RETURN' and not ${rests})`,
  WAITING: rests,
} as const satisfies Record<NonNullable<InboxAsked['view']>, unknown>

/**
 * Open tasks of the posts an officer holds, soonest due first: all, or those of a view; with how many each view has, and
 * of which kinds the work is that can be done now.
 */
export const inbox = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  { view, kind, cursor }: InboxAsked,
): Promise<InboxPage> => {
  const from = readCursor(cursor)
  const mine = query
    .selectFrom((await openFor(office, tx, signedIn)).as('t'))
    .innerJoin('dossier as d', 'd.id', 't.dossier_id')
    .leftJoinLateral(lastHandOver, (join) => join.onTrue())
  let wanted = mine
    .select(['t.id', 't.own', dueKey.as('due_key')])
    .orderBy(dueKey)
    .orderBy('t.id')
    .limit(PAGE + 1)
  if (view) wanted = wanted.where(VIEWS[view])
  if (kind) wanted = wanted.where('t.kind', '=', kind)
  if (from)
    wanted = wanted.where(
      sql<boolean>`(${dueKey}, t.id) > (${from.key ?? NEVER}::timestamptz, ${from.id}::uuid)`,
    )
  // What a row shows is gathered for the page alone: a counter may have thousands of results that nobody has come for.
  const asked = query
    .selectFrom(wanted.as('x'))
    .innerJoin('task as t', 't.id', 'x.id')
    .innerJoin('dossier as d', 'd.id', 't.dossier_id')
    .leftJoinLateral(lastHandOver, (join) => join.onTrue())
    .leftJoinLateral(newestOwner, (join) => join.onTrue())
    .select([
      't.id as task_id',
      't.node',
      't.kind',
      't.unit_id',
      't.role',
      't.officer_id',
      't.opened_at',
      't.due_at',
      'x.own',
      sql<Instant | null>`nullif(x.due_key, 'infinity')`.as('due_key'),
      'd.id as dossier_id',
      'd.code',
      'd.authority_id',
      'd.process_version_id',
      'd.current_due_at',
      'd.issued_at',
      ...standingOf,
      sql<Dossier['withdrawal']>`d.position -> 'withdrawal'`.as('withdrawal'),
      sql<Dossier['tasks']>`d.position -> 'tasks'`.as('tasks'),
      'd.procedure_version_id',
      'h.hand_over_at',
      'h.refused_by',
      cameBack.as('came_back'),
      'p.person_id',
      'p.person_version',
      'p.sealed',
      sql<number>`${sql.raw(unreadOfCitizen('d.id'))}`.as('new_files'),
    ])
    .orderBy('x.due_key')
    .orderBy('x.id')
  const counted = mine
    .select([
      't.kind',
      rests.as('rests'),
      cameBack.as('came_back'),
      sql<number>`count(*)::integer`.as('open'),
    ])
    .groupBy([sql`1`, sql`2`, sql`3`])
  const [rows, counts] = await Promise.all([
    tx.all(asked),
    tx.all(counted),
    noteList(tx, signedIn, 'INBOX_READ', requestId),
  ])
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const lent = signedIn.officer.posts.flatMap(({ onBehalfOf }) => onBehalfOf?.officerId ?? [])
  const [units, lenders] = await Promise.all([
    office.directory.named(
      tx,
      signedIn.generation,
      page.flatMap((row) => [...(row.refused_by ? [row.refused_by] : []), ...unitsAsked(row)]),
    ),
    lent.length > 0 ? findOfficers(tx, lent) : [],
  ])
  const items = await Promise.all(
    page.map(async (row) => {
      const process = row.process_version_id
        ? await office.processes.version(tx, row.process_version_id)
        : null
      const procedure = await office.catalogue.version(tx, row.procedure_version_id)
      const calendar = await office.calendars.inForce(tx, signedIn.generation, row.authority_id)
      const task = { id: row.task_id, kind: row.kind as TaskKind, openedAt: row.opened_at as Instant }
      const times = timesOf(row)
      const stands = taskStandstill(times, task)
      const rest: Rest | null = row.own
        ? restOf({ ...times, withdrawal: row.withdrawal, tasks: row.tasks }, task)
        : { since: task.openedAt, waitsFor: 'CONSULTATION' }
      const isDue = runsOut(times, task)
      const { actor } = acting(signedIn, procedure)
      const given = { unitId: row.unit_id, role: row.role as Role }
      const post = postActedIn(
        actor,
        row.officer_id === null ? given : { ...given, officerId: row.officer_id },
      )
      return {
        taskId: row.task_id,
        dossierId: row.dossier_id,
        code: row.code,
        kind: task.kind,
        stepName: taskName(process, { node: row.node, kind: task.kind }),
        procedure: titlesOf(procedure),
        ownerName: ownerName(office, row),
        newFiles: row.new_files,
        openedAt: rfc3339InHanoi(task.openedAt),
        dueAt: isDue || stands ? moment(row.due_at as Instant | null) : null,
        dossierDueAt: moment(row.current_due_at as Instant | null),
        issuedAt: moment(row.issued_at as Instant | null),
        paused: pausedView(stands),
        workingTimeLeft: isDue
          ? timeLeft(
              calendar,
              { currentDueAt: row.due_at as Instant | null, issuedAt: null, pauses: [] },
              signedIn.now,
            )
          : null,
        rests: rest && {
          since: rfc3339InHanoi(rest.since),
          waitsFor: rest.waitsFor,
          units:
            rest.waitsFor === 'CONSULTATION' ? unitsAsked(row).map((id) => units.get(id)?.name ?? '') : [],
        },
        asked: !row.own,
        cameBack:
          row.came_back && row.hand_over_at !== null && row.refused_by !== null
            ? { at: rfc3339InHanoi(row.hand_over_at as Instant), by: units.get(row.refused_by)?.name ?? '' }
            : null,
        onBehalfOf: lenders.find(({ id }) => id === post?.onBehalfOf?.officerId)?.full_name ?? null,
      }
    }),
  )
  const total = (isOfIt: (row: (typeof counts)[number]) => boolean) =>
    counts.filter(isOfIt).reduce((sum, { open }) => sum + open, 0)
  const isToDo = ({ kind: of, rests: waits }: (typeof counts)[number]) => of !== 'RETURN' && !waits
  return {
    items,
    totals: {
      TO_DO: total(isToDo),
      CAME_BACK: total((row) => row.came_back && !row.rests),
      TO_RETURN: total((row) => row.kind === 'RETURN' && !row.rests),
      WAITING: total((row) => row.rests),
    },
    kinds: TASK_KINDS.flatMap((of) => {
      const open = total((row) => row.kind === of && isToDo(row))
      return open > 0 ? [{ kind: of, open }] : []
    }),
    nextCursor: rows.length > PAGE && last ? cursorOf(last.due_key, last.task_id) : null,
    refreshedAt: rfc3339InHanoi(signedIn.now),
  }
}

/** Whose tasks are an officer's to do: her own, and those of whoever lent a post or is covered. */
const standsInFor = ({ id, posts }: Officer): string[] => [
  id,
  ...posts.flatMap(({ onBehalfOf }) => (onBehalfOf ? [onBehalfOf.officerId] : [])),
]

/**
 * The open tasks that an officer's inbox knows of: those of her posts that she may do (`own`), and of each dossier out for an
 * opinion that the process asks for, the first question: it stands for the work of whoever asked, which has no task then.
 * What she drafted is not hers to approve in a lent post, as `mayDo` says.
 */
const openFor = async (office: Office, tx: Tx, signedIn: SignedIn) => {
  const { officer } = signedIn
  const [ofMine, ofAskers] = await Promise.all([
    ofPosts(office, tx, signedIn, postOfTask),
    ofPosts(office, tx, signedIn, sql`d.holder_unit_id::text || '/SPECIALIST'`),
  ])
  const notLent = officer.posts.filter(({ onBehalfOf }) => !onBehalfOf)
  const ownDraft = sql`(t.kind = 'APPROVE' and d.position ->> 'draftedBy' = ${officer.id} and not ${isOf(notLent, postOfTask)})`
  const own = sql<boolean>`(${ofMine} and not ${ownDraft}
    and (t.officer_id is null or t.officer_id = any(${standsInFor(officer)})))`
  const askedFirst = sql<boolean>`(t.kind = 'CONSULT' and ${ofAskers} and t.id::text = (
    select min(p ->> 'id') from jsonb_array_elements(d.position -> 'tasks') as p
    where p ->> 'kind' = 'CONSULT' and not p ? 'askedFrom'))`
  return (
    query
      .selectFrom('task as t')
      .innerJoin('dossier as d', 'd.id', 't.dossier_id')
      .selectAll('t')
      .select(own.as('own'))
      .where('t.closed_at', 'is', null)
      // Says nothing that the next line does not: of the task alone, it keeps those of other posts from being joined.
      .where(sql<boolean>`(t.kind = 'CONSULT' or ${isOf(officer.posts, postOfTask)})`)
      .where(sql<boolean>`(${own} or ${askedFirst})`)
  )
}

/** Whom the opinions are asked of that a row rests for: by the process, or beside it by its task. */
const unitsAsked = ({ own, task_id, tasks }: { own: boolean; task_id: string; tasks: Dossier['tasks'] }) => [
  ...new Set(
    tasks
      .filter(({ kind, askedFrom }) => kind === 'CONSULT' && askedFrom === (own ? task_id : undefined))
      .map(({ unitId }) => unitId),
  ),
]

const postOfTask = sql`t.unit_id::text || '/' || t.role`

const isOf = (posts: readonly Post[], post: RawBuilder<unknown>) =>
  sql<boolean>`(${post} = any(${posts.map(({ unitId, role }) => `${unitId}/${role}`)}))`

/** Where `post`, a unit and a role, is one that an officer holds; of a post lent for some procedures where the dossier `d` is of one. */
const ofPosts = async (
  office: Office,
  tx: Tx,
  { officer, generation }: SignedIn,
  post: RawBuilder<unknown>,
) => {
  const limited = await Promise.all(
    officer.posts.flatMap((held) =>
      held.procedures === null
        ? []
        : [
            ofProcedures(office, tx, generation, held.procedures).then(
              (those) => sql`(${isOf([held], post)} and ${those})`,
            ),
          ],
    ),
  )
  return anyOf([
    isOf(
      officer.posts.filter(({ procedures }) => procedures === null),
      post,
    ),
    ...limited,
  ])
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
      ...standingOf,
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
  if (wanted.code) asked = asked.where('d.code', '=', readDossierCode(wanted.code))
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
    page.map(async (row) => {
      const times = timesOf(row)
      const paused = pausedView(standstill(times))
      return {
        id: row.id,
        code: row.code,
        state: row.state as Dossier['state'],
        procedure: titlesOf(await office.catalogue.version(tx, row.procedure_version_id)),
        ownerName: ownerName(office, row),
        submittedAt: rfc3339InHanoi(row.submitted_at as Instant),
        acceptedAt: moment(row.accepted_at as Instant | null),
        currentDueAt: moment(row.current_due_at as Instant | null),
        paused,
        workingTimeLeft: paused
          ? null
          : timeLeft(
              await office.calendars.inForce(tx, signedIn.generation, row.authority_id),
              {
                currentDueAt: row.current_due_at as Instant | null,
                issuedAt: (row.issued_at ?? row.closed_at) as Instant | null,
                pauses: times.pauses,
              },
              signedIn.now,
            ),
        timeliness: row.timeliness as Dossier['timeliness'],
        holderUnit: row.holder_unit_id === null ? null : (holders.get(row.holder_unit_id)?.name ?? null),
      }
    }),
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
