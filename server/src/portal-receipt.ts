import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
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
import { idempotentRequest } from '#platform/http/idempotency.ts'
import { type Faces, languageOf } from '#platform/http/problems.ts'
import type { Server } from '#platform/http/server.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  FILES_AT_ONCE,
  type Frame,
  filesPage,
  filesPath,
  LONGEST_NOTE,
  LONGEST_REASON,
  NO_PAPER,
  type SupplementStep,
  supplementPage,
  supplementPath,
  type WithdrawalStep,
  withdrawalPage,
  withdrawalPath,
} from '#web/portal/index.ts'
import { hidden, keepLanguage, languageIn, lookUpOf, receiptIn, text } from './portal-fields.ts'

/** Draws what a receipt opens; else the form to look it up by. */
export type WithReceipt = (
  request: FastifyRequest,
  reply: FastifyReply,
  receipt: { code: string; secret: string },
  draw: (frame: Frame, lookUp: LookUp) => Promise<string>,
) => Promise<FastifyReply>

/** What a citizen with a receipt in hand sends: a wish to withdraw, word that everything is there, files. */
export const mountReceiptForms = (
  app: Server,
  office: Office,
  faces: Faces,
  withReceipt: WithReceipt,
): void => {
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
      await office.uploads.letIn(known.dossierId, async () => {
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
