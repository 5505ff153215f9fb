import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { secret } from '#platform/db/secrets.ts'
import { makeFolder, replaceFile } from '#platform/durable.ts'
import { fingerprintOf, KEY_BYTES, publicHalf } from './escrow.ts'
import { BackupFailure } from './failure.ts'
import { openWriter, type PieceWriter, type Repository } from './store.ts'

/**
 * What an office keeps of its backups, in `<dataFolder>/backup`: the public half of the key, and what the last backup and
 * the last drill found. Nothing here opens a backup.
 */

/** The key as the office knows it. Times are RFC 3339 UTC. */
export interface EscrowedKey {
  fingerprint: string
  /** 32 bytes in base64. */
  publicHalf: string
  madeAt: string
  /** When somebody typed the sheet back; null: nobody has, and nothing is backed up. */
  confirmedAt: string | null
}

const folderOf = (dataFolder: string) => join(dataFolder, 'backup')

export const readRecord = async <Kind>(dataFolder: string, name: string): Promise<Kind | null> => {
  const text = await readFile(join(folderOf(dataFolder), `${name}.json`), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    },
  )
  return text === null ? null : (JSON.parse(text) as Kind)
}

export const noteRecord = async (dataFolder: string, name: string, value: unknown): Promise<void> => {
  await makeFolder(folderOf(dataFolder))
  await replaceFile(join(folderOf(dataFolder), `${name}.json`), `${JSON.stringify(value, null, 2)}\n`)
}

/** A new key, not confirmed yet. Its private half is returned and kept nowhere. @throws BackupFailure key-is-there */
export const newBackupKey = async (
  dataFolder: string,
  { now, replace }: { now: string; replace: boolean },
): Promise<{ key: Buffer; escrowed: EscrowedKey }> => {
  const former = await readRecord<EscrowedKey>(dataFolder, 'key')
  // A sheet that nobody confirmed may never have been printed.
  if (former?.confirmedAt && !replace)
    throw new BackupFailure('key-is-there', { fingerprint: former.fingerprint })
  const key = randomBytes(KEY_BYTES)
  const half = publicHalf(key)
  const escrowed: EscrowedKey = {
    fingerprint: fingerprintOf(half),
    publicHalf: half.toString('base64'),
    madeAt: now,
    confirmedAt: null,
  }
  await noteRecord(dataFolder, 'key', escrowed)
  return { key, escrowed }
}

/** Marks the key as escrowed, once the sheet was typed back. @throws BackupFailure key-missing, key-other */
export const confirmBackupKey = async (
  dataFolder: string,
  typed: Uint8Array,
  now: string,
): Promise<EscrowedKey> => {
  const kept = await readRecord<EscrowedKey>(dataFolder, 'key')
  if (kept === null) throw new BackupFailure('key-missing')
  const fingerprint = fingerprintOf(publicHalf(typed))
  if (fingerprint !== kept.fingerprint)
    throw new BackupFailure('key-other', { typed: fingerprint, wanted: kept.fingerprint })
  const confirmed = { ...kept, confirmedAt: kept.confirmedAt ?? now }
  await noteRecord(dataFolder, 'key', confirmed)
  return confirmed
}

/** The key to which backups are sealed. @throws BackupFailure key-missing, key-not-confirmed */
export const escrowedKey = async (dataFolder: string): Promise<EscrowedKey> => {
  const kept = await readRecord<EscrowedKey>(dataFolder, 'key')
  if (kept === null) throw new BackupFailure('key-missing')
  if (kept.confirmedAt === null)
    throw new BackupFailure('key-not-confirmed', { fingerprint: kept.fingerprint })
  return kept
}

/** By which pieces are named: the same bytes have the same name in all backups of this office, and tell nobody else anything. */
export const namingKey = async (dataFolder: string): Promise<Buffer> =>
  Buffer.from(await secret(dataFolder, 'backup-names'), 'base64url')

/** Writes pieces of this office, sealed to its key. @throws BackupFailure key-missing, key-not-confirmed */
export const officeWriter = async (repository: Repository, dataFolder: string): Promise<PieceWriter> =>
  openWriter(repository, {
    half: Buffer.from((await escrowedKey(dataFolder)).publicHalf, 'base64'),
    naming: await namingKey(dataFolder),
  })

/** Which life of the data folder this is: a restored one writes a log of its own. */
export const lifeOf = async (dataFolder: string): Promise<string> => {
  const kept = await readRecord<{ id: string }>(dataFolder, 'life')
  if (kept) return kept.id
  const id = randomBytes(6).toString('hex')
  await noteRecord(dataFolder, 'life', { id })
  return (await readRecord<{ id: string }>(dataFolder, 'life'))?.id ?? id
}

/** The same for who only reads, also where there is no office; null: it was never asked for. */
export const knownLife = async (dataFolder: string): Promise<string | null> =>
  (await readRecord<{ id: string }>(dataFolder, 'life').catch(() => null))?.id ?? null

/** What the last drill found, for whoever watches over the machine. */
export interface DrillRecord {
  at: string
  repository: string
  /** Null: it failed before there was one to restore. */
  backup: string | null
  passed: boolean
  /** Why it did not come to comparing: a code of `BackupFailure`, or a sentence; null: it did. */
  reason: string | null
  /** Seconds from an empty folder to a database that answers; the age of what could have been lost. Null: it did not come so far. */
  rtoSeconds: number | null
  rpoSeconds: number | null
}

/** Null: there was none yet. */
export const lastDrill = (dataFolder: string): Promise<DrillRecord | null> => readRecord(dataFolder, 'drill')

/** What somebody should look at in a repository, though the backup itself is whole. Ids of backups. */
export interface Oddities {
  /** Made at a time that has not come yet: a clock was wrong, or is. */
  ahead: readonly string[]
  /** Their heads cannot be read. */
  damaged: readonly string[]
  /** The first part of the log behind the backup before this one that is missing; null: none is. */
  missingLog: string | null
  /** The newest backup before this one, where another life of the data folder made it; null: none did. */
  otherLife: string | null
}

/** What the last backup wrote, for whoever watches over the machine. */
export interface BackupRecord extends Oddities {
  at: string
  repository: string
  backup: string
}

/** How far the follower has come, noted once a minute, for whoever watches over the machine. */
export interface FollowRecord {
  at: string
  repository: string
  /** Everything until then, by the clock of the database, is kept; null: it has not caught up yet. */
  coveredAt: string | null
  /** A code of `BackupFailure`, for which it ended; null: it works, or was stopped. */
  fault: string | null
}

/** Null: nobody followed yet. */
export const lastFollow = (dataFolder: string): Promise<FollowRecord | null> =>
  readRecord(dataFolder, 'follow')

/** Null: there was none yet. */
export const lastBackup = (dataFolder: string): Promise<BackupRecord | null> => readRecord(dataFolder, 'last')
