import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache.mjs'
import { Stop, say } from './house.mjs'
import { npm } from './npm.mjs'

/**
 * The folder in which the named npm packages are installed, as `{ name: exact version }`. They are made
 * ready aside (`finish` may unpack them) and renamed into place, so what is found there is whole.
 */
export async function fetched(purpose, packages, finish = async () => {}) {
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`)
  const folder = join(cacheFolder(), [purpose, ...Object.values(packages)].join('-'))
  if (existsSync(folder)) return folder
  say(`Fetching ${wanted.join(', ')} from npm, once …`)
  const aside = mkdtempSync(`${folder}.new-`)
  try {
    const { code } = await npm(
      [
        'install',
        '--no-save',
        '--no-package-lock',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--prefix',
        aside,
        ...wanted,
      ],
      { cwd: aside },
    )
    if (code !== 0)
      throw new Stop(`${wanted.join(', ')} could not be installed from npm; the reason is above.`)
    await finish(aside)
    if (!existsSync(folder)) renameSync(aside, folder)
    return folder
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}
