import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import type { Cluster, ClusterOptions, OpenEmbedded } from '#platform/db/cluster.ts'
import { openCluster, openEmbedded } from '#platform/db/cluster.ts'
import type { ConnectionSettings } from '#platform/db/connection.ts'
import { connected, settingsFromUrl, settled } from '#platform/db/connection.ts'
import { occupantOf } from '#platform/db/lock.ts'
import { migrate } from '#platform/db/migrate.ts'
import { settleLeftovers } from '#platform/db/postmaster.ts'
import type { Province } from '#platform/db/roles.ts'
import { appRole, ensureProvince, loaderRole } from '#platform/db/roles.ts'
import { silent } from '#platform/log.ts'

/** One PostgreSQL for a whole run of tests: started here and thrown away, or given by DATABASE_URL. */
export interface TestDatabase {
  /** Who makes roles: the superuser of the started one, the owner of a given one. */
  admin: ConnectionSettings
  owner: ConnectionSettings
}

declare module 'vitest' {
  export interface ProvidedContext {
    database: TestDatabase
  }
}

const PREFIX = 'motcua-test-'

// Nobody misses the data of a test that lost power; without waiting for the disk a test is 3 times as fast.
const THROW_AWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '256MB' }

/** Vitest's globalSetup. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.DATABASE_URL) {
    const owner = settingsFromUrl(process.env.DATABASE_URL)
    project.provide('database', { admin: owner, owner })
    return async () => {}
  }
  const { admin, owner, stop } = await startTestDatabase()
  project.provide('database', { admin, owner })
  return stop
}

/** A throw-away PostgreSQL without durability, outside Vitest too. Its folder goes with it. */
export const startTestDatabase = async (): Promise<OpenEmbedded> => {
  await sweepAbandoned()
  const dataFolder = await temporaryFolder()
  const server = await openEmbedded({ dataFolder, log: silent, settings: THROW_AWAY })
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await removeFolder(dataFolder)
    },
  }
}

export interface TestProvince extends Province {
  loader: ConnectionSettings
  /** Done by itself after the tests of the file. */
  drop(): Promise<void>
}

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

/**
 * A province of its own for a test file: schema, roles, migrated, dropped after the file's tests. Call it at the
 * top of the file: `const province = await freshProvince()`.
 */
export const freshProvince = async (options: { migrations?: string } = {}): Promise<TestProvince> => {
  const province = await makeProvince(inject('database'), options.migrations)
  afterAll(() => province.drop())
  return province
}

/** The same outside a test file: whoever asks drops it. `migrations` is the folder to apply, by default ours. */
export const makeProvince = async (
  { admin, owner }: TestDatabase,
  migrations: string = MIGRATIONS,
): Promise<TestProvince> => {
  const schema = `trial_${randomBytes(6).toString('hex')}`
  const passwords = { app: password(), loader: password() }
  const province = await ensureProvince({ admin, owner, schema, passwords, log: silent })
  await migrate({ owner: province.owner, schema, folder: migrations, log: silent })
  return {
    ...province,
    // A given server may not let us make a role that passes row-level security; furnishing then needs the owner.
    loader: province.loader ?? province.owner,
    drop: () => dropProvince(admin, schema),
  }
}

const password = () => randomBytes(16).toString('base64url')

const dropProvince = (admin: ConnectionSettings, schema: string): Promise<void> =>
  settled(() =>
    connected(admin, async (client) => {
      const roles = [appRole(schema), loaderRole(schema)].map(pg.escapeIdentifier)
      await client.query(`set lock_timeout = '10s'`)
      await client.query(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`)
      for (const role of roles) await client.query(`drop role if exists ${role}`)
    }),
  )

/** The settings of a role as an address, as DATABASE_URL would give it. */
export const urlOf = ({ user, password = '', host, port, database }: ConnectionSettings): string =>
  `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@/${database}` +
  `?host=${encodeURIComponent(host)}&port=${port}`

/** A cluster of its own in a folder of its own, with the settings that an office has. */
export const ownCluster = async (
  options: Partial<Omit<ClusterOptions, 'databaseUrl'>> = {},
): Promise<Cluster & { dataFolder: string }> => {
  const dataFolder = options.dataFolder ?? (await temporaryFolder())
  const cluster = await openCluster({ province: 'province', log: silent, ...options, dataFolder })
  return { ...cluster, dataFolder }
}

/** A folder for the data of a test. */
export const temporaryFolder = async (): Promise<string> => realpath(await mkdtemp(join(tmpdir(), PREFIX)))

/** Ends what still works on a test's folder, wherever its data live, and removes it. */
export const removeFolder = async (folder: string): Promise<void> => {
  const data = await realpath(join(folder, 'postgres')).catch(() => null)
  if (data !== null) {
    await settleLeftovers(data, silent)
    if (!data.startsWith(folder)) await rm(join(data, '..'), { recursive: true, force: true })
  }
  await rm(folder, { recursive: true, force: true })
}

// Long enough for any test that kills its occupant on purpose, perhaps in another run beside this one.
const ABANDONED_MS = 15 * 60_000

/** A run that was killed leaves its server running. Its folder has no living occupant: that is how it is known. */
const sweepAbandoned = async (): Promise<void> => {
  for (const entry of await readdir(tmpdir())) {
    if (!entry.startsWith(PREFIX)) continue
    const folder = join(tmpdir(), entry)
    const lock = await stat(join(folder, 'motcua.lock')).catch(() => null)
    const isOld = lock !== null && Date.now() - lock.mtimeMs > ABANDONED_MS
    if (isOld && (await occupantOf(folder)) === null) await removeFolder(folder).catch(() => {})
  }
}
