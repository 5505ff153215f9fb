import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { flushFolder, makeFolder, writeThrough } from './durable.ts'

/**
 * Encryption by the application, for what must be unreadable in a stolen disk, dump or backup.
 *
 * A sealed value is AES-256-GCM: one byte of key id, 12 bytes of nonce, 16 bytes of tag, then the ciphertext. It is
 * bound to the place it was sealed for (table, column, row), so a ciphertext copied into another row does not open.
 * The master keys never encrypt anything themselves: each use has its own key, derived by HKDF-SHA-256.
 */
export interface Sealer {
  /** Names the writing key without telling it: what a backup records, and an escrow confirms. 16 hex digits. */
  readonly fingerprint: string

  /** The same for every readable key, by its id. */
  readonly fingerprints: ReadonlyMap<number, string>

  /**
   * The value, readable again only with the same key and the same place; text is sealed as UTF-8.
   *
   * @throws SealError NO_PLACE when the place is empty
   */
  seal(value: Uint8Array | string, place: string): Buffer

  /**
   * The bytes that were sealed for this place, under whichever of the keys sealed them.
   *
   * @throws SealError NOT_SEALED, UNKNOWN_KEY, or WRONG_PLACE_OR_ALTERED (which of the two cannot be known)
   */
  open(sealed: Uint8Array, place: string): Buffer

  /** `open`, for what was sealed as text. */
  openText(sealed: Uint8Array, place: string): string

  /**
   * What equality look-up compares: the key id and 128 bits of HMAC-SHA-256. Write it beside the sealed value. The
   * caller normalises the value first, and names its kind, so that equal numbers of two kinds do not match.
   *
   * @throws SealError NO_VALUE when the value is empty: all empty values would look alike
   */
  blindIndex(kind: string, normalisedValue: string): Buffer

  /** The index under every readable key, the writing one first; while keys rotate, rows of each are met. */
  blindIndexes(kind: string, normalisedValue: string): Buffer[]
}

/** 32 random bytes and the number (1–255) by which a sealed value names them. */
export interface MasterKey {
  readonly keyId: number
  readonly masterKey: Uint8Array
}

export type SealErrorCode =
  | 'BAD_KEY'
  | 'KEY_FILE_EXPOSED'
  | 'KEY_FILE_UNREADABLE'
  | 'KEY_FILE_MISSING'
  | 'KEY_MISSING'
  | 'NO_PLACE'
  | 'NO_VALUE'
  | 'NOT_SEALED'
  | 'UNKNOWN_KEY'
  | 'WRONG_PLACE_OR_ALTERED'

/** A fault of the installation or of the stored data, never of a person's request. Its message holds no secret. */
export class SealError extends Error {
  readonly code: SealErrorCode

  constructor(code: SealErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SealError'
    this.code = code
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
// Random bytes are fetched from the system by the page: one call for 341 nonces instead of one for each.
const POOL_BYTES = 4_096 - (4_096 % NONCE_BYTES)
let pool = Buffer.alloc(0)
let used = 0

const nextNonce = (): Buffer => {
  if (used >= pool.length) {
    pool = randomBytes(POOL_BYTES)
    used = 0
  }
  const nonce = Buffer.from(pool.subarray(used, used + NONCE_BYTES))
  used += NONCE_BYTES
  return nonce
}

const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES
const INDEX_BYTES = 16

/** The place of a sealed column, in the one spelling everybody uses. */
export const sealedIn = (table: string, column: string, rowId: string): string =>
  `${table}.${column}:${rowId}`

/**
 * A sealer that writes with the first key and reads with all of them.
 *
 * A nonce is 96 random bits, which is safe for 2^32 sealings under one key (NIST SP 800-38D §8.3). A province of
 * five million dossiers with twenty sealed values each makes 10^8; rotate the key long before 4 × 10^9.
 *
 * @throws SealError BAD_KEY when a key is not 32 bytes, or its id is not 1–255 or is used twice
 */
export function openSealer(writing: MasterKey, ...readOnly: readonly MasterKey[]): Sealer {
  const rings = new Map<number, KeyRing>()
  for (const { keyId, masterKey } of [writing, ...readOnly]) {
    if (!Number.isInteger(keyId) || keyId < 1 || keyId > 255) {
      throw new SealError('BAD_KEY', `a key id is a whole number from 1 to 255, not ${keyId}`)
    }
    if (masterKey.length !== KEY_BYTES) {
      throw new SealError('BAD_KEY', `master key ${keyId} is ${masterKey.length} bytes, not ${KEY_BYTES}`)
    }
    if (rings.has(keyId)) throw new SealError('BAD_KEY', `there are two master keys with the id ${keyId}`)
    rings.set(keyId, keyRing(masterKey))
  }
  const writingRing = rings.get(writing.keyId) as KeyRing

  const open = (sealed: Uint8Array, place: string): Buffer => {
    if (sealed.length < HEADER_BYTES) {
      throw new SealError('NOT_SEALED', `${sealed.length} bytes are too few for a sealed value`)
    }
    const keyId = sealed[0] as number
    const ring = rings.get(keyId)
    if (!ring) {
      throw new SealError(
        'UNKNOWN_KEY',
        `sealed under master key ${keyId}, and this installation does not have it`,
      )
    }
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
    const decipher = createDecipheriv(CIPHER, ring.sealing, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(boundTo(keyId, place))
    decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()])
    } catch (cause) {
      throw new SealError(
        'WRONG_PLACE_OR_ALTERED',
        `what is stored at ${place} was altered, was sealed for another place, or under another master key ${keyId}`,
        { cause },
      )
    }
  }

  const blindIndexUnder = (keyId: number, ring: KeyRing, kind: string, value: string): Buffer => {
    if (kind === '' || value === '')
      throw new SealError('NO_VALUE', 'an empty kind or value has no blind index')
    const digest = createHmac('sha256', ring.indexing(kind)).update(value, 'utf8').digest()
    return Buffer.concat([Buffer.of(keyId), digest.subarray(0, INDEX_BYTES)])
  }

  return {
    fingerprint: writingRing.fingerprint,
    fingerprints: new Map([...rings].map(([keyId, ring]) => [keyId, ring.fingerprint])),

    seal(value, place) {
      const nonce = nextNonce()
      const cipher = createCipheriv(CIPHER, writingRing.sealing, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(boundTo(writing.keyId, place))
      const text = typeof value === 'string' ? Buffer.from(value, 'utf8') : value
      const ciphertext = [cipher.update(text), cipher.final()]
      return Buffer.concat([Buffer.of(writing.keyId), nonce, cipher.getAuthTag(), ...ciphertext])
    },

    open,

    openText: (sealed, place) => utf8.decode(open(sealed, place)),

    blindIndex: (kind, value) => blindIndexUnder(writing.keyId, writingRing, kind, value),

    blindIndexes: (kind, value) =>
      [...rings].map(([keyId, ring]) => blindIndexUnder(keyId, ring, kind, value)),
  }
}

/** The keys derived from one master key. */
interface KeyRing {
  readonly sealing: Buffer
  readonly fingerprint: string
  indexing(kind: string): Buffer
}

function keyRing(masterKey: Uint8Array): KeyRing {
  // A copy: a caller who wipes or reuses its buffer must not change the keys derived later.
  const master = Buffer.from(masterKey)
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), use, KEY_BYTES))
  const indexingKeys = new Map<string, Buffer>()
  return {
    sealing: derived('seal/1'),
    fingerprint: derived('fingerprint/1').toString('hex', 0, 8),
    indexing(kind) {
      const known = indexingKeys.get(kind)
      if (known) return known
      const key = derived(`blind-index/1/${kind}`)
      indexingKeys.set(kind, key)
      return key
    },
  }
}

/** The key id is authenticated with the place, so that the first byte cannot be rewritten either. */
function boundTo(keyId: number, place: string): Buffer {
  if (place === '') throw new SealError('NO_PLACE', 'a value is sealed for a place: table, column and row')
  return Buffer.concat([Buffer.of(keyId), Buffer.from(place, 'utf8')])
}

// ---- The key file --------------------------------------------------------------------------------------------

const KEY_FILE = 'master.key'
const KEY_LINE = /^(\d{1,3}) ([A-Za-z0-9+/]{43}=)$/

/**
 * The sealer of this installation. Its keys stand in `<folder>/master.key`, one a line: the id, a space, 32 bytes in
 * base64. The last line writes; the others only read.
 *
 * The file is made once, at the first start, with mode 0600. Whoever loses it loses all that was sealed: pass
 * `create: false` wherever sealed data exists already, so that a lost key is an error and not a new key.
 *
 * @throws SealError KEY_FILE_MISSING, KEY_FILE_UNREADABLE, or KEY_FILE_EXPOSED when group or others may read it
 */
export async function loadSealer(
  folder: string,
  options: { create: boolean } = { create: true },
): Promise<Sealer> {
  const keys = (await readKeys(folder)) ?? (options.create ? await createKeys(folder) : null)
  if (!keys)
    throw new SealError('KEY_FILE_MISSING', `there is no ${KEY_FILE} in ${folder}; restore it from escrow`)
  return sealerOf(keys)
}

/**
 * Adds a new master key, which writes from the next `loadSealer` on; the former ones go on reading. Confirm its
 * escrow before anything is sealed with it. Run it alone: two at once would lose one of the two new keys.
 *
 * @throws SealError KEY_FILE_MISSING, or BAD_KEY when the 255 ids are used up
 */
export async function rotateMasterKey(folder: string): Promise<Sealer> {
  const keys = await readKeys(folder)
  if (!keys) throw new SealError('KEY_FILE_MISSING', `there is no ${KEY_FILE} in ${folder} to rotate`)
  const next = { keyId: Math.max(...keys.map((key) => key.keyId)) + 1, masterKey: randomBytes(KEY_BYTES) }
  if (next.keyId > 255) throw new SealError('BAD_KEY', 'all 255 key ids are used up')
  const complete = await writeBeside(folder, [...keys, next])
  await rename(complete, join(folder, KEY_FILE))
  await flushFolder(folder)
  return sealerOf([...keys, next])
}

function sealerOf(keys: readonly MasterKey[]): Sealer {
  const [writing, ...readOnly] = [...keys].reverse()
  return openSealer(writing as MasterKey, ...readOnly)
}

async function readKeys(folder: string): Promise<MasterKey[] | null> {
  const path = join(folder, KEY_FILE)
  const mode = await stat(path).then(
    (found) => found.mode,
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return null
      throw new SealError('KEY_FILE_UNREADABLE', `${path} cannot be read`, { cause })
    },
  )
  if (mode === null) return null
  // Windows keeps no such bits and reports 0666 for every file.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    const shown = (mode & 0o777).toString(8).padStart(4, '0')
    throw new SealError(
      'KEY_FILE_EXPOSED',
      `${path} has mode ${shown}; others may read the keys: chmod 600 it`,
    )
  }
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new SealError('KEY_FILE_UNREADABLE', `${path} cannot be read`, { cause })
  })
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length === 0)
    throw new SealError('KEY_FILE_UNREADABLE', `${path} is empty; restore it from escrow`)
  return lines.map((line, at) => {
    const [, keyId, masterKey] = KEY_LINE.exec(line.trimEnd()) ?? []
    if (!keyId || !masterKey)
      throw new SealError('KEY_FILE_UNREADABLE', `${path}: line ${at + 1} is not a key`)
    return { keyId: Number(keyId), masterKey: Buffer.from(masterKey, 'base64') }
  })
}

/** Two processes may start at once: `link` lets only one file in, and the other process reads the winner's. */
async function createKeys(folder: string): Promise<MasterKey[] | null> {
  await makeFolder(folder)
  const complete = await writeBeside(folder, [{ keyId: 1, masterKey: randomBytes(KEY_BYTES) }])
  try {
    await link(complete, join(folder, KEY_FILE))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
  } finally {
    await rm(complete, { force: true })
  }
  await flushFolder(folder)
  return readKeys(folder)
}

/** A key file written and flushed under another name, so that nobody ever reads half of one. */
async function writeBeside(folder: string, keys: readonly MasterKey[]): Promise<string> {
  const path = join(folder, `${KEY_FILE}.${randomBytes(6).toString('hex')}`)
  const lines = keys.map(({ keyId, masterKey }) => `${keyId} ${Buffer.from(masterKey).toString('base64')}\n`)
  await writeThrough(path, lines.join(''))
  return path
}
