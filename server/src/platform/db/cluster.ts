import { realpath } from 'node:fs/promises'
import type { Log } from '#platform/log.ts'
import { readAddress } from './address.ts'
import { CannotOpen } from './cannot-open.ts'
import type { ConnectionSettings } from './connection.ts'
import { connected, settingsFromUrl } from './connection.ts'
import type { EmbeddedOptions } from './embedded.ts'
import { startEmbedded } from './embedded.ts'
import { SUPERUSER } from './initdb.ts'
import { occupantOf } from './lock.ts'
import type { Province } from './roles.ts'
import { appRole, ensureProvince, ensureSignIn, loaderRole, provinceSchema } from './roles.ts'
import { scramVerifier, secret } from './secrets.ts'
import { writeServing } from './serving.ts'

export type { ConnectionSettings } from './connection.ts'

/** The database of one province, ready for connections. */
export interface Cluster extends Province {
  /** The embedded superuser, or the owner of a given server: makes roles, and takes backups. */
  admin: ConnectionSettings
  /** Stops the embedded server if this process runs it; a server that was given, or is another's, goes on. */
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** Where the data, the secrets and the server's log are kept (`MOTCUA_DATA`). */
  dataFolder: string
  /** A PostgreSQL of version 15 or newer, as the owner role; without it the bundled one is started. */
  databaseUrl?: string | undefined
  /** The province's name, which is its schema's. */
  province: string
  log: Log
  /** For throw-away clusters and for trials. */
  embedded?: Pick<EmbeddedOptions, 'programs' | 'settings' | 'patience'>
}

/**
 * Opens the database of a province: starts the bundled PostgreSQL, or connects to the one that is given, and
 * makes the province's schema and roles. Migrating is another step (`migrate`).
 *
 * @throws CannotOpen with one sentence for the operator
 */
export const openCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const schema = provinceSchema(options.province)
  if (options.databaseUrl) return openGiven(options, schema, options.databaseUrl)
  const { dataFolder, admin, owner, stop } = await openEmbedded({ ...options, ...options.embedded })
  try {
    return { ...(await openProvince({ dataFolder, schema, log: options.log, admin, owner })), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** For the command line: joins the server that `npm start` runs, or runs it for as long as the command takes. */
export const joinOrOpenCluster = async (options: ClusterOptions): Promise<Cluster> =>
  (options.databaseUrl ? null : await attachCluster(options)) ?? openCluster(options)

/** The bundled PostgreSQL running, with our database and its owner in it; no province yet. */
export interface OpenEmbedded {
  dataFolder: string
  /** The superuser: makes roles and nothing else. */
  admin: ConnectionSettings
  owner: ConnectionSettings
  stop(): Promise<void>
}

export const openEmbedded = async (options: EmbeddedOptions): Promise<OpenEmbedded> => {
  const server = await startEmbedded(options)
  try {
    const settings = await embeddedSettings(server.dataFolder, server)
    await ensureDatabase(settings.admin, settings.owner)
    return { dataFolder: server.dataFolder, ...settings, stop: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/**
 * Joins the embedded server that another process of this machine runs on the data folder. Null when nobody
 * runs it: then `openCluster` may.
 *
 * @throws CannotOpen UNREACHABLE when the occupant lives and its server does not answer
 */
export const attachCluster = async (
  options: Pick<ClusterOptions, 'dataFolder' | 'province' | 'log'>,
): Promise<Cluster | null> => {
  const schema = provinceSchema(options.province)
  const dataFolder = await realpath(options.dataFolder).catch(() => null)
  if (dataFolder === null) return null
  const occupant = await occupantOf(dataFolder)
  if (occupant === null) return null
  const address = await readAddress(dataFolder)
  if (address === null)
    throw new CannotOpen(
      'UNREACHABLE',
      `Process ${occupant.pid} holds the data folder ${dataFolder} since ${occupant.since} and its database is not ` +
        'up yet. Wait for its line "ready", then try again.',
    )
  const { admin, owner } = await embeddedSettings(dataFolder, address)
  await mustAnswer(admin)
  return {
    ...(await openProvince({ dataFolder, schema, log: options.log, admin, owner })),
    stop: async () => {},
  }
}

/** The superuser of the embedded server that runs on the data folder now; null when none does. */
export const adminOf = async (dataFolder: string): Promise<ConnectionSettings | null> => {
  const folder = await realpath(dataFolder).catch(() => null)
  if (folder === null || (await occupantOf(folder)) === null) return null
  const address = await readAddress(folder)
  return address === null ? null : (await embeddedSettings(folder, address)).admin
}

const OWNER = 'motcua'
const DATABASE = 'motcua'

const embeddedSettings = async (
  dataFolder: string,
  { host, port }: { host: string; port: number },
): Promise<{ admin: ConnectionSettings; owner: ConnectionSettings }> => {
  const base = { host, port, database: DATABASE, ssl: false, options: '', application_name: 'motcua' }
  return {
    admin: { ...base, user: SUPERUSER, password: await secret(dataFolder, SUPERUSER) },
    owner: { ...base, user: OWNER, password: await secret(dataFolder, OWNER) },
  }
}

/** The owner is an ordinary role, as on a given server: what a migration may do here it may do there. */
const ensureDatabase = async (admin: ConnectionSettings, owner: ConnectionSettings): Promise<void> => {
  await connected({ ...admin, database: SUPERUSER }, async (client) => {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $2) as database`,
      [owner.user, owner.database],
    )
    if (!rows[0]!.role)
      await client.query(`create role ${owner.user} login password '${scramVerifier(owner.password ?? '')}'`)
    if (!rows[0]!.database) await client.query(`create database ${owner.database} owner ${owner.user}`)
  })
}

const openGiven = async (options: ClusterOptions, schema: string, url: string): Promise<Cluster> => {
  const owner = settingsFromUrl(url)
  const { dataFolder, log } = options
  await mustAnswer(owner)
  return { ...(await openProvince({ dataFolder, schema, log, admin: owner, owner })), stop: async () => {} }
}

interface ProvinceToOpen {
  dataFolder: string
  schema: string
  admin: ConnectionSettings
  owner: ConnectionSettings
  log: Log
}

const openProvince = async ({
  dataFolder,
  schema,
  admin,
  owner,
  log,
}: ProvinceToOpen): Promise<Omit<Cluster, 'stop'>> => {
  const passwords = {
    app: await secret(dataFolder, appRole(schema)),
    loader: await secret(dataFolder, loaderRole(schema)),
  }
  const province = await ensureProvince({ admin, owner, schema, passwords, log })
  await ensureSignIn(admin, province.app, log)
  // Of the bundled server somebody else is superuser; on a given one its owner is all there is.
  await writeServing(dataFolder, schema, province.app, admin === owner)
  if (province.loader === null) return { ...province, admin }
  try {
    await ensureSignIn(admin, province.loader, log)
    return { ...province, admin }
  } catch (error) {
    // An administrator made it, with a password of their own.
    if (!(error instanceof CannotOpen)) throw error
    log('warn', { event: 'loader-cannot-sign-in', code: province.loader.user })
    return { ...province, loader: null, admin }
  }
}

/** Says that a server does not let us in, and why, without its password. */
const mustAnswer = (settings: ConnectionSettings): Promise<void> =>
  connected(settings, async () => {}).catch((cause: unknown) => {
    throw new CannotOpen(
      'UNREACHABLE',
      `The database does not let us in: ${(cause as Error).message}.`,
      cause,
    )
  })
