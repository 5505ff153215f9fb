/** A paper on a procedure's list: in what number it is asked for, and whether it must be there. */
export interface ListedPaper {
  id: string
  originals: number
  copies: number
  required: boolean
  /** The data that stand in for it; null or left out: it must be brought. */
  replacedBy?: object | null
}

/** What was brought of it. */
export interface PresentedPaper {
  paperId: string
  originals: number
  copies: number
}

/**
 * The required papers that are not there in the number asked for, in the order of the list. One that is listed
 * without a number must still be there: none of it is missing. One whose place data take is not asked for.
 */
export const missingPapers = <Paper extends ListedPaper>(
  listed: readonly Paper[],
  presented: readonly PresentedPaper[],
): readonly Paper[] =>
  listed.filter((paper) => {
    if (!paper.required || paper.replacedBy) return false
    const brought = presented.find(({ paperId }) => paperId === paper.id)
    if (!brought || brought.originals + brought.copies === 0) return true
    return brought.originals < paper.originals || brought.copies < paper.copies
  })
