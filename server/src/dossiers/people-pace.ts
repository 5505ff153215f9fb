import type { SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Refusal } from '#platform/refusal.ts'

/**
 * How often an officer may look for people. Every search reads personal data of many: somebody at a counter looks for one
 * person a minute, and whoever goes through a list of names is to be stopped long before its end.
 */
const MOST = 60
const WINDOW_MINUTES = 10

const RECENT = `array(select at from unnest(pace.searched_at) as at where at > now() - interval '${WINDOW_MINUTES} minutes')`

// The row is held until the search is over, so that of many sent at once none slips past: an officer's searches queue.
const oneMore = statement(
  'people-search-one-more',
  `insert into people_search_pace as pace (officer_id, searched_at) values ($1, array[now()])
   on conflict (officer_id) do update set searched_at = ${RECENT} || now() where cardinality(${RECENT}) < ${MOST}
   returning officer_id`,
)

// Never less than a second: what is waiting for its turn may have begun before the one that it looks at.
const untilNext = statement<{ seconds: number }>(
  'people-search-until-next',
  `select greatest(1, ceil(extract(epoch from at + interval '${WINDOW_MINUTES} minutes' - now())))::integer as seconds
   from people_search_pace pace, unnest(${RECENT}) as at where officer_id = $1 order by at desc
   offset ${MOST - 1} limit 1`,
)

/** Counts one search, in the commit that notes it. @throws Refusal TOO_MANY `too-many-people-searches`, with when to ask again */
export const keepPace = async (tx: Tx, { officer }: SignedIn): Promise<void> => {
  if ((await tx.run(oneMore, [officer.id])).length > 0) return
  const retryAfter = (await tx.run(untilNext, [officer.id]))[0]?.seconds ?? 1
  throw new Refusal('TOO_MANY', 'too-many-people-searches', {
    retryAfter,
    most: MOST,
    window: WINDOW_MINUTES,
    minutes: Math.ceil(retryAfter / 60),
  })
}
