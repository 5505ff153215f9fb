import { sql } from 'kysely'
import { noteInLedger } from '#audit/index.ts'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import { maySendPapersOf, type SignedIn } from '#identity/index.ts'
import { query, type Tx } from '#platform/db/database.ts'
import { acting } from './circumstances.ts'
import { cursorOf, newestOwner, ownerName, readCursor, titlesOf } from './lists.ts'
import type { HandOverPage, HandOversAsked } from './manifest-wire.ts'
import { numberOf } from './manifests.ts'
import type { Office } from './office.ts'
import { allowedActions } from './rules/decide.ts'
import { timeLeft } from './rules/time-left.ts'
import { ofShares, type SeenShare, sharesSeen } from './seen-shares.ts'
import { findThese } from './store.ts'
import { moment } from './views.ts'

/**
 * What was handed over and nobody has confirmed: until then it is the sender's, and lies somewhere between two desks. Oldest
 * first.
 */

const PAGE = 50

const ACTS = ['confirmHandOver', 'refuseHandOver', 'takeBackHandOver'] as const
const isOfHandOver = (action: string): action is (typeof ACTS)[number] => ACTS.some((one) => one === action)

/** Which end of a hand-over is one's own, and which is the other. Until it is confirmed the sender is the holder. */
const ENDS = {
  SENT: {
    unit: sql<string>`d.holder_unit_id`,
    authority: sql<string>`t.opened_by_authority_id`,
    other: sql<string>`t.unit_id`,
  },
  ARRIVING: {
    unit: sql<string>`t.unit_id`,
    authority: sql<string>`t.authority_id`,
    other: sql<string>`d.holder_unit_id`,
  },
} as const satisfies Record<HandOversAsked['side'], unknown>

/** Of the dossiers one may see, those whose own end is one's authority's, and one's unit's where one sees by a unit. */
const waiting = (shares: readonly SeenShare[], { side, unitId }: HandOversAsked) => {
  const { unit, authority, other } = ENDS[side]
  const asked = query
    .selectFrom('task as t')
    .innerJoin('dossier as d', 'd.id', 't.dossier_id')
    .where('t.kind', '=', sql.lit('CONFIRM_HAND_OVER'))
    .where('t.closed_at', 'is', null)
    .where(
      ofShares(shares, ({ authorityId, unitIds }) => [
        sql`${authority} = ${authorityId}`,
        ...(unitIds === null ? [] : [sql`${unit} = any(${[...unitIds]}::uuid[])`]),
      ]),
    )
  return unitId === undefined ? asked : asked.where(sql<boolean>`${other} = ${unitId}`)
}

const lastManifest = query
  .selectFrom('manifest_dossier as l')
  .innerJoin('manifest as m', 'm.id', 'l.manifest_id')
  .select(['m.id as manifest_id', 'm.number'])
  .where(sql<boolean>`l.task_id = t.id`)
  .orderBy('m.made_at', 'desc')
  .limit(1)
  .as('m')

/** Hand-overs that wait, of the dossiers the policy lets an officer see, from or to those whose dossiers they are. */
export const handOvers = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  wanted: HandOversAsked,
): Promise<HandOverPage> => {
  const { officer, generation, now } = signedIn
  const shares = await sharesSeen(office, tx, signedIn)
  if (shares.length === 0) return { units: [], items: [], nextCursor: null }
  const from = readCursor(wanted.cursor)
  const { other } = ENDS[wanted.side]
  let asked = waiting(shares, wanted)
    .leftJoinLateral(newestOwner, (join) => join.onTrue())
    .leftJoinLateral(lastManifest, (join) => join.onTrue())
    .select(['m.manifest_id', 'm.number'])
    .select(['t.id as task_id', 't.opened_at', 't.unit_id', 'd.id', 'd.holder_unit_id'])
    .select(['p.person_id', 'p.person_version', 'p.sealed'])
    .orderBy('t.opened_at')
    .orderBy('t.id')
    .limit(PAGE + 1)
  if (from?.key)
    asked = asked.where(sql<boolean>`(t.opened_at, t.id) > (${from.key}::timestamptz, ${from.id}::uuid)`)
  const byUnit = waiting(shares, { side: wanted.side })
    .select([
      other.as('unit_id'),
      sql<number>`count(*)::integer`.as('waiting'),
      sql<Instant>`min(t.opened_at)`.as('since'),
    ])
    .groupBy(other)
    .orderBy(sql`min(t.opened_at)`)
  const [rows, units] = await Promise.all([
    tx.all(asked),
    tx.all(byUnit),
    noteInLedger(
      tx,
      {
        actorId: officer.id,
        authorityId: officer.authorityId,
        act: 'HAND_OVERS_LISTED',
        subjectId: null,
        purpose: 'HANDLING',
        requestId,
      },
      now,
    ),
  ])
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const ids = [
    ...page.flatMap((row) => [row.unit_id, row.holder_unit_id]),
    ...units.map((row) => row.unit_id),
  ]
  const [dossiers, named] = await Promise.all([
    findThese(
      tx,
      page.map(({ id }) => id),
    ),
    office.directory.named(
      tx,
      generation,
      ids.flatMap((id) => id ?? []),
    ),
  ])
  const unitOf = (id: string | null) => ({ id: id ?? '', name: named.get(id ?? '')?.name ?? '' })
  const items = await Promise.all(
    page.map(async (row) => {
      const dossier = dossiers.find(({ id }) => id === row.id)
      if (!dossier) throw new Error(`dossier ${row.id} is listed and not there`)
      const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
      const calendar = await office.calendars.inForce(tx, generation, dossier.authorityId)
      const { actor } = acting(signedIn, procedure)
      return {
        dossierId: dossier.id,
        code: dossier.code,
        version: dossier.version,
        procedure: titlesOf(procedure),
        ownerName: ownerName(office, row),
        currentDueAt: moment(dossier.currentDueAt),
        workingTimeLeft: timeLeft(calendar, { ...dossier, issuedAt: null }, now),
        fromUnit: unitOf(row.holder_unit_id),
        toUnit: unitOf(row.unit_id),
        since: rfc3339InHanoi(row.opened_at as Instant),
        manifest:
          row.manifest_id === null || row.number === null
            ? null
            : { id: row.manifest_id, number: numberOf({ number: row.number }) },
        mayBeListed:
          wanted.side === 'SENT' &&
          row.holder_unit_id !== null &&
          maySendPapersOf(officer, row.holder_unit_id),
        allowedActions: allowedActions(dossier, actor).filter(isOfHandOver),
      }
    }),
  )
  return {
    units: units.map((row) => ({
      ...unitOf(row.unit_id),
      waiting: row.waiting,
      since: rfc3339InHanoi(row.since),
    })),
    items,
    nextCursor: rows.length > PAGE && last ? cursorOf(last.opened_at, last.task_id) : null,
  }
}
