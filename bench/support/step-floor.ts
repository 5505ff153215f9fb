import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import type { ConnectionSettings } from '../../server/src/platform/db/cluster.ts'

/** Each client finishes one step of its own dossier after the other. */
export interface StepFloor {
  step(client: number): Promise<void>
  close(): Promise<void>
}

const TABLES = `
  create table if not exists step_dossier (id uuid primary key, version integer, state text, position jsonb);
  create table if not exists step_event (dossier_id uuid, seq integer, at timestamptz, data jsonb, primary key (dossier_id, seq));
  create table if not exists step_task (id uuid primary key, dossier_id uuid, due_at timestamptz, closed_at timestamptz);
  create table if not exists step_ledger (id uuid primary key, at timestamptz, actor text, subject uuid, act text);
  create table if not exists step_answer (actor text, key text, answer jsonb, primary key (actor, key));`

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
export const openStepFloor = async (connection: ConnectionSettings, clients: number): Promise<StepFloor> => {
  const pool = new pg.Pool({ ...connection, max: clients } as pg.PoolConfig)
  // A run that fails stops the database under it: what failed is to be read, not that.
  pool.on('error', () => {})
  await pool.query(TABLES)
  const dossiers = await Promise.all(
    Array.from({ length: clients }, async () => {
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
