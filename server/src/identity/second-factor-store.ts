import type { Instant } from '#common/time.ts'
import { asLetters } from '#common/written-codes.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import { newRecoveryCodes, readCode, stepOfCode } from './codes.ts'

/** What is kept of an officer's telephone and of her codes on paper: a sealed secret, and keyed hashes that are used up once. */

export interface SecondFactor {
  sealed: Buffer | null
  enrolledAt: Instant | null
  pending: Buffer | null
  pendingAt: Instant | null
}

const hashOf = (sealer: Sealer, officerId: string, code: string): string =>
  sealer.blindIndex('recovery-code', `${officerId} ${code}`).toString('hex')

export const sealSecret = (sealer: Sealer, officerId: string, secret: string): Buffer =>
  sealer.seal(secret, sealedIn('second_factor', 'sealed', officerId))

export const openSecret = (sealer: Sealer, officerId: string, sealed: Uint8Array): string =>
  sealer.openText(sealed, sealedIn('second_factor', 'sealed', officerId))

const factorOf = statement<{
  sealed: Buffer | null
  enrolled_at: Instant | null
  pending: Buffer | null
  pending_at: Instant | null
}>(
  'second-factor-of',
  'select sealed, enrolled_at, pending, pending_at from second_factor where officer_id = $1',
)

export const findSecondFactor = async (tx: Tx, officerId: string): Promise<SecondFactor | null> => {
  const [row] = await tx.run(factorOf, [officerId])
  return row
    ? { sealed: row.sealed, enrolledAt: row.enrolled_at, pending: row.pending, pendingAt: row.pending_at }
    : null
}

const begin = statement(
  'second-factor-begin',
  `insert into second_factor (officer_id, pending, pending_at) values ($1, $2, now())
   on conflict (officer_id) do update set pending = excluded.pending, pending_at = excluded.pending_at`,
)

/** A secret that is being set up; the one in use goes on until a code was typed from the new one. */
export const keepPending = (tx: Tx, officerId: string, sealed: Buffer) => tx.run(begin, [officerId, sealed])

const enrol = statement<{ officer_id: string }>(
  'second-factor-enrol',
  `update second_factor set sealed = pending, enrolled_at = now(), last_step = $3, pending = null, pending_at = null
   where officer_id = $1 and pending = $2 returning officer_id`,
)

/** Puts the pending secret to use; false when another took its place meanwhile. */
export const enrolPending = async (
  tx: Tx,
  officerId: string,
  pending: Buffer,
  step: number,
): Promise<boolean> => (await tx.run(enrol, [officerId, pending, step])).length > 0

// The row is locked: of two that come with one code at the same time, the second finds it used.
const spendStep = statement<{ officer_id: string }>(
  'second-factor-use',
  `update second_factor set last_step = $2
   where officer_id = $1 and sealed is not null and (last_step is null or last_step < $2) returning officer_id`,
)

const spendPaper = statement<{ officer_id: string }>(
  'recovery-code-use',
  `update recovery_code set used_at = now()
   where officer_id = $1 and code_hash = any($2) and used_at is null returning officer_id`,
)

/** Uses a code up: true once, and never again for the same. */
export const spendCode = async (
  tx: Tx,
  sealer: Sealer,
  who: { officerId: string; sealed: Uint8Array; now: Instant },
  typed: string,
): Promise<boolean> => {
  const read = readCode(typed)
  if (read === null) return false
  if (read.kind === 'PAPER') {
    const hashes = sealer
      .blindIndexes('recovery-code', `${who.officerId} ${read.code}`)
      .map((hash) => hash.toString('hex'))
    return (await tx.run(spendPaper, [who.officerId, hashes])).length > 0
  }
  const step = stepOfCode(openSecret(sealer, who.officerId, who.sealed), read.code, who.now)
  return step !== null && (await tx.run(spendStep, [who.officerId, step])).length > 0
}

const dropCodes = statement('recovery-codes-drop', 'delete from recovery_code where officer_id = $1')
const addCodes = statement(
  'recovery-codes-add',
  `insert into recovery_code (officer_id, code_hash, made_at) select $1, h, now() from unnest($2::text[]) as h`,
)

/** New codes on paper; every earlier one is no more. */
export const replaceRecoveryCodes = async (tx: Tx, sealer: Sealer, officerId: string): Promise<string[]> => {
  const codes = newRecoveryCodes()
  await tx.run(dropCodes, [officerId])
  await tx.run(addCodes, [officerId, codes.map((code) => hashOf(sealer, officerId, asLetters(code)))])
  return codes
}

const countLeft = statement<{ left: number }>(
  'recovery-codes-left',
  'select count(*)::integer as left from recovery_code where officer_id = $1 and used_at is null',
)

export const recoveryCodesLeft = async (tx: Tx, officerId: string): Promise<number> =>
  (await tx.run(countLeft, [officerId]))[0]?.left ?? 0

const dropFactor = statement('second-factor-drop', 'delete from second_factor where officer_id = $1')

/** With its codes on paper. */
export const removeSecondFactor = async (tx: Tx, officerId: string): Promise<void> => {
  await tx.run(dropFactor, [officerId])
  await tx.run(dropCodes, [officerId])
}
