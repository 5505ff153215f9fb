import { hanoiDateOf, type Instant, type PlainDate } from '#common/time.ts'
import type { Role } from './roles.ts'

/** Whose work an officer does: the posts of her own, and for a time those of somebody who lent them or is away. */

/** What may be done in a unit's name, and for whom. */
export interface Post {
  unitId: string
  authorityId: string
  role: Role
  /** Null: her own. The delegation, or the absence that she covers. */
  onBehalfOf: { officerId: string; delegationId: string } | null
  /** Slugs, or fields in the words of the source. Null: every procedure. */
  procedures: readonly string[] | null
}

/** What is asked of an officer whose posts are reckoned. */
export interface Colleague {
  id: string
  authorityId: string
  unitId: string
  roles: readonly Role[]
}

/** Ủy quyền: who lent which posts to whom, until before `validTo`. */
export interface Delegation {
  id: string
  from: Colleague
  toOfficerId: string
  /** Whose posts; who moved elsewhere has not lent those there. */
  unitId: string
  roles: readonly Role[]
  procedures: readonly string[] | null
  validFrom: Instant
  validTo: Instant
  revokedAt: Instant | null
}

/** Nghỉ phép: from the first to the last legal day in Asia/Ho_Chi_Minh, both away. */
export interface Absence {
  id: string
  officer: Colleague
  coverId: string | null
  firstDay: PlainDate
  lastDay: PlainDate
  withdrawnAt: Instant | null
}

/**
 * Every post that an officer holds at a moment, her own first. What she was lent she holds only while the other holds it
 * himself: nothing is passed on, and nothing outlives a transfer. Whoever lends or is away keeps his own.
 */
export const postsOf = (
  officer: Colleague,
  delegations: readonly Delegation[],
  absences: readonly Absence[],
  now: Instant,
): readonly Post[] => [
  ...ownPosts(officer),
  ...delegations
    .filter((one) => one.toOfficerId === officer.id && isLent(one, now))
    .flatMap((one) => lentPosts(officer, one.from, one)),
  ...absences
    .filter((one) => one.coverId === officer.id && isAway(one, now))
    .flatMap(({ id, officer: { unitId, roles }, officer: away }) =>
      lentPosts(officer, away, { id, unitId, roles, procedures: null }),
    ),
]

export const ownPosts = ({ unitId, authorityId, roles }: Colleague): readonly Post[] =>
  roles.map((role) => ({ unitId, authorityId, role, onBehalfOf: null, procedures: null }))

/** To the second: from `validFrom` on, and before `validTo`. */
export const isLent = (
  { validFrom, validTo, revokedAt }: Pick<Delegation, 'validFrom' | 'validTo' | 'revokedAt'>,
  now: Instant,
): boolean => validFrom <= now && now < validTo && (revokedAt === null || now < revokedAt)

export const isAway = (
  { firstDay, lastDay, withdrawnAt }: Pick<Absence, 'firstDay' | 'lastDay' | 'withdrawnAt'>,
  now: Instant,
): boolean => {
  const today = hanoiDateOf(now)
  return firstDay <= today && today <= lastDay && (withdrawnAt === null || now < withdrawnAt)
}

const lentPosts = (
  officer: Colleague,
  from: Colleague,
  { id, unitId, roles, procedures }: Pick<Delegation, 'id' | 'unitId' | 'roles' | 'procedures'>,
): readonly Post[] =>
  from.unitId === unitId && from.authorityId === officer.authorityId
    ? roles
        .filter((role) => from.roles.includes(role) && whyNotTaken(officer, { unitId, role }) === null)
        .map((role) => ({
          unitId,
          authorityId: from.authorityId,
          role,
          onBehalfOf: { officerId: from.id, delegationId: id },
          procedures,
        }))
    : []

/**
 * Why somebody cannot act in a post of another: who receives sits in her own centre, and who runs the machine reads no
 * dossier, not by way of somebody else's post either; nor does who handles dossiers come to run the machine.
 */
export const whyNotTaken = (
  officer: Pick<Colleague, 'unitId' | 'roles'>,
  post: Pick<Post, 'unitId' | 'role'>,
):
  | 'receptionist-of-another-centre'
  | 'administrator-takes-no-posts'
  | 'administration-stays-with-administrators'
  | null => {
  if (post.role === 'RECEPTIONIST' && officer.unitId !== post.unitId) return 'receptionist-of-another-centre'
  if (post.role !== 'ADMIN' && officer.roles.includes('ADMIN')) return 'administrator-takes-no-posts'
  if (post.role === 'ADMIN' && !officer.roles.includes('ADMIN'))
    return 'administration-stays-with-administrators'
  return null
}

/** A procedure as far as a post may be limited to it. */
export interface OfProcedure {
  slug: string
  field: string | null
}

/** Whether a post holds for a procedure; one that is limited never holds where the procedure is not known. */
export const covers = ({ procedures }: Pick<Post, 'procedures'>, procedure: OfProcedure | null): boolean =>
  procedures === null ||
  (procedure !== null &&
    (procedures.includes(procedure.slug) ||
      (procedure.field !== null && procedures.includes(procedure.field))))
