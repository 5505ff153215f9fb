/** How far the search for the text as it stands has come. */
export type Answer = 'here' | 'awaited' | 'failed'

/**
 * What Enter does in a field that offers what somebody finds while they type: the first that was found is taken, before
 * the answer is here it is waited for, and a search that failed is asked once more. Where nothing was typed since the
 * last choice, whoever presses it is done here.
 */
export const onEnter = ({
  typed,
  picked,
  answer,
  first,
}: {
  typed: string | null
  picked: object | null
  answer: Answer
  first: object | undefined
}): 'LEAVE' | 'TAKE_FIRST' | 'ASK' | 'WAIT' | 'NOTHING' => {
  if (typed === null || typed.trim() === '') return picked ? 'LEAVE' : 'NOTHING'
  if (answer === 'failed') return 'ASK'
  if (answer === 'awaited') return 'WAIT'
  return first ? 'TAKE_FIRST' : 'NOTHING'
}

/** What an Enter takes that was waiting for the answer: what only resembles the words, nobody takes unseen. */
export const takenUnseen = <Item extends { isClose: boolean }>(
  answer: Answer,
  first: Item | undefined,
): Item | null => (answer === 'here' && first && !first.isClose ? first : null)
