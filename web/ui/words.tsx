import { createContext, type ReactNode, use } from 'react'
import type { Language } from '#common/i18n.ts'
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
export const titleIn = (procedure: { title: string; titleEn: string }, language: Language): string =>
  (language === 'en' && procedure.titleEn) || procedure.title

/** A term from its figures; in the source's own words, which are Vietnamese, where those could not be read. */
export const termWords = (
  {
    term,
    termText,
  }: {
    term: { value: number; unit: 'WORKING_DAY' | 'CALENDAR_DAY' | 'WORKING_HOUR' | 'SAME_DAY' } | null
    termText: string | null
  },
  t: Say,
): string => (term ? t(`term.${term.unit}`, { value: term.value }) : (termText ?? ''))
