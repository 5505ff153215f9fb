import { type FormProblem, lineOf } from '#common/reading.ts'
import { Refusal } from '#platform/refusal.ts'

/** What can be wrong with what is to be published. */
export type CatalogueProblem =
  | FormProblem
  | 'NOT_AN_ADDRESS'
  // of one procedure
  | 'TEXT_MISSING'
  | 'ID_TWICE'
  | 'CHANNEL_TWICE'
  | 'NOT_WHOLE'
  | 'BELOW_ZERO'
  | 'NOT_POSITIVE'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'TOO_FINE'
  | 'UNKNOWN_UNIT'
  | 'NUMBER_BESIDE_SAME_DAY'
  | 'TERM_MISSING'
  | 'TERM_BESIDE_NONE'
  | 'TERM_BESIDE_UNDECIDED'
  | 'TERM_BESIDE_PHASES'
  | 'HOLDS_FOR_ALL'
  | 'SPECIALS_COMPETE'
  | 'LEAD_UNIT_MISSING'
  | 'UNIT_UNKNOWN'
  | 'NOTHING_TO_RECEIVE'
  // of its decision
  | 'DECIDED_IN_THE_FUTURE'
  // of its versions
  | 'SLUG_NOT_READ'
  | 'CODE_DIFFERS'
  | 'ENDS_BEFORE_IT_BEGINS'
  | 'TOO_FAR'
  | 'VERSIONS_OVERLAP'
  | 'PROCESS_UNKNOWN'
  | 'DRAFT_UNKNOWN'
  | 'DRAFT_OF_ANOTHER'
  | 'QUESTIONS_OPEN'
  // of what replaces what
  | 'PROCEDURE_UNKNOWN'
  | 'REPLACES_ITSELF'
  | 'REPLACED_TWICE'
  | 'REPLACED_IN_A_CIRCLE'
  | 'HOLDS_AFTER_ITS_REPLACEMENT'

/** Notes a problem with its place, `versions[0].content.cases[1].sets`, and what was found there where that helps. */
export type Found = (place: string, problem: CatalogueProblem, words?: string | number) => void

/** Problems as they are found, each a line: `versions[0].slug: SLUG_NOT_READ (Đăng ký)`. */
export class Problems {
  readonly lines: string[] = []
  readonly found: Found = (...problem) => {
    this.lines.push(lineOf(...problem))
  }

  /** @throws Refusal `catalogue-invalid` whose `problems` name every place and what is wrong there */
  refuse(): void {
    if (this.lines.length > 0) throw new Refusal('INVALID', 'catalogue-invalid', { problems: this.lines })
  }
}
