import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { noteInLedger } from '#audit/index.ts'
import { asOfficer, maySee, type SignedIn } from '#identity/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { idempotentRequest } from '#platform/http/idempotency.ts'
import { Day, refusals, withEtag } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type Asking, answeredBefore, type Target } from './act.ts'
import * as acts from './actions.ts'
import { citizenRoutes } from './citizen-routes.ts'
import { dateNotices, noteTold, takeTellingBack } from './date-notices.ts'
import { dossierPage } from './dossier-page.ts'
import { fileRoutes } from './file-routes.ts'
import { inbox } from './inbox.ts'
import { dossierList, type ListQuery } from './lists.ts'
import { liveRoutes } from './live-routes.ts'
import { manifestRoutes } from './manifest-routes.ts'
import type { Office } from './office.ts'
import { mayOpen, readPaper } from './papers.ts'
import { peopleRoutes } from './people-routes.ts'
import { accept, correctReception, file, filingBefore, receive } from './reception.ts'
import { find, findArtefact } from './store.ts'
import { track } from './tracking.ts'
import {
  AcceptanceBody,
  type ActResult,
  ActView,
  ApprovalBody,
  AssignmentBody,
  ClosureBody,
  CompletionBody,
  CompletionRequestBody,
  ConsultationBody,
  CorrectionBody,
  DateNotices,
  type DateNoticesAsked,
  DateNoticesQuery,
  DocumentParams,
  DossierList,
  DossierParams,
  DossierView,
  DraftBody,
  EndingBody,
  FilingBody,
  FilingView,
  Inbox,
  type InboxAsked,
  InboxQuery,
  IssuanceBody,
  Nothing,
  ObligationBody,
  OpinionBody,
  OpinionRequestBody,
  OutsideAnswerBody,
  OutsideRequestBody,
  PartBody,
  PartEndBody,
  ReasonBody,
  ReceptionBody,
  ReceptionView,
  RefusalBody,
  ReturnBody,
  SendBackBody,
  SettlementBody,
  State,
  StepBody,
  SupplementBody,
  SupplementRequestBody,
  TakenBackQuery,
  TaskBody,
  TellingBody,
  type TellingInput,
  TermChangeBody,
  TrackingView,
} from './wire.ts'

const done = <Result extends ActResult>(reply: FastifyReply, result: Result): Result => {
  reply.code(201)
  withEtag(reply, result.version)
  return result
}

const made = <Result extends ActResult>(reply: FastifyReply, result: Result): Result => {
  reply.header('location', `/api/dossiers/${result.id}`)
  return done(reply, result)
}

/** The requests, as nouns: what is asked for is a thing that can be made, and then is there. */
export const dossierRoutes = (app: Server, office: Office): void => {
  const officer = asOfficer(office)
  const tags = ['dossiers']
  const security = [{ session: [] }]
  // Optional to the validator alone: without them a request is refused in words of its own, as 428.
  const idempotencyKey = Type.Optional(
    Type.String({
      description: 'required: 8 to 128 letters, digits and .:_-; the same again for the same act',
    }),
  )
  const IdempotencyHeaders = Type.Object({ 'idempotency-key': idempotencyKey })
  const ActHeaders = Type.Object({
    'idempotency-key': idempotencyKey,
    'if-match': Type.Optional(
      Type.String({
        description: 'required: the ETag of the dossier as it was seen; 412 says who acted since',
      }),
    ),
  })

  app.post(
    '/api/dossiers',
    {
      schema: {
        tags,
        security,
        operationId: 'receiveDossier',
        summary: 'Receive a dossier at an open counter: number, promise and receipt in one commit',
        headers: IdempotencyHeaders,
        body: ReceptionBody,
        response: { 201: ReceptionView, ...refusals },
      },
    },
    officer<FastifyRequest<{ Body: Static<typeof ReceptionBody> }>, Static<typeof ReceptionView>>(
      async (tx, signedIn, request, reply) => {
        const result = await receive(office, tx, askingOf(request, signedIn), request.body)
        return made(reply, result)
      },
      async (tx, signedIn, request, reply) => {
        const asking = askingOf(request, signedIn)
        const result = await answeredBefore<Static<typeof ReceptionView>>(office, tx, asking)
        return result && made(reply, result)
      },
    ),
  )

  app.post(
    '/api/filings',
    {
      schema: {
        tags,
        security,
        operationId: 'fileDossier',
        summary:
          'Write down what was filed and is not accepted yet: brought incomplete, come by post, or handed on by the national portal',
        headers: IdempotencyHeaders,
        body: FilingBody,
        response: { 201: FilingView, ...refusals },
      },
    },
    officer<FastifyRequest<{ Body: Static<typeof FilingBody> }>, Static<typeof FilingView>>(
      async (tx, signedIn, request, reply) =>
        made(reply, await file(office, tx, askingOf(request, signedIn), request.body)),
      async (tx, signedIn, request, reply) => {
        const result = await filingBefore(office, tx, askingOf(request, signedIn))
        return result && made(reply, result)
      },
    ),
  )

  app.get(
    '/api/dossiers',
    {
      schema: {
        tags,
        security,
        operationId: 'listDossiers',
        summary: 'Dossiers I may see, newest first',
        querystring: Type.Object(
          {
            code: Type.Optional(Type.String({ maxLength: 60 })),
            state: Type.Optional(State),
            receivedOn: Type.Optional(Day),
            cursor: Type.Optional(Type.String({ maxLength: 300 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: DossierList, ...refusals },
      },
    },
    officer<FastifyRequest<{ Querystring: ListQuery }>, Static<typeof DossierList>>(
      async (tx, signedIn, request) => dossierList(office, tx, signedIn, request.id, request.query),
    ),
  )

  app.get(
    '/api/dossiers/:id',
    {
      schema: {
        tags,
        security,
        operationId: 'readDossier',
        summary: 'A dossier on one page, with what I may do',
        params: DossierParams,
        response: { 200: DossierView, ...refusals },
      },
    },
    officer<FastifyRequest<{ Params: { id: string } }>, Static<typeof DossierView>>(
      async (tx, signedIn, request, reply) => {
        const { page, version } = await dossierPage(office, tx, signedIn, request.params.id, request.id)
        withEtag(reply, version)
        return page
      },
    ),
  )

  app.get(
    '/api/dossiers/:id/documents/:documentId',
    {
      schema: {
        tags,
        security,
        operationId: 'readDocument',
        summary: 'A paper of the dossier, as PDF',
        params: DocumentParams,
        response: {
          200: { description: 'the file', content: { 'application/pdf': { schema: Type.String() } } },
          ...refusals,
        },
      },
    },
    officer<FastifyRequest<{ Params: { id: string; documentId: string } }>, string>(
      async (tx, signedIn, request, reply) => {
        const dossier = await find(tx, request.params.id)
        if (!dossier) throw notFound()
        const procedure = await office.catalogue.version(tx, dossier.procedureVersionId)
        if (!maySee(signedIn.officer, dossier, procedure)) throw notFound()
        const paper = await findArtefact(tx, request.params.documentId, dossier.id)
        if (!paper || !mayOpen(signedIn.officer, dossier, paper, procedure)) throw notFound()
        const file = await readPaper(office, tx, dossier, paper)
        // Its hash alone, which HEAD asks for, tells nothing of anybody.
        if (request.method !== 'HEAD') {
          const reading = { act: 'DOCUMENT_READ', subjectId: dossier.id, purpose: 'HANDLING' }
          const { id: actorId, authorityId } = signedIn.officer
          await noteInLedger(tx, { actorId, authorityId, ...reading, requestId: request.id }, signedIn.now)
        }
        reply
          .type('application/pdf')
          .serializer(asItIs)
          .header('etag', `"${file.sha256}"`)
          .header('cache-control', 'private, no-store')
          .header('content-disposition', `inline; filename="${fileNameOf(dossier.code)}-${file.form}.pdf"`)
        // Fastify sends bytes as they are; its types know only what a schema can say.
        return file.bytes as unknown as string
      },
    ),
  )

  app.get(
    '/api/tasks',
    {
      schema: {
        tags,
        security,
        operationId: 'readInbox',
        summary: 'What waits for my post, soonest due first',
        querystring: InboxQuery,
        response: { 200: Inbox, ...refusals },
      },
    },
    officer<FastifyRequest<{ Querystring: InboxAsked }>, Static<typeof Inbox>>(
      async (tx, signedIn, request) => inbox(office, tx, signedIn, request.id, request.query),
    ),
  )

  app.get(
    '/api/date-notices',
    {
      schema: {
        tags,
        security,
        operationId: 'listDateNotices',
        summary:
          'Citizens to be told that their date has moved, soonest due first; or who were told of it, latest first',
        querystring: DateNoticesQuery,
        response: { 200: DateNotices, ...refusals },
      },
    },
    officer<FastifyRequest<{ Querystring: DateNoticesAsked }>, Static<typeof DateNotices>>(
      async (tx, signedIn, request) => dateNotices(office, tx, signedIn, request.id, request.query),
    ),
  )

  app.put(
    '/api/date-notices/:id',
    {
      schema: {
        tags,
        security,
        operationId: 'noteTold',
        summary: 'The citizen has been told of the new date',
        params: DossierParams,
        body: TellingBody,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    officer<FastifyRequest<{ Params: { id: string }; Body: TellingInput }>, null>(
      async (tx, signedIn, request, reply) => {
        await noteTold(tx, signedIn, request.id, request.params.id, request.body)
        reply.code(204)
        return null
      },
    ),
  )

  app.delete(
    '/api/date-notices/:id',
    {
      schema: {
        tags,
        security,
        operationId: 'takeTellingBack',
        summary: 'The citizen was not told after all: they are to be told again, and the ledger keeps both',
        params: DossierParams,
        querystring: TakenBackQuery,
        response: { 204: Type.Null(), ...refusals },
      },
    },
    officer<FastifyRequest<{ Params: { id: string }; Querystring: { dueAt: string } }>, null>(
      async (tx, signedIn, request, reply) => {
        await takeTellingBack(tx, signedIn, request.id, request.params.id, request.query.dueAt)
        reply.code(204)
        return null
      },
    ),
  )

  app.get(
    '/api/tracking/:code',
    {
      schema: {
        tags: ['public'],
        operationId: 'trackDossier',
        summary: 'Where is my dossier: with the code and the secret of the receipt',
        params: Type.Object({ code: Type.String({ maxLength: 60 }) }),
        querystring: Type.Object({ secret: Type.String({ maxLength: 60 }) }, { additionalProperties: false }),
        response: { 200: TrackingView, ...refusals },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { code } = request.params
      const { page } = await track(office, { code, secret: request.query.secret, address: request.ip })
      return page
    },
  )

  citizenRoutes(app, office)
  fileRoutes(app, office)
  peopleRoutes(app, office)
  manifestRoutes(app, office)
  liveRoutes(app, office)

  /** An act on a dossier that is there. */
  const act = <Schema extends TSchema>(
    noun: string,
    operationId: string,
    summary: string,
    body: Schema,
    verb: (
      office: Office,
      tx: Tx,
      asking: Asking,
      target: Target,
      input: Static<Schema>,
    ) => Promise<ActResult>,
  ) =>
    app.post(
      `/api/dossiers/:id/${noun}`,
      {
        schema: {
          tags,
          security,
          operationId,
          summary,
          params: DossierParams,
          headers: ActHeaders,
          body,
          response: { 201: ActView, ...refusals },
        },
      },
      officer(
        async (tx: Tx, signedIn: SignedIn, request: FastifyRequest, reply: FastifyReply) => {
          const { id } = request.params as { id: string }
          const asking = askingOf(request, signedIn)
          const target = { id, version: expectedVersion(request) }
          return done(reply, await verb(office, tx, asking, target, request.body as Static<Schema>))
        },
        async (tx, signedIn, request, reply) => {
          const result = await answeredBefore<ActResult>(office, tx, askingOf(request, signedIn))
          return result && done(reply, result)
        },
      ),
    )

  act('acceptances', 'acceptDossier', 'Accept what was filed: promise and receipt', AcceptanceBody, accept)
  act(
    'completion-requests',
    'askToComplete',
    'Ask for what is missing before it is accepted, in one go',
    CompletionRequestBody,
    acts.askToComplete,
  )
  act('completions', 'noteCompletion', 'What was missing has been brought', CompletionBody, acts.complete)
  act('refusals', 'refuseDossier', 'Turn it away, with reason and basis', RefusalBody, acts.refuse)
  act(
    'reception-corrections',
    'correctReception',
    'Put right what was written down wrongly at reception, and print the receipt anew',
    CorrectionBody,
    correctReception,
  )
  act('hand-overs', 'handOver', 'Hand the dossier over to the unit that comes next', Nothing, acts.handOver)
  act(
    'hand-over-confirmations',
    'confirmHandOver',
    'Confirm that it has arrived: from here on it is ours',
    Nothing,
    acts.confirmHandOver,
  )
  act(
    'hand-over-refusals',
    'refuseHandOver',
    'Refuse what was handed over: it stays with the sender',
    ReasonBody,
    acts.refuseHandOver,
  )
  act(
    'hand-over-recalls',
    'takeBackHandOver',
    'Take back what was handed over and nobody has confirmed',
    Nothing,
    acts.takeBackHandOver,
  )
  act(
    'assignments',
    'assignTask',
    'Take a task, give it to somebody, or give it back',
    AssignmentBody,
    acts.assign,
  )
  act('step-completions', 'completeStep', 'The work of this step is done', StepBody, acts.completeStep)
  act('send-backs', 'sendBack', 'Send it back to an earlier step, with a reason', SendBackBody, acts.sendBack)
  act(
    'opinion-requests',
    'askOpinions',
    'Ask the agencies of the next step for their opinions',
    OpinionRequestBody,
    acts.askOpinions,
  )
  act(
    'consultations',
    'consultUnits',
    'Ask any units for their opinions, beside the process',
    ConsultationBody,
    acts.consult,
  )
  act('opinions', 'giveOpinion', 'Give the opinion asked for', OpinionBody, acts.giveOpinion)
  act(
    'consultation-closures',
    'closeConsultation',
    'Go on without those who have not answered',
    ClosureBody,
    acts.closeConsultation,
  )
  act('outside-requests', 'askOutside', 'Ask a system or agency outside', OutsideRequestBody, acts.askOutside)
  act(
    'outside-answers',
    'noteOutsideAnswer',
    'The answer from outside is there, or will not come',
    OutsideAnswerBody,
    acts.noteOutsideAnswer,
  )
  act(
    'supplement-requests',
    'askSupplement',
    'Ask the citizen for papers while it is handled: the term stands still',
    SupplementRequestBody,
    acts.askSupplement,
  )
  act(
    'supplements',
    'noteSupplement',
    'What was asked for has been brought',
    SupplementBody,
    acts.noteSupplement,
  )
  act(
    'obligation-notices',
    'notifyObligation',
    'Notify a financial obligation: the term stands still',
    ObligationBody,
    acts.notifyObligation,
  )
  act(
    'obligation-settlements',
    'noteObligationMet',
    'The financial obligation has been met',
    SettlementBody,
    acts.noteObligationMet,
  )
  act(
    'term-changes',
    'changeTerm',
    'Change the term to another that the procedure names',
    TermChangeBody,
    acts.changeTerm,
  )
  act('part-results', 'concludePart', 'Conclude the part of one agency', PartBody, acts.concludePart)
  act(
    'part-endings',
    'endPart',
    'Go on without an agency that is late with its part and does not conclude it',
    PartEndBody,
    acts.endPart,
  )
  act(
    'result-gatherings',
    'gatherResults',
    'All parts have their results: they go to the citizen together',
    TaskBody,
    acts.gatherResults,
  )
  act('drafts', 'submitDraft', 'Submit the drafted result for approval', DraftBody, acts.submitDraft)
  act('approvals', 'approve', 'Approve the frozen file, by its hash', ApprovalBody, acts.approve)
  act('issuances', 'issue', 'Number and issue the result', IssuanceBody, acts.issue)
  act(
    'returns',
    'returnResult',
    'Return the result to the citizen at an open counter',
    ReturnBody,
    acts.returnResult,
  )
  act(
    'result-corrections',
    'correctResult',
    'Begin to put right a result that was issued wrong',
    ReasonBody,
    acts.correctResult,
  )
  act(
    'withdrawal-requests',
    'requestWithdrawal',
    'The citizen asks to withdraw it',
    ReasonBody,
    acts.requestWithdrawal,
  )
  act('withdrawals', 'grantWithdrawal', 'Let the citizen withdraw it', EndingBody, acts.grantWithdrawal)
  act(
    'withdrawal-refusals',
    'refuseWithdrawal',
    'Refuse the withdrawal: everything goes on where it stood',
    ReasonBody,
    acts.refuseWithdrawal,
  )
  act('stops', 'stopDossier', 'Stop work on it, with the basis', EndingBody, acts.stop)
}

const asItIs = (bytes: unknown): string => bytes as string

const askingOf = (request: FastifyRequest, signedIn: SignedIn): Asking => ({
  signedIn,
  idempotent: idempotentRequest(request, signedIn.officer.id),
  requestId: request.id,
})

/** The version that the officer had before her. @throws Refusal when she does not say */
const expectedVersion = (request: FastifyRequest): number => {
  const header = request.headers['if-match']
  const version = /^"(\d{1,9})"$/.exec(header ?? '')?.[1]
  if (version === undefined) throw new Refusal('PRECONDITION_MISSING', 'if-match-missing')
  return Number(version)
}

/** Codes of an earlier software may have strokes and letters that no header takes. */
const fileNameOf = (code: string): string => code.replace(/[^A-Za-z0-9._-]/g, '_')
