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
): Promise<void> => {
  const { password: _kept, ...place } = app
  await replaceFile(fileOf(dataFolder, schema), `${JSON.stringify(place, null, 2)}\n`)
}

/** @throws CannotOpen UNREACHABLE when nobody has opened this province from this data folder yet */
export const readServing = async (dataFolder: string, province: string): Promise<ConnectionSettings> => {
  const schema = provinceSchema(province)
  const text = await readFile(fileOf(dataFolder, schema), 'utf8').catch((cause: unknown) => {
    throw new CannotOpen(
      'UNREACHABLE',
      `The data folder ${dataFolder} does not know a database for the province "${province}" yet. Run "motcua start", ` +
        'or "motcua migrate" with DATABASE_URL, then try again.',
      cause,
    )
  })
  const place = JSON.parse(text) as ConnectionSettings
  return { ...place, password: await secret(dataFolder, appRole(schema)) }
}
