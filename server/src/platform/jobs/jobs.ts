import { type Database, statement, type Tx } from '#platform/db/database.ts'
import type { Part } from '#platform/db/parts.ts'
import { newId } from '#platform/ids.ts'
import { describeError, type Log } from '#platform/log.ts'

/**
 * What must happen after an event, kept beside it: one job per (event, subscriber), written in the event's commit.
 * A job's effect and its end are one commit, so an effect in our database happens once, however often the
 * worker is killed. A later job of the same dossier and subscriber waits for the earlier one.
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
  attempts: number
}

/** Does the effect inside `tx`; what leaves the house carries the job's id as client reference. */
export type Handler = (tx: Tx, job: ClaimedJob) => Promise<void>
export type Handlers = Readonly<Record<string, Handler>>

/** The jobs of a commit, to be joined to the statement that writes their events. */
export const jobsPart: Part = {
  name: 'job_rows',
  sql: `insert into job (id, subscriber, order_key, event_seq, authority_id, run_at)
    select x.id, x.subscriber, x.order_key, x.event_seq, x.authority_id, x.run_at
    from jsonb_to_recordset($json) as x(id uuid, subscriber text, order_key uuid, event_seq integer, authority_id uuid, run_at timestamptz)`,
}

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
  attempts: number
}

// A lease longer than any effect: a PDF takes 30 ms; 30 s covers a machine that swaps.
const LEASE_SECONDS = 30
const BATCH = 20
const MAX_ATTEMPTS = 10

const claim = statement<JobRow>(
  'job-claim',
  `update job set leased_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1
   where (subscriber, order_key, event_seq) in (
     select j.subscriber, j.order_key, j.event_seq from job j
     where j.dead_at is null and j.run_at <= now() and (j.leased_until is null or j.leased_until < now())
       and not exists (
         select 1 from job e
         where e.order_key = j.order_key and e.subscriber = j.subscriber and e.event_seq < j.event_seq and e.dead_at is null)
     order by j.run_at
     limit ${BATCH}
     for update skip locked)
   returning id, subscriber, order_key, event_seq, authority_id, attempts`,
)

const finish = statement<{ id: string }>(
  'job-finish',
  'delete from job where subscriber = $1 and order_key = $2 and event_seq = $3 and attempts = $4 returning id',
)

const fail = statement(
  'job-fail',
  `update job set leased_until = null, last_error = $5, run_at = now() + make_interval(secs => $6),
     dead_at = case when $7 then now() end
   where subscriber = $1 and order_key = $2 and event_seq = $3 and attempts = $4`,
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
  let timer: NodeJS.Timeout | null = null
  let round: Promise<number> | null = null
  let again = false

  const drain = async (): Promise<number> => {
    let done = 0
    while (!stopped) {
      const rows = await database.as(SYSTEM, (tx) => tx.run(claim, []))
      if (rows.length === 0) return done
      for (const row of rows) {
        if (stopped) return done
        if (await work(database, handlers, log, row)) done += 1
      }
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

  timer = setInterval(look, LOOK_EVERY_MS)
  timer.unref()
  return {
    drain,
    wake: look,
    stop: async () => {
      stopped = true
      if (timer) clearInterval(timer)
      await round
    },
  }
}

const work = async (database: Database, handlers: Handlers, log: Log, row: JobRow): Promise<boolean> => {
  const job: ClaimedJob = {
    id: row.id,
    subscriber: row.subscriber,
    orderKey: row.order_key,
    eventSeq: row.event_seq,
    authorityId: row.authority_id,
    attempts: row.attempts,
  }
  try {
    const handler = handlers[job.subscriber]
    if (!handler) throw new Error(`nobody handles ${job.subscriber}`)
    await database.as({ actor: 'system', authority: job.authorityId }, async (tx) => {
      await handler(tx, job)
      const ended = await tx.run(finish, [...keyOf(job), job.attempts])
      // Another worker took it over after our lease ran out: its effect counts, ours is rolled back by this.
      if (ended.length === 0) throw new Error('the lease ran out before the effect was done')
    })
    return true
  } catch (error) {
    const dead = job.attempts >= MAX_ATTEMPTS
    log(dead ? 'error' : 'warn', {
      event: dead ? 'job.dead' : 'job.failed',
      jobId: job.id,
      subscriber: job.subscriber,
      attempts: job.attempts,
      error: describeError(error),
    })
    const wait = Math.min(300, 2 ** job.attempts)
    await database
      .as(SYSTEM, (tx) =>
        tx.commitWith(fail, [...keyOf(job), job.attempts, describeError(error).slice(0, 500), wait, dead]),
      )
      .catch(() => {}) // the lease runs out by itself
    return false
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
