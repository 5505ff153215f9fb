import Fastify from 'fastify'
import { CONNECTIONS } from './floor.ts'
import { openStepFloor } from './step-floor.ts'

/**
 * What a step costs before there is any rule: bare Fastify and the bare SQL of its floor, in a process of its own, as the
 * house is. No session, no policy, no calendar, no state that is checked.
 */
const floor = await openStepFloor(JSON.parse(process.env.FLOOR_CONNECTION ?? '{}'), CONNECTIONS)
const app = Fastify({ logger: false })

app.post<{ Params: { client: string } }>('/dossiers/:client/step-completions', async ({ params }, reply) => {
  await floor.step(Number(params.client))
  return reply.code(201).send({ id: params.client, state: 'PROCESSING' })
})

const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${address}/ ready\n`)
