import { type InferResult, type RawBuilder, sql } from 'kysely'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import { findOfficers, type Officer, type Post, type Role, type SignedIn } from '#identity/index.ts'
import { query, type Tx } from '#platform/db/database.ts'
import { acting } from './circumstances.ts'
import { unreadOfCitizen } from './files-store.ts'
import {
  cursorOf,
  newestOwner,
  noteList,
  ownerName,
  PAGE,
  readCursor,
  standingOf,
  timesOf,
  titlesOf,
} from './lists.ts'
import type { Office } from './office.ts'
import type { Dossier, TaskKind } from './rules/dossier.ts'
import { type Rest, restOf, runsOut, taskStandstill, timeLeft } from './rules/time-left.ts'
import { postActedIn } from './rules/work.ts'
import { anyOf } from './seen-shares.ts'
import { taskName } from './task-words.ts'
import { moment, pausedView } from './views.ts'
import { type InboxAsked, type InboxPage, TASK_KINDS } from './wire.ts'

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

type View = NonNullable<InboxAsked['view']>

/** Which tasks a view of the inbox shows, and counts. */
const VIEWS = {
  TO_DO: sql<boolean>`(t.kind <> 'RETURN' and not ${rests})`,
  CAME_BACK: sql<boolean>`(${cameBack} and not ${rests})`,
  TO_RETURN: sql<boolean>`(t.kind = 'RETURN' and not ${rests})`,
  WAITING: rests,
} as const satisfies Record<View, unknown>

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
  const mine = withHandOver(await openFor(office, tx, signedIn))
  let wanted = firstOf(mine)
  if (view) wanted = wanted.where(VIEWS[view])
  if (kind) wanted = wanted.where('t.kind', '=', kind)
  if (from)
    wanted = wanted.where(
      sql<boolean>`(${dueKey}, t.id) > (${from.key ?? NEVER}::timestamptz, ${from.id}::uuid)`,
    )
  const [rows, counts] = await Promise.all([
    tx.all(shownOf(wanted)),
    tx.all(mine.select('t.kind').select(VIEW_NAMES.map(countOf)).groupBy('t.kind')),
    noteList(tx, signedIn, 'INBOX_READ', requestId),
  ])
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const named = await namesIn(office, tx, signedIn, page)
  const total = (of: View) => counts.reduce((sum, count) => sum + count[of], 0)
  return {
    items: await Promise.all(page.map((row) => inboxRow(office, tx, signedIn, row, named))),
    totals: {
      TO_DO: total('TO_DO'),
      CAME_BACK: total('CAME_BACK'),
      TO_RETURN: total('TO_RETURN'),
      WAITING: total('WAITING'),
    },
    kinds: TASK_KINDS.flatMap((of) => {
      const open = counts.find((count) => count.kind === of)?.TO_DO ?? 0
      return open > 0 ? [{ kind: of, open }] : []
    }),
    nextCursor: rows.length > PAGE && last ? cursorOf(last.due_key, last.task_id) : null,
    refreshedAt: rfc3339InHanoi(signedIn.now),
  }
}

const VIEW_NAMES = Object.keys(VIEWS) as View[]

const countOf = (view: View) => sql<number>`(count(*) filter (where ${VIEWS[view]}))::integer`.as(view)

/** Tasks with their dossier and what became of its last hand-over: what `VIEWS` asks about. */
const withHandOver = (tasks: Awaited<ReturnType<typeof openFor>>) =>
  query
    .selectFrom(tasks.as('t'))
    .innerJoin('dossier as d', 'd.id', 't.dossier_id')
    .leftJoinLateral(lastHandOver, (join) => join.onTrue())

const firstOf = (tasks: ReturnType<typeof withHandOver>) =>
  tasks
    .select(['t.id', 't.own', dueKey.as('due_key')])
    .orderBy(dueKey)
    .orderBy('t.id')
    .limit(PAGE + 1)

/** What a row shows is gathered for the page alone: a counter may have thousands of results that nobody has come for. */
const shownOf = (wanted: ReturnType<typeof firstOf>) =>
  query
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

type InboxTask = InferResult<ReturnType<typeof shownOf>>[number]

/** What the rows of a page name by id: units, and whoever lent a post. */
const namesIn = async (
  office: Office,
  tx: Tx,
  { officer, generation }: SignedIn,
  page: readonly InboxTask[],
) => {
  const lent = officer.posts.flatMap(({ onBehalfOf }) => onBehalfOf?.officerId ?? [])
  const [units, lenders] = await Promise.all([
    office.directory.named(
      tx,
      generation,
      page.flatMap((row) => [...(row.refused_by ? [row.refused_by] : []), ...unitsAsked(row)]),
    ),
    lent.length > 0 ? findOfficers(tx, lent) : [],
  ])
  return { units, lenders }
}

const inboxRow = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  row: InboxTask,
  { units, lenders }: Awaited<ReturnType<typeof namesIn>>,
): Promise<InboxPage['items'][number]> => {
  const process = row.process_version_id ? await office.processes.version(tx, row.process_version_id) : null
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
  const post = postActedIn(actor, row.officer_id === null ? given : { ...given, officerId: row.officer_id })
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
      units: rest.waitsFor === 'CONSULTATION' ? unitsAsked(row).map((id) => units.get(id)?.name ?? '') : [],
    },
    asked: !row.own,
    cameBack:
      row.came_back && row.hand_over_at !== null && row.refused_by !== null
        ? { at: rfc3339InHanoi(row.hand_over_at as Instant), by: units.get(row.refused_by)?.name ?? '' }
        : null,
    onBehalfOf: lenders.find(({ id }) => id === post?.onBehalfOf?.officerId)?.full_name ?? null,
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
  return query
    .selectFrom('task as t')
    .innerJoin('dossier as d', 'd.id', 't.dossier_id')
    .selectAll('t')
    .select(own.as('own'))
    .where('t.closed_at', 'is', null)
    .where(withinReach(officer.posts))
    .where(sql<boolean>`(${own} or ${askedFirst})`)
}

/**
 * Says nothing that the whole condition does not, and says it so that indexes find it: tasks of one's units, and the opinions that
 * dossiers wait for which one's units hold. Without it every open task of the province is read and held against it.
 */
const withinReach = (posts: readonly Post[]) => {
  const units = [...new Set(posts.map(({ unitId }) => unitId))]
  return sql<boolean>`t.id in (
    select o.id from task o where o.closed_at is null and o.unit_id = any(${units}::uuid[])
    union all
    select (p ->> 'id')::uuid from dossier h cross join lateral jsonb_array_elements(h.position -> 'tasks') as p
    where h.holder_unit_id = any(${units}::uuid[]) and h.issued_at is null and h.closed_at is null and p ->> 'kind' = 'CONSULT')`
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

const ofProcedures = async (office: Office, tx: Tx, generation: string, names: readonly string[]) =>
  sql`d.procedure_version_id = any(${await office.catalogue.versionsNamed(tx, generation, names)}::uuid[])`
