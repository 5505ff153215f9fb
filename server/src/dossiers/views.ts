import { noteInLedger } from '#audit/index.ts'
import { caseOf, type ProcedureVersion, specialTermOf } from '#catalogue/index.ts'
import { maskedNumber } from '#common/names.ts'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import {
  type CalendarDecisionRow,
  explainDeadline,
  explanationView,
  findCalendarDecisions,
  NOTHING_HAPPENED,
  type WorkingCalendar,
  withHoursOf,
  workingTimeLeft,
} from '#deadlines/index.ts'
import { findOfficers, findUnitsById, maySee, type SignedIn, type Unit } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/refusal.ts'
import { sealedIn } from '#platform/seal.ts'
import { earlierSteps, type Process, stepOf } from '#routing/index.ts'
import { acting } from './circumstances.ts'
import type { Office } from './office.ts'
import { draftedWords, mayOpen } from './papers.ts'
import { unsealPerson } from './people.ts'
import { type ActionType, allowedActions, confirmationOf, isDoer, sendBackTargets } from './rules/decide.ts'
import {
  calendarOf,
  clockAt,
  type Dossier,
  type DossierEvent,
  deadlineBasis,
  type Received,
} from './rules/dossier.ts'
import {
  type ArtefactRow,
  find,
  findArtefacts,
  findEvents,
  findNotes,
  findPersons,
  type SealedNote,
} from './store.ts'
import type { DossierPage } from './wire.ts'

/** The one page of a dossier for an officer who may see it. Reading it is written in the ledger, with the purpose. */
export const dossierPage = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  requestId: string,
): Promise<{ page: DossierPage; version: number }> => {
  const dossier = await find(tx, id)
  if (!dossier || !maySee(signedIn.officer, dossier)) throw notFound()
  const [events, persons, notes, artefacts, procedure, process, live, acceptedUnder, units] =
    await Promise.all([
      findEvents(tx, id),
      findPersons(tx, id),
      findNotes(tx, id),
      findArtefacts(tx, id),
      office.catalogue.version(tx, dossier.procedureVersionId),
      office.processes.version(tx, dossier.processVersionId),
      office.calendars.inForce(tx, signedIn.generation, dossier.authorityId),
      office.calendars.version(tx, dossier.deadline.calendar),
      office.directory.unitsOf(tx, signedIn.generation, dossier.authorityId),
      noteInLedger(
        tx,
        {
          actorId: signedIn.officer.id,
          authorityId: signedIn.officer.authorityId,
          act: 'DOSSIER_READ',
          subjectId: id,
          purpose: 'HANDLING',
          requestId,
        },
        signedIn.now,
      ),
    ])
  // By the calendar its date was last reckoned by: the explanation ends with the date that stands above it.
  const [reckonedBy, officers, decisions] = await Promise.all([
    office.calendars.version(tx, calendarOf(dossier, events)),
    findOfficers(tx, [...new Set(events.map((event) => event.actorId))]),
    findCalendarDecisions(
      tx,
      events.flatMap((event) => (event.type === 'CalendarFollowed' ? [event.data.calendarChangeId] : [])),
    ),
  ])
  const known = new Map(units.map((unit) => [unit.id, unit]))
  const missing = [dossier.receivingUnitId, ...dossier.units].filter((unit) => !known.has(unit))
  if (missing.length > 0) for (const unit of await findUnitsById(tx, missing)) known.set(unit.id, unit)
  const unitName = (unitId: string | null): string => (unitId === null ? '' : (known.get(unitId)?.name ?? ''))
  const received = events[0]?.data as Received
  const procedureCase = caseOf(procedure, dossier.caseId)
  const confirmation = confirmationOf(dossier)
  const actions = allowedActions(dossier, acting(signedIn))
  const draft = actions.includes('submitDraft')
    ? artefacts.find((artefact) => artefact.id === dossier.draftId)
    : undefined

  const page: DossierPage = {
    id: dossier.id,
    code: dossier.code,
    version: dossier.version,
    state: dossier.state,
    clock: clockAt(dossier, signedIn.now),
    payment: dossier.payment,
    delivery: dossier.delivery,
    channel: dossier.channel,
    outcome: dossier.outcome,
    procedure: { slug: procedure.slug, title: procedure.title, titleEn: procedure.titleEn },
    persons: persons.map((row) => {
      const person = unsealPerson(office.sealer, row)
      return {
        part: row.part,
        fullName: person?.fullName ?? null,
        citizenNumberMasked: person?.citizenNumber ? maskedNumber(person.citizenNumber) : null,
        birthDate: person?.birthDate ?? null,
        phone: person?.phone ?? null,
        email: person?.email ?? null,
        address: person?.address ?? null,
      }
    }),
    acceptedAt: rfc3339InHanoi(dossier.acceptedAt),
    clockStartsAt: rfc3339InHanoi(dossier.clockStartsAt),
    originalDueAt: moment(dossier.originalDueAt),
    currentDueAt: moment(dossier.currentDueAt),
    issuedAt: moment(dossier.issuedAt),
    returnedAt: moment(dossier.returnedAt),
    collected: collectedOf(events),
    resultNumber: dossier.resultNumber,
    timeliness: dossier.timeliness,
    workingTimeLeft: timeLeft(withHoursOf(live, acceptedUnder), dossier, signedIn.now),
    explanation: explanationOf(
      { dossier, events, procedure, acceptedUnder, reckonedBy },
      dossier.issuedAt ?? signedIn.now,
    ),
    holder: dossier.holder
      ? {
          unit: unitName(dossier.holder.unitId),
          officer: officers.find((officer) => officer.id === dossier.holder?.officerId)?.full_name ?? null,
        }
      : null,
    earlierDraft:
      draft && dossier.outcome ? { outcome: dossier.outcome, ...draftedWords(office.sealer, draft) } : null,
    handedOverTo: confirmation ? unitName(confirmation.unitId) : null,
    receivingUnit: unitName(dossier.receivingUnitId),
    competentUnit: unitName(dossier.competentUnitId),
    tasks: dossier.tasks.map((task) => ({
      id: task.id,
      node: task.node,
      kind: task.kind,
      name: stepOf(process, task.node).name,
      unit: unitName(task.unitId),
      dueAt: moment(task.dueAt),
      mine: isDoer(signedIn.officer, task),
    })),
    steps: stepsOf(process, dossier, units),
    earlierSteps: sendBackTargets(process, dossier).map((step) => ({ id: step.id, name: step.name })),
    papers: received.papers.map((paper) => ({
      ...paper,
      name: procedureCase?.papers.find((spec) => spec.id === paper.paperId)?.name ?? paper.paperId,
    })),
    documents: artefacts
      .filter((artefact) => mayOpen(signedIn.officer, dossier, artefact))
      .map((artefact) => ({
        id: artefact.id,
        form: artefact.form as 'M01' | 'RESULT',
        frozenAt: rfc3339InHanoi(artefact.frozen_at as Instant),
        fileSha256: artefact.file_sha256,
        standing: standingOf(dossier, artefact),
      })),
    timeline: events.map((event) => entry(office, event, { notes, officers, decisions, unitName })),
    allowedActions: actions,
    nextAction: nextOf(actions),
  }
  return { page, version: dossier.version }
}

/** How the date of a dossier came about: the same for the officer and for whoever has the receipt. */
export const explanationOf = (
  {
    dossier,
    events,
    procedure,
    acceptedUnder,
    reckonedBy,
  }: {
    dossier: Dossier
    events: readonly DossierEvent[]
    procedure: ProcedureVersion
    acceptedUnder: WorkingCalendar
    /** The calendar its date was last reckoned by. */
    reckonedBy: WorkingCalendar
  },
  at: Instant,
) =>
  explanationView(
    explainDeadline(deadlineBasis(dossier, acceptedUnder), NOTHING_HAPPENED, reckonedBy, at),
    specialTermOf(procedure, events[0]?.data as Received),
  )

export const moment = (instant: Instant | null): string | null =>
  instant === null ? null : rfc3339InHanoi(instant)

const collectedOf = (events: readonly DossierEvent[]): DossierPage['collected'] => {
  const returned = events.find((event) => event.type === 'ResultReturned')
  return returned ? { receiver: returned.data.receiver, proof: returned.data.proof } : null
}

/** What is left of the term; nothing once the result is issued, for then it is judged. */
export const timeLeft = (
  calendar: WorkingCalendar,
  dossier: Pick<Dossier, 'currentDueAt' | 'issuedAt'>,
  now: Instant,
) => (dossier.issuedAt === null ? workingTimeLeft({ calendar, dueAt: dossier.currentDueAt, now }) : null)

/** What a drafted result is by now; a receipt has no standing. */
const standingOf = (
  dossier: Dossier,
  paper: Pick<ArtefactRow, 'id' | 'form'>,
): DossierPage['documents'][number]['standing'] => {
  if (paper.form !== 'RESULT') return null
  if (paper.id === dossier.resultId) return 'ISSUED'
  if (paper.id !== dossier.draftId) return 'EARLIER'
  if (dossier.state === 'AWAITING_APPROVAL') return 'CURRENT_DRAFT'
  return dossier.approvedSha256 === null ? 'EARLIER' : 'APPROVED'
}

/** The one thing to do next; sending back is never it. */
const nextOf = (actions: readonly ActionType[]): ActionType | null =>
  actions.find((action) => action !== 'sendBack') ?? null

const stepsOf = (process: Process, dossier: Dossier, units: readonly Unit[]): DossierPage['steps'] => {
  const active = new Set(dossier.tokens.active)
  const done = new Set([...active].flatMap((id) => earlierSteps(process, id).map((step) => step.id)))
  if (active.size === 0) for (const step of process.steps) done.add(step.id)
  return process.steps.map((step) => ({
    id: step.id,
    kind: step.kind,
    name: step.name,
    unit:
      units.find((unit) =>
        step.unit === 'CENTRE' ? unit.id === dossier.receivingUnitId : unit.fn === step.unit,
      )?.name ?? '',
    days: step.days,
    status: active.has(step.id)
      ? ('ACTIVE' as const)
      : done.has(step.id) || arrivedBehind(process, dossier, step.id)
        ? ('DONE' as const)
        : ('AHEAD' as const),
  }))
}

/** A branch that has reached a join is done although the step it leads to has not begun. */
const arrivedBehind = (process: Process, dossier: Dossier, id: string): boolean =>
  stepOf(process, id).next.some((next) => (dossier.tokens.arrived[next] ?? 0) > 0)

const entry = (
  office: Office,
  event: DossierEvent,
  {
    notes,
    officers,
    decisions,
    unitName,
  }: {
    notes: readonly SealedNote[]
    officers: readonly { id: string; full_name: string; title: string; unit_name: string }[]
    decisions: readonly CalendarDecisionRow[]
    unitName: (id: string | null) => string
  },
): DossierPage['timeline'][number] => {
  const actor = officers.find((officer) => officer.id === event.actorId)
  return {
    type: event.type,
    at: rfc3339InHanoi(event.at),
    actor: { name: actor?.full_name ?? '', title: actor?.title ?? '', unit: actor?.unit_name ?? '' },
    unit: unitOf(event, unitName),
    verdict: event.type === 'OpinionGiven' ? event.data.verdict : null,
    text: textOf(office, event, notes),
    number: event.type === 'ResultIssued' ? event.data.number : null,
    moved: movedIn(event, decisions),
  }
}

/** From when to when a change of the calendar moved the due date; the same where only steps moved. */
const movedIn = (
  event: DossierEvent,
  decisions: readonly CalendarDecisionRow[],
): DossierPage['timeline'][number]['moved'] => {
  if (event.type !== 'CalendarFollowed') return null
  const { from, to, calendarChangeId } = event.data
  const decision = decisions.find(({ id }) => id === calendarChangeId)
  return {
    from: rfc3339InHanoi(from),
    to: rfc3339InHanoi(to),
    decision: decision ? `${decision.number}: ${decision.title}` : '',
  }
}

/** Where an event sent the dossier, in words. */
export const unitOf = (event: DossierEvent, unitName: (id: string | null) => string): string | null => {
  if (event.type === 'HandedOver') return unitName(event.data.toUnitId)
  const units = [...new Set(event.data.opens.map((task) => unitName(task.unitId)))].filter(
    (name) => name !== '',
  )
  return units.length > 0 ? units.join(', ') : null
}

const textOf = (office: Office, event: DossierEvent, notes: readonly SealedNote[]): string | null => {
  const id =
    event.type === 'OpinionsAsked'
      ? event.data.questionId
      : event.type === 'OpinionGiven'
        ? event.data.opinionId
        : event.type === 'SentBack'
          ? event.data.reasonId
          : null
  const note = notes.find((candidate) => candidate.id === id)
  return note?.sealed ? office.sealer.openText(note.sealed, sealedIn('note', 'sealed', note.id)) : null
}
