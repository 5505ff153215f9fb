import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import englishRefusals from './messages/en/refusals.json' with { type: 'json' }
import englishShared from './messages/en/shared.json' with { type: 'json' }
import vietnameseRefusals from './messages/vi/refusals.json' with { type: 'json' }
import vietnameseShared from './messages/vi/shared.json' with { type: 'json' }
import { type Instant, isPlainDate, type PlainDate, parseInstant, rfc3339InHanoi } from './time.ts'

/**
 * Every word people read comes from a catalogue under `common/messages/<language>/`, by an explicit id, as an ICU
 * message. Vietnamese is written first; English has the same ids.
 */
export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const isLanguage = (value: unknown): value is Language => value === 'vi' || value === 'en'

/** The same words in both languages, from data rather than a catalogue: names of days off, of cases, of steps. */
export type Bilingual = Readonly<Record<Language, string>>

/**
 * The cookie that keeps the language somebody chose. Over TLS its name binds it to this host, so that no neighbour under the
 * same domain sets it; browsers refuse that name without TLS. Scripts read it: the desk is drawn in it.
 */
export const languageCookie = (isOverTls: boolean) => (isOverTls ? '__Host-lang' : 'lang')

/**
 * The language somebody reads: the one they chose (kept in the cookie `languageCookie`), else that of the browser
 * (`Accept-Language` or `navigator.language`), else Vietnamese. One rule for server and desk, so that one screen does
 * not speak two languages.
 */
export const languageFrom = (cookie: string | undefined, browser: string | undefined): Language => {
  if (isLanguage(cookie)) return cookie
  return /^en\b/i.test(browser ?? '') ? 'en' : 'vi'
}

/**
 * What fills the places of a message. A list is read out with semicolons, an RFC 3339 instant on the office's clock
 * (`09:10 16/11/2026`, in English `09:10, 16 November 2026`); what is null, empty or not given picks the case `null` of a select.
 */
export type Values = Readonly<
  Record<string, string | number | boolean | null | undefined | readonly string[]>
>

/** The words for an id. An id that no catalogue has comes back as it is, so that it is seen and mended. */
export type Translate<Id extends string = string> = (id: Id, values?: Values) => string

export type Catalogue = Readonly<Record<string, string>>

/**
 * The translator of a face of the house (desk, portal, papers, refusals), from the catalogues it reads. Messages are
 * compiled when they are first asked for: a page uses a few dozen of them.
 */
export const translators = <Id extends string = string>(
  catalogues: Readonly<Record<Language, readonly Catalogue[]>>,
): ((language: Language) => Translate<Id>) => {
  const made = new Map<Language, Translate<Id>>()
  return (language) => {
    const known = made.get(language) ?? translatorOf<Id>(language, Object.assign({}, ...catalogues[language]))
    made.set(language, known)
    return known
  }
}

const translatorOf = <Id extends string>(language: Language, messages: Catalogue): Translate<Id> => {
  const i18n = setupI18n({ locale: language, messages: { [language]: {} } })
  return (id, values = {}) => {
    const message = Object.hasOwn(messages, id) ? messages[id] : undefined
    if (message === undefined) return id
    if (!Object.hasOwn(i18n.messages, id)) i18n.load(language, { [id]: compileMessage(message) })
    return i18n._(id, readable(values, language))
  }
}

/** The values as a message reads them: asked for by name, so that a place nobody filled is one that is not known. */
const readable = (values: Values, language: Language): Record<string, string | number | boolean | null> =>
  new Proxy(
    {},
    { get: (_none, name) => written(typeof name === 'string' ? values[name] : undefined, language) },
  )

const written = (value: Values[string], language: Language): string | number | boolean | null => {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'object') return value.length === 0 ? null : value.join('; ')
  return typeof value === 'string' ? onTheClock(value, language) : value
}

const onTheClock = (text: string, language: Language): string => {
  if (isPlainDate(text)) return dateWords(text, translator(language))
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return text
  try {
    return momentWords(parseInstant(text), translator(language))
  } catch {
    return text
  }
}

/** `16/11/2026`; in English `16 November 2026`, which nobody can take for another day. */
export const dateWords = (date: PlainDate, say: Translate): string => {
  const [year, month, day] = date.split('-')
  return say('date.day', { day, month, year })
}

/** `09:10 16/11/2026` on the office's clock; in English `09:10, 16 November 2026`. */
export const momentWords = (instant: Instant, say: Translate, withSeconds = false): string => {
  const local = rfc3339InHanoi(instant)
  return say('date.moment', {
    clock: local.slice(11, withSeconds ? 19 : 16),
    day: dateWords(local.slice(0, 10) as PlainDate, say),
  })
}

/** The words every face shares, and those of every refusal (`refusal.<code>.title` and `.detail`). */
export const translator = translators<string>({
  vi: [vietnameseShared, vietnameseRefusals],
  en: [englishShared, englishRefusals],
})
