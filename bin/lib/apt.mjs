import { existsSync } from 'node:fs'
import { run, say } from './house.mjs'

/** Whether Debian's packages can be installed from here without asking anybody. */
export const mayUseApt = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

let updated = false

/** Installs Debian packages; says false when apt could not. */
export async function aptInstall(...packages) {
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
  say(`Installing ${packages.join(', ')} from Debian …`)
  if (!updated) await run('apt-get', ['-qq', 'update'], options)
  updated = true
  const { code } = await run(
    'apt-get',
    ['-qq', '-y', '--no-install-recommends', 'install', ...packages],
    options,
  )
  return code === 0
}
