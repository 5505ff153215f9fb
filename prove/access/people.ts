import { randomUUID } from 'node:crypto'
import { demoId } from '../../server/src/demo-province.ts'
import { Client } from '../../server/test/support/client.ts'
import { bearing, newToken, sessionOf } from '../sessions.ts'
import type { Sql } from '../sql.ts'
import { authorityOf, PLACES, type Post, ROLES } from './posts.ts'

/**
 * One officer for each role in each unit, with a session of their own. They are written into the database and not
 * signed in: eighty passwords would cost a quarter of a minute, for slow passwords are the point of argon2.
 */
export interface Person extends Post {
  id: string
  client: Client
}

/** Every role at every place: most of them are posts that nobody would ever fill, and so what a mistake would make. */
export const everybody = async (
  loader: Sql,
  url: string,
  places: readonly string[] = PLACES,
): Promise<Person[]> => {
  const people: Person[] = []
  for (const place of places) {
    for (const role of ROLES) {
      const id = randomUUID()
      await writeOfficer(loader, id, place, role)
      people.push({ id, role, place, atCounter: false, client: await sessionOf(loader, url, id) })
    }
  }
  return people
}

export const writeOfficer = (loader: Sql, id: string, place: string, role: string): Promise<unknown> =>
  loader.all(
    `insert into officer (id, username, full_name, title, authority_id, unit_id, roles, valid_from)
     values ($1, $2, $3, 'Người thử', $4, $5, array[$6], '2025-07-01')`,
    [
      id,
      `${place}-${role}-${id.slice(0, 8)}`.toLowerCase(),
      `Người Thử ${role.toLowerCase()}`,
      demoId(authorityOf(place)),
      demoId(place),
      role,
    ],
  )

/** Those who are signed in as nobody: each must be told to sign in, whatever they ask for. */
export const strangers = async (
  loader: Sql,
  url: string,
  elsewhere: Client,
): Promise<Map<string, Client>> => {
  const gone = randomUUID()
  await writeOfficer(loader, gone, 'quevo.tt', 'RECEPTIONIST')
  await loader.all(`update officer set valid_to = current_date where id = $1`, [gone])
  const huong = demoId('officer.huong')
  const otherProvince = new Client(url)
  otherProvince.cookie = elsewhere.cookie
  return new Map([
    ['nobody', new Client(url)],
    ['a forged session', bearing(url, newToken())],
    ['a closed session', await sessionOf(loader, url, huong, 'closed')],
    ['an expired session', await sessionOf(loader, url, huong, 'expired')],
    ['an officer who has left', await sessionOf(loader, url, gone)],
    ['a session of another province', otherProvince],
  ])
}
