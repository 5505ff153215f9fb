import { tidy } from '#common/names.ts'
import type { Timeliness } from '#deadlines/rules/timeliness.ts'
import type { Outcome } from '#dossiers/rules/dossier.ts'
import type { FormerState } from '#dossiers/rules/take-over.ts'
import { type DateForm, readerOf } from './moments.ts'

/**
 * What an office says of a file of another software: which column is which fact, and which of their words mean what here. It
 * is written by a person. What a sketch only guessed begins with a question mark, and a mapping with one left is refused.
 */

export const FACTS = [
  'code',
  'procedure',
  'procedureCode',
  'state',
  'submittedAt',
  'dueAt',
  'issuedAt',
  'returnedAt',
  'closedAt',
  'pausedSince',
  'timeliness',
  'ownerName',
  'ownerNumber',
  'ownerBirthDate',
  'ownerPhone',
  'ownerEmail',
  'ownerAddress',
  'submitterName',
  'submitterNumber',
  'submitterPhone',
  'unit',
  'officer',
  'resultNumber',
  'remarks',
] as const
export type Fact = (typeof FACTS)[number]

/** What one of their words for a state means here. */
export interface MeantState {
  state: FormerState
  outcome: Outcome | null
  cause: 'WITHDRAWN' | 'STOPPED'
}

/** What one of their procedures is here. */
export type MeantProcedure =
  | {
      by: 'SLUG' | 'NATIONAL_CODE'
      named: string
      caseId: string | null
      stepId: string | null
      facts: Readonly<Record<string, string>>
      /** Nothing was promised: an empty due date is no mistake. */
      withoutTerm: boolean
    }
  /** None of ours: only the name is kept, and only of what is over. */
  | { by: 'KEPT'; named: string }

export interface Mapping {
  source: string
  sheet: string | null
  /** As a spreadsheet counts: 1 is the first. */
  headingRow: number
  delimiter: ',' | ';' | '\t' | null
  columns: Readonly<Partial<Record<Fact, string>>>
  dates: readonly DateForm[]
  states: ReadonlyMap<string, MeantState>
  timeliness: ReadonlyMap<string, Timeliness>
  procedures: ReadonlyMap<string, MeantProcedure>
  /** Their words for a unit, by the code of the agency here. */
  units: ReadonlyMap<string, string>
  /** Their names of officers, by the name to sign in with. */
  officers: ReadonlyMap<string, string>
  /** The code of the receiving centre; null where the province has one. */
  centre: string | null
  /** Whether a dossier whose officer is unknown is given to the post, where anybody takes it, or refused. */
  holderUnknown: 'POST' | 'REFUSE'
}

export type MappingProblem =
  | 'MAPPING_NOT_READ'
  | 'MAPPING_WORD_UNKNOWN'
  | 'MAPPING_FACT_NEEDED'
  | 'MAPPING_COLUMN_NOT_THERE'
  | 'MAPPING_DATE_FORM_NOT_READ'
  | 'MAPPING_STATE_UNKNOWN'
  | 'MAPPING_STILL_A_GUESS'
  | 'MAPPING_PROCEDURE_UNKNOWN'
  | 'MAPPING_CASE_UNKNOWN'
  | 'MAPPING_STEP_UNKNOWN'
  | 'MAPPING_UNIT_UNKNOWN'
  | 'MAPPING_OFFICER_UNKNOWN'
  | 'MAPPING_CENTRE_UNKNOWN'

export interface PlacedProblem {
  /** `states["Đã trả"]` */
  place: string
  problem: MappingProblem
}

/** Their words are compared without regard to capitals and spaces. */
export const wordKey = (text: string): string => tidy(text).toLocaleLowerCase('vi')

// A word that the type has and this list has not does not compile.
const wordsOf = <Word extends string>(words: Record<Word, true>): readonly Word[] =>
  Object.keys(words) as Word[]

const STATES = wordsOf<FormerState>({
  ACCEPTED: true,
  PROCESSING: true,
  SUPPLEMENT: true,
  RESOLVED: true,
  RETURNED: true,
  STOPPED: true,
  NOT_ACCEPTED: true,
})
const OUTCOMES = wordsOf<Outcome>({ GRANTED: true, REFUSED_ON_MERITS: true, PARTLY_GRANTED: true })
const TIMELINESS = wordsOf<Timeliness>({ EARLY: true, ON_TIME: true, OVERDUE: true, NO_TERM: true })
const NEEDED: readonly Fact[] = ['code', 'state', 'submittedAt', 'ownerName']
const KEYS = [
  'source',
  'sheet',
  'headingRow',
  'delimiter',
  'columns',
  'dates',
  'states',
  'timeliness',
  'procedures',
  'units',
  'officers',
  'centre',
  'holderUnknown',
]
const DELIMITERS = [',', ';', '\t']

type Json = Readonly<Record<string, unknown>>

/** The mapping, or everything that is wrong with it. */
export const readMapping = (
  value: unknown,
): { mapping: Mapping; problems: null } | { mapping: null; problems: readonly PlacedProblem[] } => {
  const reader = new MappingReader()
  const mapping = reader.mapping(value)
  return reader.problems.length > 0
    ? { mapping: null, problems: reader.problems }
    : { mapping, problems: null }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

class MappingReader {
  readonly problems: PlacedProblem[] = []

  mapping(value: unknown): Mapping {
    const whole = this.#object('', value)
    // A key that begins with a stroke is a remark of whoever wrote it.
    for (const key of Object.keys(whole))
      if (!KEYS.includes(key) && !key.startsWith('_')) this.#wrong(key, 'MAPPING_WORD_UNKNOWN')
    const columns = this.#columns(whole.columns)
    return {
      source: this.#text('source', whole.source) ?? '',
      sheet: whole.sheet === undefined || whole.sheet === null ? null : this.#text('sheet', whole.sheet),
      headingRow: this.#count('headingRow', whole.headingRow),
      delimiter: this.#among('delimiter', whole.delimiter ?? null, [
        null,
        ...DELIMITERS,
      ]) as Mapping['delimiter'],
      columns,
      dates: this.#dates(whole.dates),
      states: this.#words('states', whole.states, (place, said) => this.#state(place, said)),
      timeliness: this.#words('timeliness', whole.timeliness ?? {}, (place, said) =>
        this.#among(place, said, TIMELINESS),
      ),
      procedures: this.#words('procedures', whole.procedures ?? {}, (place, said) =>
        this.#procedure(place, said),
      ),
      units: this.#words('units', whole.units ?? {}, (place, said) => this.#text(place, said)),
      officers: this.#words('officers', whole.officers ?? {}, (place, said) => this.#text(place, said)),
      centre: whole.centre === undefined || whole.centre === null ? null : this.#text('centre', whole.centre),
      holderUnknown:
        this.#among('holderUnknown', whole.holderUnknown ?? 'POST', ['POST', 'REFUSE'] as const) ?? 'POST',
    }
  }

  #wrong(place: string, problem: MappingProblem): null {
    this.problems.push({ place: place || '.', problem })
    return null
  }

  #object(place: string, value: unknown): Json {
    if (isObject(value)) return value
    this.#wrong(place, 'MAPPING_NOT_READ')
    return {}
  }

  #text(place: string, value: unknown): string | null {
    if (typeof value !== 'string' || tidy(value) === '' || value.length > 300)
      return this.#wrong(place, 'MAPPING_NOT_READ')
    if (value.startsWith('?')) return this.#wrong(place, 'MAPPING_STILL_A_GUESS')
    return tidy(value)
  }

  #count(place: string, value: unknown): number {
    if (value === undefined) return 1
    if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100) return Number(value)
    this.#wrong(place, 'MAPPING_NOT_READ')
    return 1
  }

  #among<Word>(place: string, value: unknown, words: readonly Word[]): Word | null {
    if (words.includes(value as Word)) return value as Word
    return this.#wrong(
      place,
      typeof value === 'string' && value.startsWith('?') ? 'MAPPING_STILL_A_GUESS' : 'MAPPING_NOT_READ',
    )
  }

  #columns(value: unknown): Mapping['columns'] {
    const columns: Partial<Record<Fact, string>> = {}
    for (const [fact, heading] of Object.entries(this.#object('columns', value))) {
      const place = `columns.${fact}`
      if (!(FACTS as readonly string[]).includes(fact)) this.#wrong(place, 'MAPPING_WORD_UNKNOWN')
      else if (heading !== null) columns[fact as Fact] = this.#text(place, heading) ?? ''
    }
    for (const fact of NEEDED)
      if (columns[fact] === undefined) this.#wrong(`columns.${fact}`, 'MAPPING_FACT_NEEDED')
    if (columns.procedure === undefined && columns.procedureCode === undefined)
      this.#wrong('columns.procedure', 'MAPPING_FACT_NEEDED')
    return columns
  }

  #dates(value: unknown): readonly DateForm[] {
    if (!Array.isArray(value) || value.length === 0) {
      this.#wrong('dates', 'MAPPING_NOT_READ')
      return []
    }
    return value.flatMap((form, nth) => {
      const read = this.#text(`dates[${nth}]`, form)
      if (read !== null && readerOf(read) === null) this.#wrong(`dates[${nth}]`, 'MAPPING_DATE_FORM_NOT_READ')
      return read ?? []
    })
  }

  #words<Meant>(
    name: string,
    value: unknown,
    read: (place: string, said: unknown) => Meant | null,
  ): ReadonlyMap<string, Meant> {
    const meant = new Map<string, Meant>()
    for (const [word, said] of Object.entries(this.#object(name, value))) {
      const one = read(`${name}[${JSON.stringify(word)}]`, said)
      if (one !== null) meant.set(wordKey(word), one)
    }
    return meant
  }

  #state(place: string, said: unknown): MeantState | null {
    const { state, outcome = null, cause = 'STOPPED', ...rest } = isObject(said) ? said : { state: said }
    if (Object.keys(rest).length > 0) return this.#wrong(place, 'MAPPING_WORD_UNKNOWN')
    const isGuess = typeof state === 'string' && state.startsWith('?')
    if (isGuess) return this.#wrong(place, 'MAPPING_STILL_A_GUESS')
    if (
      !STATES.includes(state as FormerState) ||
      !(outcome === null || OUTCOMES.includes(outcome as Outcome)) ||
      !(cause === 'STOPPED' || cause === 'WITHDRAWN')
    )
      return this.#wrong(place, 'MAPPING_STATE_UNKNOWN')
    return { state: state as FormerState, outcome: outcome as Outcome | null, cause }
  }

  #procedure(place: string, said: unknown): MeantProcedure | null {
    if (typeof said === 'string')
      return this.#wrong(place, said.startsWith('?') ? 'MAPPING_STILL_A_GUESS' : 'MAPPING_NOT_READ')
    const {
      slug,
      nationalCode,
      kept,
      case: caseId = null,
      step = null,
      facts = {},
      withoutTerm = false,
      ...rest
    } = this.#object(place, said)
    const named = [slug, nationalCode, kept].filter((one) => one !== undefined)
    if (Object.keys(rest).length > 0) return this.#wrong(place, 'MAPPING_WORD_UNKNOWN')
    if (named.length !== 1) return this.#wrong(place, 'MAPPING_NOT_READ')
    const text = this.#text(place, named[0])
    if (text === null) return null
    if (kept !== undefined) return { by: 'KEPT', named: text }
    const isText = (one: unknown): one is string | null => one === null || typeof one === 'string'
    if (
      !isText(caseId) ||
      !isText(step) ||
      typeof withoutTerm !== 'boolean' ||
      !isObject(facts) ||
      !Object.values(facts).every((fact) => typeof fact === 'string')
    )
      return this.#wrong(place, 'MAPPING_NOT_READ')
    return {
      by: slug === undefined ? 'NATIONAL_CODE' : 'SLUG',
      named: text,
      caseId,
      stepId: step,
      facts: facts as Readonly<Record<string, string>>,
      withoutTerm,
    }
  }
}

/** Where each fact stands in a row, by the headings; or which headings are not there. */
export const columnsIn = (
  headings: readonly string[],
  { columns }: Pick<Mapping, 'columns'>,
): { at: ReadonlyMap<Fact, number>; problems: readonly PlacedProblem[] } => {
  const keys = headings.map(wordKey)
  const at = new Map<Fact, number>()
  const problems: PlacedProblem[] = []
  for (const [fact, heading] of Object.entries(columns) as [Fact, string][]) {
    const place = keys.indexOf(wordKey(heading))
    if (place < 0)
      problems.push({ place: `columns.${fact} (${heading})`, problem: 'MAPPING_COLUMN_NOT_THERE' })
    else at.set(fact, place)
  }
  return { at, problems }
}
