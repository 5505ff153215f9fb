import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { inHouse, root, Stop, say } from './house.mjs'

export const PROGRAM = () => inHouse('dist', 'server', 'main.mjs')
const STAMP = () => inHouse('dist', 'built-from')

/** What the build reads. Contents are hashed, not dates: a checkout, a copy and an unpacked archive agree. */
const SOURCES = [
  'server/src',
  'common',
  'web',
  'bin/lib/build.mjs',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]
const NOT_BUILT = /(\.test(ing)?\.tsx?|\.md)$/

export function isBuilt() {
  return existsSync(PROGRAM()) && existsSync(STAMP()) && readFileSync(STAMP(), 'utf8') === fingerprint()
}

/**
 * Builds dist/server/main.mjs and dist/desk from the sources. Everything is made aside and renamed into
 * place file by file, the files that name others last: whoever starts meanwhile finds the old or the new.
 * Call it inside `alone()`.
 */
export async function build() {
  const began = Date.now()
  const from = fingerprint()
  const aside = inHouse('dist', '.next')
  rmSync(aside, { recursive: true, force: true })
  try {
    say('Building …')
    await buildServer(join(aside, 'server'))
    if (existsSync(inHouse('web/desk/index.html'))) await buildDesk(join(aside, 'desk'))
    for (const part of readdirSync(aside)) moveIntoPlace(join(aside, part), inHouse('dist', part))
    writeFileSync(STAMP(), from)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`)
}

async function buildServer(into) {
  const { build: bundle } = await import('esbuild')
  const result = await bundle({
    absWorkingDir: root,
    entryPoints: ['server/src/main.ts'],
    outfile: 'dist/server/main.mjs',
    write: false,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: true,
    logLevel: 'silent',
    plugins: [everyFileKeepsItsAddress],
  }).catch((error) => {
    throw new Stop(`The server could not be built.\n${error.message}`)
  })
  for (const file of result.outputFiles) {
    const path = join(into, relative(inHouse('dist', 'server'), file.path))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, file.contents)
  }
}

/**
 * In a bundle every file would believe it lies in dist/server. Here `import.meta.url` stays the address of
 * the source file, reckoned from the bundle, so `new URL('../data/x.json', import.meta.url)` finds the same
 * file under tsx, under Vitest and when built, and dist/ still holds no path of the machine.
 */
const everyFileKeepsItsAddress = {
  name: 'every-file-keeps-its-address',
  setup(bundler) {
    bundler.onLoad({ filter: /\.[cm]?tsx?$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      if (path.includes('node_modules') || !source.includes('import.meta.')) return undefined
      if (/import\.meta\.(dirname|filename)/.test(source)) {
        return {
          errors: [
            {
              text: `${relative(root, path)}: write new URL('./x', import.meta.url); a bundle has no import.meta.dirname of its own.`,
            },
          ],
        }
      }
      const address = JSON.stringify(relative(inHouse('dist', 'server'), path).replaceAll('\\', '/'))
      return {
        contents: source.replaceAll('import.meta.url', `new URL(${address}, import.meta.url).href`),
        loader: path.endsWith('x') ? 'tsx' : 'ts',
      }
    })
  },
}

async function buildDesk(into) {
  const { build: bundle } = await import('vite')
  await bundle({ configFile: inHouse('vite.config.ts'), logLevel: 'warn', build: { outDir: into } }).catch(
    (error) => {
      throw new Stop(`The desk could not be built.\n${error.message}`)
    },
  )
  squeeze(into)
}

/** What the server sends as it lies there: each text file once more, squeezed as hard as can be. */
function squeeze(folder) {
  for (const file of filesUnder(folder)) {
    if (!/\.(js|css|html|svg)$/.test(file)) continue
    const bytes = readFileSync(file)
    writeFileSync(`${file}.br`, brotliCompressSync(bytes))
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

function moveIntoPlace(from, to) {
  const isEntry = (file) => /(^|[\\/])(index\.html|main\.mjs)$/.test(file)
  const files = filesUnder(from).map((file) => relative(from, file))
  for (const file of files.sort((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    renameSync(join(from, file), join(to, file))
  }
  const kept = new Set(files)
  for (const file of filesUnder(to)) if (!kept.has(relative(to, file))) rmSync(file, { force: true })
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesUnder(inHouse(source))) {
      if (NOT_BUILT.test(file)) continue
      hash
        .update(`${relative(root, file).replaceAll('\\', '/')}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** Every file under a folder in one order on every machine; a file is its own list, a missing one an empty list. */
function filesUnder(path) {
  let entries
  try {
    entries = readdirSync(path, { withFileTypes: true })
  } catch (error) {
    return error.code === 'ENOTDIR' ? [path] : []
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]))
}
