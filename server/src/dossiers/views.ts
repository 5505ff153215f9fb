import { noteInLedger } from '#audit/index.ts'
import { caseOf, onWire, type ProcedureVersion, specialTermOf } from '#catalogue/index.ts'
import { maskedNumber } from '#common/names.ts'
import { missingPapers } from '#common/papers.ts'
import { hanoiDateOf, type Instant, rfc3339InHanoi } from '#common/time.ts'
import {
  explainDeadline,
  explanationView,
  findCalendarDecisions,
  type WorkingCalendar,
  withHoursOf,
} from '#deadlines/index.ts'
import type { SupplementRequestData } from '#documents/index.ts'
import { findOfficers, findUnitsById, findUnitsStaffed, maySee, type SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/refusal.ts'
import { askedAtReception, factsAskedBy, receptionAsks, stepOf } from '#routing/index.ts'
import { acting, intakeRuleOn } from './circumstances.ts'
import { filesView } from './files.ts'
import { backFrom, nextOf, offered, offeredOn } from './offers.ts'
import type { Office } from './office.ts'
import { draftedWords, mayOpen, thaw } from './papers.ts'
import { unsealPerson } from './people.ts'
import { papersOf, setsOf } from './presented.ts'
import { nextNumber, symbolOf } from './result-words.ts'
import { clockStartNow } from './rules/clock-start.ts'
import { confirmationOf, isGivenBy, lenderOfOwnDraft } from './rules/doers.ts'
import { clockAt, type Dossier, deadlineBasis, deadlineHistory, isAccepted } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import { calendarOf } from './rules/evolve.ts'
import { nationalStatus } from './rules/national-status.ts'
import { runsOut, type Standstill, standstill, timeLeft } from './rules/time-left.ts'
import { holdsPost, postFor } from './rules/work.ts'
import { stepsOf } from './steps.ts'
import {
  type ArtefactRow,
  find,
  findArtefacts,
  findEvents,
  findNotes,
  findPersons,
  type SealedPerson,
} from './store.ts'
import { takersOf, withoutGoneTakers } from './takers.ts'
import { stepFor, taskName, taskWords } from './task-words.ts'
import { entry, type Kept, keptWords } from './timeline.ts'
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
  if (!dossier) throw notFound()
  const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
  if (!maySee(signedIn.officer, dossier, procedure)) throw notFound()
  const processId = dossier.processVersionId ?? procedure.processVersionId
  const [events, persons, notes, artefacts, runs, live, acceptedUnder, units] = await Promise.all([
    findEvents(tx, id),
    findPersons(tx, id),
    findNotes(tx, id),
    findArtefacts(tx, id),
    processId === null ? null : office.processes.version(tx, processId),
    office.calendars.inForce(tx, signedIn.generation, dossier.authorityId),
    dossier.deadline ? office.calendars.version(tx, dossier.deadline.calendar) : null,
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
  // Before it is accepted no process runs; what it will ask is known all the same.
  const process = dossier.processVersionId === null ? null : runs
  // By the calendar its date was last reckoned by: the explanation ends with the date that stands above it.
  const lastCalendar = calendarOf(dossier, events)
  const [reckonedBy, files, officers, decisions] = await Promise.all([
    lastCalendar ? office.calendars.version(tx, lastCalendar) : null,
    filesView(office, tx, signedIn, dossier, procedure),
    findOfficers(tx, [...officersIn(dossier, events), ...lendersTo(signedIn.officer)]),
    findCalendarDecisions(
      tx,
      events.flatMap((event) => (event.type === 'CalendarFollowed' ? [event.data.calendarChangeId] : [])),
    ),
  ])
  const known = new Map(units.map((unit) => [unit.id, unit]))
  const missing = [dossier.receivingUnitId, ...dossier.units].filter((unit) => !known.has(unit))
  if (missing.length > 0) for (const unit of await findUnitsById(tx, missing)) known.set(unit.id, unit)
  const unitName = (unitId: string | null): string => (unitId === null ? '' : (known.get(unitId)?.name ?? ''))
  const procedureCase = caseOf(procedure, dossier.caseId)
  const presented = papersOf(events)
  const confirmation = confirmationOf(dossier)
  const { actor } = acting(signedIn, procedure)
  const terms = procedureCase?.channels.find(({ channel }) => channel === dossier.channel)
  const free = await withoutGoneTakers(tx, dossier, procedure, { actor, now: signedIn.now })
  const actions = offered(free, actor, process, { changes: terms?.changes ?? [], now: signedIn.now })
  const answering = actions.includes('consult')
    ? await findUnitsStaffed(tx, [...known.keys()], 'SPECIALIST')
    : new Set<string>()
  const takers = await takersOf(
    tx,
    dossier.tasks.filter((task) => isGivenBy(actor, task)),
    procedure,
    signedIn.now,
  )
  const draft = actions.includes('submitDraft')
    ? artefacts.find((artefact) => artefact.id === dossier.draftId)
    : undefined

  const numbered =
    actions.includes('issue') && dossier.outcome
      ? await nextNumber(tx, dossier, symbolOf(dossier.outcome), signedIn.now)
      : null
  const kept = keptWords(office, notes)
  const nameOf = (officerId: string | null) =>
    officers.find(({ id: known }) => known === officerId)?.full_name ?? null
  const clockStartsAt =
    isAccepted(dossier) && acceptedUnder && reckonedBy
      ? clockStartNow(dossier, acceptedUnder, reckonedBy, signedIn.now)
      : dossier.clockStartsAt
  const page: DossierPage = {
    id: dossier.id,
    code: dossier.code,
    version: dossier.version,
    state: dossier.state,
    nationalStatus: nationalStatus(dossier.state),
    clock: clockAt({ ...dossier, clockStartsAt }, signedIn.now),
    payment: dossier.payment,
    delivery: dossier.delivery,
    channel: dossier.channel,
    outcome: dossier.outcome,
    procedure: { slug: procedure.slug, title: procedure.title, titleEn: procedure.titleEn },
    persons: persons.toSorted(byPart).map((row) => {
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
    submittedAt: rfc3339InHanoi(dossier.submittedAt),
    acceptedAt: moment(dossier.acceptedAt),
    clockStartsAt: moment(clockStartsAt),
    clockStartedAtFirst: clockStartsAt === dossier.clockStartsAt ? null : moment(dossier.clockStartsAt),
    originalDueAt: moment(dossier.originalDueAt),
    currentDueAt: moment(dossier.currentDueAt),
    issuedAt: moment(dossier.issuedAt),
    returnedAt: moment(dossier.returnedAt),
    closedAt: moment(dossier.closedAt),
    collected: collectedOf(events),
    paused: pausedView(standstill(dossier)),
    resultNumber: dossier.resultNumber,
    timeliness: dossier.timeliness,
    workingTimeLeft: timeLeft(
      acceptedUnder ? withHoursOf(live, acceptedUnder) : live,
      { ...dossier, issuedAt: dossier.issuedAt ?? dossier.closedAt },
      signedIn.now,
    ),
    explanation:
      acceptedUnder && reckonedBy
        ? explanationOf(
            { dossier, events, procedure, acceptedUnder, reckonedBy },
            dossier.issuedAt ?? dossier.closedAt ?? signedIn.now,
          )
        : [],
    holder: dossier.holder
      ? {
          unit: unitName(dossier.holder.unitId),
          officer: officers.find((officer) => officer.id === dossier.holder?.officerId)?.full_name ?? null,
        }
      : null,
    earlierDraft:
      draft && (dossier.outcome === 'GRANTED' || dossier.outcome === 'REFUSED_ON_MERITS')
        ? { outcome: dossier.outcome, ...draftedWords(office.sealer, draft) }
        : null,
    handedOverTo: confirmation ? unitName(confirmation.unitId) : null,
    receivingUnit: unitName(dossier.receivingUnitId),
    competentUnit: unitName(dossier.competentUnitId),
    tasks: dossier.tasks.map((task) => {
      const step = stepFor(process, task)
      const acts = offeredOn(task, actions, free, actor, process)
      const taker = officers.find(({ id: officerId }) => officerId === task.officerId)
      return {
        id: task.id,
        node: task.node,
        kind: task.kind,
        name: taskName(process, task),
        unit: unitName(task.unitId),
        dueAt: runsOut(dossier, task) ? moment(task.dueAt) : null,
        mine: holdsPost(actor, task),
        takenBy:
          task.officerId && task.assignedAt
            ? { name: taker?.full_name ?? '', since: rfc3339InHanoi(task.assignedAt) }
            : null,
        isMine: task.officerId === signedIn.officer.id,
        onBehalfOf: nameOf(postFor(actor, task)?.onBehalfOf?.officerId ?? null),
        ownDraftFor: nameOf(lenderOfOwnDraft(dossier, actor, task)),
        takers: [...(takers.get(task.id) ?? [])],
        acts,
        earlierSteps: process && acts.includes('sendBack') ? backFrom(process, dossier, task) : [],
        askedFrom: task.askedFrom !== undefined,
        asks: (process && step && task.askedFrom === undefined ? factsAskedBy(process, step) : []).map(
          ({ id: fact, name, values }) => ({ fact, name, values: [...values] }),
        ),
      }
    }),
    waits: dossier.waits.map(({ id: waitId, kind, since, replyBy }) => ({
      kind,
      since: rfc3339InHanoi(since),
      replyBy: moment(replyBy),
      pauses: dossier.pauses.some((pause) => pause.waitId === waitId && pause.resumedAt === null),
    })),
    askedFor: askedForOf(office, dossier, { events, artefacts, kept }),
    parts: dossier.parts.map((part) => ({
      name: process ? stepOf(process, part.node).name : taskWords('PART'),
      unit: unitName(part.unitId),
      outcome: part.outcome,
      externalCode: kept(part.externalCodeId) ?? part.externalCode ?? null,
      concludedAt: moment(part.concludedAt),
      dueAt: moment(dossier.tasks.find(({ node }) => node === part.node)?.dueAt ?? null),
    })),
    units: actions.includes('consult')
      ? units
          .filter(({ id: unitId }) => unitId !== signedIn.officer.unitId && answering.has(unitId))
          .map(({ id: unitId, name }) => ({ id: unitId, name }))
      : [],
    termChanges: actions.includes('changeTerm')
      ? (terms?.changes ?? []).map(({ id: option, name, basis }) => ({ id: option, name, basis }))
      : [],
    steps: process ? stepsOf(process, dossier, events, units) : [],
    caseId: dossier.caseId,
    caseName: procedureCase?.name ?? { vi: dossier.caseId, en: dossier.caseId },
    sets: setsOf(events),
    listed: onWire({ sets: procedureCase?.sets ?? null, papers: procedureCase?.papers ?? [] }),
    asks: receptionAsks(askedAtReception(terms, runs)),
    answerWithinHours: intakeRuleOn(office, hanoiDateOf(signedIn.now)).answerWithinHours,
    papers: presented.map((paper) => ({
      ...paper,
      name: procedureCase?.papers.find((spec) => spec.id === paper.paperId)?.name ?? paper.paperId,
    })),
    documents: artefacts
      .filter((artefact) => mayOpen(signedIn.officer, dossier, artefact, procedure))
      .map((artefact) => ({
        id: artefact.id,
        form: artefact.form as DossierPage['documents'][number]['form'],
        frozenAt: rfc3339InHanoi(artefact.frozen_at as Instant),
        fileSha256: artefact.file_sha256,
        standing: standingOf(dossier, artefact),
      })),
    documentsKept: artefacts.filter((artefact) => !mayOpen(signedIn.officer, dossier, artefact, procedure))
      .length,
    files,
    timeline: events.map((event) => entry(office, event, { events, notes, officers, decisions, unitName })),
    allowedActions: actions,
    nextNumber: numbered?.next ?? null,
    nextAction: nextOf(
      actions,
      missingPapers(procedureCase?.papers ?? [], presented).length > 0 && lastBrought(events) === null,
    ),
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
  isAccepted(dossier)
    ? explanationView(
        explainDeadline(deadlineBasis(dossier, acceptedUnder), deadlineHistory(dossier), reckonedBy, at),
        specialTermOf(procedure, { ...dossier, specialTermId: specialTermIn(events) }),
      )
    : []

/** Which of the special terms was chosen, at acceptance or when that was put right. */
const specialTermIn = (events: readonly DossierEvent[]): string | null => {
  for (const { type, data } of events.toReversed()) {
    if (type === 'Received' || type === 'Accepted') return data.specialTermId ?? null
    if (type === 'ReceptionCorrected' && data.termBy) return data.termBy.specialTermId ?? null
  }
  return null
}

export const moment = (instant: Instant | null): string | null =>
  instant === null ? null : rfc3339InHanoi(instant)

/** A standstill as the wire has it. */
export const pausedView = (stands: Standstill | null) =>
  stands && { since: rfc3339InHanoi(stands.since), waitsFor: stands.waitsFor }

/**
 * What the citizen was last asked to bring, in the words of the paper: as long as it may still be brought, and once it was,
 * until somebody has acted on that.
 */
const askedForOf = (
  office: Office,
  dossier: Dossier,
  {
    events,
    artefacts,
    kept,
  }: { events: readonly DossierEvent[]; artefacts: readonly ArtefactRow[]; kept: Kept },
): DossierPage['askedFor'] => {
  const brought = lastBrought(events)
  const isOpen = dossier.supplementLapsed || dossier.waits.some(({ kind }) => kind === 'SUPPLEMENT')
  if (!isOpen && !brought) return null
  const asked = events.findLast(({ type }) => type === 'CompletionAsked' || type === 'SupplementAsked')
  if (asked?.type !== 'CompletionAsked' && asked?.type !== 'SupplementAsked') return null
  const paper = artefacts.find(({ id }) => id === asked.data.noticeId)
  if (!paper?.sealed) return null
  const { items, reason } = thaw<SupplementRequestData>(office.sealer, paper)
  return {
    at: rfc3339InHanoi(asked.at),
    items: items.map(({ text }) => text),
    reason,
    brought: brought && broughtView(brought, kept),
  }
}

type Brought = Extract<DossierEvent, { type: 'CompletionReceived' | 'SupplementReceived' }>

/** That something was brought which was asked for, where nobody has acted since: a calendar that moves dates is no act. */
const lastBrought = (events: readonly DossierEvent[]): Brought | null => {
  const last = events.findLast(({ type }) => type !== 'CalendarFollowed')
  return last?.type === 'CompletionReceived' || last?.type === 'SupplementReceived' ? last : null
}

const broughtView = (event: Brought, kept: Kept) => ({
  at: rfc3339InHanoi(event.at),
  isByCitizen: event.actorId === 'citizen',
  words: kept(event.data.noteId),
})

const collectedOf = (events: readonly DossierEvent[]): DossierPage['collected'] => {
  const returned = events.find((event) => event.type === 'ResultReturned')
  return returned ? { receiver: returned.data.receiver, proof: returned.data.proof } : null
}

/** What a drafted result is by now, and whether a receipt was printed anew; other papers have no standing. */
const standingOf = (
  dossier: Dossier,
  paper: Pick<ArtefactRow, 'id' | 'form'>,
): DossierPage['documents'][number]['standing'] => {
  if (paper.form === 'M01') return paper.id === dossier.receiptId ? null : 'REPLACED'
  if (paper.form !== 'RESULT') return null
  if (paper.id === dossier.resultId) return 'ISSUED'
  if (paper.id !== dossier.draftId) return 'EARLIER'
  // By the open work, not by the state: a result that is put right is drafted and approved too.
  if (dossier.tasks.some(({ kind }) => kind === 'REVIEW' || kind === 'APPROVE')) return 'CURRENT_DRAFT'
  return dossier.approvedSha256 === null ? 'EARLIER' : 'APPROVED'
}

/** Whose matter it is first, then who came for them, whom it concerns, who collected. */
const byPart = (one: Pick<SealedPerson, 'part'>, other: Pick<SealedPerson, 'part'>): number =>
  PARTS.indexOf(one.part) - PARTS.indexOf(other.part)

const PARTS: readonly SealedPerson['part'][] = ['OWNER', 'SUBMITTER', 'SUBJECT', 'RECEIVER']

const lendersTo = ({ posts }: SignedIn['officer']): string[] =>
  posts.flatMap(({ onBehalfOf }) => onBehalfOf?.officerId ?? [])

/** Everybody who is named on the page. */
const officersIn = (dossier: Dossier, events: readonly DossierEvent[]): string[] => [
  ...new Set([
    ...events.flatMap(({ actorId, onBehalfOf }) =>
      onBehalfOf ? [actorId, onBehalfOf.officerId] : [actorId],
    ),
    ...dossier.tasks.flatMap(({ officerId }) => officerId ?? []),
    ...(dossier.holder?.officerId ? [dossier.holder.officerId] : []),
  ]),
]
