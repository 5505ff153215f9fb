import { covers, type OfProcedure, type Post } from './posts.ts'
import type { Role } from './roles.ts'

/**
 * Who may see and do what, as one pure table. Row-level security stands behind it as a second, coarser wall;
 * what a dossier's own state and tasks allow is decided by the dossier's rules.
 */

export type { Role } from './roles.ts'

export interface Officer {
  id: string
  username: string
  fullName: string
  title: string
  authorityId: string
  /** Her own unit and roles; what she may do is told by her posts. */
  unitId: string
  roles: readonly Role[]
  posts: readonly Post[]
}

/** Roles that answer for a whole authority: they see every dossier it takes part in. */
const AUTHORITY_WIDE: readonly Role[] = ['LEADER', 'PROCEDURE_CONTROLLER', 'INSPECTOR']

/** Roles that work on dossiers of their own unit. An administrator runs the machine and reads no dossier. */
const OF_UNIT: readonly Role[] = [
  'RECEPTIONIST',
  'SPECIALIST',
  'RECORDS_CLERK',
  'CENTRE_HEAD',
  ...AUTHORITY_WIDE,
]

/** The part of the dossiers an officer may see: the test of every single one, and the WHERE of some lists. */
export type Scope =
  | { kind: 'NONE' }
  | { kind: 'UNIT'; unitIds: readonly string[]; authorityId: string }
  | { kind: 'AUTHORITY'; authorityId: string }

/**
 * @param procedure of the one dossier that is asked about; without it, as for a list, a post that was lent for some
 *   procedures only shows nothing
 */
export const dossierScope = (
  { authorityId, posts }: Pick<Officer, 'authorityId' | 'posts'>,
  procedure: OfProcedure | null = null,
): Scope => {
  const holding = posts.filter((post) => covers(post, procedure))
  if (holding.some(({ role }) => AUTHORITY_WIDE.includes(role))) return { kind: 'AUTHORITY', authorityId }
  const unitIds = [
    ...new Set(holding.filter(({ role }) => OF_UNIT.includes(role)).map(({ unitId }) => unitId)),
  ]
  return unitIds.length > 0 ? { kind: 'UNIT', unitIds, authorityId } : { kind: 'NONE' }
}

/** A share of the dossiers of an authority; a list shows what stands in any of an officer's. */
export interface Share {
  authorityId: string
  /** Those that one of these takes part in; null: all. */
  unitIds: readonly string[] | null
  /** Slugs, or fields in the words of the source. Null: every procedure. */
  procedures: readonly string[] | null
}

/** The WHERE of a list: one share for what is held for every procedure, one for each limit under which a post was lent. */
export const sharesOf = ({
  authorityId,
  posts,
}: Pick<Officer, 'authorityId' | 'posts'>): readonly Share[] => {
  const byLimit = new Map<string, Post[]>()
  for (const post of posts) {
    const limit = JSON.stringify(post.procedures)
    byLimit.set(limit, [...(byLimit.get(limit) ?? []), post])
  }
  return [...byLimit.values()].flatMap((held) => {
    const scope = dossierScope({ authorityId, posts: held.map((post) => ({ ...post, procedures: null })) })
    if (scope.kind === 'NONE') return []
    const unitIds = scope.kind === 'UNIT' ? scope.unitIds : null
    return [{ authorityId, unitIds, procedures: held[0]?.procedures ?? null }]
  })
}

/** What the policy needs to know of a dossier. */
export interface Participation {
  authorities: readonly string[]
  units: readonly string[]
}

export const maySee = (
  officer: Pick<Officer, 'authorityId' | 'posts'>,
  dossier: Participation,
  procedure: OfProcedure | null = null,
): boolean => isWithin(dossierScope(officer, procedure), dossier)

/** Whether an officer may see a dossier of one procedure or another: for whoever does not know of which it is. */
export const mightSee = (
  officer: Pick<Officer, 'authorityId' | 'posts'>,
  { authorities, units }: Participation,
): boolean =>
  sharesOf(officer).some(
    ({ authorityId, unitIds }) =>
      authorities.includes(authorityId) && (unitIds === null || unitIds.some((id) => units.includes(id))),
  )

/** Whether a dossier is of that part. */
export const isWithin = (scope: Scope, { authorities, units }: Participation): boolean => {
  switch (scope.kind) {
    case 'NONE':
      return false
    case 'AUTHORITY':
      return authorities.includes(scope.authorityId)
    case 'UNIT':
      return authorities.includes(scope.authorityId) && scope.unitIds.some((unitId) => units.includes(unitId))
  }
}

/** Roles that handle dossiers; controllers and inspectors look on. */
const HANDLING: readonly Role[] = ['RECEPTIONIST', 'SPECIALIST', 'RECORDS_CLERK', 'CENTRE_HEAD', 'LEADER']

/** Whether an officer belongs to those who work on it: by a post in a unit that takes part. */
export const worksOn = (
  officer: Pick<Officer, 'posts'>,
  dossier: Pick<Participation, 'units'>,
  procedure: OfProcedure | null = null,
): boolean =>
  officer.posts.some(
    (post) => HANDLING.includes(post.role) && dossier.units.includes(post.unitId) && covers(post, procedure),
  )

/**
 * The receipt bears the secret of the citizen's look-up and the number of the card in full: it is the citizen's, and
 * the centre's that prints it. To the others its facts are shown on the page, masked.
 */
export const mayOpenReceipt = (
  officer: Pick<Officer, 'posts'>,
  dossier: { receivingUnitId: string },
  procedure: OfProcedure | null = null,
): boolean => officer.posts.some((post) => post.unitId === dossier.receivingUnitId && covers(post, procedure))

/**
 * Who says that two persons are one human being, and takes it back: those who write people down and have them before them.
 * What is shown of either is still a question of its dossier.
 */
export const mayTellWhoIsWho = ({ posts }: Pick<Officer, 'posts'>): boolean =>
  posts.some(
    ({ role, procedures }) => procedures === null && (role === 'RECEPTIONIST' || role === 'CENTRE_HEAD'),
  )

/** Roles that have the papers of their unit in hand. */
const HAVE_PAPERS: readonly Role[] = ['RECEPTIONIST', 'SPECIALIST', 'RECORDS_CLERK', 'CENTRE_HEAD']

/** Who lists the papers that a unit sends: those who work in it, by posts that hold for every procedure. */
export const maySendPapersOf = ({ posts }: Pick<Officer, 'posts'>, unitId: string): boolean =>
  posts.some((post) => post.unitId === unitId && covers(post, null) && HAVE_PAPERS.includes(post.role))

/** Only receptionists sit at counters, and only at those of their own centre. */
export const mayOpenCounter = (officer: Pick<Officer, 'posts'>, centreId: string): boolean =>
  officer.posts.some(({ role, unitId }) => role === 'RECEPTIONIST' && unitId === centreId)

/**
 * Who arranges the posts of others: leaders those of their authority, the head of a centre those of the centre. By their
 * own posts: whoever stands in for a leader does not hand out what was lent.
 */
export const arrangesPosts = (
  officer: Pick<Officer, 'authorityId' | 'posts'>,
  { authorityId, unitId }: Pick<Post, 'authorityId' | 'unitId'>,
): boolean =>
  officer.authorityId === authorityId &&
  officer.posts.some(
    ({ onBehalfOf, role, unitId: own }) =>
      onBehalfOf === null && (role === 'LEADER' || (role === 'CENTRE_HEAD' && own === unitId)),
  )

/** Roles that must know who acts for whom in their authority. */
const KNOW_WHO_ACTS: readonly Role[] = ['LEADER', 'INSPECTOR', 'ADMIN']

/** Of which units an officer sees delegations and absences, besides those that concern her: all, or one, or none. */
export const arrangementsSeen = ({ roles, unitId }: Officer): { every: boolean; unitId: string | null } => ({
  every: roles.some((role) => KNOW_WHO_ACTS.includes(role)),
  unitId: roles.includes('CENTRE_HEAD') ? unitId : null,
})

/** Whether an officer knows of a delegation or absence; `concerned` are those who gave, took or noted it. */
export const maySeeArrangement = (
  officer: Officer,
  {
    authorityId,
    unitId,
    concerned,
  }: Pick<Post, 'authorityId' | 'unitId'> & { concerned: readonly (string | null)[] },
): boolean => {
  const seen = arrangementsSeen(officer)
  return (
    officer.authorityId === authorityId &&
    (seen.every || seen.unitId === unitId || concerned.includes(officer.id))
  )
}
