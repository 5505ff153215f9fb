import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/**
 * The program before this one goes on working on the schema that this one makes (decision 0025): a migration adds. What takes
 * something away says since which release nobody uses it, in a line `-- contract: …`; a check that is put in another's place and
 * allows more says so with `-- wider: …`.
 */

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))
/** The last that was written before the rule. */
const BEFORE_THE_RULE = '0026'

/** What in a migration would fail a program that knows the schema before it; none is as it should be. */
const narrowingIn = (file: string): string[] => {
  if (/^-- contract: \S/m.test(file)) return []
  const isWider = /^-- wider: \S/m.test(file)
  const own = new Set([...file.matchAll(/\bcreate table (\w+)/g)].map(([, table]) => table))
  return statementsOf(file).flatMap((statement) => {
    const table = /^alter table (?:only )?(\w+)/.exec(statement)?.[1] ?? /\bon (\w+)/.exec(statement)?.[1]
    if (table !== undefined && own.has(table)) return []
    return NARROWING.filter(({ found, widened }) => found.test(statement) && !(widened && isWider)).map(
      ({ what }) => `${what}: ${statement.slice(0, 60)}`,
    )
  })
}

/** `widened`: may also allow more than before, which only its author knows. */
const NARROWING: readonly { what: string; found: RegExp; widened?: true }[] = [
  { what: 'drops', found: /^drop (table|view|function|type|sequence|policy|schema|domain|index)\b/ },
  { what: 'drops a column', found: /\bdrop column\b/ },
  { what: 'drops a default', found: /\bdrop default\b/ },
  { what: 'renames', found: /\brename\b/ },
  { what: 'changes a type', found: /\balter (column )?\w+ (set data )?type\b/ },
  { what: 'asks for a value', found: /\bset not null\b/ },
  { what: 'asks for a value of a new column', found: /\badd column (?!.*\bdefault\b)[^,]*\bnot null\b/ },
  { what: 'takes a right', found: /^revoke\b/ },
  { what: 'allows once', found: /^create unique index\b/, widened: true },
  { what: 'checks anew', found: /\badd (constraint|check|unique|foreign key|exclude)\b/, widened: true },
  { what: 'narrows a policy', found: /^alter policy\b|\bas restrictive\b/, widened: true },
]

const statementsOf = (file: string): string[] =>
  file
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim().toLowerCase())
    .filter(Boolean)

test('what is written from now on adds, or says why it may take away', () => {
  const files = readdirSync(MIGRATIONS).filter(
    (name) => name.endsWith('.sql') && name.slice(0, 4) > BEFORE_THE_RULE,
  )
  const found = files.flatMap((name) =>
    narrowingIn(readFileSync(`${MIGRATIONS}/${name}`, 'utf8')).map((what) => `${name} ${what}`),
  )
  expect(found).toEqual([])
})

test.each([
  [
    'a table of its own, with whatever it asks',
    'create table a (b text not null); alter table a add constraint c check (b > 1)',
    0,
  ],
  ['a column that may be empty', 'alter table dossier add column note text', 0],
  [
    'a column with a value for those who know nothing of it',
    "alter table dossier add column kind text not null default 'X'",
    0,
  ],
  ['a column that must be filled', 'alter table dossier add column kind text not null', 1],
  ['a column that is no more', 'alter table agency drop column is_vertical', 1],
  ['a column under another name', 'alter table agency rename column a to b', 1],
  ['a column of another type', 'alter table agency alter column a type bigint', 1],
  ['a value that must be there', 'alter table dossier alter column deadline set not null', 1],
  ['a value that need not be there', 'alter table dossier alter column deadline drop not null', 0],
  ['a check that nobody spoke of', 'alter table dossier add constraint c check (a > 0)', 1],
  [
    'a check in place of a narrower one',
    '-- wider: two states more\nalter table dossier add constraint c check (a > 0)',
    0,
  ],
  ['a right that is taken', 'revoke insert on ledger from :app', 1],
  ['what nobody uses since a release', '-- contract: nobody reads it since 0.3.0\ndrop table a', 0],
  ['an index for speed', 'create index a on dossier (b)', 0],
  ['words of a comment', "comment on table a is 'drop table b; revoke'", 0],
])('%s', (_what, file, faults) => {
  expect(narrowingIn(file)).toHaveLength(faults)
})

test('it would have found what keeps version 0.1 from today’s schema', () => {
  const found = readdirSync(MIGRATIONS)
    .filter(
      (name) =>
        name.endsWith('.sql') && narrowingIn(readFileSync(`${MIGRATIONS}/${name}`, 'utf8')).length > 0,
    )
    .map((name) => name.slice(0, 4))
  expect(found).toEqual(expect.arrayContaining(['0005', '0006', '0010']))
})
