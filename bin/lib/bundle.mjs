import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { inHouse, root, run, Stop, say } from './house.mjs'

/** What the built program reads beside itself: nothing else of the checkout travels. */
const TAKEN = [
  'dist/server',
  'dist/desk',
  'server/migrations',
  'web/desk/icon.svg',
  'web/portal/portal.css',
  'assets',
  'bin/verify-ledger.mjs',
  'bin/lib/house.mjs',
  'bin/lib/old-node.mjs',
  'docs',
  'package.json',
  'LICENSE',
  'NOTICE',
  'THIRD_PARTY.md',
  'README.md',
  'CHANGELOG.md',
]

/**
 * The data folder must be named: one that lay inside the unpacked folder would be left behind by the next version, which
 * would begin an empty office.
 */
const LAUNCHER = `#!/bin/sh
# The command line: ./motcua start, ./motcua --help. BUNDLE.md tells how. MOTCUA_DATA names the data folder.
here=$(cd "$(dirname "$0")" && pwd)
: "\${NODE_ENV:=production}"
export NODE_ENV
if [ "$1" = check ]; then
  cd "$here" && sha256sum --check --quiet MANIFEST.sha256 || exit 1
  count=$(($(wc -l < MANIFEST.sha256)))
  printf '%s\\n' "$count tệp đúng như danh sách." "$count files are as listed."
  exit 0
fi
[ "$1 $2" = "ledger verify" ] && { shift 2; exec node "$here/bin/verify-ledger.mjs" "$@"; }
case " $* " in
  '  ' | ' openapi ' | ' help ' | ' -h ' | ' --version ' | *' --help '*) ;;
  *)
    if [ -z "$MOTCUA_DATA" ]; then
      printf '%s\\n' \
        "Chưa đặt MOTCUA_DATA, nên không biết dữ liệu của đơn vị ở đâu. Chọn một thư mục ngoài thư mục này, ví dụ:" \
        "MOTCUA_DATA is not set, so nobody knows where the office's data are. Choose a folder outside of this one, such as:" \
        "  MOTCUA_DATA=/srv/motcua-data ./motcua $*" "BUNDLE.md" >&2
      exit 3
    fi ;;
esac
exec node --enable-source-maps "$here/dist/server/main.mjs" "$@"
`

/** Call it with the program built and everything installed. */
export async function makeBundle(folder = inHouse('dist', 'bundle')) {
  const began = Date.now()
  const { version } = JSON.parse(readFileSync(inHouse('package.json'), 'utf8'))
  const name = `motcua-${version}-${process.platform}-${process.arch}`
  const into = resolve(folder)
  const staged = join(into, name)
  rmSync(staged, { recursive: true, force: true })
  mkdirSync(staged, { recursive: true })
  try {
    for (const path of [...TAKEN, ...(await packagesOfTheProgram())]) taken(path, staged)
    cpSync(inHouse('docs/bundle.md'), join(staged, 'BUNDLE.md'))
    writeFileSync(join(staged, 'motcua'), LAUNCHER)
    chmodSync(join(staged, 'motcua'), 0o755)
    const files = filesUnder(staged)
    writeFileSync(join(staged, 'MANIFEST.sha256'), files.map((file) => lineOf(staged, file)).join(''))
    const file = join(into, `${name}.tar.gz`)
    const words = ['-czf', file, '-C', into, name]
    const { code, out } = await run('tar', words, { output: 'collect' })
    if (code !== 0) throw new Stop(`tar ended with ${code}: ${out}`)
    const megabytes = Math.round(statSync(file).size / 1e6)
    return { file, files: files.length, megabytes, seconds: ((Date.now() - began) / 1000).toFixed(1) }
  } finally {
    rmSync(staged, { recursive: true, force: true })
  }
}

/** By npm, which knows what is needed at work and what for building alone; paths from the checkout. */
async function packagesOfTheProgram() {
  say('Asking npm which packages travel …')
  const { out } = await run('npm', ['ls', '--omit=dev', '--all', '--parseable'], { output: 'answer' })
  const paths = out.split('\n').filter((path) => path.includes('node_modules'))
  if (paths.length === 0) throw new Stop('npm names no package that the program needs.')
  return paths.map((path) => relative(root, path))
}

function taken(path, staged) {
  const to = join(staged, path)
  mkdirSync(dirname(to), { recursive: true })
  // A package within another is listed by itself, if it travels.
  const isNested = (file) => relative(inHouse(path), file).split(/[\\/]/).includes('node_modules')
  // Types and maps of packages are for who builds.
  const isForBuilders = (file) => path.startsWith('node_modules') && /\.(d\.[cm]?ts|map)$/.test(file)
  cpSync(inHouse(path), to, {
    recursive: true,
    filter: (file) => !isNested(file) && !isForBuilders(file),
    verbatimSymlinks: true,
  })
}

function lineOf(staged, file) {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex')
  return `${hash}  ${relative(staged, file)}\n`
}

const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
