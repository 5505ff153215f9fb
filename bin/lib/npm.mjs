import { join } from 'node:path'
import { cacheFolder, homeIsWritable } from './cache.mjs'
import { run } from './house.mjs'

/** The npm that called us, or the one on the path. An account without a home gets a cache it can write. */
export function npm(args, options = {}) {
  const cache = homeIsWritable() ? {} : { npm_config_cache: join(cacheFolder(), 'npm') }
  const told = { ...options, env: { npm_config_update_notifier: 'false', ...cache, ...options.env } }
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.c?js$/.test(cli)) return run(process.execPath, [cli, ...args], told)
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args], told) : run('npm', args, told)
}
