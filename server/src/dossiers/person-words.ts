import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Sealer } from '#platform/seal.ts'
import type { PersonWrite } from './event-rows.ts'
import { keyedWords, WORD_COLUMNS, type WordRow, wordRows, wordsOf } from './keyed-words.ts'
import { unsealPerson } from './people.ts'
import type { Dossier } from './rules/dossier.ts'
import { nameWords } from './rules/name-words.ts'

/** Who is found by what, after the commit that wrote them: names put right, authorities that join, dossiers of older versions. */

type Home = Pick<Dossier, 'id' | 'authorityId'>

interface NewestPerson {
  id: string
  version: number
  sealed: Buffer | null
  recorded_at: string
  dossier_id: string
}

const newestOf = statement<NewestPerson>(
  'persons-newest-of',
  `select distinct on (id) id, version, sealed, recorded_at, dossier_id from person where dossier_id = any($1)
   order by id, version desc`,
)

const write = statement(
  'person-words-write',
  `insert into person_word (${Object.keys(WORD_COLUMNS).join(', ')})
   select ${Object.keys(WORD_COLUMNS)
     .map((name) => `x.${name}`)
     .join(', ')}
   from jsonb_to_recordset($1::jsonb) as x(${Object.entries(WORD_COLUMNS)
     .map(([name, type]) => `${name} ${type}`)
     .join(', ')})
   where not exists (select from person_word w
     where w.word = x.word and w.recorded_at = x.recorded_at and w.person_id = x.person_id)`,
)

const forget = statement(
  'person-words-forget',
  `delete from person_word w using jsonb_to_recordset($1::jsonb) as x(word bigint, recorded_at timestamptz, person_id uuid)
   where w.word = x.word and w.recorded_at = x.recorded_at and w.person_id = x.person_id`,
)

/**
 * What a later act changes about who is found by whom: a name that is put right is found by its old words no more, whoever
 * is new is found, and an authority that joins finds the people who are there. Most acts do none of it and ask for nothing:
 * so it stands beside the statement of an act, not in it.
 */
export const followPeople = async (
  sealer: Sealer,
  tx: Tx,
  before: Dossier,
  after: Dossier,
  written: readonly PersonWrite[],
): Promise<void> => {
  const joining = after.authorities.filter((authority) => !before.authorities.includes(authority))
  if (joining.length === 0 && written.length === 0) return
  const persons = await tx.run(newestOf, [[before.id]])
  const isWritten = (id: string) => written.some((person) => person.id === id)
  const old = persons.filter(({ id }) => isWritten(id))
  const staying = persons.filter(({ id }) => !isWritten(id))
  if (old.length > 0)
    await tx.run(forget, [JSON.stringify(old.flatMap((row) => formerRows(sealer, row, before.authorities)))])
  const rows = [
    ...written.flatMap((person) => wordRows(person, after.lastEventAt, after, after.authorities)),
    ...staying.flatMap((row) => rowsOf(sealer, row, before, joining)),
  ]
  if (rows.length > 0) await tx.run(write, [JSON.stringify(rows)])
}

/** Under whichever key they were written. */
const formerRows = (sealer: Sealer, row: NewestPerson, authorities: readonly string[]) => {
  const names = nameWords(unsealPerson(sealer, row)?.fullName ?? '')
  return authorities
    .flatMap((authorityId) => names.flatMap((word) => keyedWords(sealer, authorityId, word)))
    .map((word) => ({ word, recorded_at: row.recorded_at, person_id: row.id }))
}

const rowsOf = (sealer: Sealer, row: NewestPerson, home: Home, authorities: readonly string[]): WordRow[] => {
  const person = unsealPerson(sealer, row)
  if (!person) return []
  const wordsFor = (authorityId: string) => wordsOf(sealer, person, authorityId)
  return wordRows({ id: row.id, wordsFor }, row.recorded_at, home, authorities)
}

// Locked, so that no act corrects a name between our reading and our writing.
const homes = statement<{ id: string; authority_id: string; authorities: string[] }>(
  'dossiers-to-index',
  'select id, authority_id, authorities from dossier where id = any($1) order by id for update',
)

/** Writes what dossiers of an older version lack; what is there stays, so that doing it twice is doing it once. */
export const indexPeople = async (sealer: Sealer, tx: Tx, jobs: readonly Job[]): Promise<void> => {
  const ids = jobs.map(({ orderKey }) => orderKey)
  const [dossiers, persons] = await Promise.all([tx.run(homes, [ids]), tx.run(newestOf, [ids])])
  const rows = dossiers.flatMap(({ id, authority_id: authorityId, authorities }) =>
    persons
      .filter((person) => person.dossier_id === id)
      .flatMap((person) => rowsOf(sealer, person, { id, authorityId }, authorities)),
  )
  await tx.run(write, [JSON.stringify(rows)])
}
