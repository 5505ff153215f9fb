import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Cluster, ConnectionSettings } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { migrate } from '#platform/db/migrate.ts'
import { newId } from '#platform/ids.ts'
import { silent } from '#platform/log.ts'
import { demoId, loadDemo } from '../../server/src/demo-province.ts'

/** More people and counters than the demo has, put straight into the throw-away database. */

export interface Receptionist {
  username: string
  /** Id of the counter that is hers. */
  counterId: string
  /** Key of the ward in the demo. */
  ward: string
}

const MIGRATIONS = fileURLToPath(new URL('../../server/migrations', import.meta.url))

/** The tables and the demo's people, in a province that has neither yet; the role that passes row-level security. */
export const furnishProvince = async ({ owner, loader, schema }: Cluster): Promise<ConnectionSettings> => {
  if (!loader) throw new Error('a server that is given has no such role')
  await migrate({ owner, schema, folder: MIGRATIONS, log: silent })
  await loadDemo(loader)
  return loader
}

/** So many receptionists of a ward, each with a counter of her own and the password of the demo. */
export const furnishReceptionists = (
  loader: ConnectionSettings,
  ward: string,
  count: number,
): Promise<Receptionist[]> =>
  connected(loader, async (client) => {
    const made: Receptionist[] = []
    for (let number = 1; number <= count; number += 1) {
      const username = `quay.${ward}.${number}`
      const counterId = newId()
      await client.query(
        `insert into officer (id, username, full_name, title, authority_id, unit_id, roles, valid_from)
         values ($1, $2, $3, 'Công chức tiếp nhận', $4, $5, '{RECEPTIONIST}', '2025-07-01')`,
        [newId(), username, `Công chức quầy ${number}`, demoId(ward), demoId(`${ward}.tt`)],
      )
      await client.query(
        `insert into credential (username, password_hash, changed_at)
         select $1, password_hash, now() from credential where username = 'huong'`,
        [username],
      )
      await client.query(
        'insert into counter (id, reception_point_id, number, name) values ($1, $2, $3, $4)',
        [counterId, demoId(`${ward}.tt.point`), 100 + number, `Quầy số ${100 + number}`],
      )
      made.push({ username, counterId, ward })
    }
    return made
  })

// Instants as the house reads them; everything else as the driver does.
const TIMESTAMPTZ = 1184
const INT8 = 20

/** Rows as the house would read them, past row-level security. */
export const rowsOf = async <Row>(
  settings: ConnectionSettings,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> =>
  connected(
    {
      ...settings,
      types: {
        getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
          if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
          if (oid === INT8) return Number
          return format === 'binary'
            ? pg.types.getTypeParser(oid, 'binary')
            : pg.types.getTypeParser(oid, 'text')
        }) as typeof pg.types.getTypeParser,
      },
    } as ConnectionSettings,
    async (client) => (await client.query(sql, values)).rows as Row[],
  )
