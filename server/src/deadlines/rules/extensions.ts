import { type Instant, msOf, type PlainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'

/**
 * A new date promised with an apology (văn bản xin lỗi và đề nghị gia hạn). It is what the citizen is told; it does not
 * make a late dossier an early one: whether the work was on time is judged without it.
 */
export interface Extension {
  decidedAt: Instant
  newDueAt: Instant
  /** The letter, by id; its words are with the dossier's papers. */
  letterId: string
}

/** How often a dossier may be extended, from a day on. */
export interface ExtensionRule {
  most: number
  legalBasis: string
  validFrom: PlainDate
}

/**
 * The extensions after one more.
 *
 * @param promisedAt what the citizen was told last
 * @throws Refusal CONFLICT `extension-without-term`, `extensions-used-up`, `extension-not-later`, `extension-in-the-past`
 */
export const extend = (
  rule: ExtensionRule,
  earlier: readonly Extension[],
  promisedAt: Instant | null,
  next: Extension,
): readonly Extension[] => {
  if (promisedAt === null) throw new Refusal('CONFLICT', 'extension-without-term')
  if (earlier.length >= rule.most)
    throw new Refusal('CONFLICT', 'extensions-used-up', { most: rule.most, legalBasis: rule.legalBasis })
  if (msOf(next.newDueAt) <= msOf(promisedAt)) throw new Refusal('CONFLICT', 'extension-not-later')
  if (msOf(next.newDueAt) <= msOf(next.decidedAt)) throw new Refusal('CONFLICT', 'extension-in-the-past')
  return [...earlier, next]
}
