import { maySee, mightSee, type Officer } from '#identity/index.ts'
import type { Database } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { isUuid } from '#platform/ids.ts'
import type { Bus } from '#platform/live/bus.ts'
import { describeError, type Log } from '#platform/log.ts'
import type { Dossier } from './rules/dossier.ts'

/**
 * What changes while an officer looks on. Word comes with the commit, through the bus; and as a process may end between its
 * commit and its word, every few seconds what happened lately is read as well. Ids only: whoever hears of a change asks for
 * the dossier or the list again, and is shown what she may see.
 */

/** A dossier as it stands after an act, and who takes part in it. */
export interface Change {
  dossierId: string
  version: number
  authorities: readonly string[]
  units: readonly string[]
}

/** `EVERYTHING`: something changed that has no name here, and all is to be asked for again. */
export type Heard = Change | 'EVERYTHING'

/**
 * What an officer hears of a change; null: nothing. A word does not say of which procedure its dossier is, so whoever may see
 * those of some procedures only hears that there is something, and of which dossier only from the lists that she asks for.
 */
export const heardBy = (officer: Officer, change: Change): Heard | null => {
  if (maySee(officer, change)) return change
  return mightSee(officer, change) ? 'EVERYTHING' : null
}

export interface Live {
  /** To be called on a word of the bus. */
  onWord(change: Change): void
  /** Follows what an officer may see, until the answer is called. */
  follow(officer: () => Officer, hear: (heard: Heard) => void): () => void
  /** How many follow, in this process. */
  followers(): number
  close(): void
}

/** Where words do not arrive, changes are a second late at most; where they do, only those of a process that has ended. */
const LOOK_MS = 1_000
const LOOK_WHILE_HEARING_MS = 10_000
// A statement waits 1.5 s at most, an act has some ten of them.
const LOOK_BACK_SECONDS = 20
// A decision that moves a thousand due dates: one word for all of them.
const MOST = 100

const lately = statement<{ id: string; version: number; authorities: string[]; units: string[] }>(
  'changed-lately',
  // The newest first: where there are more than are read, what came since the last look is among those that are.
  `select d.id, d.version, d.authorities, d.units
   from (select e.dossier_id, max(e.at) as at from dossier_event e
     where e.at > now() - interval '${LOOK_BACK_SECONDS} seconds' group by e.dossier_id) e
   join dossier d on d.id = e.dossier_id
   order by e.at desc limit ${MOST + 1}`,
)

interface Follower {
  officer: () => Officer
  hear: (heard: Heard) => void
}

export const openLive = (database: Database, isHearing: Bus<Change>['isHearing'], log: Log): Live => {
  const followers = new Set<Follower>()
  const told = new Told()
  let lookedAt = 0
  let looking = false

  const spread = (change: Change): void => {
    if (!told.isNews(change)) return
    told.note(change)
    for (const { officer, hear } of followers) {
      const heard = heardBy(officer(), change)
      if (heard !== null) hear(heard)
    }
  }

  const changedLately = async (authority: string): Promise<Change[]> =>
    (await database.as({ actor: 'system', authority }, (tx) => tx.run(lately, []))).map(({ id, ...row }) => ({
      dossierId: id,
      ...row,
    }))

  // One dossier may be shared by many authorities: nothing is noted as told before all of them were looked at.
  const tell = (found: ReadonlyMap<string, readonly Change[]>): void => {
    const crowded = new Map(
      [...found].filter(([, changes]) => changes.length > MOST && changes.some(told.isNews)),
    )
    for (const { officer, hear } of followers) if (crowded.has(officer().authorityId)) hear('EVERYTHING')
    for (const changes of found.values()) if (changes.length <= MOST) changes.forEach(spread)
    for (const changes of crowded.values()) changes.filter(told.isNews).forEach(told.note)
  }

  const look = async (): Promise<void> => {
    const now = performance.now()
    if (looking || followers.size === 0 || (isHearing() && now - lookedAt < LOOK_WHILE_HEARING_MS)) return
    looking = true
    lookedAt = now
    try {
      const found = new Map<string, Change[]>()
      for (const authority of new Set([...followers].map(({ officer }) => officer().authorityId)))
        found.set(authority, await changedLately(authority))
      tell(found)
    } catch (error) {
      log('warn', { event: 'live.cannot-look', error: describeError(error) })
    } finally {
      looking = false
    }
  }

  const timer = setInterval(look, LOOK_MS).unref()
  return {
    onWord: spread,
    follow: (officer, hear) => {
      const follower = { officer, hear }
      followers.add(follower)
      return () => followers.delete(follower)
    },
    followers: () => followers.size,
    close: () => clearInterval(timer),
  }
}

/** The newest version that was told of each dossier; those of the last minutes, so that nobody hears of one twice. */
class Told {
  readonly #versions = new Map<string, number>()

  readonly isNews = ({ dossierId, version }: Change): boolean =>
    (this.#versions.get(dossierId) ?? 0) < version

  readonly note = ({ dossierId, version }: Change): void => {
    this.#versions.delete(dossierId)
    this.#versions.set(dossierId, version)
    if (this.#versions.size <= KEPT) return
    const [oldest] = this.#versions.keys()
    if (oldest !== undefined) this.#versions.delete(oldest)
  }
}

// A thousand acts a second for twenty seconds.
const KEPT = 20_000

/** Whether somebody else's word is one of ours. */
export const isChange = (value: unknown): value is Change => {
  if (typeof value !== 'object' || value === null) return false
  const { dossierId, version, authorities, units } = value as Record<keyof Change, unknown>
  return (
    isId(dossierId) &&
    Number.isSafeInteger(version) &&
    Number(version) >= 1 &&
    areIds(authorities) &&
    areIds(units)
  )
}

const isId = (value: unknown): boolean => typeof value === 'string' && isUuid(value)
const areIds = (value: unknown): boolean => Array.isArray(value) && value.every(isId)

export const changeOf = ({ id, version, authorities, units }: Dossier): Change => ({
  dossierId: id,
  version,
  authorities,
  units,
})
