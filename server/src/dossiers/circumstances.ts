import { type ProcedureVersion, whyNotReceived } from '#catalogue/index.ts'
import { hanoiDateOf, type Instant, type PlainDate } from '#common/time.ts'
import { ruleInForce, withHoursOf } from '#deadlines/index.ts'
import {
  type Counter,
  covers,
  findOfficersNamed,
  officersFor,
  type Role,
  type SignedIn,
  type Unit,
} from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Process } from '#routing/index.ts'
import type { Office } from './office.ts'
import type { Actor, Circumstances } from './rules/command.ts'
import type { Dossier } from './rules/dossier.ts'
import { countOpenTasks } from './store.ts'

/** Whoever acts, and what a transaction knows of the moment. */
export interface Acting {
  actor: Actor
  now: Instant
  /** Names the state of the reference data. */
  generation: string
  counterId: string | null
}

/** An officer as a decision sees her, in the posts that hold for this procedure. */
export const acting = (
  { officer, counterSession, now, generation }: SignedIn,
  procedure: Pick<ProcedureVersion, 'slug' | 'field'>,
): Acting => ({
  actor: {
    kind: 'OFFICER',
    id: officer.id,
    authorityId: officer.authorityId,
    unitId: officer.unitId,
    posts: officer.posts.filter((post) => covers(post, procedure)),
    counterSession: counterSession
      ? { id: counterSession.id, centreId: counterSession.centreId, pointId: null }
      : null,
  },
  now,
  generation,
  counterId: counterSession?.counterId ?? null,
})

const nobody = { unitId: '', posts: [], counterSession: null } as const

/** Whoever has the receipt of a dossier in hand. */
export const citizenOf = (dossier: Pick<Dossier, 'authorityId'>): Actor => ({
  kind: 'CITIZEN',
  id: 'citizen',
  authorityId: dossier.authorityId,
  ...nobody,
})

/** The house by itself, when a day has passed. */
export const houseOf = (dossier: Pick<Dossier, 'authorityId'>): Actor => ({
  kind: 'SYSTEM',
  id: 'system',
  authorityId: dossier.authorityId,
  ...nobody,
})

export type Gathered = Circumstances & { units: readonly Unit[]; counter: Counter | null }

/** Everything a decision on this procedure depends on, gathered in one message. */
export const gather = async (
  office: Office,
  tx: Tx,
  who: Acting,
  procedure: ProcedureVersion,
  place: { competentAuthorityId: string; receivingUnitId: string },
  /** What was pinned, of a dossier that is there. */
  dossier?: Pick<Dossier, 'processVersionId' | 'deadline'>,
): Promise<Gathered> => {
  const processVersionId = dossier?.processVersionId ?? procedure.processVersionId
  const [process, live, acceptedUnder, units, counter] = await Promise.all([
    processVersionId === null ? null : office.processes.version(tx, processVersionId),
    office.calendars.inForce(tx, who.generation, place.competentAuthorityId),
    dossier?.deadline ? office.calendars.version(tx, dossier.deadline.calendar) : null,
    office.directory.unitsOf(tx, who.generation, place.competentAuthorityId),
    who.counterId ? office.directory.counter(tx, who.generation, who.counterId) : null,
  ])
  const today = hanoiDateOf(who.now)
  const rule = dossier?.deadline?.rule ?? ruleInForce(office.deadlineRules, today)
  const pauseRule = ruleInForce(office.pauseRules, today)
  const intakeRule = intakeRuleOn(office, today)
  if (!rule || !pauseRule) throw new Error('no rule of deadlines is in force')
  const { counterSession } = who.actor
  return {
    now: who.now,
    actor: counterSession
      ? { ...who.actor, counterSession: { ...counterSession, pointId: counter?.pointId ?? null } }
      : who.actor,
    procedure,
    process,
    calendar: acceptedUnder ? withHoursOf(live, acceptedUnder) : live,
    rule,
    pauseRule,
    intakeRule,
    ...place,
    unitFor: (fn) => unitFor(units, fn, place.receivingUnitId),
    unitById: (id) => {
      const unit = units.find((candidate) => candidate.id === id)
      return unit ? { unitId: unit.id, authorityId: unit.authorityId } : null
    },
    ...(await assignees(tx, process, units, place.receivingUnitId, who.now)),
    newId,
    units,
    counter,
  }
}

export const intakeRuleOn = (
  { intakeRules }: Pick<Office, 'intakeRules'>,
  today: PlainDate,
): Circumstances['intakeRule'] => {
  const rule = ruleInForce(intakeRules, today)
  if (!rule) throw new Error('no rule of intake is in force')
  return rule
}

/** @throws Refusal procedure-not-received */
export const mustBeHandledHere = (procedure: ProcedureVersion): void => {
  if (procedure.processVersionId === null)
    throw new Refusal('CONFLICT', 'procedure-not-received', {
      reason: whyNotReceived(procedure, 'IN_FORCE') ?? 'NO_PROCESS',
    })
}

/** The centre is the one that received the dossier, wherever its competent authority sits. */
const unitFor = (units: readonly Unit[], fn: string, receivingUnitId: string) => {
  const unit =
    fn === 'CENTRE'
      ? units.find((candidate) => candidate.id === receivingUnitId)
      : units.find((candidate) => candidate.fn === fn)
  if (!unit) throw new Refusal('CONFLICT', 'no-competent-unit', { unit: fn })
  return { unitId: unit.id, authorityId: unit.authorityId }
}

/** Whom steps are given to; asked only of a process that gives any to somebody in particular. */
const assignees = async (
  tx: Tx,
  process: Process | null,
  units: readonly Unit[],
  receivingUnitId: string,
  now: Instant,
): Promise<Pick<Circumstances, 'officerNamed' | 'leastLoaded'>> => {
  const steps = process?.steps.filter(({ assign }) => assign !== undefined) ?? []
  if (steps.length === 0) return { officerNamed: () => null, leastLoaded: () => null }
  const named = await findOfficersNamed(
    tx,
    steps.flatMap(({ assign }) => (assign?.by === 'PERSON' ? [assign.officer] : [])),
  )
  const least = new Map<string, string | null>()
  for (const { assign, unit, role } of steps) {
    const unitId = assign?.by === 'LEAST_LOAD' ? unitFor(units, unit, receivingUnitId).unitId : null
    if (unitId === null || least.has(postKey(unitId, role))) continue
    const { present } = await officersFor(tx, unitId, role, now)
    const load = await countOpenTasks(
      tx,
      present.map(({ officerId }) => officerId),
    )
    const [first] = present
      .map(({ officerId }) => ({ officerId, open: load.get(officerId) ?? 0 }))
      .sort((a, b) => a.open - b.open || (a.officerId < b.officerId ? -1 : 1))
    least.set(postKey(unitId, role), first?.officerId ?? null)
  }
  return {
    officerNamed: (username) => named.get(username) ?? null,
    leastLoaded: (unitId, role) => least.get(postKey(unitId, role)) ?? null,
  }
}

const postKey = (unitId: string, role: Role): string => `${unitId}/${role}`
