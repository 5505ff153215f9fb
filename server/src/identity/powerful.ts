import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { inOffice } from './lending-store.ts'
import { NEED_SECOND_FACTOR } from './rules/sign-in.ts'

/** What a doctor counts of accounts, in every authority: as the loader, who passes row-level security. */

const counted = statement<{ all: number; withoutSecondFactor: number }>(
  'powerful-counted',
  `select count(*)::integer as "all",
     (count(*) filter (where not exists (
       select from second_factor f where f.officer_id = o.id and f.enrolled_at is not null)))::integer as "withoutSecondFactor"
   from officer o where o.roles && $1 and ${inOffice('o')}`,
)

/** Those in office whose roles ask for a second factor, and how many of them have none. */
export const countPowerful = async (tx: Tx): Promise<{ all: number; withoutSecondFactor: number }> =>
  (await tx.run(counted, [NEED_SECOND_FACTOR]))[0] ?? { all: 0, withoutSecondFactor: 0 }

const named = statement<{ count: number }>(
  'officers-named-counted',
  `select count(*)::integer as count from officer o where o.username = any($1) and ${inOffice('o')}`,
)

/** How many of these names are officers in office. */
export const countInOffice = async (tx: Tx, usernames: readonly string[]): Promise<number> =>
  (await tx.run(named, [usernames]))[0]?.count ?? 0
