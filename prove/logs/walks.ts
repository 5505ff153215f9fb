import { connect } from 'node:net'
import { hanoiDateOf, instantFromMs } from '#common/time.ts'
import { type Answer, type Client, exchange, NoAnswer } from '../../server/test/support/client.ts'
import { draft, freshNumber, reception } from '../../server/test/support/household.ts'
import type { RunningHouse } from '../support/house.ts'
import { scan } from '../support/scans.ts'
import type { Aviary } from './canaries.ts'

/** What people do, with a canary in everything they type: whole journeys, and every refusal they can run into. */

/** An answer that was not a success, and what had been sent. */
export interface Refused {
  what: string
  sent: string
  answer: Answer
}

export interface Walks {
  answers: Answer[]
  refused: Refused[]
}

export class Visitors {
  readonly walks: Walks = { answers: [], refused: [] }
  readonly #house: RunningHouse
  readonly #birds: Aviary

  constructor(house: RunningHouse, birds: Aviary) {
    this.#house = house
    this.#birds = birds
  }

  async signIn(username: string, password?: string): Promise<Client> {
    const client = await this.#house.signIn(username, password)
    this.#birds.handedOut('cookie', client.cookie?.replace(/^motcua=/, '') ?? '')
    return client
  }

  visitor(): Client {
    return this.#house.visitor()
  }

  /** Sends with a planted key, and notes what came back. */
  async post(
    by: Client,
    path: string,
    body: unknown,
    sending: { version?: number; key?: string; headers?: Record<string, string> } = {},
  ) {
    const key = sending.key ?? this.#birds.word('idempotency key')
    return this.#noted(`POST ${path}`, JSON.stringify(body), await by.post(path, body, { ...sending, key }))
  }

  async get(by: Client, path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#noted(`GET ${path}`, path, await by.get(path, { headers }))
  }

  /** Bytes as they are; a connection that the server ends without an answer is one too. */
  async raw(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
  ): Promise<Answer | null> {
    try {
      return this.#noted(
        `${method} ${path}`,
        `${path} ${body ?? ''}`,
        await exchange(this.#house.url, { method, path, headers, body }),
      )
    } catch (error) {
      if (error instanceof NoAnswer) return null
      throw error
    }
  }

  /** An act on a dossier as it now stands. @throws when it is refused */
  async act(by: Client, id: string, noun: string, body: unknown = {}): Promise<Answer> {
    const page = await this.get(by, `/api/dossiers/${id}`)
    const answer = await this.post(by, `/api/dossiers/${id}/${noun}`, body, { version: page.body.version })
    if (answer.status !== 201) throw new Error(`${noun} was refused: ${answer.status} ${answer.text}`)
    return answer
  }

  #noted(what: string, sent: string, answer: Answer): Answer {
    this.walks.answers.push(answer)
    if (answer.status >= 400) this.walks.refused.push({ what, sent, answer })
    return answer
  }
}

/** A person in whom everything is planted. */
export const person = (birds: Aviary, over: Record<string, unknown> = {}) => ({
  fullName: `Nguyễn Thị ${birds.word('name')}`,
  citizenNumber: birds.citizenNumber().replace(/(\d{3})(?=\d)/g, '$1 '),
  birthDate: '1931-07-19',
  phone: birds.phone().replace(/^0/, '+84 '),
  email: `${birds.word('email').toLowerCase()}@thu.example.vn`,
  address: `Thôn ${birds.word('address')}, phường Quế Võ`,
  ...over,
})

/** Everybody whom a dossier meets on its way. */
export interface Staff {
  huong: Client
  dung: Client
  son: Client
  oanh: Client
  phuoc: Client
  hanh: Client
}

export interface Walked {
  id: string
  code: string
  receiptId: string
}

/** From the counter to the counter, by way of two agencies, a draft sent back, and a representative who collects. */
export const wholeJourney = async (visitors: Visitors, birds: Aviary, staff: Staff): Promise<Walked> => {
  const words = () => `Ghi chú ${birds.word('free text')} của cán bộ.`
  const { huong, dung, son, oanh, phuoc, hanh } = staff
  const received = await visitors.post(
    huong,
    '/api/dossiers',
    reception({ owner: person(birds), submitter: person(birds) }),
  )
  const { id, code, receiptId } = received.body
  await visitors.get(huong, `/api/dossiers/${id}/documents/${receiptId}`)
  const fileName = () => `${encodeURIComponent(`Giấy khai sinh ${birds.word('name')}`)}.pdf`
  const file = (bytes: Buffer, name: string) =>
    visitors.post(huong, `/api/dossiers/${id}/files`, bytes, { headers: { 'file-name': name } })
  const kept = await file(scan(), fileName())
  const takenOut = await file(scan(), fileName())
  await file(Buffer.from(birds.word('free text')), fileName())
  await file(scan(), `${fileName()}%E1`)
  await visitors.get(huong, `/api/dossiers/${id}/files/${kept.body.id}`)
  await visitors.post(huong, `/api/dossiers/${id}/files/${takenOut.body.id}/removals`, {
    reason: birds.word('free text'),
  })
  await visitors.get(huong, `/api/dossiers/${id}/files/${takenOut.body.id}`)
  await visitors.act(huong, id, 'hand-overs')
  await visitors.act(dung, id, 'hand-over-confirmations')
  await visitors.act(dung, id, 'opinion-requests', { question: words() })
  for (const [agency, verdict] of [
    [son, 'AGREED'],
    [oanh, 'OBJECTED'],
  ] as const) {
    const page = await visitors.get(agency, `/api/dossiers/${id}`)
    const { id: taskId } = page.body.tasks.find((task: { mine: boolean }) => task.mine)
    await visitors.act(agency, id, 'opinions', { taskId, verdict, text: words() })
  }
  const drafted = () =>
    draft({ title: `Về việc ${birds.word('free text')}`, paragraphs: [`Điều 1. ${words()}`, words()] })
  await visitors.act(dung, id, 'drafts', drafted())
  await visitors.act(phuoc, id, 'send-backs', { reason: words() })
  await visitors.act(dung, id, 'drafts', drafted())
  const page = await visitors.get(phuoc, `/api/dossiers/${id}`)
  const paper = page.body.documents.find((one: { standing: string }) => one.standing === 'CURRENT_DRAFT')
  const read = await visitors.get(phuoc, `/api/dossiers/${id}/documents/${paper.id}`)
  await visitors.act(phuoc, id, 'approvals', {
    documentId: paper.id,
    fileSha256: String(read.headers.etag).replaceAll('"', ''),
  })
  await visitors.act(hanh, id, 'issuances', { number: freshNumber() })
  await visitors.act(huong, id, 'returns', {
    receiver: 'REPRESENTATIVE',
    proof: 'AUTHORISATION',
    representative: person(birds),
  })
  const today = hanoiDateOf(instantFromMs(Date.now()))
  for (const list of ['/api/tasks', `/api/dossiers?code=${code}`, `/api/dossiers?receivedOn=${today}`])
    await visitors.get(dung, list)
  return { id, code, receiptId }
}

/** Everything else that words are said of: asked for, brought, refused, asked beside, withdrawn, put right, stopped. */
export const otherWays = async (visitors: Visitors, birds: Aviary, staff: Staff): Promise<void> => {
  const words = () => `Lý do ${birds.word('free text')} của hồ sơ.`
  const why = () => ({ reason: words() })
  const paper = () => `Giấy ${birds.word('asked paper')} có chữ ký`
  const missing = () => ({ items: [paper(), paper()], legalBasis: words(), reason: words() })
  const { huong, dung, son } = staff
  const { papers } = reception()
  const citizen = visitors.visitor()

  const filed = await visitors.post(
    huong,
    '/api/filings',
    reception({ papers: [], owner: person(birds), subject: person(birds) }),
  )
  const { id, code, lookUpSecret: secret } = filed.body
  birds.handedOut('receipt secret', secret)
  const byCitizen = (noun: string, body: object) =>
    visitors.post(citizen, `/api/tracking/${code}/${noun}`, { ...body, secret })
  await visitors.act(huong, id, 'completion-requests', missing())
  // The refused one first: its page lists what the same reader has sent before.
  for (const bytes of [Buffer.from(birds.word('free text')), scan()])
    await visitors.raw(
      'POST',
      `/ho-so/${code}/tep`,
      { 'content-type': 'multipart/form-data; boundary=edge', accept: 'text/html' },
      Buffer.concat([
        Buffer.from(`--edge\r\ncontent-disposition: form-data; name="bi-mat"\r\n\r\n${secret}\r\n`),
        Buffer.from(
          `--edge\r\ncontent-disposition: form-data; name="khoa"\r\n\r\n${birds.word('idempotency key')}\r\n`,
        ),
        Buffer.from(
          `--edge\r\ncontent-disposition: form-data; name="tep"; filename="${birds.word('name')}.pdf"\r\n\r\n`,
        ),
        bytes,
        Buffer.from('\r\n--edge--\r\n'),
      ]),
    )
  await byCitizen('supplements', { papers, note: words() })
  await visitors.act(huong, id, 'acceptances', { papers, sets: 1 })
  await visitors.act(huong, id, 'reception-corrections', { ...why(), owner: person(birds) })
  await visitors.act(huong, id, 'hand-overs')
  await visitors.act(dung, id, 'hand-over-refusals', why())
  await visitors.act(huong, id, 'hand-overs')
  await visitors.act(dung, id, 'hand-over-confirmations')
  const { units } = (await visitors.get(dung, `/api/dossiers/${id}`)).body
  const police = units.find((unit: { name: string }) => unit.name.startsWith('Công an'))
  const asked = () => ({ units: [police.id], question: words(), join: 'LEAD' })
  await visitors.act(dung, id, 'consultations', asked())
  await visitors.act(dung, id, 'consultation-closures', why())
  await visitors.act(dung, id, 'consultations', asked())
  const { tasks } = (await visitors.get(son, `/api/dossiers/${id}`)).body
  const { id: taskId } = tasks.find((task: { mine: boolean }) => task.mine)
  await visitors.act(son, id, 'opinions', { taskId, verdict: 'OBJECTED', text: words() })
  await visitors.act(dung, id, 'outside-requests', { system: 'CSDL quốc gia về dân cư', note: words() })
  await visitors.act(dung, id, 'outside-answers', { answer: 'UNANSWERED', note: words() })
  await visitors.act(dung, id, 'supplement-requests', missing())
  await byCitizen('supplements', { papers, note: words() })
  await byCitizen('withdrawal-requests', why())
  await visitors.act(dung, id, 'withdrawal-refusals', why())
  // Refused with the words still in hand.
  await byCitizen('supplements', {
    papers: [{ ...papers[0], paperId: birds.word('other input') }],
    note: words(),
  })
  await visitors.post(citizen, `/api/tracking/${code}/supplements`, {
    papers,
    note: words(),
    secret: birds.word('receipt secret'),
  })
  await visitors.post(citizen, `/api/tracking/${birds.word('other input')}/withdrawal-requests`, {
    ...why(),
    secret,
  })
  await visitors.post(dung, `/api/dossiers/${id}/term-changes`, {
    ...why(),
    option: birds.word('other input'),
  })
  await visitors.post(huong, `/api/dossiers/${id}/refusals`, {
    ...why(),
    papersHandedBack: birds.word('free text'),
  })
  // Whoever was refused asks again on another day: it is another dossier that is let go.
  const { body: letGo } = await visitors.post(huong, '/api/dossiers', reception({ owner: person(birds) }))
  await visitors.act(huong, letGo.id, 'hand-overs')
  await visitors.act(dung, letGo.id, 'hand-over-confirmations')
  await visitors.act(huong, letGo.id, 'withdrawal-requests', why())
  await visitors.act(dung, letGo.id, 'withdrawals', {
    ...why(),
    legalBasis: words(),
    fees: 'NONE',
    papersHandedBack: true,
  })

  const turned = await visitors.post(huong, '/api/filings', reception({ owner: person(birds) }))
  birds.handedOut('receipt secret', turned.body.lookUpSecret)
  await visitors.act(huong, turned.body.id, 'refusals', {
    ...why(),
    legalBasis: words(),
    whereToTurn: words(),
    papersHandedBack: true,
  })
  for (const one of [id, letGo.id, turned.body.id]) {
    const page = await visitors.get(huong, `/api/dossiers/${one}`)
    for (const paper of page.body.documents)
      await visitors.get(huong, `/api/dossiers/${one}/documents/${paper.id}`)
  }
}

/** The citizen looks up, rightly and wrongly, by the interface and by the pages. */
export const lookUps = async (
  visitors: Visitors,
  birds: Aviary,
  code: string,
  secret: string,
): Promise<void> => {
  const citizen = visitors.visitor()
  await visitors.get(citizen, `/api/tracking/${code}?secret=${secret}`)
  await visitors.get(citizen, `/ho-so/${code}?bi-mat=${secret}`)
  await visitors.get(citizen, `/ho-so/${code}/hen.ics?bi-mat=${secret}`)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  await visitors.raw('POST', '/tra-cuu', form, `ma=${code}&bi-mat=${secret}`)
  await visitors.raw(
    'POST',
    '/tra-cuu',
    form,
    `ma=${birds.word('other input')}&bi-mat=${birds.word('receipt secret')}`,
  )
  for (let time = 0; time < 6; time += 1) {
    await visitors.get(citizen, `/api/tracking/${code}?secret=${birds.word('receipt secret')}`)
    await visitors.get(citizen, `/ho-so/${code}?bi-mat=${birds.word('receipt secret')}`)
  }
  await visitors.get(citizen, `/api/tracking/${birds.word('other input')}?secret=${secret}`)
}

/** People looked for by name and number, found or refused, and said to be one with words of the officer's own. */
export const sought = async (visitors: Visitors, birds: Aviary, { huong }: Staff): Promise<void> => {
  const search = (words: string) => visitors.post(huong, '/api/people-searches', { words })
  await search(birds.word('name'))
  await search(birds.citizenNumber())
  await search(birds.phone())
  await search(`${birds.word('name')} 12`)
  await search(birds.citizenNumber().slice(0, 11))
  const { body } = await search('nguyen thi')
  const personIds = body.items
    .flatMap(({ persons }: { persons: { id: string }[] }) => persons.map(({ id }) => id))
    .slice(0, 2)
  const declaring = (ids: unknown) =>
    visitors.post(huong, '/api/same-person-findings', {
      personIds: ids,
      reason: birds.word('free text'),
      numbersDiffer: 'CONFIRMED',
    })
  await declaring([personIds[0], personIds[0]])
  const made = await declaring(personIds)
  if (made.status !== 201) throw new Error(`nobody was found to be one: ${made.status} ${made.text}`)
}

/** Papers handed over with a manifest, which names who they are of and who carries them; made, refused, read and printed. */
export const handedOver = async (
  visitors: Visitors,
  birds: Aviary,
  { huong, dung }: Staff,
): Promise<void> => {
  const { body } = await visitors.post(huong, '/api/dossiers', reception({ owner: person(birds) }))
  await visitors.act(huong, body.id, 'hand-overs')
  const [waiting] = (await visitors.get(dung, '/api/hand-overs?side=ARRIVING')).body.items
  const carrier = () => ({ name: birds.word('free text'), billNumber: birds.word('free text') })
  const making = (over: object) =>
    visitors.post(huong, '/api/manifests', {
      toUnitId: waiting.toUnit.id,
      dossierIds: [body.id],
      carrier: carrier(),
      ...over,
    })
  const made = await making({})
  if (made.status !== 201) throw new Error(`no manifest was made: ${made.status} ${made.text}`)
  await making({ toUnitId: waiting.fromUnit.id })
  await making({ carrier: { ...carrier(), billNumber: [birds.word('other input')] } })
  await making({ dossierIds: [birds.word('other input')] })
  for (const path of ['', `/${made.body.id}`, `/${made.body.id}/document`, `/${birds.word('other input')}`])
    await visitors.get(dung, `/api/manifests${path}`)
}

/** Wrong passwords, and a password typed where the name belongs. */
export const failedSignIns = async (visitors: Visitors, birds: Aviary, username: string): Promise<void> => {
  const stranger = visitors.visitor()
  const attempt = (name: string, password: string) =>
    visitors.post(stranger, '/api/sessions', { username: name, password })
  for (let time = 0; time < 11; time += 1) await attempt(username, birds.word('password'))
  await attempt(birds.word('password'), birds.word('password'))
  await attempt(`${birds.word('password')} ${birds.word('password')}`, 'x')
  const forged = visitors.visitor()
  forged.cookie = `motcua=${birds.word('cookie')}`
  await visitors.get(forged, '/api/session')
  forged.cookie = `motcua=${birds.word('cookie')}${'a'.repeat(33)}`
  await visitors.get(forged, '/api/session')
}

/** Everything that can be refused about a request, each with a canary where it hurts. */
export const refusals = async (
  visitors: Visitors,
  birds: Aviary,
  { huong, dung }: Staff,
  { id }: Walked,
): Promise<void> => {
  const receive = (over: Record<string, unknown>) => visitors.post(huong, '/api/dossiers', reception(over))
  const owner = (over: Record<string, unknown>) => receive({ owner: person(birds, over) })
  await owner({ fullName: `${birds.word('name')} 4711` })
  await owner({ citizenNumber: `${birds.citizenNumber()}x` })
  await owner({ citizenNumber: `${birds.citizenNumber()}1` })
  await owner({ phone: `${birds.phone()}12345` })
  await owner({ email: `${birds.word('email')} at home` })
  await owner({ birthDate: birds.word('other input') })
  await owner({ fullName: [birds.word('name')] })
  await owner({ [birds.word('other input')]: birds.word('free text') })
  await owner({ address: `${birds.word('address')}\u0000` })
  await receive({ caseId: birds.word('other input') })
  await receive({ procedure: birds.word('other input') })
  await receive({ channel: birds.word('other input') })
  await receive({
    papers: [{ paperId: birds.word('other input'), originals: 1, copies: 0 }],
    owner: person(birds),
  })
  await receive({ papers: [], owner: person(birds) })
  await receive({ owner: person(birds, { address: birds.word('address').padEnd(300_000, 'a') }) })

  // One key for two requests; keys that are none; versions that are none.
  const key = birds.word('idempotency key')
  await visitors.post(huong, '/api/dossiers', reception({ owner: person(birds) }), { key })
  await visitors.post(huong, '/api/dossiers', reception({ owner: person(birds) }), { key })
  await visitors.post(huong, '/api/dossiers', reception(), { key: `${birds.word('idempotency key')} !` })
  await visitors.post(
    dung,
    `/api/dossiers/${id}/send-backs`,
    { reason: birds.word('free text') },
    { version: 1 },
  )
  await visitors.post(dung, `/api/dossiers/${id}/send-backs`, { reason: birds.word('free text') })
  await visitors.post(
    dung,
    `/api/dossiers/${id}/send-backs`,
    { reason: birds.word('free text') },
    { headers: { 'if-match': birds.word('other input') } },
  )
  await visitors.post(
    dung,
    `/api/dossiers/${id}/opinion-requests`,
    { question: birds.word('free text') },
    { version: 999 },
  )
  await visitors.post(huong, '/api/counter-sessions', { counterId: birds.word('other input') })

  // Addresses, questions and headers.
  await visitors.get(dung, `/api/dossiers/${birds.word('other input')}`)
  await visitors.get(dung, `/api/dossiers?code=${birds.word('other input')}&${birds.word('other input')}=1`)
  await visitors.get(dung, `/api/dossiers?cursor=${birds.word('other input')}`)
  await visitors.get(dung, `/api/${birds.word('other input')}`)
  await visitors.get(dung, `/${birds.word('other input')}/%E0%A4%A`)
  await visitors.get(dung, `/ho-so/${birds.word('other input').repeat(60)}`)
  await visitors.get(dung, `/api/procedures/${birds.word('other input')}`)
  await visitors.get(dung, `/thu-tuc/${birds.word('other input')}`)
  await visitors.raw('DELETE', `/api/counter-sessions/${birds.word('other input')}`, {
    cookie: dung.cookie ?? '',
  })
  await visitors.raw('PATCH', `/api/dossiers/${id}?${birds.word('other input')}`, {})

  // Bodies that are none.
  const json = {
    'content-type': 'application/json',
    cookie: huong.cookie ?? '',
    'idempotency-key': birds.word('idempotency key'),
  }
  const body = JSON.stringify(reception({ owner: person(birds) }))
  await visitors.raw('POST', '/api/dossiers', json, body.slice(0, -20))
  await visitors.raw('POST', '/api/dossiers', json, `${birds.word('free text')} ${body}`)
  await visitors.raw(
    'POST',
    '/api/dossiers',
    json,
    `{"__proto__":{"${birds.word('other input')}":1},${body.slice(1)}`,
  )
  await visitors.raw(
    'POST',
    '/api/dossiers',
    { ...json, 'content-type': `text/${birds.word('other input')}` },
    body,
  )
  await visitors.raw(
    'POST',
    '/api/dossiers',
    { ...json, origin: `https://${birds.word('other input')}.example` },
    body,
  )
  await visitors.raw('POST', '/api/dossiers', { ...json, 'accept-language': birds.word('other input') }, '')
}

/** What is not even HTTP; the words of the answer, if there is one. */
export const gibberish = (url: string, bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    let said = ''
    socket.setTimeout(2_000, () => socket.destroy())
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
  })
