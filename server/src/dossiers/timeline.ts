import { rfc3339InHanoi } from '#common/time.ts'
import type { CalendarDecisionRow } from '#deadlines/index.ts'
import { sealedIn } from '#platform/seal.ts'
import type { Office } from './office.ts'
import type { DossierEvent } from './rules/events.ts'
import type { SealedNote } from './store.ts'
import type { DossierPage } from './wire.ts'

/** What happened to a dossier, event by event, for an officer who may see it. */

export const entry = (
  office: Office,
  event: DossierEvent,
  {
    events,
    notes,
    officers,
    decisions,
    unitName,
  }: {
    /** All of the dossier's. */
    events: readonly DossierEvent[]
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
    actor: {
      kind: event.actorId === 'citizen' ? 'CITIZEN' : event.actorId === 'system' ? 'SYSTEM' : 'OFFICER',
      name: actor?.full_name ?? '',
      title: actor?.title ?? '',
      unit: actor?.unit_name ?? '',
    },
    onBehalfOf: officers.find(({ id }) => id === event.onBehalfOf?.officerId)?.full_name ?? null,
    unit: unitOf(event, unitName),
    verdict: event.type === 'OpinionGiven' ? event.data.verdict : null,
    text: textOf(office, event, notes),
    question: questionOf(office, event, { events, notes }),
    number: numberIn(event),
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
  if (event.type === 'OutsideAsked') return event.data.system
  const units = [...new Set(event.data.opens.map((task) => unitName(task.unitId)))].filter(
    (name) => name !== '',
  )
  return units.length > 0 ? units.join(', ') : null
}

const numberIn = (event: DossierEvent): string | null => {
  switch (event.type) {
    case 'ResultIssued':
    case 'CorrectionIssued':
      return event.data.number
    case 'ObligationNotified':
      return event.data.noticeNumber
    case 'PartConcluded':
      return event.data.externalCode
    case 'OutsideAsked':
      return event.data.reference
    default:
      return null
  }
}

/** The words that belong to an event, by whatever name it keeps their id. */
const wordsId = ({ data }: DossierEvent): string | null => {
  for (const name of ['questionId', 'opinionId', 'reasonId', 'noteId'] as const) {
    const id = (data as unknown as Partial<Record<typeof name, string | null>>)[name]
    if (id) return id
  }
  return null
}

const textOf = (office: Office, event: DossierEvent, notes: readonly SealedNote[]): string | null =>
  wordsOf(office, wordsId(event), notes)

/** What an opinion answers: the question of the event that opened its task. */
const questionOf = (
  office: Office,
  event: DossierEvent,
  { events, notes }: { events: readonly DossierEvent[]; notes: readonly SealedNote[] },
): string | null => {
  if (event.type !== 'OpinionGiven') return null
  const { taskId } = event.data
  const asked = events.find(
    ({ type, data }) => type === 'OpinionsAsked' && data.opens.some(({ id }) => id === taskId),
  )
  return asked ? textOf(office, asked, notes) : null
}

const wordsOf = (office: Office, id: string | null, notes: readonly SealedNote[]): string | null => {
  const note = notes.find((candidate) => candidate.id === id)
  return note?.sealed ? office.sealer.openText(note.sealed, sealedIn('note', 'sealed', note.id)) : null
}
