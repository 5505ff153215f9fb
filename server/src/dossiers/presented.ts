import type { PresentedPaper } from '#common/papers.ts'
import type { DossierEvent, EventType } from './rules/events.ts'

/** The papers that are there: as received, as put right since, and what was brought after. */
export const papersOf = (events: readonly DossierEvent[]): readonly PresentedPaper[] => {
  let counted: readonly PresentedPaper[] = []
  let since: readonly PresentedPaper[] = []
  for (const { type, data } of events) {
    // Who accepts it counts all that is there.
    if (type === 'Submitted' || type === 'Received' || type === 'Accepted')
      [counted, since] = [data.papers, []]
    if (type === 'ReceptionCorrected' && data.papers) counted = data.papers
    if (type === 'CompletionReceived' || type === 'SupplementReceived') since = added(since, data.papers)
  }
  return added(counted, since)
}

/** Something that was asked for was brought. */
export type Brought = Extract<DossierEvent, { type: 'CompletionReceived' | 'SupplementReceived' }>

export const isBringing = (type: EventType): type is Brought['type'] =>
  type === 'CompletionReceived' || type === 'SupplementReceived'

export const isBrought = (event: DossierEvent): event is Brought => isBringing(event.type)

/** What was brought last, where nobody has acted since: a calendar that moves dates is no act. */
export const lastBrought = (events: readonly DossierEvent[]): Brought | null => {
  const last = events.findLast(({ type }) => type !== 'CalendarFollowed')
  return last && isBrought(last) ? last : null
}

/** How many sets there are: as received, accepted, or put right since. */
export const setsOf = (events: readonly DossierEvent[]): number => {
  let sets = 1
  for (const { type, data } of events) {
    if (type === 'Submitted' || type === 'Received' || type === 'Accepted') sets = data.sets
    if (type === 'ReceptionCorrected' && data.sets !== undefined) sets = data.sets
  }
  return sets
}

const added = (
  papers: readonly PresentedPaper[],
  more: readonly PresentedPaper[],
): readonly PresentedPaper[] => [
  ...papers.map((paper) => {
    const brought = more.find(({ paperId }) => paperId === paper.paperId)
    return brought
      ? {
          ...paper,
          originals: paper.originals + brought.originals,
          copies: paper.copies + brought.copies,
        }
      : paper
  }),
  ...more.filter(({ paperId }) => !papers.some((paper) => paper.paperId === paperId)),
]
