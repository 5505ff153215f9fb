import { generateKeyPairSync, sign } from 'node:crypto'
import type pg from 'pg'
import { hexOf, leafOfRow, sha256 } from '#audit/hash.ts'
import { ROW_OF_LEAF } from '#audit/index.ts'
import type { LedgerRow } from '#audit/rules/canonical.ts'
import { EMPTY, grown, rootOf } from '#audit/rules/merkle.ts'
import { checkpointText, originOf, signedNote } from '#audit/rules/note.ts'
import type { Dice } from '../support/dice.ts'

/**
 * What somebody does who holds the database as its superuser, with triggers and constraints off, and not the signing key. Each is done
 * in a transaction that is rolled back; what the auditor kept of published checkpoints stays with the auditor.
 */
export interface Attack {
  kind: string
  run(client: pg.Client, chance: Dice): Promise<void>
}

/** Keys and checks taken away, so that nothing but the tree stands in the way. */
const disarm = async (client: pg.Client): Promise<void> => {
  await client.query(`set local session_replication_role = 'replica'`)
  await client.query(
    `alter table ledger drop constraint ledger_pkey;
     alter table ledger_leaf drop constraint ledger_leaf_pkey, drop constraint ledger_leaf_row_id_key,
       drop constraint ledger_leaf_position_check, drop constraint ledger_leaf_hash_check`,
  )
}

const sizeOf = async (client: pg.Client): Promise<number> =>
  Number((await client.query('select count(*) from ledger_leaf')).rows[0].count)

const rowAt = async (client: pg.Client, position: number): Promise<string> =>
  (await client.query('select row_id from ledger_leaf where position = $1', [position])).rows[0].row_id

const anyRow = async (client: pg.Client, chance: Dice) => rowAt(client, chance.below(await sizeOf(client)))

/** The lines from here on are gone; what was sealed of them stays. */
const forgetLines = (client: pg.Client, size: number) =>
  client.query('delete from ledger where id in (select row_id from ledger_leaf where position >= $1)', [size])

/** The ledger as it was with so many lines, with its leaves and checkpoints. */
const cutTo = async (client: pg.Client, size: number): Promise<void> => {
  await forgetLines(client, size)
  await client.query('delete from ledger_leaf where position >= $1', [size])
  await client.query('delete from ledger_checkpoint where size > $1', [size])
}

/** Another value of the column, as near to the one it has as there is. */
const CHANGED: Readonly<Record<string, string>> = {
  id: `overlay(id::text placing case when substr(id::text, 36) = '0' then '1' else '0' end from 36)::uuid`,
  at: `at + interval '1 microsecond'`,
  actor_id: `overlay(actor_id placing chr(ascii(actor_id) # 1) from 1 for 1)`,
  authority_id: `coalesce(overlay(authority_id::text placing case when substr(authority_id::text, 36) = '0' then '1' else '0' end from 36)::uuid, id)`,
  act: `overlay(act placing chr(ascii(act) # 1) from 1 for 1)`,
  subject_id: `coalesce(overlay(subject_id::text placing case when substr(subject_id::text, 1, 1) = '0' then '1' else '0' end from 1 for 1)::uuid, id)`,
  purpose: `case when purpose is null then '' else purpose || ' ' end`,
  request_id: `case when request_id is null then id else null end`,
  detail: `detail || '{"": null}'`,
  xact: `(xact::text::bigint + 1)::text::xid8`,
}

const flips: readonly Attack[] = Object.entries(CHANGED).map(([column, changed]) => ({
  kind: `a byte of ${column} changed`,
  run: async (client, chance) => {
    const id = await anyRow(client, chance)
    await client.query(`update ledger set ${column} = ${changed} where id = $1`, [id])
  },
}))

/** The leaves as the rows would give them now, in the order that stands beside them; and checkpoints over them by a key of one's own. */
const makeConsistent = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<LedgerRow & { position: string }>(
    `select f.position, ${ROW_OF_LEAF} from ledger_leaf f join ledger l on l.id = f.row_id order by f.position`,
  )
  const hashes = rows.map(leafOfRow)
  await client.query('delete from ledger_leaf')
  await client.query(
    `insert into ledger_leaf (position, row_id, hash) select at - 1, id, decode(hash, 'hex')
     from unnest($1::uuid[], $2::text[]) with ordinality as x(id, hash, at)`,
    [rows.map(({ id }) => id), hashes.map((hash) => hexOf([hash]))],
  )
  const { rows: checkpoints } = await client.query(
    `select c.size::integer, c.made_at, k.log_id from ledger_checkpoint c join ledger_key k on k.id = c.key_id order by c.size`,
  )
  const { privateKey } = generateKeyPairSync('ed25519')
  const notes: string[] = []
  for (const { size, made_at, log_id } of checkpoints) {
    if (size > hashes.length) continue
    const root = rootOf(sha256, grown(sha256, EMPTY, hashes.slice(0, size)))
    const origin = originOf(log_id)
    const at = made_at.toISOString()
    const text = checkpointText({ origin, size, root: Buffer.from(root).toString('base64'), at })
    const signature = sign(null, Buffer.from(text), privateKey)
    // Under the true key's id: only the signature can tell.
    const note = signedNote(
      text,
      origin,
      Buffer.concat([Buffer.from('00000000', 'hex'), signature]).toString('base64'),
    )
    notes.push(note)
    await client.query('update ledger_checkpoint set root = $2, note = $3 where size = $1', [
      size,
      Buffer.from(root),
      note,
    ])
  }
  return notes
}

const shiftFrom = (client: pg.Client, position: number, by: number) =>
  client.query('update ledger_leaf set position = position + $2 where position >= $1', [position, by])

const others: readonly Attack[] = [
  {
    kind: 'a row deleted',
    run: async (client, chance) => {
      await client.query('delete from ledger where id = $1', [await anyRow(client, chance)])
    },
  },
  {
    kind: 'a row deleted, and the gap closed',
    run: async (client, chance) => {
      const position = chance.below(await sizeOf(client))
      const id = await rowAt(client, position)
      await client.query('delete from ledger where id = $1', [id])
      await client.query('delete from ledger_leaf where position = $1', [position])
      await shiftFrom(client, position + 1, -1)
    },
  },
  {
    kind: 'two rows change places in the tree',
    run: async (client, chance) => {
      const one = chance.below((await sizeOf(client)) - 1)
      await client.query(
        'update ledger_leaf set position = 2 * $1::bigint + 1 - position where position in ($1::bigint, $1::bigint + 1)',
        [one],
      )
    },
  },
  {
    kind: 'two rows change what they say',
    run: async (client, chance) => {
      const size = await sizeOf(client)
      const one = chance.below(size)
      const ids = [await rowAt(client, one), await rowAt(client, (one + 1 + chance.below(size - 1)) % size)]
      await client.query(
        `update ledger l set id = case l.id when $1::uuid then $2::uuid else $1::uuid end where l.id in ($1::uuid, $2::uuid)`,
        ids,
      )
    },
  },
  {
    kind: 'a row put in the middle, without a leaf',
    run: async (client, chance) => {
      const id = await anyRow(client, chance)
      await client.query(
        `insert into ledger select gen_random_uuid(), at, actor_id, authority_id, 'SLIPPED_IN', subject_id, purpose, request_id,
           detail, xact from ledger where id = $1`,
        [id],
      )
    },
  },
  {
    kind: 'a row put in the middle, with a leaf that fits it',
    run: async (client, chance) => {
      const position = chance.below(await sizeOf(client))
      await shiftFrom(client, position, 1)
      const { rows } = await client.query(
        `insert into ledger select gen_random_uuid(), at, actor_id, authority_id, 'SLIPPED_IN', subject_id, purpose, request_id,
           detail, xact from ledger order by random() limit 1 returning id`,
      )
      await client.query(`insert into ledger_leaf values ($1, $2, decode(repeat('00', 32), 'hex'))`, [
        position,
        rows[0].id,
      ])
      await makeConsistent(client)
    },
  },
  {
    kind: 'the end cut off',
    run: async (client, chance) => {
      const size = await sizeOf(client)
      const left = size - 1 - chance.below(Math.min(20, size - 1))
      await cutTo(client, left)
    },
  },
  {
    kind: 'an old copy of the ledger restored',
    run: async (client, chance) => {
      const { rows } = await client.query('select size from ledger_checkpoint order by size')
      const { size } = chance.pick(rows.slice(0, -1))
      await forgetLines(client, size)
    },
  },
  {
    kind: 'an old copy of the whole database restored',
    run: async (client, chance) => {
      const { rows } = await client.query('select size from ledger_checkpoint order by size')
      const { size } = chance.pick(rows.slice(0, -1))
      await cutTo(client, size)
    },
  },
  {
    kind: 'a leaf changed',
    run: async (client, chance) => {
      const position = chance.below(await sizeOf(client))
      await client.query(
        'update ledger_leaf set hash = set_byte(hash, $2, get_byte(hash, $2) # 1) where position = $1',
        [position, chance.below(32)],
      )
    },
  },
  {
    kind: 'a row changed, and every leaf and checkpoint reckoned anew',
    run: async (client, chance) => {
      const id = await anyRow(client, chance)
      await client.query(`update ledger set act = 'NOTHING_HAPPENED' where id = $1`, [id])
      await makeConsistent(client)
    },
  },
  {
    kind: 'a row deleted, and every leaf and checkpoint reckoned anew',
    run: async (client, chance) => {
      const position = chance.below(await sizeOf(client))
      await client.query('delete from ledger where id = $1', [await rowAt(client, position)])
      await client.query('delete from ledger_leaf where position = $1', [position])
      await shiftFrom(client, position + 1, -1)
      await makeConsistent(client)
    },
  },
]

export const ATTACKS: readonly Attack[] = [...flips, ...others].map(({ kind, run }) => ({
  kind,
  run: async (client, chance) => {
    await disarm(client)
    await run(client, chance)
  },
}))
