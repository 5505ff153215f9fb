import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { newId } from '#platform/ids.ts'
import { reception } from '../../server/test/support/household.ts'
import { rowsOf } from '../support/furnish.ts'
import type { RunningHouse } from '../support/house.ts'
import type { Aviary } from './canaries.ts'
import { person, type Staff, type Visitors, type Walked } from './walks.ts'

/** Faults of ours, made on purpose: it is when something breaks that a program says too much. */

/** A table that refuses every row, and whose complaint quotes it whole, names and keys and all. */
const refusingTable = async (
  owner: ConnectionSettings,
  table: string,
  work: () => Promise<void>,
): Promise<void> => {
  await connected(owner, (client) =>
    client.query(
      `create or replace function complain(what text) returns boolean language plpgsql
         as $$ begin raise exception 'this is no row: %', what using detail = what, hint = what; end $$;
       alter table ${table} add constraint refuses check (complain(${table}::text)) not valid`,
    ),
  )
  try {
    await work()
  } finally {
    await connected(owner, (client) =>
      client.query(`alter table ${table} drop constraint refuses; drop function complain(text)`),
    )
  }
}

/** Receptions and notes that PostgreSQL refuses at the last moment. */
export const failedWrites = async (
  visitors: Visitors,
  birds: Aviary,
  owner: ConnectionSettings,
  { huong, dung }: Staff,
  fresh: () => Promise<Walked>,
): Promise<void> => {
  for (const table of ['idempotent_answer', 'dossier', 'person', 'ledger'])
    await refusingTable(owner, table, async () => {
      await visitors.post(
        huong,
        '/api/dossiers',
        reception({ owner: person(birds), submitter: person(birds) }),
      )
    })
  const { id } = await fresh()
  await visitors.act(huong, id, 'hand-overs')
  await visitors.act(dung, id, 'hand-over-confirmations')
  const page = await visitors.get(dung, `/api/dossiers/${id}`)
  await refusingTable(owner, 'note', async () => {
    await visitors.post(
      dung,
      `/api/dossiers/${id}/opinion-requests`,
      { question: birds.word('free text') },
      { version: page.body.version },
    )
  })
  await refusingTable(owner, 'failed_attempt', async () => {
    await visitors.post(visitors.visitor(), '/api/sessions', {
      username: birds.word('password'),
      password: birds.word('password'),
    })
  })
}

/** What was stored is not what it was: a person's data, a paper's file. */
export const spoiledData = async (
  house: RunningHouse,
  visitors: Visitors,
  loader: ConnectionSettings,
  { huong }: Staff,
  walked: Walked,
): Promise<void> => {
  const file = await fileNamed(join(house.dataFolder, 'files'), walked.receiptId)
  const bytes = await readFile(file)
  bytes[bytes.length - 1]! ^= 1
  await writeFile(file, bytes)
  await visitors.get(huong, `/api/dossiers/${walked.id}/documents/${walked.receiptId}`)
  await rowsOf(
    loader,
    `update person set sealed = overlay(sealed placing '\\x00'::bytea from 30) where dossier_id = $1`,
    [walked.id],
  )
  await visitors.get(huong, `/api/dossiers/${walked.id}`)
  await visitors.get(huong, '/api/dossiers')
}

const fileNamed = async (folder: string, name: string): Promise<string> => {
  const found = (await readdir(folder, { recursive: true })).find((path) => path.endsWith(name))
  if (!found) throw new Error(`no file ${name}`)
  return join(folder, found)
}

/** Jobs that cannot be done: nobody handles one, another's paper does not open. */
export const failingJobs = async (
  loader: ConnectionSettings,
  { id }: Walked,
  spoiledPaper: Walked,
): Promise<void> => {
  await rowsOf(
    loader,
    `update artefact set sealed = overlay(sealed placing '\\x00'::bytea from 30), file_sha256 = null where dossier_id = $1`,
    [spoiledPaper.id],
  )
  const authority = `(select authority_id from dossier where id = $2)`
  for (const [subscriber, dossier] of [
    ['nobody.at-all', id],
    ['dossiers.render-papers', spoiledPaper.id],
  ] as const)
    await rowsOf(
      loader,
      `insert into job (id, subscriber, order_key, event_seq, authority_id, run_at) values ($1, $3, $2, 1, ${authority}, now())`,
      [newId(), dossier, subscriber],
    )
}
