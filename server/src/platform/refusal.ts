/**
 * A request that cannot be granted, said so that a person can act on it: what happened, why, what to do.
 * Rooms throw it; only `platform/http` turns it into an RFC 9457 problem. The words are in the message
 * catalogues under `refusal.<code>`; `details` fills their places and never carries
 * personal data of citizens (an officer who acted first is named).
 */
export class Refusal extends Error {
  readonly code: string
  readonly kind: RefusalKind
  readonly details: RefusalDetails

  constructor(kind: RefusalKind, code: string, details: RefusalDetails = {}) {
    super(`${kind}: ${code}`)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.details = details
  }
}

/** Why it is refused, in the one vocabulary that HTTP, the command line and jobs translate. */
export type RefusalKind =
  | 'INVALID' // what was sent cannot be understood or breaks a rule of form
  | 'SIGN_IN_NEEDED'
  | 'NOT_ALLOWED' // visible, but not yours to do
  | 'NOT_FOUND' // does not exist, or may not be known to exist
  | 'CONFLICT' // the state of the thing does not allow it
  | 'CHANGED' // somebody acted first
  | 'PRECONDITION_MISSING' // If-Match or Idempotency-Key was not sent
  | 'TOO_MANY'
  | 'UNAVAILABLE' // the database or a disk is not there just now; try again

export type RefusalDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** What may not be seen does not exist: the same answer as for an id that was never given out. */
export const notFound = () => new Refusal('NOT_FOUND', 'not-found')
