import pg from 'pg'
import { plain } from '../common/names.ts'
import { hanoiDateOf, instantFromMs } from '../common/time.ts'
import { type Dice, dice } from '../prove/support/dice.ts'
import { indexEntry, sought } from '../server/src/catalogue/rules/search-words.ts'
import { searchProcedures } from '../server/src/catalogue/search.ts'
import { indexVersions } from '../server/src/catalogue/search-index.ts'
import { type Database, openDatabase } from '../server/src/platform/db/database.ts'
import { type Bench, type Figure, quantile } from './figure.ts'
import { type BenchHouse, openBenchHouse } from './support/house.ts'
import { type BenchClient, openClient } from './support/http.ts'
import { type MadeProcedure, madeProcedures } from './support/titles.ts'

const SEED = 7
/** What is typed by kind, and within how many milliseconds 95 of 100 answers are to be there. */
const KINDS = {
  words: 50,
  scattered: 50,
  beginnings: 50,
  initials: 50,
  codes: 50,
  typos: 100,
  unspaced: 100,
  nothing: 100,
}
type Kind = keyof typeof KINDS
const KIND_NAMES = Object.keys(KINDS) as Kind[]
// What a person does not notice, with the network's share left out.
const OVERALL = 150
const MOST_MISSED = 0.02

/** What people type into a search of many procedures, one request after the other, as one person types. */
export const search: Bench = {
  name: 'search',
  claim: 'how long a search of procedures takes over HTTP, by what is typed',
  run: async ({ short, say }) => {
    const many = short ? 10_000 : 100_000
    const chance = dice(SEED)
    const made = madeProcedures(many, chance.fork('titles'))
    const house = await openBenchHouse()
    const http = openClient(house.url, 1)
    const database = openDatabase({ connection: house.cluster.app, size: 1, patience: 10_000 })
    const bare = new pg.Client(house.cluster.app)
    try {
      const seconds = await publish(house, made)
      say(`${many} procedures, indexed in ${seconds.toFixed(0)} s`)
      await bare.connect()
      const asked = queries(made, short ? 40 : 200, chance.fork('queries'))
      return await compared(asked, { http, database, bare }, say)
    } finally {
      await bare.end()
      await database.close()
      http.close()
      await house.close()
    }
  },
}

interface Asked {
  kind: Kind
  words: string
}

interface Ways {
  http: BenchClient
  /** The search alone, without server, route and what is told of each procedure. */
  database: Database
  bare: pg.Client
}

type Way = keyof Ways

const compared = async (
  asked: readonly Asked[],
  ways: Ways,
  say: (line: string) => void,
): Promise<Figure[]> => {
  const day = hanoiDateOf(instantFromMs(Date.now()))
  let missed = 0
  const ask: Record<Way, (one: Asked) => Promise<unknown>> = {
    http: async ({ kind, words }) => {
      const answer = await ways.http.send('GET', `/api/procedures?q=${encodeURIComponent(words)}`, {})
      if (answer.status !== 200) throw new Error(`a search answered ${answer.status}: ${answer.body}`)
      if (kind !== 'nothing' && JSON.parse(answer.body).items.length === 0) missed += 1
    },
    database: ({ words }) =>
      ways.database.as({ actor: 'public' }, (tx) => searchProcedures(tx, { words, day, limit: 20 })),
    bare: (one) => ways.bare.query(floorOf(one)),
  }
  // In turn, so that a noisy minute hits all of them; the first hundred only warm up.
  const took: Record<Way, (Asked & { ms: number })[]> = { http: [], database: [], bare: [] }
  for (const [from, turn] of [asked.slice(0, 100), ...inTurns(asked)].entries()) {
    for (const way of ['bare', 'database', 'http'] as const) {
      for (const one of turn) {
        const began = performance.now()
        await ask[way](one)
        if (from > 0) took[way].push({ ...one, ms: performance.now() - began })
      }
    }
    if (from === 0) missed = 0
  }
  const figures = KIND_NAMES.map((kind) => {
    const of = (way: Way) => took[way].filter((one) => one.kind === kind).map(({ ms }) => ms)
    say(
      `${kind}: over HTTP ${told(of('http'))}; the search alone ${told(of('database'))}; floor ${told(of('bare'))}`,
    )
    return figureOf(`${kind}, 95 of 100`, of('http'), of('bare'), KINDS[kind])
  })
  const all = (way: Way) => took[way].map(({ ms }) => ms)
  say(
    `overall: over HTTP ${told(all('http'))}; the search alone ${told(all('database'))}; floor ${told(all('bare'))}`,
  )
  const slowest = [...took.http].sort((one, other) => other.ms - one.ms).slice(0, 5)
  say(`slowest: ${slowest.map(({ words, ms }) => `${JSON.stringify(words)} ${ms.toFixed(0)} ms`).join(', ')}`)
  const share = missed / asked.filter(({ kind }) => kind !== 'nothing').length
  return [
    ...figures,
    figureOf('overall, 95 of 100', all('http'), all('bare'), OVERALL),
    {
      case: 'searches for something that found nothing',
      value: share * 100,
      unit: '%',
      demand: `≤ ${MOST_MISSED * 100} %`,
      pass: share <= MOST_MISSED,
    },
  ]
}

const TURN = 100

const inTurns = (asked: readonly Asked[]): Asked[][] =>
  Array.from({ length: Math.ceil(asked.length / TURN) }, (_, turn) =>
    asked.slice(turn * TURN, (turn + 1) * TURN),
  )

const figureOf = (what: string, ours: readonly number[], floors: readonly number[], most: number): Figure => {
  const value = quantile(ours, 0.95)
  const floor = quantile(floors, 0.95)
  return {
    case: what,
    value,
    unit: 'ms',
    floor,
    ratio: value / floor,
    demand: `≤ ${most} ms`,
    pass: value <= most,
  }
}

const told = (times: readonly number[]): string =>
  `p50 ${quantile(times, 0.5).toFixed(1)}, p95 ${quantile(times, 0.95).toFixed(1)} ms`

/** The least that could answer: one prepared statement that gives ids by the same index, the shortest title first. */
const floorOf = ({ kind, words }: Asked): pg.QueryConfig => {
  const { code, initials, inTitle, run } = sought(words) ?? {
    code: null,
    initials: null,
    inTitle: "''",
    run: '',
  }
  const ids = (name: string, where: string, value: string | null): pg.QueryConfig => ({
    name,
    text: `select version_id from procedure_search where ${where} limit 20`,
    values: [value],
  })
  if (kind === 'codes')
    return ids('floor-code', 'code >= $1 and code < $1 || chr(1114111) order by code', code)
  if (kind === 'initials')
    return ids(
      'floor-initials',
      'initials >= $1 and initials < $1 || chr(1114111) order by initials',
      initials,
    )
  if (kind === 'typos' || kind === 'unspaced') {
    const title = "translate(title, 'y ', 'i')"
    return ids('floor-likeness', `$1 <% ${title} order by word_similarity($1, ${title}) desc`, run)
  }
  return ids('floor-words', 'words @@ $1::tsquery order by octet_length(title)', inTitle)
}

/** So many of each kind, mixed. */
const queries = (made: readonly MadeProcedure[], each: number, chance: Dice): Asked[] =>
  chance.shuffled(
    KIND_NAMES.flatMap((kind) =>
      Array.from({ length: each }, () => ({ kind, words: typed(kind, chance.pick(made), chance) })),
    ),
  )

const typed = (kind: Kind, { title, code }: MadeProcedure, chance: Dice): string => {
  const words = plain(title)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const initials = indexEntry({ title, nationalCode: null, around: [] }).initials
  const some = (few: number, most: number): string[] => {
    const count = Math.min(words.length, chance.between(few, most))
    return words.slice(chance.below(words.length - count + 1)).slice(0, count)
  }
  switch (kind) {
    case 'words':
      return chance.chance(0.5)
        ? some(1, 4).join(' ')
        : title.split(' ').slice(0, chance.between(2, 5)).join(' ')
    case 'scattered':
      return chance.shuffled(words).slice(0, 3).join(' ')
    case 'beginnings':
      return plain(title).slice(0, chance.between(1, 14))
    case 'initials':
      return chance.chance(0.5)
        ? initials.slice(0, chance.between(3, 8))
        : initials.slice(1).slice(0, chance.between(3, 5))
    case 'codes':
      return chance.chance(0.5) ? code : code.slice(0, chance.between(3, 7))
    case 'typos': {
      const right = some(3, 5)
      const at = right.findIndex((word) => word.length > 2)
      return right.map((word, nth) => (nth === at ? mistyped(word, chance) : word)).join(' ')
    }
    case 'unspaced':
      return some(2, 4).join('')
    case 'nothing':
      return `${chance.word(6)} ${chance.word(5)}`
  }
}

/** With a letter less, more, another, or two in each other's place. */
const mistyped = (word: string, chance: Dice): string => {
  const at = chance.between(1, word.length - 1)
  const [before, after] = [word.slice(0, at), word.slice(at)]
  const letter = chance.pick([...'abcdeghiklmnopqrstuvxy'])
  return chance.pick([
    before + after.slice(1),
    before + letter + after,
    before + letter + after.slice(1),
    before.slice(0, -1) + after.charAt(0) + before.slice(-1) + after.slice(1),
  ])
}

const AT_ONCE = 5_000

/** Puts them beside the demo's procedures, each with what the first of those says; how many seconds the index took. */
const publish = async (house: BenchHouse, made: readonly MadeProcedure[]): Promise<number> => {
  const loader = new pg.Client(house.cluster.loader ?? house.cluster.owner)
  const owner = new pg.Client(house.cluster.owner)
  await loader.connect()
  await owner.connect()
  try {
    const ids: string[] = []
    for (let from = 0; from < made.length; from += AT_ONCE) {
      const rows = made.slice(from, from + AT_ONCE).map((one) => ({ ...one, norm: plain(one.title) }))
      const { rows: written } = await loader.query(
        `with made as (
           select gen_random_uuid() as procedure_id, one.*
           from json_to_recordset($1) as one (title text, norm text, code text, field text, agency text)
         ), procedures as (
           insert into procedure (id, slug, national_code, created_at)
           select procedure_id, 'bench-' || code, code, now() from made)
         insert into procedure_version (id, procedure_id, version, status, title, title_norm, level, effective_from, body)
         select gen_random_uuid(), procedure_id, 1, 'PUBLISHED', title, norm, 'COMMUNE', '2025-07-01',
           demo.body || jsonb_build_object('field', field, 'competent', agency)
         from made, (select body from procedure_version where status = 'PUBLISHED' order by id limit 1) demo
         returning id`,
        [JSON.stringify(rows)],
      )
      ids.push(...written.map(({ id }) => id))
    }
    const began = performance.now()
    await loader.query('begin')
    await indexVersions(loader, ids)
    await loader.query('update reference_generation set generation = generation + 1')
    await loader.query('commit')
    const seconds = (performance.now() - began) / 1_000
    // What PostgreSQL does by itself within a minute.
    await owner.query('vacuum analyze procedure_search')
    await owner.query('vacuum analyze procedure_version')
    return seconds
  } finally {
    await loader.end()
    await owner.end()
  }
}
