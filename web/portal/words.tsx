import { createContext, type ReactNode, useContext } from 'react'
import { dayName } from '#common/explained.ts'
import { type Bilingual, dateWords, type Language, type Translate, translators } from '#common/i18n.ts'
import englishPortal from '#common/messages/en/portal.json' with { type: 'json' }
import englishShared from '#common/messages/en/shared.json' with { type: 'json' }
import vietnamesePortal from '#common/messages/vi/portal.json' with { type: 'json' }
import vietnameseShared from '#common/messages/vi/shared.json' with { type: 'json' }
import { hanoiDateOf, type PlainDate, parseInstant, rfc3339InHanoi } from '#common/time.ts'

export type Word = keyof typeof vietnamesePortal | keyof typeof vietnameseShared

/** The portal's words in a language. */
export const wordsIn: (language: Language) => Translate<Word> = translators<Word>({
  vi: [vietnameseShared, vietnamesePortal],
  en: [englishShared, englishPortal],
})

/** How a page speaks: its words, and the days and moments as people here write them. */
export interface Speech {
  language: Language
  say: Translate<Word>
  /** In Vietnamese where nobody has put it into English yet. */
  both: (words: Bilingual) => string
  /** `26/11/2026`, in English `26 November 2026` */
  day: (date: PlainDate) => string
  /** `thứ Năm, 26/11/2026`, `Thursday 26 November 2026` */
  weekdayAndDay: (date: PlainDate) => string
  /** `17:00 thứ Năm, 26/11/2026` from an RFC 3339 moment. */
  moment: (rfc3339: string) => string
}

export const speechIn = (language: Language): Speech => {
  const say = wordsIn(language)
  const day = (date: PlainDate): string => dateWords(date, say as Translate)
  const weekdayAndDay = (date: PlainDate): string => dayName(date, say as Translate)
  return {
    language,
    say,
    both: (words) => words[language] || words.vi,
    day,
    weekdayAndDay,
    moment: (rfc3339) => say('date.moment', { clock: clockOf(rfc3339), day: weekdayAndDay(dayOf(rfc3339)) }),
  }
}

/** As words begin a line: thứ Ba → Thứ Ba. */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** As a name stands in a sentence: Cơ quan phối hợp → cơ quan phối hợp. */
export const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** The legal day of an RFC 3339 moment. */
export const dayOf = (rfc3339: string): PlainDate => hanoiDateOf(parseInstant(rfc3339))

/** `17:00` on the office's clock. */
export const clockOf = (rfc3339: string): string => rfc3339InHanoi(parseInstant(rfc3339)).slice(11, 16)

const Spoken = createContext<Speech>(speechIn('vi'))

/** Lets everything inside speak one language. */
export const InLanguage = ({ language, children }: { language: Language; children: ReactNode }) => (
  <Spoken value={speechIn(language)}>{children}</Spoken>
)

export const useSpeech = (): Speech => useContext(Spoken)

/** Words of the law and of the catalogue, which exist in Vietnamese only: marked so that they are read out as such. */
export const InVietnamese = ({ children }: { children: ReactNode }) => {
  const { language } = useSpeech()
  return language === 'vi' ? children : <span lang="vi">{children}</span>
}

/** Words in both languages; in Vietnamese, marked as such, where nobody has translated them. */
export const Both = ({ words }: { words: Bilingual }) => {
  const { language } = useSpeech()
  return words[language] || <InVietnamese>{words.vi}</InVietnamese>
}
