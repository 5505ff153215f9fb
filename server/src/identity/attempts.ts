import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Sealer } from '#platform/seal.ts'

/**
 * Failures counted per subject: an account, an address, a dossier code, each as a keyed hash. Only failures write, so
 * a citizen who looks up his own dossier costs no write.
 */
const WINDOW_MINUTES = 15
// Counted in bins: a whole window in one bin would grant the allowance twice around its end.
const BIN_MINUTES = 5

/** What failures are counted under: a keyed hash, so that their table names nobody. */
export const attemptSubject = (sealer: Sealer, kind: string, text: string): string =>
  `${kind}:${sealer.blindIndex('attempt', text || '-').toString('hex')}`

/** The network an address belongs to: one household has 2^64 addresses of IPv6, and is one. */
export const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** How many failures each subject may have in a window. */
export type Limits = Readonly<Record<string, number>>

/** SQL for the recent failures of the subjects in a parameter (`text[]`): lines of `subject failures`. */
export const recentFailures = (parameter: string): string =>
  `array(select f.subject || ' ' || f.failures from failed_attempt f
     where f.subject = any(${parameter}) and f.bin_starts_at > now() - interval '${WINDOW_MINUTES} minutes')`

/** Attempts that have begun in this process and not ended, by subject. */
const underWay = new Map<string, number>()

/** @throws Refusal too-many-attempts when a subject has reached its limit, others-under-way when it might */
export type MustBeWithin = (failures: readonly string[]) => void

/**
 * Does one attempt. Others under way count as failed until it is known how they end: a hundred guesses sent at once
 * are no more than a hundred sent one after the other. (Each process counts its own; what failed they all see.)
 *
 * @param work hands what `recentFailures` gave to `mustBeWithin` before it tries anything
 */
export const attempt = async <T>(
  limits: Limits,
  work: (mustBeWithin: MustBeWithin) => Promise<T>,
): Promise<T> => {
  const subjects = Object.keys(limits)
  const before = new Map(subjects.map((subject) => [subject, underWay.get(subject) ?? 0]))
  for (const subject of subjects) underWay.set(subject, (underWay.get(subject) ?? 0) + 1)
  try {
    return await work((failures) => {
      const failed = new Map<string, number>()
      for (const failure of failures) {
        const [subject = '', count] = failure.split(' ')
        failed.set(subject, (failed.get(subject) ?? 0) + Number(count))
      }
      const left = (subject: string) => (limits[subject] ?? 0) - (failed.get(subject) ?? 0)
      if (subjects.some((subject) => left(subject) <= 0)) throw tooMany()
      // Nothing says that they will fail: whoever is right need only ask again.
      if (subjects.some((subject) => left(subject) <= (before.get(subject) ?? 0)))
        throw new Refusal('TOO_MANY', 'others-under-way', { retryAfter: 1 })
    })
  } finally {
    for (const subject of subjects) {
      const left = (underWay.get(subject) ?? 1) - 1
      if (left === 0) underWay.delete(subject)
      else underWay.set(subject, left)
    }
  }
}

const tooMany = () =>
  new Refusal('TOO_MANY', 'too-many-attempts', { retryAfter: WINDOW_MINUTES * 60, minutes: WINDOW_MINUTES })

const recent = statement<{ failures: string[] }>(
  'attempts-recent',
  `select ${recentFailures('$1')} as failures`,
)

export const findFailures = async (tx: Tx, limits: Limits): Promise<string[]> =>
  (await tx.run(recent, [Object.keys(limits)]))[0]?.failures ?? []

const add = statement(
  'attempts-add',
  `insert into failed_attempt (subject, bin_starts_at, failures)
   select s, date_bin('${BIN_MINUTES} minutes', now(), '2000-01-01'), 1 from unnest($1::text[]) as s order by s
   on conflict (subject, bin_starts_at) do update set failures = failed_attempt.failures + 1`,
)

/** Counts one failure for each subject; in its own commit, since the request itself is refused. */
export const countFailure = async (tx: Tx, limits: Limits): Promise<void> => {
  await tx.run(add, [Object.keys(limits)])
}

const sweep = statement(
  'attempts-sweep',
  "delete from failed_attempt where bin_starts_at < now() - interval '1 day'",
)

/** Forgets what no limit looks at any more. */
export const sweepAttempts = (tx: Tx) => tx.run(sweep, [])
