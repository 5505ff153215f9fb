import { rfc3339InHanoi } from '#common/time.ts'
import type { CalendarDecisionRow } from '#deadlines/index.ts'
import type { Kept } from './kept-words.ts'
import type { DossierEvent, InTheOpen } from './rules/events.ts'
import type { DossierPage } from './wire.ts'

/** What happened to a dossier, event by event, for an officer who may see it. */

export const entry = (
  event: DossierEvent,
  {
    events,
    kept,
    officers,
    decisions,
    unitName,
  }: {
    /** All of the dossier's. */
    events: readonly DossierEvent[]
    kept: Kept
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
    unit: unitOf(event, unitName, kept),
    verdict: event.type === 'OpinionGiven' ? event.data.verdict : null,
    text: kept(wordsId(event)),
    question: kept(questionOf(event, events)),
    number: numberIn(event, kept),
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
const unitOf = (event: DossierEvent, unitName: (id: string | null) => string, kept: Kept): string | null => {
  if (event.type === 'HandedOver') return unitName(event.data.toUnitId)
  if (event.type === 'PartEnded') return unitName(event.data.unitId)
  if (event.type === 'OutsideAsked') return kept(event.data.systemId) ?? opened(event).system ?? null
  const units = [...new Set(event.data.opens.map((task) => unitName(task.unitId)))].filter(
    (name) => name !== '',
  )
  return units.length > 0 ? units.join(', ') : null
}

const numberIn = (event: DossierEvent, kept: Kept): string | null => {
  switch (event.type) {
    // What stands beside the event: here the software that it came from.
    case 'TakenOver':
      return event.data.source
    case 'ResultIssued':
    case 'CorrectionIssued':
      return event.data.number
    case 'ObligationNotified':
      return kept(event.data.noticeNumberId) ?? opened(event).noticeNumber ?? null
    case 'PartConcluded':
      return kept(event.data.externalCodeId) ?? opened(event).externalCode ?? null
    case 'OutsideAsked':
      return kept(event.data.referenceId) ?? opened(event).reference ?? null
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

/** What an event of a first version holds in the open. */
const opened = ({ data }: DossierEvent): InTheOpen => data as InTheOpen

/** The question that an opinion answers: of the event that opened its task. */
const questionOf = (event: DossierEvent, events: readonly DossierEvent[]): string | null => {
  if (event.type !== 'OpinionGiven') return null
  const { taskId } = event.data
  const asked = events.find(
    ({ type, data }) => type === 'OpinionsAsked' && data.opens.some(({ id }) => id === taskId),
  )
  return asked ? wordsId(asked) : null
}
