import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfWith } from '../../src/documents/uploads.testing.ts'
import type { Client } from '../support/client.ts'
import { draft, freshNumber, reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

/** What a citizen is told on the page of the look-up, and does there, with the receipt in hand. */

let office: TestOffice
let huong: Client
let dung: Client
let phuoc: Client
let hanh: Client
let son: Client
let oanh: Client
beforeAll(async () => {
  office = await furnishedOffice()
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

const OWNER = 'Nguyễn Văn Tưởng'
const NUMBER = '027065001234'

interface Receipt {
  id: string
  code: string
  secret: string
}
const received = async (over: Record<string, unknown> = {}): Promise<Receipt> => {
  const { body } = await huong.post('/api/dossiers', reception(over))
  return { id: body.id, code: body.code, secret: await office.secretOf(body.code) }
}
const inHand = async (over: Record<string, unknown> = {}): Promise<Receipt> => {
  const dossier = await received(over)
  await huong.act(dossier.id, 'hand-overs')
  expect((await dung.act(dossier.id, 'hand-over-confirmations')).status).toBe(201)
  return dossier
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const asksFor = async ({ id }: Receipt, over: Record<string, unknown> = {}) => {
  const asked = await dung.act(id, 'supplement-requests', {
    items: [`Giấy đề nghị có chữ ký của ông ${OWNER.toUpperCase()}, số ${NUMBER}`, 'Xác nhận thu nhập'],
    reason: 'Con trai ông đang nghỉ học vì bệnh, cần xác nhận.',
    replyBy: inDays(5),
    ...over,
  })
  expect(asked.status).toBe(201)
}
const tracked = async ({ code, secret }: Receipt) =>
  (await office.visitor().get(`/api/tracking/${code}?secret=${secret}`)).body
const form = (path: string, fields: Record<string, string>) =>
  office.visitor().send('POST', path, Buffer.from(new URLSearchParams(fields).toString()), {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      'accept-language': 'vi',
    },
  })
/** The page of the look-up, as the form opens it. */
const lookUp = ({ code, secret }: Receipt, number?: string) =>
  form('/tra-cuu', { ma: code, 'bi-mat': secret, ...(number ? { 'so-dinh-danh': number } : {}) })
const sendsFile = ({ code, secret }: Receipt, { paper = 'giay-de-nghi', name = 'giay.pdf' } = {}) => {
  const EDGE = 'edge-of-a-form'
  const field = (name: string, value: string) =>
    Buffer.from(`--${EDGE}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  const body = Buffer.concat([
    field('bi-mat', secret),
    field('khoa', randomUUID()),
    field('giay-to', paper),
    Buffer.from(
      `--${EDGE}\r\ncontent-disposition: form-data; name="tep"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n`,
    ),
    pdfWith(`/Lang (${randomUUID()})`),
    Buffer.from(`\r\n--${EDGE}--\r\n`),
  ])
  return office.visitor().send('POST', `/ho-so/${code}/tep`, body, {
    headers: { 'content-type': `multipart/form-data; boundary=${EDGE}`, accept: 'text/html' },
  })
}
const says = (receipt: Receipt, over: Record<string, string> = {}) =>
  form(`/ho-so/${receipt.code}/bo-sung`, {
    'bi-mat': receipt.secret,
    khoa: randomUUID(),
    buoc: 'gui',
    ...over,
  })

describe('papers that are asked for', () => {
  test('are named on the page with their day, without the names and numbers of people', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    const page = await tracked(receipt)
    expect(page.waitsForYou).toMatchObject([
      {
        papers: ['Giấy đề nghị có chữ ký của ông N*** V*** T***, số •••• 1234', 'Xác nhận thu nhập'],
        replyBy: expect.stringMatching(/\+07:00$/),
        reason: null,
      },
    ])
    expect(page.reasons).toBe('ASK_NUMBER')
    const { text } = await lookUp(receipt)
    expect(text).toContain('Xác nhận thu nhập')
    expect(text).toContain('name="so-dinh-danh"')
    expect(text).not.toMatch(/Con trai|Tưởng|TƯỞNG|027065001234/)
  })

  test('and why, for who gives the number of the owner besides; others are told how to', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    const told = await lookUp(receipt, '027 065 001 234')
    expect(told.status).toBe(200)
    expect(told.text).toContain('Con trai ông đang nghỉ học vì bệnh, cần xác nhận.')
    expect(told.text).toContain(OWNER.toUpperCase())
    const wrong = await lookUp(receipt, '027065009999')
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Số này không khớp')
    expect(wrong.text).not.toContain('Con trai')
    // The number is in no address, and is not said back.
    expect(wrong.text).not.toContain('027065009999')
  })

  test('a number is guessed at five times and no more, also by who gives the right one then', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    for (let guess = 0; guess < 5; guess += 1)
      expect((await lookUp(receipt, `02706500999${guess}`)).status).toBe(422)
    const right = await lookUp(receipt, NUMBER)
    expect(right.status).toBe(429)
    expect(right.text).not.toContain('Con trai')
    // Looking up as before is not in the way of it.
    expect((await lookUp(receipt)).status).toBe(200)
  })

  test('of an owner without a number the reason is told at the counter', async () => {
    const receipt = await inHand({ owner: { fullName: OWNER } })
    await asksFor(receipt)
    expect((await tracked(receipt)).reasons).toBe('AT_COUNTER')
    const { text } = await lookUp(receipt, NUMBER)
    expect(text).toContain('xin hỏi nơi đã nhận hồ sơ, mang theo giấy tờ tùy thân')
    expect(text).not.toMatch(/Con trai|so-dinh-danh/)
  })
})

describe('what ended without a result', () => {
  const filed = async (): Promise<Receipt> => {
    const { body } = await huong.post('/api/filings', reception({ papers: [] }))
    return { id: body.id, code: body.code, secret: body.lookUpSecret }
  }

  test('turned away: by what right and where to turn; why, to who gives the number', async () => {
    const receipt = await filed()
    await huong.act(receipt.id, 'refusals', {
      reason: 'Hộ không cư trú trên địa bàn phường.',
      legalBasis: 'Thông tư 07/2021, Điều 3',
      whereToTurn: `Phường nơi ông ${OWNER} cư trú.`,
      papersHandedBack: true,
    })
    expect((await tracked(receipt)).ending).toEqual({
      reason: null,
      legalBasis: 'Thông tư 07/2021, Điều 3',
      whereToTurn: 'Phường nơi ông N*** V*** T*** cư trú.',
      fees: null,
      papersHandedBack: true,
    })
    expect((await lookUp(receipt)).text).toContain('Lý do ghi trong phiếu từ chối tiếp nhận.')
    const { text } = await lookUp(receipt, NUMBER)
    expect(text).toContain('Hộ không cư trú trên địa bàn phường.')
    expect(text).toContain('Muốn nộp lại hoặc chưa rõ, xin hỏi tại:')
  })

  test('stopped: what becomes of papers; a stranger with the code alone is told nothing', async () => {
    const receipt = await inHand()
    await dung.act(receipt.id, 'stops', {
      reason: 'Hộ đã được công nhận theo hồ sơ khác.',
      legalBasis: 'Điều 5',
      fees: 'NONE',
      papersHandedBack: true,
    })
    const { text } = await lookUp(receipt)
    expect(text).toContain('Căn cứ: Điều 5')
    expect(text).toContain('Giấy tờ đã nộp được trả lại.')
    expect(text).not.toContain('theo hồ sơ khác')
    expect((await lookUp(receipt, NUMBER)).text).toContain('Hộ đã được công nhận theo hồ sơ khác.')
    const stranger = await lookUp({ ...receipt, secret: '0000 0000 0000' }, NUMBER)
    expect(stranger.status).toBe(404)
    expect(stranger.text).not.toMatch(/trả lại|hồ sơ khác/)
  })

  test('by the house itself, whose reason tells of nobody, it is told to all', async () => {
    const receipt = await filed()
    await huong.act(receipt.id, 'completion-requests', {
      items: ['Giấy đề nghị'],
      reason: 'Thiếu.',
      replyBy: inDays(5),
    })
    await office.replyDayPasses(receipt.id)
    await office.settle()
    const page = await tracked(receipt)
    expect([page.outcome, page.reasons, page.ending.reason]).toEqual([
      'NOT_COMPLETED',
      'NONE',
      'Đã quá ngày hẹn bổ sung mà hồ sơ chưa được bổ sung.',
    ])
    const late = await says(receipt, { 'loi-nhan': 'Tôi gửi muộn.' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Muốn làm tiếp, xin nộp hồ sơ mới.')
  })
})

test('a withdrawal that is refused says so with its time, and why to who gives the number', async () => {
  const receipt = await inHand()
  await huong.act(receipt.id, 'withdrawal-requests', { reason: 'Gia đình đã có việc làm.' })
  expect((await tracked(receipt)).withdrawalRefused).toBeNull()
  await dung.act(receipt.id, 'withdrawal-refusals', { reason: 'Đã có kết luận thẩm định.' })
  const page = await tracked(receipt)
  expect(page.withdrawalRefused).toEqual({ at: expect.stringMatching(/\+07:00$/), reason: null })
  expect((await lookUp(receipt)).text).toContain('Đề nghị rút hồ sơ không được đồng ý')
  expect((await lookUp(receipt, NUMBER)).text).toContain('Đã có kết luận thẩm định.')
})

test('of a linked procedure it says which part was refused, and at which agency', async () => {
  const receipt = await inHand({
    procedure: 'lien-thong-dien-tu-khai-sinh-thuong-tru-the-bhyt-can-cuoc-tre-duoi-6-tuoi',
    papers: [
      { paperId: 'to-khai', originals: 1, copies: 0 },
      { paperId: 'chung-sinh', originals: 1, copies: 0 },
    ],
    subject: { fullName: 'Nguyễn Minh Châu', birthDate: '2026-11-20' },
  })
  expect((await tracked(receipt)).parts).toEqual([])
  const conclude = async (client: Client, name: string, over: Record<string, unknown> = {}) => {
    const { tasks } = (await client.get(`/api/dossiers/${receipt.id}`)).body
    const task = tasks.find((one: { name: { vi: string } }) => one.name.vi === name)
    const body = { taskId: task?.id, outcome: 'GRANTED', externalCode: 'KS-01', ...over }
    expect((await client.act(receipt.id, 'part-results', body)).status).toBe(201)
  }
  await conclude(dung, 'Đăng ký khai sinh')
  const refused = { outcome: 'REFUSED_ON_MERITS', reason: 'Chủ hộ là bà nội chưa đồng ý cho nhập hộ.' }
  await conclude(son, 'Đăng ký thường trú', refused)
  const { parts } = await tracked(receipt)
  expect(parts).toMatchObject([
    { unit: 'Phòng Văn hóa – Xã hội phường Quế Võ', outcome: 'GRANTED', reason: null },
    {
      name: { vi: 'Đăng ký thường trú' },
      unit: 'Công an phường Quế Võ',
      outcome: 'REFUSED_ON_MERITS',
      reason: null,
    },
    { unit: 'Bảo hiểm xã hội cơ sở Quế Võ', outcome: null, concludedAt: null },
    { unit: 'Công an phường Quế Võ', outcome: null },
  ])
  const { text } = await lookUp(receipt)
  expect(text).toContain('Không được giải quyết: Đăng ký thường trú, tại Công an phường Quế Võ.')
  expect(text).not.toContain('bà nội')
  expect((await lookUp(receipt, NUMBER)).text).toContain('Chủ hộ là bà nội chưa đồng ý cho nhập hộ.')
  await conclude(oanh, 'Cấp thẻ bảo hiểm y tế')
  await conclude(son, 'Cấp thẻ căn cước')
  await huong.act(receipt.id, 'result-gatherings')
  expect((await lookUp(receipt)).text).toContain('Đăng ký thường trú, tại Công an phường Quế Võ.')
})

test('a result that was put right names its own time, and says that it was put right', async () => {
  const receipt = await inHand()
  const { id } = receipt
  await dung.act(id, 'opinion-requests', { question: 'Xin ý kiến.' })
  for (const client of [son, oanh]) {
    const { tasks } = (await client.get(`/api/dossiers/${id}`)).body
    const mine = tasks.find((task: { mine: boolean }) => task.mine)
    await client.act(id, 'opinions', { taskId: mine.id, verdict: 'AGREED' })
  }
  const decide = async () => {
    await dung.act(id, 'drafts', draft())
    await office.settle()
    const { documents } = (await phuoc.get(`/api/dossiers/${id}`)).body
    const paper = documents.find((one: { standing: string }) => one.standing === 'CURRENT_DRAFT')
    await phuoc.act(id, 'approvals', { documentId: paper.id, fileSha256: paper.fileSha256 })
    expect((await hanh.act(id, 'issuances', { number: freshNumber() })).status).toBe(201)
  }
  await decide()
  expect((await tracked(receipt)).correctedAt).toBeNull()
  expect((await lookUp(receipt)).text).toContain('Có kết quả lúc')
  await dung.act(id, 'result-corrections', { reason: 'Sai số nhân khẩu.' })
  await decide()
  const page = await tracked(receipt)
  expect(page.correctedAt).toBe(page.timeline.at(-1).at)
  expect(page.correctedAt > page.issuedAt).toBe(true)
  const { text } = await lookUp(receipt)
  expect(text).toContain('Có bản đính chính lúc')
  expect(text).toContain('Kết quả lần đầu có lúc')
})

describe('what was asked for is sent and told by forms', () => {
  test('read over first, then told once: the papers are noted, the work goes on, and it cannot be told again', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    expect((await sendsFile(receipt)).text).toContain('Xem lại và báo đã bổ sung')
    await sendsFile(receipt, { paper: '', name: 'khac.pdf' })
    const over = await form(`/ho-so/${receipt.code}/bo-sung`, { 'bi-mat': receipt.secret })
    expect(over.status).toBe(200)
    expect(over.text).toContain('giay.pdf')
    expect(over.text).toContain('Báo đã bổ sung xong')
    expect((await tracked(receipt)).state).toBe('SUPPLEMENT')

    const khoa = randomUUID()
    const told = await says(receipt, { khoa })
    expect([told.status, told.text.includes('Đã báo bổ sung xong')]).toEqual([200, true])
    // Pressed twice, told once.
    expect((await says(receipt, { khoa })).text).toContain('Đã báo bổ sung xong')
    const page = (await dung.get(`/api/dossiers/${receipt.id}`)).body
    expect(page.state).toBe('PROCESSING')
    expect(page.papers).toMatchObject([{ paperId: 'giay-de-nghi', originals: 1, copies: 1 }])
    expect(page.timeline.at(-1)).toMatchObject({
      type: 'SupplementReceived',
      actor: { kind: 'CITIZEN' },
      text: 'Đã gửi 2 tệp qua trang tra cứu.',
    })
    // Neither vanishes from the citizen's own page.
    expect((await tracked(receipt)).brought).toEqual({
      at: page.timeline.at(-1).at,
      note: null,
      files: ['giay.pdf', 'khac.pdf'],
    })
    const again = await says(receipt, { 'loi-nhan': 'Còn nữa.' })
    expect(again.status).toBe(409)
    expect(again.text).toContain('Đã ghi nhận bổ sung lúc')
    expect((await sendsFile(receipt)).text).toContain('Đã ghi nhận bổ sung lúc')
  })

  test('an empty hand tells nothing; a word to the officer alone is enough', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    const empty = await says(receipt)
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('Chưa có gì để báo')
    expect((await tracked(receipt)).state).toBe('SUPPLEMENT')
    const long = await says(receipt, { 'loi-nhan': 'ô'.repeat(1_001) })
    expect(long.status).toBe(422)
    expect((await tracked(receipt)).brought).toBeNull()
    const worded = await says(receipt, { 'loi-nhan': 'Bản chính tôi đã nộp ở quầy sáng nay.' })
    expect(worded.text).toContain('Đã báo bổ sung xong')
    expect((await dung.get(`/api/dossiers/${receipt.id}`)).body.timeline.at(-1).text).toBe(
      'Bản chính tôi đã nộp ở quầy sáng nay.',
    )
    expect((await tracked(receipt)).brought).toMatchObject({
      note: 'Bản chính tôi đã nộp ở quầy sáng nay.',
      files: [],
    })
    expect((await lookUp(receipt)).text).toContain('Bản chính tôi đã nộp ở quầy sáng nay.')
  })

  test('what an officer notes is not said to be told by the citizen; their own words name nobody in full', async () => {
    const [noted, told] = [await inHand(), await inHand()]
    await asksFor(noted)
    await asksFor(told)
    await huong.act(noted.id, 'supplements', { papers: [], note: 'Đã nộp ở quầy.' })
    const page = await tracked(noted)
    expect([page.state, page.brought]).toEqual(['PROCESSING', null])
    await says(told, { 'loi-nhan': 'Tôi là Nguyen-Van-Tuong, gọi (0912)345-678.' })
    expect((await tracked(told)).brought.note).toBe('Tôi là N*** V*** T***, gọi •••• 5678.')
  })

  test('after its day the page says so, and where papers are still taken', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    await office.replyDayPasses(receipt.id)
    await office.settle()
    const late = await sendsFile(receipt)
    expect(late.status).toBe(409)
    expect(late.text).toContain('Đã quá ngày bổ sung, nên trang này không nhận thêm tệp.')
    expect((await form(`/ho-so/${receipt.code}/bo-sung`, { 'bi-mat': receipt.secret })).status).toBe(409)
    // As from a page that was left open: nothing is noted.
    const { version } = (await dung.get(`/api/dossiers/${receipt.id}`)).body
    expect((await says(receipt, { 'loi-nhan': 'Tôi gửi muộn.' })).status).toBe(409)
    expect((await says(receipt)).status).toBe(409)
    expect((await dung.get(`/api/dossiers/${receipt.id}`)).body.version).toBe(version)
  })

  test('without the secret nothing is told', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    const stranger = await says({ ...receipt, secret: '0000 0000 0000' }, { 'loi-nhan': 'Xong.' })
    expect(stranger.status).toBe(404)
    expect((await tracked(receipt)).state).toBe('SUPPLEMENT')
  })
})

describe('files that a citizen sends', () => {
  const inInbox = async (client: Client, { id }: Receipt) =>
    (await client.get('/api/tasks')).body.items
      .filter((item: { dossierId: string }) => item.dossierId === id)
      .map((item: { newFiles: number }) => item.newFiles)
  const filesOf = async (client: Client, { id }: Receipt) =>
    (await client.get(`/api/dossiers/${id}`)).body.files.items

  test('stand in the inbox of who asked until somebody opens them, and are marked on the dossier', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    expect(await inInbox(dung, receipt)).toEqual([0])
    await sendsFile(receipt)
    await sendsFile(receipt, { name: 'hai.pdf' })
    expect(await inInbox(dung, receipt)).toEqual([2])
    const [one, two] = await filesOf(dung, receipt)
    expect([one.isNew, two.isNew]).toEqual([true, true])
    // Looking at the dossier is not looking at the file.
    expect((await dung.get(`/api/dossiers/${receipt.id}/files/${one.id}`)).status).toBe(200)
    expect(await inInbox(dung, receipt)).toEqual([1])
    expect((await filesOf(dung, receipt)).map(({ isNew }: { isNew: boolean }) => isNew)).toEqual([
      false,
      true,
    ])
    // Told as brought, it is there still, for nobody has seen it.
    await says(receipt)
    expect(await inInbox(dung, receipt)).toEqual([1])
    const path = `/api/dossiers/${receipt.id}/files/${two.id}/removals`
    expect((await dung.post(path, { reason: 'Quét nhầm.' }, { key: null })).status).toBe(204)
    expect(await inInbox(dung, receipt)).toEqual([0])
  })

  test('are taken back while nobody has opened them, and not afterwards', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    await sendsFile(receipt, { name: 'nham.pdf' })
    await sendsFile(receipt, { name: 'dung.pdf' })
    await huong.post(`/api/dossiers/${receipt.id}/files`, pdfWith('/Lang (of an officer)'))
    const [wrong, right, theirs] = await filesOf(dung, receipt)
    const back = (file: { id: string }, secret = receipt.secret) =>
      form(`/ho-so/${receipt.code}/tep/bo`, { 'bi-mat': secret, tep: file.id })
    expect((await back(wrong, '0000 0000 0000')).status).toBe(404)
    const done = await back(wrong)
    expect([done.status, done.text.includes('Đã bỏ tệp')]).toEqual([200, true])
    expect(done.text).not.toContain('nham.pdf')
    expect((await back(wrong)).status).toBe(200)
    expect((await filesOf(dung, receipt))[0]).toMatchObject({ takenOut: { by: null }, isNew: false })
    await dung.get(`/api/dossiers/${receipt.id}/files/${right.id}`)
    const late = await back(right)
    expect([late.status, late.text.includes('Cán bộ đã xem tệp này')]).toEqual([409, true])
    expect((await back(theirs)).status).toBe(404)
    expect((await back({ id: 'x' })).status).toBe(404)
    await says(receipt)
    expect((await back(right)).status).toBe(409)
    expect(
      (await filesOf(dung, receipt)).map((one: { takenOut: object | null }) => one.takenOut !== null),
    ).toEqual([true, false, false])
  })

  test('what the office took out is its record, and the citizen is not told that it was erased', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    await sendsFile(receipt)
    const [file] = await filesOf(dung, receipt)
    const path = `/api/dossiers/${receipt.id}/files/${file.id}/removals`
    await dung.post(path, { reason: 'Quét nhầm.' }, { key: null })
    const late = await form(`/ho-so/${receipt.code}/tep/bo`, { 'bi-mat': receipt.secret, tep: file.id })
    expect([late.status, late.text.includes('Nơi giải quyết đã lấy tệp này ra')]).toEqual([409, true])
    expect(late.text).not.toContain('đã xóa')
  })

  test('are read or taken back, and never both at once', async () => {
    const receipt = await inHand()
    await asksFor(receipt)
    for (let round = 0; round < 12; round += 1) {
      await sendsFile(receipt, { name: `lan-${round}.pdf` })
      const file = (await filesOf(dung, receipt)).at(-1)
      const [read, back] = await Promise.all([
        dung.get(`/api/dossiers/${receipt.id}/files/${file.id}`),
        form(`/ho-so/${receipt.code}/tep/bo`, { 'bi-mat': receipt.secret, tep: file.id }),
      ])
      expect([
        [200, 409],
        [409, 200],
      ]).toContainEqual([read.status, back.status])
    }
  })

  test('and of the counter, before a dossier is accepted; what an officer hands in is new to nobody', async () => {
    const { body } = await huong.post('/api/filings', reception({ papers: [] }))
    const receipt = { id: body.id, code: body.code, secret: body.lookUpSecret }
    await huong.act(receipt.id, 'completion-requests', { items: ['Giấy đề nghị'], reason: 'Thiếu.' })
    await sendsFile(receipt)
    expect(await inInbox(huong, receipt)).toEqual([1])
    await huong.post(`/api/dossiers/${receipt.id}/files`, pdfWith('/Lang (officer)'))
    expect(await inInbox(huong, receipt)).toEqual([1])
  })
})

test('a citizen who is refused is told of what a citizen may do, and of no act of the office', async () => {
  const receipt = await inHand()
  const brought = await office.visitor().post(`/api/tracking/${receipt.code}/supplements`, {
    secret: receipt.secret,
    papers: reception().papers,
  })
  expect([brought.status, brought.body.code, brought.body.details.instead]).toEqual([
    409,
    'illegal-move',
    ['requestWithdrawal'],
  ])
  expect(brought.body.detail).toMatch(/^Yêu cầu “Nộp giấy tờ bổ sung”.*Hiện có thể: Đề nghị rút hồ sơ\.$/)
  const withdraw = () =>
    office.visitor().post(`/api/tracking/${receipt.code}/withdrawal-requests`, {
      secret: receipt.secret,
      reason: 'Thôi.',
    })
  expect((await withdraw()).status).toBe(201)
  const twice = await withdraw()
  expect(twice.body.details.instead).toEqual([])
  expect(twice.body.detail).toMatch(/Cần hỏi thêm, xin liên hệ nơi đã nhận hồ sơ\.$/)
})
