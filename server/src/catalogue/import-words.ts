import { type Language, type Translate, translators } from '#common/i18n.ts'
import englishImport from '#common/messages/en/import.json' with { type: 'json' }
import englishShared from '#common/messages/en/shared.json' with { type: 'json' }
import vietnameseImport from '#common/messages/vi/import.json' with { type: 'json' }
import vietnameseShared from '#common/messages/vi/shared.json' with { type: 'json' }
import type { KeptAsText, Path, Question, Suggestion, Understood } from './rules/portal-remarks.ts'
import type { ChannelTerms, FeeItem } from './rules/procedure.ts'

type Term = NonNullable<ChannelTerms['term']>

/** What an import says of a record, in sentences. */
export const importWords: (language: Language) => Translate = translators({
  vi: [vietnameseShared, vietnameseImport],
  en: [englishShared, englishImport],
})

export const understoodSentence = (words: Translate, { code, value }: Understood): string => {
  const id = `import.understood.${code}`
  if (code === 'paper-count' || code === 'same-as') return words(id, value as Record<string, number>)
  if (code === 'term') return words(id, { value: termWords(words, value as Term) })
  if (code === 'fees')
    return words(id, { value: (value as readonly FeeItem[]).map((fee) => feeWords(words, fee)) })
  return words(id, { value: typeof value === 'string' || typeof value === 'number' ? value : null })
}

export const keptSentence = (words: Translate, { code }: KeptAsText): string => words(`import.kept.${code}`)

export const questionSentence = (words: Translate, { code, words: source }: Question): string =>
  words(`import.question.${code}`, { words: source })

export const suggestionSentence = (words: Translate, suggestion: Suggestion | null): string => {
  if (suggestion === null) return ''
  return 'term' in suggestion
    ? words('import.suggestion.term', { term: termWords(words, suggestion.term) })
    : words('import.suggestion.no-term')
}

export const termWords = (words: Translate, { value, unit }: Term): string => words(`term.${unit}`, { value })

const feeWords = (words: Translate, { name, amountVnd, per }: FeeItem): string =>
  [
    name,
    amountVnd === null ? words('fee.named-without-amount') : words('fee.amount', { amount: amountVnd }),
    ...(per === null ? [] : [`(${per})`]),
  ].join(' ')

/** Places are counted from 1, as people count. */
export const placeWords = (path: Path): string =>
  path.map((step) => (typeof step === 'number' ? String(step + 1) : step)).join(' › ')
