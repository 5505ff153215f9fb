import type pg from 'pg'
import type { Tx } from '#platform/db/database.ts'
import { type Statement, statement } from '#platform/db/statement.ts'
import { indexEntry } from './rules/search-words.ts'

// A message of some 500 kB, and no more than that kept twice.
const AT_ONCE = 1_000

/**
 * Writes anew what a search finds of the procedures of these versions, from what is stored of them by now: a row for each
 * version that is no draft; a suspended one is found and shown as such. In the transaction of whoever changes one, after that.
 *
 * @param by the loader's transaction: an open one of ours, or the driver's client of the command line
 */
export const indexVersions = async (
  by: Pick<Tx, 'run'> | pg.ClientBase,
  versionIds: readonly string[],
): Promise<void> => {
  const run = <Row>(wanted: Statement<Row>, values: readonly unknown[]): Promise<Row[]> =>
    'run' in by
      ? by.run(wanted, values)
      : by.query({ ...wanted, values: [...values] }).then(({ rows }) => rows as Row[])
  for (let from = 0; from < versionIds.length; from += AT_ONCE) {
    const ids = versionIds.slice(from, from + AT_ONCE)
    const entries = (await run(published, [ids])).map(({ id, title, national_code, around }) => ({
      id,
      ...indexEntry({ title, nationalCode: national_code, around }),
    }))
    await run(forget, [ids])
    await run(write, [JSON.stringify(entries)])
    await run(learn, [[...new Set(entries.flatMap(({ words }) => words))]])
  }
}

// A code is the procedure's: when it changes, it changes for every version.
const OF_THEIR_PROCEDURES =
  'procedure_id in (select procedure_id from procedure_version where id = any ($1::uuid[]))'

const published = statement<{
  id: string
  title: string
  national_code: string | null
  around: (string | null)[]
}>(
  'procedures-to-index',
  `select v.id, v.title, p.national_code,
     array[v.body->>'field', v.body->>'competent', v.body->>'titleEn']
       || array(select result->>'vi' from jsonb_array_elements(v.body->'results') result) as around
   from procedure_version v join procedure p on p.id = v.procedure_id
   where v.${OF_THEIR_PROCEDURES} and v.status in ('PUBLISHED', 'SUSPENDED')`,
)

const forget = statement(
  'procedures-forget',
  `delete from procedure_search where version_id in (select id from procedure_version where ${OF_THEIR_PROCEDURES})`,
)

const write = statement(
  'procedures-index',
  `insert into procedure_search
     (version_id, effective_from, effective_to, code, initials, title, title_norm, field, agency, words)
   select v.id, v.effective_from, v.effective_to, entry.code, entry.initials, entry.title, left(v.title_norm, 600),
     v.body->>'field', v.body->>'competent', array_to_tsvector(entry.lexemes)
   from json_to_recordset($1) as entry (id uuid, code text, initials text, title text, lexemes text[])
   join procedure_version v on v.id = entry.id`,
)

// In one order, so that two who publish at once wait for each other and not in a circle.
const learn = statement(
  'procedure-words-learn',
  'insert into procedure_word select word from unnest($1::text[]) word order by word on conflict do nothing',
)
