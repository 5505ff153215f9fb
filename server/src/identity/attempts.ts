import { statement, type Tx } from '#platform/db/database.ts'
import { Refusal } from '#platform/refusal.ts'

/**
 * Failures counted per subject in windows of fifteen minutes: an account, an address, a dossier code, each as a
 * keyed hash. Only failures write, so a citizen who looks up his own dossier costs no write.
 */
export const ATTEMPT_WINDOW_MINUTES = 15

const count = statement<{ subject: string; failures: number }>(
  'attempts-count',
  `select subject, sum(failures)::integer as failures from sign_in_failure
   where subject = any($1) and window_starts_at > now() - make_interval(mins => ${ATTEMPT_WINDOW_MINUTES}) group by subject`,
)

/** @throws Refusal TOO_MANY when any of the subjects has reached its limit. */
export const mustHaveAttemptsLeft = async (
  tx: Tx,
  limits: Readonly<Record<string, number>>,
): Promise<void> => {
  const rows = await tx.run(count, [Object.keys(limits)])
  for (const row of rows) if (row.failures >= (limits[row.subject] ?? 0)) throw tooMany()
}

export const tooMany = () =>
  new Refusal('TOO_MANY', 'too-many-attempts', {
    retryAfter: ATTEMPT_WINDOW_MINUTES * 60,
    minutes: ATTEMPT_WINDOW_MINUTES,
  })

const add = statement(
  'attempts-add',
  `insert into sign_in_failure (subject, window_starts_at, failures)
   select s, date_bin('${ATTEMPT_WINDOW_MINUTES} minutes', now(), '2000-01-01'), 1 from unnest($1::text[]) as s order by s
   on conflict (subject, window_starts_at) do update set failures = sign_in_failure.failures + 1`,
)

/** Counts one failure for each subject; in its own commit, since the request itself is refused. */
export const countFailure = async (tx: Tx, subjects: readonly string[]): Promise<void> => {
  await tx.run(add, [subjects])
}
