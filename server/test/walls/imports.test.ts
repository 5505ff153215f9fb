import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgeWalls } from '../../../bin/lib/walls.mjs'
import { buildHouse, type StandIn } from './house.ts'

/** Each offence, seeded in an otherwise clean house, and the words with which a newcomer is stopped. */
const offences: [what: string, files: Record<string, string>, rule: string, words: RegExp][] = [
  [
    'a rule that imports the store',
    {
      'server/src/deadlines/rules/term.ts':
        "import { all } from '../store.ts'\nexport const due = () => all()\n",
    },
    'rules-import-rules-only',
    /reckons with what it is given/,
  ],
  [
    "a rule that imports only a type of another room's door",
    {
      'server/src/dossiers/rules/dossier.ts':
        "import type { all } from '#deadlines/index.ts'\nexport type A = typeof all\n",
    },
    'rules-import-rules-only',
    /straight from its rules\/ folder/,
  ],
  [
    'a rule that reads the disk',
    {
      'server/src/deadlines/rules/term.ts':
        "import { readFileSync } from 'node:fs'\nexport const due = readFileSync\n",
    },
    'rules-import-rules-only',
    /take the answer as an argument/,
  ],
  [
    'a rule that imports a package',
    { 'server/src/deadlines/rules/term.ts': "import { sql } from 'kysely'\nexport const due = sql\n" },
    'rules-import-rules-only',
    /reckons with what it is given/,
  ],
  [
    'a rule that reaches the machine by way of the refusal',
    {
      'server/src/platform/refusal.ts':
        "import { hostname } from 'node:os'\nexport class Refusal extends Error { host = hostname() }\n",
    },
    'rules-reach-no-io',
    /by way of another file/,
  ],
  [
    'a rule that reaches the database by way of common',
    {
      'common/time.ts':
        "import { open } from '#platform/db/database.ts'\nexport type Instant = string\nexport const DAY = Number(open())\n",
    },
    'rules-reach-no-io',
    /by way of another file/,
  ],
  [
    "a room that goes behind another's door",
    { 'server/src/dossiers/store.ts': "import { all } from '#deadlines/store.ts'\nexport const x = all\n" },
    'a-room-is-entered-by-its-door',
    /index\.ts/,
  ],
  [
    "a test that goes behind another's door",
    {
      'server/src/dossiers/store.test.ts':
        "import { all } from '#deadlines/store.ts'\nexport const x = all\n",
    },
    'tests-enter-by-the-door-or-the-rules',
    /door and its rules/,
  ],
  [
    'the composition root that goes behind a door',
    { 'server/src/app.ts': "import { all } from '#deadlines/store.ts'\nexport const x = all\n" },
    'the-composition-root-uses-the-doors',
    /by their index\.ts/,
  ],
  [
    'an uphill import',
    {
      'server/src/deadlines/store.ts':
        "import { dossiers } from '#dossiers/index.ts'\nexport const all = () => dossiers\n",
    },
    'imports-run-leftwards-from-deadlines',
    /by an event/,
  ],
  [
    'a rule that looks uphill into rules',
    {
      'server/src/deadlines/rules/other.ts':
        "import { decide } from '#dossiers/rules/dossier.ts'\nexport const x = decide\n",
    },
    'imports-run-leftwards-from-deadlines',
    /to the left/,
  ],
  [
    'a platform that knows a room',
    { 'server/src/platform/log.ts': "import { all } from '#deadlines/index.ts'\nexport const log = all\n" },
    'platform-knows-no-room',
    /knows no domain word/,
  ],
  [
    'a room without a place in the row',
    { 'server/src/lottery/index.ts': "import { all } from '#deadlines/index.ts'\nexport const win = all\n" },
    'every-room-has-its-place',
    /Give it a place/,
  ],
  [
    'a screen that imports the server',
    { 'web/portal/page.ts': "import { dossiers } from '#dossiers/index.ts'\nexport const page = dossiers\n" },
    'web-imports-nothing-of-the-server',
    /sent to everyone/,
  ],
  [
    'a room that knows its screen',
    {
      'server/src/dossiers/routes.ts':
        "import { page } from '#web/portal/page.ts'\nexport const routes = page\n",
    },
    'only-the-composition-root-knows-the-portal',
    /mounted in app\.ts/,
  ],
  [
    'common code that needs Node',
    {
      'common/time.ts':
        "import { hostname } from 'node:os'\nexport type Instant = string\nexport const DAY = hostname().length\n",
    },
    'common-imports-common-only',
    /every browser/,
  ],
  [
    'a circle',
    {
      'server/src/dossiers/a.ts': "import { b } from './b.ts'\nexport const a = () => b\n",
      'server/src/dossiers/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
    },
    'no-circles',
    /need each other/,
  ],
  [
    'product code that leans on test code',
    {
      'server/src/dossiers/store.ts':
        "import { t } from '../deadlines/rules/term.test.ts'\nexport const x = t\n",
    },
    'the-product-knows-no-tests',
    /lean on test code/,
  ],
  [
    'a file that only a test imports',
    {
      'server/src/dossiers/spare.ts': 'export const spare = 1\n',
      'server/src/dossiers/spare.test.ts': "import { spare } from './spare.ts'\nexport const x = spare\n",
    },
    'every-file-is-used',
    /or only tests/,
  ],
  [
    'an import that leads nowhere',
    { 'server/src/dossiers/store.ts': "import { x } from './missing.ts'\nexport const y = x\n" },
    'what-is-imported-is-there',
    /leads nowhere/,
  ],
  [
    'product code that uses a development package',
    { 'server/src/dossiers/store.ts': "import fc from 'fast-check'\nexport const y = fc\n" },
    'the-product-uses-no-development-packages',
    /"dependencies"/,
  ],
]

describe('the walls between files', () => {
  let house: StandIn
  beforeAll(() => {
    house = buildHouse()
  })
  afterAll(() => house.pullDown())

  it('let a clean house stand, and every file of it was read', async () => {
    expect(await judgeWalls(house.path)).toEqual({ files: 12, offences: [] })
  })

  it.for(offences)('refuse %s', async ([, files, rule, words]) => {
    const { offences: found } = await house.with(files, () => judgeWalls(house.path))
    expect(found.filter((offence) => offence.rule === rule)).not.toEqual([])
    expect(found.find((offence) => offence.rule === rule)?.sentence).toMatch(words)
  })

  it('are no walls when nothing was read: an empty house is refused', async () => {
    const empty = buildHouse()
    cpSync(join(empty.path, '.dependency-cruiser.mjs'), join(empty.path, 'bare/.dependency-cruiser.mjs'))
    const { offences: found } = await judgeWalls(join(empty.path, 'bare'))
    empty.pullDown()
    expect(found.map(({ rule }) => rule)).toContain('every-file-was-read')
    expect(found[0]?.to).toBe('0 of 0 files read')
  })

  it('say so when a folder slipped out of their sight', async () => {
    const walls = readFileSync(join(house.path, '.dependency-cruiser.mjs'), 'utf8')
    const blind = buildHouse()
    const { offences: found } = await blind.with(
      { '.dependency-cruiser.mjs': walls.replace("path: ['^dist/']", "path: ['^dist/', '^server/']") },
      () => judgeWalls(blind.path),
    )
    blind.pullDown()
    expect(found[0]).toMatchObject({ rule: 'every-file-was-read', to: '3 of 12 files read' })
  })
})
