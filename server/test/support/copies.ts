import type pg from 'pg'

/**
 * One dossier that was received and nothing more, many times over with its event and its open task: accepted a thousandth
 * of a second apart, so that all are of the same session of the same day. Each folds to its row as the first does.
 */
export const multiply = async (client: pg.ClientBase, id: string, many: number): Promise<void> => {
  const copies = `(
    select n, md5($1::text || 'dossier' || n)::uuid as id, md5($1::text || 'task' || n)::uuid as task_id,
      md5($1::text || n) || md5(n::text) as receipt_hash, d.code || '-' || n as code,
      d.accepted_at - n * interval '1 millisecond' as accepted_at
    from dossier d, generate_series(1, $2) as n where d.id = $1::uuid) as c`
  const values = [id, many]
  await client.query(
    `insert into dossier
     select (jsonb_populate_record(d, jsonb_build_object(
       'id', c.id, 'code', c.code, 'accepted_at', c.accepted_at, 'receipt_hash', c.receipt_hash,
       'position', jsonb_set(d.position, '{tasks,0,id}', to_jsonb(c.task_id::text))))).*
     from dossier d, ${copies} where d.id = $1::uuid`,
    values,
  )
  await client.query(
    `insert into dossier_event
     select (jsonb_populate_record(e, jsonb_build_object('dossier_id', c.id, 'data',
       jsonb_set(e.data, '{opens,0,id}', to_jsonb(c.task_id::text)) || jsonb_build_object(
         'code', c.code, 'receiptHash', c.receipt_hash,
         'acceptedAt', to_char(c.accepted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))).*
     from dossier_event e, ${copies} where e.dossier_id = $1::uuid`,
    values,
  )
  await client.query(
    `insert into task
     select (jsonb_populate_record(t, jsonb_build_object('id', c.task_id, 'dossier_id', c.id))).*
     from task t, ${copies} where t.dossier_id = $1::uuid`,
    values,
  )
}
