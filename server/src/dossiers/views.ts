import { caseOf, onWire, type ProcedureVersion, specialTermOf, termsOf } from '#catalogue/index.ts'
import { maskedNumber } from '#common/names.ts'
import { missingPapers } from '#common/papers.ts'
import { type Instant, rfc3339InHanoi } from '#common/time.ts'
import {
  type CalendarDecisionRow,
  explainDeadline,
  explanationView,
  type WorkingCalendar,
  withHoursOf,
} from '#deadlines/index.ts'
import type { Officer, Unit } from '#identity/index.ts'
import { askedAtReception, factsAskedBy, type Process, receptionAsks, stepOf } from '#routing/index.ts'
import type { Kept } from './kept-words.ts'
import { backFrom, nextOf, type Offered, offeredOn } from './offers.ts'
import { mayOpen } from './papers.ts'
import type { Person } from './people.ts'
import { lastBrought, papersOf, setsOf } from './presented.ts'
import { clockStartNow } from './rules/clock-start.ts'
import type { Actor } from './rules/command.ts'
import { confirmationOf, lenderOfOwnDraft } from './rules/doers.ts'
import {
  clockAt,
  type Dossier,
  deadlineBasis,
  deadlineHistory,
  isAccepted,
  type OpenTask,
} from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import { nationalStatus } from './rules/national-status.ts'
import { runsOut, type Standstill, standstill, timeLeft } from './rules/time-left.ts'
import { holdsPost, postActedIn } from './rules/work.ts'
import { stepsOf } from './steps.ts'
import type { ArtefactRow, SealedPerson } from './store.ts'
import type { Taker } from './takers.ts'
import { stepFor, taskName, taskWords } from './task-words.ts'
import { entry } from './timeline.ts'
import type { DossierPage } from './wire.ts'

/** The page of a dossier as the wire has it, made of what was read for it: nothing here asks anybody. */

/** What `dossier-page.ts` reads, opens and reckons for one page. */
export interface ReadForPage {
  officer: Officer
  /** The same officer, in the posts that hold for this procedure. */
  actor: Actor
  now: Instant
  dossier: Dossier
  /** The dossier as the officer may take it: tasks whose taker is gone are free. */
  free: Dossier
  actions: readonly Offered[]
  events: readonly DossierEvent[]
  procedure: ProcedureVersion
  /** Null before it is accepted. */
  process: Process | null
  /** That which runs, or will once it is accepted; null where the procedure has none. */
  runs: Process | null
  calendars: {
    live: WorkingCalendar
    /** Null before it is accepted. */
    acceptedUnder: WorkingCalendar | null
    /** By which its date was last reckoned; null before it is accepted. */
    reckonedBy: WorkingCalendar | null
  }
  /** Words null once erased. */
  persons: readonly { part: SealedPerson['part']; words: Person | null }[]
  kept: Kept
  askedFor: DossierPage['askedFor']
  /** What the newest draft says, for who may draft anew; null for others, and where there is none. */
  draft: { title: string; paragraphs: string[] } | null
  artefacts: readonly ArtefactRow[]
  files: DossierPage['files']
  /** Of the dossier's own authority. */
  units: readonly Unit[]
  /** These and all others that take part, by id. */
  known: ReadonlyMap<string, Unit>
  /** Units where somebody holds the post to give an opinion. */
  answering: ReadonlySet<string>
  /** Everybody who is named on the page. */
  officers: readonly { id: string; full_name: string; title: string; unit_name: string }[]
  /** By task: to whom the officer can give it. */
  takers: ReadonlyMap<string, readonly Taker[]>
  decisions: readonly CalendarDecisionRow[]
  answerWithinHours: number
  /** The number that a result issued now would bear next; null for who issues none. */
  nextNumber: string | null
}

export const pageOf = (read: ReadForPage): DossierPage => {
  const { dossier, events, procedure, process, artefacts, officers } = read
  const procedureCase = caseOf(procedure, dossier.caseId)
  const presented = papersOf(events)
  const confirmation = confirmationOf(dossier)
  const unitName = unitNamed(read)
  return {
    id: dossier.id,
    code: dossier.code,
    version: dossier.version,
    state: dossier.state,
    nationalStatus: nationalStatus(dossier.state),
    payment: dossier.payment,
    delivery: dossier.delivery,
    channel: dossier.channel,
    outcome: dossier.outcome,
    procedure: { slug: procedure.slug, title: procedure.title, titleEn: procedure.titleEn },
    persons: personsOn(read),
    ...timesOn(read),
    collected: collectedOf(events),
    resultNumber: dossier.resultNumber,
    holder: dossier.holder
      ? {
          unit: unitName(dossier.holder.unitId),
          officer: officerNamed(read, dossier.holder.officerId),
        }
      : null,
    earlierDraft:
      read.draft && (dossier.outcome === 'GRANTED' || dossier.outcome === 'REFUSED_ON_MERITS')
        ? { outcome: dossier.outcome, ...read.draft }
        : null,
    handedOverTo: confirmation ? unitName(confirmation.unitId) : null,
    receivingUnit: unitName(dossier.receivingUnitId),
    competentUnit: unitName(dossier.competentUnitId),
    tasks: dossier.tasks.map((task) => taskOn(read, task)),
    waits: dossier.waits.map(({ id, kind, since, replyBy }) => ({
      kind,
      since: rfc3339InHanoi(since),
      replyBy: moment(replyBy),
      pauses: dossier.pauses.some((pause) => pause.waitId === id && pause.resumedAt === null),
    })),
    askedFor: read.askedFor,
    parts: partsOn(read),
    ...choicesOn(read),
    steps: process ? stepsOf(process, dossier, events, read.units) : [],
    caseId: dossier.caseId,
    caseName: procedureCase?.name ?? { vi: dossier.caseId, en: dossier.caseId },
    sets: setsOf(events),
    listed: onWire({ sets: procedureCase?.sets ?? null, papers: procedureCase?.papers ?? [] }),
    asks: receptionAsks(askedAtReception(termsFor(procedure, dossier), read.runs)),
    answerWithinHours: read.answerWithinHours,
    papers: presented.map((paper) => ({
      ...paper,
      name: procedureCase?.papers.find((spec) => spec.id === paper.paperId)?.name ?? paper.paperId,
    })),
    documents: artefacts
      .filter((artefact) => mayOpen(read.officer, dossier, artefact, procedure))
      .map((artefact) => ({
        id: artefact.id,
        form: artefact.form as DossierPage['documents'][number]['form'],
        frozenAt: rfc3339InHanoi(artefact.frozen_at as Instant),
        fileSha256: artefact.file_sha256,
        standing: standingOf(dossier, artefact),
      })),
    documentsKept: artefacts.filter((artefact) => !mayOpen(read.officer, dossier, artefact, procedure))
      .length,
    files: read.files,
    timeline: events.map((event) =>
      entry(event, { events, kept: read.kept, officers, decisions: read.decisions, unitName }),
    ),
    allowedActions: [...read.actions],
    nextNumber: read.nextNumber,
    nextAction: nextOf(
      read.actions,
      missingPapers(procedureCase?.papers ?? [], presented).length > 0 && lastBrought(events) === null,
    ),
  }
}

/** The terms of its case, for the way in which it came; undefined where the procedure does not name that way. */
export const termsFor = (procedure: ProcedureVersion, { caseId, channel }: Dossier) => {
  const procedureCase = caseOf(procedure, caseId)
  return procedureCase && termsOf(procedureCase, channel)
}

const unitNamed =
  ({ known }: Pick<ReadForPage, 'known'>) =>
  (unitId: string | null): string =>
    unitId === null ? '' : (known.get(unitId)?.name ?? '')

const officerNamed = (
  { officers }: Pick<ReadForPage, 'officers'>,
  officerId: string | null | undefined,
): string | null => officers.find(({ id }) => id === officerId)?.full_name ?? null

const personsOn = ({ persons }: ReadForPage): DossierPage['persons'] =>
  persons.toSorted(byPart).map(({ part, words }) => ({
    part,
    fullName: words?.fullName ?? null,
    citizenNumberMasked: words?.citizenNumber ? maskedNumber(words.citizenNumber) : null,
    birthDate: words?.birthDate ?? null,
    phone: words?.phone ?? null,
    email: words?.email ?? null,
    address: words?.address ?? null,
  }))

/** When things happened, how the term runs, what is left of it and why. */
const timesOn = ({ dossier, events, procedure, calendars, now }: ReadForPage) => {
  const { live, acceptedUnder, reckonedBy } = calendars
  const clockStartsAt =
    isAccepted(dossier) && acceptedUnder && reckonedBy
      ? clockStartNow(dossier, acceptedUnder, reckonedBy, now)
      : dossier.clockStartsAt
  const endedAt = dossier.issuedAt ?? dossier.closedAt
  return {
    clock: clockAt({ ...dossier, clockStartsAt }, now),
    submittedAt: rfc3339InHanoi(dossier.submittedAt),
    acceptedAt: moment(dossier.acceptedAt),
    clockStartsAt: moment(clockStartsAt),
    clockStartedAtFirst: clockStartsAt === dossier.clockStartsAt ? null : moment(dossier.clockStartsAt),
    originalDueAt: moment(dossier.originalDueAt),
    currentDueAt: moment(dossier.currentDueAt),
    issuedAt: moment(dossier.issuedAt),
    returnedAt: moment(dossier.returnedAt),
    closedAt: moment(dossier.closedAt),
    paused: pausedView(standstill(dossier)),
    timeliness: dossier.timeliness,
    workingTimeLeft: timeLeft(
      acceptedUnder ? withHoursOf(live, acceptedUnder) : live,
      { ...dossier, issuedAt: endedAt },
      now,
    ),
    explanation:
      acceptedUnder && reckonedBy
        ? explanationOf({ dossier, events, procedure, acceptedUnder, reckonedBy }, endedAt ?? now)
        : [],
  }
}

const taskOn = (read: ReadForPage, task: OpenTask): DossierPage['tasks'][number] => {
  const { officer, actor, dossier, free, actions, process, takers } = read
  const step = stepFor(process, task)
  const acts = offeredOn(task, actions, free, actor, { process, now: read.now })
  return {
    id: task.id,
    node: task.node,
    kind: task.kind,
    name: taskName(process, task),
    unit: unitNamed(read)(task.unitId),
    dueAt: runsOut(dossier, task) ? moment(task.dueAt) : null,
    mine: holdsPost(actor, task),
    takenBy:
      task.officerId && task.assignedAt
        ? { name: officerNamed(read, task.officerId) ?? '', since: rfc3339InHanoi(task.assignedAt) }
        : null,
    isTakenByMe: task.officerId === officer.id,
    onBehalfOf: officerNamed(read, postActedIn(actor, task)?.onBehalfOf?.officerId),
    ownDraftFor: officerNamed(read, lenderOfOwnDraft(dossier, actor, task)),
    takers: [...(takers.get(task.id) ?? [])],
    acts,
    earlierSteps: process && acts.includes('sendBack') ? backFrom(process, dossier, task) : [],
    askedFrom: task.askedFrom !== undefined,
    asks: (process && step && task.askedFrom === undefined ? factsAskedBy(process, step) : []).map(
      ({ id, name, values }) => ({ fact: id, name, values: [...values] }),
    ),
  }
}

const partsOn = (read: ReadForPage): DossierPage['parts'] =>
  read.dossier.parts.map((part) => ({
    name: read.process ? stepOf(read.process, part.node).name : taskWords('PART'),
    unit: unitNamed(read)(part.unitId),
    outcome: part.outcome,
    externalCode: read.kept(part.externalCodeId) ?? part.externalCode ?? null,
    concludedAt: moment(part.concludedAt),
    dueAt: moment(read.dossier.tasks.find(({ node }) => node === part.node)?.dueAt ?? null),
  }))

/** What there is to choose from, for who may ask other units or change the term. */
const choicesOn = ({ actions, units, officer, answering, procedure, dossier }: ReadForPage) => ({
  units: actions.includes('consult')
    ? units
        .filter(({ id }) => id !== officer.unitId && answering.has(id))
        .map(({ id, name }) => ({ id, name }))
    : [],
  termChanges: actions.includes('changeTerm')
    ? (termsFor(procedure, dossier)?.changes ?? []).map(({ id, name, basis }) => ({ id, name, basis }))
    : [],
})

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
