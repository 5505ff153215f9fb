import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { KEEPER, ledgerRoot } from '#audit/index.ts'
import { type ContentAddress, openContentStore, openFileStore } from '#documents/index.ts'
import { type ConnectionSettings, connected } from '#platform/db/connection.ts'
import { openDatabase } from '#platform/db/database.ts'
import { loadSealer, SealError, type Sealer } from '#platform/seal.ts'

/** How many a drill compared, and what of it is not as it must be; differences by id, never by what they hold. */
export interface Comparison {
  compared: number
  differences: readonly string[]
}

export interface RestoredOffice {
  /** The restored database, past row-level security. */
  settings: ConnectionSettings
  schema: string
  dataFolder: string
}

/**
 * What only the rooms know of a restored office: every paper has the bytes whose hash its row holds, and everything handed in
 * has those by whose hash it is called, opened by the keys that came with the backup; and the tree over the ledger, reckoned anew
 * from its leaves, has the root that the last checkpoint signed.
 */
export const officeComparisons = async (
  office: RestoredOffice,
): Promise<Record<'papers' | 'contents' | 'ledger', Comparison>> => {
  const { settings, schema, dataFolder } = office
  const sealer = await keysIn(dataFolder)
  const files = sealer && (await openFileStore(join(dataFolder, 'files'), sealer))
  const contents = sealer && (await openContentStore(join(dataFolder, 'contents'), sealer))
  const inSchema = { ...settings, options: `-c search_path=${schema}` }
  return {
    papers: await compared(inSchema, PAPERS, async ({ name, hash }) => {
      const bytes = await files?.get(name)
      return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === hash
    }),
    contents: await compared(inSchema, CONTENTS, async ({ name }) => {
      return (await contents?.get(name as ContentAddress)) !== undefined
    }),
    ledger: await sealed(inSchema),
  }
}

const sealed = async (settings: ConnectionSettings): Promise<Comparison> => {
  const database = openDatabase({ connection: settings, size: 1, patience: 60_000 })
  try {
    const { size, root, signed } = await database.as(KEEPER, ledgerRoot)
    const isAsSigned = signed === null || (signed.size === size && signed.root === root)
    return { compared: size, differences: isAsSigned ? [] : [`root ${root}`] }
  } finally {
    await database.close()
  }
}

/** Null: there are none. An office that was never served has sealed nothing; one that was then differs in all it names. */
const keysIn = (dataFolder: string): Promise<Sealer | null> =>
  loadSealer(join(dataFolder, 'secrets'), { create: false }).catch((error: unknown) => {
    if (error instanceof SealError && error.code === 'KEY_FILE_MISSING') return null
    throw error
  })

interface Named {
  name: string
  hash: string
}

// By pages: a million names need not be in memory together.
const PAPERS = `select id::text as name, file_sha256 as hash from artefact
  where file_sha256 is not null and ($1 = '' or id > nullif($1, '')::uuid) order by id limit 5000`
const CONTENTS = `select distinct address as name, '' as hash from dossier_file
  where address is not null and address > $1 order by address limit 5000`

const compared = (
  settings: ConnectionSettings,
  page: string,
  isAsNamed: (named: Named) => Promise<boolean>,
): Promise<Comparison> =>
  connected(settings, async (client) => {
    const found = { compared: 0, differences: [] as string[] }
    for (let after = ''; ; ) {
      const { rows } = await client.query<Named>(page, [after])
      for (const row of rows) {
        found.compared += 1
        if (!(await isAsNamed(row).catch(() => false))) found.differences.push(row.name)
      }
      const last = rows.at(-1)
      if (!last) return found
      after = last.name
    }
  })
