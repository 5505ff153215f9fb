import type { Role } from './roles.ts'

/** What an office asks of a sign-in, and how long it lasts. */
export interface SignInRules {
  /** `required`: who signs for the authority or runs the machine enrols before anything else. */
  secondFactor: 'required' | 'offered'
  /** After so long a session ends, used or not. */
  sessionHours: number
  /** After so long without its officer it ends. */
  idleMinutes: number
  /** So many are open for one account at most; the oldest ends when one more is opened. */
  mostSessions: number
}

/**
 * Ten hours: a working day with the lunch break, so that nobody signs in twice a day; below the 24 hours of
 * NIST SP 800-63B-4 for two factors, since machines at counters are shared. Sixty idle minutes: the most that it allows
 * there, and a lunch break at a locked screen. Twenty sessions are our own choice, for OWASP ASVS 5.0 (V7.1.2) asks for a number
 * and gives none: who works at a counter and at a desk has two, and a program that signs in anew each minute leaves no more.
 */
export const DEFAULT_SIGN_IN_RULES: SignInRules = {
  secondFactor: 'offered',
  sessionHours: 10,
  idleMinutes: 60,
  mostSessions: 20,
}

/** By what somebody came in. */
export type Assurance = 'PASSWORD' | 'SECOND_FACTOR'

/** What must be done before anything else. */
export const OWED = ['NEW_PASSWORD', 'SECOND_FACTOR'] as const
export type Owed = (typeof OWED)[number]

/** Who signs results for the authority, and who runs the machine. */
export const NEED_SECOND_FACTOR: readonly Role[] = ['LEADER', 'ADMIN']

/** What an officer who came in like this still owes; asked at each request, so that a new role asks at once. */
export const owedBy = (
  { roles }: { roles: readonly Role[] },
  { assurance, mustChangePassword }: { assurance: Assurance; mustChangePassword: boolean },
  { secondFactor }: Pick<SignInRules, 'secondFactor'>,
): Owed | null => {
  if (mustChangePassword) return 'NEW_PASSWORD'
  const isAsked = secondFactor === 'required' && roles.some((role) => NEED_SECOND_FACTOR.includes(role))
  return isAsked && assurance !== 'SECOND_FACTOR' ? 'SECOND_FACTOR' : null
}

/** Whether somebody may approve: also in a post that was lent, only as surely as whose post it is. */
export const isSureEnough = (assurance: Assurance, { secondFactor }: Pick<SignInRules, 'secondFactor'>) =>
  secondFactor === 'offered' || assurance === 'SECOND_FACTOR'
