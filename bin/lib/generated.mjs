import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PROGRAM } from './build.mjs'
import { inHouse, run, Stop } from './house.mjs'
import { thirdPartyNotice } from './third-party.mjs'

/**
 * What is written by a tool and committed, so that a change in it is read in review. Each writes its files under
 * `into`, at the paths they have in the checkout; `npm run generate` then copies them, `--check` compares them.
 */
const GENERATED = [
  {
    name: 'api/openapi.json',
    async make(into) {
      put(into, 'api/openapi.json', await program(['openapi']))
    },
  },
  {
    name: 'web/api/schema.d.ts',
    async make(into) {
      const { default: typesOf, astToString } = await import('openapi-typescript')
      const types = astToString(await typesOf(JSON.parse(await program(['openapi']))))
      put(into, 'web/api/schema.d.ts', `// Made from api/openapi.json by \`npm run generate\`.\n${types}`)
    },
  },
  {
    name: 'server/schema.sql and tables.ts',
    async make(into) {
      for (const folder of ['server', 'server/src/platform/db'])
        mkdirSync(join(into, folder), { recursive: true })
      const [sql, types] = ['server/schema.sql', 'server/src/platform/db/tables.ts'].map((path) =>
        join(into, path),
      )
      await onThrowAwayDatabase(async (env) => {
        await program(['migrate'], env)
        await program(['schema', '--out', sql, '--types', types], env)
      })
    },
  },
  {
    name: 'THIRD_PARTY.md',
    async make(into) {
      put(into, 'THIRD_PARTY.md', thirdPartyNotice())
    },
  },
]

/** The fonts are cut and compared by their own script, since they are bytes and slow to cut. */
const cutFonts = async ({ check }) => {
  const { code, out } = await run(
    process.execPath,
    [inHouse('bin/lib/cut-fonts.mjs'), ...(check ? ['--check'] : [])],
    { output: 'collect' },
  )
  if (code !== 0) throw new Stop(out.trim())
}

/** The names of committed files that are not what their tools make, with how to make them again. */
export async function drift() {
  const into = mkdtempSync(join(tmpdir(), 'motcua-generated-'))
  try {
    const stale = []
    for (const { make } of GENERATED) await make(into)
    for (const path of filesUnder(into)) {
      const committed = inHouse(path)
      const made = readFileSync(join(into, path), 'utf8')
      if (!existsSync(committed)) stale.push(`${path} is missing`)
      else if (readFileSync(committed, 'utf8') !== made)
        stale.push(`${path} ${firstDifference(readFileSync(committed, 'utf8'), made)}`)
    }
    await cutFonts({ check: true })
    return stale
  } finally {
    rmSync(into, { recursive: true, force: true })
  }
}

const FONTS = 'assets/fonts'

/** Writes the generated files into the checkout: all, or those whose names hold one of the asked-for words. */
export async function generate(asked, tell) {
  const isAsked = (name) => asked.length === 0 || asked.some((word) => name.includes(word))
  const names = [...GENERATED.map(({ name }) => name), FONTS]
  if (!names.some(isAsked))
    throw new Stop(`Nothing made has ${asked.join(' or ')} in its name; there are ${names.join(', ')}.`)
  for (const { name, make } of GENERATED.filter(({ name }) => isAsked(name))) {
    await make(inHouse())
    tell(name)
  }
  if (!isAsked(FONTS)) return
  await cutFonts({ check: false })
  tell(FONTS)
}

async function program(args, env = {}) {
  const { code, out, errors } = await run(process.execPath, [PROGRAM(), ...args], { output: 'answer', env })
  if (code !== 0) throw new Stop(`motcua ${args[0]} ended with ${code}:\n${errors.trim()}`)
  return out
}

/** Never the database of this checkout, and never a server that is named in the environment. */
async function onThrowAwayDatabase(work) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-schema-'))
  try {
    await work({ MOTCUA_DATA: folder, MOTCUA_PROVINCE: 'province', DATABASE_URL: undefined })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function put(into, path, text) {
  mkdirSync(dirname(join(into, path)), { recursive: true })
  writeFileSync(join(into, path), text)
}

function firstDifference(committed, made) {
  const [old, fresh] = [committed.split('\n'), made.split('\n')]
  const at = fresh.findIndex((line, i) => line !== old[i])
  const line = at === -1 ? fresh.length : at
  return `differs from line ${line + 1}: committed "${(old[line] ?? '').trim()}", made "${(fresh[line] ?? '').trim()}"`
}

const filesUnder = (folder, below = '') =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(folder, join(below, entry.name)) : [join(below, entry.name)],
  )
