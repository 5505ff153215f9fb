import {
  type Catalogue,
  databaseNow,
  type ProcedureVersion,
  type PublishedVersion,
  publishedVersions,
} from '#catalogue/index.ts'
import { hanoiDateOf, type Instant } from '#common/time.ts'
import {
  type Calendars,
  DEFAULT_DEADLINE_RULES,
  DEFAULT_INTAKE_RULES,
  DEFAULT_PAUSE_RULES,
  ruleInForce,
  type WorkingCalendar,
} from '#deadlines/index.ts'
import { type Circumstances, houseOf } from '#dossiers/index.ts'
import { type Directory, findCentres, findPostsCalled, type Role, type Unit } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Process, Processes } from '#routing/index.ts'
import type { Handled } from './rules/judge.ts'
import { type Mapping, type MeantProcedure, type PlacedProblem, wordKey } from './rules/mapping.ts'

/** The office that takes over, as it is in the database, and what the words of a mapping are in it. */

export interface TakingOffice {
  now: Instant
  centre: Unit
  calendar: WorkingCalendar
  units: readonly Unit[]
  /** By the name to sign in with. */
  officers: ReadonlyMap<string, { id: string; posts: readonly { unitId: string; role: Role }[] }>
  /** What one of their procedures is here; null where nobody has said. */
  procedureOf(name: string, code: string): OurProcedure | null
  /** What a decision on a dossier of this procedure depends on. */
  circumstances(procedure: ProcedureVersion, process: Process | null): Circumstances
}

export interface OurProcedure extends Handled {
  caseId: string
  /** Null where only the name is kept; then `key` is that name. */
  version: ProcedureVersion | null
}

interface Furniture {
  catalogue: Catalogue
  calendars: Calendars
  directory: Directory
  processes: Processes
}

/** @throws Refusal takeover-mapping-refused, naming the place of every word that is not known here */
export const takingOffice = async (house: Furniture, tx: Tx, mapping: Mapping): Promise<TakingOffice> => {
  const { now, generation } = await databaseNow(tx)
  const [centres, published, officers] = await Promise.all([
    findCentres(tx),
    publishedVersions(tx),
    findPostsCalled(tx, [...new Set(mapping.officers.values())]),
  ])
  const problems: PlacedProblem[] = []
  const centre = mapping.centre === null ? centres[0] : centres.find(({ code }) => code === mapping.centre)
  if (!centre || (mapping.centre === null && centres.length > 1)) {
    problems.push({ place: 'centre', problem: 'MAPPING_CENTRE_UNKNOWN' })
    throw mappingRefused(problems)
  }
  const [units, calendar] = await Promise.all([
    house.directory.unitsOf(tx, generation, centre.authorityId),
    house.calendars.inForce(tx, generation, centre.authorityId),
  ])
  for (const [word, code] of mapping.units)
    if (!units.some((unit) => unit.code === code))
      problems.push({ place: `units["${word}"]`, problem: 'MAPPING_UNIT_UNKNOWN' })
  for (const [word, username] of mapping.officers)
    if (!officers.has(username))
      problems.push({ place: `officers["${word}"]`, problem: 'MAPPING_OFFICER_UNKNOWN' })
  const ours = new Map<string, OurProcedure>()
  for (const [word, meant] of mapping.procedures) {
    const found = await ourProcedure(house, tx, published, meant)
    if ('problem' in found) problems.push({ place: `procedures["${word}"]`, problem: found.problem })
    else ours.set(word, found)
  }
  if (problems.length > 0) throw mappingRefused(problems)
  // A code of the national database is the same everywhere; a name is not.
  for (const { national_code: code } of published)
    if (code !== null && !ours.has(wordKey(code))) {
      const meant = { by: 'NATIONAL_CODE', named: code, ...NOTHING_SAID } as const
      const found = await ourProcedure(house, tx, published, meant)
      if (!('problem' in found)) ours.set(wordKey(code), found)
    }
  return {
    now,
    centre,
    calendar,
    units,
    officers,
    procedureOf: (name, code) =>
      (code === '' ? null : ours.get(wordKey(code))) ??
      (name === '' ? null : ours.get(wordKey(name))) ??
      null,
    circumstances: circumstancesIn(now, centre, units, calendar),
  }
}

export const mappingRefused = (problems: readonly PlacedProblem[]): Refusal =>
  new Refusal('INVALID', 'takeover-mapping-refused', {
    count: problems.length,
    problems: problems.map(({ place, problem }) => `${place}: ${problem}`),
  })

const NOTHING_SAID = { caseId: null, stepId: null, facts: {}, withoutTerm: false } as const

const ourProcedure = async (
  house: Furniture,
  tx: Tx,
  published: readonly PublishedVersion[],
  meant: MeantProcedure,
): Promise<OurProcedure | { problem: PlacedProblem['problem'] }> => {
  if (meant.by === 'KEPT')
    return {
      key: meant.named,
      isKept: true,
      process: null,
      stepId: null,
      facts: {},
      withoutTerm: false,
      caseId: 'chung',
      version: null,
    }
  // The newest: what was promised by an older one is printed on the receipt, and holds.
  const found = published.findLast(({ slug, national_code }) =>
    meant.by === 'SLUG' ? slug === meant.named : national_code === meant.named,
  )
  if (!found) return { problem: 'MAPPING_PROCEDURE_UNKNOWN' }
  const version = await house.catalogue.version(tx, found.id)
  const caseId = meant.caseId ?? version.cases[0]?.id
  if (caseId === undefined || !version.cases.some(({ id }) => id === caseId))
    return { problem: 'MAPPING_CASE_UNKNOWN' }
  const process =
    version.processVersionId === null ? null : await house.processes.version(tx, version.processVersionId)
  const { stepId, facts, withoutTerm } = meant
  if (
    stepId !== null &&
    !process?.steps.some(({ id, kind }) => id === stepId && (kind === 'CHECK' || kind === 'APPRAISE'))
  )
    return { problem: 'MAPPING_STEP_UNKNOWN' }
  return { key: version.id, isKept: false, process, stepId, facts, withoutTerm, caseId, version }
}

const circumstancesIn = (now: Instant, centre: Unit, units: readonly Unit[], calendar: WorkingCalendar) => {
  const today = hanoiDateOf(now)
  const [rule, pauseRule, intakeRule] = [
    ruleInForce(DEFAULT_DEADLINE_RULES, today),
    ruleInForce(DEFAULT_PAUSE_RULES, today),
    ruleInForce(DEFAULT_INTAKE_RULES, today),
  ]
  if (!rule || !pauseRule || !intakeRule) throw new Error('no rule of deadlines is in force')
  const placeOf = ({ id, authorityId }: Unit) => ({ unitId: id, authorityId })
  return (procedure: ProcedureVersion, process: Process | null): Circumstances => ({
    now,
    actor: houseOf(centre),
    procedure,
    process,
    calendar,
    rule,
    pauseRule,
    intakeRule,
    competentAuthorityId: centre.authorityId,
    receivingUnitId: centre.id,
    unitFor: (fn) => {
      const unit = fn === 'CENTRE' ? centre : units.find((candidate) => candidate.fn === fn)
      if (!unit) throw new Refusal('CONFLICT', 'no-competent-unit', { unit: fn })
      return placeOf(unit)
    },
    unitById: (id) => {
      const unit = units.find((candidate) => candidate.id === id)
      return unit ? placeOf(unit) : null
    },
    // Whoever had it before has it, or the post has.
    officerNamed: () => null,
    leastLoaded: () => null,
    newId,
  })
}
