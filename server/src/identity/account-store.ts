import type { Instant } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { isOpen } from './store.ts'

/** An officer's own account: its password and its open sessions. */

const newPassword = statement<{ username: string }>(
  'password-change',
  `update credential set password_hash = $2, changed_at = now(), first_until = null
   where username = $1 and password_hash = $3 returning username`,
)

/** False when another password took the place of the one that was shown to be known. */
export const changeHash = async (tx: Tx, username: string, hash: string, before: string): Promise<boolean> =>
  (await tx.run(newPassword, [username, hash, before])).length > 0

export interface OpenSession {
  id: string
  openedAt: Instant
  seenAt: Instant
  address: string | null
  browser: string | null
}

const openOf = statement<{
  id: string
  opened_at: Instant
  seen_at: Instant
  address: string | null
  browser: string | null
}>(
  'sessions-open',
  `select s.id, s.opened_at, coalesce(s.seen_at, s.opened_at) as seen_at, s.address, s.browser from session s
   where s.officer_id = $1 and ${isOpen('s')} order by s.opened_at desc, s.id desc limit 100`,
)

/** Those that somebody could go on with now, the newest first. */
export const findOpenSessions = async (tx: Tx, officerId: string): Promise<OpenSession[]> =>
  (await tx.run(openOf, [officerId])).map((row) => ({
    id: row.id,
    openedAt: row.opened_at,
    seenAt: row.seen_at,
    address: row.address,
    browser: row.browser,
  }))

const endOne = statement<{ id: string }>(
  'sessions-end-one',
  'update session set closed_at = now() where officer_id = $1 and id = $2 and closed_at is null returning id',
)

export const endSessionOf = async (tx: Tx, officerId: string, id: string): Promise<boolean> =>
  (await tx.run(endOne, [officerId, id])).length > 0

const endOthers = statement<{ id: string }>(
  'sessions-end-others',
  'update session set closed_at = now() where officer_id = $1 and id <> $2 and closed_at is null returning id',
)

/** How many were ended. */
export const endOtherSessions = async (tx: Tx, officerId: string, but: string): Promise<number> =>
  (await tx.run(endOthers, [officerId, but])).length

const placesOf = statement<{ name: string }>(
  'account-places',
  'select name from agency where id = any($1::uuid[])',
)

/** The names of the offices of an officer, which are no passwords. */
export const namesOfOffices = async (tx: Tx, ids: readonly string[]): Promise<string[]> =>
  (await tx.run(placesOf, [ids])).map(({ name }) => name)
