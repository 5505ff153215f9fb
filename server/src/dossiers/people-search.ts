import { noteInLedger } from '#audit/index.ts'
import { maskedNumber } from '#common/names.ts'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import { dossierScope, findOfficers, mayTellWhoIsWho, type Scope, type SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Statement, statement } from '#platform/db/statement.ts'
import { keyedWords } from './keyed-words.ts'
import { titlesOf } from './lists.ts'
import type { Office } from './office.ts'
import { type Person, unsealPerson } from './people.ts'
import type { FoundPeople, PeopleSearchInput } from './people-wire.ts'
import type { Dossier } from './rules/dossier.ts'
import { fitOf, type Sought, soughtPeople } from './rules/name-words.ts'
import { byHumanBeing } from './rules/same-person.ts'
import { standstill, timeLeft } from './rules/time-left.ts'
import { type FindingRow, findingsAmong, reasonOf } from './same-person.ts'
import { moment, pausedView } from './views.ts'

/**
 * Finds people by name, number, telephone or dossier code among the dossiers an officer may see. Nothing that names them is
 * readable in the database: keyed words lead to candidates, which are opened and held against what was typed.
 */

// Shown at most; who has more before her is better served by another word.
const SHOWN = 50
// Opened to choose those from: of the newest `Hùng` and `Hưng`, those with the mark that was typed come first.
const OPENED = 120
// How far a walk goes, newest first, for dossiers of one's own unit among those of an authority, or for a second word.
const WALKED = 3_000
// Fewer than these ending as typed, and those with the words in any order fill up.
const FEW = 5
// Enough to know which of two words is the rarer.
const COUNTED = 300

/** @throws Refusal when what was typed is too short, or part of a number */
export const searchPeople = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  { words }: PeopleSearchInput,
): Promise<FoundPeople> => {
  const sought = soughtPeople(words)
  const { officer, now } = signedIn
  const scope = dossierScope(officer)
  const mayDeclare = mayTellWhoIsWho(officer)
  if (scope.kind === 'NONE') return { by: sought.by, items: [], hasMore: false, mayTellWhoIsWho: false }
  const { rows, hasMore } = await matching(office, tx, scope, sought)
  const shown = rows.slice(0, SHOWN)
  const findings = await findingsAmong(tx, scope.authorityId, shown.map(idOf))
  const all = [...shown, ...(await linked(office, tx, scope, shown, findings))]
  const groups = byHumanBeing(
    all,
    findings.map((row) => ({ oneId: row.one_id, otherId: row.other_id })),
  )
  const [finders] = await Promise.all([
    findings.length > 0 ? findOfficers(tx, [...new Set(findings.map(({ declared_by }) => declared_by))]) : [],
    noteInLedger(
      tx,
      {
        actorId: officer.id,
        authorityId: officer.authorityId,
        act: 'PEOPLE_SEARCHED',
        subjectId: null,
        purpose: 'HANDLING',
        requestId,
        detail: { by: sought.by, shown: all.length },
      },
      now,
    ),
  ])
  const items = await Promise.all(
    groups.map(async (group) => ({
      persons: await Promise.all(group.map((row) => personView(office, tx, signedIn, row))),
      findings: findings
        .filter(({ one_id, other_id }) =>
          [one_id, other_id].every((id) => group.some((row) => row.id === id)),
        )
        .map((finding) => ({
          id: finding.id,
          personIds: [finding.one_id, finding.other_id],
          reason: reasonOf(office.sealer, finding),
          by: finders.find(({ id }) => id === finding.declared_by)?.full_name ?? '',
          at: rfc3339InHanoi(finding.declared_at as Instant),
        })),
    })),
  )
  return { by: sought.by, items, hasMore: hasMore || rows.length > SHOWN, mayTellWhoIsWho: mayDeclare }
}

const idOf = ({ id }: { id: string }): string => id

/** A person of one dossier, as the newest version has it. */
interface Row {
  person_id: string
  person_version: number
  part: 'OWNER' | 'SUBMITTER' | 'SUBJECT' | 'RECEIVER'
  sealed: Buffer | null
  id_number_index: Buffer | null
  number_verified_at: string | null
  recorded_at: string
  dossier_id: string
  code: string
  state: string
  submitted_at: Instant
  accepted_at: Instant | null
  issued_at: Instant | null
  closed_at: Instant | null
  current_due_at: Instant | null
  timeliness: string | null
  pauses: Dossier['pauses'] | null
  waits: Dossier['waits'] | null
  procedure_version_id: string
  authority_id: string
}

/** The same, opened. */
interface OpenedRow extends Row {
  id: string
  person: Person
  verifiedNumber: string | null
}

// ---- Ways of finding --------------------------------------------------------------------------------------------

type Seeing = Exclude<Scope, { kind: 'NONE' }>

const unitsOf = (scope: Seeing): readonly string[] | null => (scope.kind === 'UNIT' ? scope.unitIds : null)

/** Those that fit, the likest first and of them the newest; and whether there may be more than were looked at. */
const matching = async (
  office: Office,
  tx: Tx,
  scope: Seeing,
  sought: Sought,
): Promise<{ rows: OpenedRow[]; hasMore: boolean }> => {
  const { sealer } = office
  const units = unitsOf(scope)
  switch (sought.by) {
    case 'NAME': {
      const { rows, hasMore } = await named(office, tx, scope, sought)
      const fits = opened(office, rows).flatMap((row) => {
        const fit = fitOf(row.person.fullName, sought)
        return fit === null ? [] : [{ row, fit }]
      })
      return { rows: fits.sort((one, other) => other.fit - one.fit).map(({ row }) => row), hasMore }
    }
    case 'CITIZEN_NUMBER': {
      const rows = await tx.run(byNumber, [units, sealer.blindIndexes('citizen-number', sought.value)])
      const fit = opened(office, rows).filter(({ person }) => person.citizenNumber === sought.value)
      return { rows: fit, hasMore: rows.length === OPENED }
    }
    case 'PHONE': {
      const rows = await tx.run(byPhone, [units, sealer.blindIndexes('phone', sought.value)])
      const fit = opened(office, rows).filter(({ person }) => person.phone === sought.value)
      return { rows: fit, hasMore: rows.length === OPENED }
    }
    case 'CODE':
      return { rows: opened(office, await tx.run(byCode, [units, sought.value])), hasMore: false }
  }
}

/** Who ends as typed; where they are few, whoever has all the words, beginning at the rarest of them. */
const named = async (
  office: Office,
  tx: Tx,
  scope: Seeing,
  { keys, end }: Extract<Sought, { by: 'NAME' }>,
): Promise<{ rows: Row[]; hasMore: boolean }> => {
  const units = unitsOf(scope)
  const keyed = (word: string) => keyedWords(office.sealer, scope.authorityId, word)
  const rows: Row[] = []
  let isCut = false
  // One walk for each readable key, which is one key nearly always.
  const ends = keyed(end)
  for (const word of ends) rows.push(...(await tx.run(byWord, [units, word])))
  if (rows.length < OPENED) isCut = await isLong(tx, ends)
  if (rows.length < FEW && !(keys.length === 1 && keys[0] === end)) {
    const kept = keys.map(keyed)
    for (const nth of ends.keys()) {
      const counted = await Promise.all(
        kept.map(async (word) => ({ word: word[nth], count: await countOf(tx, word[nth]) })),
      )
      counted.sort((one, other) => one.count - other.count)
      const [rarest, ...others] = counted.map(({ word }) => word)
      if (counted[0]?.count === 0) continue
      rows.push(...(await tx.run(byWords, [units, rarest, others])))
      isCut ||= counted[0]!.count === COUNTED && (await isLong(tx, [rarest]))
    }
  }
  return { rows, hasMore: rows.length >= OPENED || isCut }
}

const countOf = async (tx: Tx, word: string | undefined): Promise<number> =>
  (await tx.run(countWord, [word]))[0]?.count ?? 0

const isLong = async (tx: Tx, words: readonly (string | undefined)[]): Promise<boolean> => {
  const found = await Promise.all(words.map((word) => tx.run(beyondWalk, [word])))
  return found.some((rows) => rows.length > 0)
}

/** Without those who were erased, each once. */
const opened = (office: Office, rows: readonly Row[]): OpenedRow[] => {
  const once = new Map(rows.map((row) => [row.person_id, row]))
  return [...once.values()].flatMap((row) => {
    const { person_id: id, person_version: version, sealed } = row
    const person = unsealPerson(office.sealer, { id, version, sealed })
    const verifiedNumber =
      row.number_verified_at === null ? null : (row.id_number_index?.toString('hex') ?? null)
    return person ? [{ ...row, id, person, verifiedNumber }] : []
  })
}

/** Who is one with those who were found, and was found by nothing that was typed. */
const linked = async (
  office: Office,
  tx: Tx,
  scope: Seeing,
  shown: readonly OpenedRow[],
  findings: readonly FindingRow[],
): Promise<OpenedRow[]> => {
  const known = new Set(shown.map(idOf))
  const units = unitsOf(scope)
  const ids = findings.flatMap(({ one_id, other_id }) => [one_id, other_id]).filter((id) => !known.has(id))
  const numbers = shown.flatMap((row) => (row.verifiedNumber === null ? [] : (row.id_number_index ?? [])))
  const [byFinding, byVerified] = await Promise.all([
    ids.length > 0 ? tx.run(byIds, [units, [...new Set(ids)]]) : [],
    numbers.length > 0 ? tx.run(byVerifiedNumber, [units, numbers]) : [],
  ])
  return opened(office, [...byFinding, ...byVerified]).filter(({ id }) => !known.has(id))
}

// ---- As it is told ----------------------------------------------------------------------------------------------

const personView = async (office: Office, tx: Tx, { generation, now }: SignedIn, row: OpenedRow) => ({
  id: row.id,
  part: row.part,
  fullName: row.person.fullName,
  birthDate: row.person.birthDate,
  citizenNumberMasked: row.person.citizenNumber ? maskedNumber(row.person.citizenNumber) : null,
  isNumberVerified: row.verifiedNumber !== null,
  phoneMasked: row.person.phone ? maskedNumber(row.person.phone) : null,
  dossier: {
    id: row.dossier_id,
    code: row.code,
    state: row.state as Dossier['state'],
    procedure: titlesOf(await office.catalogue.version(tx, row.procedure_version_id)),
    submittedAt: rfc3339InHanoi(row.submitted_at),
    acceptedAt: moment(row.accepted_at),
    currentDueAt: moment(row.current_due_at),
    paused: pausedView(standstill({ pauses: row.pauses ?? [], waits: row.waits ?? [] })),
    workingTimeLeft: timeLeft(
      await office.calendars.inForce(tx, generation, row.authority_id),
      {
        currentDueAt: row.current_due_at,
        issuedAt: row.issued_at ?? row.closed_at,
        pauses: row.pauses ?? [],
      },
      now,
    ),
    timeliness: row.timeliness as Dossier['timeliness'],
  },
})

// ---- Statements -------------------------------------------------------------------------------------------------

/**
 * The dossiers and newest versions of the persons that `found` gives, in its order, as far as one may see them. `lateral` with
 * a limit is looked up row by row and stops with the last that is shown; as a join the planner may read every dossier.
 *
 * @param found gives person_id, dossier_id and recorded_at, the newest first; `$1` are one's units, or null
 */
const seen = (name: string, found: string): Statement<Row> =>
  statement<Row>(
    name,
    `select p.id as person_id, p.version as person_version, p.part, p.sealed, p.id_number_index, p.number_verified_at,
       w.recorded_at, d.id as dossier_id, d.code, d.state, d.submitted_at, d.accepted_at, d.issued_at, d.closed_at,
       d.current_due_at, d.timeliness, d.position -> 'pauses' as pauses, d.position -> 'waits' as waits,
       d.procedure_version_id, d.authority_id
     from (${found}) w
     cross join lateral (
       select * from dossier where dossier.id = w.dossier_id and ($1::text[] is null or dossier.units && $1) limit 1) d
     cross join lateral (select * from person where person.id = w.person_id order by version desc limit 1) p
     order by w.recorded_at desc limit ${OPENED}`,
  )

const WALK = `select person_id, dossier_id, recorded_at from person_word
  where word = $2::bigint order by recorded_at desc limit ${WALKED}`

const byWord = seen('people-by-word', WALK)

// Counted row by row: as a join it was planned as a hash of every row of the commonest word.
const byWords = seen(
  'people-by-words',
  `select * from (${WALK}) rare
   where cardinality($3::bigint[]) = (select count(distinct other.word) from person_word other
     where other.word = any($3::bigint[]) and other.recorded_at = rare.recorded_at
       and other.person_id = rare.person_id)`,
)

const countWord = statement<{ count: number }>(
  'people-word-count',
  `select count(*)::integer as count from (select 1 from person_word where word = $1::bigint limit ${COUNTED}) few`,
)

const beyondWalk = statement(
  'people-word-beyond',
  `select 1 from person_word where word = $1::bigint order by recorded_at desc offset ${WALKED} limit 1`,
)

const ofPersons = (where: string): string =>
  `select id as person_id, dossier_id, recorded_at from person where ${where} order by recorded_at desc limit ${OPENED}`

const byNumber = seen('people-by-number', ofPersons('id_number_index = any($2::bytea[])'))
const byPhone = seen('people-by-phone', ofPersons('phone_index = any($2::bytea[])'))
const byIds = seen('people-by-id', ofPersons('id = any($2::uuid[])'))
const byVerifiedNumber = seen(
  'people-by-verified-number',
  ofPersons('id_number_index = any($2::bytea[]) and number_verified_at is not null'),
)
const byCode = seen(
  'people-by-code',
  ofPersons('dossier_id = (select dossier.id from dossier where code = $2)'),
)
