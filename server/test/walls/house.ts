import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../../../', import.meta.url))

/** A small house within its walls: one file of each kind, each importing what it may. */
const CLEAN: Record<string, string> = {
  'common/time.ts': 'export type Instant = string & { readonly instant: true }\nexport const DAY = 86_400\n',
  'server/src/platform/refusal.ts': 'export class Refusal extends Error {}\n',
  'server/src/platform/db/database.ts': "import pg from 'pg'\nexport const open = () => new pg.Pool()\n",
  'server/src/deadlines/rules/term.ts':
    "import { DAY } from '#common/time.ts'\nimport { Refusal } from '#platform/refusal.ts'\n" +
    "export const due = (from: number) => {\n  if (from < 0) throw new Refusal('no')\n  return from + DAY\n}\n",
  'server/src/deadlines/rules/term.test.ts':
    "import { readFileSync } from 'node:fs'\nimport { due } from './term.ts'\nexport const t = [readFileSync, due]\n",
  'server/src/deadlines/store.ts':
    "import { open } from '#platform/db/database.ts'\nexport const all = () => open()\n",
  'server/src/deadlines/index.ts':
    "export { due } from './rules/term.ts'\nexport { all } from './store.ts'\n",
  'server/src/dossiers/rules/dossier.ts':
    "import { due } from '#deadlines/rules/term.ts'\nexport const decide = (now: number) => due(now)\n",
  'server/src/dossiers/index.ts':
    "import { all } from '#deadlines/index.ts'\nimport { decide } from './rules/dossier.ts'\nexport const dossiers = { all, decide }\n",
  'server/src/main.ts':
    "import { page } from '#web/portal/page.ts'\nimport { dossiers } from '#dossiers/index.ts'\nexport const house = [dossiers, page]\n",
  'web/api/schema.d.ts': 'export interface paths {}\n',
  'web/portal/page.ts':
    "import { DAY } from '#common/time.ts'\nimport type { paths } from '../api/schema.d.ts'\nexport const page: [number, paths] = [DAY, {}]\n",
}

/** The files that make the walls, copied from the checkout as they are. */
const WALLS = [
  '.dependency-cruiser.mjs',
  'biome.json',
  'package.json',
  'tsconfig.json',
  'tsconfig.rules.json',
]

export interface StandIn {
  path: string
  /** Writes files, runs `look`, and puts the house back as it was. */
  with<T>(files: Record<string, string>, look: () => Promise<T>): Promise<T>
  pullDown(): void
}

/** Builds the clean house in a temporary folder, for offences to be seeded in. */
export function buildHouse(): StandIn {
  const path = mkdtempSync(join(tmpdir(), 'motcua-walls-'))
  for (const file of WALLS) cpSync(join(checkout, file), join(path, file))
  symlinkSync(join(checkout, 'node_modules'), join(path, 'node_modules'))
  writeFileSync(join(path, '.gitignore'), 'node_modules\n')
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true })
    writeFileSync(join(path, file), text)
  }
  for (const [file, text] of Object.entries(CLEAN)) put(file, text)
  return {
    path,
    async with(files, look) {
      for (const [file, text] of Object.entries(files)) put(file, text)
      try {
        return await look()
      } finally {
        for (const file of Object.keys(files)) {
          const before = CLEAN[file]
          if (before === undefined) rmSync(join(path, file))
          else put(file, before)
        }
      }
    },
    pullDown: () => rmSync(path, { recursive: true, force: true }),
  }
}
