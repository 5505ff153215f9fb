import { Type } from 'typebox'
import { type Catalogue, databaseNow, ProcedureView, procedureView } from '#catalogue/index.ts'
import type { Directory } from '#identity/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { Bilingual, OneOf, refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
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
      kind: OneOf('RECEIVE', 'CHECK', 'CONSULT', 'APPRAISE', 'APPROVE', 'ISSUE', 'RETURN'),
      name: Bilingual,
      unit: Type.String(),
      days: Type.Number(),
    }),
  ),
  processStanding: OneOf('demo', 'published'),
  processSource: Type.String(),
})

/**
 * A procedure in force with its process: who does what in how long, and how sure those times are. Its steps are named
 * after the units of the portal's own centre.
 *
 * @throws Refusal NOT_FOUND
 */
export const procedureWithProcess = async (door: RoutingDoor, tx: Tx, generation: string, slug: string) => {
  const version = await door.catalogue.inForce(tx, generation, slug)
  const [process, centre] = await Promise.all([
    door.processes.version(tx, version.processVersionId),
    door.directory.centre(tx, generation),
  ])
  const units = centre ? await door.directory.unitsOf(tx, generation, centre.authorityId) : []
  const steps = process.steps.map(({ id, kind, name, unit, days }) => ({
    id,
    kind,
    name,
    unit: units.find(({ fn }) => fn === unit)?.name ?? '',
    days,
  }))
  const view = {
    ...procedureView(version),
    steps,
    processStanding: process.standing,
    processSource: process.source,
  }
  return { version, view }
}

export const routingRoutes = (app: Server, door: RoutingDoor): void => {
  app.get(
    '/api/procedures/:slug',
    {
      schema: {
        tags: ['catalogue'],
        operationId: 'readProcedure',
        summary: 'A procedure as published, with its steps',
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
