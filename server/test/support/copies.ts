import type pg from 'pg'

/** The columns of a copy that are not as in the row it is made from: SQL over `m`, what is made, and `t`, that row. */
export type Otherwise = Readonly<Record<string, string>>

/** The statement that adds to a table, for each row of `made m`, one like the rows that are there `where`. */
export const likeThat = async (
  client: pg.ClientBase,
  table: string,
  where: string,
  otherwise: Otherwise,
): Promise<string> => {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  const unknown = Object.keys(otherwise).filter((column) => !rows.some(({ name }) => name === column))
  if (unknown.length > 0) throw new Error(`${table} has no column ${unknown.join(', ')}`)
  const values = rows.map(({ name, type }) =>
    name in otherwise ? `(${otherwise[name]})::${type}` : `t."${name}"`,
  )
  return `insert into ${table} (${rows.map(({ name }) => `"${name}"`).join(', ')})
    select ${values.join(', ')} from made m cross join (select * from ${table} where ${where}) t`
}

/**
 * Work on tables past foreign keys and without their secondary indexes, which are built again afterwards, as one is built at once: a
 * million dossiers are written so in a tenth of the time.
 */
export const unindexed = async (
  superuser: pg.ClientBase,
  schema: string,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> => {
  await superuser.query(
    `set search_path = ${schema}; set session_replication_role = replica; set maintenance_work_mem = '1GB'`,
  )
  const { rows: indexes } = await superuser.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     join pg_class c on c.oid = i.indrelid
     where c.relnamespace = $1::regnamespace and c.relname = any($2)
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [schema, tables],
  )
  for (const { name } of indexes) await superuser.query(`drop index ${name}`)
  await work()
  for (const { definition } of indexes) await superuser.query(definition)
}

const AT_ONCE = 250_000

/**
 * One dossier that was received and nothing more, many times over with its event and its open task: accepted a thousandth
 * of a second apart, so that all are of the same session of the same day. Each folds to its row as the first does.
 */
export const multiply = async (client: pg.ClientBase, id: string, many: number): Promise<void> => {
  const copies = [
    await likeThat(client, 'dossier', `id = '${id}'`, {
      id: 'm.id',
      code: 'm.code',
      accepted_at: 'm.accepted_at',
      receipt_hash: 'm.receipt_hash',
      position: `jsonb_set(t.position, '{tasks,0,id}', to_jsonb(m.task_id::text))`,
    }),
    await likeThat(client, 'dossier_event', `dossier_id = '${id}'`, {
      dossier_id: 'm.id',
      data: `jsonb_set(t.data, '{opens,0,id}', to_jsonb(m.task_id::text)) || jsonb_build_object(
        'code', m.code, 'receiptHash', m.receipt_hash,
        'acceptedAt', to_char(m.accepted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
    }),
    await likeThat(client, 'task', `dossier_id = '${id}'`, { id: 'm.task_id', dossier_id: 'm.id' }),
  ]
  for (let at = 0; at < many; at += AT_ONCE)
    // The same rows are made for each table, as a loader makes no table to keep them in.
    for (const copy of copies)
      await client.query(`
        with made as materialized (
          select md5('${id}dossier' || n)::uuid as id, md5('${id}task' || n)::uuid as task_id, d.code || '-' || n as code,
            md5('${id}' || n) || md5(n::text) as receipt_hash, d.accepted_at - n * interval '1 millisecond' as accepted_at
          from dossier d, generate_series(${at + 1}, ${Math.min(at + AT_ONCE, many)}) as n where d.id = '${id}')
        ${copy}`)
}
