import { sql } from 'kysely'
import { noteInLedger } from '#audit/index.ts'
import { readDossierCode } from '#common/dossier-code.ts'
import { addDays, type Instant, instantAt, isInstant, isPlainDate, rfc3339InHanoi } from '#common/time.ts'
import { EARLIEST_DAY } from '#common/typed.ts'
import type { SignedIn } from '#identity/index.ts'
import { query, type Tx } from '#platform/db/database.ts'
import { isUuid } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Office } from './office.ts'
import { unsealPerson } from './people.ts'
import type { Dossier } from './rules/dossier.ts'
import { standstill, timeLeft } from './rules/time-left.ts'
import { ofShares, sharesSeen } from './seen-shares.ts'
import { moment, pausedView } from './views.ts'
import type { DossierListPage } from './wire.ts'

export const PAGE = 50

// The last day that has a morrow to reckon with.
const LATEST_DAY = '9999-12-30'

/** A place in a list: the sort key and the id that breaks ties, so that rows that come meanwhile are not skipped. */
export const cursorOf = (key: string | null, id: string): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')

export const readCursor = (text: string | undefined): { key: string | null; id: string } | null => {
  if (text === undefined) return null
  try {
    const [key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown]
    if ((key === null || (isInstant(key) && key > '0001')) && typeof id === 'string' && isUuid(id))
      return { key, id }
  } catch {
    // falls through to the refusal
  }
  throw new Refusal('INVALID', 'cursor-unknown')
}

/** The owner as last corrected, for the dossier `d` of a list. */
export const newestOwner = query
  .selectFrom('person')
  .select(['person.id as person_id', 'person.version as person_version', 'person.sealed'])
  .where(sql<boolean>`person.id = d.owner_id`)
  .orderBy('version', 'desc')
  .limit(1)
  .as('p')

export const titlesOf = ({ title, titleEn }: { title: string; titleEn: string | null }) => ({
  title,
  titleEn,
})

// What of a position says how its time runs. Of what was stored before terms could stand still: nulls.
export const standingOf = [
  sql<Dossier['pauses'] | null>`d.position -> 'pauses'`.as('pauses'),
  sql<Dossier['waits'] | null>`d.position -> 'waits'`.as('waits'),
] as const

export const timesOf = ({
  pauses,
  waits,
}: {
  pauses: Dossier['pauses'] | null
  waits: Dossier['waits'] | null
}) => ({
  pauses: pauses ?? [],
  waits: waits ?? [],
})

export interface ListQuery {
  code?: string
  state?: Dossier['state']
  /** A legal day in Asia/Ho_Chi_Minh, `2026-11-24`. */
  receivedOn?: string
  cursor?: string
}

/** Dossiers the policy lets an officer see, newest first; the policy writes the WHERE. */
export const dossierList = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  wanted: ListQuery,
): Promise<DossierListPage> => {
  const from = readCursor(wanted.cursor)
  let asked = query
    .selectFrom('dossier as d')
    .leftJoinLateral(newestOwner, (join) => join.onTrue())
    .select([
      'd.id',
      'd.code',
      'd.state',
      'd.submitted_at',
      'd.accepted_at',
      'd.closed_at',
      'd.current_due_at',
      ...standingOf,
      'd.issued_at',
      'd.timeliness',
      'd.procedure_version_id',
      'd.authority_id',
      'd.holder_unit_id',
      'p.person_id',
      'p.person_version',
      'p.sealed',
    ])
    .where(ofShares(await sharesSeen(office, tx, signedIn)))
    .orderBy('d.submitted_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(PAGE + 1)
  if (wanted.code) asked = asked.where('d.code', '=', readDossierCode(wanted.code))
  if (wanted.state) asked = asked.where('d.state', '=', wanted.state)
  if (wanted.receivedOn !== undefined) {
    const { receivedOn } = wanted
    if (!isPlainDate(receivedOn) || receivedOn < EARLIEST_DAY || receivedOn > LATEST_DAY)
      throw new Refusal('INVALID', 'date-not-read', { field: 'receivedOn' })
    asked = asked
      .where('d.submitted_at', '>=', instantAt(receivedOn, 0))
      .where('d.submitted_at', '<', instantAt(addDays(receivedOn, 1), 0))
  }
  if (from?.key)
    asked = asked.where(sql<boolean>`(d.submitted_at, d.id) < (${from.key}::timestamptz, ${from.id}::uuid)`)
  const [rows] = await Promise.all([tx.all(asked), noteList(tx, signedIn, 'DOSSIERS_LISTED', requestId)])
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const holders = await office.directory.named(
    tx,
    signedIn.generation,
    page.flatMap((row) => row.holder_unit_id ?? []),
  )
  const items = await Promise.all(
    page.map(async (row) => {
      const times = timesOf(row)
      const paused = pausedView(standstill(times))
      return {
        id: row.id,
        code: row.code,
        state: row.state as Dossier['state'],
        procedure: titlesOf(await office.catalogue.version(tx, row.procedure_version_id)),
        ownerName: ownerName(office, row),
        submittedAt: rfc3339InHanoi(row.submitted_at as Instant),
        acceptedAt: moment(row.accepted_at as Instant | null),
        currentDueAt: moment(row.current_due_at as Instant | null),
        paused,
        workingTimeLeft: paused
          ? null
          : timeLeft(
              await office.calendars.inForce(tx, signedIn.generation, row.authority_id),
              {
                currentDueAt: row.current_due_at as Instant | null,
                issuedAt: (row.issued_at ?? row.closed_at) as Instant | null,
                pauses: times.pauses,
              },
              signedIn.now,
            ),
        timeliness: row.timeliness as Dossier['timeliness'],
        holderUnit: row.holder_unit_id === null ? null : (holders.get(row.holder_unit_id)?.name ?? null),
      }
    }),
  )
  return {
    items,
    nextCursor: rows.length > PAGE && last ? cursorOf(last.submitted_at, last.id) : null,
  }
}

/** The owner's name, opened; null once erased. */
export const ownerName = (
  office: Office,
  row: { person_id: string | null; person_version: number | null; sealed: Buffer | null },
): string | null =>
  row.person_id === null || row.person_version === null
    ? null
    : (unsealPerson(office.sealer, { id: row.person_id, version: row.person_version, sealed: row.sealed })
        ?.fullName ?? null)

/** Lists show names, so reading one is a read of personal data. */
export const noteList = (tx: Tx, signedIn: SignedIn, act: string, requestId: string) =>
  noteInLedger(
    tx,
    {
      actorId: signedIn.officer.id,
      authorityId: signedIn.officer.authorityId,
      act,
      subjectId: null,
      purpose: 'HANDLING',
      requestId,
    },
    signedIn.now,
  )
