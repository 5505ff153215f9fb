import pg from 'pg'
import { CannotOpen } from '#platform/db/cannot-open.ts'
import type { Cluster } from '#platform/db/cluster.ts'
import type { ConnectionSettings } from '#platform/db/connection.ts'
import { type Database, openDatabase } from '#platform/db/database.ts'
import type { Call } from './command.ts'

/**
 * One transaction as the role that passes row-level security; committed when `work` ends well.
 * @throws CannotOpen where the database's owner may not have such a role
 */
export const asLoader = async <Done>(
  open: Call['open'],
  work: (client: pg.Client) => Promise<Done>,
): Promise<Done> => {
  const cluster = await open()
  try {
    return await inOneTransaction(cluster, work)
  } finally {
    await cluster.stop()
  }
}

/** The same in a database that is open already. @throws CannotOpen */
export const inOneTransaction = async <Done>(
  cluster: Pick<Cluster, 'loader'>,
  work: (client: pg.Client) => Promise<Done>,
): Promise<Done> => {
  const client = new pg.Client(mustHaveLoader(cluster))
  await client.connect()
  try {
    await client.query('begin')
    const done = await work(client)
    await client.query('commit')
    return done
  } finally {
    // Ends the transaction with the connection where it was not committed.
    await client.end()
  }
}

/**
 * The database as the role that passes row-level security, for as long as `work` takes.
 * @throws CannotOpen where there is no such role, but with `orOwner`: then it is its owner, who sees what the policies let it
 */
export const withLoaderDatabase = async <Done>(
  open: Call['open'],
  work: (database: Database, connection: ConnectionSettings) => Promise<Done>,
  { orOwner = false, patience }: { orOwner?: boolean; patience: number },
): Promise<Done> => {
  const cluster = await open()
  try {
    const connection = orOwner ? (cluster.loader ?? cluster.owner) : mustHaveLoader(cluster)
    const database = openDatabase({ connection, size: 1, patience })
    return await work(database, connection).finally(() => database.close())
  } finally {
    await cluster.stop()
  }
}

/** @throws CannotOpen where the database's owner may not have such a role */
const mustHaveLoader = ({ loader }: Pick<Cluster, 'loader'>): ConnectionSettings => {
  if (loader === null)
    throw new CannotOpen(
      'GRANT_NEEDED',
      'The owner of this database may not let a role pass row-level security, so this cannot be done from here. ' +
        'Give DATABASE_URL an owner that may, or do it where the database is run.',
    )
  return loader
}
