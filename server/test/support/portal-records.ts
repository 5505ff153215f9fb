import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Real records of the national portal, which do not travel with the project: beside it, or where the variable says. */
const FILE =
  process.env.MOTCUA_PORTAL_RECORDS ??
  fileURLToPath(new URL('../../../../shared/data/procedures-national-portal.json', import.meta.url))

export interface PortalRecords {
  file: string
  text: string
  records: readonly Readonly<Record<string, unknown>>[]
}

/** Null where they are not; whoever asks says so. */
export const portalRecords = (): PortalRecords | null => {
  if (!existsSync(FILE)) return null
  const text = readFileSync(FILE, 'utf8')
  return { file: FILE, text, records: JSON.parse(text) }
}

/** The name of a test on them, which tells when it tries nothing. */
export const onRecords = (found: PortalRecords | null, name: string): string =>
  found ? name : `NOT TRIED, the records are not at ${FILE} (MOTCUA_PORTAL_RECORDS): ${name}`
