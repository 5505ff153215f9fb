import { readFileSync } from 'node:fs'
import { inHouse, Stop, say } from './house.mjs'
import { npm } from './npm.mjs'

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes what it installed into
 * node_modules/.package-lock.json as its last act, so a half-finished install never looks complete and
 * a bare `npm ci` needs no stamp of ours. What only development needs counts when `dev` is true.
 */
export function isInstalled({ dev }) {
  const wanted = packagesIn('package-lock.json')
  const found = packagesIn('node_modules/.package-lock.json')
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([path, want]) => {
    if (path === '' || want.link) return true
    const have = found[path]
    if (have) return have.version === want.version && have.integrity === want.integrity
    return want.optional || want.devOptional || (want.dev && !dev)
  })
}

/**
 * `npm ci`, telling what it does on standard error. No package's own script is run: none of ours needs
 * one (esbuild finds its binary without, and the embedded PostgreSQL's links are made when it starts).
 */
export async function install() {
  say('Installing the packages in package-lock.json …')
  const began = Date.now()
  const { code } = await npm([
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
  ])
  if (code !== 0) {
    throw new Stop(
      'The packages could not be installed; npm says why above. Is the package registry within reach?',
    )
  }
  say(`Installed in ${((Date.now() - began) / 1000).toFixed(0)} s.`)
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(inHouse(file), 'utf8')).packages
  } catch {
    return undefined
  }
}
