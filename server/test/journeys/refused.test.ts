import { readdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROCEDURE } from '../support/household.ts'
import { type Client, furnishedOffice, reception, type TestOffice } from '../support/office.ts'

let office: TestOffice
let who: Record<'huong' | 'dung' | 'son' | 'oanh' | 'phuoc' | 'hanh', Client>
beforeAll(async () => {
  office = await furnishedOffice()
  who = await office.staff('huong', 'dung', 'son', 'oanh', 'phuoc', 'hanh')
  await who.huong.openCounter()
})
afterAll(() => office.close())

const received = async (): Promise<string> => (await who.huong.post('/api/dossiers', reception())).body.id

const consulted = async (): Promise<string> => {
  const id = await received()
  await who.huong.act(id, 'hand-overs')
  await who.dung.act(id, 'hand-over-confirmations')
  await who.dung.act(id, 'opinion-requests')
  return id
}

const opinion = async (officer: Client, id: string, body: object) => {
  const { body: page } = await officer.get(`/api/dossiers/${id}`)
  const taskId = page.tasks.find((task: { mine: boolean }) => task.mine).id
  return officer.act(id, 'opinions', { taskId, ...body })
}

const DRAFT = { outcome: 'GRANTED', title: 'Về việc công nhận', paragraphs: ['Điều 1. Công nhận.'] }

const appraised = async (): Promise<string> => {
  const id = await consulted()
  await opinion(who.son, id, { verdict: 'AGREED' })
  await opinion(who.oanh, id, { verdict: 'AGREED' })
  return id
}

const approved = async (): Promise<string> => {
  const id = await appraised()
  await who.dung.act(id, 'drafts', DRAFT)
  await office.settle()
  const { body: page } = await who.phuoc.get(`/api/dossiers/${id}`)
  const draft = page.documents.find((one: { standing: string }) => one.standing === 'CURRENT_DRAFT')
  await who.phuoc.act(id, 'approvals', { documentId: draft.id, fileSha256: draft.fileSha256 })
  return id
}

const code = (answer: { status: number; body: { code?: string } }) => [answer.status, answer.body.code]

test('a number is issued once a year by an authority, and only with the symbol that was approved', async () => {
  const [first, second] = [await approved(), await approved()]
  expect(code(await who.hanh.act(first, 'issuances', { number: '   ' }))).toEqual([422, 'number-not-read'])
  expect(code(await who.hanh.act(first, 'issuances', { number: '125/TB-UBND' }))).toEqual([
    422,
    'number-not-read',
  ])
  expect((await who.hanh.act(first, 'issuances', { number: '125' })).status).toBe(201)
  expect((await who.hanh.get(`/api/dossiers/${first}`)).body.resultNumber).toBe('125/QĐ-UBND')
  // The next one is offered before, and said where another was typed.
  expect((await who.hanh.get(`/api/dossiers/${second}`)).body.nextNumber).toBe('126/QĐ-UBND')
  const taken = await who.hanh.act(second, 'issuances', { number: '0125/qđ-ubnd' })
  expect(code(taken)).toEqual([409, 'number-taken'])
  expect(taken.body.details).toMatchObject({ next: '126/QĐ-UBND' })
  expect(taken.body.detail).toContain('126/QĐ-UBND')
  expect((await who.hanh.act(second, 'issuances', { number: '126' })).status).toBe(201)

  const returning = (body: object) => who.huong.act(second, 'returns', body)
  expect(code(await returning({ receiver: 'OWNER', proof: 'AUTHORISATION' }))).toEqual([
    422,
    'representative-not-needed',
  ])
  const stranger = { fullName: 'Lê Văn Nhận' }
  expect(code(await returning({ receiver: 'OWNER', proof: 'ID_CARD', representative: stranger }))).toEqual([
    422,
    'representative-not-needed',
  ])
  expect((await returning({ receiver: 'OWNER', proof: 'ID_CARD' })).status).toBe(201)
})

test('what was received at the counter is not accepted once more, and that is said', async () => {
  const papers = [{ paperId: 'giay-de-nghi', originals: 1, copies: 0 }]
  const again = await who.huong.act(await received(), 'acceptances', { papers, sets: 1 })
  expect(code(again)).toEqual([409, 'illegal-move'])
})

test('an objection, a reason and a draft say something, or are none', async () => {
  const id = await consulted()
  expect(code(await opinion(who.son, id, { verdict: 'OBJECTED', text: '\u200B' }))).toEqual([
    422,
    'text-empty',
  ])
  await opinion(who.son, id, { verdict: 'AGREED' })
  await opinion(who.oanh, id, { verdict: 'AGREED' })
  const drafting = (over: object) => who.dung.act(id, 'drafts', { ...DRAFT, ...over })
  expect(code(await drafting({ title: ' \u3164' }))).toEqual([422, 'text-empty'])
  expect(code(await drafting({ paragraphs: ['Điều 1. Công nhận.', '…'] }))).toEqual([422, 'text-empty'])
  expect(code(await drafting({ paragraphs: ['Công nhận 李.'] }))).toEqual([422, 'not-printable'])
  const endless = Array.from({ length: 6 }, () => 'ô '.repeat(2_000))
  expect(code(await drafting({ paragraphs: endless }))).toEqual([422, 'draft-too-long'])
  expect((await drafting({})).status).toBe(201)
  expect(code(await who.phuoc.act(id, 'send-backs', { reason: ' \u00AD.' }))).toEqual([422, 'text-empty'])
})

test.each([
  ['\u00AD\u3164', 'name-missing', 'Chưa có họ và tên'],
  ['\u0001\u0002.', 'control-characters', 'Có ký tự điều khiển'],
  ['李 Văn', 'not-printable', 'Có ký tự không in được'],
])('%o is no name', async (fullName, refusal, title) => {
  const answer = await who.huong.post('/api/dossiers', reception({ owner: { fullName } }))
  expect([answer.status, answer.body.code, answer.body.title]).toEqual([422, refusal, title])
})

test.each([
  ['9999-12-31', 'date-in-future'],
  ['0000-01-01', 'date-not-read'],
  ['2026-02-30', 'date-not-read'],
])('nobody is born on %s', async (birthDate, refusal) => {
  const owner = { fullName: 'Nguyễn Văn Tưởng', birthDate }
  expect(code(await who.huong.post('/api/dossiers', reception({ owner })))).toEqual([422, refusal])
})

test.each(['0000-01-01', '0001-01-01', '2026-02-30', '9999-12-31'])(
  'nothing is received on %s, and that is said',
  async (day) => {
    expect(code(await who.huong.get(`/api/dossiers?receivedOn=${day}`))).toEqual([422, 'date-not-read'])
  },
)

test('a paper is listed once', async () => {
  const paper = { paperId: 'giay-de-nghi', originals: 1, copies: 0 }
  expect(code(await who.huong.post('/api/dossiers', reception({ papers: [paper, paper] })))).toEqual([
    422,
    'paper-twice',
  ])
})

test('one key means one request, however its address is spelt', async () => {
  const key = 'the-same-key-1'
  const [first, second] = [
    await who.huong.post('/api/dossiers', reception(), { key }),
    await who.huong.post('/api/%64ossiers', reception(), { key }),
  ]
  expect([first.status, second.body.id]).toEqual([201, first.body.id])
})

test('a cursor of a year that never was is refused', async () => {
  const cursor = Buffer.from(
    JSON.stringify(['0000-01-01T00:00:00.000Z', '01a20de8-838b-763b-8b57-6111c6d7a099']),
  )
  for (const list of ['/api/dossiers', '/api/tasks']) {
    const answer = await who.huong.get(`${list}?cursor=${cursor.toString('base64url')}`)
    expect(code(answer)).toEqual([422, 'cursor-unknown'])
  }
})

test('a paper that was damaged on the disk is printed again, to the same hash; the damaged one is kept aside', async () => {
  const { body } = await who.huong.post('/api/dossiers', reception())
  await office.settle()
  const read = () => who.huong.get(`/api/dossiers/${body.id}/documents/${body.receiptId}`)
  const before = await read()
  const files = join(office.dataFolder, 'files')
  const all = await readdir(files, { recursive: true })
  const path = all.find((name) => name.endsWith(body.receiptId)) ?? ''
  await writeFile(join(files, path), 'damaged')
  const after = await read()
  expect([after.status, after.headers.etag]).toEqual([200, before.headers.etag])
  expect(after.bytes.equals(before.bytes)).toBe(true)
  const damaged = await readdir(join(files, 'damaged'))
  expect(damaged.filter((name) => name.startsWith(body.receiptId))).toHaveLength(1)
})

test('what is asked of the interface stays in no browser; a picture of another site looks nothing up', async () => {
  expect((await who.huong.get('/api/dossiers')).headers['cache-control']).toBe('no-store')
  expect((await who.huong.get('/api/session')).headers['cache-control']).toBe('no-store')
  const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }
  expect((await office.visitor().get('/ho-so/H05.47-261124-0001?bi-mat=x', { headers: image })).status).toBe(
    403,
  )
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }
  expect((await office.visitor().get(`/thu-tuc/${PROCEDURE}`, { headers: link })).status).toBe(200)
})

test('signing out leaves the counter to others', async () => {
  const binh = await office.signIn('binh')
  await binh.openCounter('quevo.tt.counter.2')
  await binh.delete('/api/session')
  const { body } = await who.huong.get('/api/counters')
  const two = body.items.find((one: { name: string }) => one.name === 'Quầy số 2')
  expect(two.busyWith).toBeNull()
})

test.each(['//%zz', '//[', 'http://[/', '//a:b', '/\\\\x', '///'])(
  'a browser that asks for %s gets a page or a refusal, and the house goes on',
  async (target) => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect({ port: Number(new URL(office.url).port), host: '127.0.0.1' })
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('close', () => resolve(text))
      socket.end(`GET ${target} HTTP/1.1\r\nhost: x\r\naccept: text/html\r\nconnection: close\r\n\r\n`)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 (200|30\d|4\d\d) /)
    expect((await office.visitor().get('/livez')).status).toBe(200)
  },
)

test('a page that was drawn for one officer does not act as another who has signed in since', async () => {
  const id = await received()
  const { body: session } = await who.dung.get('/api/session')
  const drawnFor = (officer: string) => ({ headers: { 'motcua-officer': officer }, version: 1 })
  const refused = await who.huong.post(`/api/dossiers/${id}/hand-overs`, {}, drawnFor(session.officer.id))
  expect(code(refused)).toEqual([409, 'another-officer'])
  const { body: own } = await who.huong.get('/api/session')
  expect((await who.huong.post(`/api/dossiers/${id}/hand-overs`, {}, drawnFor(own.officer.id))).status).toBe(
    201,
  )
})

test.each([
  ['a NUL', 'lien\u0000@vidu.vn', 'control-characters'],
  ['a bell', 'li\u0007en@vidu.vn', 'control-characters'],
  ['another head of a letter', 'lien@vidu.vn\r\nBcc: moi@nguoi.vn', 'email-not-read'],
])('an e-mail address with %s is refused, and its field is named', async (_what, email, code) => {
  const owner = { ...reception().owner, email }
  const { status, body } = await who.huong.post('/api/dossiers', reception({ owner }))
  expect([status, body.code, body.details.field]).toEqual([422, code, 'owner.email'])
})

test('the same where the address is written in another way', async () => {
  const owner = { ...reception().owner, email: 'li\u0007en@vidu.vn' }
  expect(code(await who.huong.post('/%61pi/dossiers', reception({ owner })))).toEqual([
    422,
    'control-characters',
  ])
})

test.each(['9999-12-31T20:00:00Z', '9999-12-31T23:59:59Z', '1009-01-01T00:00:00Z', 'tomorrow'])(
  'a day to answer by of %s is refused, and the dossier stays readable',
  async (replyBy) => {
    const { id } = (await who.huong.post('/api/filings', reception({ papers: [] }))).body
    const asked = await who.huong.act(id, 'completion-requests', {
      items: ['Giấy đề nghị'],
      reason: 'Thiếu.',
      replyBy,
    })
    expect(code(asked)).toEqual([422, 'date-not-read'])
    expect((await who.huong.get(`/api/dossiers/${id}`)).status).toBe(200)
  },
)
