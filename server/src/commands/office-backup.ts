import { parseArgs } from 'node:util'
import type { RestoreRequest } from '#platform/backup/restore.ts'
import type { Repository } from '#platform/backup/store.ts'
import { type Taken, takeBackup } from '#platform/backup/take-backup.ts'
import type { Cluster } from '#platform/db/cluster.ts'
import { tell } from './backup-words.ts'
import type { Call } from './command.ts'
import { progressBar } from './progress.ts'

/** What the commands of backup share. */

/** Sealed files of papers, and of what was handed in. */
export const SEALED_FOLDERS = ['contents', 'files'] as const

export const MEGABYTE = 1024 * 1024
export const megabytes = (bytes: number): number => Math.round((bytes / MEGABYTE) * 10) / 10
export const seconds = (ms: number): number => Math.round(ms / 100) / 10

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options']

/** One folder and options; null when it is anything else. */
export const folderAnd = <O extends NonNullable<Options>>(args: readonly string[], options: O) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    })
    const [folder] = positionals
    return folder === undefined || positionals.length > 1 ? null : { folder, values }
  } catch {
    return null
  }
}

/** The newest migration that this program has. */
const lastMigration = async ({ office }: Call): Promise<string> => {
  const last = (await office.migrations()).at(-1)
  if (!last) throw new Error('the program has no migrations')
  return last
}

/** A backup of the office as it is now. @throws BackupFailure */
export const backedUp = async (call: Call, repository: Repository, { admin }: Cluster): Promise<Taken> => {
  const { office, dataFolder } = call
  return takeBackup({
    repository,
    dataFolder,
    admin,
    folders: SEALED_FOLDERS,
    program: office.program,
    schema: office.schema,
    embedded: office.embedded,
    migration: await lastMigration(call),
    progress: partsTold((part) => `backup.part-${part}` as const),
  })
}

/** A bar for what has an end; each part is said in both languages when it begins. */
export const partsTold = <Part extends string>(
  idOf: (part: Part) => Parameters<typeof tell>[0],
): ((part: Part, done: number, all: number) => void) => {
  let part: Part | null = null
  let bar: (done: number) => void = () => {}
  return (now, done, all) => {
    if (now !== part) {
      part = now
      tell(idOf(now))
      bar =
        all > 0
          ? progressBar(all, (bytes) => `${megabytes(Math.min(bytes, all))} / ${megabytes(all)} MB`)
          : () => {}
    }
    bar(done)
  }
}

/** What a restore does, as it goes on. */
export const restoreTold = (): NonNullable<RestoreRequest['progress']> =>
  partsTold((part) => `backup.restore-${part}` as const)
