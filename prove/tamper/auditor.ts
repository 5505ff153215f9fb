import pg from 'pg'
import { exportLedger } from '#audit/index.ts'
import type { ConnectionSettings } from '#platform/db/cluster.ts'
import type { RunningHouse } from '../support/house.ts'
import { until } from '../support/waiting.ts'
import { openVerifier } from './verifier.ts'

/** What an auditor keeps of a ledger, and holds an export against. */

const PATIENCE_MS = 120_000

/** Until every row is under a checkpoint. */
export const sealed = async (connection: ConnectionSettings): Promise<void> => {
  const client = new pg.Client(connection)
  await client.connect()
  const done = await until(PATIENCE_MS, async () => {
    const { rows } = await client.query(
      'select (select count(*) from ledger) = coalesce((select max(size) from ledger_checkpoint), 0) as done',
    )
    return rows[0].done
  }).finally(() => client.end())
  if (!done) throw new Error('the ledger was not sealed in time')
}

export interface Auditor {
  size: number
  notes: string[]
  keys: string
}

/** What anybody can fetch, page by page, and keeps. */
export const auditorOf = async (house: RunningHouse): Promise<Auditor> => {
  const visitor = house.visitor()
  const notes: string[] = []
  let size = 0
  for (let before: number | null = null; ; ) {
    const { body } = await visitor.get(`/api/ledger/checkpoints${before === null ? '' : `?before=${before}`}`)
    size = Math.max(size, body.items[0]?.size ?? 0)
    notes.push(...body.items.map(({ note }: { note: string }) => note))
    before = body.next
    if (before === null) break
  }
  const { text } = await visitor.get('/api/ledger/keys')
  visitor.close()
  return { size, notes, keys: text }
}

export const exported = async (client: pg.Client): Promise<string[]> => {
  const lines: string[] = []
  await exportLedger(client, async (line) => void lines.push(JSON.stringify(line)))
  return lines
}

/** Inside a transaction that leaves nothing behind. */
export const undone = async <T>(client: pg.Client, work: () => Promise<T>): Promise<T> => {
  await client.query('begin')
  try {
    return await work()
  } finally {
    await client.query('rollback')
  }
}

export const verified = async (
  lines: readonly string[],
  { notes, keys }: Omit<Auditor, 'size'>,
  grace = 0,
) => {
  const { verifyLedger, keysIn } = await openVerifier()
  return verifyLedger(lines, notes, keysIn(keys), grace)
}
