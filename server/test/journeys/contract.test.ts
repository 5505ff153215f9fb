import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { draft, reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'
import { furnishTwoBranches, TWO_BRANCHES } from '../support/two-branches.ts'

/** What the interface tells of a dossier, so that no screen has to guess: the case, the questions, the steps, the end. */

let office: TestOffice
let huong: Client
let dung: Client
let phuoc: Client
let hanh: Client
let son: Client
let oanh: Client
beforeAll(async () => {
  office = await furnishedOffice()
  await furnishTwoBranches(office.province.loader)
  ;({ huong, dung, phuoc, hanh, son, oanh } = await office.staff(
    'huong',
    'dung',
    'phuoc',
    'hanh',
    'son',
    'oanh',
  ))
  await huong.openCounter()
}, 60_000)
afterAll(() => office?.close())

const DON = [{ paperId: 'don', originals: 1, copies: 0 }]
const asked = (over: Record<string, unknown> = {}) =>
  reception({ procedure: TWO_BRANCHES, caseId: 'moi', papers: DON, ...over })
const page = async (client: Client, id: string) => (await client.get(`/api/dossiers/${id}`)).body
const tracked = async (code: string, secret?: string) =>
  (await office.visitor().get(`/api/tracking/${code}?secret=${secret ?? (await office.secretOf(code))}`)).body

describe('what was filed and waits to be accepted', () => {
  test('says which case it is, with its papers and sets, also where the papers alone would not tell', async () => {
    const filed = await huong.post('/api/filings', asked({ caseId: 'doi', sets: 3, channel: 'ONLINE' }))
    const dossier = await page(huong, filed.body.id)
    expect([dossier.caseId, dossier.caseName.vi, dossier.sets]).toEqual(['doi', 'Cấp đổi', 3])
    expect(dossier.listed.sets).toBe(1)
    expect(dossier.listed.papers.map(({ name }: { name: string }) => name)).toEqual([
      'Đơn đề nghị',
      'Bản đã cấp',
    ])
  })

  test('says what accepting it asks: here the place, because the process goes another way', async () => {
    const { id } = (await huong.post('/api/filings', asked({ channel: 'ONLINE' }))).body
    const ask = { fact: 'place', values: ['ORDINARY', 'DIFFICULT'] }
    expect((await page(huong, id)).asks).toEqual([ask])
    const unsaid = await huong.act(id, 'acceptances', { papers: DON, sets: 2 })
    expect([unsaid.status, unsaid.body.code]).toEqual([422, 'term-hangs-on-it'])
    expect((await huong.act(id, 'acceptances', { papers: DON, sets: 2, place: 'ORDINARY' })).status).toBe(201)
    const { cases } = (await huong.get(`/api/procedures/${TWO_BRANCHES}`)).body
    expect(cases[0].channels.map((terms: { asks: unknown }) => terms.asks)).toEqual([[ask], [ask]])
  })

  test('asks nothing where nothing hangs on it, and says within how many hours it is answered', async () => {
    const { id } = (await huong.post('/api/filings', reception({ papers: [] }))).body
    const dossier = await page(huong, id)
    expect([dossier.asks, dossier.answerWithinHours]).toEqual([[], 8])
  })
})

test('the steps of a procedure say what is done at once, what instead of what, and when the next begins', async () => {
  const { steps } = (await office.visitor().get(`/api/procedures/${TWO_BRANCHES}`)).body
  const at = (id: string) => steps.find((step: { id: string }) => step.id === id)
  expect([at('check').next, at('appraise').join, at('income').join]).toEqual([
    ['home', 'income'],
    'ALL',
    null,
  ])
  expect(at('check').choices).toEqual([
    {
      fact: 'place',
      name: { vi: 'Nơi có việc', en: 'Where the matter lies' },
      is: 'DIFFICULT',
      answer: { vi: 'Vùng có điều kiện khó khăn', en: expect.any(String) },
      next: ['home'],
    },
  ])
  expect(at('home').choices[0]).toMatchObject({
    name: { vi: 'Nơi ở' },
    answer: { vi: 'Chưa rõ' },
    next: ['visit'],
  })
  const html = (await office.visitor().get(`/thu-tuc/${TWO_BRANCHES}`, { headers: { accept: 'text/html' } }))
    .text
  expect(html).toContain('Chỉ theo một trong các cách sau:')
  expect(html).toContain('Làm cùng lúc, xong cả mới sang bước sau:')
})

describe('two steps of one officer at once', () => {
  const parted = async () => {
    const { id, code } = (await huong.post('/api/dossiers', asked({ place: 'ORDINARY' }))).body
    await huong.act(id, 'hand-overs')
    await dung.act(id, 'hand-over-confirmations')
    expect((await dung.act(id, 'step-completions', {})).status).toBe(201)
    const { tasks } = await page(dung, id)
    const at = (node: string) => tasks.find((task: { node: string }) => task.node === node)
    return { id, code, home: at('home'), income: at('income') }
  }

  test('each offer the same acts; without the task the request is refused in words that name both', async () => {
    const { id, home, income } = await parted()
    for (const task of [home, income])
      expect(task.acts).toEqual(expect.arrayContaining(['completeStep', 'consult', 'askOutside', 'sendBack']))
    const vague = await dung.act(id, 'outside-requests', { system: 'CSDL dân cư' })
    expect([vague.status, vague.body.code]).toEqual([422, 'which-task'])
    expect(vague.body.detail).toContain('Xác minh nơi ở; Xác minh thu nhập')
    const english = await dung.act(
      id,
      'outside-requests',
      { system: 'CSDL dân cư' },
      { headers: { 'accept-language': 'en' } },
    )
    expect(english.body.detail).toContain('Verify the home; Verify the income')
  })

  test('the one that is named rests, and the other goes on; papers and money may be waited for at once', async () => {
    const { id, code, home, income } = await parted()
    const ask = { items: ['Xác nhận nơi ở'], reason: 'Chưa rõ nơi ở.', taskId: home.id }
    expect((await dung.act(id, 'supplement-requests', ask)).status).toBe(201)
    const notice = { noticeNumber: '12/TB', replyBy: new Date(Date.now() + 5 * 86_400_000).toISOString() }
    expect((await dung.act(id, 'obligation-notices', { ...notice, taskId: home.id })).body.code).toBe(
      'not-that-task',
    )
    expect((await dung.act(id, 'obligation-notices', { ...notice, taskId: income.id })).status).toBe(201)
    const { waitsForYou, outcome } = await tracked(code)
    expect(waitsForYou.map(({ kind, taskId }: { kind: string; taskId: string }) => [kind, taskId])).toEqual([
      ['OBLIGATION', income.id],
      ['SUPPLEMENT', home.id],
    ])
    expect(outcome).toBeNull()
    const met = { evidence: 'RECEIPT', taskId: income.id }
    expect((await dung.act(id, 'obligation-settlements', met)).body.state).toBe('SUPPLEMENT')
  })

  test('what is of somebody else is refused, and sending back offers the steps before that one', async () => {
    const { id, home } = await parted()
    expect((await phuoc.act(id, 'step-completions', { taskId: home.id })).body.code).toBe('not-your-task')
    expect(home.earlierSteps.map((step: { id: string }) => step.id)).toEqual(['receive', 'check'])
    expect((await page(phuoc, id)).tasks[0].acts).toEqual([])
  })
})

test('a change of term is offered where the procedure names one, and nowhere else', async () => {
  const inHand = async (body: unknown) => {
    const { id } = (await huong.post('/api/dossiers', body)).body
    await huong.act(id, 'hand-overs')
    await dung.act(id, 'hand-over-confirmations')
    return page(dung, id)
  }
  const other = await inHand(reception())
  expect(other.allowedActions).not.toContain('changeTerm')
  const own = await inHand(asked({ place: 'ORDINARY' }))
  expect(own.allowedActions).toContain('changeTerm')
  expect(own.termChanges).toHaveLength(2)
})

describe('a reception that was written down wrongly', () => {
  test('is put right by the fields that change: the others, and the number that nobody sees, stay', async () => {
    const { id } = (await huong.post('/api/dossiers', reception())).body
    const before = (await page(huong, id)).persons[0]
    const owner = { fullName: 'Nguyễn Văn Tường', phone: null }
    const corrected = await huong.act(id, 'reception-corrections', { reason: 'Gõ sai tên.', owner })
    expect(corrected.status).toBe(201)
    expect((await page(huong, id)).persons[0]).toEqual({
      ...before,
      fullName: 'Nguyễn Văn Tường',
      phone: null,
    })
    expect(before.citizenNumberMasked).toMatch(/\d{3}$/)
  })

  test('is put right of whom it concerns, too; and who is new needs a name', async () => {
    const subject = { fullName: 'Nguyễn Minh Châu', birthDate: '2026-11-20' }
    const { id } = (await huong.post('/api/dossiers', reception({ subject }))).body
    const put = (body: object) =>
      huong.act(id, 'reception-corrections', { reason: 'Gõ sai ngày sinh.', ...body })
    expect((await put({ subject: { birthDate: '2026-11-02' } })).status).toBe(201)
    const { persons } = await page(huong, id)
    expect(persons.find(({ part }: { part: string }) => part === 'SUBJECT')).toMatchObject({
      fullName: 'Nguyễn Minh Châu',
      birthDate: '2026-11-02',
    })
    const nameless = await put({ submitter: { phone: '0912 345 678' } })
    expect([nameless.status, nameless.body.code, nameless.body.details.field]).toEqual([
      422,
      'name-missing',
      'submitter.fullName',
    ])
  })

  test('keeps what was said of the place while only something else is put right', async () => {
    const { id } = (await huong.post('/api/dossiers', asked({ place: 'DIFFICULT' }))).body
    const put = (body: object) => huong.act(id, 'reception-corrections', { reason: 'Ghi nhầm.', ...body })
    expect((await put({ applicant: 'PERSON' })).status).toBe(201)
    await huong.act(id, 'hand-overs')
    await dung.act(id, 'hand-over-confirmations')
    await dung.act(id, 'step-completions', {})
    expect((await page(dung, id)).tasks.map(({ node }: { node: string }) => node)).toEqual(['home'])
  })
})

describe('how it ended, for whoever has the receipt', () => {
  test('is not told before the result is issued, and is what it says then', async () => {
    const { id, code } = (await huong.post('/api/dossiers', reception())).body
    await huong.act(id, 'hand-overs')
    await dung.act(id, 'hand-over-confirmations')
    await dung.act(id, 'opinion-requests', {})
    for (const client of [son, oanh]) {
      const task = (await page(client, id)).tasks.find((one: { mine: boolean }) => one.mine)
      await client.act(id, 'opinions', { taskId: task.id, verdict: 'AGREED' })
    }
    await dung.act(id, 'drafts', draft({ outcome: 'REFUSED_ON_MERITS' }))
    await office.settle()
    expect((await tracked(code)).outcome).toBeNull()
    const paper = (await page(phuoc, id)).documents.findLast((one: { form: string }) => one.form === 'RESULT')
    await phuoc.get(`/api/dossiers/${id}/documents/${paper.id}`)
    await phuoc.act(id, 'approvals', { documentId: paper.id, fileSha256: paper.fileSha256 })
    expect((await tracked(code)).outcome).toBeNull()
    expect((await hanh.act(id, 'issuances', { number: '31/TB-UBND' })).status).toBe(201)
    expect((await tracked(code)).outcome).toBe('REFUSED_ON_MERITS')
    // Put right, it is open again.
    await dung.act(id, 'result-corrections', { reason: 'Sai số nhân khẩu.' })
    expect((await tracked(code)).outcome).toBeNull()
  })

  test('without a result says why', async () => {
    const ends = async (noun: string, body: object) => {
      const { id, code, lookUpSecret } = (await huong.post('/api/filings', reception({ papers: [] }))).body
      expect((await huong.act(id, noun, body)).status).toBe(201)
      return (await tracked(code, lookUpSecret)).outcome
    }
    expect(await ends('refusals', { reason: 'Không thuộc thẩm quyền.', papersHandedBack: true })).toBe(
      'NOT_ACCEPTED',
    )
    expect(await ends('withdrawal-requests', { reason: 'Nộp nhầm.' })).toBe('WITHDRAWN')
  })
})
