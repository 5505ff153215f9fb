import { hanoiDateOf, type Instant, type PlainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import { arrangesPosts, type Officer } from './policy.ts'
import { type Absence, type Colleague, type Delegation, whyNotTaken } from './posts.ts'
import type { Role } from './roles.ts'

/** Who may lend which posts to whom, and who may note that somebody is away. */

export interface WantedDelegation
  extends Pick<Delegation, 'from' | 'unitId' | 'roles' | 'validFrom' | 'validTo'> {
  to: Colleague
}

/**
 * A delegation is made in writing, for a stated scope and time (Luật Tổ chức chính quyền địa phương 72/2025/QH15; not read
 * by us in its text): by the officer of her own posts, or by who arranges those of the unit. What was lent is not passed on.
 *
 * @throws Refusal INVALID without time to hold in, NOT_ALLOWED for posts that are not the maker's to lend, CONFLICT where
 *   the one does not hold them or the other cannot take them
 */
export const mustBeLendable = (maker: Officer, wanted: WantedDelegation, now: Instant): void => {
  const { from, to, unitId, roles, validFrom, validTo } = wanted
  if (validTo <= validFrom || validTo <= now) throw new Refusal('INVALID', 'delegation-without-time')
  // What was done before was done without it.
  if (validFrom < now) throw new Refusal('INVALID', 'delegation-backdated')
  if (to.id === from.id) throw new Refusal('INVALID', 'posts-to-oneself')
  mustArrange(maker, from, to, 'not-yours-to-delegate')
  const beyond = roles.filter((role) => from.unitId !== unitId || !from.roles.includes(role))
  if (beyond.length > 0) {
    const isLent =
      from.id === maker.id && maker.posts.some((post) => post.unitId === unitId && beyond.includes(post.role))
    throw new Refusal('CONFLICT', isLent ? 'delegation-passed-on' : 'delegation-beyond-posts', {
      roles: beyond,
    })
  }
  mustBeTaken(to, unitId, roles)
}

export interface WantedAbsence {
  officer: Colleague
  cover: Colleague | null
  firstDay: PlainDate
  lastDay: PlainDate
}

/**
 * @param others absences of the officer and of the cover
 * @throws Refusal INVALID when no day of it is left, NOT_ALLOWED for who may not note it, CONFLICT where somebody is away
 *   already or the cover cannot take the posts
 */
export const mustBeNotable = (
  noter: Officer,
  { officer, cover, firstDay, lastDay }: WantedAbsence,
  others: readonly Absence[],
  now: Instant,
): void => {
  if (lastDay < firstDay || lastDay < hanoiDateOf(now)) throw new Refusal('INVALID', 'absence-without-days')
  if (cover?.id === officer.id) throw new Refusal('INVALID', 'posts-to-oneself')
  mustArrange(noter, officer, cover, 'not-your-absence', runsTheMachine(noter, officer))
  if (cover && noter.id !== officer.id && !arrangesPosts(noter, officer))
    throw new Refusal('NOT_ALLOWED', 'cover-is-not-yours-to-name')
  const meanwhile = (who: Colleague) =>
    others.find((one) => one.officer.id === who.id && one.firstDay <= lastDay && firstDay <= one.lastDay)
  const own = meanwhile(officer)
  if (own) throw new Refusal('CONFLICT', 'absence-overlaps', { firstDay: own.firstDay, lastDay: own.lastDay })
  if (!cover) return
  const covers = meanwhile(cover)
  if (covers)
    throw new Refusal('CONFLICT', 'cover-is-away', { firstDay: covers.firstDay, lastDay: covers.lastDay })
  mustBeTaken(cover, officer.unitId, officer.roles)
}

/** Whoever ends a delegation or an absence early: who gave it or noted it, or who arranges the posts of the unit. */
export const mayEnd = (
  officer: Officer,
  { authorityId, unitId, by }: { authorityId: string; unitId: string; by: readonly string[] },
): boolean => by.includes(officer.id) || arrangesPosts(officer, { authorityId, unitId })

/** Who runs the machine notes that somebody is away, and lends nothing: a cover would be given the posts. */
const runsTheMachine = (noter: Officer, officer: Colleague): boolean =>
  noter.roles.includes('ADMIN') && noter.authorityId === officer.authorityId

/** Whether somebody may note that an officer is away: herself, of her own posts or those she arranges, or who runs the machine. */
export const mayNoteAwayOf = (noter: Officer, officer: Colleague): boolean =>
  noter.id === officer.id || runsTheMachine(noter, officer) || arrangesPosts(noter, officer)

/** Her own posts, or those of somebody else that she arranges, and then not for herself. */
const mustArrange = (
  maker: Officer,
  from: Colleague,
  to: Colleague | null,
  code: string,
  mayAnyway = false,
): void => {
  if (from.id === maker.id) return
  if (!mayAnyway && !arrangesPosts(maker, from)) throw new Refusal('NOT_ALLOWED', code)
  if (to?.id === maker.id) throw new Refusal('NOT_ALLOWED', 'posts-to-oneself')
}

const mustBeTaken = (taker: Colleague, unitId: string, roles: readonly Role[]): void => {
  for (const role of roles) {
    const why = whyNotTaken(taker, { unitId, role })
    if (why !== null) throw new Refusal('CONFLICT', why)
  }
}
