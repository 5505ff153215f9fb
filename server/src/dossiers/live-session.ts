import type { Officer, SignedIn } from '#identity/index.ts'
import { Refusal } from '#platform/refusal.ts'

/** Who listens to a stream that outlives the request which opened it, and how often they are told. */

// Whoever has signed out hears of nothing any more that happens two seconds later.
const SURE_MS = 2_000

/**
 * Whose session it is, asked again when that is long ago; several who want to know at once ask once.
 * @param onEnd called when it has ended
 */
export const watched = (ask: () => Promise<SignedIn>, first: SignedIn, onEnd: () => void) => {
  let officer: Officer = first.officer
  let askedAt = performance.now()
  let asking: Promise<boolean> | null = null
  const isStill = (): Promise<boolean> => {
    asking ??= ask()
      .then((signedIn) => {
        officer = signedIn.officer
        askedAt = performance.now()
        return true
      })
      .catch((error: unknown) => {
        // The database is away for a moment: that is no reason to send anybody away.
        if (!(error instanceof Refusal) || error.kind !== 'UNAVAILABLE') onEnd()
        return false
      })
      .finally(() => {
        asking = null
      })
    return asking
  }
  return {
    officer: () => officer,
    /** Whether the session stands now. */
    isStill,
    /** Whether it stood a moment ago. */
    isSure: async () => performance.now() - askedAt < SURE_MS || isStill(),
  }
}

/** Something that is done at once, and not again before so many milliseconds have passed: then once for all that was wanted. */
export const seldom = (ms: number, again: () => void) => {
  let doneAt = Number.NEGATIVE_INFINITY
  let later: NodeJS.Timeout | null = null
  return {
    /** Whether it may be done now; if not, `again` is called when it may. */
    isDue: (): boolean => {
      const left = doneAt + ms - performance.now()
      if (left <= 0) doneAt = performance.now()
      else
        later ??= setTimeout(() => {
          later = null
          again()
        }, left).unref()
      return left <= 0
    },
    stop: () => {
      if (later !== null) clearTimeout(later)
    },
  }
}
