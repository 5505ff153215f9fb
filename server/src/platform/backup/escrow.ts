import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { BackupFailure } from './failure.ts'

/**
 * The backup key: 32 random bytes on a sheet of paper, and nowhere else. They are an X25519 private key; the office keeps
 * its public half, with which it can seal and not open. Who has the repository and the sheet has everything; who has the
 * repository, or the machine that fills it, has nothing of what is in it.
 */

export const KEY_BYTES = 32
export const ROWS = 8
const ROW_BYTES = KEY_BYTES / ROWS
// Crockford's: no I, L, O, U, so that nothing on paper looks like something else.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eight rows of two groups, each with a check of its own: a slip of the pen is named by its row. */
export const printedKey = (key: Uint8Array): readonly string[] =>
  Array.from({ length: ROWS }, (_, row) => {
    const bytes = key.subarray(row * ROW_BYTES, (row + 1) * ROW_BYTES)
    const text = base32(Buffer.concat([bytes, Buffer.of(checkOf(row, bytes))]))
    return `${text.slice(0, 4)} ${text.slice(4)}`
  })

/**
 * The key as somebody typed it: case, spaces, hyphens and numbers of rows (`1.`) do not matter, nor O for 0, I and L for 1.
 *
 * @throws BackupFailure key-not-read with the first row that is not as printed
 */
export const readKey = (typed: string): Buffer => {
  const letters = lettersOf(typed)
  const rows = Array.from({ length: ROWS }, (_, row) => rowOf(letters.slice(row * 8, row * 8 + 8), row))
  if (letters.length !== ROWS * 8) throw new BackupFailure('key-not-read', { row: ROWS })
  return Buffer.concat(rows)
}

/** Whether this is that row of some sheet, from 1 on: each row has a check of its own. */
export const isRow = (typed: string, row: number): boolean => {
  try {
    return rowOf(lettersOf(typed), row - 1).length === ROW_BYTES
  } catch {
    return false
  }
}

const lettersOf = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/\b\d{1,2}[.):]/g, '')
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

/** @throws BackupFailure key-not-read */
const rowOf = (letters: string, row: number): Buffer => {
  const bytes = unbase32(letters)
  const key = bytes?.subarray(0, ROW_BYTES)
  if (!bytes || !key || bytes[ROW_BYTES] !== checkOf(row, key))
    throw new BackupFailure('key-not-read', { row: row + 1 })
  return key
}

const checkOf = (row: number, bytes: Uint8Array): number =>
  createHash('sha256').update(`motcua backup key row ${row}:`).update(bytes).digest()[0]!

const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('')
}

const unbase32 = (text: string): Buffer | null => {
  if (text.length !== 8 || [...text].some((letter) => !ALPHABET.includes(letter))) return null
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

// An X25519 key is 32 bytes behind these.
const PRIVATE_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex')
const PUBLIC_HEAD = Buffer.from('302a300506032b656e032100', 'hex')

const privateKey = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, raw]), format: 'der', type: 'pkcs8' })
const publicKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, raw]), format: 'der', type: 'spki' })
const rawPublic = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_HEAD.length)

/** The half that the office keeps: 32 bytes. */
export const publicHalf = (key: Uint8Array): Buffer => rawPublic(createPublicKey(privateKey(key)))

/** Names a key without telling it: on the sheet, in the repository, in a refusal. 16 hex digits. */
export const fingerprintOf = (half: Uint8Array): string =>
  createHash('sha256').update('motcua backup key').update(half).digest('hex').slice(0, 16)

const NONCE = Buffer.alloc(12)

/** Bytes that only the sheet opens, bound to what they are for. Each sealing has a key of its own, so the nonce may be 0. */
export const sealToEscrow = (half: Uint8Array, bytes: Uint8Array, purpose: string): Buffer => {
  const once = generateKeyPairSync('x25519')
  const own = rawPublic(once.publicKey)
  const shared = diffieHellman({ privateKey: once.privateKey, publicKey: publicKey(half) })
  const cipher = createCipheriv('aes-256-gcm', boxKey(shared, own, half), NONCE)
  cipher.setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([own, cipher.getAuthTag(), sealed])
}

/** @throws when it was altered, sealed for another purpose or to another key */
export const openFromEscrow = (key: Uint8Array, sealed: Uint8Array, purpose: string): Buffer => {
  const own = sealed.subarray(0, 32)
  const shared = diffieHellman({ privateKey: privateKey(key), publicKey: publicKey(own) })
  const decipher = createDecipheriv('aes-256-gcm', boxKey(shared, own, publicHalf(key)), NONCE, {
    authTagLength: 16,
  })
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(sealed.subarray(32, 48))
  return Buffer.concat([decipher.update(sealed.subarray(48)), decipher.final()])
}

const boxKey = (shared: Uint8Array, own: Uint8Array, half: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.concat([own, half]), 'motcua backup box/1', 32))
