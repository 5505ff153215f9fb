import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupFailure } from '#platform/backup/failure.ts'
import { type Head, openBackup, unpacked } from '#platform/backup/lists.ts'
import { restore, type Target } from '#platform/backup/restore.ts'
import { openReader, type PieceId, type Repository } from '#platform/backup/store.ts'
import { branchFolder, isSegment, segmentName, startBehind } from '#platform/backup/wal.ts'
import { silent } from '#platform/log.ts'
import type { Dice } from '../support/dice.ts'

/** What a bad disk or a bad hand does to a repository, one at a time, and what a restore says of it. */

export interface Planted {
  what: string
  /** What the refusal must say, and of which thing. */
  code: string
  names: string
  plant(): Promise<void>
  mend(): Promise<void>
}

export interface Trial {
  repository: Repository
  key: Uint8Array
  target: Target
  into: string
  migrations: readonly string[]
}

/** Null: refused as it must be, and nothing is left; else what happened instead. */
export const refusedWell = async (
  trial: Trial,
  { what, code, names }: Pick<Planted, 'what' | 'code' | 'names'>,
): Promise<string | null> => {
  const happened = await restore({ ...trial, log: silent }).then(
    () => 'it was restored',
    (error: unknown) =>
      error instanceof BackupFailure && error.code === code && JSON.stringify(error.details).includes(names)
        ? null
        : `${(error as Error).message}`,
  )
  const left = await readdir(trial.into).catch(() => [])
  await rm(trial.into, { recursive: true, force: true })
  if (happened !== null) return `${what}: ${happened}`
  return left.length === 0 ? null : `${what}: left ${left.join(', ')}`
}

/** Every piece that a backup needs. */
export const piecesOf = async (repository: Repository, id: string, key: Uint8Array): Promise<PieceId[]> => {
  const backup = await openBackup(repository, id, key)
  const ids = new Set<PieceId>(unpacked(backup.sealed.list))
  for await (const entry of backup.entries()) for (const piece of unpacked(entry.pieces)) ids.add(piece)
  return [...ids]
}

/** Pieces of these backups that cannot be read. */
export const unreadable = async (
  repository: Repository,
  ids: readonly string[],
  key: Uint8Array,
): Promise<string[]> => {
  const reader = openReader(repository, key)
  const bad: string[] = []
  const seen = new Set<PieceId>()
  for (const id of ids) {
    const pieces = await piecesOf(repository, id, key).catch((error: Error) => {
      bad.push(`${id}: ${error.message}`)
      return []
    })
    for (const piece of pieces) {
      if (seen.has(piece)) continue
      seen.add(piece)
      await reader.piece(piece).catch(() => bad.push(`${id}: ${piece}`))
    }
  }
  return bad
}

const changed = (file: string, change: (bytes: Buffer) => Buffer) => {
  let former: Buffer
  return {
    plant: async () => {
      former = await readFile(file)
      await writeFile(file, change(Buffer.from(former)))
    },
    mend: () => writeFile(file, former),
  }
}

const flipped = (chance: Dice) => (bytes: Buffer) => {
  const at = chance.below(bytes.length)
  bytes[at] = bytes[at]! ^ (1 << chance.below(8))
  return bytes
}

const pieceAt = ({ folder }: Repository, id: PieceId) => join(folder, 'pieces', id.slice(0, 2), id)

/** So many damages, of every kind, each somewhere at random. */
export const damages = async (
  repository: Repository,
  {
    backup,
    pieces,
    flips,
    chance,
  }: { backup: string; pieces: readonly PieceId[]; flips: number; chance: Dice },
): Promise<Planted[]> => {
  const some = chance.shuffled(pieces)
  const head = join(repository.folder, 'backups', `${backup}.json`)
  const cut = some[flips]!
  const gone = pieceAt(repository, some[flips + 1]!)
  return [
    ...some.slice(0, flips).map((id) => ({
      what: `a bit of ${id} flipped`,
      ...{ code: 'piece-damaged', names: id },
      ...changed(pieceAt(repository, id), flipped(chance)),
    })),
    {
      what: 'a piece cut short',
      ...{ code: 'piece-damaged', names: cut },
      ...changed(pieceAt(repository, cut), (bytes) => bytes.subarray(0, chance.below(bytes.length))),
    },
    {
      what: 'a piece gone',
      ...{ code: 'piece-missing', names: some[flips + 1]! },
      plant: () => rename(gone, `${gone}.away`),
      mend: () => rename(`${gone}.away`, gone),
    },
    {
      what: 'the list of a backup cut short',
      ...{ code: 'backup-damaged', names: backup },
      ...changed(head, (bytes) => bytes.subarray(0, bytes.length - 1 - chance.below(400))),
    },
    {
      what: 'what a backup says of itself changed',
      ...{ code: 'backup-damaged', names: backup },
      ...changed(head, (bytes) => Buffer.from(bytes.toString().replace('"timeline": 1', '"timeline": 2'))),
    },
  ]
}

/** The log behind a backup: a bit flipped, its first part gone, and what the follower noted of it altered. */
export const damagedLog = async (repository: Repository, head: Head, chance: Dice): Promise<Planted[]> => {
  const folder = branchFolder(repository, head)
  const first = segmentName(head.timeline, startBehind(head), head.segmentBytes)
  const names = (await readdir(folder)).filter((name) => isSegment(name) && name >= first).sort()
  const last = names.at(-1)
  if (last === undefined) return []
  const noted = join(folder, 'covered.json')
  const lost = names.filter((name) => name.startsWith(first))
  const away = (name: string) => [join(folder, name), join(repository.folder, 'unfinished', name)] as const
  return [
    {
      what: `a bit of the log ${last} flipped`,
      ...{ code: 'wal-damaged', names: last },
      ...changed(join(folder, last), flipped(chance)),
    },
    {
      what: `the log ${first} gone`,
      ...{ code: 'log-gap', names: first },
      plant: async () => {
        for (const [here, there] of lost.map(away)) await rename(here, there)
      },
      mend: async () => {
        for (const [here, there] of lost.map(away)) await rename(there, here)
      },
    },
    {
      what: 'what the follower noted altered',
      ...{ code: 'wal-damaged', names: 'covered.json' },
      ...changed(noted, (bytes) => Buffer.from(bytes.toString().replace('"at":"20', '"at":"21'))),
    },
    {
      what: 'what the follower noted emptied',
      ...{ code: 'wal-damaged', names: 'covered.json' },
      ...changed(noted, () => Buffer.alloc(0)),
    },
  ]
}
