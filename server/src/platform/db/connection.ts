import type { ConnectionOptions } from 'node:tls'
import pg from 'pg'
import { CannotOpen } from './cannot-open.ts'

/** How to connect as one role; fits `pg.Client` and `pg.Pool`. */
export interface ConnectionSettings {
  /** A host, or the folder of a Unix socket. */
  host: string
  port: number
  user: string
  password?: string
  database: string
  ssl: boolean | ConnectionOptions
  /** Settings that the connection opens with: `-c search_path=…`. */
  options: string
  application_name: string
}

/** The settings of a connection as startup options; a space or a backslash in a value is escaped. */
export const startupOptions = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
    .join(' ')

// What has no scheme `pg` takes for the name of a database, on a host that nobody knows.
const OF_POSTGRES = /^(postgres|postgresql|socket):/i

/**
 * Takes a PostgreSQL URL apart as `pg` itself reads it, so that other roles can use the same address.
 * @throws CannotOpen BAD_DATABASE_URL
 */
export const settingsFromUrl = (url: string): ConnectionSettings => {
  try {
    if (!OF_POSTGRES.test(url)) throw new Error('it names no scheme of PostgreSQL')
    const client = new pg.Client({ connectionString: url }) as pg.Client & {
      password: string | null
      ssl: boolean | ConnectionOptions
    }
    return {
      host: client.host,
      port: client.port,
      user: client.user!,
      ...(client.password && { password: client.password }),
      database: client.database!,
      ssl: client.ssl,
      options: '',
      application_name: 'motcua',
    }
  } catch (cause) {
    throw new CannotOpen(
      'BAD_DATABASE_URL',
      'DATABASE_URL is not an address of PostgreSQL; it reads postgres://user:password@host:5432/database.',
      cause,
    )
  }
}

const CONNECTION_TIMEOUT_MS = 15_000

/** One connection for one piece of work, ended whatever happens. */
export const connected = async <T>(
  settings: ConnectionSettings,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: CONNECTION_TIMEOUT_MS })
  // A link that breaks between two queries is told to the next query; unheard here it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** PostgreSQL's five-letter code of an error, or Node's of a broken link; empty when it has none. */
export const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/**
 * What two processes that set up the same thing at once are told: already there, or somebody touched the same
 * row of the catalogue. 55006: the template database is busy. XX000 comes with "tuple concurrently updated".
 */
const isSettledByRetry = (error: unknown): boolean =>
  ['23505', '42710', '42P06', '42P07', '40001', '40P01', '55006'].includes(codeOf(error)) ||
  (error instanceof Error && error.message.startsWith('tuple concurrently '))

/** Repeats work that is safe to repeat until nobody gets in its way. */
export const settled = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= 12 || !isSettledByRetry(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, attempt * 10 * (0.5 + Math.random())))
    }
  }
}
