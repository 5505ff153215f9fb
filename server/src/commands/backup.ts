import { resolve } from 'node:path'
import { BackupFailure } from '#platform/backup/failure.ts'
import { follow } from '#platform/backup/follow.ts'
import { type Head, shelfOf } from '#platform/backup/lists.ts'
import { escrowedKey, knownLife, lifeOf } from '#platform/backup/office.ts'
import { prune, readKeep } from '#platform/backup/retention.ts'
import { openOrMakeRepository, openRepository } from '#platform/backup/store.ts'
import { reachOf } from '#platform/backup/wal.ts'
import { onDisks, tellOddities, tellOfShelf } from './backup-trouble.ts'
import { momentText, saidInBoth, tell } from './backup-words.ts'
import { type Call, type Command, type ExitCode, notUnderstood } from './command.ts'
import { backedUp, folderAnd, megabytes, SEALED_FOLDERS, seconds } from './office-backup.ts'

const HELP = `motcua backup DIR [--keep 7d4w12m] [--json]
motcua backup --follow DIR
motcua backup --list DIR [--json]

Copies the whole office into the folder DIR: database, files, and the keys of the office, sealed to the backup key. What was
copied before is not copied again. May run while the office works, beside npm start or a given server.

  --keep 7d4w12m   afterwards keeps the newest of each of 7 days, 4 weeks and 12 months, and takes away the others
  --follow         goes on until it is stopped, and keeps every change within seconds: with it the loss of a disk costs
                   seconds, and the office can be restored as it was at any instant. Runs beside the daily backups
  --list           the backups that are whole, oldest first, and how far --follow has come. Needs no key. What stands behind # is
                   the life of the data folder that made it: each restore begins another; * is this office's
  --json           for programs: one object; of --list one a line

DIR belongs on another disk, better another machine. Before the first: motcua backup-key new, motcua backup-key confirm.

Exit code 0: done. 1: refused or failed; what was there before is as it was. 2: not understood. 3: the database or the machine
is not as it must be.
`

export const backup: Command = {
  words: 'backup',
  takes: 'DIR [--keep 7d4w12m] | --follow DIR | --list DIR',
  help: HELP,
  footing: (args) => (args.includes('--list') ? 'APART' : 'LOOKS'),
  run: async (call): Promise<ExitCode> => {
    const wanted = folderAnd(call.args, {
      keep: { type: 'string' },
      follow: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    })
    if (!wanted) return notUnderstood('backup', HELP)
    const { list, json, follow: isFollowing } = wanted.values
    const keep = wanted.values.keep === undefined ? undefined : readKeep(wanted.values.keep)
    if (keep === null || (list && isFollowing) || ((list || isFollowing) && keep))
      return notUnderstood('backup', HELP)
    const folder = resolve(wanted.folder)
    if (list) return listed(call, folder, json)
    return isFollowing
      ? onDisks('follower', [folder, call.dataFolder], () => following(call, folder))
      : onDisks('backup', [folder, call.dataFolder], () => taken(call, folder, keep, json))
  },
}

const taken = async (
  call: Call,
  folder: string,
  keep: ReturnType<typeof readKeep> | undefined,
  json: boolean,
): Promise<ExitCode> => {
  const { office, dataFolder } = call
  const { fingerprint } = await escrowedKey(dataFolder)
  const repository = await openOrMakeRepository(folder, fingerprint)
  const cluster = await office.open()
  const began = performance.now()
  try {
    const { head, readBytes, oddities } = await backedUp(call, repository, cluster)
    tellOddities(oddities)
    const pruned = keep ? await prune(repository, keep) : null
    const figures = {
      backup: head.id,
      files: head.database.files + head.files.files,
      megabytes: megabytes(head.database.bytes + head.files.bytes),
      stored: megabytes(head.stored.bytes),
      seconds: seconds(performance.now() - began),
      removed: pruned?.removed.length ?? 0,
    }
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...figures, readBytes, storedBytes: head.stored.bytes, pruned, ...oddities })}\n`
        : `${saidInBoth('backup.taken', figures).join('\n')}\n`,
    )
    return 0
  } finally {
    await cluster.stop()
  }
}

const following = async ({ office, dataFolder }: Call, folder: string): Promise<ExitCode> => {
  const { fingerprint } = await escrowedKey(dataFolder)
  const repository = await openOrMakeRepository(folder, fingerprint)
  const shelf = await shelfOf(repository)
  tellOfShelf(shelf)
  const newest = shelf.heads.at(-1)
  if (newest && newest.life !== (await lifeOf(dataFolder)))
    tell('backup.warn-other-life', { backup: newest.id })
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
  if ((await office.admin()) === null) tell('backup.waits-for-office')
  let isTold = false
  await follow({
    repository,
    dataFolder,
    admin: office.admin,
    folders: SEALED_FOLDERS,
    log: office.log,
    stop: stop.signal,
    progress: (_lsn, at) => {
      if (isTold) return
      isTold = true
      process.stdout.write(`${saidInBoth('backup.follows', { folder, at }).join('\n')}\nready\n`)
    },
  })
  return 0
}

const listed = async ({ dataFolder }: Call, folder: string, json: boolean): Promise<ExitCode> => {
  const repository = await openRepository(folder)
  const shelf = await shelfOf(repository)
  const { heads: all } = shelf
  tellOfShelf(shelf)
  const last = all.at(-1)
  if (!last && !json) throw new BackupFailure('backup-none', { folder })
  if (json) {
    for (const head of all) process.stdout.write(`${JSON.stringify(head)}\n`)
    return 0
  }
  const life = await knownLife(dataFolder)
  const lines = all.map((head) => row(head, head.life === life))
  if (all.some((head) => head.life !== (life ?? last!.life))) lines.push(...saidInBoth('backup.list-lives'))
  const { covered, missing } = await reachOf(repository, last!)
  if (missing !== null) tell('backup.list-gap', { file: missing, backup: last!.id })
  else if (covered && covered.at > last!.ended)
    lines.push(...saidInBoth('backup.list-covered', { at: covered.at }))
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}

const row = ({ id, ended, database, files, stored, serverVersion, life }: Head, isOurs: boolean): string =>
  [
    id,
    momentText(ended),
    `${megabytes(database.bytes + files.bytes)} MB`.padStart(12),
    `+${megabytes(stored.bytes)} MB`.padStart(12),
    `PostgreSQL ${Math.floor(serverVersion / 10_000)}`,
    `#${life.slice(0, 6)}${isOurs ? ' *' : ''}`,
  ].join('  ')
