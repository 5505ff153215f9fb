import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { DEMO_PASSWORD, demoId } from '../../server/src/demo-province.ts'

export interface Reply {
  status: number
  body: string
  headers: Record<string, string | string[] | undefined>
}

/** A client that costs little: it shares two cores with what is measured. */
export const openClient = (url: string, connections: number) => {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method, agent, headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return { send, close: () => agent.destroy() }
}

export type BenchClient = ReturnType<typeof openClient>

/** Keeps so many going at once for so long; answers how many ended a second. */
export const rate = async (
  clients: number,
  milliseconds: number,
  once: (client: number) => Promise<unknown>,
): Promise<number> => {
  const began = performance.now()
  let ended = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - began < milliseconds) {
        await once(client)
        ended += 1
      }
    }),
  )
  return ended / ((performance.now() - began) / 1000)
}

/** The cookie of an officer of the demo. */
export const signIn = async (http: BenchClient, username: string): Promise<string> => {
  const answer = await http.send(
    'POST',
    '/api/sessions',
    { 'content-type': 'application/json' },
    JSON.stringify({ username, password: DEMO_PASSWORD }),
  )
  const cookie = String(answer.headers['set-cookie'] ?? '').split(';', 1)[0]
  if (answer.status !== 201 || !cookie) throw new Error(`sign-in answered ${answer.status}`)
  return cookie
}

/** What an officer posts, each under a key of its own; refused, it ends the bench. */
export type Posting = <Answer = { id: string; code: string; version: number }>(
  path: string,
  body: unknown,
  /** Of the dossier that was seen; left out where nothing is altered. */
  version?: number,
) => Promise<Answer>

export const posting =
  (http: BenchClient, cookie: string): Posting =>
  async (path, body, version) => {
    const headers = {
      'content-type': 'application/json',
      cookie,
      'idempotency-key': randomUUID(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    }
    const answer = await http.send('POST', path, headers, JSON.stringify(body))
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.body}`)
    return JSON.parse(answer.body)
  }

/** A receptionist of the demo at an open counter: in an office that is kept between benches she may be sitting there already. */
export const atCounter = async (http: BenchClient): Promise<Posting> => {
  const post = posting(http, await signIn(http, 'huong'))
  await post('/api/counter-sessions', { counterId: demoId('quevo.tt.counter.1') }).catch((error: Error) => {
    if (!error.message.includes('counter-already-open')) throw error
  })
  return post
}
