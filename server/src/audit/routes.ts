import { Type } from 'typebox'
import { rfc3339InHanoi } from '#common/time.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { Maybe, Moment, refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { Refusal } from '#platform/refusal.ts'
import { publicLine } from './keys.ts'
import { type CheckpointRow, findCheckpointsBefore, findKeys } from './store.ts'

/** Checkpoints and public keys, for everybody: a signature that nobody keeps a copy of proves little. */

const PAGE = 100

const Size = Type.Integer({ minimum: 0 })

const CheckpointView = Type.Object({
  size: Type.Integer({ description: 'rows of the ledger that it covers' }),
  root: Type.String({ description: 'root of the Merkle tree (RFC 9162) over them, base64' }),
  madeAt: Moment,
  keyId: Type.String({ description: 'of the key that signed it' }),
  note: Type.String({
    description: 'the signed note, as it is to be kept: C2SP signed-note and tlog-checkpoint',
  }),
})

const viewOf = ({ size, root, made_at, key_id, note }: CheckpointRow) => ({
  size,
  root,
  madeAt: rfc3339InHanoi(made_at),
  keyId: key_id,
  note,
})

/** The latest checkpoint; null before the first. */
export const latestCheckpoint = async (tx: Tx) => {
  const [last] = await findCheckpointsBefore(tx, null, 1)
  return last ? viewOf(last) : null
}

export const ledgerRoutes = (app: Server, { database }: { database: Database }): void => {
  app.get(
    '/api/ledger/checkpoints',
    {
      schema: {
        tags: ['ledger'],
        operationId: 'listCheckpoints',
        summary: 'Signed checkpoints of the ledger, the latest first',
        querystring: Type.Object({
          before: Type.Optional(
            Type.String({
              pattern: '^\\d{1,15}$',
              description: 'only those that cover fewer rows than this',
            }),
          ),
        }),
        response: {
          200: Type.Object({
            items: Type.Array(CheckpointView),
            next: Maybe(Size, { description: '`before` of the next page; null where there is none' }),
          }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const before = request.query.before === undefined ? null : Number(request.query.before)
      const rows = await database.as({ actor: 'public' }, (tx) => findCheckpointsBefore(tx, before, PAGE))
      return { items: rows.map(viewOf), next: rows.length < PAGE ? null : (rows.at(-1)?.size ?? null) }
    },
  )

  app.get(
    '/api/ledger/checkpoints/latest',
    {
      schema: {
        tags: ['ledger'],
        operationId: 'readLatestCheckpoint',
        summary: 'The latest checkpoint of the ledger',
        response: { 200: CheckpointView, ...refusals },
      },
    },
    async () => {
      const last = await database.as({ actor: 'public' }, latestCheckpoint)
      if (!last) throw new Refusal('NOT_FOUND', 'not-found')
      return last
    },
  )

  app.get(
    '/api/ledger/keys',
    {
      schema: {
        tags: ['ledger'],
        operationId: 'listLedgerKeys',
        summary: 'Public keys that checkpoints are signed with, the first one first',
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                keyId: Type.String(),
                key: Type.String({
                  description: 'name, key id and key, as programs for signed notes read it',
                }),
                madeAt: Moment,
                endorsedBy: Maybe(Type.String(), {
                  description: 'the key before it, which signed it; null: the first',
                }),
                endorsement: Maybe(Type.String(), {
                  description:
                    'its signature, base64, over `motcua ledger key`, a newline, `key` and a newline',
                }),
              }),
            ),
          }),
          ...refusals,
        },
      },
    },
    async () => {
      const rows = await database.as({ actor: 'public' }, findKeys)
      return {
        items: rows.map((row) => ({
          keyId: row.id,
          key: publicLine(row),
          madeAt: rfc3339InHanoi(row.made_at),
          endorsedBy: row.endorsed_by,
          endorsement: row.endorsement,
        })),
      }
    },
  )
}
