import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { calendarInFull, databaseNow, promiseNow, summaryOf } from '#catalogue/index.ts'
import { readDossierCode } from '#common/dossier-code.ts'
import { LANGUAGES, type Language, translator } from '#common/i18n.ts'
import { hanoiDateOf, type Instant, rfc3339InHanoi } from '#common/time.ts'
import { openingAt, receptionWeekOn, ruleInForce, type WorkingCalendar } from '#deadlines/index.ts'
import {
  asksForFiles,
  askToWithdraw,
  type CitizenFiles,
  citizenFiles,
  type LookUp,
  mayBeWithdrawn,
  type Office,
  readReason,
  sayBrought,
  sendFile,
  takeBack,
  tooLarge,
  track,
} from '#dossiers/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { idempotentRequest } from '#platform/http/idempotency.ts'
import { type Faces, languageOf } from '#platform/http/problems.ts'
import type { Server } from '#platform/http/server.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { procedureWithProcess } from '#routing/index.ts'
import {
  accessibilityPage,
  appointmentFile,
  type Centre,
  calendarPage,
  FILES_AT_ONCE,
  type Frame,
  filesPage,
  filesPath,
  helpPage,
  homePage,
  LONGEST_NOTE,
  LONGEST_REASON,
  NO_PAPER,
  problemPage,
  procedureListPage,
  procedurePage,
  type SupplementStep,
  supplementPage,
  supplementPath,
  type TrackingProblem,
  trackingFormPage,
  trackingPage,
  type WithdrawalStep,
  withdrawalPage,
  withdrawalPath,
} from '#web/portal/index.ts'

/** The citizens' pages, mounted: each asks the same verbs as the interface for programs, and draws what it is given. */
export const mountPortal = (app: Server, office: Office, faces: Faces): void => {
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
      ...problem,
    })

  const frameFor = (request: FastifyRequest) =>
    office.database.as({ actor: 'public' }, async (tx) => framed(tx, await databaseNow(tx), request))

  /** What is drawn of one dossier, or the form again with what went wrong: never which of the two did not fit. */
  const withReceipt = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { code, secret }: { code: string; secret: string },
    draw: (frame: Frame, lookUp: LookUp) => Promise<string>,
  ): Promise<FastifyReply> => {
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
      const problem: TrackingProblem =
        error.code === 'others-under-way'
          ? { code: 'others-under-way' }
          : tooMany
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

  /** The step that was asked for. What stands against it is a step too, said in words. */
  const stepAsked = async (
    request: FastifyRequest,
    lookUp: LookUp,
    reason: string,
  ): Promise<WithdrawalStep> => {
    const asked = text(request.body, 'buoc')
    if (asked !== 'xem-lai' && asked !== 'gui') return { is: 'written' }
    try {
      if (reason.length > LONGEST_REASON)
        throw new Refusal('INVALID', 'invalid-input', { field: null, rule: 'maxLength' })
      readReason(reason)
      if (asked === 'xem-lai') return { is: 'read-over', key: newId() }
      const idempotent = idempotentRequest(request, 'citizen', text(request.body, 'khoa'))
      await askToWithdraw(office, { lookUp, idempotent, requestId: request.id }, { reason })
      return { is: 'sent' }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.kind === 'CONFLICT') return { is: 'impossible' }
      if (error.kind !== 'INVALID') throw error
      return { is: 'written', problem: faces.say(languageOf(request), error.code, error.details) }
    }
  }

  app.post('/ho-so/:code/rut', hidden, async (request, reply) => {
    const chosen = languageIn(request.body)
    if (chosen) keepLanguage(request, reply, chosen)
    const receipt = receiptIn(request, request.body)
    return withReceipt(request, reply, receipt, async (frame, lookUp) => {
      const { secret } = lookUp
      const reason = text(request.body, 'ly-do').replaceAll('\r\n', '\n').trim()
      const asked = await stepAsked(request, lookUp, reason)
      const { page: tracking } = await track(office, lookUp)
      const step: WithdrawalStep =
        asked.is === 'sent' || mayBeWithdrawn(tracking.state) ? asked : { is: 'impossible' }
      if (step.is === 'impossible') reply.code(409)
      if (step.is === 'written' && step.problem) reply.code(422)
      const sent =
        step.is === 'written' || step.is === 'read-over'
          ? {
              to: withdrawalPath(tracking.code),
              fields: { 'bi-mat': secret, 'ly-do': reason, buoc: step.is === 'written' ? 'sua' : 'xem-lai' },
            }
          : lookUpOf(tracking.code, secret)
      return withdrawalPage({ ...frame, sent, tracking, secret, reason, step })
    })
  })

  /** What saying that everything is there came to: what stands against it is a step too. */
  const tellBrought = async (
    request: FastifyRequest,
    lookUp: LookUp,
    note: string,
  ): Promise<SupplementStep> => {
    const key = newId()
    if (text(request.body, 'buoc') !== 'gui') return { is: 'read-over', key }
    try {
      if (note.length > LONGEST_NOTE)
        throw new Refusal('INVALID', 'invalid-input', { field: null, rule: 'maxLength' })
      const idempotent = idempotentRequest(request, 'citizen', text(request.body, 'khoa'))
      const taskId = text(request.body, 'viec') || null
      const said = note === '' ? undefined : note
      await sayBrought(office, { lookUp, idempotent, requestId: request.id }, { note: said, taskId })
      return { is: 'told' }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.kind === 'CONFLICT') return { is: 'impossible' }
      if (error.kind !== 'INVALID') throw error
      const problem = faces.say(languageOf(request), error.code, error.details)
      return { is: 'read-over', key, problem }
    }
  }

  app.post('/ho-so/:code/bo-sung', hidden, async (request, reply) => {
    const chosen = languageIn(request.body)
    if (chosen) keepLanguage(request, reply, chosen)
    const receipt = receiptIn(request, request.body)
    return withReceipt(request, reply, receipt, async (frame, lookUp) => {
      const { secret } = lookUp
      const note = text(request.body, 'loi-nhan').replaceAll('\r\n', '\n').trim()
      const said = await tellBrought(request, lookUp, note)
      const [{ page: tracking }, { areAsked, received }] = await Promise.all([
        track(office, lookUp),
        citizenFiles(office, lookUp),
      ])
      const step: SupplementStep = said.is === 'told' || areAsked ? said : { is: 'impossible' }
      if (step.is === 'impossible') reply.code(409)
      if (step.is === 'read-over' && step.problem) reply.code(422)
      const sent =
        step.is === 'read-over'
          ? { to: supplementPath(tracking.code), fields: { 'bi-mat': secret, 'loi-nhan': note } }
          : lookUpOf(tracking.code, secret)
      const files = received.filter(({ isForThis }) => isForThis)
      return supplementPage({ ...frame, sent, tracking, secret, note, files, step })
    })
  })

  /** The page of what was sent, as it is now. */
  const sentPage = async (
    reply: FastifyReply,
    { frame, lookUp }: { frame: Frame; lookUp: LookUp },
    came: Pick<Parameters<typeof filesPage>[0], 'refused' | 'taken' | 'takenBack'>,
  ) => {
    const { secret } = lookUp
    const [{ page: tracking }, { areAsked, papers, rule, received }] = await Promise.all([
      track(office, lookUp),
      citizenFiles(office, lookUp),
    ])
    if (!areAsked) reply.code(409)
    else if (came.refused.length > 0) reply.code(422)
    return filesPage({
      ...frame,
      ...came,
      sent: { to: filesPath(tracking.code), fields: { 'bi-mat': secret } },
      tracking,
      secret,
      areAsked,
      papers,
      mostBytes: rule.mostBytes,
      received,
      idempotencyKey: newId(),
    })
  }

  app.post('/ho-so/:code/tep/bo', hidden, (request, reply) => {
    const receipt = receiptIn(request, request.body)
    return withReceipt(request, reply, receipt, async (frame, lookUp) => {
      const problem = await takeBack(office, {
        lookUp,
        requestId: request.id,
        fileId: text(request.body, 'tep'),
      }).then(
        () => null,
        (error: unknown) => {
          if (!(error instanceof Refusal) || error.kind !== 'CONFLICT') throw error
          reply.code(409)
          return faces.say(languageOf(request), error.code, error.details)
        },
      )
      return sentPage(reply, { frame, lookUp }, { refused: [], taken: 0, takenBack: { problem } })
    })
  })

  /** What one file of a form came to: null when it was taken. */
  const sent = async (
    request: FastifyRequest,
    lookUp: LookUp,
    known: CitizenFiles,
    { file, paperId, nth, key }: { file: MultipartFile; paperId: string | null; nth: number; key: string },
  ) => {
    try {
      await office.uploads.letIn(async () => {
        if (nth > FILES_AT_ONCE) throw new Refusal('INVALID', 'uploads-at-once', { most: FILES_AT_ONCE })
        const bytes = await file.toBuffer().catch(() => {
          throw new Refusal('INVALID', 'upload-cut-off')
        })
        if (file.file.truncated) throw tooLarge(known.rule.mostBytes + 1, known.rule)
        request.headers['idempotency-key'] = `${key}.${nth}`
        const idempotent = idempotentRequest(request, 'citizen')
        const asking = { lookUp, idempotent, requestId: request.id }
        await sendFile(office, asking, known, { bytes, name: file.filename, paperId })
      })
      return null
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === 'NOT_FOUND' || error.kind === 'TOO_MANY') throw error
      return { name: file.filename, ...faces.say(languageOf(request), error.code, error.details) }
    } finally {
      file.file.resume()
    }
  }

  void app.register(async (scope) => {
    const [rule] = office.fileRules
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: {
        fieldNameSize: 50,
        fieldSize: 200,
        fields: 10,
        // Those too many are told so one by one; far too many are no form of ours.
        files: 4 * FILES_AT_ONCE,
        headerPairs: 50,
        ...(rule ? { fileSize: rule.mostBytes } : {}),
      },
    })
    scope.post('/ho-so/:code/tep', hidden, async (request, reply) => {
      const parts = request.isMultipart() ? partsOf(request) : null
      const fields: Record<string, string> = {}
      // The secret stands before the files: without it none of them is read.
      let file = await nextFile(parts, fields)
      const form = parts ? fields : request.body
      const chosen = languageIn(form)
      if (chosen) keepLanguage(request, reply, chosen)
      const receipt = receiptIn(request, form)
      try {
        return await withReceipt(request, reply, receipt, async (frame, lookUp) => {
          const known = await citizenFiles(office, lookUp)
          const refused: { name: string; title: string; detail: string }[] = []
          const chosen = text(form, 'giay-to')
          const paperId = chosen === '' || chosen === NO_PAPER ? null : chosen
          let taken = 0
          for (let nth = 1; file; nth += 1) {
            const problem = await sent(request, lookUp, known, {
              file,
              paperId,
              nth,
              key: text(form, 'khoa'),
            })
            if (problem) refused.push(problem)
            else taken += 1
            file = await nextFile(parts, fields)
          }
          return sentPage(reply, { frame, lookUp }, { refused, taken })
        })
      } finally {
        // What nobody reads is thrown away, so that whoever sends it comes to its end and reads the answer.
        for (; file; file = await nextFile(parts, fields).catch(() => null)) file.file.resume()
      }
    })
  })

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

const hidden = { schema: { hide: true } } as const

interface Visit {
  tx: Tx
  now: Instant
  generation: string
  frame: Frame
  request: FastifyRequest
}

/** The parts of a form as they come. @throws Refusal request-not-understood where it is none, or breaks off */
async function* partsOf(request: FastifyRequest) {
  try {
    yield* request.parts()
  } catch {
    throw new Refusal('INVALID', 'request-not-understood')
  }
}

/** The next file of a form that something was chosen for; the fields before it are noted. Null after the last. */
const nextFile = async (
  parts: ReturnType<typeof partsOf> | null,
  fields: Record<string, string>,
): Promise<MultipartFile | null> => {
  for (;;) {
    const next = await parts?.next()
    if (!next || next.done) return null
    const part = next.value
    if (part.type === 'field') fields[part.fieldname] = String(part.value)
    else if (part.filename) return part
    else part.file.resume()
  }
}

/** The form that a dossier is looked up by. */
const lookUpOf = (code: string, secret: string) => ({
  to: '/tra-cuu',
  fields: { ma: code, 'bi-mat': secret },
})

const EVERYTHING = { words: '', field: null, agency: null }

/** What a receipt has, of a page whose address names the dossier. */
const receiptIn = ({ params }: Pick<FastifyRequest, 'params'>, fields: unknown) => ({
  code: short(params, 'code'),
  secret: short(fields, 'bi-mat'),
})

// No code, secret or number is longer, however it is spaced.
const short = (fields: unknown, name: string): string => text(fields, name).slice(0, 60)

/** A field of a query, a form or a path; what is not text is none. */
const text = (fields: unknown, name: string): string => {
  const value = (fields as Record<string, unknown> | null)?.[name]
  return typeof value === 'string' ? value.replaceAll('\u0000', '') : ''
}

/** The same page again once a language was chosen and kept; null when none was. */
const inChosenLanguage = (request: FastifyRequest, reply: FastifyReply): FastifyReply | null => {
  const chosen = languageIn(request.query)
  if (chosen === null) return null
  keepLanguage(request, reply, chosen)
  return reply.redirect(addressOf(request, true), 303)
}

const languageIn = (fields: unknown): Language | null => {
  const chosen = text(fields, 'lang')
  return LANGUAGES.find((language) => language === chosen) ?? null
}

/** For the next request, and for this one: `languageOf` reads the cookie, also for a page that says a problem. */
const keepLanguage = (request: FastifyRequest, reply: FastifyReply, language: Language): void => {
  request.cookies.lang = language
  reply.setCookie('lang', language, { path: '/', sameSite: 'lax', maxAge: YEAR_S })
}

const YEAR_S = 365 * 24 * 3600

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
