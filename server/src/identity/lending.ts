import { type LedgerEntry, ledgerRows, noteInLedger } from '#audit/index.ts'
import { saysSomething, tidy } from '#common/names.ts'
import { type Instant, isPlainDate, type PlainDate } from '#common/time.ts'
import { EARLIEST_DAY } from '#common/typed.ts'
import type { Tx } from '#platform/db/database.ts'
import { answerRow, earlierAnswer, type IdempotentRequest } from '#platform/http/idempotency.ts'
import { newId } from '#platform/ids.ts'
import { readMoment } from '#platform/moments.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import {
  type AbsenceRow,
  type DelegationRow,
  endArrangement,
  findAbsence,
  findAbsencesBetween,
  findColleagues,
  findDelegation,
  findStaff,
  writeArrangement,
} from './lending-store.ts'
import { mayEnd, mustBeLendable, mustBeNotable } from './rules/lending.ts'
import { maySeeArrangement, type Officer } from './rules/policy.ts'
import { type Colleague, covers, type OfProcedure, type Post } from './rules/posts.ts'
import type { Role } from './rules/roles.ts'
import { type Staffing, staffing } from './rules/staffing.ts'
import type { SignedIn } from './store.ts'

/** Lending posts and being away: made, noted, ended early, and never deleted. */

/** Who asks, and under which idempotency key and number. */
export interface Arranging {
  signedIn: SignedIn
  idempotent: IdempotentRequest
  requestId: string
}

export interface DelegationInput {
  /** Left out: of whoever asks. */
  fromOfficerId?: string
  toOfficerId: string
  /** Left out: the unit of whoever lends. */
  unitId?: string
  roles: readonly Role[]
  /** Slugs or fields; left out: every procedure. */
  procedures?: readonly string[]
  /** RFC 3339; left out: from now on. */
  validFrom?: string
  validTo: string
  basis: string
}

/**
 * Lends posts.
 * @throws Refusal NOT_FOUND for officers of another authority as for nobody, and as `mustBeLendable`
 */
export const makeDelegation = async (
  tx: Tx,
  { signedIn, idempotent, requestId }: Arranging,
  input: DelegationInput,
): Promise<{ id: string }> => {
  const { officer, now } = signedIn
  const [stored, [from, to]] = await Promise.all([
    earlierAnswer(tx, idempotent),
    ofOwnAuthority(tx, officer, [input.fromOfficerId ?? officer.id, input.toOfficerId]),
  ])
  if (stored) return replayed(officer, await findDelegation(tx, stored.subjectId), whoseDelegation)
  if (!from || !to) throw notFound()
  const wanted = {
    from,
    to,
    unitId: input.unitId ?? from.unitId,
    roles: [...new Set(input.roles)],
    validFrom: input.validFrom === undefined ? now : readMoment(input.validFrom, 'validFrom'),
    validTo: readMoment(input.validTo, 'validTo'),
  }
  mustBeLendable(officer, wanted, now)
  const id = newId()
  await writeArrangement(
    tx,
    'delegation',
    {
      id,
      authority_id: officer.authorityId,
      from_officer_id: from.id,
      to_officer_id: to.id,
      unit_id: wanted.unitId,
      roles: wanted.roles,
      procedures: input.procedures?.map((text) => readWords(text, 'procedures')) ?? null,
      valid_from: wanted.validFrom,
      valid_to: wanted.validTo,
      basis: readWords(input.basis, 'basis'),
      made_at: now,
      made_by: officer.id,
    },
    ledgerRows(
      [
        entry(officer, 'DELEGATION_MADE', id, requestId, {
          from: from.id,
          to: to.id,
          roles: wanted.roles.join(' '),
        }),
      ],
      now,
    ),
    answerRow(idempotent, { subjectId: id, answer: { id } }, now),
  )
  return { id }
}

export interface AbsenceInput {
  /** Left out: whoever asks. */
  officerId?: string
  coverId?: string
  /** Legal days in Asia/Ho_Chi_Minh, both away. */
  firstDay: string
  lastDay: string
}

/**
 * Notes that somebody is away.
 * @throws Refusal NOT_FOUND for officers of another authority as for nobody, and as `mustBeNotable`
 */
export const noteAbsence = async (
  tx: Tx,
  { signedIn, idempotent, requestId }: Arranging,
  input: AbsenceInput,
): Promise<{ id: string }> => {
  const { officer: noter, now } = signedIn
  const officerId = input.officerId ?? noter.id
  const { coverId } = input
  const ids = [officerId, ...(coverId === undefined ? [] : [coverId])]
  const days = { firstDay: readDay(input.firstDay, 'firstDay'), lastDay: readDay(input.lastDay, 'lastDay') }
  const [others, [officer, cover], stored] = await Promise.all([
    findAbsencesBetween(tx, ids, days.firstDay, days.lastDay),
    ofOwnAuthority(tx, noter, ids),
    // Last: where the same request has just noted the absence that is found, its answer is there too.
    earlierAnswer(tx, idempotent),
  ])
  if (stored) return replayed(noter, await findAbsence(tx, stored.subjectId), whoseAbsence)
  if (!officer || (coverId !== undefined && !cover)) throw notFound()
  mustBeNotable(noter, { officer, cover: cover ?? null, ...days }, others, now)
  const id = newId()
  await writeArrangement(
    tx,
    'absence',
    {
      id,
      authority_id: noter.authorityId,
      officer_id: officer.id,
      first_day: days.firstDay,
      last_day: days.lastDay,
      cover_id: cover?.id ?? null,
      noted_at: now,
      noted_by: noter.id,
    },
    ledgerRows(
      [entry(noter, 'ABSENCE_NOTED', id, requestId, { officer: officer.id, cover: cover?.id ?? null })],
      now,
    ),
    answerRow(idempotent, { subjectId: id, answer: { id } }, now),
  )
  return { id }
}

/**
 * Ends a delegation from now on; ending it twice is ending it once.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED for who neither gave nor arranges it
 */
export const revokeDelegation = async (
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  id: string,
): Promise<void> => {
  const row = await findDelegation(tx, id)
  await end(tx, signedIn, requestId, 'delegation', row && { id, ...whoseDelegation(row) })
}

/** Takes back what was noted, from now on. @throws Refusal as `revokeDelegation` */
export const withdrawAbsence = async (
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  id: string,
): Promise<void> => {
  const row = await findAbsence(tx, id)
  await end(tx, signedIn, requestId, 'absence', row && { id, ...whoseAbsence(row) })
}

/** What the policy needs to know of a delegation or an absence. */
interface Arrangement {
  authorityId: string
  unitId: string
  concerned: readonly (string | null)[]
  /** Who may end it, besides those who arrange the unit's posts. */
  by: readonly string[]
}

export const whoseDelegation = (row: DelegationRow): Arrangement => ({
  authorityId: row.authority_id,
  unitId: row.unit_id,
  concerned: [row.from_id, row.to_id, row.made_by],
  by: [row.from_id, row.made_by],
})

export const whoseAbsence = (row: AbsenceRow): Arrangement => ({
  authorityId: row.authority_id,
  unitId: row.unit_id,
  concerned: [row.officer_id, row.cover_id, row.noted_by],
  by: [row.officer_id, row.noted_by],
})

const ENDED = { delegation: 'DELEGATION_REVOKED', absence: 'ABSENCE_WITHDRAWN' } as const

const end = async (
  tx: Tx,
  { officer, now }: SignedIn,
  requestId: string,
  table: keyof typeof ENDED,
  arrangement: (Arrangement & { id: string }) | undefined,
): Promise<void> => {
  if (!arrangement || !maySeeArrangement(officer, arrangement)) throw notFound()
  if (!mayEnd(officer, arrangement)) throw new Refusal('NOT_ALLOWED', 'not-yours-to-end')
  if (!(await endArrangement(tx, table, arrangement.id, now, officer.id))) return
  await noteInLedger(tx, entry(officer, ENDED[table], arrangement.id, requestId), now)
}

/** The same answer again, for somebody who may still know of it. */
const replayed = <Row extends { id: string }>(
  officer: Officer,
  row: Row | undefined,
  arrangementOf: (row: Row) => Arrangement,
): { id: string } => {
  if (!row || !maySeeArrangement(officer, arrangementOf(row))) throw notFound()
  return { id: row.id }
}

/** In the order of the ids; undefined for who is in another authority, has left, or was never there. */
const ofOwnAuthority = async (
  tx: Tx,
  { authorityId }: Officer,
  ids: readonly string[],
): Promise<(Colleague | undefined)[]> => {
  const found = await findColleagues(tx, ids)
  return ids.map((id) => found.find((one) => one.id === id && one.authorityId === authorityId))
}

const entry = (
  officer: Officer,
  act: string,
  subjectId: string,
  requestId: string,
  detail: NonNullable<LedgerEntry['detail']> = {},
): LedgerEntry => ({
  actorId: officer.id,
  authorityId: officer.authorityId,
  act,
  subjectId,
  purpose: null,
  requestId,
  detail,
})

/** @throws Refusal naming the field when the text says nothing */
const readWords = (text: string, field: string): string => {
  const words = tidy(text)
  if (!saysSomething(words)) throw new Refusal('INVALID', 'text-empty', { field })
  return words
}

const readDay = (text: string, field: string): PlainDate => {
  if (!isPlainDate(text) || text < EARLIEST_DAY) throw new Refusal('INVALID', 'date-not-read', { field })
  return text
}

/**
 * Who can be given work of a post: whoever holds it and is there, by her own right, by delegation or as a cover. How much
 * each has to do already is the caller's to ask. The transaction acts for the unit's authority.
 *
 * @param now the database's time, taken once
 */
export const officersFor = async (
  tx: Tx,
  { unitId, role }: Pick<Post, 'unitId' | 'role'>,
  procedure: OfProcedure,
  now: Instant,
): Promise<Staffing> => {
  const { holders, delegations: lent, absences } = await findStaff(tx, unitId, role)
  const delegations = lent.filter((one) => covers(one, procedure))
  const standIns = [
    ...delegations.map(({ toOfficerId }) => toOfficerId),
    ...absences.flatMap(({ coverId }) => coverId ?? []),
  ].filter((id) => !holders.some((holder) => holder.id === id))
  const others = standIns.length > 0 ? await findColleagues(tx, [...new Set(standIns)]) : []
  return staffing({ unitId, role }, [...holders, ...others], delegations, absences, now)
}
