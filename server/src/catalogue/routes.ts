import { type Static, Type } from 'typebox'
import { hanoiDateOf, type Instant, rfc3339InHanoi } from '#common/time.ts'
import {
  type Calendars,
  chooseTerm,
  type DeadlineRule,
  deadline,
  ExplanationPartView,
  explainDeadline,
  explanationView,
  isBeyondKnown,
  NOTHING_HAPPENED,
  ruleInForce,
  TermView,
} from '#deadlines/index.ts'
import { asOfficer, type Directory, generationOf, type SignInRules } from '#identity/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Bilingual, Maybe, Moment, refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Channel, ProcedureVersion } from './rules/procedure.ts'
import { receivedUnder } from './rules/receivable.ts'
import type { Catalogue } from './store.ts'
import { ApplicantName, ChannelName, PlaceName, ProcedureSummary, summaryOf } from './wire.ts'

const PromiseView = Type.Object({
  special: Maybe(Type.Object({ term: TermView, name: Bilingual }), {
    description: 'the term that was chosen for the place or the applicant; null where the ordinary one holds',
  }),
  acceptedAt: Moment,
  clockStartsAt: Moment,
  dueAt: Maybe(Moment),
  explanation: Type.Array(ExplanationPartView, { description: 'why it would be due then, day by day' }),
  beyondKnownCalendar: Type.Boolean(),
})

const now = statement<{ now: Instant; generation: number }>(
  'now',
  'select clock_timestamp() as now, (select generation from reference_generation) as generation',
)

/** The database's time, and the generation of its reference data: for visitors, who have no session to read them with. */
export const databaseNow = async (tx: Tx): Promise<{ now: Instant; generation: string }> => {
  const [row] = await tx.run(now, [])
  if (!row) throw new Error('the database did not say the time')
  return { now: row.now, generation: generationOf(row.generation, row.now) }
}

export interface CatalogueDoor {
  database: Database
  catalogue: Catalogue
  calendars: Calendars
  directory: Directory
  deadlineRules: readonly DeadlineRule[]
  signInRules: SignInRules
}

/** For which matter a promise is asked for, and by whose calendar; `authorityId` null: the province's. */
export interface AskedPromise {
  caseId: string
  channel: Channel
  authorityId: string | null
  /** Where a term hangs on them; an ordinary place and a person where nothing is said. */
  place?: Static<typeof PlaceName> | undefined
  applicant?: Static<typeof ApplicantName> | undefined
}

/**
 * What the counter would promise if the dossier were complete and received now.
 *
 * @throws Refusal INVALID for a case the procedure does not have, CONFLICT for what is not received here
 */
export const promiseNow = async (
  door: CatalogueDoor,
  tx: Tx,
  { now: at, generation }: { now: Instant; generation: string },
  procedure: ProcedureVersion,
  asked: AskedPromise,
) => {
  const { terms } = receivedUnder(procedure, asked.caseId, asked.channel)
  const { place = 'ORDINARY', applicant = 'PERSON' } = asked
  const { term, phases, special } = chooseTerm(terms, { place, applicant })
  const calendar = await door.calendars.inForce(tx, generation, asked.authorityId)
  const rule = ruleInForce(door.deadlineRules, hanoiDateOf(at))
  if (!rule) throw new Error('no rule of deadlines is in force')
  const basis = { acceptedAt: at, term, phases, rule, acceptedUnder: calendar, printedDueAt: null }
  const { clockStartsAt, dueAt } = deadline(basis, NOTHING_HAPPENED, calendar, at)
  return {
    special: special && { term: special.term, name: special.name },
    acceptedAt: rfc3339InHanoi(at),
    clockStartsAt: rfc3339InHanoi(clockStartsAt),
    dueAt: dueAt === null ? null : rfc3339InHanoi(dueAt),
    explanation: explanationView(explainDeadline(basis, NOTHING_HAPPENED, calendar, at), special),
    beyondKnownCalendar: [at, dueAt ?? clockStartsAt].some((moment) =>
      isBeyondKnown(calendar, hanoiDateOf(moment)),
    ),
  }
}

const PUBLIC = { actor: 'public' }

export const catalogueRoutes = (app: Server, door: CatalogueDoor): void => {
  const tags = ['catalogue']

  app.get(
    '/api/procedures',
    {
      schema: {
        tags,
        operationId: 'searchProcedures',
        summary: 'Procedures of today by words without marks, by field or by agency; suspended ones too',
        querystring: Type.Object(
          {
            q: Type.Optional(Type.String({ maxLength: 200 })),
            field: Type.Optional(Type.String({ maxLength: 300 })),
            agency: Type.Optional(Type.String({ maxLength: 300 })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            items: Type.Array(ProcedureSummary),
            exact: Type.Integer({
              description: 'so many of the first hold what was asked for; the others are closest to it',
            }),
            hasMore: Type.Boolean(),
          }),
          ...refusals,
        },
      },
    },
    async (request) =>
      door.database.as(PUBLIC, async (tx) => {
        const { q = '', field = null, agency = null } = request.query
        const { generation } = await databaseNow(tx)
        const wanted = { words: q, field, agency }
        const { found, exact, hasMore } = await door.catalogue.search(tx, generation, wanted)
        return { items: found.map(summaryOf), exact, hasMore }
      }),
  )

  const asSignedIn = asOfficer(door)

  app.get(
    '/api/procedures/:slug/promise',
    {
      schema: {
        tags,
        operationId: 'previewPromise',
        summary:
          'The due date if it were received now, day by day: by the calendar of the authority of who is signed in, ' +
          "else of the portal's own centre",
        params: Type.Object({ slug: Type.String({ maxLength: 200 }) }),
        querystring: Type.Object(
          {
            caseId: Type.String({ maxLength: 100 }),
            channel: ChannelName,
            place: Type.Optional(PlaceName),
            applicant: Type.Optional(ApplicantName),
          },
          { additionalProperties: false },
        ),
        response: { 200: PromiseView, ...refusals },
      },
    },
    async (request, reply) => {
      const { slug } = request.params
      const preview = async (
        tx: Tx,
        today: { now: Instant; generation: string },
        authorityId: string | null,
      ) =>
        promiseNow(door, tx, today, await door.catalogue.inForce(tx, today.generation, slug), {
          ...request.query,
          authorityId,
        })
      const forOfficer = asSignedIn((tx, signedIn) => preview(tx, signedIn, signedIn.officer.authorityId))
      return forOfficer(request, reply).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.kind === 'SIGN_IN_NEEDED')) throw error
        return door.database.as(PUBLIC, async (tx) => {
          const today = await databaseNow(tx)
          const centre = await door.directory.centre(tx, today.generation)
          return preview(tx, today, centre?.authorityId ?? null)
        })
      })
    },
  )
}
