import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { aptInstall, mayUseApt } from './apt.mjs'
import { fetched } from './fetched.mjs'
import { run, Stop } from './house.mjs'

const INSTALLED = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The path of a Chromium to test with: the one named in MOTCUA_CHROMIUM, the system's, Debian's by apt when we are
 * root, else one from npm with the libraries it needs.
 */
export async function browser() {
  if (process.env.MOTCUA_CHROMIUM) return process.env.MOTCUA_CHROMIUM
  for (const path of INSTALLED.flatMap(whereIs)) if (await answers(path)) return path
  if (mayUseApt() && (await aptInstall('chromium'))) {
    for (const path of whereIs('chromium')) if (await answers(path)) return path
  }
  const packed = await browserFromNpm()
  if (packed && (await answers(packed))) return packed
  throw new Stop(
    'No browser to test with. Install Chromium or Google Chrome, or set MOTCUA_CHROMIUM to the path of one.',
  )
}

/** Playwright wants a path, not a name to look for. */
const whereIs = (command) =>
  (isAbsolute(command)
    ? [command]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, command))
  ).filter((path) => existsSync(path))

/** A name may be there and not run, like the stub that tells Ubuntu's users to install a snap: ask it. */
async function answers(command) {
  const asked = await run(command, ['--version'], { output: 'collect' }).catch(() => undefined)
  return asked?.code === 0 && /Chrom/.test(asked.out)
}

/** Packed for x64 Linux only; it brings the shared libraries and a font that a bare machine lacks. */
async function browserFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = await fetched('chromium', { '@sparticuz/chromium': '147.0.0' }, unpack)
  return join(folder, 'chromium')
}

async function unpack(folder) {
  const unpacked = join(folder, 'unpacked')
  mkdirSync(unpacked)
  const script = "import('@sparticuz/chromium').then((m) => m.default.executablePath())"
  // The package unpacks its libraries only where it believes to be in a bare container, and into TMPDIR.
  const env = { TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
  const { code } = await run(process.execPath, ['-e', script], { cwd: folder, env })
  if (code !== 0) throw new Stop('The browser from npm could not be unpacked; the reason is above.')
  rmSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(join(folder, 'chromium'), LAUNCHER)
  chmodSync(join(folder, 'chromium'), 0o755)
}

const LAUNCHER = `#!/bin/sh
here=$(dirname "$0")/unpacked
LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib" \\
FONTCONFIG_PATH="\${FONTCONFIG_PATH:-$here/fonts}" exec "$here/chromium" "$@"
`
