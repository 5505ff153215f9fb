import { noteInLedger } from '#audit/index.ts'
import { maySee, mayTellWhoIsWho, type Officer, type SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { newId } from '#platform/ids.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Sealer, sealedIn } from '#platform/seal.ts'
import type { Office } from './office.ts'
import { readText, type SealedVersion, unsealPerson } from './people.ts'
import type { SamePersonInput } from './people-wire.ts'
import { mustBePossiblyOne } from './rules/same-person.ts'

/** The same human being, written down twice: found by an officer, with a reason, and taken back when it was wrong. */

export interface FindingRow {
  id: string
  one_id: string
  other_id: string
  reason: Buffer
  declared_at: string
  declared_by: string
}

// `union` ends where nobody new is met, however the findings hang together.
const findings = statement<FindingRow>(
  'same-person-among',
  `with recursive linked (id) as (
     select unnest($2::uuid[])
     union
     select next.id from linked cross join lateral (
       select other_id as id from same_person
       where authority_id = $1 and one_id = linked.id and undone_at is null
       union all
       select one_id from same_person
       where authority_id = $1 and other_id = linked.id and undone_at is null) next)
   select s.id, s.one_id, s.other_id, s.reason, s.declared_at, s.declared_by
   from same_person s join linked on linked.id = s.one_id
   where s.authority_id = $1 and s.undone_at is null order by s.declared_at, s.id`,
)

/** What an authority found of these persons, and of whomever they were found to be one with. */
export const findingsAmong = (
  tx: Tx,
  authorityId: string,
  personIds: readonly string[],
): Promise<FindingRow[]> =>
  personIds.length === 0 ? Promise.resolve([]) : tx.run(findings, [authorityId, personIds])

export const reasonOf = (sealer: Sealer, { id, reason }: Pick<FindingRow, 'id' | 'reason'>): string =>
  sealer.openText(reason, place(id))

const place = (id: string): string => sealedIn('same_person', 'reason', id)

/** What is asked of a dossier, to know whether an officer may see the person in it. */
interface SeenIn {
  authorities: string[]
  units: string[]
  procedure_version_id: string
}

interface PersonRow extends SealedVersion, SeenIn {
  dossier_id: string
  verified_number: string | null
}

const persons = statement<PersonRow>(
  'same-person-persons',
  `select distinct on (p.id) p.id, p.version, p.sealed, p.dossier_id, d.authorities, d.units, d.procedure_version_id,
     case when p.number_verified_at is not null then encode(p.id_number_index, 'hex') end as verified_number
   from person p join dossier d on d.id = p.dossier_id where p.id = any($1) order by p.id, p.version desc`,
)

/** By a post that holds for its procedure, as everywhere. */
const seesAll = async (
  { catalogue }: Office,
  tx: Tx,
  officer: Officer,
  dossiers: readonly SeenIn[],
): Promise<boolean> => {
  const procedures = await Promise.all(dossiers.map((row) => catalogue.version(tx, row.procedure_version_id)))
  return dossiers.every((dossier, nth) => maySee(officer, dossier, procedures[nth]))
}

const declare = statement<{ id: string }>(
  'same-person-declare',
  `insert into same_person (id, authority_id, one_id, one_dossier_id, other_id, other_dossier_id, reason, declared_at,
     declared_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   on conflict (authority_id, one_id, other_id) where undone_at is null do nothing returning id`,
)

/**
 * Finds two persons to be one; saying it twice is saying it once.
 *
 * @throws Refusal NOT_FOUND when either may not be seen, NOT_ALLOWED for who does not write people down, CONFLICT
 *   `verified-numbers-differ`, `numbers-differ`
 */
export const declareSame = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  { personIds, reason, numbersDiffer }: SamePersonInput,
): Promise<{ id: string }> => {
  const { officer, now } = signedIn
  const [first = '', second = ''] = personIds
  const known = await findingsAmong(tx, officer.authorityId, [first, second])
  const everybody = [...new Set([first, second, ...known.flatMap((row) => [row.one_id, row.other_id])])]
  const rows = await tx.run(persons, [everybody])
  const [oneId, otherId] = first < second ? [first, second] : [second, first]
  const one = rows.find((row) => row.id === oneId)
  const other = rows.find((row) => row.id === otherId)
  if (!one || !other || !(await seesAll(office, tx, officer, [one, other]))) throw notFound()
  if (!mayTellWhoIsWho(officer)) throw new Refusal('NOT_ALLOWED', 'findings-for-the-centre-only')
  const together = rows.map((row) => ({
    id: row.id,
    number: unsealPerson(office.sealer, row)?.citizenNumber ?? null,
    verifiedNumber: row.verified_number,
  }))
  const before = known.map((row) => ({ oneId: row.one_id, otherId: row.other_id }))
  mustBePossiblyOne(oneId, otherId, together, before, numbersDiffer === 'CONFIRMED')
  const words = readText(reason, 'reason')
  const id = newId()
  const [made] = await tx.run(declare, [
    id,
    officer.authorityId,
    oneId,
    one.dossier_id,
    otherId,
    other.dossier_id,
    office.sealer.seal(words, place(id)),
    now,
    officer.id,
  ])
  if (!made) {
    const before = (await findingsAmong(tx, officer.authorityId, [oneId])).find(
      (row) => row.one_id === oneId && row.other_id === otherId,
    )
    if (!before) throw new Error(`a finding of ${oneId} and ${otherId} is there and is not`)
    return { id: before.id }
  }
  await noteBoth(tx, signedIn, requestId, 'SAME_PERSON_DECLARED', id, [one.dossier_id, other.dossier_id])
  return { id }
}

const undo = statement<{ one_dossier_id: string; other_dossier_id: string; undone_before: boolean }>(
  'same-person-undo',
  `update same_person s set undone_at = coalesce(s.undone_at, $2), undone_by = coalesce(s.undone_by, $3)
   from (select id, undone_at is not null as before from same_person where id = $1 for update) was
   where s.id = was.id
   returning s.one_dossier_id, s.other_dossier_id, was.before as undone_before`,
)

/**
 * Takes a finding of one's authority back: it is kept, and groups nothing any more. Taking it back twice is once.
 *
 * @throws Refusal NOT_FOUND when there is none of one's authority, NOT_ALLOWED for who does not write people down,
 *   PRECONDITION_MISSING `undoing-not-confirmed`: a slip of the hand takes a colleague's finding away
 */
export const undoSame = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  { id, isConfirmed }: { id: string; isConfirmed: boolean },
): Promise<void> => {
  const { officer, now } = signedIn
  const dossiers = await tx.run(dossiersOfFinding, [id])
  if (dossiers.length === 0 || !(await seesAll(office, tx, officer, dossiers))) throw notFound()
  if (!mayTellWhoIsWho(officer)) throw new Refusal('NOT_ALLOWED', 'findings-for-the-centre-only')
  if (!isConfirmed) throw new Refusal('PRECONDITION_MISSING', 'undoing-not-confirmed')
  const [undone] = await tx.run(undo, [id, now, officer.id])
  if (!undone || undone.undone_before) return
  await noteBoth(tx, signedIn, requestId, 'SAME_PERSON_UNDONE', id, [
    undone.one_dossier_id,
    undone.other_dossier_id,
  ])
}

const dossiersOfFinding = statement<SeenIn>(
  'same-person-dossiers',
  `select d.authorities, d.units, d.procedure_version_id from same_person s
   join dossier d on d.id in (s.one_dossier_id, s.other_dossier_id) where s.id = $1`,
)

/** Under both dossiers, so that the ledger of either tells of it. */
const noteBoth = async (
  tx: Tx,
  { officer, now }: SignedIn,
  requestId: string,
  act: string,
  findingId: string,
  dossierIds: readonly string[],
): Promise<void> => {
  for (const subjectId of new Set(dossierIds))
    await noteInLedger(
      tx,
      {
        actorId: officer.id,
        authorityId: officer.authorityId,
        act,
        subjectId,
        purpose: null,
        requestId,
        detail: { findingId },
      },
      now,
    )
}
