import { createContext, type ReactNode, use } from 'react'
import { dateWords, type Language, type Translate } from '#common/i18n.ts'
import type { PlainDate } from '#common/time.ts'
import type { ProcedureSummary } from '#web/api/calls.ts'
import { type Say, wordsFor } from '#web/messages.ts'

interface Words {
  language: Language
  t: Say
}

const WordsContext = createContext<Words>({ language: 'vi', t: wordsFor('vi') })

export const WordsIn = ({ language, children }: { language: Language; children: ReactNode }) => (
  <WordsContext value={{ language, t: wordsFor(language) }}>{children}</WordsContext>
)

/** The words of the page, and which language they are in. */
export const useWords = (): Words => use(WordsContext)

/** What the catalogue of procedures and processes says in two languages. */
export const inLanguage = (words: { vi: string; en: string }, language: Language): string =>
  words[language] || words.vi

/** The name of a procedure; in Vietnamese where nobody has put it into English yet. */
export const titleIn = (procedure: { title: string; titleEn: string | null }, language: Language): string =>
  (language === 'en' && procedure.titleEn) || procedure.title

/** A plain date of the wire: `16/11/2026`, in English `16 November 2026`. */
export const dayIn = (date: string, t: Say): string => dateWords(date as PlainDate, t as Translate)

/** A term from its figures; where nobody has determined it, the source's own words; where it has none, that. */
export const termWords = (
  {
    term,
    termText,
    termStanding,
    phases,
  }: Pick<ProcedureSummary, 'term' | 'termText' | 'termStanding' | 'phases'>,
  t: Say,
): string => {
  if (term) return t(`term.${term.unit}`, { value: term.value })
  if (termStanding === 'NONE_BY_LAW') return t('term.none')
  if (termStanding === 'STATED' && phases > 0) return t('term.phases', { count: phases })
  const source = termText?.trim()
  return source ? `${t('term.undecided')}. ${t('term.as-source')} “${source}”` : t('term.not-stated')
}
