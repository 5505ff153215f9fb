import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { connected } from '#platform/db/connection.ts'
import { migrate } from '#platform/db/migrate.ts'
import { silent } from '#platform/log.ts'
import { freshProvince, type TestProvince } from './cluster.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

/** How many migrations the first release (v0.1) had. */
export const FIRST_RELEASE = 4

/**
 * A province as an earlier release left it, brought up to this one.
 * @param migrations how many that release had
 * @param furnish writes as the loader what was there then
 */
export const provinceSince = async (
  migrations: number,
  furnish: (loader: pg.Client) => Promise<void>,
): Promise<TestProvince> => {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-earlier-'))
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
  for (const name of names.slice(0, migrations)) await cp(join(MIGRATIONS, name), join(folder, name))
  const province = await freshProvince({ migrations: folder })
  await rm(folder, { recursive: true })
  await connected(province.loader, furnish)
  await migrate({ owner: province.owner, schema: province.schema, folder: MIGRATIONS, log: silent })
  return province
}
