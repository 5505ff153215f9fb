import { type ProcedureVersion, whyNotReceived } from '#catalogue/index.ts'
import { hanoiDateOf } from '#common/time.ts'
import { ruleInForce, withHoursOf } from '#deadlines/index.ts'
import type { Counter, SignedIn, Unit } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Office } from './office.ts'
import type { ActingOfficer, Circumstances } from './rules/decide.ts'
import type { Dossier } from './rules/dossier.ts'

/** The officer as a decision sees her; the counter is needed only where something is received. */
export const acting = (signedIn: SignedIn, counter: Counter | null = null): ActingOfficer => ({
  id: signedIn.officer.id,
  authorityId: signedIn.officer.authorityId,
  unitId: signedIn.officer.unitId,
  roles: signedIn.officer.roles,
  counterSession: signedIn.counterSession
    ? {
        id: signedIn.counterSession.id,
        centreId: signedIn.counterSession.centreId,
        pointId: counter?.pointId ?? null,
      }
    : null,
})

/** Everything a decision on this procedure depends on, gathered in one message. */
export const gather = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  procedure: ProcedureVersion,
  place: { competentAuthorityId: string; receivingUnitId: string },
  /** What was pinned, of a dossier that is there. */
  accepted?: Pick<Dossier, 'processVersionId' | 'deadline'>,
): Promise<Circumstances & { units: readonly Unit[]; counter: Counter | null }> => {
  const processVersionId = accepted?.processVersionId ?? procedure.processVersionId
  if (processVersionId === null)
    throw new Refusal('CONFLICT', 'procedure-not-received', {
      reason: whyNotReceived(procedure, 'IN_FORCE') ?? 'NO_PROCESS',
    })
  const [process, live, acceptedUnder, units, counter] = await Promise.all([
    office.processes.version(tx, processVersionId),
    office.calendars.inForce(tx, signedIn.generation, place.competentAuthorityId),
    accepted ? office.calendars.version(tx, accepted.deadline.calendar) : null,
    office.directory.unitsOf(tx, signedIn.generation, place.competentAuthorityId),
    signedIn.counterSession
      ? office.directory.counter(tx, signedIn.generation, signedIn.counterSession.counterId)
      : null,
  ])
  const rule = accepted?.deadline.rule ?? ruleInForce(office.deadlineRules, hanoiDateOf(signedIn.now))
  if (!rule) throw new Error('no rule of deadlines is in force')
  return {
    now: signedIn.now,
    officer: acting(signedIn, counter),
    procedure,
    process,
    calendar: acceptedUnder ? withHoursOf(live, acceptedUnder) : live,
    rule,
    competentAuthorityId: place.competentAuthorityId,
    unitFor: (fn) => unitFor(units, fn, place.receivingUnitId),
    newId,
    units,
    counter,
  }
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
