import pg from 'pg'
import { CannotOpen } from '#platform/db/cannot-open.ts'
import type { Cluster } from '#platform/db/cluster.ts'
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
  { loader }: Pick<Cluster, 'loader'>,
  work: (client: pg.Client) => Promise<Done>,
): Promise<Done> => {
  if (loader === null) throw new CannotOpen('GRANT_NEEDED', NO_LOADER)
  const client = new pg.Client(loader)
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

const NO_LOADER =
  'The owner of this database may not let a role pass row-level security, so nothing can be published from here. ' +
  'Give DATABASE_URL an owner that may, or publish where the database is run.'
