import type { FastifyReply, FastifyRequest } from 'fastify'
import { LANGUAGES, type Language, languageCookie } from '#common/i18n.ts'

/** What addresses and forms of the citizens' pages say, and where the choice of language is kept. */

export const hidden = { schema: { hide: true } } as const

/** What a receipt has, of a page whose address names the dossier. */
export const receiptIn = ({ params }: Pick<FastifyRequest, 'params'>, fields: unknown) => ({
  code: short(params, 'code'),
  secret: short(fields, 'bi-mat'),
})

// No code, secret or number is longer, however it is spaced.
export const short = (fields: unknown, name: string): string => text(fields, name).slice(0, 60)

/** A field of a query, a form or a path; what is not text is none. */
export const text = (fields: unknown, name: string): string => {
  const value = (fields as Record<string, unknown> | null)?.[name]
  return typeof value === 'string' ? value.replaceAll('\u0000', '') : ''
}

/** The form that a dossier is looked up by. */
export const lookUpOf = (code: string, secret: string) => ({
  to: '/tra-cuu',
  fields: { ma: code, 'bi-mat': secret },
})

export const languageIn = (fields: unknown): Language | null => {
  const chosen = text(fields, 'lang')
  return LANGUAGES.find((language) => language === chosen) ?? null
}

/** For the next request, and for this one: `languageOf` reads the cookie, also for a page that says a problem. */
export const keepLanguage = (request: FastifyRequest, reply: FastifyReply, language: Language): void => {
  const secure = request.protocol === 'https'
  const name = languageCookie(secure)
  request.cookies[name] = language
  reply.setCookie(name, language, { path: '/', sameSite: 'lax', secure, maxAge: YEAR_S })
}

const YEAR_S = 365 * 24 * 3600
