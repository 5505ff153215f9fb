import { Type } from 'typebox'
import { plain } from '#common/names.ts'
import { hanoiDateOf, type Instant, rfc3339InHanoi } from '#common/time.ts'
import { type DeadlineRule, promise, ruleInForce } from '#deadlines/index.ts'
import { asOfficer, type Directory, generationOf } from '#identity/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { statement } from '#platform/db/statement.ts'
import { Bilingual, Day, Maybe, Moment, OneOf, refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Channel, caseOf, type ProcedureVersion, termsOf } from './rules/procedure.ts'
import type { Catalogue } from './store.ts'

const Level = OneOf('PROVINCE', 'COMMUNE')
const ChannelName = OneOf('COUNTER', 'ONLINE', 'POST')

const TermView = Type.Object({
  value: Type.Number(),
  unit: OneOf('WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR', 'SAME_DAY'),
})

const ProcedureSummary = Type.Object({
  slug: Type.String(),
  title: Type.String(),
  titleEn: Type.String(),
  nationalCode: Maybe(Type.String()),
  level: Level,
  term: Maybe(TermView, {
    description:
      'of its first case and channel; null where none is promised: the law sets none, or its words cannot be read',
  }),
  termText: Maybe(Type.String({ description: 'the same in the words of the source' })),
})

export const ProcedureView = Type.Object({
  slug: Type.String(),
  title: Type.String(),
  titleEn: Type.String(),
  nationalCode: Maybe(Type.String()),
  level: Level,
  effectiveFrom: Day,
  cases: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Bilingual,
      sets: Type.Integer(),
      papers: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          form: Maybe(Type.String()),
          originals: Type.Integer(),
          copies: Type.Integer(),
          required: Type.Boolean(),
        }),
      ),
      channels: Type.Array(
        Type.Object({
          channel: ChannelName,
          term: Maybe(TermView),
          termText: Type.String(),
          fees: Maybe(
            Type.Array(
              Type.Object({
                name: Type.String(),
                amountVnd: Maybe(Type.Integer()),
                basis: Maybe(Type.String()),
              }),
            ),
          ),
        }),
      ),
    }),
  ),
  conduct: Type.String(),
  competent: Type.String(),
  result: Bilingual,
  legalBasis: Type.Array(Type.String()),
  source: Type.String(),
})

const DayCodeName = OneOf(
  'ACCEPTED_AFTER_CUT_OFF',
  'ACCEPTED_OUTSIDE_SESSIONS',
  'CLOCK_STARTS',
  'WORKING_DAY',
  'CALENDAR_DAY',
  'WEEKLY_REST',
  'MOVED_TO_WORKING_DAY',
  'HOLIDAY',
  'SUBSTITUTE',
  'SWAP_OFF',
  'SWAP_WORK',
  'CLOSURE',
)

/** A day on the way to the due date, and why it counts or does not. */
export const ExplainedDayView = Type.Object({
  date: Day,
  counted: Type.Boolean(),
  ordinal: Maybe(Type.Integer()),
  code: DayCodeName,
  name: Maybe(Bilingual),
  unconfirmed: Maybe(Bilingual),
})

const PromiseView = Type.Object({
  acceptedAt: Moment,
  clockStartsAt: Moment,
  dueAt: Maybe(Moment),
  days: Type.Array(ExplainedDayView),
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
  directory: Directory
  deadlineRules: readonly DeadlineRule[]
}

/**
 * What the counter would promise if the dossier were complete and received now.
 *
 * @param wanted.authorityId whose calendar promises; null: the province's
 * @throws Refusal INVALID for a case the procedure does not have, CONFLICT for a channel the case is not offered by
 */
export const promiseNow = async (
  door: CatalogueDoor,
  tx: Tx,
  { now: at, generation }: { now: Instant; generation: string },
  procedure: ProcedureVersion,
  wanted: { caseId: string; channel: Channel; authorityId: string | null },
) => {
  const procedureCase = caseOf(procedure, wanted.caseId)
  const terms = procedureCase && termsOf(procedureCase, wanted.channel)
  if (!procedureCase) throw new Refusal('INVALID', 'unknown-case')
  if (!terms) throw new Refusal('CONFLICT', 'channel-not-offered', { channel: wanted.channel })
  const calendar = await door.catalogue.calendarFor(tx, generation, wanted.authorityId)
  const rule = ruleInForce(door.deadlineRules, hanoiDateOf(at))
  if (!rule) throw new Error('no rule of deadlines is in force')
  const promised = promise({ acceptedAt: at, term: terms.term, calendar, rule })
  return {
    acceptedAt: rfc3339InHanoi(at),
    clockStartsAt: rfc3339InHanoi(promised.clockStartsAt),
    dueAt: promised.dueAt === null ? null : rfc3339InHanoi(promised.dueAt),
    days: [...promised.days],
    beyondKnownCalendar: promised.beyondKnownCalendar,
  }
}

const PUBLIC = { actor: 'public' }

export const summaryOf = (version: ProcedureVersion) => {
  const { term = null, termText = null } = version.cases[0]?.channels[0] ?? {}
  const { slug, title, titleEn, nationalCode, level } = version
  return { slug, title, titleEn, nationalCode, level, term, termText }
}

export const procedureView = (version: ProcedureVersion) => ({
  slug: version.slug,
  title: version.title,
  titleEn: version.titleEn,
  nationalCode: version.nationalCode,
  level: version.level,
  effectiveFrom: version.effectiveFrom,
  cases: version.cases.map((one) => ({
    id: one.id,
    name: one.name,
    sets: one.sets,
    papers: one.papers.map((paper) => ({ ...paper })),
    channels: one.channels.map((terms) => ({
      ...terms,
      fees: terms.fees === null ? null : terms.fees.map((fee) => ({ ...fee })),
    })),
  })),
  conduct: version.conduct,
  competent: version.competent,
  result: version.result,
  legalBasis: [...version.legalBasis],
  source: version.source,
})

export const catalogueRoutes = (app: Server, door: CatalogueDoor): void => {
  const tags = ['catalogue']

  app.get(
    '/api/procedures',
    {
      schema: {
        tags,
        operationId: 'searchProcedures',
        summary: 'Procedures in force, by words without marks',
        querystring: Type.Object(
          { q: Type.Optional(Type.String({ maxLength: 200 })) },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({ items: Type.Array(ProcedureSummary), hasMore: Type.Boolean() }),
          ...refusals,
        },
      },
    },
    async (request) =>
      door.database.as(PUBLIC, async (tx) => {
        const { versions, hasMore } = await door.catalogue.search(tx, plain(request.query.q ?? ''))
        return { items: versions.map(summaryOf), hasMore }
      }),
  )

  const asSignedIn = asOfficer(door.database)

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
