import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupFailure } from './failure.ts'
import { type Head, refsFile, removeBackup, shelfOf, soundRefs } from './lists.ts'
import { lsnOf } from './replication.ts'
import { alone, clearUnfinished, lockPieces, type Repository, sweepPieces } from './store.ts'
import { branchesIn, branchName, filesAt, isSegment, segmentName, segmentStart } from './wal.ts'

/** How long backups are kept: the newest of each of so many days, weeks and months that have one. */
export interface Keep {
  days: number
  weeks: number
  months: number
}

/** `7d4w12m`, each part at most once and in this order. Null: not understood, or nothing would be kept. */
export const readKeep = (text: string): Keep | null => {
  const found = /^(?:(\d{1,4})d)?(?:(\d{1,4})w)?(?:(\d{1,4})m)?$/.exec(text)
  if (!found) return null
  const [days, weeks, months] = [1, 2, 3].map((at) => Number(found[at] ?? 0)) as [number, number, number]
  return days + weeks + months === 0 ? null : { days, weeks, months }
}

/**
 * Ids of the backups to keep, of those there are, oldest first as `inOrder` has them. The newest of each life of a data folder is
 * always among them: two that back up into one folder must not take away each other's last.
 */
export const keptOf = (
  backups: readonly Pick<Head, 'id' | 'ended' | 'life'>[],
  keep: Keep,
): ReadonlySet<string> => {
  const newestFirst = backups.toReversed()
  const kept = new Set(new Map(backups.map(({ life, id }) => [life, id])).values())
  for (const [most, spanOf] of [
    [keep.days, (ended: string) => hanoiDay(ended)],
    [keep.weeks, (ended: string) => mondayOf(hanoiDay(ended))],
    [keep.months, (ended: string) => hanoiDay(ended).slice(0, 7)],
  ] as const) {
    const spans = new Set<string>()
    for (const { id, ended } of newestFirst) {
      const span = spanOf(ended)
      if (spans.has(span)) continue
      if (spans.size === most) break
      spans.add(span)
      kept.add(id)
    }
  }
  return kept
}

/** The day as the office counts it: Hanoi is seven hours ahead, and has no summer time. */
const hanoiDay = (instant: string): string =>
  new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10)

const mondayOf = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

export interface Pruned {
  removed: readonly string[]
  /** Backups whose head cannot be read: they and what they name are left as they are. */
  damaged: readonly string[]
  pieces: number
  bytes: number
  segments: number
}

/**
 * Takes away the backups that are not to be kept, then what nobody names any more. Killed at any moment it has taken away
 * only what nothing kept needs, and the next pruning goes on.
 *
 * @throws BackupFailure backup-damaged when a kept backup's list is not whole: then nothing is swept
 */
export const prune = (repository: Repository, keep: Keep, forgottenMs?: number): Promise<Pruned> =>
  alone(repository, async () => {
    const { heads: all, damaged } = await shelfOf(repository)
    const keptIds = keptOf(all, keep)
    const kept = all.filter(({ id }) => keptIds.has(id))
    for (const head of kept)
      if (!(await soundRefs(repository, head))) throw new BackupFailure('backup-damaged', { backup: head.id })
    const removed = all.filter(({ id }) => !keptIds.has(id)).map(({ id }) => id)
    for (const id of removed) await removeBackup(repository, id)
    await removeStrayRefs(repository, new Set([...keptIds, ...damaged]))
    await clearUnfinished(repository)
    const lock = await lockPieces(repository)
    try {
      const segments = await pruneLog(repository, kept)
      const followed = (await branchesIn(repository)).flatMap(({ folder, names }) =>
        names.filter((name) => name.endsWith('.refs')).map((name) => join(folder, name)),
      )
      const lists = [...kept.map(({ id }) => refsFile(repository.folder, id)), ...followed]
      const doubtful = damaged.map((id) => refsFile(repository.folder, id))
      const there = await Promise.all(
        doubtful.map((file) =>
          stat(file).then(
            () => [file],
            () => [],
          ),
        ),
      )
      const swept = await sweepPieces(repository, [...lists, ...there.flat()], forgottenMs)
      return { removed, damaged, ...swept, segments }
    } finally {
      await lock.release()
    }
  })

/** Of a backup whose head was never written, or is gone. */
const removeStrayRefs = async ({ folder }: Repository, kept: ReadonlySet<string>): Promise<void> => {
  for (const name of await readdir(join(folder, 'backups')))
    if (name.endsWith('.refs') && !kept.has(name.slice(0, -5)))
      await rm(join(folder, 'backups', name), { force: true })
}

/** The log from before the oldest backup that is kept is of no use to any. */
const pruneLog = async (repository: Repository, kept: readonly Head[]): Promise<number> => {
  let removed = 0
  for (const { branch, folder, names } of await branchesIn(repository)) {
    const oldest = kept.find((head) => branchName(head) === branch)
    // A follower that began before the first backup: its log waits for one.
    if (!oldest && (kept[0] === undefined || !isOld(names, kept[0]))) continue
    const first = oldest
      ? segmentName(
          oldest.timeline,
          segmentStart(lsnOf(oldest.startLsn), oldest.segmentBytes),
          oldest.segmentBytes,
        )
      : null
    for (const name of names) {
      const at = filesAt(name)
      const isUseless = isSegment(name)
        ? first === null || name.slice(0, 24) < first
        : at !== null && (oldest === undefined || at < oldest.began)
      if (!isUseless) continue
      await rm(join(folder, name), { force: true })
      removed += 1
    }
  }
  return removed
}

/** Whether a branch has nothing since the oldest kept backup: it is of a life or a timeline that ended before. */
const isOld = (names: readonly string[], oldest: Head): boolean => {
  const last = names.flatMap((name) => filesAt(name) ?? []).at(-1)
  return last !== undefined && last < oldest.began
}
