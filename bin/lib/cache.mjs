import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { Stop } from './house.mjs'

/**
 * Where tools lie that are fetched once and are no part of the product: outside the checkout, so that
 * `npm ci` leaves them. An account without a home (nobody) keeps them in the temporary folder.
 */
export function cacheFolder() {
  const home = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const folders = [join(home, 'motcua'), join(tmpdir(), `motcua-cache-${userInfo().username}`)]
  const folder = folders.find(canBeWritten)
  if (!folder)
    throw new Stop(
      'There is no folder to keep tools in: neither the home nor the temporary folder can be written.',
    )
  return folder
}

export const homeIsWritable = () => canBeWritten(homedir())

function canBeWritten(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
