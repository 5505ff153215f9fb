import type { PresentedPaper } from '#common/papers.ts'
import type { DossierEvent } from './rules/events.ts'

/** The papers that are there: as received, as put right since, and what was brought after. */
export const papersOf = (events: readonly DossierEvent[]): readonly PresentedPaper[] => {
  let papers: readonly PresentedPaper[] = []
  for (const { type, data } of events) {
    if (type === 'Submitted' || type === 'Received' || type === 'Accepted') papers = data.papers
    if (type === 'ReceptionCorrected' && data.papers) papers = data.papers
    if (type === 'CompletionReceived' || type === 'SupplementReceived') papers = added(papers, data.papers)
  }
  return papers
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
