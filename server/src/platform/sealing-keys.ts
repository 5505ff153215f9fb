import { setTimeout as passed } from 'node:timers/promises'
import type { Database, Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { describeError, type Log } from '#platform/log.ts'
import { Refusal } from '#platform/refusal.ts'
import { loadSealer, SealError, type Sealer } from '#platform/seal.ts'

interface KnownKey {
  key_id: number
  fingerprint: string
}

const known = statement<KnownKey>(
  'sealing-keys',
  'select key_id, fingerprint from sealing_key order by key_id',
)

const note = statement(
  'sealing-key-note',
  'insert into sealing_key (key_id, fingerprint, first_used_at) values ($1, $2, now()) on conflict do nothing',
)

/**
 * The sealer of this database. The database remembers, by fingerprint, under which master keys something in it was
 * sealed. A new key is made only for a database that remembers none: otherwise a lost key would be replaced in silence,
 * every name and paper from before would be closed for good, and nobody would notice until somebody asked for one.
 *
 * @throws SealError KEY_FILE_MISSING when there is no key file, KEY_MISSING when it lacks a key or holds another one
 */
export const openSealerOf = async (database: Database, folder: string, log: Log): Promise<Sealer> => {
  const keys = await whenThere(log, () => asSystem(database, (tx) => tx.run(known, [])))
  const sealer = await loadSealer(folder, { create: keys.length === 0 })
  mustHold(folder, sealer, keys)
  const fresh = [...sealer.fingerprints].filter(([keyId]) => !keys.some((key) => key.key_id === keyId))
  if (fresh.length === 0) return sealer
  // Of two programs that start at once with different keys, the one whose key was noted first is right.
  const noted = await asSystem(database, async (tx) => {
    for (const [keyId, fingerprint] of fresh) await tx.run(note, [keyId, fingerprint])
    return tx.run(known, [])
  })
  mustHold(folder, sealer, noted)
  return sealer
}

const asSystem = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.as({ actor: 'system' }, work)

const mustHold = (folder: string, sealer: Sealer, keys: readonly KnownKey[]): void => {
  const lacking = keys.find((key) => sealer.fingerprints.get(key.key_id) !== key.fingerprint)
  if (!lacking) return
  throw new SealError(
    'KEY_MISSING',
    `what this database holds was sealed under master key ${lacking.key_id} (${lacking.fingerprint}), and the ` +
      `master.key in ${folder} does not hold it; restore the right one from escrow`,
  )
}

// A database that is being restarted with the program needs a few seconds; one that stays away is a fault to be told.
const PATIENCE_MS = 30_000
const BETWEEN_MS = 500

const whenThere = async <T>(log: Log, ask: () => Promise<T>): Promise<T> => {
  const began = Date.now()
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isAway = error instanceof Refusal && error.kind === 'UNAVAILABLE'
      if (!isAway || Date.now() - began > PATIENCE_MS) throw error
      log('warn', { event: 'database.awaited', error: describeError(error) })
      await passed(BETWEEN_MS)
    }
  }
}
