import { Type } from 'typebox'
import { type Catalogue, databaseNow, ProcedureView, procedureView } from '#catalogue/index.ts'
import type { Directory } from '#identity/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { Bilingual, Maybe, OneOf, refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import { followers, STEP_KINDS } from './rules/step-table.ts'
import type { Processes } from './store.ts'

interface RoutingDoor {
  database: Database
  catalogue: Catalogue
  directory: Directory
  processes: Processes
}

const ProcedureWithProcess = Type.Object({
  ...ProcedureView.properties,
  steps: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: OneOf(...STEP_KINDS),
      name: Bilingual,
      unit: Type.String(),
      days: Maybe(Type.Number(), {
        description: 'share of the term in working days; null where it is not counted in days',
      }),
      hours: Maybe(Type.Number(), { description: 'share in working hours, where the table counts in them' }),
      next: Type.Array(Type.String(), {
        description: 'ids of the steps that follow; several are done at once',
      }),
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
  const steps = (process?.steps ?? []).map(({ id, kind, name, unit, days, hours, ...step }) => ({
    id,
    kind,
    name,
    unit: units.find(({ fn }) => fn === unit)?.name ?? '',
    days,
    hours: hours ?? null,
    next: [...followers(step)],
  }))
  const view = {
    ...procedureView(described),
    steps,
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
