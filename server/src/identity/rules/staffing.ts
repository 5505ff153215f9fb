import type { Instant, PlainDate } from '#common/time.ts'
import { type Absence, type Colleague, type Delegation, isAway, type Post, postsOf } from './posts.ts'

/** Who can be given work of a post at a moment. */
export interface Staffing {
  /** Everybody who is there and holds it, each with the posts by which she does, her own first. */
  present: readonly { officerId: string; posts: readonly Post[] }[]
  /** Whose own post it is and who is away, until the end of which day, and who covers: null where nobody does. */
  away: readonly { officerId: string; until: PlainDate; coverId: string | null }[]
}

/**
 * @param people everybody who may hold the post: whose it is, to whom it was lent, who covers
 */
export const staffing = (
  { unitId, role }: Pick<Post, 'unitId' | 'role'>,
  people: readonly Colleague[],
  delegations: readonly Delegation[],
  absences: readonly Absence[],
  now: Instant,
): Staffing => {
  const awayNow = absences.filter((one) => isAway(one, now))
  const holding = people.map((officer) => ({
    officerId: officer.id,
    posts: postsOf(officer, delegations, absences, now).filter(
      (post) => post.unitId === unitId && post.role === role,
    ),
  }))
  const present = holding.filter(
    ({ officerId, posts }) => posts.length > 0 && !awayNow.some(({ officer }) => officer.id === officerId),
  )
  const away = awayNow.filter(({ officer }) => officer.unitId === unitId && officer.roles.includes(role))
  return {
    present,
    away: away.map(({ officer, lastDay, coverId }) => ({
      officerId: officer.id,
      until: lastDay,
      coverId: present.some(({ officerId }) => officerId === coverId) ? coverId : null,
    })),
  }
}
