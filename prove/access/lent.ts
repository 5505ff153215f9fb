import { randomUUID } from 'node:crypto'
import type { Answer } from '../../server/test/support/client.ts'
import { sessionOf } from '../sessions.ts'
import type { Sql } from '../sql.ts'
import { together } from '../tally.ts'
import { seesByLentPost, seesHandOverByLentPost } from './law.ts'
import { expectSame, idsOf, type Matrix, type Subject } from './matrix.ts'
import { type Person, writeOfficer } from './people.ts'
import { authorityOf, type Post } from './posts.ts'
import { ABOUT_ONESELF, neverThere } from './requests.ts'

/** Posts that were lent for some procedures only, held by officers who see nothing by their own: the lists follow them to the row. */

/** Nobody receives outside her own centre, and who runs the machine has nothing to lend. */
const isLendable = ({ role, place }: Post): boolean =>
  authorityOf(place) === 'quevo' && role !== 'RECEPTIONIST' && role !== 'ADMIN'

export const askByLentPosts = async (
  matrix: Matrix,
  loader: Sql,
  url: string,
  people: readonly Person[],
  dossiers: readonly Subject[],
): Promise<void> => {
  const procedures = await proceduresOf(loader, dossiers)
  const limits = [...new Set(procedures.values()), 'khong-ho-so-nao']
  const cells = people
    .filter(isLendable)
    .flatMap((lender) => limits.map((procedure) => ({ lender, procedure })))
  await together(4, cells, async ({ lender, procedure }) => {
    const taker = await lentTo(loader, lender, procedure)
    const client = await sessionOf(loader, url, taker)
    const who = `whoever was lent ${lender.role} at ${lender.place} for ${procedure}`
    const ask = (operation: string) =>
      matrix.ask(operation, who, ABOUT_ONESELF[operation]!, client, neverThere(), { status: 200 })
    const those = (isSeen: (dossier: Subject) => boolean) =>
      dossiers.filter((one) => procedures.get(one.id) === procedure && isSeen(one)).map(({ id }) => id)
    const mine = those((dossier) => seesByLentPost(lender, dossier))
    expectSame(matrix, `listDossiers by ${who}`, idsOf(await ask('listDossiers'), 'id'), mine)
    expectSame(matrix, `searchPeople by ${who}`, dossiersFound(await ask('searchPeople')), mine)
    for (const side of ['SENT', 'ARRIVING'] as const)
      expectSame(
        matrix,
        `listHandOvers, ${side}, by ${who}`,
        idsOf(
          side === 'SENT' ? await ask('listHandOvers') : await client.get('/api/hand-overs?side=ARRIVING'),
          'dossierId',
        ),
        those((dossier) => seesHandOverByLentPost(lender, dossier, side)),
      )
    matrix.tally.count('by a post lent for one procedure')
    matrix.tally.count('rows seen by a post lent for one procedure', mine.length)
  })
  // What was only lent here is gone again: what follows looks at who was lent what.
  await loader.all(`delete from delegation where basis = '${BASIS}'`)
}

const BASIS = 'prove: for one procedure'

/** Who takes it works where no dossier comes. */
const lentTo = async (loader: Sql, lender: Person, procedure: string): Promise<string> => {
  const taker = randomUUID()
  await writeOfficer(loader, taker, 'quevo', 'RECORDS_CLERK')
  await loader.all(
    `insert into delegation (id, authority_id, from_officer_id, to_officer_id, unit_id, roles, procedures, valid_from,
       valid_to, basis, made_at, made_by)
     select gen_random_uuid(), authority_id, id, $2, unit_id, roles, array[$3], now() - interval '1 hour',
       now() + interval '1 day', '${BASIS}', now(), id
     from officer where id = $1`,
    [lender.id, taker, procedure],
  )
  return taker
}

const proceduresOf = async (loader: Sql, dossiers: readonly Subject[]): Promise<Map<string, string>> => {
  const rows = await loader.all<{ id: string; slug: string }>(
    `select d.id, p.slug from dossier d join procedure_version v on v.id = d.procedure_version_id
     join procedure p on p.id = v.procedure_id where d.id = any($1::uuid[])`,
    [dossiers.map(({ id }) => id)],
  )
  return new Map(rows.map(({ id, slug }) => [id, slug]))
}

const dossiersFound = (answer: Answer): string[] =>
  (answer.body?.items ?? []).flatMap(({ persons }: { persons: { dossier: { id: string } }[] }) =>
    persons.map(({ dossier }) => dossier.id),
  )
