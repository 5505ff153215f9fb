import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { Tx } from '#platform/db/database.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import { sha256 } from './hash.ts'
import { endorsementText, originOf, verifierKey } from './rules/note.ts'
import { addKey, findKeys, type KeyRow } from './store.ts'

/**
 * The keys that sign checkpoints: Ed25519. The private half is sealed under the office's master key, as names and papers are; who holds
 * the database alone cannot sign.
 */
export interface SigningKey {
  id: string
  origin: string
  /** The four bytes of the key's id and the signature, base64. */
  sign(text: string): string
}

/** The byte that names Ed25519 in a signed note. */
const ED25519 = Buffer.of(1)

const algorithmAndKey = (publicKey: Buffer): string => Buffer.concat([ED25519, publicKey]).toString('base64')

const keyIdOf = (origin: string, publicKey: Buffer): string =>
  Buffer.from(sha256(Buffer.from(`${origin}\n`), ED25519, publicKey)).toString('hex', 0, 4)

/** The public key in the one line that programs read. */
export const publicLine = (row: KeyRow): string =>
  verifierKey(originOf(row.log_id), row.id, algorithmAndKey(Buffer.from(row.public_key, 'base64')))

/** The key in use; the first one is made where a ledger has none. @throws Error where leaves were signed by a key that is gone */
export const currentKey = async (tx: Tx, sealer: Sealer, isEmpty: boolean): Promise<SigningKey> => {
  const known = (await findKeys(tx)).at(-1)
  if (known) return opened(sealer, known)
  if (!isEmpty) throw new Error('the ledger has checkpoints, and the key that signed them is gone')
  await addKey(tx, made(sealer, randomBytes(8).toString('hex')), null)
  const first = (await findKeys(tx)).at(-1)
  if (!first) throw new Error('the first key of the ledger was made and is not there')
  return opened(sealer, first)
}

/** A new key, signed by the one before it, signs from the next checkpoint on. Answers its public line. @throws Error where there is none */
export const rotateKey = async (tx: Tx, sealer: Sealer): Promise<string> => {
  const former = (await findKeys(tx)).at(-1)
  if (!former) throw new Error('the ledger has no key yet: it gets its first one with its first checkpoint')
  const next = made(sealer, former.log_id)
  const line = verifierKey(originOf(former.log_id), next.id, algorithmAndKey(next.publicKey))
  const endorsement = sign(null, Buffer.from(endorsementText(line)), privateKeyOf(sealer, former))
  await addKey(tx, next, { by: former.id, endorsement })
  const last = (await findKeys(tx)).at(-1)
  if (last?.id !== next.id) throw new Error('another new key was made at the same moment')
  return line
}

const made = (sealer: Sealer, logId: string) => {
  const pair = generateKeyPairSync('ed25519')
  // The last 32 bytes of the DER form are the key itself (RFC 8410).
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const id = keyIdOf(originOf(logId), publicKey)
  const sealed = sealer.seal(pair.privateKey.export({ format: 'der', type: 'pkcs8' }), place(id))
  return { id, logId, publicKey, sealed }
}

const place = (id: string) => sealedIn('ledger_key', 'sealed', id)

const privateKeyOf = (sealer: Sealer, { id, sealed }: KeyRow): KeyObject =>
  createPrivateKey({ key: sealer.open(sealed, place(id)), format: 'der', type: 'pkcs8' })

const opened = (sealer: Sealer, row: KeyRow): SigningKey => {
  const key = privateKeyOf(sealer, row)
  return {
    id: row.id,
    origin: originOf(row.log_id),
    sign: (text) =>
      Buffer.concat([Buffer.from(row.id, 'hex'), sign(null, Buffer.from(text, 'utf8'), key)]).toString(
        'base64',
      ),
  }
}
