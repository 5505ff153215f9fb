import { randomUUID } from 'node:crypto'
import type { Answer, Client } from '../../server/test/support/client.ts'
import { reception } from '../../server/test/support/household.ts'
import type { RunningHouse } from '../support/house.ts'
import type { Media, Planted } from './kit.ts'

/** The two ways in: what the desk sends, and the form of the portal without script. */

/** What became of one file. */
export interface Sent {
  planted: Planted
  by: 'officer' | 'citizen'
  answer: Answer
  /** Milliseconds until the answer was there. */
  ms: number
  /** Why it was not taken, in Vietnamese; the page of the portal gives no code. */
  refusal: { code: string | null; title: string; detail: string } | null
  /** Null when it was not taken. */
  fileId: string | null
  media: Media | null
  /** As the dossier's page calls it. */
  shown: string | null
  /** Where it is read, when it was taken. */
  path: string
  /** As an officer opens it. */
  read(): Promise<Answer>
}

export interface Sender {
  dossier: Receipt
  desk: Client
  officer(planted: Planted): Promise<Sent>
  citizen(planted: Planted): Promise<Sent>
}

export interface Receipt {
  id: string
  code: string
  secret: string
}

const MEDIA: Readonly<Record<string, Media>> = {
  PDF: 'application/pdf',
  JPEG: 'image/jpeg',
  PNG: 'image/png',
}
const PATIENCE = 60_000
export const EDGE = 'edge-of-the-form'

/** Each has a dossier of its own, for which papers are asked. */
export const senders = async (house: RunningHouse): Promise<() => Promise<Sender>> => {
  const desk = await (await house.signIn('huong')).openCounter()
  // The streams are hers too, and hold some of the places that one officer has.
  desk.insists = true
  return async () => {
    const { body } = await desk.post('/api/filings', reception({ papers: [] }))
    const dossier = { id: body.id, code: body.code, secret: body.lookUpSecret }
    const asked = { items: ['Bản chụp giấy tờ'], legalBasis: 'Điều 17', reason: 'Thiếu bản chụp.' }
    const answer = await desk.act(dossier.id, 'completion-requests', asked)
    if (answer.status !== 201)
      throw new Error(`papers could not be asked for: ${answer.status} ${answer.text}`)
    return new OpenSender(desk, house.visitor(), dossier)
  }
}

class OpenSender implements Sender {
  readonly dossier: Receipt
  readonly desk: Client
  readonly #visitor: Client
  #taken = 0

  constructor(desk: Client, visitor: Client, dossier: Receipt) {
    this.desk = desk
    this.#visitor = visitor
    this.dossier = dossier
  }

  async officer(planted: Planted): Promise<Sent> {
    const answer = await this.desk.post(`/api/dossiers/${this.dossier.id}/files`, planted.bytes, {
      headers: { 'file-name': encodeURIComponent(planted.name), 'accept-language': 'vi' },
      patience: PATIENCE,
    })
    const { code, title, detail } = answer.body
    const refusal = answer.status === 422 ? { code, title, detail } : null
    return this.#sent(planted, 'officer', answer, refusal, answer.status === 201)
  }

  async citizen(planted: Planted): Promise<Sent> {
    const answer = await this.#visitor.send(
      'POST',
      `/ho-so/${this.dossier.code}/tep`,
      formOf(this.dossier.secret, planted),
      {
        headers: {
          'content-type': `multipart/form-data; boundary=${EDGE}`,
          accept: 'text/html',
          'accept-language': 'vi',
        },
        patience: PATIENCE,
      },
    )
    return this.#sent(
      planted,
      'citizen',
      answer,
      answer.status === 422 ? toldOn(answer.text) : null,
      answer.status === 200,
    )
  }

  async #sent(
    planted: Planted,
    by: Sent['by'],
    answer: Answer,
    refusal: Sent['refusal'],
    wasTaken: boolean,
  ): Promise<Sent> {
    const items = wasTaken ? (await this.desk.get(`/api/dossiers/${this.dossier.id}`)).body.files.items : []
    const last = items.length > this.#taken ? items.at(-1) : null
    this.#taken = Math.max(this.#taken, items.length)
    const path = `/api/dossiers/${this.dossier.id}/files/${last?.id}`
    return {
      planted,
      by,
      answer,
      ms: answer.ms,
      refusal,
      fileId: last?.id ?? null,
      media: last && (MEDIA[last.kind] ?? null),
      shown: last?.name ?? null,
      path,
      read: () => this.desk.get(path),
    }
  }
}

/** The form as a browser sends it: what would end the name is written in percent signs. */
export const formOf = (secret: string, { name, bytes }: Pick<Planted, 'name' | 'bytes'>): Buffer => {
  const field = (named: string, value: string) =>
    `--${EDGE}\r\ncontent-disposition: form-data; name="${named}"\r\n\r\n${value}\r\n`
  const called = name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22')
  return Buffer.concat([
    Buffer.from(field('bi-mat', secret) + field('khoa', randomUUID()) + field('giay-to', '')),
    Buffer.from(
      `--${EDGE}\r\ncontent-disposition: form-data; name="tep"; filename="${called}"\r\ncontent-type: application/pdf\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${EDGE}--\r\n`),
  ])
}

/** «<strong>name</strong>: title. detail», as the page says it. */
const toldOn = (page: string): Sent['refusal'] => {
  const [, told] = /<strong class="file-name">[\s\S]*?<\/strong>:([\s\S]*?)<\/li>/.exec(page) ?? []
  if (told === undefined) return null
  const words = told
    .replace(/<!--.*?-->/g, '')
    .replace(/&(quot|#x27|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .trim()
  const end = words.indexOf('. ')
  return { code: null, title: words.slice(0, end), detail: words.slice(end + 2) }
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', '#x27': "'", lt: '<', gt: '>', amp: '&' }
