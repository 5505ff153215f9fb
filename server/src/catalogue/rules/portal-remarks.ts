import type { Term } from '#deadlines/rules/term.ts'
import type { FeeDoubt } from './fee-text.ts'
import { leavesOf } from './portal-leaves.ts'
import type { KeptLeaf } from './procedure.ts'
import type { TermDoubt } from './term-text.ts'

/** What an import says of each place of a record. The words are in the message catalogues, under `import.<code>`. */

export type Path = KeptLeaf['path']

/** Read into a value of ours. */
export interface Understood {
  path: Path
  code:
    | 'title'
    | 'code'
    | 'level'
    | 'channel'
    | 'term'
    | 'no-term'
    | 'fees'
    | 'no-fee'
    | 'paper-count'
    | 'form-address'
    | 'case'
    | 'sets'
    | 'nothing-stated'
    | 'same-as'
  words: string
  value: unknown
}

/** Stored in its words: `in-words` in the field that is meant for it, `no-place` beside the fields. */
export interface KeptAsText {
  path: Path
  code: 'in-words' | 'no-place' | 'address-of-nothing'
  words: string
}

/** What a person must decide before a draft can be published. */
export interface Question {
  path: Path
  code: QuestionCode
  words: string
  suggestion: Suggestion | null
}

export type Suggestion = { term: Term } | { standing: 'NONE_BY_LAW' }

export type QuestionCode =
  | 'term-empty'
  | 'term-without-unit'
  | 'term-in-other-unit'
  | 'term-not-a-term'
  | 'term-in-prose'
  | 'term-said-none'
  | 'term-clock-hours'
  | TermDoubt['code']
  | FeeDoubt
  | 'channels-not-stated'
  | 'channel-unknown'
  | 'channel-twice'
  | 'channel-for-a-case'
  | 'papers-not-stated'
  | 'paper-without-name'
  | 'paper-count-unread'
  | 'required-not-stated'
  | 'level-unread'
  | 'code-not-text'
  | 'shape-unknown'
  | 'said-twice'
  | 'term-elsewhere'
  | 'same-key-differs'
  | 'several-match'

export interface Remarks {
  understood: readonly Understood[]
  keptAsText: readonly KeptAsText[]
  forPerson: readonly Question[]
}

/** Takes remarks down while a record is read. */
export interface Notebook {
  understood(path: Path, code: Understood['code'], words: unknown, value: unknown): void
  /** A text in the field that is meant for it. */
  inWords(path: Path, words: string): void
  /** Each leaf of what has no field. */
  keep(path: Path, value: unknown, code?: KeptAsText['code']): void
  /** A field that is there and empty. */
  nothing(path: Path, value: unknown): null
  /** Something of a shape that this field never has: kept, and asked about. */
  strange(path: Path, value: unknown): null
  ask(path: Path, code: QuestionCode, words: unknown, suggestion?: Suggestion | null): void
  remarks: Remarks
}

export const openNotebook = (): Notebook => {
  const understood: Understood[] = []
  const keptAsText: KeptAsText[] = []
  const forPerson: Question[] = []
  const note: Notebook['understood'] = (path, code, words, value) => {
    understood.push({ path, code, words: wordsOf(words), value })
  }
  const keep: Notebook['keep'] = (path, value, code = 'no-place') => {
    for (const leaf of leavesOf(value, path))
      keptAsText.push({ path: leaf.path, code, words: leaf.empty ? '' : wordsOf(leaf.value) })
  }
  const ask: Notebook['ask'] = (path, code, words, suggestion = null) => {
    forPerson.push({ path, code, words: wordsOf(words), suggestion })
  }
  return {
    understood: note,
    inWords: (path, words) => keep(path, words, 'in-words'),
    keep,
    nothing: (path, value) => {
      note(path, 'nothing-stated', value, null)
      return null
    },
    strange: (path, value) => {
      keep(path, value)
      ask(path, 'shape-unknown', value)
      return null
    },
    ask,
    remarks: { understood, keptAsText, forPerson },
  }
}

const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)
