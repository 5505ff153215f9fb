import type { Instant } from '#common/time.ts'
import { msOf } from '#common/time.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import type { Sealer } from '#platform/seal.ts'
import { hashesIn, leafOfRow, sha256 } from './hash.ts'
import { currentKey } from './keys.ts'
import type { LedgerRow } from './rules/canonical.ts'
import { type CheckpointRule, isCheckpointDue, putBackSeconds, waitedSeconds } from './rules/lateness.ts'
import { EMPTY, grown, rootOf } from './rules/merkle.ts'
import { checkpointText, signedNote } from './rules/note.ts'
import { addTaken, findHead, findToTake, findWaiting, type Head, KEEPER, type Place } from './store.ts'

/**
 * Rows of the ledger become leaves, and a signed checkpoint over them is written in the same commit: what is taken is signed. An act's
 * commit pays for none of this but for an entry in one index.
 */

// 5,000 rows are read, hashed and written in 0.1 to 0.2 s, which is what another taker would wait.
export const LARGEST_PAGE = 5_000

const NO_ID = '00000000-0000-0000-0000-000000000000'

/** What a taker remembers of a ledger in which it found nothing to take; only saves looking again. */
export interface Remembered {
  size: number
  cluster: string
  place: Place
}

export interface Taken {
  rows: number
  more: boolean
  remember: Remembered | null
  /** By how many seconds the clock was found put back behind the checkpoint before these rows; 0: it was not. */
  putBack: number
}

/**
 * Takes a page of rows if a checkpoint is due.
 * @param rule null: whatever waits is taken
 * @param page rows at most
 */
export const takeNext = async (
  tx: Tx,
  sealer: Sealer,
  rule: Pick<CheckpointRule, 'everySeconds' | 'everyRows'> | null,
  remembered: Remembered | null,
  page = LARGEST_PAGE,
): Promise<Taken> => {
  const { now, snapshot, cluster, last } = await findHead(tx)
  const isKnown = remembered?.size === (last?.size ?? 0) && remembered.cluster === cluster
  const former = isKnown ? remembered.place : placeOf(last, cluster)
  const place = placeNow(former, snapshot)
  const nothing = (reached: Place) => ({ size: last?.size ?? 0, cluster, place: reached })
  if (rule && place.before !== null) {
    const { count } = await findWaiting(tx, place, rule.everyRows)
    // Nothing is left of what was begun, where its last page was a full one: what came since is to be looked at.
    if (count === 0 && isBegun(former))
      return { rows: 0, more: true, remember: nothing(ended(place)), putBack: 0 }
    if (!isCheckpointDue(rule, { waiting: count, sinceLast: secondsSince(last, now) }))
      return { rows: 0, more: false, remember: isKnown ? remembered : null, putBack: 0 }
  }
  const found = await findToTake(tx, place, page)
  const rows = found.filter(({ taken }) => !taken)
  const isFull = found.length === page
  const reached = isFull ? behind(place, found.at(-1)) : ended(place)
  const more = isFull || isBegun(former)
  if (rows.length === 0) return { rows: 0, more, remember: nothing(reached), putBack: 0 }
  await write(tx, sealer, { now, cluster, last, rows, reached })
  return { rows: rows.length, more, remember: null, putBack: putBackSeconds(secondsSince(last, now)) }
}

/** Whether a part of what lies between its snapshots may be left. */
const isBegun = (place: Place | null): boolean => place !== null && place.before !== place.seen

const ended = (place: Place): Place => ({ ...place, before: place.seen })

/** How far the ledger was taken; in another cluster than now, as after a dump was loaded, nothing is known of it. */
const placeOf = (last: Head | null, cluster: string): Place | null =>
  last === null || last.cluster !== cluster ? null : last.place

/** What is to be taken now: what is left of what was begun, else what was committed since. */
export const placeNow = (place: Place | null, snapshot: string): Place => {
  if (place === null) return { before: null, seen: snapshot, xact: '0', id: NO_ID }
  if (isBegun(place)) return place
  return { before: place.seen, seen: snapshot, xact: oldestIn(place.seen), id: NO_ID }
}

/** Transactions before this one were all over in the snapshot `xmin:xmax:those under way`. */
const oldestIn = (snapshot: string): string => snapshot.slice(0, snapshot.indexOf(':'))

const behind = (place: Place, row: LedgerRow | undefined): Place =>
  row ? { ...place, xact: row.xact, id: row.id } : place

const secondsSince = (last: Head | null, now: Instant): number | null =>
  last === null ? null : secondsBetween(last.madeAt, now)

const secondsBetween = (earlier: Instant, later: Instant): number => (msOf(later) - msOf(earlier)) / 1_000

const write = async (
  tx: Tx,
  sealer: Sealer,
  it: { now: Instant; cluster: string; last: Head | null; rows: readonly LedgerRow[]; reached: Place },
): Promise<void> => {
  const { now, cluster, last, rows, reached } = it
  const key = await currentKey(tx, sealer, last === null)
  const leaves = rows.map(leafOfRow)
  const former = last === null ? EMPTY : { size: last.size, peaks: hashesIn(last.frontier) }
  const tree = grown(sha256, former, leaves)
  const root = rootOf(sha256, tree)
  const { origin } = key
  const text = checkpointText({
    origin,
    size: tree.size,
    root: Buffer.from(root).toString('base64'),
    at: now,
  })
  await addTaken(tx, {
    previousSize: former.size,
    rowIds: rows.map(({ id }) => id),
    leaves,
    tree,
    root,
    at: now,
    keyId: key.id,
    note: signedNote(text, origin, key.sign(text)),
    place: reached,
    cluster,
  })
}

export interface CheckpointAge {
  /** Of the last checkpoint; null before the first. */
  size: number | null
  madeAt: Instant | null
  /** Seconds that the oldest row has waited to be taken; 0 when none waits. */
  seconds: number
}

/** How long something has waited for a checkpoint. */
export const checkpointAge = (database: Database): Promise<CheckpointAge> =>
  // Whoever else asked would see no line that waits, and look through all of them for one.
  database.as(KEEPER, ageSeenByKeeper)

const ageSeenByKeeper = async (tx: Tx): Promise<CheckpointAge> => {
  const { now, snapshot, cluster, sealableSince, last } = await findHead(tx)
  const former = placeOf(last, cluster)
  const left = await findWaiting(tx, placeNow(former, snapshot), 1_000)
  const isOver = former !== null && left.count === 0 && isBegun(former)
  const { count, oldest } = isOver ? await findWaiting(tx, placeNow(ended(former), snapshot), 1_000) : left
  const seconds = count === 0 ? 0 : waitedSeconds(oldest, secondsBetween(last?.madeAt ?? sealableSince, now))
  return { size: last?.size ?? null, madeAt: last?.madeAt ?? null, seconds }
}
