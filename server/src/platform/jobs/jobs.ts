import type { Database, Tx } from '#platform/db/database.ts'
import { inserting, type Part, type PartRow } from '#platform/db/parts.ts'
import { statement } from '#platform/db/statement.ts'
import { newId } from '#platform/ids.ts'
import { describeError, type Log } from '#platform/log.ts'
import { Refusal } from '#platform/refusal.ts'

/**
 * What must happen after an event, kept beside it: one job per (event, subscriber), written in the event's commit.
 * A job's effect and its end are one commit, so an effect in our database happens once, however often the
 * worker is killed. A later job of the same dossier and subscriber waits for the earlier one, unless that is dead.
 */
export interface Job {
  id: string
  subscriber: string
  /** The dossier. */
  orderKey: string
  eventSeq: number
  /** The authority under which the effect is done. */
  authorityId: string
}

export interface ClaimedJob extends Job {
  /** How often it was taken: a fence, so that only the last to take it ends it. */
  claims: number
  /** How often its effect failed before. */
  failures: number
}

/** Does the effect inside `tx`; what leaves the house carries the job's id as client reference. */
export type Handler = (tx: Tx, job: ClaimedJob) => Promise<void>

/**
 * An effect that one statement can have for many jobs of one authority, such as words for the people of all dossiers of an
 * older version: done one by one they would keep a processor busy for minutes. Told of one job it must do that one.
 */
export interface BulkHandler {
  bulk: (tx: Tx, jobs: readonly ClaimedJob[]) => Promise<void>
}

/**
 * An effect that must not stand in the line of the others: what the house does when a day has passed is not to wait until a
 * morning's papers are printed. One of these is under way at a time, beside whatever else is.
 */
export interface ApartHandler {
  apart: Handler
}

export type Handlers = Readonly<Record<string, Handler | BulkHandler | ApartHandler>>

/** The jobs of a commit, to be joined to the statement that writes their events. */
export const jobsPart: Part = inserting('job_rows', 'job', {
  id: 'uuid',
  subscriber: 'text',
  order_key: 'uuid',
  event_seq: 'integer',
  authority_id: 'uuid',
  run_at: 'timestamptz',
})

/** @param jobs each done at once, or from `runAt` on */
export const jobRows = (jobs: readonly (Job & { runAt?: string | undefined })[], now: string): PartRow[] =>
  jobs.map((job) => ({
    id: job.id,
    subscriber: job.subscriber,
    order_key: job.orderKey,
    event_seq: job.eventSeq,
    authority_id: job.authorityId,
    run_at: job.runAt ?? now,
  }))

interface JobRow {
  id: string
  subscriber: string
  order_key: string
  event_seq: number
  authority_id: string
  claims: number
  failures: number
}

// Each job is leased when its effect begins: a PDF takes 24 ms; 30 s covers a machine that swaps.
const LEASE_SECONDS = 30
// Effects under way at once: what one waits for (the database, a file) is time for another.
const AT_ONCE = 3
// 200 of them take some 20 ms; their locks are held for as long.
const BULK = 200
// With the waits between them (2, 4, 8 … 300 s) a quarter of an hour; then somebody must look, and start anew.
const MAX_FAILURES = 10
// The database was away, which is no fault of the job.
const GIVE_BACK_SECONDS = 2

/** Of `j`: due, nobody's, and not behind an earlier job of its dossier and subscriber. */
const CLAIMABLE = `j.dead_at is null and j.run_at <= now() and (j.leased_until is null or j.leased_until < now())
       and not exists (
         select 1 from job e
         where e.order_key = j.order_key and e.subscriber = j.subscriber and e.event_seq < j.event_seq and e.dead_at is null)`

// Chosen once, and then leased: as a condition of the update the choice was made anew for each row of a nested loop, each
// time passing over what had just been leased, and 3 were asked for and 30 taken.
const claim = statement<JobRow>(
  'job-claim',
  `with due as materialized (
     select j.subscriber, j.order_key, j.event_seq from job j
     where j.subscriber = any($2) and ${CLAIMABLE}
     order by j.run_at
     limit $1
     for update skip locked)
   update job set leased_until = now() + make_interval(secs => ${LEASE_SECONDS}), claims = claims + 1
   from due
   where job.subscriber = due.subscriber and job.order_key = due.order_key and job.event_seq = due.event_seq
   returning job.id, job.subscriber, job.order_key, job.event_seq, job.authority_id, job.claims, job.failures`,
)

// Those of one subscriber and authority, beginning with the one that has waited longest.
const claimBulk = statement<JobRow>(
  'job-claim-bulk',
  `with first as materialized (
     select j.subscriber, j.authority_id from job j
     where j.subscriber = any($2) and ${CLAIMABLE}
     order by j.run_at limit 1),
   due as materialized (
     select j.subscriber, j.order_key, j.event_seq from job j
     join first on j.subscriber = first.subscriber and j.authority_id = first.authority_id
     where ${CLAIMABLE}
     order by j.run_at
     limit $1
     for update of j skip locked)
   update job set leased_until = now() + make_interval(secs => ${LEASE_SECONDS}), claims = claims + 1
   from due
   where job.subscriber = due.subscriber and job.order_key = due.order_key and job.event_seq = due.event_seq
   returning job.id, job.subscriber, job.order_key, job.event_seq, job.authority_id, job.claims, job.failures`,
)

const finish = statement<{ id: string }>(
  'job-finish',
  'delete from job where subscriber = $1 and order_key = $2 and event_seq = $3 and claims = $4 returning id',
)

const finishMany = statement<{ id: string }>(
  'job-finish-many',
  `delete from job using jsonb_to_recordset($1::jsonb) as x(subscriber text, order_key uuid, event_seq integer, claims integer)
   where job.subscriber = x.subscriber and job.order_key = x.order_key and job.event_seq = x.event_seq and job.claims = x.claims
   returning job.id`,
)

const fail = statement(
  'job-fail',
  `update job set leased_until = null, failures = failures + 1, last_error = $5,
     run_at = now() + make_interval(secs => $6), dead_at = case when $7 then now() end
   where subscriber = $1 and order_key = $2 and event_seq = $3 and claims = $4`,
)

const giveBack = statement(
  'job-give-back',
  `update job set leased_until = null, run_at = now() + make_interval(secs => ${GIVE_BACK_SECONDS})
   where subscriber = $1 and order_key = $2 and event_seq = $3 and claims = $4`,
)

const revive = statement<{ id: string }>(
  'job-revive',
  `update job set dead_at = null, failures = 0, run_at = now()
   where dead_at is not null and subscriber = any($1) returning id`,
)

const SYSTEM = { actor: 'system' }

export interface Worker {
  /** Works until nothing is due; answers how many jobs were done. */
  drain(): Promise<number>
  /** A hint that something was written, so that it need not wait for the next look. */
  wake(): void
  stop(): Promise<void>
}

// Looked at each second; a commit in the same process wakes the worker at once.
const LOOK_EVERY_MS = 1_000

export const openWorker = (database: Database, handlers: Handlers, log: Log): Worker => {
  let stopped = false
  let round: Promise<number> | null = null
  let again = false

  // What a newer program left to do is none of ours while both run.
  const known = Object.keys(handlers)
  const inBulk = known.filter((subscriber) => isBulk(handlers[subscriber]))
  const lines: readonly Line[] = [
    { subscribers: known.filter((subscriber) => isSingle(handlers[subscriber])), atOnce: AT_ONCE },
    { subscribers: known.filter((subscriber) => isApart(handlers[subscriber])), atOnce: 1 },
  ]

  // What had failed for good gets another chance: whoever starts the program has perhaps made room on the disk.
  const revived = database
    .as(SYSTEM, (tx) => tx.run(revive, [known]))
    .then((jobs) => {
      if (jobs.length > 0) log('warn', { event: 'jobs.revived', count: jobs.length })
    })
    .catch((error: unknown) => log('warn', { event: 'jobs.unreachable', error: describeError(error) }))

  /** One bulk beside the lines of single ones, so that none waits for another. */
  const workThrough = async (): Promise<number> => {
    let done = 0
    let away = false
    const underWay = new Set<Promise<void>>()
    let bulksUnderWay = 0
    const inLine = new Map(lines.map((line) => [line, 0]))
    const count = (line: Line, change: number) => inLine.set(line, (inLine.get(line) ?? 0) + change)
    // Else what dies in this round could be revived by the start that comes late.
    await revived
    const begin = (working: Promise<WorkOutcome>, ended: () => void) => {
      const one = working.then((outcome) => {
        underWay.delete(one)
        ended()
        if (outcome === 'DATABASE_AWAY') away = true
        else done += outcome
      })
      underWay.add(one)
    }
    try {
      while (!stopped && !away) {
        // What is quick is done before the next line is asked: that nothing is under way does not say that nothing is due.
        let isAnyDue = false
        for (const line of lines) {
          const room = line.atOnce - (inLine.get(line) ?? 0)
          if (room <= 0 || line.subscribers.length === 0) continue
          for (const row of await database.as(SYSTEM, (tx) =>
            tx.commitWith(claim, [room, line.subscribers]),
          )) {
            isAnyDue = true
            count(line, 1)
            begin(work(database, handlers, log, [claimed(row)]), () => count(line, -1))
          }
        }
        if (inBulk.length > 0 && bulksUnderWay === 0) {
          const many = await database.as(SYSTEM, (tx) => tx.commitWith(claimBulk, [BULK, inBulk]))
          if (many.length > 0) {
            isAnyDue = true
            bulksUnderWay += 1
            begin(workInBulk(database, handlers, log, many.map(claimed)), () => {
              bulksUnderWay -= 1
            })
          }
        }
        if (underWay.size > 0) await Promise.race(underWay)
        else if (!isAnyDue) break
      }
    } finally {
      await Promise.all(underWay)
    }
    return done
  }

  const look = () => {
    if (stopped) return
    if (round) {
      again = true
      return
    }
    begun().catch((error: unknown) => log('warn', { event: 'jobs.unreachable', error: describeError(error) }))
  }

  const begun = (): Promise<number> => {
    const ours = workThrough().finally(() => {
      round = null
      if (!again) return
      again = false
      look()
    })
    round = ours
    return ours
  }

  /** Never two rounds at once: each would take as many jobs as one may. */
  const drain = async (): Promise<number> => {
    while (round) await round.catch(() => 0)
    return begun()
  }

  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    drain,
    wake: look,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await Promise.all([revived, round?.catch(() => 0)])
    },
  }
}

/** How many were done, or that nothing could be. */
type WorkOutcome = number | 'DATABASE_AWAY'

/** Jobs that are taken in the order in which they fell due, so many at once. */
interface Line {
  subscribers: readonly string[]
  atOnce: number
}

const isBulk = (handler: Handlers[string] | undefined): handler is BulkHandler =>
  typeof handler === 'object' && 'bulk' in handler
const isApart = (handler: Handlers[string] | undefined): handler is ApartHandler =>
  typeof handler === 'object' && 'apart' in handler
const isSingle = (handler: Handlers[string] | undefined): handler is Handler => typeof handler === 'function'

const claimed = (row: JobRow): ClaimedJob => ({
  id: row.id,
  subscriber: row.subscriber,
  orderKey: row.order_key,
  eventSeq: row.event_seq,
  authorityId: row.authority_id,
  claims: row.claims,
  failures: row.failures,
})

/** Does many jobs in one commit; when that fails, each by itself, so that one that cannot be done holds up no other. */
const workInBulk = async (
  database: Database,
  handlers: Handlers,
  log: Log,
  jobs: readonly ClaimedJob[],
): Promise<WorkOutcome> => {
  if (jobs.length === 1) return work(database, handlers, log, jobs)
  const together = await effect(database, handlers, jobs).catch((error: unknown) =>
    error instanceof Refusal && error.kind === 'UNAVAILABLE'
      ? work(database, handlers, log, jobs, error)
      : null,
  )
  if (together !== null) return together
  let done = 0
  for (const job of jobs) {
    const outcome = await work(database, handlers, log, [job])
    if (outcome === 'DATABASE_AWAY') return outcome
    done += outcome
  }
  return done
}

/** The effect and the end of jobs in one commit. */
const effect = async (
  database: Database,
  handlers: Handlers,
  jobs: readonly ClaimedJob[],
): Promise<number> => {
  const [first] = jobs
  const handler = first && handlers[first.subscriber]
  if (!handler) throw new Error(`a job for ${first?.subscriber} was claimed, and nobody handles it`)
  await database.as({ actor: 'system', authority: first.authorityId }, async (tx) => {
    if (isBulk(handler)) await handler.bulk(tx, jobs)
    else await (isApart(handler) ? handler.apart : handler)(tx, first)
    const ended =
      jobs.length === 1
        ? await tx.run(finish, [...keyOf(first), first.claims])
        : await tx.run(finishMany, [JSON.stringify(jobs.map(endingOf))])
    // Another worker took one over after our lease ran out: its effect counts, ours is rolled back by this.
    if (ended.length < jobs.length) throw new Error('the lease ran out before the effect was done')
  })
  return jobs.length
}

const endingOf = (job: ClaimedJob) => ({
  subscriber: job.subscriber,
  order_key: job.orderKey,
  event_seq: job.eventSeq,
  claims: job.claims,
})

/**
 * Does jobs and never throws: what went wrong is written beside each, or its lease runs out by itself.
 * @param known what went wrong already
 */
const work = async (
  database: Database,
  handlers: Handlers,
  log: Log,
  jobs: readonly ClaimedJob[],
  known?: Refusal,
): Promise<WorkOutcome> => {
  const note = (job: ClaimedJob, how: typeof fail, ...values: unknown[]) =>
    database.as(SYSTEM, (tx) => tx.commitWith(how, [...keyOf(job), job.claims, ...values])).catch(() => {}) // the lease runs out by itself
  try {
    if (known) throw known
    return await effect(database, handlers, jobs)
  } catch (error) {
    const isAway = error instanceof Refusal && error.kind === 'UNAVAILABLE'
    for (const job of jobs) {
      const { id: jobId, subscriber } = job
      if (isAway) {
        log('warn', { event: 'job.given-back', jobId, subscriber, error: describeError(error) })
        await note(job, giveBack)
        continue
      }
      const failures = job.failures + 1
      const dead = failures >= MAX_FAILURES
      log(dead ? 'error' : 'warn', {
        event: dead ? 'job.dead' : 'job.failed',
        jobId,
        subscriber,
        failures,
        error: describeError(error),
      })
      await note(job, fail, describeError(error).slice(0, 500), Math.min(300, 2 ** failures), dead)
    }
    return isAway ? 'DATABASE_AWAY' : 0
  }
}

const keyOf = (job: Job) => [job.subscriber, job.orderKey, job.eventSeq]

/** A job for one event and subscriber. */
export const jobFor = (subscriber: string, orderKey: string, eventSeq: number, authorityId: string): Job => ({
  id: newId(),
  subscriber,
  orderKey,
  eventSeq,
  authorityId,
})
