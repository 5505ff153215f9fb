import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type Instant, msOf } from '#common/time.ts'
import type { Sealer } from '#platform/seal.ts'

/**
 * Browsers in which somebody has signed in before. Each carries a mark for each account that came in there: nothing that lets
 * anybody in, only a place where wrong passwords are counted apart, so that whoever guesses elsewhere does not shut out the
 * officer at her own machine. The mark is signed and stored nowhere.
 */
const DAYS_KEPT = 180
/** Machines at counters are shared. */
const MOST_MARKS = 8
export const MARKS_SECONDS = DAYS_KEPT * 24 * 3600

const dayOf = (now: Instant): number => Math.floor(msOf(now) / 86_400_000)

const signatureOf = (sealer: Sealer, username: string, nonce: string, day: string): string =>
  sealer.blindIndex('known-device', `${username} ${nonce} ${day}`).toString('base64url')

const marksIn = (cookie: string | undefined): string[][] =>
  (cookie ?? '')
    .split('~')
    .slice(0, MOST_MARKS)
    .map((mark) => mark.split('.'))
    .filter((parts) => parts.length === 3)

/** What wrong passwords of this account are counted under in this browser; null where it never came in. */
export const knownDevice = (
  sealer: Sealer,
  cookie: string | undefined,
  username: string,
  now: Instant,
): string | null => {
  for (const [nonce = '', day = '', signature = ''] of marksIn(cookie)) {
    const given = Buffer.from(signature)
    const own = Buffer.from(signatureOf(sealer, username, nonce, day))
    if (given.length === own.length && timingSafeEqual(given, own) && dayOf(now) - Number(day) <= DAYS_KEPT)
      return nonce
  }
  return null
}

/** The cookie with a fresh mark for this account in front, in place of its old one. */
export const markedDevice = (
  sealer: Sealer,
  cookie: string | undefined,
  username: string,
  now: Instant,
): string => {
  const nonce = randomBytes(12).toString('base64url')
  const day = String(dayOf(now))
  const others = marksIn(cookie).filter(
    ([old = '', of = '', signature]) => signatureOf(sealer, username, old, of) !== signature,
  )
  const mark = [nonce, day, signatureOf(sealer, username, nonce, day)]
  return [mark, ...others]
    .slice(0, MOST_MARKS)
    .map((parts) => parts.join('.'))
    .join('~')
}
