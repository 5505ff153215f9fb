import type { Instant } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { hexOf } from './hash.ts'
import type { LedgerRow } from './rules/canonical.ts'
import type { Frontier } from './rules/merkle.ts'

/** The SQL on leaves, keys and checkpoints, and of the ledger what the keeper reads. */

/** Who takes leaves: the only identity that row-level security shows every line of the ledger. */
export const KEEPER = { actor: 'keeper' }

/**
 * How far rows were taken, told by what PostgreSQL itself knows of commits: ids and times are made before a commit, and a row may be
 * committed long after younger ones. Between two snapshots lies exactly what was committed between them.
 */
export interface Place {
  /** pg_snapshot: all that is committed in it was taken; null: nothing was. */
  before: string | null
  /** pg_snapshot: what is committed in it, and not in `before`, is being taken. The same as `before` when it was. */
  seen: string
  /** The last row taken of that, in the order of transaction and id. */
  xact: string
  id: string
}

export interface Head {
  size: number
  frontier: string
  root: string
  madeAt: Instant
  cluster: string
  place: Place
}

interface HeadRow {
  now: Instant
  sealable_since: Instant
  snapshot: string
  cluster: string
  size: number | null
  frontier: string
  root: string
  made_at: Instant
  system_identifier: string
  seen_before: string | null
  seen: string
  last_xact: string
  last_id: string
}

// Rows are asked for in the order of an index, the first thousands of perhaps millions that were just written and of which the planner
// knows nothing yet: it would gather and sort them all for each page, 400 ms where the index takes 60 with 120,000 waiting.
const IN_ORDER_OF_INDEX = ['enable_sort', 'enable_bitmapscan', 'enable_seqscan']
  .map((setting) => `set_config('${setting}', 'off', true)`)
  // Nor are helpers called for a thousand rows: that they come takes longer than to read these.
  .concat("set_config('max_parallel_workers_per_gather', '0', true)")
  .join(', ')

const head = statement<HeadRow>(
  'ledger-head',
  `select ${IN_ORDER_OF_INDEX}, now() as now, pg_current_snapshot()::text as snapshot,
     (select system_identifier::text from pg_control_system()) as cluster,
     (select applied_at from migration where name = '0021_ledger_leaves') as sealable_since,
     c.size, encode(c.frontier, 'hex') as frontier, encode(c.root, 'base64') as root, c.made_at,
     c.system_identifier::text, c.seen_before::text, c.seen::text, c.last_xact::text, c.last_id
   from (values (1)) as one left join lateral (select * from ledger_checkpoint order by size desc limit 1) as c on true`,
)

/**
 * The last checkpoint, null before the first; since when there could be one; and this moment. What is read after it, in this transaction,
 * is read by indexes.
 */
export const findHead = async (
  tx: Tx,
): Promise<{
  now: Instant
  snapshot: string
  cluster: string
  sealableSince: Instant
  last: Head | null
}> => {
  const [row] = await tx.run(head, [])
  if (!row) throw new Error('the database did not say where its ledger stands')
  const { now, snapshot, cluster, sealable_since: sealableSince } = row
  if (row.size === null) return { now, snapshot, cluster, sealableSince, last: null }
  return {
    now,
    snapshot,
    cluster,
    sealableSince,
    last: {
      size: row.size,
      frontier: row.frontier,
      root: row.root,
      madeAt: row.made_at,
      cluster: row.system_identifier,
      place: { before: row.seen_before, seen: row.seen, xact: row.last_xact, id: row.last_id },
    },
  }
}

/** Of `l`: committed in the snapshot $3, not in $4, and behind the row ($1, $2) in the order of transaction and id. */
const TO_TAKE = `(l.xact, l.id) > ($1::xid8, $2::uuid) and l.xact < pg_snapshot_xmax($3::pg_snapshot)
   and pg_visible_in_snapshot(l.xact, $3::pg_snapshot)
   and ($4::pg_snapshot is null or not pg_visible_in_snapshot(l.xact, $4::pg_snapshot))`

const values = ({ xact, id, seen, before }: Place) => [xact, id, seen, before]

/** Microseconds in digits: what a driver or a time zone makes of a moment is not what the row says. */
const MICROSECONDS = 'trunc(extract(epoch from l.at) * 1000000)::text'

/** SQL: a row of the ledger `l` as its leaf is made of it. */
export const ROW_OF_LEAF = `l.id, ${MICROSECONDS} as at, l.actor_id, l.authority_id, l.act, l.subject_id, l.purpose, l.request_id,
   l.detail::text as detail, l.xact::text as xact`

const toTake = statement<LedgerRow & { taken: boolean }>(
  'ledger-to-take',
  `select ${ROW_OF_LEAF}, exists (select from ledger_leaf f where f.row_id = l.id) as taken
   from ledger l where ${TO_TAKE} order by l.xact, l.id limit $5`,
)

export const findToTake = (tx: Tx, place: Place, limit: number) => tx.run(toTake, [...values(place), limit])

const waiting = statement<{ count: number; oldest: number | null }>(
  'ledger-waiting',
  `select count(*)::integer as count, extract(epoch from now() - min(w.at))::float8 as oldest
   from (select l.at from ledger l where ${TO_TAKE} order by l.xact, l.id limit $5) as w`,
)

/** How many wait, counted as far as `limit`, and for how many seconds the oldest of these, by its own time. */
export const findWaiting = async (tx: Tx, place: Place, limit: number) => {
  const [row] = await tx.run(waiting, [...values(place), limit])
  return { count: row?.count ?? 0, oldest: Math.max(0, row?.oldest ?? 0) }
}

const addLeaves = statement(
  'ledger-leaves-add',
  `insert into ledger_leaf (position, row_id, hash)
   select $1::bigint + at - 1, row_id, decode(hash, 'hex')
   from unnest($2::uuid[], $3::text[]) with ordinality as x(row_id, hash, at)`,
)

const addCheckpoint = statement(
  'ledger-checkpoint-add',
  `insert into ledger_checkpoint (size, previous_size, root, frontier, made_at, key_id, note, seen_before, seen, last_xact,
     last_id, system_identifier)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
)

export interface NewCheckpoint {
  previousSize: number
  rowIds: readonly string[]
  leaves: readonly Uint8Array[]
  tree: Frontier
  root: Uint8Array
  at: Instant
  keyId: string
  note: string
  place: Place
  cluster: string
}

/** The leaves and the checkpoint over them. Fails when somebody else has taken the same positions or rows. */
export const addTaken = async (tx: Tx, it: NewCheckpoint): Promise<void> => {
  await tx.run(addLeaves, [it.previousSize, it.rowIds, it.leaves.map((leaf) => hexOf([leaf]))])
  await tx.run(addCheckpoint, [
    it.tree.size,
    it.previousSize,
    Buffer.from(it.root),
    Buffer.concat(it.tree.peaks),
    it.at,
    it.keyId,
    it.note,
    it.place.before,
    it.place.seen,
    it.place.xact,
    it.place.id,
    it.cluster,
  ])
}

export interface CheckpointRow {
  size: number
  root: string
  made_at: Instant
  key_id: string
  note: string
}
const COLUMNS = `size, encode(root, 'base64') as root, made_at, key_id, note`

const before = statement<CheckpointRow>(
  'ledger-checkpoints-before',
  `select ${COLUMNS} from ledger_checkpoint where $1::bigint is null or size < $1 order by size desc limit $2`,
)

/** The latest first. @param size only smaller ones; null: from the last one on */
export const findCheckpointsBefore = (tx: Tx, size: number | null, limit: number) =>
  tx.run(before, [size, limit])

const after = statement<CheckpointRow>(
  'ledger-checkpoints-after',
  `select ${COLUMNS} from ledger_checkpoint where size > $1 order by size limit $2`,
)

/** The earliest first. */
export const findCheckpointsAfter = (tx: Tx, size: number, limit: number) => tx.run(after, [size, limit])

export interface KeyRow {
  id: string
  log_id: string
  public_key: string
  sealed: Buffer
  made_at: Instant
  endorsed_by: string | null
  endorsement: string | null
}

const keys = statement<KeyRow>(
  'ledger-keys',
  `select id, log_id, encode(public_key, 'base64') as public_key, sealed, made_at, endorsed_by,
     encode(endorsement, 'base64') as endorsement
   from ledger_key order by made_at, id`,
)

/** Each behind the one that endorses it. */
export const findKeys = async (tx: Tx): Promise<KeyRow[]> => {
  const rows = await tx.run(keys, [])
  const chain: KeyRow[] = []
  for (let next = rows.find((row) => row.endorsed_by === null); next; ) {
    const last: KeyRow = next
    chain.push(last)
    next = rows.find((row) => row.endorsed_by === last.id)
  }
  return chain
}

const addKeyRow = statement(
  'ledger-key-add',
  `insert into ledger_key (id, log_id, public_key, sealed, made_at, endorsed_by, endorsement)
   values ($1, $2, $3, $4, now(), $5, $6) on conflict do nothing`,
)

/** Where another process was first, its key stands and this one is forgotten. */
export const addKey = (
  tx: Tx,
  key: { id: string; logId: string; publicKey: Buffer; sealed: Buffer },
  endorsed: { by: string; endorsement: Buffer } | null,
) =>
  tx.run(addKeyRow, [
    key.id,
    key.logId,
    key.publicKey,
    key.sealed,
    endorsed?.by ?? null,
    endorsed?.endorsement ?? null,
  ])

const leaves = statement<{ hash: string }>(
  'ledger-leaves',
  `select encode(hash, 'hex') as hash from ledger_leaf where position >= $1 and position < $2 order by position`,
)

/** Their hashes, in base16. */
export const findLeaves = async (tx: Tx, from: number, to: number): Promise<string[]> =>
  (await tx.run(leaves, [from, to])).map(({ hash }) => hash)
