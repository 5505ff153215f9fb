import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { latestCheckpoint } from '#audit/index.ts'
import { calendarInFull, databaseNow, promiseNow, summaryOf } from '#catalogue/index.ts'
import { readDossierCode } from '#common/dossier-code.ts'
import { type Language, translator } from '#common/i18n.ts'
import { hanoiDateOf, type Instant, rfc3339InHanoi } from '#common/time.ts'
import { openingAt, receptionWeekOn, ruleInForce, type WorkingCalendar } from '#deadlines/index.ts'
import { asksForFiles, mayBeWithdrawn, type Office, track } from '#dossiers/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Faces, languageOf } from '#platform/http/problems.ts'
import type { Server } from '#platform/http/server.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Mode } from '#platform/watch/health.ts'
import { procedureWithProcess } from '#routing/index.ts'
import {
  accessibilityPage,
  appointmentFile,
  type Centre,
  calendarPage,
  type Frame,
  helpPage,
  homePage,
  ledgerPage,
  problemPage,
  procedureListPage,
  procedurePage,
  type TrackingProblem,
  trackingFormPage,
  trackingPage,
} from '#web/portal/index.ts'
import { heldUntil } from './holding-back.ts'
import { hidden, keepLanguage, languageIn, lookUpOf, receiptIn, short, text } from './portal-fields.ts'
import { mountReceiptForms, type WithReceipt } from './portal-receipt.ts'

/** What citizens are told while acts are not taken. */
const standstillOf = (house: Mode, language: Language): Frame['standstill'] =>
  house.mode === 'NORMAL' ? null : { reason: house.reason?.[language] ?? null, until: heldUntil(house) }

/** The citizens' pages, mounted: each asks the same verbs as the interface for programs, and draws what it is given. */
export const mountPortal = (app: Server, office: Office, faces: Faces, mode: () => Mode): void => {
  const css = readFileSync(new URL('../../web/portal/portal.css', import.meta.url))
  const stylesheet = `/portal.css?${createHash('sha256').update(css).digest('hex').slice(0, 12)}`

  const icon = readFileSync(new URL('../../web/desk/icon.svg', import.meta.url))
  app.get('/favicon.ico', hidden, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(icon),
  )
  app.get('/portal.css', hidden, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css; charset=utf-8')
      .send(css),
  )

  // Read by the pages, for the page of a problem: the database may be what is away, and then people call.
  let centreKnown: Centre | null = null
  const framed = async (tx: Tx, at: { now: Instant; generation: string }, request: FastifyRequest) => {
    centreKnown = await centreOf(office, tx, at)
    return {
      language: languageOf(request),
      address: addressOf(request),
      stylesheet,
      centre: centreKnown,
      standstill: standstillOf(mode(), languageOf(request)),
    } satisfies Frame
  }

  /** A page for anybody: one transaction as the public, the frame around it, the language of the reader. */
  const page =
    (draw: (at: Visit) => Promise<string> | string) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const elsewhere = inChosenLanguage(request, reply)
      if (elsewhere) return elsewhere
      const html = await office.database.as({ actor: 'public' }, async (tx) => {
        const { now, generation } = await databaseNow(tx)
        const frame = await framed(tx, { now, generation }, request)
        return draw({ tx, now, generation, frame, request })
      })
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html)
    }

  /** What can be handed in here, before what is only described. */
  const receivedFirst = async (tx: Tx, generation: string) => {
    const { found } = await office.catalogue.search(tx, generation, EVERYTHING)
    return found.map(summaryOf).sort((a, b) => Number(b.receivable) - Number(a.receivable))
  }

  app.get(
    '/',
    hidden,
    page(async ({ tx, now, generation, frame }) =>
      homePage({
        ...frame,
        procedures: await receivedFirst(tx, generation),
        now: rfc3339InHanoi(now),
      }),
    ),
  )
  app.get(
    '/thu-tuc',
    hidden,
    page(async ({ tx, generation, frame, request }) => {
      const query = text(request.query, 'q').slice(0, 200)
      const field = text(request.query, 'linh-vuc').slice(0, 300) || null
      const agency = text(request.query, 'co-quan').slice(0, 300) || null
      const [{ found, exact, hasMore }, topics] = await Promise.all([
        office.catalogue.search(tx, generation, { words: query, field, agency }),
        office.catalogue.topics(tx, generation),
      ])
      const procedures = found.map(summaryOf)
      return procedureListPage({ ...frame, query, field, agency, procedures, exact, hasMore, topics })
    }),
  )
  app.get(
    '/thu-tuc/:slug',
    hidden,
    page(async ({ tx, now, generation, frame, request }) => {
      const { version, view } = await procedureWithProcess(
        office,
        tx,
        generation,
        text(request.params, 'slug'),
      )
      const wanted = text(request.query, 'truong-hop')
      const chosen = view.cases.find((one) => one.id === wanted) ?? view.cases[0]
      const centre = await office.directory.centre(tx, generation)
      const atCounter = chosen?.channels.some((terms) => terms.channel === 'COUNTER' && terms.receivable)
      const promise =
        chosen && centre && atCounter
          ? await promiseNow(office, tx, { now, generation }, version, {
              caseId: chosen.id,
              channel: 'COUNTER',
              authorityId: centre.authorityId,
            })
          : null
      return procedurePage({ ...frame, procedure: view, caseId: chosen?.id, promise })
    }),
  )
  app.get(
    '/lich-lam-viec',
    hidden,
    page(async ({ tx, now, generation, frame }) => {
      const centre = await office.directory.centre(tx, generation)
      const calendar = await office.calendars.inForce(tx, generation, centre?.authorityId ?? null)
      return calendarPage({
        ...frame,
        calendar: calendarInFull(office, calendar, hanoiDateOf(now)),
        today: hanoiDateOf(now),
      })
    }),
  )
  app.get(
    '/tro-giup',
    hidden,
    page(({ frame }) => helpPage(frame)),
  )
  app.get(
    '/tiep-can',
    hidden,
    page(({ frame }) => accessibilityPage(frame)),
  )
  app.get(
    '/so-kiem-toan',
    hidden,
    page(async ({ tx, frame }) => ledgerPage({ ...frame, checkpoint: await latestCheckpoint(tx) })),
  )
  app.get(
    '/tra-cuu',
    hidden,
    page(({ frame, request }) => trackingFormPage({ ...frame, code: text(request.query, 'ma') })),
  )

  faces.page = (request, problem) =>
    problemPage({
      language: languageOf(request),
      address: addressOf(request),
      stylesheet,
      centre: centreKnown ?? NO_CENTRE,
      standstill: standstillOf(mode(), languageOf(request)),
      ...problem,
    })

  const frameFor = (request: FastifyRequest) =>
    office.database.as({ actor: 'public' }, async (tx) => framed(tx, await databaseNow(tx), request))

  /** What is drawn of one dossier, or the form again with what went wrong: never which of the two did not fit. */
  const withReceipt: WithReceipt = async (request, reply, { code, secret }, draw) => {
    const frame = await frameFor(request)
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    if (code.trim() === '' || secret.trim() === '') {
      return reply
        .code(422)
        .send(trackingFormPage({ ...frame, code, secret, problem: { code: 'incomplete' } }))
    }
    try {
      return reply.send(await draw(frame, { code: readDossierCode(code), secret, address: request.ip }))
    } catch (error) {
      if (!(error instanceof Refusal) || (error.kind !== 'NOT_FOUND' && error.kind !== 'TOO_MANY'))
        throw error
      const tooMany = error.kind === 'TOO_MANY'
      const retryAfterSeconds = Number(error.details.retryAfter ?? 900)
      if (tooMany) reply.header('retry-after', String(retryAfterSeconds))
      const problem: TrackingProblem = tooMany
        ? { code: 'too-many-attempts', retryAfterSeconds }
        : { code: 'not-found' }
      return reply.code(tooMany ? 429 : 404).send(trackingFormPage({ ...frame, code, secret, problem }))
    }
  }

  const tracked = (
    request: FastifyRequest,
    reply: FastifyReply,
    receipt: { code: string; secret: string },
    citizenNumber = '',
  ) =>
    withReceipt(request, reply, receipt, async (frame, lookUp) => {
      const { secret } = lookUp
      const { page: tracking, now } = await track(office, { ...lookUp, citizenNumber })
      const numberRefused = citizenNumber !== '' && tracking.reasons === 'ASK_NUMBER'
      if (numberRefused) reply.code(422)
      const calendarHref = `/ho-so/${encodeURIComponent(tracking.code)}/hen.ics?bi-mat=${encodeURIComponent(secret)}`
      // A failed look-up would be failed and counted again: its page is the plain form in either language.
      const around = request.method === 'POST' ? { ...frame, sent: lookUpOf(tracking.code, secret) } : frame
      return trackingPage({
        ...around,
        tracking,
        now: rfc3339InHanoi(now),
        calendarHref,
        askWhyWith: secret,
        numberRefused,
        ...(asksForFiles(tracking.waitsForYou) ? { sendFilesWith: secret } : {}),
        ...(mayBeWithdrawn(tracking.state) ? { withdrawWith: secret } : {}),
      })
    })

  app.post('/tra-cuu', hidden, async (request, reply) => {
    const chosen = languageIn(request.body)
    if (chosen) keepLanguage(request, reply, chosen)
    const receipt = {
      code: short(request.body, 'ma'),
      secret: short(request.body, 'bi-mat'),
    }
    return tracked(request, reply, receipt, short(request.body, 'so-dinh-danh').trim())
  })
  app.get('/ho-so/:code', hidden, async (request, reply) => {
    const elsewhere = inChosenLanguage(request, reply)
    if (elsewhere) return elsewhere
    return tracked(request, reply, receiptIn(request, request.query))
  })

  mountReceiptForms(app, office, faces, withReceipt)

  app.get('/ho-so/:code/hen.ics', hidden, async (request, reply) => {
    const { page: tracking, now } = await track(office, {
      ...receiptIn(request, request.query),
      address: request.ip,
    })
    const file = appointmentFile({ language: languageOf(request), tracking, now: rfc3339InHanoi(now) })
    if (file === null) throw new Refusal('NOT_FOUND', 'not-found')
    return reply.type('text/calendar; charset=utf-8').header('cache-control', 'no-store').send(file)
  })
}

interface Visit {
  tx: Tx
  now: Instant
  generation: string
  frame: Frame
  request: FastifyRequest
}

const EVERYTHING = { words: '', field: null, agency: null }

/** The same page again once a language was chosen and kept; null when none was. */
const inChosenLanguage = (request: FastifyRequest, reply: FastifyReply): FastifyReply | null => {
  const chosen = languageIn(request.query)
  if (chosen === null) return null
  keepLanguage(request, reply, chosen)
  return reply.redirect(addressOf(request, true), 303)
}

/**
 * Path and query of the page without the choice of language; only ever a path of ours. Not read as an address: what
 * stands in a request's first line need be none (`//%zz`), and two strokes at its beginning name another host.
 */
const addressOf = (request: FastifyRequest, forRedirect = false): string => {
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(request.url) ?? []
  const ours = `/${path.replace(/^[/\\]+/, '')}`
  // The form of a look-up is answered by POST; its page is asked for again as a form.
  if (request.method !== 'GET') return forRedirect ? ours : '/tra-cuu'
  const asked = new URLSearchParams(query)
  asked.delete('lang')
  return asked.size === 0 ? ours : `${ours}?${asked}`
}

const NO_CENTRE: Centre = { name: translator('vi')('product'), address: null, hotline: null, hours: null }

const centreOf = async (
  office: Office,
  tx: Tx,
  { now, generation }: { now: Instant; generation: string },
): Promise<Centre> => {
  const unit = await office.directory.centre(tx, generation)
  if (!unit) return NO_CENTRE
  const calendar = await office.calendars.inForce(tx, generation, unit.authorityId)
  return {
    name: unit.name,
    address: unit.address,
    hotline: unit.hotline,
    hours: hoursOf(office, calendar, now),
  }
}

const hoursOf = (office: Office, calendar: WorkingCalendar, now: Instant): Centre['hours'] => {
  const { opensNext, ...today } = openingAt(calendar, now)
  return {
    week: receptionWeekOn(calendar, hanoiDateOf(now)),
    today,
    opensNext: opensNext === null ? null : rfc3339InHanoi(opensNext),
    cutOff: ruleInForce(office.deadlineRules, hanoiDateOf(now))?.cutOff ?? null,
  }
}
