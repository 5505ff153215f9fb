import { join } from 'node:path'
import { connected } from '../../server/src/platform/db/connection.ts'
import { loadSealer, sealedIn } from '../../server/src/platform/seal.ts'
import type { BenchHouse } from './house.ts'

/** What a citizen holds. */
export interface Receipt {
  dossierId: string
  code: string
  secret: string
}

/**
 * Receipts from anywhere among all that were given, opened with the office's key: what is asked for with them is seldom in memory yet.
 * @param most at most so many, and a quarter of it at least where there are as many
 */
export const receipts = async ({ cluster, dataFolder }: BenchHouse, most: number): Promise<Receipt[]> => {
  const sealer = await loadSealer(join(dataFolder, 'secrets'))
  const rows = await connected(cluster.loader ?? cluster.owner, async (client) => {
    const { rows: counted } = await client.query<{ all: number }>(
      'select count(*)::integer as all from dossier',
    )
    const percent = Math.min(100, (most * 150) / (counted[0]?.all ?? 1))
    const { rows } = await client.query<{ id: string; code: string; artefact: string; sealed: Buffer }>(
      `select d.id, d.code, a.id as artefact, a.sealed
       from (select id, code from dossier tablesample bernoulli ($1) repeatable (1) limit $2) d
       join lateral (select id, sealed from artefact where dossier_id = d.id and form = 'M01' order by id limit 1) a on true`,
      [percent, most],
    )
    return rows
  })
  return rows.map(({ id, code, artefact, sealed }) => {
    const printed = JSON.parse(sealer.openText(sealed, sealedIn('artefact', 'sealed', artefact)))
    return { dossierId: id, code, secret: printed.receiptSecret }
  })
}
