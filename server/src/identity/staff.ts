import { randomInt } from 'node:crypto'
import { noteInLedger } from '#audit/index.ts'
import { plain, saysSomething, tidy } from '#common/names.ts'
import { inFours, LETTERS_TYPED_AS_THEY_ARE, randomLetters } from '#common/written-codes.ts'
import type { Tx } from '#platform/db/database.ts'
import { databaseTime } from '#platform/db/time.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { mustBeGoodPassword } from './account.ts'
import { hashPassword } from './password.ts'
import { ROLES, type Role } from './rules/roles.ts'
import { removeSecondFactor } from './second-factor-store.ts'
import {
  endSessionsOf,
  findStaffMembers,
  findUnitsOfToday,
  insertStaffMember,
  leaveCountersOf,
  type StaffMember,
  setInOffice,
  type UnitNamed,
  writeFirstPassword,
  writeRoles,
} from './staff-store.ts'
import { holdPassword } from './store.ts'

/**
 * Who works in this office, entered by whoever runs the machine: in one transaction of the loader each, whose `actor` is the
 * person at the command line; every act stands in the ledger.
 */

/** Long enough for a week away; a first password that lies about longer is found by others. */
export const FIRST_PASSWORD_DAYS = 7

/** Read off a screen once: 16 of 30 letters and digits that are not taken for one another, 78 bits. */
export const newFirstPassword = (): string => inFours(randomLetters(16, randomInt, LETTERS_TYPED_AS_THEY_ARE))

export interface NewStaffMember {
  username: string
  fullName: string
  title: string
  /** Its code or its name. */
  unit: string
  roles: string
}

/**
 * @param password null: one is made up
 * @returns the first password, told here and nowhere else
 * @throws Refusal INVALID username-form, username-taken, staff-name-missing, unit-unknown, role-unknown,
 *   role-admin-alone, password-…
 */
export const addStaffMember = async (
  tx: Tx,
  asked: NewStaffMember,
  password: string | null,
  actor: string,
): Promise<{ member: StaffMember; firstPassword: string | null }> => {
  const username = asked.username.trim().toLowerCase()
  if (!/^[a-z0-9._-]{1,60}$/.test(username)) throw new Refusal('INVALID', 'username-form', { username })
  const [fullName, title] = [tidy(asked.fullName), tidy(asked.title)]
  if (!saysSomething(fullName) || !saysSomething(title)) throw new Refusal('INVALID', 'staff-name-missing')
  const roles = readRoles(asked.roles)
  const unit = unitNamed(await findUnitsOfToday(tx), asked.unit)
  const officer = {
    id: newId(),
    username,
    fullName,
    title,
    authorityId: unit.authorityId,
    unitId: unit.id,
    roles,
  }
  if (!(await insertStaffMember(tx, officer))) throw new Refusal('CONFLICT', 'username-taken', { username })
  const firstPassword = await givePassword(tx, officer, password)
  await note(tx, officer, 'OFFICER_ADDED', actor, { roles: roles.join(' '), unitId: unit.id })
  return { member: await memberNamed(tx, username), firstPassword }
}

/** @returns the password where it was made up here */
const givePassword = async (
  tx: Tx,
  officer: Pick<StaffMember, 'username' | 'fullName' | 'unitId' | 'authorityId'>,
  typed: string | null,
): Promise<string | null> => {
  if (typed !== null) await mustBeGoodPassword(tx, typed, officer)
  const password = typed ?? newFirstPassword()
  await writeFirstPassword(tx, officer.username, await hashPassword(password), FIRST_PASSWORD_DAYS)
  return typed === null ? password : null
}

/** Another first password: whoever gives it knows it, so that its officer must choose one of her own. Every session ends. */
export const resetPassword = async (
  tx: Tx,
  username: string,
  password: string | null,
  actor: string,
): Promise<{ member: StaffMember; firstPassword: string | null }> => {
  const member = await memberNamed(tx, username)
  // Its row is locked from here on: whoever signs in by the old one has done so, or is refused.
  const firstPassword = await givePassword(tx, member, password)
  await endSessionsOf(tx, [member.id])
  await note(tx, member, 'FIRST_PASSWORD_GIVEN', actor)
  return { member, firstPassword }
}

/** Nobody comes in by it from now on; sessions end at once, and so does the turn at a counter. What was done stays. */
export const closeAccount = (tx: Tx, username: string, actor: string): Promise<StaffMember> =>
  changed(tx, username, 'OFFICER_CLOSED', actor, async (member) => {
    await setInOffice(tx, member.id, false)
    await endSessionsOf(tx, [member.id])
    await leaveCountersOf(tx, member.id)
  })

export const openAccount = (tx: Tx, username: string, actor: string): Promise<StaffMember> =>
  changed(tx, username, 'OFFICER_OPENED', actor, (member) => setInOffice(tx, member.id, true))

/** Holds from the next request on, in sessions that are open too: rights are read at each. */
export const changeRoles = (tx: Tx, username: string, roles: string, actor: string): Promise<StaffMember> => {
  const given = readRoles(roles)
  return changed(tx, username, 'ROLES_CHANGED', actor, (member) => writeRoles(tx, member.id, given), {
    roles: given.join(' '),
  })
}

/** For a telephone that was lost: it is taken out with its codes for paper, and where it is required another is set up. */
export const resetSecondFactor = (tx: Tx, username: string, actor: string): Promise<StaffMember> =>
  changed(tx, username, 'SECOND_FACTOR_RESET', actor, async (member) => {
    await removeSecondFactor(tx, member.id)
    await endSessionsOf(tx, [member.id])
  })

/** @param username null: everybody */
export const signOutStaff = async (
  tx: Tx,
  username: string | null,
  actor: string,
): Promise<{ ended: number }> => {
  const members = username === null ? await findStaffMembers(tx) : [await memberNamed(tx, username)]
  const ended = await endSessionsOf(
    tx,
    members.map(({ id }) => id),
  )
  for (const member of members) {
    if (username !== null || member.openSessions > 0)
      await note(tx, member, 'SIGNED_OUT_BY_COMMAND', actor, { count: member.openSessions })
  }
  return { ended }
}

/** What whoever runs the machine does to an officer's account, by the names that the ledger knows. */
type StaffAct =
  | 'OFFICER_ADDED'
  | 'FIRST_PASSWORD_GIVEN'
  | 'OFFICER_CLOSED'
  | 'OFFICER_OPENED'
  | 'ROLES_CHANGED'
  | 'SECOND_FACTOR_RESET'
  | 'SIGNED_OUT_BY_COMMAND'

const changed = async (
  tx: Tx,
  username: string,
  act: StaffAct,
  actor: string,
  change: (member: StaffMember) => Promise<unknown>,
  detail: Record<string, string> = {},
): Promise<StaffMember> => {
  const member = await memberNamed(tx, username)
  // Whoever signs in at this moment has done so by now, and is seen to; or reads the change.
  await holdPassword(tx, member.username)
  await change(member)
  await note(tx, member, act, actor, detail)
  return memberNamed(tx, username)
}

const note = async (
  tx: Tx,
  { id, authorityId }: Pick<StaffMember, 'id' | 'authorityId'>,
  act: StaffAct,
  actorId: string,
  detail: Record<string, string | number> = {},
): Promise<void> =>
  noteInLedger(
    tx,
    { actorId, authorityId, act, subjectId: id, purpose: null, requestId: null, detail },
    await databaseTime(tx),
  )

const MOST_NEAR = 8

/** @throws Refusal officer-unknown with those who are called nearly so */
const memberNamed = async (tx: Tx, username: string): Promise<StaffMember> => {
  const members = await findStaffMembers(tx)
  const wanted = username.trim().toLowerCase()
  const member = members.find((one) => one.username === wanted)
  if (member) return member
  throw new Refusal('INVALID', 'officer-unknown', {
    username,
    problems: nearest(members, wanted, (one) => `${one.username} ${one.fullName}`).map(
      (one) => `${one.username}  ${one.fullName}, ${one.unitName}`,
    ),
  })
}

/** @throws Refusal unit-unknown with those that are called nearly so; unit-not-one with all that are called so */
const unitNamed = (units: readonly UnitNamed[], text: string): UnitNamed => {
  const wanted = plain(text)
  const byCode = units.find(({ code }) => code.toLowerCase() === wanted)
  const byName = units.filter(({ name }) => plain(name) === wanted)
  const found = byCode ?? (byName.length === 1 ? byName[0] : undefined)
  if (found) return found
  const listed = byName.length > 1 ? byName : nearest(units, wanted, ({ code, name }) => `${code} ${name}`)
  throw new Refusal('INVALID', byName.length > 1 ? 'unit-not-one' : 'unit-unknown', {
    unit: text,
    problems: listed.map(({ code, name }) => `${code}  ${name}`),
  })
}

/** Those that share most with what was typed, in words and in runs of three letters. */
const nearest = <Row>(rows: readonly Row[], wanted: string, textOf: (row: Row) => string): Row[] => {
  const pieces = new Set(piecesOf(wanted))
  return rows
    .map((row) => ({ row, shared: piecesOf(plain(textOf(row))).filter((piece) => pieces.has(piece)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((one, other) => other.shared - one.shared)
    .slice(0, MOST_NEAR)
    .map(({ row }) => row)
}

const piecesOf = (text: string): string[] => [
  ...text.split(/[^a-z0-9]+/).filter((word) => word !== ''),
  ...Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3)),
]

/** @throws Refusal role-unknown, role-admin-alone */
const readRoles = (text: string): Role[] => {
  const names = [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))].map((name) =>
    name.toUpperCase(),
  )
  const unknown = names.find((name) => !(ROLES as readonly string[]).includes(name))
  if (unknown !== undefined || names.length === 0)
    throw new Refusal('INVALID', 'role-unknown', { role: unknown ?? '', problems: [...ROLES] })
  // Whoever runs the machine reads no dossier.
  if (names.includes('ADMIN') && names.length > 1) throw new Refusal('INVALID', 'role-admin-alone')
  return names as Role[]
}
