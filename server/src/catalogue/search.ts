import type { PlainDate } from '#common/time.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { type Sought, sought } from './rules/search-words.ts'
import { candidates, nearQueries } from './rules/search-words-near.ts'

/**
 * Finds procedures by what somebody types: code, initials, words in any order, with or without marks, mistyped.
 * Each way of finding is asked only while those before it found too little.
 */

export interface SearchRequest {
  /** As typed. Empty: everything, by field and title. */
  words: string
  /** Only versions that hold on this day. */
  day: PlainDate
  /** Only of this field, of this agency, by the name that the source gives; null or absent: of any. */
  field?: string | null
  agency?: string | null
  limit: number
}

export interface SearchResult {
  /** Of procedure versions, best first. */
  ids: string[]
  /** How many of them, from the first, hold what was typed; those after are only closest to it. */
  exact: number
  hasMore: boolean
}

// Fewer than these, and the closest fill up to them.
const FEW = 5

export const searchProcedures = async (tx: Tx, request: SearchRequest): Promise<SearchResult> => {
  const { words, day, field = null, agency = null, limit } = request
  const among: Among = [day, field, agency]
  const asked = sought(words)
  if (asked === null) {
    // Signs alone are no wish for everything.
    const rows = words.trim() === '' ? await tx.run(byField, [...among, limit + 1]) : []
    return resultOf(rows.map(idOf), rows.length, limit)
  }
  const found = await exactly(tx, asked, among, limit + 1)
  const exact = found.length
  const wanting = Math.min(FEW, limit) - exact
  // A number is right or wrong.
  const closer = wanting > 0 && !(asked.code !== null && exact > 0)
  return resultOf(
    closer ? [...found, ...(await closest(tx, asked, among, found, wanting))] : found,
    exact,
    limit,
  )
}

/** What every way of finding is bound to. */
type Among = readonly [day: PlainDate, field: string | null, agency: string | null]

const exactly = async (tx: Tx, asked: Sought, among: Among, most: number): Promise<string[]> => {
  const { code, initials, phrase, beginning, letters, pairs } = asked
  const found = (await tx.run(byBeginning, [...among, most, code, initials, phrase, beginning])).map(idOf)
  for (const query of [asked.inTitle, asked.anywhere]) {
    const wanting = most - found.length
    if (wanting === 0) break
    const rows = await tx.run(byWords, [...among, wanting, found, query, phrase, beginning, letters, pairs])
    found.push(...rows.map(idOf))
  }
  return found
}

const closest = async (
  tx: Tx,
  { words, run, pairs }: Sought,
  among: Among,
  already: readonly string[],
  most: number,
): Promise<string[]> => {
  const rows = await tx.run(knownWords, [candidates(words), words.at(-1)])
  const known = new Set(rows.map(({ word }) => word))
  const { inTitle, anywhere, mostWords } = nearQueries(words, known)
  // A mistyped word stands beside nothing.
  const beside = pairs.filter((pair) =>
    pair
      .trim()
      .split(' ')
      .every((word) => known.has(word)),
  )
  const values = [...among, most, already, run, beside]
  const found: Near[] = []
  for (const queries of [inTitle, anywhere]) {
    const near = queries.length > 0 ? await tx.run(byNearWords, [...values, queries]) : []
    found.push(...near)
    if (near.length === most && near.every(isClose)) return nearestOf(found, most)
  }
  found.push(...(await tx.run(byLikeness, values)))
  const some = mostWords.length > 0 ? await tx.run(byNearWords, [...values, mostWords]) : []
  return nearestOf([...found, ...some.filter(({ likeness }) => likeness >= LEAST)], most)
}

const nearestOf = (found: readonly Near[], most: number): string[] => {
  const sorted = [...found].sort(
    (one, other) => one.apart - other.apart || other.likeness - one.likeness || one.length - other.length,
  )
  return [...new Set(sorted.map(idOf))].slice(0, most)
}

/** One letter amiss in four words leaves a likeness of 0.44 to 0.85. */
const isClose = ({ apart, likeness }: Near): boolean => apart === 0 || likeness >= 0.4

// With some of the words left out, what is less like the whole is another matter.
const LEAST = 0.3

const resultOf = (ids: readonly string[], exact: number, limit: number): SearchResult => ({
  ids: ids.slice(0, limit),
  exact: Math.min(exact, limit),
  hasMore: ids.length > limit,
})

interface Row {
  version_id: string
}

const idOf = (row: Row): string => row.version_id

const AMONG = `effective_from <= $1 and (effective_to is null or effective_to >= $1)
     and ($2::text is null or field = $2) and ($3::text is null or agency = $3)`

const byField = statement<Row>(
  'procedures-by-field',
  `select version_id from procedure_search where ${AMONG} order by field, title_norm, version_id limit $4`,
)

// No character comes after it: from `text` to `text` and this is what begins with `text`. A range is read from an index
// by every plan; `like` only by one that knows the pattern, and a prepared statement does not.
const LAST = 'chr(1114111)'

/** Code, initials and the beginning of the title, each by an index of its own. */
const byBeginning = statement<Row>(
  'procedures-by-beginning',
  `with met as (
     (select version_id, title, case when code = $5 then 0 else 1 end as fit from procedure_search
      where code >= $5 and code < $5 || ${LAST} and ${AMONG}
      order by code limit $4)
     union all
     (select version_id, title, case when initials = $6 then 2 else 5 end as fit from procedure_search
      where initials >= $6 and initials < $6 || ${LAST} and ${AMONG}
      order by fit, octet_length(title), title limit $4)
     union all
     (select version_id, title, case when starts_with(title, $7) then 3 else 4 end as fit from procedure_search
      where title >= $8 and title < $8 || ${LAST} and ${AMONG}
      order by fit, octet_length(title), title limit $4))
   select version_id from met
   group by version_id, title order by min(fit), octet_length(title), title, version_id limit $4`,
)

/** How many of the pairs of words a title does not have side by side. */
const apart = (pairs: string) => `case when ${pairs} = '{}'::text[] then 0
     else (select count(*)::integer from unnest(${pairs}) pair where strpos(title, pair) = 0) end`

/** All words: side by side in a title before apart, the shorter title before the longer. */
const byWords = statement<Row>(
  'procedures-by-words',
  `select version_id from procedure_search
   where words @@ $6::tsquery and version_id <> all ($5::uuid[]) and ${AMONG}
   order by case when strpos(title, $7) > 0 then 0 when strpos(title, $8) > 0 then 1
       when strpos(initials, $9) > 0 then 2 else 3 + ${apart('$10')} end,
     octet_length(title), title, version_id
   limit $4`,
)

const knownWords = statement<{ word: string }>(
  'procedure-words-known',
  `select word from procedure_word where word = any ($1::text[])
   union all
   (select word from procedure_word where word >= $2 and word < $2 || ${LAST} order by word limit 1)`,
)

/** Like what was typed: fewer pairs apart, then more trigrams in common, the title written together and y as i. */
interface Near extends Row {
  apart: number
  likeness: number
  length: number
}

const WRITTEN_TOGETHER = "translate(title, 'y ', 'i')"
// A title is compared letter by letter, 1,000 in 9 ms; what more titles are like says too little to choose among them.
const nearest = (found: string): string =>
  `select version_id, ${apart('$7')} as apart, word_similarity($6, ${WRITTEN_TOGETHER}) as likeness,
     octet_length(title) as length
   from (${found} and version_id <> all ($5::uuid[]) and ${AMONG} limit 1000) found
   group by version_id, title
   order by apart, likeness desc, length, title, version_id
   limit $4`

/** One query after the other, each led by its rarest word: as one query with "or" in it they took five times as long. */
const byNearWords = statement<Near>(
  'procedures-by-near-words',
  nearest('select version_id, title from unnest($8::tsquery[]) query, procedure_search where words @@ query'),
)

/** `<%` asks for a likeness of 0.6, as PostgreSQL sets it; at 0.5 "hôn nhân nước ngoài" brings "thương nhân nước ngoài". */
const byLikeness = statement<Near>(
  'procedures-by-likeness',
  nearest(`select version_id, title from procedure_search where $6 <% ${WRITTEN_TOGETHER}`),
)
