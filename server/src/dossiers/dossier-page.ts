import { noteInLedger } from '#audit/index.ts'
import { hanoiDateOf, rfc3339InHanoi } from '#common/time.ts'
import { findCalendarDecisions } from '#deadlines/index.ts'
import type { SupplementRequestData } from '#documents/index.ts'
import {
  findOfficers,
  findUnitsById,
  findUnitsStaffed,
  maySee,
  type SignedIn,
  type Unit,
} from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/refusal.ts'
import { acting, intakeRuleOn } from './circumstances.ts'
import { CITIZEN, filesView } from './files.ts'
import { type Kept, keptWords } from './kept-words.ts'
import { offered } from './offers.ts'
import type { Office } from './office.ts'
import { draftedWords, thaw } from './papers.ts'
import { unsealPerson } from './people.ts'
import { lastBrought } from './presented.ts'
import { nextNumber, symbolOf } from './result-words.ts'
import { isGivenBy } from './rules/doers.ts'
import type { Dossier } from './rules/dossier.ts'
import type { DossierEvent } from './rules/events.ts'
import { calendarOf } from './rules/evolve.ts'
import { type ArtefactRow, find, findArtefacts, findEvents, findNotes, findPersons } from './store.ts'
import { takersOf, withoutGoneTakers } from './takers.ts'
import { pageOf, type ReadForPage, termsFor } from './views.ts'
import type { DossierPage } from './wire.ts'

/** The one page of a dossier for an officer who may see it. Reading it is written in the ledger, with the purpose. */
export const dossierPage = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  requestId: string,
): Promise<{ page: DossierPage; version: number }> => {
  const read = await readForPage(office, tx, signedIn, id, requestId)
  return { page: pageOf(read), version: read.dossier.version }
}

/** Reads all that the page says, opens what is sealed of it, and reckons what may be done. @throws Refusal NOT_FOUND */
const readForPage = async (
  office: Office,
  tx: Tx,
  signedIn: SignedIn,
  id: string,
  requestId: string,
): Promise<ReadForPage> => {
  const { officer, now, generation } = signedIn
  const dossier = await find(tx, id)
  if (!dossier) throw notFound()
  const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
  if (!maySee(officer, dossier, procedure)) throw notFound()
  const processId = dossier.processVersionId ?? procedure.processVersionId
  const [events, persons, notes, artefacts, runs, live, acceptedUnder, units] = await Promise.all([
    findEvents(tx, id),
    findPersons(tx, id),
    findNotes(tx, id),
    findArtefacts(tx, id),
    processId === null ? null : office.processes.version(tx, processId),
    office.calendars.inForce(tx, generation, dossier.authorityId),
    dossier.deadline ? office.calendars.version(tx, dossier.deadline.calendar) : null,
    office.directory.unitsOf(tx, generation, dossier.authorityId),
    noteInLedger(
      tx,
      {
        actorId: officer.id,
        authorityId: officer.authorityId,
        act: 'DOSSIER_READ',
        subjectId: id,
        purpose: 'HANDLING',
        requestId,
      },
      now,
    ),
  ])
  // By the calendar its date was last reckoned by: the explanation ends with the date that stands above it.
  const lastCalendar = calendarOf(dossier, events)
  const [reckonedBy, files, officers, decisions] = await Promise.all([
    lastCalendar ? office.calendars.version(tx, lastCalendar) : null,
    filesView(office, tx, signedIn, dossier, procedure),
    findOfficers(tx, [...officersIn(dossier, events), ...lendersTo(officer)]),
    findCalendarDecisions(
      tx,
      events.flatMap((event) => (event.type === 'CalendarFollowed' ? [event.data.calendarChangeId] : [])),
    ),
  ])
  const known = await withUnitsOf(tx, dossier, units)
  // Before it is accepted no process runs; what it will ask is known all the same.
  const process = dossier.processVersionId === null ? null : runs
  const { actor } = acting(signedIn, procedure)
  const free = await withoutGoneTakers(tx, dossier, procedure, { actor, now })
  const actions = offered(free, actor, process, { changes: termsFor(procedure, dossier)?.changes ?? [], now })
  const answering = actions.includes('consult')
    ? await findUnitsStaffed(tx, [...known.keys()], 'SPECIALIST')
    : new Set<string>()
  const takers = await takersOf(
    tx,
    dossier.tasks.filter((task) => isGivenBy(actor, task)),
    procedure,
    now,
  )
  const draft = actions.includes('submitDraft')
    ? artefacts.find((artefact) => artefact.id === dossier.draftId)
    : undefined
  const kept = keptWords(office, notes)
  const numbered =
    actions.includes('issue') && dossier.outcome
      ? await nextNumber(tx, dossier, symbolOf(dossier.outcome), now)
      : null
  return {
    officer,
    actor,
    now,
    dossier,
    free,
    actions,
    events,
    procedure,
    process,
    runs,
    calendars: { live, acceptedUnder, reckonedBy },
    persons: persons.map((row) => ({ part: row.part, words: unsealPerson(office.sealer, row) })),
    kept,
    askedFor: askedForOf(office, dossier, { events, artefacts, kept }),
    draft: draft ? draftedWords(office.sealer, draft) : null,
    artefacts,
    files,
    units,
    known,
    answering,
    officers,
    takers,
    decisions,
    answerWithinHours: intakeRuleOn(office, hanoiDateOf(now)).answerWithinHours,
    nextNumber: numbered?.next ?? null,
  }
}

/** The units of the authority, and those of others that take part. */
const withUnitsOf = async (
  tx: Tx,
  { receivingUnitId, units: takingPart }: Dossier,
  units: readonly Unit[],
): Promise<ReadonlyMap<string, Unit>> => {
  const known = new Map(units.map((unit) => [unit.id, unit]))
  const missing = [receivingUnitId, ...takingPart].filter((unit) => !known.has(unit))
  if (missing.length > 0) for (const unit of await findUnitsById(tx, missing)) known.set(unit.id, unit)
  return known
}

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
    brought: brought && {
      at: rfc3339InHanoi(brought.at),
      isByCitizen: brought.actorId === CITIZEN,
      words: kept(brought.data.noteId),
    },
  }
}

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
