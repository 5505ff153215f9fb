import { randomUUID } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { DEMO_PASSWORD, demoId } from '../../src/demo-province.ts'

/** A small browser without a screen: keeps its cookie, sends keys and versions, and says how long an answer took. */

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: who tests reads any shape and says what is expected of it
  body: any
  text: string
  bytes: Buffer
  /** From the first byte sent to the last one read, in milliseconds. */
  ms: number
}

export interface Sending {
  /** The Idempotency-Key; a POST without one is given a fresh one, `null` sends none. */
  key?: string | null
  /** The version seen, sent as If-Match. */
  version?: number
  headers?: Record<string, string>
  /** How long to wait for the answer, in milliseconds (15,000). */
  patience?: number
}

/** The connection broke, was refused, or said nothing for too long: whether the request was done is not known. */
export class NoAnswer extends Error {
  readonly ms: number
  readonly code: string

  constructor(code: string, ms: number) {
    super(`no answer: ${code}`)
    this.name = 'NoAnswer'
    this.code = code
    this.ms = ms
  }
}

const PATIENCE_MS = 15_000
// Who insists gives up after half a minute.
const MOST_TIMES = 30
const BETWEEN_MS = 1_000

/** Sends bytes as they are given and reads the whole answer. @throws NoAnswer */
export const exchange = (
  url: string,
  {
    method,
    path,
    headers,
    body,
    patience,
    agent,
  }: {
    method: string
    path: string
    headers: Record<string, string>
    body?: string | Buffer | undefined
    patience?: number | undefined
    agent?: Agent | undefined
  },
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const taken = () => performance.now() - began
    const { hostname, port } = new URL(url)
    const failed = (error: NodeJS.ErrnoException) =>
      reject(new NoAnswer(error.code ?? error.message, taken()))
    const asked = request(
      {
        host: hostname,
        port,
        method,
        path,
        ...(agent ? { agent } : {}),
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', failed)
        answer.on('end', () => {
          if (!answer.complete) return failed(Object.assign(new Error('cut short'), { code: 'CUT_SHORT' }))
          const bytes = Buffer.concat(chunks)
          const isText = !/pdf|octet|image|font/.test(answer.headers['content-type'] ?? '')
          const text = isText ? bytes.toString('utf8') : ''
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text,
            body: parsed(answer.headers, text),
            bytes,
            ms: taken(),
          })
        })
      },
    )
    asked.setTimeout(patience ?? PATIENCE_MS, () =>
      asked.destroy(Object.assign(new Error('silence'), { code: 'SILENCE' })),
    )
    asked.on('error', failed)
    asked.end(body)
  })

const parsed = (headers: IncomingHttpHeaders, text: string): unknown => {
  if (!/json/.test(headers['content-type'] ?? '')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const setIn = (answer: Answer, name: string): string | undefined =>
  answer.headers['set-cookie']?.find((one) => one.startsWith(`${name}=`))?.split(';', 1)[0]

export class Client {
  readonly url: string
  /** `motcua=…`, once signed in. */
  cookie: string | null = null
  /** `motcua-device=…`: the marks of those who signed in here. */
  device: string | null = null
  /** Sends once more, under the same key, what was refused because the house was busy: for whoever tries something else. */
  insists = false
  readonly #agent = new Agent({ keepAlive: true })

  constructor(url: string) {
    this.url = url
  }

  get(path: string, sending: Sending = {}): Promise<Answer> {
    return this.send('GET', path, undefined, sending)
  }

  post(path: string, body: unknown = {}, sending: Sending = {}): Promise<Answer> {
    return this.send('POST', path, body, sending)
  }

  delete(path: string, sending: Sending = {}): Promise<Answer> {
    return this.send('DELETE', path, undefined, sending)
  }

  async send(method: string, path: string, body: unknown, sending: Sending): Promise<Answer> {
    const { version, headers, patience } = sending
    // The same for every time that it is sent.
    const key = method === 'POST' && sending.key === undefined ? randomUUID() : sending.key
    for (let times = 1; ; times += 1) {
      const answer = await exchange(this.url, {
        method,
        path,
        patience,
        agent: this.#agent,
        body: body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body),
        headers: {
          ...(body === undefined
            ? {}
            : { 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json' }),
          ...(method === 'POST' && key ? { 'idempotency-key': key } : {}),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
          ...this.#cookies(),
          ...headers,
        },
      })
      this.cookie = setIn(answer, 'motcua') ?? this.cookie
      this.device = setIn(answer, 'motcua-device') ?? this.device
      if (!this.insists || answer.status !== 503 || times === MOST_TIMES) return answer
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
    }
  }

  #cookies(): { cookie?: string } {
    const kept = [this.cookie, this.device].filter((one) => one !== null)
    return kept.length === 0 ? {} : { cookie: kept.join('; ') }
  }

  /** Another window of the same browser: the same cookie, connections of its own. */
  twin(): Client {
    const twin = new Client(this.url)
    twin.cookie = this.cookie
    twin.device = this.device
    twin.insists = this.insists
    return twin
  }

  /** Does something to a dossier as it now stands. */
  async act(id: string, noun: string, body: unknown = {}, sending: Sending = {}): Promise<Answer> {
    const { body: dossier } = await this.get(`/api/dossiers/${id}`)
    return this.post(`/api/dossiers/${id}/${noun}`, body, { version: dossier.version, ...sending })
  }

  /** @throws when the officer is not let in */
  async signIn(username: string, password = DEMO_PASSWORD, code?: string): Promise<this> {
    const answer = await this.post('/api/sessions', { username, password, ...(code ? { code } : {}) })
    if (answer.status !== 201)
      throw new Error(`${username} could not sign in: ${answer.status} ${answer.text}`)
    return this
  }

  /** @throws when the counter is not given; `counter` is a name of the demo (`quevo.tt.counter.1`) or an id */
  async openCounter(counter = 'quevo.tt.counter.1'): Promise<this> {
    const counterId = /^[0-9a-f-]{36}$/.test(counter) ? counter : demoId(counter)
    const answer = await this.post('/api/counter-sessions', { counterId })
    if (answer.status !== 201)
      throw new Error(`counter ${counter} was not opened: ${answer.status} ${answer.text}`)
    return this
  }

  close(): void {
    this.#agent.destroy()
  }
}
