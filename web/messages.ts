import { type Language, languageFrom, type Translate, translators } from '#common/i18n.ts'
import englishDesk from '#common/messages/en/desk.json' with { type: 'json' }
import englishShared from '#common/messages/en/shared.json' with { type: 'json' }
import vietnameseDesk from '#common/messages/vi/desk.json' with { type: 'json' }
import vietnameseShared from '#common/messages/vi/shared.json' with { type: 'json' }

/** Every id the desk may say; a word that no catalogue has does not compile. */
export type MessageId = keyof typeof vietnameseShared | keyof typeof vietnameseDesk

/** Says a message in the language of the page. */
export type Say = Translate<MessageId>

export const wordsFor = translators<MessageId>({
  vi: [vietnameseShared, vietnameseDesk],
  en: [englishShared, englishDesk],
})

/** The language of the desk, from all its cookies as `document.cookie` gives them and the language of the browser. */
export const languageOf = (cookies: string, browser: string): Language =>
  languageFrom(
    (/(?:^|;\s*)__Host-lang=([^;]*)/.exec(cookies) ?? /(?:^|;\s*)lang=([^;]*)/.exec(cookies))?.[1],
    browser,
  )
