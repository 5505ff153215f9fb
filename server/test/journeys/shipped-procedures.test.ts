import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draft, freshNumber, reception } from '../support/household.ts'
import { type Client, furnishedOffice, type TestOffice } from '../support/office.ts'

/** The procedures that come with the house: each can be read about, few are received, and those go all the way. */

let office: TestOffice
let visitor: Client
let huong: Client
beforeAll(async () => {
  office = await furnishedOffice()
  visitor = office.visitor()
  huong = await office.signIn('huong')
  await huong.openCounter()
})
afterAll(() => office?.close())

interface Listed {
  slug: string
  competent: string | null
  field: string | null
  receivable: boolean
  notReceived: string | null
}

const listed = async (): Promise<Listed[]> => (await visitor.get('/api/procedures')).body.items

test('procedures of several agencies and fields are shown, each with where it was read', async () => {
  const items = await listed()
  expect(items).toHaveLength(17)
  expect(new Set(items.map(({ competent }) => competent)).size).toBeGreaterThan(8)
  expect(new Set(items.map(({ field }) => field)).size).toBeGreaterThan(8)
  for (const { slug } of items) {
    const { status, body } = await visitor.get(`/api/procedures/${slug}`)
    expect([slug, status]).toEqual([slug, 200])
    expect(body.source).toMatch(/trước khi dùng thật\.$/)
    expect(body.decision.title).toContain('không phải quyết định công bố')
  }
})

test('most are described only, and it is said why nobody can hand a dossier in', async () => {
  const items = await listed()
  expect(items.filter(({ receivable }) => receivable).map(({ slug }) => slug)).toEqual([
    'cap-ban-sao-tu-so-goc',
    'thuyen-chuyen-doi-tuong-hoc-bo-tuc-thcs',
    'cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam',
    'lien-thong-dien-tu-khai-sinh-thuong-tru-the-bhyt-can-cuoc-tre-duoi-6-tuoi',
    'hoa-giai-tranh-chap-dat-dai',
  ])
  for (const { receivable, notReceived } of items) expect(receivable).toBe(notReceived === null)
})

test('a term that hangs on the place is not chosen while nobody has said which', async () => {
  const unsaid = reception({ procedure: 'hoa-giai-tranh-chap-dat-dai', papers: [] })
  const refused = await huong.post('/api/dossiers', unsaid)
  expect([refused.status, refused.body.code, refused.body.details.field]).toEqual([
    422,
    'term-hangs-on-it',
    'place',
  ])
})

describe('one that is received goes from the counter to its owner in five steps', () => {
  test.each<[string, Record<string, unknown>, { timeliness: string[]; term: RegExp | null }]>([
    // By the close of the day, or of the next one when it came after the cut-off: early or on time by the hour of the test.
    [
      'cap-ban-sao-tu-so-goc',
      { papers: [] },
      { timeliness: ['EARLY', 'ON_TIME'], term: /T17:00:00\+07:00$/ },
    ],
    [
      'thuyen-chuyen-doi-tuong-hoc-bo-tuc-thcs',
      {
        papers: [
          { paperId: 'don', originals: 1, copies: 0 },
          { paperId: 'van-ban-dong-y', originals: 1, copies: 0 },
        ],
      },
      { timeliness: ['NO_TERM'], term: null },
    ],
    [
      'hoa-giai-tranh-chap-dat-dai',
      { papers: [], place: 'DIFFICULT' },
      { timeliness: ['EARLY'], term: /T17:00:00\+07:00$/ },
    ],
  ])('%s', async (procedure, typed, { timeliness, term }) => {
    const asked = new URLSearchParams({
      caseId: 'chung',
      channel: 'COUNTER',
      ...('place' in typed ? { place: String(typed.place) } : {}),
    })
    const promised = (await huong.get(`/api/procedures/${procedure}/promise?${asked}`)).body
    const received = await huong.post('/api/dossiers', reception({ procedure, ...typed }))
    expect([received.status, received.body.state]).toEqual([201, 'ACCEPTED'])
    const { id, dueAt } = received.body
    expect(dueAt).toBe(promised.dueAt)
    if (term === null) expect(dueAt).toBeNull()
    else expect(dueAt).toMatch(term)

    await huong.act(id, 'hand-overs')
    const dung = await office.signIn('dung')
    expect((await dung.act(id, 'hand-over-confirmations')).body.state).toBe('PROCESSING')
    expect((await dung.get(`/api/dossiers/${id}`)).body.nextAction).toBe('submitDraft')
    expect((await dung.act(id, 'drafts', draft())).body.state).toBe('AWAITING_APPROVAL')
    await office.settle()
    const phuoc = await office.signIn('phuoc')
    const { documents } = (await phuoc.get(`/api/dossiers/${id}`)).body
    const drafted = documents.find((one: { standing: string }) => one.standing === 'CURRENT_DRAFT')
    await phuoc.get(`/api/dossiers/${id}/documents/${drafted.id}`)
    const approval = { documentId: drafted.id, fileSha256: drafted.fileSha256 }
    expect((await phuoc.act(id, 'approvals', approval)).body.state).toBe('APPROVED')
    const hanh = await office.signIn('hanh')
    expect((await hanh.act(id, 'issuances', { number: freshNumber() })).body.state).toBe('RESOLVED')
    expect(timeliness).toContain((await huong.get(`/api/dossiers/${id}`)).body.timeliness)
    const returned = await huong.act(id, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' })
    expect(returned.body.state).toBe('RETURNED')
  })

  test('and one that is only described is refused at the counter', async () => {
    for (const procedure of ['giai-quyet-huong-che-do-thai-san', 'dang-ky-thuong-tru']) {
      const refused = await huong.post('/api/dossiers', reception({ procedure }))
      expect([refused.status, refused.body.code]).toEqual([409, 'procedure-not-received'])
    }
  })
})
