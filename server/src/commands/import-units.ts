import { userInfo } from 'node:os'
import { importUnits as importInto, readUnitFile, unitsRefused } from '#identity/index.ts'
import { openDatabase } from '#platform/db/database.ts'
import { type Command, notOneFile } from './command.ts'
import { readText } from './file.ts'
import { inBoth } from './words.ts'

/** Everything that may stand in a file. */
export const EXAMPLE = `code,name,level,parent,valid_from,valid_to,successors
27,Tỉnh Bắc Ninh,PROVINCE,,1997-01-01,2025-07-01,24
259,Thị xã Quế Võ,DISTRICT,27,2023-04-10,2025-07-01,
09262,Phường Bằng An,COMMUNE,259,2023-04-10,2025-07-01,09247
24,Tỉnh Bắc Ninh,PROVINCE,,2025-07-01,,
09247,Phường Quế Võ,COMMUNE,24,2025-07-01,,
`

const HELP = `motcua import units FILE

Reads places (đơn vị hành chính) of today and of the past into the province's tree. A place is known again by its code and
the day since when it is what it is; what a row says of it takes the place of what was stored. The same file again changes
nothing. All rows are written, or none.

FILE is a table as text in UTF-8 (CSV), separated by commas, semicolons or tabs, with the names of its columns first:

${EXAMPLE}
  code        of the General Statistics Office; as text, so that no leading zero is lost
  level       PROVINCE, DISTRICT (until 2025-06-30) or COMMUNE
  parent      code of the place above it, which must be there for as long as it; empty for a province. A place that comes
              under another begins anew: one row until that day, another from it on
  valid_from  the first day, 2025-07-01
  valid_to    the first day on which it is no more; empty or left out: it is still there
  successors  codes of those who continue it from valid_to on, with spaces between; several when it was divided

Exit code 0: written, or unchanged. 1: refused, with the place of every mistake, and nothing was written. 2: not understood.
3: the database or the machine is not as it must be.
`

export const importUnits: Command = {
  words: 'import units',
  takes: 'FILE',
  help: HELP,
  footing: 'WRITES',
  run: async ({ args, open }) => {
    const [path, ...surplus] = args
    if (path === undefined || path.startsWith('-') || surplus.length > 0)
      return notOneFile('import units', HELP)
    const { rows, problems } = readUnitFile(await readText(path))
    if (problems.length > 0) throw unitsRefused(problems)
    // As the ledger and row-level security take a name: some systems have spaces in theirs.
    const importedBy = userInfo().username.replace(/[^\w.@-]/g, '-')
    const cluster = await open()
    try {
      const database = openDatabase({
        // A server that was given may let no role be the loader; its owner may write the places all the same.
        connection: cluster.loader ?? cluster.owner,
        size: 1,
        patience: PATIENCE_MS,
      })
      try {
        const counts = await database.as({ actor: importedBy }, (tx) => importInto(tx, rows, importedBy))
        process.stdout.write(`${inBoth('command.units-imported', { ...counts }).join('\n')}\n`)
      } finally {
        await database.close()
      }
    } finally {
      await cluster.stop()
    }
    return 0
  },
}

// Another import, or a decision that is being published, may take this long.
const PATIENCE_MS = 120_000
