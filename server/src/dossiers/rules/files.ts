import { Refusal } from '#platform/refusal.ts'
import { type Dossier, ENDED, type Wait } from './dossier.ts'

/** Who may hand files in with a dossier and take them out. It is no act on its state: nothing waits for it. */

/** Who asks, as far as it matters here. */
export interface Handing {
  authorityId: string
  /** By a post in a unit that takes part. */
  worksOnIt: boolean
}

export const takesFiles = ({ state }: Pick<Dossier, 'state'>): boolean => !ENDED.includes(state)

export const mayHandIn = (who: Handing, dossier: Pick<Dossier, 'state'>): boolean =>
  who.worksOnIt && takesFiles(dossier)

/** A file that was handed in for another authority is that one's: an agency that is asked takes out its own. */
export const mayTakeOut = (
  who: Handing,
  dossier: Pick<Dossier, 'state'>,
  file: { authorityId: string },
): boolean => mayHandIn(who, dossier) && file.authorityId === who.authorityId

/** A citizen sends files while papers are asked of them: what else they hand in passes over the counter. */
export const asksForFiles = (waits: readonly Pick<Wait, 'kind'>[]): boolean =>
  waits.some(({ kind }) => kind === 'SUPPLEMENT')

/** @throws Refusal files-not-yours, dossier-takes-no-files */
export const mustHandIn = (who: Handing, dossier: Pick<Dossier, 'state'>): void => {
  if (!who.worksOnIt) throw new Refusal('NOT_ALLOWED', 'files-not-yours')
  mustTakeFiles(dossier)
}

/** @throws Refusal dossier-takes-no-files */
export const mustTakeFiles = (dossier: Pick<Dossier, 'state'>): void => {
  if (!takesFiles(dossier)) throw new Refusal('CONFLICT', 'dossier-takes-no-files', { state: dossier.state })
}

/** @throws Refusal files-not-yours, dossier-takes-no-files, file-of-another-authority */
export const mustTakeOut = (
  who: Handing,
  dossier: Pick<Dossier, 'state'>,
  file: { authorityId: string },
): void => {
  mustHandIn(who, dossier)
  if (!mayTakeOut(who, dossier, file)) throw new Refusal('NOT_ALLOWED', 'file-of-another-authority')
}
