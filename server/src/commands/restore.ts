import { resolve } from 'node:path'
import { shelfOf } from '#platform/backup/lists.ts'
import { type RestoreRequest, restore, type Target } from '#platform/backup/restore.ts'
import { openRepository } from '#platform/backup/store.ts'
import { typedKey } from './backup-key.ts'
import { onDisks, tellOfShelf } from './backup-trouble.ts'
import { saidInBoth } from './backup-words.ts'
import { type Command, type ExitCode, notUnderstood } from './command.ts'
import { folderAnd, megabytes, restoreTold, seconds } from './office-backup.ts'

const HELP = `motcua restore DIR --into DATAFOLDER [--at TIME | --backup ID | --as-far-as-it-goes] [--key-file FILE]
               [--programs FOLDER] [--json]

Restores an office from the folder of its backups into a new data folder, with the printed key and nothing else. Without a
time or a backup: everything that is in DIR. DIR is only read. MOTCUA_DATA=DATAFOLDER npm start then serves it.

  --at TIME        as it was at that instant, such as 2026-11-27T14:05:00+07:00. Needs backup --follow to have run
  --backup ID      as that backup ended; motcua backup --list DIR names them
  --as-far-as-it-goes  everything before the part of the log that is missing, where a restore of all was refused for it
  --key-file FILE  the rows of the sheet in a file; else they are asked for on standard input
  --programs FOLDER  where the PostgreSQL of a given server lies, if it is not found: the folder that holds bin
  --json           for programs: one object

Refused, and nothing is left in DATAFOLDER, when that folder is not empty, the key is another one, a piece is damaged or missing
(it is named), a part of the log is missing though more was kept behind it, or the backup was made by a newer program.

Exit code 0: restored. 1: refused or failed. 2: not understood. 3: the machine is not as it must be.
`

export const restoreOffice: Command = {
  words: 'restore',
  takes: 'DIR --into DATAFOLDER [--at TIME | --backup ID]',
  help: HELP,
  footing: 'APART',
  run: async ({ args, office }): Promise<ExitCode> => {
    const wanted = folderAnd(args, {
      into: { type: 'string' },
      at: { type: 'string' },
      backup: { type: 'string' },
      'as-far-as-it-goes': { type: 'boolean', default: false },
      'key-file': { type: 'string' },
      programs: { type: 'string' },
      json: { type: 'boolean', default: false },
    })
    const target = wanted && targetOf(wanted.values)
    if (!wanted || !target || wanted.values.into === undefined) return notUnderstood('restore', HELP)
    const repository = await openRepository(resolve(wanted.folder))
    tellOfShelf(await shelfOf(repository))
    const key = await typedKey(wanted.values['key-file'])
    const into = resolve(wanted.values.into)
    const began = performance.now()
    const request: RestoreRequest = {
      ...{ repository, key, into, target },
      programs: wanted.values.programs,
      log: office.log,
      migrations: await office.migrations(),
      progress: restoreTold(),
    }
    const restored = await onDisks('restore', [into], () => restore(request))
    const { head, files, bytes, verified, segments, missing, ms } = restored
    const until = restored.until ?? head.ended
    const figures = {
      backup: head.id,
      into,
      files,
      verified,
      segments,
      megabytes: megabytes(bytes),
      seconds: seconds(performance.now() - began),
      recovery: seconds(ms.recovery),
    }
    process.stdout.write(
      wanted.values.json
        ? `${JSON.stringify({ ...figures, until, missing, ms })}\n`
        : [
            ...saidInBoth('backup.restored', figures),
            ...saidInBoth('backup.restored-until', { until }),
            ...(missing === null ? [] : saidInBoth('backup.restored-gap', { file: missing })),
            ...saidInBoth(head.embedded ? 'backup.restored-next' : 'backup.restored-next-given', {
              into: quotedForShell(into),
              major: Math.floor(head.serverVersion / 10_000),
            }),
            '',
          ].join('\n'),
    )
    return 0
  },
}

/** As one word of a shell, whatever the folder is called. */
export const quotedForShell = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

/** Null: more than one, or a time that cannot be read for certain. */
const targetOf = ({
  at,
  backup,
  'as-far-as-it-goes': asFarAsItGoes,
}: {
  at?: string | undefined
  backup?: string | undefined
  'as-far-as-it-goes': boolean
}): Target | null => {
  if (Number(at !== undefined) + Number(backup !== undefined) + Number(asFarAsItGoes) > 1) return null
  if (backup !== undefined) return { kind: 'backup', id: backup }
  if (at === undefined) return { kind: 'latest', asFarAsItGoes }
  // Without its offset an hour may be Hanoi's or the server's.
  const isWhole = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(at)
  const ms = Date.parse(at.replace(' ', 'T'))
  return isWhole && !Number.isNaN(ms) ? { kind: 'at', at: new Date(ms).toISOString() } : null
}
