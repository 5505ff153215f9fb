import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { jobFor, jobRows } from '#platform/jobs/jobs.ts'
import { describeError, type Log } from '#platform/log.ts'
import { Refusal } from '#platform/refusal.ts'
import { listWhoMustBeTold, type MovedDate } from './date-notices.ts'
import type { Office } from './office.ts'
import { type AcceptedDossier, type Dossier, isAccepted } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import { evolve } from './rules/evolve.ts'
import { type CalendarNews, followCalendar } from './rules/follow-calendar.ts'
import { lockOpenAfter, recordFollowed } from './store.ts'

/**
 * Open due dates follow a changed calendar: some hundred dossiers at a time, each with its event, and who must be told of its
 * date, and the place reached in the same commit. Killed anywhere, it goes on from there; two processes share the work by
 * authority. The act of a person is the decision, and that is what the ledger has.
 */

interface Recomputation {
  id: string
  change_id: string
  authority_id: string
  after_accepted_at: string
  after_id: string
  second_look: boolean
  now: Instant
}

// The oldest first. Of one authority one process works, and a later decision waits until an earlier one has been followed.
const claim = statement<Recomputation>(
  'recomputation-claim',
  `select id, change_id, authority_id, after_accepted_at::text, after_id, second_look,
     clock_timestamp() as now
   from due_recomputation r
   where ended_at is null and not_before <= now() and not exists (
     select 1 from due_recomputation e
     where e.authority_id = r.authority_id and e.ended_at is null and not e.second_look and e.id < r.id)
   order by not_before, id limit 1 for update skip locked`,
)

const advance = statement(
  'recomputation-advance',
  `update due_recomputation set after_accepted_at = $2, after_id = $3, looked_at = looked_at + $4, moved = moved + $5
   where id = $1`,
)

// Whoever was being received when the calendar changed was promised by the old one, and is in the database a minute later.
const SECOND_LOOK_AFTER_SECONDS = 60
const RECENT_MINUTES = 10

const delay = statement(
  'recomputation-delay',
  `update due_recomputation set failures = failures + 1, not_before = now() + make_interval(secs => least(300, 2 ^ failures))
   where id = $1`,
)

const lookAgain = statement(
  'recomputation-look-again',
  `update due_recomputation r set second_look = true, not_before = now() + make_interval(secs => ${SECOND_LOOK_AFTER_SECONDS}),
     after_accepted_at = c.made_at - make_interval(mins => ${RECENT_MINUTES}),
     after_id = '00000000-0000-0000-0000-000000000000',
     looked_at = r.looked_at + $2, moved = r.moved + $3
   from calendar_change c where r.id = $1 and c.id = r.change_id`,
)

const end = statement(
  'recomputation-end',
  'update due_recomputation set ended_at = now(), looked_at = looked_at + $2, moved = moved + $3 where id = $1',
)

// A dossier is held for as long as its page, some 50 ms, which an officer who saves one of them may wait.
const PAGE = 200
// Read, reckoned and written by so many, each while the next are read: one after the other, no processor was ever full.
const AT_ONCE = 50

/**
 * One page of one recomputation; false when there is nothing to do now. One that fails is put off, longer each time, so that
 * other authorities need not wait for it.
 */
export const recomputePage = async (office: Office, log: Log): Promise<boolean> => {
  let claimed: string | null = null
  try {
    return await office.database.as({ actor: 'system' }, (tx) =>
      recomputeNext(office, tx, log, (id) => {
        claimed = id
      }),
    )
  } catch (error) {
    const isAway = error instanceof Refusal && error.kind === 'UNAVAILABLE'
    if (claimed === null || isAway) throw error
    log('error', { event: 'recomputation.failed', subjectId: claimed, error: describeError(error) })
    await office.database.as({ actor: 'system' }, (tx) => tx.run(delay, [claimed]))
    return true
  }
}

const recomputeNext = async (
  office: Office,
  tx: Tx,
  log: Log,
  onClaim: (id: string) => void,
): Promise<boolean> => {
  const [work] = await tx.run(claim, [])
  if (!work) return false
  onClaim(work.id)
  await tx.become({ actor: 'system', authority: work.authority_id })
  const sent = inOrder()
  const readAfter = (acceptedAt: string, id: string) =>
    sent.add(lockOpenAfter(tx, work.authority_id, acceptedAt, id, AT_ONCE))
  let reading: Promise<Dossier[]> | null = readAfter(work.after_accepted_at, work.after_id)
  // Not the version that this decision made: another may have come since, and nobody goes back to the one before it.
  const { calendar: live, changeId } = await office.calendars.current(tx, work.authority_id)
  const news = { now: work.now, changeId: changeId ?? work.change_id, live }
  let [looked, moved] = [0, 0]
  let last: Dossier | undefined
  try {
    while (reading) {
      const some: Dossier[] = await reading
      last = some.at(-1) ?? last
      looked += some.length
      const goesOn = some.length === AT_ONCE && looked < PAGE
      // The database reads the next and writes the last ones while these are reckoned.
      reading = goesOn && last?.acceptedAt ? readAfter(last.acceptedAt, last.id) : null
      const followed = await follow(office, tx, log, some.filter(isAccepted), news)
      const dates = followed.flatMap(movedDate)
      moved += dates.length
      void sent.add(write(office, tx, followed, dates, work.now))
    }
  } finally {
    await sent.done()
  }
  // The second look meets most of them again, and those were counted.
  const counted = work.second_look ? moved : looked
  if (looked === PAGE && last?.acceptedAt)
    await tx.commitWith(advance, [work.id, last.acceptedAt, last.id, counted, moved])
  else await tx.commitWith(work.second_look ? end : lookAgain, [work.id, counted, moved])
  return true
}

interface Followed {
  before: Dossier
  event: DossierEvent
  after: Dossier
}

/** What moved of these; one that stays as it is is not among it. */
const follow = async (
  office: Office,
  tx: Tx,
  log: Log,
  dossiers: readonly AcceptedDossier[],
  news: Pick<CalendarNews, 'now' | 'changeId' | 'live'>,
): Promise<Followed[]> => {
  const followed: Followed[] = []
  for (const before of dossiers) {
    const [acceptedUnder, process] = await Promise.all([
      office.calendars.version(tx, before.deadline.calendar),
      office.processes.version(tx, before.processVersionId),
    ])
    try {
      for (const event of followCalendar(before, { ...news, acceptedUnder, process }))
        followed.push({ before, event, after: evolve(before.id, before, event) })
    } catch (error) {
      // One that cannot be reckoned holds up no other; somebody must look at it.
      log('error', {
        event: 'recomputation.dossier-failed',
        subjectId: before.id,
        error: describeError(error),
      })
    }
  }
  return followed
}

const write = async (
  office: Office,
  tx: Tx,
  followed: readonly Followed[],
  dates: readonly MovedDate[],
  now: Instant,
): Promise<void> => {
  if (followed.length === 0) return
  const jobs = followed.flatMap(({ after, event }) =>
    (office.subscribers[event.type] ?? []).map((subscriber) =>
      jobFor(subscriber, after.id, after.version, after.authorityId),
    ),
  )
  await Promise.all([recordFollowed(tx, followed, jobRows(jobs, now)), listWhoMustBeTold(tx, dates)])
}

/**
 * What was sent to the database and is waited for later. When one fails all behind it are refused for that alone; so `done`
 * throws the failure of the first, which says why.
 */
const inOrder = () => {
  const sent: Promise<unknown>[] = []
  return {
    add: <Value>(one: Promise<Value>): Promise<Value> => {
      // Until somebody waits for it Node would take its failure for one that nobody hears of.
      one.catch(() => {})
      sent.push(one)
      return one
    },
    done: async (): Promise<void> => {
      for (const one of sent) await one
    },
  }
}

const movedDate = ({ after: dossier, event: { type, data, at } }: Followed): MovedDate[] => {
  if (type !== 'CalendarFollowed' || data.from === data.to) return []
  const { from, to, calendarChangeId } = data
  return [{ dossier, calendarChangeId, from, to, at }]
}

export interface Recomputing {
  /** Works until nothing is left to do now; answers the pages done. */
  drain(): Promise<number>
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 1_000

// When a page was 100, 100,000 dossiers took 20 to 22 s; with rests of 15 ms 34 s, and no reception came any sooner for it.
const REST_MS = 5

/** Follows changed calendars whenever there are any, a page at a time, leaving room between pages for who waits at a counter. */
export const openRecomputing = (office: Office, log: Log, restMs = REST_MS): Recomputing => {
  let stopped = false
  let round: Promise<number> | null = null
  const followAll = async (): Promise<number> => {
    let pages = 0
    while (!stopped && (await recomputePage(office, log))) {
      pages += 1
      await sleep(restMs)
    }
    return pages
  }
  const begun = (): Promise<number> => {
    round = followAll().finally(() => {
      round = null
    })
    return round
  }
  /** Not beside a round that goes on: what that one holds would be passed over. */
  const drain = async (): Promise<number> => {
    while (round) await round.catch(() => 0)
    return begun()
  }
  const look = () => {
    if (round) return
    begun().catch((error: unknown) =>
      log('warn', { event: 'recomputation.failed', error: describeError(error) }),
    )
  }
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    drain,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await round?.catch(() => 0)
    },
  }
}
