import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '#platform/durable.ts'
import { CannotOpen } from './cannot-open.ts'
import type { ConnectionSettings } from './connection.ts'
import { appRole, provinceSchema } from './roles.ts'
import { secret } from './secrets.ts'

/**
 * How a process that only serves finds the database: where it is, and the serving role. Written by whoever opened the
 * database as its owner; read by processes that never hold more than this. The password stays among the secrets.
 */
const fileOf = (dataFolder: string, schema: string): string => join(dataFolder, `serving-${schema}.json`)

export const writeServing = async (
  dataFolder: string,
  schema: string,
  app: ConnectionSettings,
  isGiven: boolean,
): Promise<void> => {
  const { password: _kept, ...place } = app
  const lastServed = await readLastServed(dataFolder, schema)
  await write(dataFolder, schema, { ...place, isGiven, ...(lastServed && { lastServed }) })
}

const write = (dataFolder: string, schema: string, value: object): Promise<void> =>
  replaceFile(fileOf(dataFolder, schema), `${JSON.stringify(value, null, 2)}\n`)

/** What the process that began to serve last was told: another shell, from which the office is looked over, may know otherwise. */
export interface LastServed {
  publicUrl: string
  /** Where it listens. */
  host: string
  secondFactor: 'required' | 'offered'
}

/** Null: none has noted it, or it cannot be read. */
export const readLastServed = async (dataFolder: string, schema: string): Promise<LastServed | null> => {
  try {
    const { lastServed } = JSON.parse(await readFile(fileOf(dataFolder, schema), 'utf8')) as {
      lastServed?: LastServed
    }
    return lastServed ?? null
  } catch {
    return null
  }
}

/** For who looks the office over; a process that may not write there serves all the same. */
export const noteLastServed = async (
  dataFolder: string,
  schema: string,
  lastServed: LastServed,
): Promise<void> => {
  try {
    const there = JSON.parse(await readFile(fileOf(dataFolder, schema), 'utf8')) as object
    await write(dataFolder, schema, { ...there, lastServed })
  } catch {
    // A convenience, and no more.
  }
}

/** @throws CannotOpen UNREACHABLE when nobody has opened this province from this data folder yet */
export const readServing = async (
  dataFolder: string,
  province: string,
): Promise<{ connection: ConnectionSettings; isGiven: boolean }> => {
  const schema = provinceSchema(province)
  const text = await readFile(fileOf(dataFolder, schema), 'utf8').catch((cause: unknown) => {
    throw new CannotOpen(
      'UNREACHABLE',
      `The data folder ${dataFolder} does not know a database for the province "${province}" yet. Run "motcua start", ` +
        'or "motcua migrate" with DATABASE_URL, then try again.',
      cause,
    )
  })
  // Written by an earlier program, it does not say: then more is asked, not less.
  const {
    isGiven = true,
    lastServed: _told,
    ...place
  } = JSON.parse(text) as ConnectionSettings & { isGiven?: boolean; lastServed?: LastServed }
  return { connection: { ...place, password: await secret(dataFolder, appRole(schema)) }, isGiven }
}
