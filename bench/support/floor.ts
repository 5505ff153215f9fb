import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import type { ConnectionSettings } from '../../server/src/platform/db/cluster.ts'

/** One for each client: the look-up's floor is fastest so (10,000 a second; 7,000 with the house's five). */
export const CONNECTIONS = 16

/**
 * The least that a durable intake could write, by the same driver, without a server, a rule or a check:
 * a number from the counter row, the dossier, its event, its task, its person, its receipt, a ledger line, a job
 * and the stored answer, in tables without foreign keys or policies.
 */
export interface Floor {
  /** One statement after the other, in a transaction. */
  sequential(client: number): Promise<void>
  /** All of them in one prepared statement. */
  single(client: number): Promise<void>
  close(): Promise<void>
}

const TABLES = `
  create table if not exists floor_counter (agency text primary key, last integer not null);
  create table if not exists floor_dossier (id uuid primary key, code text not null unique, state text, authority uuid, due_at timestamptz, position jsonb);
  create table if not exists floor_event (dossier_id uuid, seq integer, at timestamptz, data jsonb, primary key (dossier_id, seq));
  create table if not exists floor_task (id uuid primary key, dossier_id uuid, unit_id uuid, due_at timestamptz);
  create table if not exists floor_person (id uuid primary key, dossier_id uuid, sealed bytea, number_index bytea);
  create table if not exists floor_artefact (id uuid primary key, dossier_id uuid, sealed bytea);
  create table if not exists floor_ledger (id uuid primary key, at timestamptz, actor text, subject uuid, act text);
  create table if not exists floor_job (id uuid primary key, dossier_id uuid, run_at timestamptz);
  create table if not exists floor_answer (actor text, key text, answer jsonb, primary key (actor, key));`

const ROWS = [
  [
    'insert into floor_event (dossier_id, seq, at, data) values ($1, 1, now(), $2)',
    (row: Row) => [row.id, row.data],
  ],
  [
    'insert into floor_task (id, dossier_id, unit_id, due_at) values ($1, $2, $3, now())',
    (row: Row) => [row.task, row.id, row.task],
  ],
  [
    'insert into floor_person (id, dossier_id, sealed, number_index) values ($1, $2, $3, $4)',
    (row: Row) => [row.person, row.id, row.sealed, row.index],
  ],
  [
    'insert into floor_artefact (id, dossier_id, sealed) values ($1, $2, $3)',
    (row: Row) => [row.artefact, row.id, row.receipt],
  ],
  [
    'insert into floor_ledger (id, at, actor, subject, act) values ($1, now(), $2, $3, $4)',
    (row: Row) => [row.ledger, row.actor, row.id, 'Received'],
  ],
  ['insert into floor_job (id, dossier_id, run_at) values ($1, $2, now())', (row: Row) => [row.job, row.id]],
  [
    'insert into floor_answer (actor, key, answer) values ($1, $2, $3)',
    (row: Row) => [row.actor, row.key, row.answer],
  ],
] as const

const TAKE = `insert into floor_counter (agency, last) values ($1, 1)
  on conflict (agency) do update set last = floor_counter.last + 1 returning last`
const DOSSIER = `insert into floor_dossier (id, code, state, authority, due_at, position) values ($1, $2, 'ACCEPTED', $3, now(), $4)`

const SINGLE = `with number as (${TAKE}),
  e as (insert into floor_event (dossier_id, seq, at, data) values ($2, 1, now(), $3)),
  t as (insert into floor_task (id, dossier_id, unit_id, due_at) values ($4, $2, $4, now())),
  p as (insert into floor_person (id, dossier_id, sealed, number_index) values ($5, $2, $6, $7)),
  a as (insert into floor_artefact (id, dossier_id, sealed) values ($8, $2, $9)),
  l as (insert into floor_ledger (id, at, actor, subject, act) values ($10, now(), $11, $2, 'Received')),
  j as (insert into floor_job (id, dossier_id, run_at) values ($12, $2, now())),
  i as (insert into floor_answer (actor, key, answer) values ($11, $13, $14))
  insert into floor_dossier (id, code, state, authority, due_at, position)
  select $2, $1 || '-' || last, 'ACCEPTED', $4, now(), $3 from number`

interface Row {
  agency: string
  id: string
  data: string
  task: string
  person: string
  sealed: Buffer
  index: Buffer
  artefact: string
  receipt: Buffer
  ledger: string
  actor: string
  job: string
  key: string
  answer: string
}

// As large as what the house writes for one household: measured, not guessed.
const SEALED = randomBytes(260)
const RECEIPT = randomBytes(1_400)
const DATA = JSON.stringify({
  papers: [{ paperId: 'giay-de-nghi', originals: 1, copies: 0 }],
  filler: 'x'.repeat(1_200),
})

/**
 * @param connection the owner's: the app role may create no tables. The driver and the server are the same.
 * @param connections how many the clients share
 */
export const openFloor = async (
  connection: ConnectionSettings,
  agencies: number,
  connections: number,
): Promise<Floor> => {
  const pool = new pg.Pool({ ...connection, max: connections } as pg.PoolConfig)
  await pool.query(TABLES)
  const row = (client: number): Row => ({
    agency: `floor-${agencies}-${client % agencies}`,
    id: v7(),
    data: DATA,
    task: v7(),
    person: v7(),
    sealed: SEALED,
    index: RECEIPT.subarray(0, 17),
    artefact: v7(),
    receipt: RECEIPT,
    ledger: v7(),
    actor: 'officer',
    job: v7(),
    key: randomUUID(),
    answer: '{"state":"ACCEPTED"}',
  })
  return {
    sequential: async (client) => {
      const connectionOf = await pool.connect()
      const one = row(client)
      try {
        await connectionOf.query('begin')
        for (const [text, values] of ROWS)
          await connectionOf.query({ name: text.slice(12, 50), text, values: values(one) as unknown[] })
        const { rows } = await connectionOf.query({ name: 'floor-take', text: TAKE, values: [one.agency] })
        await connectionOf.query({
          name: 'floor-dossier',
          text: DOSSIER,
          values: [one.id, `${one.agency}-${rows[0].last}`, one.task, one.data],
        })
        await connectionOf.query('commit')
      } finally {
        connectionOf.release()
      }
    },
    single: async (client) => {
      const r = row(client)
      await pool.query({
        name: 'floor-single',
        text: SINGLE,
        values: [
          r.agency,
          r.id,
          r.data,
          r.task,
          r.person,
          r.sealed,
          r.index,
          r.artefact,
          r.receipt,
          r.ledger,
          r.actor,
          r.job,
          r.key,
          r.answer,
        ],
      })
    },
    close: () => pool.end(),
  }
}
