import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { lockDataFolder } from '#platform/db/lock.ts'
import { sleep } from '#platform/db/processes.ts'
import { flushFolder, makeFolder, replaceFile, writeThrough } from '#platform/durable.ts'
import { fingerprintOf, openFromEscrow, publicHalf, sealToEscrow } from './escrow.ts'
import { BackupFailure } from './failure.ts'
import { lockFor, makePlace, unusable } from './places.ts'

/**
 * A repository of backups: a folder of sealed pieces, each under a keyed hash of what it holds, so that the same bytes are
 * kept once however many backups have them. Whoever writes seals with a key made for that one run, which is kept
 * in `keys`, sealed to the backup key, and forgotten: a machine that fills a repository cannot read what it holds.
 */

const deflated = promisify(deflateRaw)
const inflated = promisify(inflateRaw)

/** Data files change by pages of 8 kB; docs/decisions/0021 says why not less and not more. */
export const PIECE_BYTES = 64 * 1024
export const PIECE_ID_BYTES = 20
const FORMAT = 1
const DEFLATED = 1
const PLAIN = 0
// Key id, nonce, tag.
const HEAD_BYTES = 8 + 12 + 16

export interface Repository {
  readonly folder: string
  readonly id: string
  /** Of the backup key to which all in it is sealed. */
  readonly keyFingerprint: string
}

interface Described {
  format: number
  id: string
  keyFingerprint: string
}

const described = (folder: string) => join(folder, 'repository.json')

/** @throws BackupFailure repository-missing, repository-damaged, repository-newer */
export const openRepository = async (folder: string): Promise<Repository> => {
  const text = await readFile(described(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new BackupFailure('repository-missing', { folder })
    throw unusable(folder, error)
  })
  const { format, id, keyFingerprint } = describedIn(text, folder)
  if (format > FORMAT) throw new BackupFailure('repository-newer', { folder })
  return { folder, id, keyFingerprint }
}

const describedIn = (text: string, folder: string): Described => {
  try {
    const { format, id, keyFingerprint } = JSON.parse(text) as Described
    if (typeof id === 'string' && typeof keyFingerprint === 'string') return { format, id, keyFingerprint }
  } catch {
    // As one that says nothing.
  }
  throw new BackupFailure('repository-damaged', { folder })
}

/**
 * Opens the repository of this key, or makes it in an empty folder. A new sheet begins a new repository: a piece that is
 * kept once would otherwise need both sheets.
 *
 * @throws BackupFailure repository-not-empty, repository-other-key, folder-unusable
 */
export const openOrMakeRepository = async (folder: string, keyFingerprint: string): Promise<Repository> => {
  const is = await stat(described(folder)).catch(() => null)
  if (!is) {
    await makePlace(folder)
    // What a start that was killed here made itself is no stranger's.
    const strange = (await readdir(folder)).filter((name) => !OURS.test(name))
    if (strange.length > 0) throw new BackupFailure('repository-not-empty', { folder })
    for (const part of ['keys', 'backups', 'wal', 'unfinished']) await makeFolder(join(folder, part))
    for (let at = 0; at < 256; at += 1)
      await mkdir(join(folder, 'pieces', at.toString(16).padStart(2, '0')), { recursive: true, mode: 0o700 })
    await flushFolder(join(folder, 'pieces'))
    await replaceFile(
      described(folder),
      `${JSON.stringify({ format: FORMAT, id: randomBytes(8).toString('hex'), keyFingerprint } satisfies Described)}\n`,
    )
  }
  const repository = await openRepository(folder)
  if (repository.keyFingerprint !== keyFingerprint)
    throw new BackupFailure('repository-other-key', {
      folder,
      other: repository.keyFingerprint,
      wanted: keyFingerprint,
    })
  return repository
}

const OURS = /^(keys|backups|wal|unfinished|pieces|motcua\.lock.*|repository\.json\..*|lost\+found)$/

/** One backup or one pruning at a time; a follower works beside them. @throws BackupFailure at-work */
export const alone = async <T>({ folder }: Repository, work: () => Promise<T>): Promise<T> => {
  const lock = await lockFor('backup', folder)
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

/** Waits for a sweep, and a sweep for it. */
export const lockPieces = async ({ folder }: Repository): Promise<{ release(): Promise<void> }> => {
  for (;;) {
    try {
      return await lockDataFolder(join(folder, 'pieces'))
    } catch (error) {
      if ((error as { code?: string }).code !== 'DATA_FOLDER_IN_USE') throw error
      await sleep(250)
    }
  }
}

export type PieceId = string & { [pieceBrand]: true }
declare const pieceBrand: unique symbol

export const pieceId = (hex: string): PieceId => hex as PieceId

const pieceFile = (folder: string, id: PieceId) => join(folder, 'pieces', id.slice(0, 2), id)

/** Writes pieces: with a key of its own that nobody keeps. */
export interface PieceWriter {
  readonly stored: { pieces: number; bytes: number; reusedPieces: number; readBytes: number }
  /** The name is known at once; the piece is kept when `kept` is. `sealed`: bytes that no compression makes smaller. */
  put(bytes: Buffer, sealed?: boolean): { id: PieceId; kept: Promise<void> }
  /** Whether the piece is there; if so, no sweep takes it for forgotten. */
  touch(id: PieceId): Promise<boolean>
  /** Seals bytes that are not a piece: a list, a stretch of the log. */
  seal(bytes: Uint8Array, place: string): Buffer
  /** Every name of a piece is on disk. */
  flush(): Promise<void>
}

export interface WriterKeys {
  /** The public half of the backup key. */
  half: Uint8Array
  /** By which pieces are named. */
  naming: Uint8Array
}

export const openWriter = async (
  { folder }: Repository,
  { half, naming }: WriterKeys,
): Promise<PieceWriter> => {
  const keyId = randomBytes(8)
  const key = randomBytes(32)
  const name = keyId.toString('hex')
  await writeThrough(join(folder, 'keys', name), sealToEscrow(half, key, `key:${name}`))
  await flushFolder(join(folder, 'keys'))
  const unfinished = join(folder, 'unfinished')
  const stored = { pieces: 0, bytes: 0, reusedPieces: 0, readBytes: 0 }
  const touched = new Set<string>()
  let sealings = 0

  const seal = (bytes: Uint8Array, place: string): Buffer => {
    // The key is this run's alone, so counting makes every nonce another.
    const nonce = Buffer.alloc(12)
    nonce.writeUIntBE(++sealings, 6, 6)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(Buffer.from(place))
    const text = Buffer.concat([cipher.update(bytes), cipher.final()])
    return Buffer.concat([keyId, nonce, cipher.getAuthTag(), text])
  }

  // What is written now, so that two equal pieces of one moment are written once.
  const underWay = new Map<PieceId, Promise<void>>()

  // Asking and touching are one: what is touched now is not swept as forgotten while this run still needs it.
  const touch = async (id: PieceId): Promise<boolean> => {
    const now = new Date()
    return (await utimes(pieceFile(folder, id), now, now).then(() => true, nullWhenAbsent)) ?? false
  }

  const write = async (id: PieceId, bytes: Buffer, isSealed: boolean): Promise<void> => {
    const file = pieceFile(folder, id)
    if (await touch(id)) {
      stored.reusedPieces += 1
      return
    }
    const small = isSealed ? bytes : await deflated(bytes, { level: 1 })
    const isSmaller = small.length < bytes.length
    const text = Buffer.concat([Buffer.of(isSmaller ? DEFLATED : PLAIN), isSmaller ? small : bytes])
    const whole = seal(text, `piece:${id}`)
    const draft = join(unfinished, `${id}.${name}`)
    await writeThrough(draft, whole)
    await rename(draft, file)
    touched.add(id.slice(0, 2))
    stored.pieces += 1
    stored.bytes += whole.length
  }

  return {
    stored,
    put: (bytes, isSealed = false) => {
      const id = pieceId(
        createHmac('sha256', naming)
          .update(bytes)
          .digest('hex')
          .slice(0, 2 * PIECE_ID_BYTES),
      )
      stored.readBytes += bytes.length
      let kept = underWay.get(id)
      if (!kept) {
        kept = write(id, bytes, isSealed).finally(() => underWay.delete(id))
        // Whoever waits for it hears of a full disk; that nobody waits yet must not end the process.
        kept.catch(() => {})
        underWay.set(id, kept)
      }
      return { id, kept }
    },
    touch,
    seal,
    flush: async () => {
      for (const part of touched) await flushFolder(join(folder, 'pieces', part))
      touched.clear()
    },
  }
}

const nullWhenAbsent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null
  throw error
}

/** Reads what was sealed to the backup key; the key comes from its sheet. */
export interface PieceReader {
  /** @throws BackupFailure piece-missing, piece-damaged */
  piece(id: PieceId): Promise<Buffer>
  /** @throws when it was altered or sealed for another place */
  open(sealed: Uint8Array, place: string): Promise<Buffer>
}

export const openReader = ({ folder }: Repository, key: Uint8Array): PieceReader => {
  const keys = new Map<string, Promise<Buffer>>()
  const keyOf = (name: string): Promise<Buffer> => {
    const known = keys.get(name)
    if (known) return known
    const read = readFile(join(folder, 'keys', name)).then((box) => openFromEscrow(key, box, `key:${name}`))
    keys.set(name, read)
    return read
  }
  const unseal = async (sealed: Uint8Array, place: string): Promise<Buffer> => {
    if (sealed.length < HEAD_BYTES) throw new Error('too few bytes to have been sealed')
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    const run = await keyOf(bytes.toString('hex', 0, 8))
    const decipher = createDecipheriv('aes-256-gcm', run, bytes.subarray(8, 20), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(bytes.subarray(20, HEAD_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()])
  }
  return {
    open: unseal,
    piece: async (id) => {
      const sealed = await readFile(pieceFile(folder, id)).catch(nullWhenAbsent)
      if (!sealed) throw new BackupFailure('piece-missing', { piece: id })
      try {
        const text = await unseal(sealed, `piece:${id}`)
        return text[0] === DEFLATED ? await inflated(text.subarray(1)) : text.subarray(1)
      } catch (cause) {
        throw new BackupFailure('piece-damaged', { piece: id }, { cause })
      }
    },
  }
}

/** @throws BackupFailure key-other when this is not the key to which the repository is sealed */
export const mustBeKeyOf = (key: Uint8Array, { keyFingerprint }: Repository): void => {
  const typed = fingerprintOf(publicHalf(key))
  if (typed !== keyFingerprint) throw new BackupFailure('key-other', { typed, wanted: keyFingerprint })
}

const FORGOTTEN_MS = 3_600_000

/** Takes away drafts that a killed run left. The caller works alone. */
export const clearUnfinished = async ({ folder }: Repository): Promise<void> => {
  const unfinished = join(folder, 'unfinished')
  for (const name of await readdir(unfinished)) {
    const file = join(unfinished, name)
    const found = await stat(file).catch(() => null)
    if (found && Date.now() - found.mtimeMs > FORGOTTEN_MS) await rm(file, { force: true })
  }
}

/**
 * Takes away every piece that none of the lists names. Lists are read a sixteenth of the names at a time, so that a
 * million files need little memory. What was touched within the hour stays: a follower may be about to name it.
 */
export const sweepPieces = async (
  { folder }: Repository,
  lists: readonly string[],
  forgottenMs = FORGOTTEN_MS,
): Promise<{ pieces: number; bytes: number }> => {
  const swept = { pieces: 0, bytes: 0 }
  for (let digit = 0; digit < 16; digit += 1) {
    const named = await namedBy(lists, digit)
    for (let low = 0; low < 16; low += 1) {
      const part = join(folder, 'pieces', ((digit << 4) | low).toString(16).padStart(2, '0'))
      for (const name of await readdir(part)) {
        if (named.has(name)) continue
        const file = join(part, name)
        const found = await stat(file).catch(() => null)
        if (!found || Date.now() - found.mtimeMs < forgottenMs) continue
        await rm(file, { force: true })
        swept.pieces += 1
        swept.bytes += found.size
      }
    }
  }
  return swept
}

const namedBy = async (lists: readonly string[], digit: number): Promise<Set<string>> => {
  const named = new Set<string>()
  const buffer = Buffer.alloc(PIECE_ID_BYTES * 4096)
  for (const list of lists) {
    const file = await open(list, 'r')
    try {
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length)
        if (bytesRead === 0) break
        for (let at = 0; at + PIECE_ID_BYTES <= bytesRead; at += PIECE_ID_BYTES)
          if (buffer[at]! >> 4 === digit) named.add(buffer.toString('hex', at, at + PIECE_ID_BYTES))
      }
    } finally {
      await file.close()
    }
  }
  return named
}
