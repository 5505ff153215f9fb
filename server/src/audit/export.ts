import type pg from 'pg'
import type { Database, Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { inclusionProof } from './proofs.ts'
import type { LedgerRow } from './rules/canonical.ts'
import { findCheckpointsBefore, KEEPER, ROW_OF_LEAF } from './store.ts'

/** One line of an export: a leaf with its row, null where the row is gone; or a row that has no place yet. */
export interface ExportLine {
  position: number | null
  rowId: string
  /** base64; null where the row has no place. */
  leaf: string | null
  row: LedgerRow | null
}

const PAGE = 5_000

const ROW = `case when l.id is not null then (select to_jsonb(r) from (select ${ROW_OF_LEAF}) as r) end as row`

/**
 * Every leaf with its row, in the order of the tree, then the rows without a leaf; as they were at one moment.
 * @param client in a transaction that sees one moment, of the role that passes row-level security
 * @returns how many lines there were
 */
export const exportLedger = async (
  client: pg.ClientBase,
  write: (line: ExportLine) => Promise<void>,
): Promise<number> => {
  let lines = 0
  const each = async (text: string): Promise<void> => {
    await client.query(`declare exported no scroll cursor for ${text}`)
    for (;;) {
      const { rows } = await client.query(`fetch ${PAGE} from exported`)
      for (const { position, row_id: rowId, leaf, row } of rows) {
        await write({ position: position === null ? null : Number(position), rowId, leaf, row })
        lines += 1
      }
      if (rows.length < PAGE) break
    }
    await client.query('close exported')
  }
  await each(
    `select f.position, f.row_id, translate(encode(f.hash, 'base64'), E'\\n', '') as leaf, ${ROW}
     from ledger_leaf f left join ledger l on l.id = f.row_id order by f.position`,
  )
  await each(
    `select null::bigint as position, l.id as row_id, null::text as leaf, ${ROW}
     from ledger l where not exists (select from ledger_leaf f where f.row_id = l.id) order by l.xact, l.id`,
  )
  return lines
}

const leafOfRow = statement<LedgerRow & { position: number }>(
  'ledger-leaf-of-row',
  `select f.position, ${ROW_OF_LEAF} from ledger_leaf f join ledger l on l.id = f.row_id where f.row_id = $1`,
)

export interface RowProof {
  row: LedgerRow
  position: number
  /** Hashes, base64, the nearest to the leaf first. */
  proof: string[]
  /** The signed note of the last checkpoint. */
  checkpoint: string
}

/** That a row is in the ledger as the last checkpoint signs it; null while it has no place there. */
export const proveRow = (database: Database, rowId: string): Promise<RowProof | null> =>
  database.as(KEEPER, async (tx: Tx) => {
    const [found] = await tx.run(leafOfRow, [rowId])
    const [last] = await findCheckpointsBefore(tx, null, 1)
    if (!found || !last) return null
    const { position, ...row } = found
    const proof = await inclusionProof(tx, position, last.size)
    return {
      row,
      position,
      proof: proof.map((hash) => Buffer.from(hash).toString('base64')),
      checkpoint: last.note,
    }
  })
