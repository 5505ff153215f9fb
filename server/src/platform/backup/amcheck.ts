import { type ConnectionSettings, codeOf, connected } from '#platform/db/connection.ts'

/** What PostgreSQL itself finds wrong with its files, by its extension amcheck. */
export interface Soundness {
  /** False: this PostgreSQL came without amcheck, and nothing was looked at. */
  looked: boolean
  indexes: number
  tables: number
  /** Which relation, and what of it. Names of relations, never a value. */
  faults: readonly string[]
}

/** Every row is in every B-tree, every page of every table reads well. Asks as a superuser. */
export const soundnessOf = (settings: ConnectionSettings): Promise<Soundness> =>
  connected(settings, async (client) => {
    await client.query('set statement_timeout = 0')
    const is = await client.query(`select from pg_available_extensions where name = 'amcheck'`)
    if (is.rowCount === 0) return { looked: false, indexes: 0, tables: 0, faults: [] }
    // In a transaction that is taken back: the database stays as it was restored.
    await client.query('begin')
    await client.query('create schema motcua_drill; create extension amcheck schema motcua_drill')
    const relations = await client.query<{ oid: number; name: string; kind: string }>(
      `select c.oid, c.oid::regclass::text as name, c.relkind as kind
       from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_am a on a.oid = c.relam
       left join pg_index i on i.indexrelid = c.oid
       where c.relpersistence = 'p' and n.nspname <> 'motcua_drill'
         and (c.relkind in ('r', 't', 'm') or (c.relkind = 'i' and a.amname = 'btree' and i.indisvalid))
       order by c.oid`,
    )
    const faults: string[] = []
    const counted = { indexes: 0, tables: 0 }
    for (const { oid, name, kind } of relations.rows) {
      await client.query('savepoint one')
      try {
        if (kind === 'i') {
          await client.query('select motcua_drill.bt_index_check($1::regclass, heapallindexed => true)', [
            oid,
          ])
          counted.indexes += 1
        } else {
          const { rows } = await client.query<{ blkno: string; msg: string }>(
            'select blkno, msg from motcua_drill.verify_heapam($1::regclass)',
            [oid],
          )
          faults.push(...rows.map(({ blkno, msg }) => `${name}, page ${blkno}: ${msg}`))
          counted.tables += 1
        }
      } catch (error) {
        faults.push(`${name}: ${codeOf(error)} ${(error as Error).message}`)
        await client.query('rollback to one')
      }
    }
    await client.query('rollback')
    return { looked: true, ...counted, faults }
  })
