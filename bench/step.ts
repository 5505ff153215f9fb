import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import { demoId } from '../server/src/demo-province.ts'
import { connected } from '../server/src/platform/db/connection.ts'
import { PROCEDURE, reception } from '../server/test/support/household.ts'
import { type Bench, median } from './figure.ts'
import { type BenchHouse, openBenchHouse } from './support/house.ts'
import { type BenchClient, openClient, rate, signIn } from './support/http.ts'
import { timed } from './support/processor.ts'

const CLIENTS = 16
const STEPS = 40
const TARGET = 0.4

/** A specialist finishes one step after the other, over HTTP: read, decided, written in one commit. */
export const step: Bench = {
  name: 'step',
  claim: `steps finished a second over HTTP by ${CLIENTS} clients, everything in one commit`,
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    const http = openClient(house.url, CLIENTS)
    try {
      await connected(house.cluster.loader ?? house.cluster.owner, longProcess)
      const rounds = short ? 3 : 5
      const time = short ? 2_500 : 6_000
      // Enough for a machine that finishes 3,000 a second; the quickest seen finished 1,120.
      const queues = await openDossiers(http, short ? 640 : 2_560)
      const finish = await finisher(http, queues)
      const floor = await openStepFloor(house)
      await rate(CLIENTS, 1_000, finish)
      await rate(CLIENTS, 500, floor.step)
      const houses: number[] = []
      const bare: number[] = []
      for (let round = 1; round <= rounds; round += 1) {
        const finished = await timed(house.pid, () => rate(CLIENTS, time, finish))
        const least = await timed(undefined, () => rate(CLIENTS, time / 2, floor.step))
        houses.push(finished.value)
        bare.push(least.value)
        say(`round ${round}: house ${finished.told}; floor ${least.told}`)
      }
      await floor.close()
      const [value, best] = [median(houses), median(bare)]
      return [
        {
          case: 'a step finished: locked, read, decided, written',
          value,
          unit: 'steps/s',
          floor: best,
          ratio: value / best,
          demand: `ratio ≥ ${TARGET}`,
          pass: value / best >= TARGET,
        },
      ]
    } finally {
      http.close()
      await house.close()
    }
  },
}

/** The procedure of the demo, with many steps of one specialist in the place of its process. */
const longProcess = async (client: pg.Client): Promise<void> => {
  const chain = Array.from({ length: STEPS }, (_, nth) => `work-${nth}`)
  const work = chain.map((id, nth) => ({
    id,
    kind: 'CHECK',
    name: { vi: 'Xử lý', en: 'Work' },
    unit: 'CULTURE_SOCIETY',
    role: 'SPECIALIST',
    days: 7 / STEPS,
    next: [chain[nth + 1] ?? 'appraise'],
  }))
  await client.query(
    `update process_version set body = jsonb_set(body, '{steps}',
       (select jsonb_agg(case when s->>'id' = 'receive' then jsonb_set(s, '{next}', '["work-0"]') else s end)
        from jsonb_array_elements(body->'steps') s where s->>'kind' not in ('CHECK', 'CONSULT')) || $1::jsonb)
     where id in (select v.process_version_id from procedure_version v join procedure p on p.id = v.procedure_id where p.slug = $2)`,
    [JSON.stringify(work), PROCEDURE],
  )
}

interface Work {
  id: string
  version: number
  done: number
}

/** Dossiers that wait at the first of the steps, shared out among the clients. */
const openDossiers = async (http: BenchClient, count: number): Promise<Work[][]> => {
  const huong = await signIn(http, 'huong')
  const dung = await signIn(http, 'dung')
  await posted(http, huong, '/api/counter-sessions', { counterId: demoId('quevo.tt.counter.1') })
  const queues = Array.from({ length: CLIENTS }, (): Work[] => [])
  await Promise.all(
    queues.map(async (queue) => {
      for (let nth = 0; nth < count / CLIENTS; nth += 1) {
        const { id } = await posted(http, huong, '/api/dossiers', reception())
        await posted(http, huong, `/api/dossiers/${id}/hand-overs`, {}, 1)
        const { version } = await posted(http, dung, `/api/dossiers/${id}/hand-over-confirmations`, {}, 2)
        queue.push({ id, version, done: 0 })
      }
    }),
  )
  return queues
}

/** What a client does next: the next step of the dossier in hand. */
const finisher = async (http: BenchClient, queues: Work[][]) => {
  const dung = await signIn(http, 'dung')
  return async (client: number): Promise<void> => {
    const work = queues[client]?.find(({ done }) => done < STEPS)
    if (!work) throw new Error('the dossiers of a client are used up')
    const { version } = await posted(
      http,
      dung,
      `/api/dossiers/${work.id}/step-completions`,
      {},
      work.version,
    )
    work.version = version
    work.done += 1
  }
}

const posted = async (
  http: BenchClient,
  cookie: string,
  path: string,
  body: unknown,
  version?: number,
): Promise<{ id: string; version: number }> => {
  const answer = await http.send(
    'POST',
    path,
    {
      'content-type': 'application/json',
      cookie,
      'idempotency-key': randomUUID(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    JSON.stringify(body),
  )
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.body}`)
  return JSON.parse(answer.body)
}

// ---- The floor --------------------------------------------------------------------------------------------------

const TABLES = `
  create table step_dossier (id uuid primary key, version integer, state text, position jsonb);
  create table step_event (dossier_id uuid, seq integer, at timestamptz, data jsonb, primary key (dossier_id, seq));
  create table step_task (id uuid primary key, dossier_id uuid, due_at timestamptz, closed_at timestamptz);
  create table step_ledger (id uuid primary key, at timestamptz, actor text, subject uuid, act text);
  create table step_answer (actor text, key text, answer jsonb, primary key (actor, key));`

const WRITE = `with closed as (update step_task set closed_at = now() where id = $2),
  opened as (insert into step_task (id, dossier_id, due_at) values ($3, $1, now())),
  e as (insert into step_event (dossier_id, seq, at, data) values ($1, $4, now(), $5)),
  l as (insert into step_ledger (id, at, actor, subject, act) values ($6, now(), 'officer', $1, 'StepDone')),
  a as (insert into step_answer (actor, key, answer) values ('officer', $7, '{"state":"PROCESSING"}'))
  update step_dossier set version = $4, position = $5 where id = $1`

// As large as what the house writes for a step: measured, not guessed.
const DATA = JSON.stringify({ filler: 'x'.repeat(900) })

/**
 * The least that a durable step could do, by the same driver and without a server, a rule or a check: lock and read the
 * dossier, for what comes next hangs on it, and write row, event, tasks, ledger and answer in one statement.
 */
const openStepFloor = async ({ cluster }: BenchHouse) => {
  const pool = new pg.Pool({ ...cluster.owner, max: CLIENTS } as pg.PoolConfig)
  // A run that fails stops the database under it: what failed is to be read, not that.
  pool.on('error', () => {})
  await pool.query(TABLES)
  const dossiers = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const work = { id: v7(), task: v7(), version: 1 }
      await pool.query(`insert into step_dossier values ($1, 1, 'PROCESSING', $2)`, [work.id, DATA])
      await pool.query('insert into step_task (id, dossier_id) values ($1, $2)', [work.task, work.id])
      return work
    }),
  )
  return {
    step: async (client: number): Promise<void> => {
      const work = dossiers[client]
      if (!work) throw new Error('a client without a dossier')
      const connection = await pool.connect()
      try {
        await connection.query('begin')
        await connection.query({
          name: 'step-lock',
          text: 'select * from step_dossier where id = $1 for update',
          values: [work.id],
        })
        const next = v7()
        work.version += 1
        await connection.query({
          name: 'step-write',
          text: WRITE,
          values: [work.id, work.task, next, work.version, DATA, v7(), randomUUID()],
        })
        await connection.query('commit')
        work.task = next
      } finally {
        connection.release()
      }
    },
    close: () => pool.end(),
  }
}
