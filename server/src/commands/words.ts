import type { CatalogueProblem } from '#catalogue/index.ts'
import { LANGUAGES, type Translate, translators, type Values } from '#common/i18n.ts'
import englishCommands from '#common/messages/en/commands.json' with { type: 'json' }
import englishRefusals from '#common/messages/en/refusals.json' with { type: 'json' }
import vietnameseCommands from '#common/messages/vi/commands.json' with { type: 'json' }
import vietnameseRefusals from '#common/messages/vi/refusals.json' with { type: 'json' }
import vietnameseShared from '#common/messages/vi/shared.json' with { type: 'json' }
import type { CalendarChangeProblem, CalendarProblem } from '#deadlines/index.ts'
import type { UnitProblem } from '#identity/index.ts'
import type { CannotOpenCode } from '#platform/db/cannot-open.ts'
import type { ConfigError } from '../config.ts'
import type { MappingProblem, RowFault, RowNote } from '../takeover/index.ts'
import type { CannotListenCode } from './cannot-listen.ts'

type Problem = CatalogueProblem | CalendarProblem | CalendarChangeProblem | UnitProblem | MappingProblem

type Told = RowFault | RowNote
/** What the list of a takeover says of a row; why a person cannot be read is said by the refusal of that name. */
export type RowWord =
  | `takeover.title.${Told}`
  | `takeover.${'why' | 'do'}.${Exclude<Told, 'person-not-read'>}`

// A problem without a sentence does not compile.
type Sentences = Readonly<
  Record<
    | `problem.${Problem}`
    | `cannot-open.${CannotOpenCode}`
    | `cannot-listen.${CannotListenCode}`
    | `config.${ConfigError['what']}`
    | RowWord,
    string
  >
>
vietnameseCommands satisfies Sentences
englishCommands satisfies Sentences

const words = translators({
  vi: [vietnameseRefusals, vietnameseCommands],
  en: [englishRefusals, englishCommands],
})

/** A line in each language: who types a command may read either. */
export const inBoth = (id: keyof typeof vietnameseCommands, values?: Values): readonly string[] =>
  LANGUAGES.map((language) => words(language)(id, values))

/** What a word of the command line does, for the list of them, in each language. */
export const summaryOf = (words: string): readonly string[] =>
  inBoth(`summary.${words.replaceAll(' ', '-')}` as keyof typeof vietnameseCommands)

const vietnamese = translators({ vi: [vietnameseShared, vietnameseRefusals, vietnameseCommands], en: [] })(
  'vi',
)

/** For a list that an office of ours reads. */
export const inVietnamese = (id: string, values?: Values): string => vietnamese(id, values)

/** What the words of each language make of it, Vietnamese first. */
export const eachLanguage = (say: (words: Translate) => string): readonly string[] =>
  LANGUAGES.map((language) => say(words(language)))

/** What a problem means, in both languages; nothing for a word that is none. */
export const problemSentences = (problem: string): readonly string[] =>
  Object.hasOwn(vietnameseCommands, `problem.${problem}`)
    ? eachLanguage((words) => words(`problem.${problem}`))
    : []
