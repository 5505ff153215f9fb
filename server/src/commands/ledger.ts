import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { exportLedger, proveRow, rotateKey } from '#audit/index.ts'
import type { Database } from '#platform/db/database.ts'
import { isUuid } from '#platform/ids.ts'
import { silent } from '#platform/log.ts'
import { openSealerOf } from '#platform/sealing-keys.ts'
import { type Call, type Command, notOneFile } from './command.ts'
import { asLoader, withLoaderDatabase } from './transaction.ts'
import { inBoth } from './words.ts'

/** The ledger for whoever checks it: all of it in a file, a proof for one row, a new key. `ledger verify` is a program of its own. */

const EXIT = `Exit code 0: done. 1: it failed. 2: not understood. 3: the database or the machine is not as it must be.
`

const EXPORT_HELP = `motcua ledger export FILE

Writes every line of the ledger (sổ kiểm toán) with its place and its leaf to FILE, one JSON object a line:
{"position", "rowId", "leaf", "row"}. A row without a place has position null: it waits for the next checkpoint. The file must not
be there yet. It holds ids and acts, and no names; keep it as you keep the office's records.

${EXIT}`

export const exportTheLedger: Command = {
  words: 'ledger export',
  takes: 'FILE',
  help: EXPORT_HELP,
  run: async ({ args, open }) => {
    const [path, ...surplus] = args
    if (path === undefined || surplus.length > 0) return notOneFile('ledger export', EXPORT_HELP)
    const file = await openFile(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => error)
    if (file instanceof Error) {
      const code = file.code ?? file.message
      const why = WHY_NOT_WRITTEN[code] ?? 'command.file-not-allowed'
      process.stderr.write(`${inBoth(why, { file: path, code }).join('\n')}\n`)
      return 1
    }
    const out = createWriteStream(path, { fd: file, autoClose: true })
    const lines = await asLoader(open, async (client) => {
      await client.query('set transaction isolation level repeatable read, read only')
      return exportLedger(client, async (line) => {
        if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain')
      })
    })
    out.end()
    await finished(out)
    process.stdout.write(`${inBoth('command.ledger-exported', { lines, file: path }).join('\n')}\n`)
    return 0
  },
}

const WHY_NOT_WRITTEN: Readonly<Record<string, 'command.file-is-there' | 'command.folder-not-there'>> = {
  EEXIST: 'command.file-is-there',
  ENOENT: 'command.folder-not-there',
}

const PROVE_HELP = `motcua ledger prove ROW-ID

Prints, as JSON, a line of the ledger, its place, the hashes that lead from it to the root, and the signed checkpoint of that root.
motcua ledger verify --proof FILE --key FILE checks it, without this office.

${EXIT}`

export const proveLedgerRow: Command = {
  words: 'ledger prove',
  takes: 'ROW-ID',
  help: PROVE_HELP,
  run: async ({ args, open }) => {
    const [id, ...surplus] = args
    if (id === undefined || surplus.length > 0 || !isUuid(id)) {
      process.stderr.write(`${inBoth('command.takes-one-row').join('\n')}\n\n${PROVE_HELP}`)
      return 2
    }
    const proof = await withDatabase(open, (database) => proveRow(database, id))
    if (!proof) {
      process.stderr.write(`${inBoth('command.no-such-row', { id }).join('\n')}\n`)
      return 1
    }
    process.stdout.write(`${JSON.stringify(proof, null, 2)}\n`)
    return 0
  },
}

const ROTATE_HELP = `motcua ledger new-key

Makes a new key that signs checkpoints from the next one on, and signs it with the one before it, so that whoever trusts the former can
trust it. Prints its public line. Do it when a person who could read the data folder leaves, or once a year.

${EXIT}`

export const newLedgerKey: Command = {
  words: 'ledger new-key',
  takes: '',
  help: ROTATE_HELP,
  footing: 'WRITES',
  run: async ({ args, open, dataFolder }) => {
    if (args.length > 0) {
      process.stderr.write(ROTATE_HELP)
      return 2
    }
    const line = await withDatabase(open, async (database) => {
      const sealer = await openSealerOf(database, join(dataFolder, 'secrets'), silent)
      return database.as({ actor: 'system' }, (tx) => rotateKey(tx, sealer))
    })
    process.stdout.write(`${line}\n`)
    return 0
  },
}

// A page of leaves comes in milliseconds; a machine that is busy may take longer.
const PATIENCE_MS = 60_000

const withDatabase = <T>(open: Call['open'], work: (database: Database) => Promise<T>): Promise<T> =>
  withLoaderDatabase(open, work, { orOwner: true, patience: PATIENCE_MS })
