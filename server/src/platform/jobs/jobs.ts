import type { Database, Tx } from '#platform/db/database.ts'
import { inserting, type Part } from '#platform/db/parts.ts'
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
export type Handlers = Readonly<Record<string, Handler>>

/** The jobs of a commit, to be joined to the statement that writes their events. */
export const jobsPart: Part = inserting('job_rows', 'job', {
  id: 'uuid',
  subscriber: 'text',
  order_key: 'uuid',
  event_seq: 'integer',
  authority_id: 'uuid',
  run_at: 'timestamptz',
})

export const jobsJson = (jobs: readonly Job[], now: string): string =>
  JSON.stringify(
    jobs.map((job) => ({
      id: job.id,
      subscriber: job.subscriber,
      order_key: job.orderKey,
      event_seq: job.eventSeq,
      authority_id: job.authorityId,
      run_at: now,
    })),
  )

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
// With the waits between them (2, 4, 8 … 300 s) a quarter of an hour; then somebody must look, and start anew.
const MAX_FAILURES = 10
// The database was away, which is no fault of the job.
const GIVE_BACK_SECONDS = 2

// Chosen once, and then leased: as a condition of the update the choice was made anew for each row of a nested loop, each
// time passing over what had just been leased, and 3 were asked for and 30 taken.
const claim = statement<JobRow>(
  'job-claim',
  `with due as materialized (
     select j.subscriber, j.order_key, j.event_seq from job j
     where j.subscriber = any($2) and j.dead_at is null and j.run_at <= now()
       and (j.leased_until is null or j.leased_until < now())
       and not exists (
         select 1 from job e
         where e.order_key = j.order_key and e.subscriber = j.subscriber and e.event_seq < j.event_seq and e.dead_at is null)
     order by j.run_at
     limit $1
     for update skip locked)
   update job set leased_until = now() + make_interval(secs => ${LEASE_SECONDS}), claims = claims + 1
   from due
   where job.subscriber = due.subscriber and job.order_key = due.order_key and job.event_seq = due.event_seq
   returning job.id, job.subscriber, job.order_key, job.event_seq, job.authority_id, job.claims, job.failures`,
)

const finish = statement<{ id: string }>(
  'job-finish',
  'delete from job where subscriber = $1 and order_key = $2 and event_seq = $3 and claims = $4 returning id',
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

  const drain = async (): Promise<number> => {
    let done = 0
    let away = false
    const underWay = new Set<Promise<void>>()
    const begin = (row: JobRow) => {
      const one = work(database, handlers, log, row).then((outcome) => {
        underWay.delete(one)
        if (outcome === 'DONE') done += 1
        if (outcome === 'DATABASE_AWAY') away = true
      })
      underWay.add(one)
    }
    try {
      while (!stopped && !away) {
        const rows = await database.as(SYSTEM, (tx) => tx.commitWith(claim, [AT_ONCE - underWay.size, known]))
        if (rows.length === 0 && underWay.size === 0) break
        rows.forEach(begin)
        await Promise.race(underWay)
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
    round = drain()
      .catch((error: unknown) => {
        log('warn', { event: 'jobs.unreachable', error: describeError(error) })
        return 0
      })
      .finally(() => {
        round = null
        if (again) {
          again = false
          look()
        }
      })
  }

  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  // What had failed for good gets another chance: whoever starts the program has perhaps made room on the disk.
  const revived = database
    .as(SYSTEM, (tx) => tx.run(revive, [known]))
    .then((jobs) => {
      if (jobs.length > 0) log('warn', { event: 'jobs.revived', count: jobs.length })
    })
    .catch((error: unknown) => log('warn', { event: 'jobs.unreachable', error: describeError(error) }))
  return {
    drain,
    wake: look,
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await Promise.all([revived, round])
    },
  }
}

type WorkOutcome = 'DONE' | 'FAILED' | 'DATABASE_AWAY'

/** Does one job. It never throws: what went wrong is written beside the job, or its lease runs out by itself. */
const work = async (database: Database, handlers: Handlers, log: Log, row: JobRow): Promise<WorkOutcome> => {
  const job: ClaimedJob = {
    id: row.id,
    subscriber: row.subscriber,
    orderKey: row.order_key,
    eventSeq: row.event_seq,
    authorityId: row.authority_id,
    claims: row.claims,
    failures: row.failures,
  }
  const note = (how: typeof fail, ...values: unknown[]) =>
    database.as(SYSTEM, (tx) => tx.commitWith(how, [...keyOf(job), job.claims, ...values])).catch(() => {}) // the lease runs out by itself
  try {
    const handler = handlers[job.subscriber]
    if (!handler) throw new Error(`a job for ${job.subscriber} was claimed, and nobody handles it`)
    await database.as({ actor: 'system', authority: job.authorityId }, async (tx) => {
      await handler(tx, job)
      const ended = await tx.run(finish, [...keyOf(job), job.claims])
      // Another worker took it over after our lease ran out: its effect counts, ours is rolled back by this.
      if (ended.length === 0) throw new Error('the lease ran out before the effect was done')
    })
    return 'DONE'
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'UNAVAILABLE') {
      log('warn', {
        event: 'job.given-back',
        jobId: job.id,
        subscriber: job.subscriber,
        error: describeError(error),
      })
      await note(giveBack)
      return 'DATABASE_AWAY'
    }
    const failures = job.failures + 1
    const dead = failures >= MAX_FAILURES
    log(dead ? 'error' : 'warn', {
      event: dead ? 'job.dead' : 'job.failed',
      jobId: job.id,
      subscriber: job.subscriber,
      failures,
      error: describeError(error),
    })
    await note(fail, describeError(error).slice(0, 500), Math.min(300, 2 ** failures), dead)
    return 'FAILED'
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
