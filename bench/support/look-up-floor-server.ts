import Fastify from 'fastify'
import pg from 'pg'
import { CONNECTIONS } from './floor.ts'

/**
 * The floor of a look-up: bare Fastify and one prepared SELECT by a unique key through the same driver, in a process
 * of its own, as the house is. No session, no policy, no limiter, no name to decrypt.
 */
const pool = new pg.Pool({ ...JSON.parse(process.env.FLOOR_CONNECTION ?? '{}'), max: CONNECTIONS })
const app = Fastify({ logger: false })

app.get<{ Params: { code: string } }>('/dossiers/:code', async (request, reply) => {
  const { rows } = await pool.query({
    name: 'floor-look-up',
    text: 'select code, state, due_at, body from floor_look_up where code = $1',
    values: [request.params.code],
  })
  return rows[0] ?? reply.code(404).send({})
})

const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${address}/ ready\n`)
