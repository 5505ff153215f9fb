import type { CatalogueProblem } from '#catalogue/index.ts'
import { LANGUAGES, type Translate, translators, type Values } from '#common/i18n.ts'
import englishCommands from '#common/messages/en/commands.json' with { type: 'json' }
import englishRefusals from '#common/messages/en/refusals.json' with { type: 'json' }
import vietnameseCommands from '#common/messages/vi/commands.json' with { type: 'json' }
import vietnameseRefusals from '#common/messages/vi/refusals.json' with { type: 'json' }
import type { CalendarChangeProblem, CalendarProblem } from '#deadlines/index.ts'
import type { UnitProblem } from '#identity/index.ts'

type Problem = CatalogueProblem | CalendarProblem | CalendarChangeProblem | UnitProblem

// A problem without a sentence does not compile.
type Sentences = Readonly<Record<`problem.${Problem}`, string>>
vietnameseCommands satisfies Sentences
englishCommands satisfies Sentences

const words = translators({
  vi: [vietnameseRefusals, vietnameseCommands],
  en: [englishRefusals, englishCommands],
})

/** A line in each language: who types a command may read either. */
export const inBoth = (id: keyof typeof vietnameseCommands, values?: Values): readonly string[] =>
  LANGUAGES.map((language) => words(language)(id, values))

/** What the words of each language make of it, Vietnamese first. */
export const eachLanguage = (say: (words: Translate) => string): readonly string[] =>
  LANGUAGES.map((language) => say(words(language)))

/** What a problem means, in both languages; nothing for a word that is none. */
export const problemSentences = (problem: string): readonly string[] =>
  Object.hasOwn(vietnameseCommands, `problem.${problem}`)
    ? eachLanguage((words) => words(`problem.${problem}`))
    : []
