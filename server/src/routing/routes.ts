import { Type } from 'typebox'
import {
  type Catalogue,
  databaseNow,
  type ProcedureVersion,
  ProcedureView,
  procedureView,
} from '#catalogue/index.ts'
import type { Directory, Unit } from '#identity/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { refusals } from '#platform/http/reply.ts'
import type { Server } from '#platform/http/server.ts'
import type { Process } from './rules/process.ts'
import type { Processes } from './store.ts'

export interface RoutingDoor {
  database: Database
  catalogue: Catalogue
  directory: Directory
  processes: Processes
}

const Words = Type.Object({ vi: Type.String(), en: Type.String() })

const ProcedureWithProcess = Type.Object({
  ...ProcedureView.properties,
  steps: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      name: Words,
      unit: Type.String(),
      days: Type.Number(),
    }),
  ),
  processStanding: Type.Unsafe<'demo' | 'published'>(Type.String({ enum: ['demo', 'published'] })),
  processSource: Type.String(),
})

/** How a procedure runs, as the public may read it: who does what in how long, and how sure those times are. */
export const processView = (process: Process, units: readonly Unit[]) => ({
  steps: process.steps.map((step) => ({
    id: step.id,
    kind: step.kind,
    name: step.name,
    unit: units.find((unit) => unit.fn === step.unit)?.name ?? '',
    days: step.days,
  })),
  processStanding: process.standing,
  processSource: process.source,
})

/** A procedure in force with its process, its steps named after the units of the portal's own centre. */
export const procedureWithProcess = async (door: RoutingDoor, tx: Tx, slug: string) => {
  const { generation } = await databaseNow(tx)
  const version = await door.catalogue.inForce(tx, generation, slug)
  return { version, ...(await withProcess(door, tx, generation, version)) }
}

const withProcess = async (door: RoutingDoor, tx: Tx, generation: string, version: ProcedureVersion) => {
  const [process, centre] = await Promise.all([
    door.processes.version(tx, version.processVersionId),
    door.directory.centre(tx, generation),
  ])
  const units = centre ? await door.directory.unitsOf(tx, generation, centre.authorityId) : []
  return { view: { ...procedureView(version), ...processView(process, units) } }
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
      door.database.as(
        { actor: 'public' },
        async (tx) => (await procedureWithProcess(door, tx, request.params.slug)).view,
      ),
  )
}
