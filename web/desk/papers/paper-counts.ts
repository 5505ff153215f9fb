import { missingPapers, type PresentedPaper } from '#common/papers.ts'
import type { PaperSpec } from '#web/api/calls.ts'
import type { FieldFault } from '../faults.ts'

/** How many of a paper were brought, as typed. */
export interface PaperCount {
  originals: string
  copies: string
}

export type PaperCounts = Readonly<Record<string, PaperCount>>

/** What is written down already, to be typed over. */
export const countsOf = (papers: readonly PresentedPaper[]): PaperCounts =>
  Object.fromEntries(
    papers.map(({ paperId, originals, copies }) => [
      paperId,
      { originals: String(originals), copies: String(copies) },
    ]),
  )

/** The papers that were brought, with what is no number. */
export const readPapers = (
  counts: PaperCounts,
  listed: readonly PaperSpec[],
): { papers: readonly PresentedPaper[]; faults: readonly FieldFault[] } => {
  const papers: PresentedPaper[] = []
  const faults: FieldFault[] = []
  for (const paper of listed) {
    const count = counts[paper.id]
    const originals = readCount(count?.originals ?? '0')
    const copies = readCount(count?.copies ?? '0')
    if (originals === null || copies === null) {
      faults.push({
        field: `paper.${paper.id}.originals`,
        id: 'intake.count-wrong',
        values: { paper: paper.name },
      })
    } else if (originals + copies > 0) {
      papers.push({ paperId: paper.id, originals, copies })
    }
  }
  return { papers, faults }
}

/** What an acceptance lacks, in the order of the list. */
export const missingFaults = (
  listed: readonly PaperSpec[],
  brought: readonly PresentedPaper[],
): readonly FieldFault[] => {
  const papers = missingPapers(listed, brought).map(({ name }) => name)
  return papers.length === 0 ? [] : [{ field: 'papers', id: 'intake.papers-missing', values: { papers } }]
}

/** The number of sets as typed; null when it is none from 1 to 20. */
export const readSets = (text: string): number | null => {
  const sets = readCount(text)
  return sets === null || sets < 1 || sets > 20 ? null : sets
}

/** A whole number from 0 to 99; an emptied field is 0. */
const readCount = (text: string): number | null => {
  const digits = text.trim() === '' ? '0' : text.trim()
  return /^\d{1,2}$/.test(digits) ? Number(digits) : null
}
