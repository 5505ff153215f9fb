import { type RawBuilder, sql } from 'kysely'
import { type SignedIn, sharesOf } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Office } from './office.ts'

/** A share of the dossiers of an officer's authority, as a WHERE asks for it. */
export interface SeenShare {
  authorityId: string
  /** Those that one of these takes part in; null: all. */
  unitIds: readonly string[] | null
  /** Of these versions of procedures; null: of any. */
  versionIds: readonly string[] | null
}

/** What an officer may see: by posts that hold for every procedure, and by those that were lent for some. */
export const sharesSeen = (office: Office, tx: Tx, { officer, generation }: SignedIn): Promise<SeenShare[]> =>
  Promise.all(
    sharesOf(officer).map(async ({ authorityId, unitIds, procedures }) => ({
      authorityId,
      unitIds,
      versionIds: procedures && (await office.catalogue.versionsNamed(tx, generation, procedures)),
    })),
  )

/** Dossiers `d` of these shares; `further` is asked of each share besides. */
export const ofShares = (
  shares: readonly SeenShare[],
  further: (share: SeenShare) => readonly RawBuilder<unknown>[] = () => [],
) =>
  anyOf(
    shares.map((share) => {
      const { authorityId, unitIds, versionIds } = share
      const conditions = [
        sql`d.authorities @> array[${authorityId}]::text[]`,
        ...(unitIds === null ? [] : [sql`d.units && ${[...unitIds]}::text[]`]),
        ...(versionIds === null ? [] : [sql`d.procedure_version_id = any(${[...versionIds]}::uuid[])`]),
        ...further(share),
      ]
      return sql`(${sql.join(conditions, sql` and `)})`
    }),
  )

export const anyOf = (conditions: readonly RawBuilder<unknown>[]) =>
  conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`
