import { Type } from 'typebox'
import {
  CaseView,
  type Catalogue,
  ChannelTermsView,
  databaseNow,
  ProcedureView,
  procedureView,
} from '#catalogue/index.ts'
import type { Directory } from '#identity/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { Maybe, OneOf, refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { askedAtReception } from './rules/reception.ts'
import type { Processes } from './store.ts'
import { ReceptionAsk, receptionAsks, StepView, stepView } from './wire.ts'

interface RoutingDoor {
  database: Database
  catalogue: Catalogue
  directory: Directory
  processes: Processes
}

const ProcedureWithProcess = Type.Object({
  ...ProcedureView.properties,
  cases: Type.Array(
    Type.Object({
      ...CaseView.properties,
      channels: Type.Array(
        Type.Object({
          ...ChannelTermsView.properties,
          asks: Type.Array(ReceptionAsk, {
            description: 'what reception by this channel asks, because the term or the process hangs on it',
          }),
        }),
      ),
    }),
  ),
  steps: Type.Array(
    Type.Object({
      ...StepView.properties,
      hours: Maybe(Type.Number(), { description: 'share in working hours, where the table counts in them' }),
    }),
  ),
  processStanding: Maybe(OneOf('demo', 'published'), {
    description: 'null where it is described, not handled here',
  }),
  processSource: Maybe(Type.String()),
})

/**
 * A procedure as it stands today with its process, if it is handled here: who does what in how long, and how sure those
 * times are. Its steps are named after the units of the portal's own centre.
 *
 * @throws Refusal NOT_FOUND
 */
export const procedureWithProcess = async (door: RoutingDoor, tx: Tx, generation: string, slug: string) => {
  const described = await door.catalogue.described(tx, generation, slug)
  const { processVersionId } = described.version
  const [process, centre] = await Promise.all([
    processVersionId === null ? null : door.processes.version(tx, processVersionId),
    door.directory.centre(tx, generation),
  ])
  const units = centre ? await door.directory.unitsOf(tx, generation, centre.authorityId) : []
  const shown = procedureView(described)
  const view = {
    ...shown,
    cases: shown.cases.map((one) => ({
      ...one,
      channels: one.channels.map((terms) => ({
        ...terms,
        asks: receptionAsks(askedAtReception(terms, process)),
      })),
    })),
    steps: process
      ? process.steps.map((step) => ({
          ...stepView(process, step),
          unit: units.find(({ fn }) => fn === step.unit)?.name ?? '',
          hours: step.hours ?? null,
        }))
      : [],
    processStanding: process?.standing ?? null,
    processSource: process?.source ?? null,
  }
  return { version: described.version, view }
}

export const routingRoutes = (app: Server, door: RoutingDoor): void => {
  app.get(
    '/api/procedures/:slug',
    {
      schema: {
        tags: ['catalogue'],
        operationId: 'readProcedure',
        summary:
          'A procedure as it stands today, also one that is suspended, over or to come; with its steps where it is handled here',
        params: Type.Object({ slug: Type.String({ maxLength: 200 }) }),
        response: { 200: ProcedureWithProcess, ...refusals },
      },
    },
    async (request) =>
      door.database.as({ actor: 'public' }, async (tx) => {
        const { generation } = await databaseNow(tx)
        return (await procedureWithProcess(door, tx, generation, request.params.slug)).view
      }),
  )
}
