import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Client } from '../server/test/support/client.ts'
import type { Sql } from './sql.ts'

/** Sessions written into the database and not signed in for: passwords are made slow on purpose. */

export const newToken = (): string => randomBytes(32).toString('base64url')

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export const bearing = (url: string, token: string): Client => {
  const client = new Client(url)
  client.insists = true
  client.cookie = `motcua=${token}`
  return client
}

/** What the database knows the session of a client by. */
export const sessionHash = (client: Client): string => hashOf((client.cookie ?? '').replace(/^motcua=/, ''))

/** A session that is open, unless `ends` says otherwise. */
export const sessionOf = async (
  loader: Sql,
  url: string,
  officerId: string,
  ends: 'open' | 'closed' | 'expired' = 'open',
): Promise<Client> => {
  const token = newToken()
  await loader.all(
    `insert into session (id, token_hash, officer_id, opened_at, expires_at, closed_at)
     values ($1, $2, $3, now() - interval '2 hours',
       now() + case when $4 = 'expired' then interval '-1 second' else interval '8 hours' end,
       case when $4 = 'closed' then now() - interval '1 minute' end)`,
    [randomUUID(), hashOf(token), officerId, ends],
  )
  return bearing(url, token)
}
