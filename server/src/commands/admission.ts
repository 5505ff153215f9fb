import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import { CannotOpen } from '#platform/db/cannot-open.ts'
import type { Cluster } from '#platform/db/cluster.ts'
import { connected } from '#platform/db/connection.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Command, Footing } from './command.ts'

/** What must hold before a command touches an office: that there is one, that it is ours to write in, that acts are taken. */

/** How a command stands to the office, with what was typed after it. */
export const footingOf = ({ footing = 'LOOKS' }: Command, args: readonly string[]): Footing =>
  typeof footing === 'string' ? footing : footing(args)

/** Typed with a command that writes, by who knows that nobody copies the office at this moment. */
const ALTHOUGH = '--although-read-only'

/** What was typed, without the word that is for all commands that write. */
export const withoutConsent = (
  footing: Footing,
  args: readonly string[],
): { args: readonly string[]; isAlthoughReadOnly: boolean } =>
  // Beside what only looks, as a dry run, it changes nothing and is no mistake.
  ['WRITES', 'MAKES', 'LOOKS'].includes(footing)
    ? { args: args.filter((arg) => arg !== ALTHOUGH), isAlthoughReadOnly: args.includes(ALTHOUGH) }
    : { args, isAlthoughReadOnly: false }

export interface Premises {
  dataFolder: string
  /** Whether the database is the program's own, and lies in that folder. */
  embedded: boolean
}

/** Its own database lies in the folder; of one on a given server the keys do. Looking must make neither. */
export const isOfficeThere = async ({ dataFolder, embedded }: Premises): Promise<boolean> =>
  (await stat(join(dataFolder, embedded ? 'postgres' : 'secrets')).catch(() => null)) !== null

/** @throws CannotOpen NO_OFFICE: a folder that was mistyped must not become an office, and answer as if it were the one that was meant */
export const mustBeThere = async (premises: Premises): Promise<void> => {
  if (await isOfficeThere(premises)) return
  const folder = premises.dataFolder
  throw new CannotOpen(
    'NO_OFFICE',
    `There is no office in ${folder}. Set MOTCUA_DATA to the right folder, or run npm start to make one.`,
    undefined,
    { folder },
  )
}

/** Whose folder it is, when it is not root's and root would write in it; null: there is nothing to say against it. */
export const strangerTo = async (
  dataFolder: string,
): Promise<{ uid: number; gid: number; name: string | null } | null> => {
  if (process.getuid?.() !== 0) return null
  const folder = await stat(dataFolder).catch(() => null)
  return folder === null || folder.uid === 0
    ? null
    : { uid: folder.uid, gid: folder.gid, name: await nameOf(folder.uid) }
}

const nameOf = async (uid: number): Promise<string | null> => {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return new RegExp(`^([^:\n]+):[^:]*:${uid}:`, 'm').exec(users)?.[1] ?? null
}

/** @throws CannotOpen FOLDER_OF_ANOTHER: what root writes, root alone can read, and the office stands still at its next start */
export const mustBeOurs = async (dataFolder: string): Promise<void> => {
  const owner = await strangerTo(dataFolder)
  if (owner === null) return
  const user = owner.name ?? `'#${owner.uid}'`
  throw new CannotOpen(
    'FOLDER_OF_ANOTHER',
    `The data folder ${dataFolder} belongs to ${user}, and this is root: what root writes there, ${user} cannot read. ` +
      `Run it as that user: sudo -u ${user} env MOTCUA_DATA=${dataFolder} …`,
    undefined,
    { folder: dataFolder, user },
  )
}

interface ModeRow {
  mode: string
  reason: string | null
  since: Date
  until: Date | null
}

/** @throws Refusal CONFLICT office-read-only, with the reason that was given and how to go on */
export const mustTakeActs = async ({ owner }: Pick<Cluster, 'owner'>): Promise<void> => {
  const row = await connected(owner, async (client): Promise<ModeRow | undefined> => {
    // A database that nobody has migrated yet has no mode, and nobody has closed it.
    const { rows: there } = await client.query("select to_regclass('house_mode') is not null as there")
    if (!there[0].there) return undefined
    const { rows } = await client.query<ModeRow>(
      'select mode, reason_vi as reason, since, until from house_mode',
    )
    return rows[0]
  })
  if (row?.mode !== 'READ_ONLY') return
  const moment = (at: Date) => rfc3339InHanoi(at.toISOString() as Instant)
  throw new Refusal('CONFLICT', 'office-read-only', {
    reason: row.reason,
    since: moment(row.since),
    until: row.until === null ? null : moment(row.until),
  })
}
