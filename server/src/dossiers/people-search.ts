import { noteInLedger } from '#audit/index.ts'
import { maskedNumber } from '#common/names.ts'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import { findOfficers, mayTellWhoIsWho, type SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Statement, statement } from '#platform/db/statement.ts'
import { keyedWords } from './keyed-words.ts'
import { titlesOf } from './lists.ts'
import type { Office } from './office.ts'
import { type Person, unsealPerson } from './people.ts'
import { keepPace } from './people-pace.ts'
import type { FoundPeople, PeopleSearchInput } from './people-wire.ts'
import type { Dossier } from './rules/dossier.ts'
import { fitOf, type Sought, soughtPeople } from './rules/name-words.ts'
import { byHumanBeing } from './rules/same-person.ts'
import { standstill, timeLeft } from './rules/time-left.ts'
import { type FindingRow, findingsAmong, reasonOf } from './same-person.ts'
import { type SeenShare, sharesSeen } from './seen-shares.ts'
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

/**
 * A search is kept in the ledger, found anybody or not: who, when, by what kind of word and how many were shown; what was
 * typed is not.
 *
 * @throws Refusal when what was typed is too short, or part of a number; TOO_MANY `too-many-people-searches`
 */
export const searchPeople = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  requestId: string,
  { words }: PeopleSearchInput,
): Promise<FoundPeople> => {
  const sought = soughtPeople(words)
  const { officer, now } = signedIn
  await keepPace(tx, signedIn)
  const eyes = eyesOf(officer.authorityId, await sharesSeen(office, tx, signedIn))
  const { rows, hasMore } = await matching(office, tx, eyes, sought)
  const shown = rows.slice(0, SHOWN)
  const findings = await findingsAmong(tx, officer.authorityId, shown.map(idOf))
  const all = [...shown, ...(await linked(office, tx, eyes, shown, findings))]
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
          numbersApart: apart(group, finding),
          by: finders.find(({ id }) => id === finding.declared_by)?.full_name ?? '',
          at: rfc3339InHanoi(finding.declared_at as Instant),
        })),
    })),
  )
  return {
    by: sought.by,
    items,
    hasMore: hasMore || rows.length > SHOWN,
    mayTellWhoIsWho: mayTellWhoIsWho(officer),
  }
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

/** What one sees of the dossiers of one's authority, as the statements ask for it. */
interface Eyes {
  authorityId: string
  /** By posts that hold for every procedure: what these units take part in; null: everything. */
  units: readonly string[] | null
  /** By posts that were lent for some procedures; null where there are none, which is nearly always. */
  lent: string | null
}

const eyesOf = (authorityId: string, shares: readonly SeenShare[]): Eyes => {
  const whole = shares.find(({ versionIds }) => versionIds === null)
  const lent = shares.flatMap(({ unitIds, versionIds }) =>
    versionIds === null ? [] : [{ units: unitIds, versions: versionIds }],
  )
  return {
    authorityId,
    units: whole ? whole.unitIds : [],
    lent: lent.length === 0 ? null : JSON.stringify(lent),
  }
}

/** The first two values of every statement below. */
const sightOf = ({ units, lent }: Eyes) => [units, lent] as const

/** What was found of a kind, and whether there may be more than were looked at. */
interface Matches<Found> {
  rows: Found[]
  hasMore: boolean
}

/** Those that fit, the likest first and of them the newest. */
const matching = async (office: Office, tx: Tx, eyes: Eyes, sought: Sought): Promise<Matches<OpenedRow>> => {
  const { sealer } = office
  switch (sought.by) {
    case 'NAME': {
      const { rows, hasMore } = await ofThatName(office, tx, eyes, sought)
      const fits = opened(office, rows).flatMap((row) => {
        const fit = fitOf(row.person.fullName, sought)
        return fit === null ? [] : [{ row, fit }]
      })
      return { rows: fits.sort((one, other) => other.fit - one.fit).map(({ row }) => row), hasMore }
    }
    case 'CITIZEN_NUMBER': {
      const rows = await tx.run(byNumber, [
        ...sightOf(eyes),
        sealer.blindIndexes('citizen-number', sought.value),
      ])
      const fit = opened(office, rows).filter(({ person }) => person.citizenNumber === sought.value)
      return { rows: fit, hasMore: rows.length === OPENED }
    }
    case 'PHONE': {
      const rows = await tx.run(byPhone, [...sightOf(eyes), sealer.blindIndexes('phone', sought.value)])
      const fit = opened(office, rows).filter(({ person }) => person.phone === sought.value)
      return { rows: fit, hasMore: rows.length === OPENED }
    }
    case 'CODE':
      return { rows: opened(office, await tx.run(byCode, [...sightOf(eyes), sought.value])), hasMore: false }
  }
}

/** Who ends as typed; where they are few, whoever has all the words too. */
const ofThatName = async (
  { sealer }: Office,
  tx: Tx,
  eyes: Eyes,
  { keys, end }: Extract<Sought, { by: 'NAME' }>,
): Promise<Matches<Row>> => {
  const keyed = (word: string) => keyedWords(sealer, eyes.authorityId, word)
  const ending = await endingIn(tx, eyes, keyed(end))
  const saysNoMore = keys.length === 1 && keys[0] === end
  if (ending.rows.length >= FEW || saysNoMore) return ending
  const having = await havingAll(tx, eyes, keys.map(keyed))
  return { rows: [...ending.rows, ...having.rows], hasMore: ending.hasMore || having.hasMore }
}

/** @param ends the end of a name under each readable key, which is one key nearly always */
const endingIn = async (tx: Tx, eyes: Eyes, ends: readonly string[]): Promise<Matches<Row>> => {
  const rows: Row[] = []
  for (const end of ends) rows.push(...(await tx.run(byWord, [...sightOf(eyes), end])))
  const found = rows.length >= OPENED ? [true] : await Promise.all(ends.map((end) => isLong(tx, end)))
  return { rows, hasMore: found.includes(true) }
}

/** @param words each under every readable key, in the order of the keys */
const havingAll = async (
  tx: Tx,
  eyes: Eyes,
  words: readonly (readonly string[])[],
): Promise<Matches<Row>> => {
  const all: Row[] = []
  let isCut = false
  for (const key of (words[0] ?? []).keys()) {
    const [rarest, ...others] = await rarestFirst(
      tx,
      words.flatMap((word) => word[key] ?? []),
    )
    if (!rarest || rarest.count === 0) continue
    const rows = await tx.run(byWords, [...sightOf(eyes), rarest.word, others.map(({ word }) => word)])
    all.push(...rows)
    isCut ||= rows.length >= OPENED || (rarest.count === COUNTED && (await isLong(tx, rarest.word)))
  }
  return { rows: all, hasMore: isCut }
}

const rarestFirst = async (tx: Tx, words: readonly string[]): Promise<{ word: string; count: number }[]> => {
  const counted = await Promise.all(words.map(async (word) => ({ word, count: await countOf(tx, word) })))
  return counted.sort((one, other) => one.count - other.count)
}

const countOf = async (tx: Tx, word: string): Promise<number> =>
  (await tx.run(countWord, [word]))[0]?.count ?? 0

/** Whether a walk along that word ends before its rows do. */
const isLong = async (tx: Tx, word: string): Promise<boolean> => (await tx.run(beyondWalk, [word])).length > 0

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
  eyes: Eyes,
  shown: readonly OpenedRow[],
  findings: readonly FindingRow[],
): Promise<OpenedRow[]> => {
  const known = new Set(shown.map(idOf))
  const ids = findings.flatMap(({ one_id, other_id }) => [one_id, other_id]).filter((id) => !known.has(id))
  const numbers = shown.flatMap((row) => (row.verifiedNumber === null ? [] : (row.id_number_index ?? [])))
  const [byFinding, byVerified] = await Promise.all([
    ids.length > 0 ? tx.run(byIds, [...sightOf(eyes), [...new Set(ids)]]) : [],
    numbers.length > 0 ? tx.run(byVerifiedNumber, [...sightOf(eyes), numbers]) : [],
  ])
  return opened(office, [...byFinding, ...byVerified]).filter(({ id }) => !known.has(id))
}

// ---- As it is told ----------------------------------------------------------------------------------------------

/** The numbers of the two that a finding joins, where both have one and they differ. */
const apart = (group: readonly OpenedRow[], { one_id, other_id }: FindingRow): string[] => {
  const [one, other] = [one_id, other_id].map(
    (id) => group.find((row) => row.id === id)?.person.citizenNumber ?? null,
  )
  return one && other && one !== other ? [maskedNumber(one), maskedNumber(other)] : []
}

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

/** `$1` are the units and `$2` the lent posts of `Eyes`. */
const SEEN = `$1::text[] is null or dossier.units && $1 or ($2::jsonb is not null and exists (
  select from jsonb_to_recordset($2) as lent(units text[], versions uuid[])
  where dossier.procedure_version_id = any(lent.versions) and (lent.units is null or dossier.units && lent.units)))`

/**
 * The dossiers and newest versions of the persons that `found` gives, in its order, as far as one may see them. `lateral` with
 * a limit is looked up row by row and stops with the last that is shown; as a join the planner may read every dossier.
 *
 * @param found gives person_id, dossier_id and recorded_at, the newest first; its own values begin at `$3`
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
       select * from dossier where dossier.id = w.dossier_id and (${SEEN}) limit 1) d
     cross join lateral (select * from person where person.id = w.person_id order by version desc limit 1) p
     order by w.recorded_at desc limit ${OPENED}`,
  )

const WALK = `select person_id, dossier_id, recorded_at from person_word
  where word = $3::bigint order by recorded_at desc limit ${WALKED}`

const byWord = seen('people-by-word', WALK)

// Counted row by row: as a join it was planned as a hash of every row of the commonest word.
const byWords = seen(
  'people-by-words',
  `select * from (${WALK}) rare
   where cardinality($4::bigint[]) = (select count(distinct other.word) from person_word other
     where other.word = any($4::bigint[]) and other.recorded_at = rare.recorded_at
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

const byNumber = seen('people-by-number', ofPersons('id_number_index = any($3::bytea[])'))
const byPhone = seen('people-by-phone', ofPersons('phone_index = any($3::bytea[])'))
const byIds = seen('people-by-id', ofPersons('id = any($3::uuid[])'))
const byVerifiedNumber = seen(
  'people-by-verified-number',
  ofPersons('id_number_index = any($3::bytea[]) and number_verified_at is not null'),
)
const byCode = seen(
  'people-by-code',
  ofPersons('dossier_id = (select dossier.id from dossier where code = $3)'),
)
