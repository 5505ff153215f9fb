import { isIP } from 'node:net'
import type { Instant } from '#common/time.ts'
import type { Database, Identity, Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Sealer } from '#platform/seal.ts'

/**
 * Failures counted per subject: an account, an address, a dossier code, each as a keyed hash.
 *
 * Whoever is right costs no write, and yet a hundred guesses sent at once to several processes are no more than a hundred
 * sent one after the other (decision 0023): a wrong guess is counted before it is answered, and the count decides whether
 * it was one; where a guess may be one of many it takes its place in the count before anything is tried, and gives it back
 * when it was right.
 */
const WINDOW_MINUTES = 15
// Counted in bins: a whole window in one bin would grant the allowance twice around its end.
const BIN_MINUTES = 5

/** What failures are counted under: a keyed hash, so that their table names nobody. */
export const attemptSubject = (sealer: Sealer, kind: string, text: string): string =>
  `${kind}:${sealer.blindIndex('attempt', text || '-').toString('hex')}`

/** A subject of this prefix is counted for a day. */
export const FOR_A_DAY = 'day-'

// What is no address at all is counted together, so that nobody gets a network of her own by writing nonsense.
const NOWHERE = 'nowhere'

/** The network an address belongs to: one household has 2^64 addresses of IPv6, and is one. A port behind it does not count. */
export const networkOf = (address: string): string => {
  const plain = withoutPort(address)
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
  if (isIP(plain) === 0) return NOWHERE
  return plain.includes(':') ? groupsOf(plain).slice(0, 4).join(':') : plain
}

/** Some proxies write `203.0.113.7:40001` and `[2001:db8::1]:40001`. */
const withoutPort = (address: string): string => {
  const [, six, four] = /^(?:\[(.*)\]|([\d.]+))(?::\d+)?$/.exec(address) ?? []
  return six ?? four ?? address
}

/** What one provider hands out together: 256 addresses of IPv4, and of IPv6 what one customer gets (a /48). */
export const neighbourhoodOf = (address: string): string => {
  const network = networkOf(address)
  return network.includes(':')
    ? network.split(':').slice(0, 3).join(':')
    : network.split('.').slice(0, 3).join('.')
}

const groupsOf = (address: string): string[] => {
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right].map((group) =>
    Number.parseInt(group, 16).toString(16),
  )
}

/** How many failures each subject may have in a window. */
export type Limits = Readonly<Record<string, number>>

const RECENT = (row: string) =>
  `${row}.bin_starts_at > now() - case when ${row}.subject like '${FOR_A_DAY}%' then interval '1 day'
     else interval '${WINDOW_MINUTES} minutes' end`

/** SQL for the recent failures of the subjects in a parameter (`text[]`): lines of `subject failures`. */
export const recentFailures = (parameter: string): string =>
  `array(select f.subject || ' ' || f.failures from failed_attempt f
     where f.subject = any(${parameter}) and ${RECENT('f')})`

/** Attempts of this process that have begun and not ended, by subject. */
const underWay = new Map<string, number>()

// So many processes may serve one province before a right guess, in the moment before the first failure is counted, can be
// one more than the limit says.
const PROCESSES = 4

/** A place in the count, to be given back. */
export interface Place {
  subjects: readonly string[]
  binStartsAt: Instant
}

/** One attempt under its limits. */
export interface Attempt {
  /** Holds the failures that `recentFailures` gave against the limits. @throws Refusal too-many-attempts */
  mustHaveRoom(failures: readonly string[]): void
  /** Whether there is room even for whatever may be under way elsewhere: then nothing need be written. */
  isCalm(failures: readonly string[]): boolean
  /**
   * Counts one for each subject; exact, whoever else counts at the same time.
   * @throws Refusal too-many-attempts when there was no room: then the transaction must end without having counted
   */
  count(tx: Tx): Promise<Place>
}

/** Does one attempt; the others of this process know meanwhile that it is under way. */
export const attempt = async <T>(limits: Limits, work: (attempt: Attempt) => Promise<T>): Promise<T> => {
  const subjects = Object.keys(limits)
  for (const subject of subjects) underWay.set(subject, (underWay.get(subject) ?? 0) + 1)
  try {
    return await work({
      mustHaveRoom: (failures) => mustHaveRoom(limits, failures),
      isCalm: (failures) => isCalm(limits, failures),
      count: (tx) => count(tx, limits),
    })
  } finally {
    for (const subject of subjects) {
      const left = (underWay.get(subject) ?? 1) - 1
      if (left === 0) underWay.delete(subject)
      else underWay.set(subject, left)
    }
  }
}

const failuresBySubject = (failures: readonly string[]): ReadonlyMap<string, number> => {
  const failed = new Map<string, number>()
  for (const failure of failures) {
    const [subject = '', count] = failure.split(' ')
    failed.set(subject, (failed.get(subject) ?? 0) + Number(count))
  }
  return failed
}

const mustHaveRoom = (limits: Limits, failures: readonly string[]): void => {
  const failed = failuresBySubject(failures)
  const full = Object.keys(limits).find((subject) => (failed.get(subject) ?? 0) >= (limits[subject] ?? 0))
  if (full !== undefined) throw tooMany(full)
}

const isCalm = (limits: Limits, failures: readonly string[]): boolean => {
  const failed = failuresBySubject(failures)
  return Object.entries(limits).every(
    ([subject, limit]) => (failed.get(subject) ?? 0) + PROCESSES * (underWay.get(subject) ?? 0) <= limit,
  )
}

const tooMany = (subject: string) => {
  const minutes = subject.startsWith(FOR_A_DAY) ? 24 * 60 : WINDOW_MINUTES
  return new Refusal('TOO_MANY', 'too-many-attempts', { retryAfter: minutes * 60, minutes })
}

const recent = statement<{ failures: string[] }>(
  'attempts-recent',
  `select ${recentFailures('$1')} as failures`,
)

export const findFailures = async (tx: Tx, limits: Limits): Promise<string[]> =>
  (await tx.run(recent, [Object.keys(limits)]))[0]?.failures ?? []

// The row that is counted up stays locked until the commit: whoever counts at the same time waits, and then sees it. The bins
// before it do not change any more.
const add = statement<{ subject: string; bin_starts_at: Instant; failures: number }>(
  'attempts-add',
  `with added as (
     insert into failed_attempt (subject, bin_starts_at, failures)
     select s, date_bin('${BIN_MINUTES} minutes', now(), '2000-01-01'), 1 from unnest($1::text[]) as s order by s
     on conflict (subject, bin_starts_at) do update set failures = failed_attempt.failures + 1
     returning subject, bin_starts_at, failures)
   select a.subject, a.bin_starts_at, a.failures + coalesce((select sum(f.failures) from failed_attempt f
     where f.subject = a.subject and f.bin_starts_at <> a.bin_starts_at and ${RECENT('f')}), 0)::integer as failures
   from added a`,
)

const count = async (tx: Tx, limits: Limits): Promise<Place> => {
  const subjects = Object.keys(limits).sort()
  const rows = await tx.run(add, [subjects])
  const full = rows.find(({ subject, failures }) => failures > (limits[subject] ?? 0))
  if (full) throw tooMany(full.subject)
  const [first] = rows
  if (!first) throw new Error('an attempt was counted under nothing')
  return { subjects, binStartsAt: first.bin_starts_at }
}

const giveBack = statement(
  'attempts-give-back',
  `update failed_attempt f set failures = f.failures - 1
   from (select subject from failed_attempt where subject = any($1) and bin_starts_at = $2 and failures > 0
     order by subject for update) mine
   where f.subject = mine.subject and f.bin_starts_at = $2`,
)

/** Whoever was right has not failed. */
export const givePlaceBack = async (tx: Tx, { subjects, binStartsAt }: Place): Promise<void> => {
  await tx.run(giveBack, [subjects, binStartsAt])
}

/** Something that can be guessed: a password, a code, a number that people have. */
export interface Guess<Found, Right> {
  /** Whoever looks for what it is held against. */
  as: Identity
  find(tx: Tx): Promise<Found>
  /** Null: it was wrong. What it throws says that nothing was tried. */
  attempt(found: Found): Promise<Right | null>
}

/**
 * Tries a guess that has its place in the count before it is tried, where it may be one of many, and is counted before it is
 * answered when it was wrong. Nothing is held open while it is tried: a password takes a fifth of a second.
 * @returns null when it was wrong; else its place is the caller's to give back
 * @throws Refusal too-many-attempts
 */
export const takeGuess = async <Found, Right>(
  database: Database,
  limits: Limits,
  trial: Attempt,
  guess: Guess<Found, Right>,
): Promise<{ right: Right; place: Place | null } | null> => {
  const { place, found } = await database.as(guess.as, async (tx) => {
    const failures = await findFailures(tx, limits)
    trial.mustHaveRoom(failures)
    return { place: trial.isCalm(failures) ? null : await trial.count(tx), found: await guess.find(tx) }
  })
  const right = await guess.attempt(found).catch(async (error) => {
    await giveAnyBack(database, place)
    throw error
  })
  if (right !== null) return { right, place }
  if (place === null) await database.as({ actor: 'public' }, trial.count)
  return null
}

/** As `takeGuess`, where nothing hangs on the guess but its answer: who was right has not failed. */
export const guessed = <Found, Right>(
  database: Database,
  limits: Limits,
  guess: Guess<Found, Right>,
): Promise<Right | null> =>
  attempt(limits, async (trial) => {
    const taken = await takeGuess(database, limits, trial, guess)
    if (taken === null) return null
    await giveAnyBack(database, taken.place)
    return taken.right
  })

const giveAnyBack = async (database: Database, place: Place | null): Promise<void> => {
  if (place !== null) await database.as({ actor: 'public' }, (tx) => givePlaceBack(tx, place))
}

const sweep = statement(
  'attempts-sweep',
  "delete from failed_attempt where bin_starts_at < now() - interval '2 days'",
)

/** Forgets what no limit looks at any more. */
export const sweepAttempts = (tx: Tx) => tx.run(sweep, [])
