import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type House, openHouse } from '../../src/app.ts'
import { DEMO_PASSWORD, demoId, loadDemo } from '../../src/demo-province.ts'
import { query } from '../../src/platform/db/database.ts'
import { silent } from '../../src/platform/log.ts'
import { sealedIn } from '../../src/platform/seal.ts'
import { freshProvince, removeFolder, type TestProvince, temporaryFolder } from './cluster.ts'

/** A furnished office to test in: a province of its own, the demo's people, and the house serving over HTTP. */
export interface TestOffice {
  house: House
  province: TestProvince
  url: string
  dataFolder: string
  signIn(username: string): Promise<Client>
  visitor(): Client
  /** The secret printed on a receipt, read with the office's key as its printer does. */
  secretOf(code: string): Promise<string>
  /** Until every paper is printed. */
  settle(): Promise<void>
  close(): Promise<void>
}

export const furnishedOffice = async (): Promise<TestOffice> => {
  const province = await freshProvince()
  await loadDemo(province.loader)
  const dataFolder = await temporaryFolder()
  const house = await openHouse({
    connection: province.app,
    dataFolder,
    publicUrl: 'http://127.0.0.1:8080',
    log: silent,
    patience: 10_000,
  })
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 })
  return {
    house,
    province,
    url,
    dataFolder,
    visitor: () => new Client(url, null),
    signIn: async (username) => {
      const client = new Client(url, null)
      const answer = await client.post('/api/sessions', { username, password: DEMO_PASSWORD })
      if (answer.status !== 201)
        throw new Error(`${username} could not sign in: ${answer.status} ${JSON.stringify(answer.body)}`)
      return client
    },
    secretOf: async (code) => {
      const client = new pg.Client(province.loader)
      await client.connect()
      const { rows } = await client
        .query(
          'select a.id, a.sealed from artefact a join dossier d on d.id = a.dossier_id where d.code = $1 and a.form = $2',
          [code, 'M01'],
        )
        .finally(() => client.end())
      return JSON.parse(
        house.office.sealer.openText(rows[0].sealed, sealedIn('artefact', 'sealed', rows[0].id)),
      ).receiptSecret
    },
    settle: async () => {
      const waiting = query.selectFrom('job').select('id').where('dead_at', 'is', null).limit(1)
      while ((await house.database.as({ actor: 'system' }, (tx) => tx.all(waiting))).length > 0) {
        await house.worker?.drain()
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    close: async () => {
      await house.close()
      await removeFolder(dataFolder)
    },
  }
}

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any shape and says what it expects of it
  body: any
  bytes: Buffer
}

interface Sending {
  key?: string
  version?: number
  headers?: Record<string, string>
}

/** A browser without a screen: keeps its cookie, makes keys, says which version it saw. */
export class Client {
  readonly #url: string
  #cookie: string | null

  constructor(url: string, cookie: string | null) {
    this.#url = url
    this.#cookie = cookie
  }

  get cookie(): string | null {
    return this.#cookie
  }

  get = (path: string, headers: Record<string, string> = {}) => this.send('GET', path, undefined, { headers })

  post = (path: string, body: unknown = {}, sending: Sending = {}) => this.send('POST', path, body, sending)

  delete = (path: string) => this.send('DELETE', path, undefined, {})

  async send(
    method: string,
    path: string,
    body: unknown,
    { key, version, headers }: Sending,
  ): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    })
    const cookie = response.headers.getSetCookie().find((one) => one.startsWith('motcua='))
    if (cookie) this.#cookie = cookie.split(';', 1)[0] ?? null
    const bytes = Buffer.from(await response.arrayBuffer())
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(bytes.toString()) : bytes.toString(),
      bytes,
    }
  }

  /** Does something to a dossier as it now stands. */
  async act(id: string, noun: string, body: unknown = {}): Promise<Answer> {
    const { body: dossier } = await this.get(`/api/dossiers/${id}`)
    return this.post(`/api/dossiers/${id}/${noun}`, body, { version: dossier.version })
  }

  async openCounter(name = 'quevo.tt.counter.1'): Promise<Answer> {
    return this.post('/api/counter-sessions', { counterId: demoId(name) })
  }
}

export const PROCEDURE = 'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam'

/** What an officer types for a household that comes to the counter. */
export const reception = (over: Record<string, unknown> = {}) => ({
  procedure: PROCEDURE,
  caseId: 'chung',
  channel: 'COUNTER',
  sets: 1,
  papers: [{ paperId: 'giay-de-nghi', originals: 1, copies: 0 }],
  owner: {
    fullName: 'Nguyễn Văn Tưởng',
    citizenNumber: '027 065 001 234',
    birthDate: '1965-02-01',
    phone: '+84 912 345 678',
    address: 'Thôn Châu Phong, phường Quế Võ, tỉnh Bắc Ninh',
  },
  ...over,
})
