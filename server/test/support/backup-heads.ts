import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fingerprintOf, publicHalf } from '../../src/platform/backup/escrow.ts'
import { Lanes } from '../../src/platform/backup/lanes.ts'
import { type Head, ListWriter, openBackup, unpacked } from '../../src/platform/backup/lists.ts'
import {
  openOrMakeRepository,
  openWriter,
  type PieceWriter,
  type Repository,
} from '../../src/platform/backup/store.ts'

/** A repository without an office behind it, and backups in it that say of themselves whatever a test wants. */
export interface Bench {
  folder: string
  repository: Repository
  key: Buffer
  writer(): Promise<PieceWriter>
  remove(): Promise<void>
}

export const openBench = async (): Promise<Bench> => {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-backups-'))
  const key = randomBytes(32)
  const half = publicHalf(key)
  const naming = randomBytes(32)
  const repository = await openOrMakeRepository(join(folder, 'repository'), fingerprintOf(half))
  return {
    ...{ folder, repository, key },
    writer: () => openWriter(repository, { half, naming }),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export const SOME_HEAD: Omit<Head, 'refs'> = {
  ...{ format: 1, id: '20261127T010000Z-aaaa' },
  ...{ began: '2026-11-27T01:00:00.000Z', ended: '2026-11-27T01:00:09.000Z' },
  ...{ startLsn: '0/2000028', endLsn: '0/2000120', timeline: 1, systemId: '7', segmentBytes: 16 * 1024 ** 2 },
  ...{ life: 'aaaaaaaaaaaa', serverVersion: 180004, program: '0.1.0', migration: '0001_rows.sql' },
  ...{ schema: 'public', embedded: true, superuser: 'postgres', keyFingerprint: '' },
  ...{ database: { files: 1, bytes: 1 }, files: { files: 0, bytes: 0 }, stored: { pieces: 0, bytes: 0 } },
}

/** An empty backup. */
export const headMade = async (bench: Bench, over: Partial<Head>): Promise<Head> => {
  const head = { ...SOME_HEAD, ...over }
  const list = await ListWriter.open(bench.repository, await bench.writer(), new Lanes(1), head.id)
  return list.finish(head, { secrets: {}, escrow: null })
}

/** The same backup under another head: as if another clock had stood beside it. */
export const headedAnew = async (
  repository: Repository,
  { id, key, writer }: { id: string; key: Uint8Array; writer: PieceWriter },
  over: Partial<Head> & { id: string },
): Promise<Head> => {
  const { head, sealed, entries } = await openBackup(repository, id, key)
  const list = await ListWriter.open(repository, writer, new Lanes(1), over.id)
  for await (const { pieces, ...entry } of entries()) await list.add(entry, unpacked(pieces))
  return list.finish({ ...head, ...over }, sealed)
}
