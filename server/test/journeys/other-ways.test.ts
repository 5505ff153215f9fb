import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/demo-province.ts'
import { flowingTextOf } from '../../src/documents/read-back.testing.ts'
import type { Client } from '../support/client.ts'
import { draft, freshNumber, reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

/** What happens to a dossier besides the straight way: each told from the counter to its end. */

let office: TestOffice
let huong: Client
let dung: Client
let anh: Client
let phuoc: Client
let hanh: Client
let son: Client
let oanh: Client
beforeAll(async () => {
  office = await furnishedOffice()
  ;({ huong, dung, anh, phuoc, hanh, son, oanh } = await office.staff(
    'huong',
    'dung',
    'anh',
    'phuoc',
    'hanh',
    'son',
    'oanh',
  ))
  await huong.openCounter()
}, 60_000)
afterAll(() => office?.close())

const received = async (over: Record<string, unknown> = {}): Promise<{ id: string; code: string }> => {
  const answer = await huong.post('/api/dossiers', reception(over))
  expect(answer.status).toBe(201)
  return answer.body
}
const page = async (client: Client, id: string) => (await client.get(`/api/dossiers/${id}`)).body
const inHand = async () => {
  const dossier = await received()
  expect((await huong.act(dossier.id, 'hand-overs')).status).toBe(201)
  expect((await dung.act(dossier.id, 'hand-over-confirmations')).status).toBe(201)
  return dossier
}
const answer = async (client: Client, id: string, over: Record<string, unknown> = {}) => {
  const mine = (await page(client, id)).tasks.find((task: { mine: boolean }) => task.mine)
  return client.act(id, 'opinions', { taskId: mine?.id, verdict: 'AGREED', ...over })
}
/** With the specialist, both agencies heard. */
const drafting = async () => {
  const dossier = await inHand()
  await dung.act(dossier.id, 'opinion-requests', { question: 'Xin ý kiến.' })
  await answer(son, dossier.id)
  expect((await answer(oanh, dossier.id)).body.state).toBe('PROCESSING')
  return dossier
}
const pdf = async (client: Client, id: string, form: string) => {
  const found = (await page(client, id)).documents.findLast((one: { form: string }) => one.form === form)
  const file = await client.get(`/api/dossiers/${id}/documents/${found?.id}`)
  return [file.status, file.headers['content-type'], file.bytes.subarray(0, 5).toString()]
}
const A_PDF = [200, 'application/pdf', '%PDF-']
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

describe('papers that are missing', () => {
  test('are asked for in one go before it is received, brought, and then it is received with its promise', async () => {
    const filed = await huong.post('/api/filings', { ...reception({ papers: [] }) })
    expect([filed.status, filed.body.state, filed.body.dueAt]).toEqual([201, 'SUBMITTED', null])
    const { id, code, lookUpSecret } = filed.body
    expect(code).toMatch(/^H05\.47-\d{6}-\d{4}$/)
    const tracked = (await office.visitor().get(`/api/tracking/${code}?secret=${lookUpSecret}`)).body
    expect([tracked.state, tracked.acceptedAt]).toEqual(['SUBMITTED', null])

    const short = await huong.act(id, 'acceptances', { papers: [], sets: 1 })
    expect([short.status, short.body.code]).toEqual([409, 'papers-missing'])
    const asked = await huong.act(id, 'completion-requests', {
      items: ['Giấy đề nghị theo Phụ lục 1a, có chữ ký của chủ hộ'],
      reason: 'Hồ sơ chưa có giấy đề nghị.',
      replyBy: inDays(3),
    })
    expect([asked.status, asked.body.state]).toEqual([201, 'NEEDS_COMPLETION'])
    expect(await pdf(huong, id, 'M02')).toEqual(A_PDF)
    const { waitsForYou } = (await office.visitor().get(`/api/tracking/${code}?secret=${lookUpSecret}`)).body
    expect(waitsForYou.map(({ kind }: { kind: string }) => kind)).toEqual(['SUPPLEMENT'])

    const papers = reception().papers
    const brought = await office
      .visitor()
      .post(`/api/tracking/${code}/supplements`, { secret: lookUpSecret, papers })
    expect([brought.status, brought.body.state]).toEqual([201, 'SUBMITTED'])
    const accepted = await huong.act(id, 'acceptances', { papers, sets: 1 })
    expect([accepted.status, accepted.body.state]).toEqual([201, 'ACCEPTED'])
    expect(accepted.body.dueAt).toMatch(/T17:00:00\+07:00$/)
    expect(await pdf(huong, id, 'M01')).toEqual(A_PDF)
    // The same secret opens it as before.
    expect(await office.secretOf(code)).toBe(lookUpSecret)
  })

  test('are asked for while it is handled, the term stands still, and the time is given back', async () => {
    const { id } = await drafting()
    const asked = await dung.act(id, 'supplement-requests', {
      items: ['Xác nhận thu nhập của các thành viên'],
      reason: 'Cần để xác định mức thu nhập.',
      replyBy: inDays(5),
    })
    expect([asked.status, asked.body.state]).toEqual([201, 'SUPPLEMENT'])
    const waiting = await page(dung, id)
    expect([waiting.clock, waiting.waits[0].pauses]).toEqual(['PAUSED', true])
    const early = await dung.act(id, 'drafts', draft())
    expect([early.status, early.body.code]).toEqual([409, 'illegal-move'])
    expect(early.body.detail).toContain('Ghi nhận người dân đã bổ sung')
    const papers = [{ paperId: 'giay-de-nghi', originals: 1, copies: 0 }]
    const elsewhere = await dung.act(id, 'supplements', { papers })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'not-your-task'])
    expect((await huong.act(id, 'supplements', { papers })).body.state).toBe('PROCESSING')
    const after = await page(dung, id)
    // In the evening the clock has not even started.
    expect([after.clock === 'PAUSED', after.waits, after.papers[0].originals]).toEqual([false, [], 2])
    const again = await dung.act(id, 'supplement-requests', { items: ['Nữa'], reason: 'Nữa.' })
    expect([again.status, again.body.code]).toEqual([409, 'supplements-used-up'])
  })

  test('that never come: before it is received it lapses with its paper, by the house itself', async () => {
    const filed = await huong.post('/api/filings', reception({ papers: [] }))
    const { id } = filed.body
    await huong.act(id, 'completion-requests', {
      items: ['Giấy đề nghị'],
      reason: 'Thiếu.',
      replyBy: inDays(5),
    })
    await office.replyDayPasses(id)
    await office.settle()
    const lapsed = await page(huong, id)
    expect([lapsed.state, lapsed.timeline.at(-1).actor.kind]).toEqual(['NOT_ACCEPTED', 'SYSTEM'])
    expect(await pdf(huong, id, 'M03')).toEqual(A_PDF)
    const slip = lapsed.documents.find((one: { form: string }) => one.form === 'M03')
    const text = await flowingTextOf((await huong.get(`/api/dossiers/${id}/documents/${slip.id}`)).bytes)
    expect(text).toContain('Thông báo tự động của hệ thống, không có chữ ký.')
    expect(text).not.toContain('NGƯỜI TIẾP NHẬN HỒ SƠ')
  })
})

test('papers whose day passes while a withdrawal is being decided lapse once it is refused', async () => {
  const { id } = await drafting()
  await dung.act(id, 'supplement-requests', {
    items: ['Xác nhận thu nhập'],
    reason: 'Cần để xác định mức thu nhập.',
    replyBy: inDays(5),
  })
  await huong.act(id, 'withdrawal-requests', { reason: 'Gia đình đã có việc làm.' })
  await office.replyDayPasses(id)
  await office.settle()
  expect((await page(dung, id)).state).toBe('WITHDRAWAL_REQUESTED')
  await dung.act(id, 'withdrawal-refusals', { reason: 'Đã có kết luận thẩm định.' })
  await office.settle()
  const lapsed = await page(dung, id)
  expect([lapsed.state, lapsed.waits, lapsed.timeline.at(-1).type]).toEqual([
    'PROCESSING',
    [],
    'SupplementLapsed',
  ])
})

describe('what somebody has taken who cannot do it now', () => {
  const taken = async (by: Client) => {
    const { id } = await inHand()
    const [task] = (await page(dung, id)).tasks
    const { officer } = (await by.get('/api/session')).body
    expect((await by.act(id, 'assignments', { taskId: task.id, officerId: officer.id })).status).toBe(201)
    return id
  }
  const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const doneBy = async (client: Client, id: string) => {
    expect((await page(client, id)).allowedActions).toContain('askOpinions')
    expect((await client.act(id, 'opinion-requests', { question: 'Xin ý kiến.' })).status).toBe(201)
  }

  test('is done by the cover of who is away, and stands in her inbox', async () => {
    const id = await taken(dung)
    const away = await dung.post('/api/absences', {
      firstDay: today(),
      lastDay: today(),
      coverId: demoId('officer.hanh'),
    })
    expect(away.status).toBe(201)
    const inbox = (await hanh.get('/api/tasks')).body.items
    expect(inbox.map(({ dossierId }: { dossierId: string }) => dossierId)).toContain(id)
    await doneBy(hanh, id)
    expect((await page(dung, id)).timeline.at(-1).onBehalfOf).toBe('Phạm Quốc Dũng')
    await dung.delete(`/api/absences/${away.body.id}`)
  })

  test('is anybody’s of the post again when she is away without a cover, or a lent post has ended', async () => {
    const first = await taken(dung)
    const away = await dung.post('/api/absences', { firstDay: today(), lastDay: today() })
    await doneBy(anh, first)
    await dung.delete(`/api/absences/${away.body.id}`)
    const lent = await dung.post('/api/delegations', {
      toOfficerId: demoId('officer.hanh'),
      roles: ['SPECIALIST'],
      validTo: new Date(Date.now() + 3_600_000).toISOString(),
      basis: 'Giấy ủy quyền số 8/GUQ',
    })
    const second = await taken(hanh)
    expect((await anh.act(second, 'opinion-requests', {})).body.code).toBe('taken-by-another')
    await dung.delete(`/api/delegations/${lent.body.id}`)
    await doneBy(dung, second)
  })
})

test('what a colleague has taken to accept is refused in her name, and taken back it is accepted', async () => {
  const { id } = (await huong.post('/api/filings', reception())).body
  const binh = await office.signIn('binh')
  await binh.openCounter('quevo.tt.counter.2')
  const [task] = (await page(binh, id)).tasks
  const { officer } = (await binh.get('/api/session')).body
  expect((await binh.act(id, 'assignments', { taskId: task.id, officerId: officer.id })).status).toBe(201)
  const papers = { papers: reception().papers, sets: 1 }
  const refused = await huong.act(id, 'acceptances', papers)
  expect([refused.status, refused.body.code]).toEqual([403, 'taken-by-another'])
  expect(refused.body.detail).toMatch(new RegExp(`^${officer.fullName} đã nhận việc này lúc \\d{2}:\\d{2}`))
  await binh.act(id, 'assignments', { taskId: task.id, officerId: null })
  expect((await huong.act(id, 'acceptances', papers)).body.state).toBe('ACCEPTED')
})

test('a dossier is turned away with a reasoned slip, and nothing more can be done to it', async () => {
  const filed = await huong.post('/api/filings', reception())
  const { id } = filed.body
  const refused = await huong.act(id, 'refusals', {
    reason: 'Hộ không cư trú trên địa bàn phường.',
    whereToTurn: 'Nộp tại phường nơi hộ cư trú.',
    papersHandedBack: true,
  })
  expect([refused.status, refused.body.state]).toEqual([201, 'NOT_ACCEPTED'])
  expect(await pdf(huong, id, 'M03')).toEqual(A_PDF)
  const ended = await page(huong, id)
  expect([ended.allowedActions, ended.tasks, ended.holder]).toEqual([[], [], null])
  const late = await huong.act(id, 'acceptances', { papers: reception().papers, sets: 1 })
  expect([late.status, late.body.code]).toEqual([409, 'illegal-move'])
  expect(late.body.detail).toBe(
    'Yêu cầu “Tiếp nhận hồ sơ” không thực hiện được vì hồ sơ đang ở trạng thái “Không được tiếp nhận”. Hồ sơ đã kết thúc, không còn việc nào để làm.',
  )
})

describe('a withdrawal', () => {
  test('asked for with the receipt is refused with a reason, and the work goes on; then it is granted', async () => {
    const { id, code } = await drafting()
    const secret = await office.secretOf(code)
    const ask = (key: string) =>
      office
        .visitor()
        .post(
          `/api/tracking/${code}/withdrawal-requests`,
          { secret, reason: 'Gia đình đã có việc làm.' },
          { key },
        )
    const asked = await ask('withdraw-1-abc')
    expect([asked.status, asked.body.state]).toEqual([201, 'WITHDRAWAL_REQUESTED'])
    // Sent twice, asked once.
    expect((await ask('withdraw-1-abc')).body).toEqual(asked.body)
    const wrong = await office.visitor().post(`/api/tracking/${code}/withdrawal-requests`, {
      secret: '0000 0000 0000',
      reason: 'Không phải tôi.',
    })
    expect(wrong.status).toBe(404)
    expect((await dung.act(id, 'drafts', draft())).body.code).toBe('illegal-move')
    expect(
      (await dung.act(id, 'withdrawal-refusals', { reason: 'Đã có kết luận thẩm định.' })).body.state,
    ).toBe('PROCESSING')
    const atOnce = await ask('withdraw-2-abc')
    expect([atOnce.status, atOnce.body.code]).toEqual([409, 'withdrawal-just-refused'])
    await office.asLoader(
      `update dossier set position = jsonb_set(position, '{withdrawalRefusedAt}', to_jsonb('2026-01-05T10:00:00.000Z'::text)) where id = $1`,
      [id],
    )
    expect((await ask('withdraw-2-abc')).body.state).toBe('WITHDRAWAL_REQUESTED')
    const ended = await dung.act(id, 'withdrawals', {
      reason: 'Theo đề nghị của hộ.',
      fees: 'NONE',
      papersHandedBack: true,
    })
    expect([ended.status, ended.body.state]).toEqual([201, 'STOPPED'])
    expect(await pdf(dung, id, 'M05')).toEqual(A_PDF)
    const clock = (await page(dung, id)).clock
    expect(clock).toBe('STOPPED')
  })

  test('before anybody accepted it ends it at once, and its slip is printed by itself', async () => {
    const {
      id,
      code,
      lookUpSecret: secret,
    } = (await huong.post('/api/filings', reception({ papers: [] }))).body
    const ended = await office
      .visitor()
      .post(`/api/tracking/${code}/withdrawal-requests`, { secret, reason: 'Gia đình đã có việc làm.' })
    expect([ended.status, ended.body.state]).toEqual([201, 'STOPPED'])
    await office.settle()
    const slip = (await page(huong, id)).documents.find((one: { form: string }) => one.form === 'M05')
    expect(slip.fileSha256).toMatch(/^[0-9a-f]{64}$/)
    const { bytes } = await huong.get(`/api/dossiers/${id}/documents/${slip.id}`)
    const text = await flowingTextOf(bytes)
    expect(text).toContain('Thông báo tự động của hệ thống, không có chữ ký.')
    // It was filed and never accepted; and the centre is named where it speaks, not where somebody would sign.
    expect(text).toContain('hồ sơ chưa được tiếp nhận giải quyết')
    expect(text).not.toContain('TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG QUẾ VÕ Thông báo tự động')
  })

  test('is not possible once a decision was approved', async () => {
    const { id, code } = await drafting()
    await dung.act(id, 'drafts', draft())
    await office.settle()
    const toApprove = (await page(phuoc, id)).documents.find(
      (one: { standing: string }) => one.standing === 'CURRENT_DRAFT',
    )
    await phuoc.get(`/api/dossiers/${id}/documents/${toApprove.id}`)
    await phuoc.act(id, 'approvals', { documentId: toApprove.id, fileSha256: toApprove.fileSha256 })
    const secret = await office.secretOf(code)
    const refused = await office
      .visitor()
      .post(`/api/tracking/${code}/withdrawal-requests`, { secret, reason: 'Thôi.' })
    expect([refused.status, refused.body.code]).toEqual([409, 'illegal-move'])
  })
})

test('a wrong reception is put right with a reason, and the receipt is printed anew with the same secret', async () => {
  const { id, code } = await received()
  const before = await page(huong, id)
  const secret = await office.secretOf(code)
  const right = { ...reception().owner, fullName: 'Nguyễn Văn Tường' }
  const corrected = await huong.act(id, 'reception-corrections', {
    reason: 'Gõ sai tên chủ hộ.',
    owner: right,
    sets: 2,
  })
  expect([corrected.status, corrected.body.state]).toEqual([201, 'ACCEPTED'])
  const after = await page(huong, id)
  expect(after.persons[0].fullName).toBe('Nguyễn Văn Tường')
  expect(after.originalDueAt).toBe(before.originalDueAt)
  expect(after.documents.map((one: { form: string }) => one.form)).toEqual(['M01', 'M01'])
  expect(await pdf(huong, id, 'M01')).toEqual(A_PDF)
  const tracked = await office.visitor().get(`/api/tracking/${code}?secret=${secret}`)
  expect(tracked.status).toBe(200)
})

test('a hand-over is refused with a reason, never left the sender, and is handed over again', async () => {
  const { id } = await received()
  await huong.act(id, 'hand-overs')
  const refused = await dung.act(id, 'hand-over-refusals', { reason: 'Thiếu bản gốc giấy đề nghị.' })
  expect([refused.status, refused.body.state]).toEqual([201, 'ACCEPTED'])
  const back = await page(huong, id)
  expect(back.holder.unit).toBe('Trung tâm Phục vụ hành chính công phường Quế Võ')
  expect(back.timeline.at(-1)).toMatchObject({ type: 'HandOverRefused', text: 'Thiếu bản gốc giấy đề nghị.' })
  await huong.act(id, 'hand-overs')
  expect((await huong.act(id, 'hand-over-recalls')).body.state).toBe('ACCEPTED')
  await huong.act(id, 'hand-overs')
  expect((await dung.act(id, 'hand-over-confirmations')).body.state).toBe('PROCESSING')
})

test('a consultation that is never answered: silence is not consent; where the lead decides it goes on, and that is noted', async () => {
  const asked = await inHand()
  await dung.act(asked.id, 'opinion-requests', {})
  await answer(son, asked.id)
  const soon = await dung.act(asked.id, 'consultation-closures', { reason: 'Không thấy trả lời.' })
  expect([soon.status, soon.body.code]).toEqual([409, 'opinions-not-overdue'])

  const { id } = await drafting()
  const { units } = await page(dung, id)
  const police = units.find((unit: { name: string }) => unit.name === 'Công an phường Quế Võ')
  const consulted = await dung.act(id, 'consultations', {
    units: [police.id],
    question: 'Xin ý kiến thêm về cư trú.',
    join: 'LEAD',
  })
  expect([consulted.status, consulted.body.state]).toEqual([201, 'CONSULTING'])
  const forSon = (await page(son, id)).tasks.filter((task: { mine: boolean }) => task.mine)
  expect(forSon).toMatchObject([{ kind: 'CONSULT', askedFrom: true }])
  const closed = await dung.act(id, 'consultation-closures', {
    reason: 'Đã quá lâu, đủ căn cứ để quyết định.',
  })
  expect([closed.status, closed.body.state]).toEqual([201, 'PROCESSING'])
  const late = await son.act(id, 'opinions', { taskId: forSon[0].id, verdict: 'AGREED' })
  expect([late.status, late.body.code]).toEqual([409, 'illegal-move'])
})

test('the head gives a task to whoever holds its post, and to nobody else', async () => {
  const mai = await office.signIn('mai')
  const idOf = async (client: Client) => (await client.get('/api/session')).body.officer.id
  const { id } = await received()
  const [task] = (await page(huong, id)).tasks
  for (const stranger of [randomUUID(), await idOf(dung)]) {
    const refused = await mai.act(id, 'assignments', { taskId: task.id, officerId: stranger })
    expect([refused.status, refused.body.code]).toEqual([422, 'officer-not-of-post'])
  }
  const given = await mai.act(id, 'assignments', { taskId: task.id, officerId: await idOf(huong) })
  expect(given.status).toBe(201)
  expect((await huong.act(id, 'hand-overs')).status).toBe(201)
})

test('two officers, one dossier: who took it has it, and the second is told who and since when', async () => {
  const { id } = await inHand()
  const [task] = (await page(dung, id)).tasks
  const { officer } = (await dung.get('/api/session')).body
  const taken = await dung.act(id, 'assignments', { taskId: task.id, officerId: officer.id })
  expect(taken.status).toBe(201)
  expect(
    (await anh.get('/api/tasks')).body.items.map((item: { dossierId: string }) => item.dossierId),
  ).not.toContain(id)
  const second = await anh.act(id, 'opinion-requests', {})
  expect([second.status, second.body.code]).toEqual([403, 'taken-by-another'])
  expect(second.body.detail).toMatch(/^Phạm Quốc Dũng đã nhận việc này lúc \d{2}:\d{2}/)
  await dung.act(id, 'assignments', { taskId: task.id, officerId: null })

  // At the same moment: one is done, the other is told who acted first.
  const { version } = await page(anh, id)
  const both = await Promise.all(
    [dung, anh].map((client) => client.post(`/api/dossiers/${id}/opinion-requests`, {}, { version })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([201, 412])
  const beaten = both.find(({ status }) => status === 412)
  expect(beaten?.body.details.who).toMatch(/Dũng|Ánh/)
})

test('a linked procedure: one agency refuses its part, the others stand, and the family gets all of it at one counter', async () => {
  const child = { fullName: 'Nguyễn Minh Châu', birthDate: '2026-11-20' }
  const { id, code } = await received({
    procedure: 'lien-thong-dien-tu-khai-sinh-thuong-tru-the-bhyt-can-cuoc-tre-duoi-6-tuoi',
    papers: [
      { paperId: 'to-khai', originals: 1, copies: 0 },
      { paperId: 'chung-sinh', originals: 1, copies: 0 },
    ],
    subject: child,
  })
  await huong.act(id, 'hand-overs')
  await dung.act(id, 'hand-over-confirmations')
  const conclude = async (client: Client, name: string, over: Record<string, unknown> = {}) => {
    const task = (await page(client, id)).tasks.find((one: { name: { vi: string } }) => one.name.vi === name)
    return client.act(id, 'part-results', {
      taskId: task?.id,
      outcome: 'GRANTED',
      externalCode: 'KS-01',
      ...over,
    })
  }
  expect((await conclude(dung, 'Đăng ký khai sinh')).status).toBe(201)
  const mute = await conclude(son, 'Đăng ký thường trú', { outcome: 'REFUSED_ON_MERITS' })
  expect([mute.status, mute.body.code]).toEqual([422, 'refusal-needs-reason'])
  const refused = await conclude(son, 'Đăng ký thường trú', {
    outcome: 'REFUSED_ON_MERITS',
    reason: 'Chủ hộ chưa đồng ý cho nhập hộ.',
  })
  expect(refused.status).toBe(201)
  await conclude(oanh, 'Cấp thẻ bảo hiểm y tế')
  expect((await conclude(son, 'Cấp thẻ căn cước')).status).toBe(201)
  const gathered = await huong.act(id, 'result-gatherings')
  expect([gathered.status, gathered.body.state]).toEqual([201, 'RESOLVED'])
  const resolved = await page(huong, id)
  expect([resolved.outcome, resolved.timeliness]).toEqual(['PARTLY_GRANTED', 'EARLY'])
  expect(resolved.parts.map((part: { unit: string; outcome: string }) => [part.unit, part.outcome])).toEqual([
    ['Phòng Văn hóa – Xã hội phường Quế Võ', 'GRANTED'],
    ['Công an phường Quế Võ', 'REFUSED_ON_MERITS'],
    ['Bảo hiểm xã hội cơ sở Quế Võ', 'GRANTED'],
    ['Công an phường Quế Võ', 'GRANTED'],
  ])
  expect(resolved.persons.map((person: { part: string }) => person.part).sort()).toEqual(['OWNER', 'SUBJECT'])
  expect((await huong.act(id, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' })).body.state).toBe(
    'RETURNED',
  )
  // One code for all of it, also to the family.
  const tracked = (await office.visitor().get(`/api/tracking/${code}?secret=${await office.secretOf(code)}`))
    .body
  expect(tracked.state).toBe('RETURNED')
})

test('a result that was wrong is issued anew, and the work is judged by the first', async () => {
  const { id } = await drafting()
  const decide = async (number: string) => {
    await dung.act(id, 'drafts', draft())
    await office.settle()
    const paper = (await page(phuoc, id)).documents.find(
      (one: { standing: string }) => one.standing === 'CURRENT_DRAFT',
    )
    await phuoc.get(`/api/dossiers/${id}/documents/${paper.id}`)
    await phuoc.act(id, 'approvals', { documentId: paper.id, fileSha256: paper.fileSha256 })
    return hanh.act(id, 'issuances', { number })
  }
  expect((await decide('801/QĐ-UBND')).body.state).toBe('RESOLVED')
  await huong.act(id, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' })
  const first = await page(dung, id)
  expect((await dung.act(id, 'result-corrections', { reason: 'Sai số nhân khẩu.' })).body.state).toBe(
    'CORRECTING',
  )
  expect((await decide('802/QĐ-UBND')).body.state).toBe('RESOLVED')
  const second = await page(dung, id)
  expect([second.resultNumber, second.issuedAt, second.timeliness]).toEqual([
    '802/QĐ-UBND',
    first.issuedAt,
    first.timeliness,
  ])
  expect((await huong.act(id, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' })).body.state).toBe(
    'RETURNED',
  )
})

test.each([
  ['of which it is', ['Giảm nghèo'], true],
  ['of which it is not', ['Đất đai', 'cap-ban-sao-tu-so-goc'], false],
])(
  'a post lent for procedures %s: the work is in the inbox and the list: %s, %s',
  async (_, procedures, isThere) => {
    const { id } = await inHand()
    const lent = await dung.post('/api/delegations', {
      toOfficerId: demoId('officer.hanh'),
      roles: ['SPECIALIST'],
      procedures,
      validTo: new Date(Date.now() + 3_600_000).toISOString(),
      basis: 'Giấy ủy quyền số 7/GUQ',
    })
    expect(lent.status).toBe(201)
    const ids = async (path: string): Promise<string[]> =>
      (await hanh.get(path)).body.items.map(
        (item: { id?: string; dossierId?: string }) => item.dossierId ?? item.id,
      )
    expect((await ids('/api/tasks')).includes(id)).toBe(isThere)
    expect((await ids('/api/dossiers')).includes(id)).toBe(isThere)
    expect((await hanh.get(`/api/dossiers/${id}`)).status).toBe(isThere ? 200 : 404)
    expect((await dung.delete(`/api/delegations/${lent.body.id}`)).status).toBe(204)
    expect((await ids('/api/tasks')).includes(id)).toBe(false)
  },
)

test('a key that was used says so when another thing is asked with it', async () => {
  const { id } = await inHand()
  const key = `reused-${randomUUID()}`
  const seen = (await page(dung, id)).version
  const ask = (body: object) =>
    dung.post(`/api/dossiers/${id}/opinion-requests`, body, { key, version: seen })
  const asked = await ask({ question: 'Xin ý kiến.' })
  expect(asked.status).toBe(201)
  expect((await ask({ question: 'Xin ý kiến.' })).body).toEqual(asked.body)
  const other = await ask({ question: 'Xin ý kiến về thu nhập.' })
  expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
})

describe('a result that its drafter would decide in the post of the leader', () => {
  const lend = async () => {
    const made = await phuoc.post('/api/delegations', {
      toOfficerId: demoId('officer.dung'),
      roles: ['LEADER'],
      validTo: inDays(5),
      basis: 'Giấy ủy quyền số 9/GUQ-UBND',
    })
    expect(made.status).toBe(201)
  }
  const approval = async (client: Client, id: string) => {
    await office.settle()
    const { documents } = await page(client, id)
    const paper = documents.find(({ standing }: { standing: string }) => standing === 'CURRENT_DRAFT')
    const { bytes } = await client.get(`/api/dossiers/${id}/documents/${paper.id}`)
    const fileSha256 = createHash('sha256').update(bytes).digest('hex')
    return client.act(id, 'approvals', { documentId: paper.id, fileSha256 })
  }

  test('is refused to him by name of who may; a colleague signs it TUQ.; what is put right takes another number', async () => {
    await lend()
    const { id } = await drafting()
    await dung.act(id, 'drafts', draft())
    expect((await page(dung, id)).allowedActions).not.toContain('approve')
    // He is told why, and finds nothing to do that he may not.
    expect((await page(dung, id)).tasks).toMatchObject([{ kind: 'APPROVE', ownDraftFor: 'Nguyễn Hữu Phước' }])
    const found = async (client: Client) =>
      (await client.get('/api/tasks')).body.items.map(({ dossierId }: { dossierId: string }) => dossierId)
    expect(await found(dung)).not.toContain(id)
    expect(await found(phuoc)).toContain(id)
    expect((await page(phuoc, id)).tasks).toMatchObject([{ ownDraftFor: null }])
    const own = await approval(dung, id)
    expect([own.status, own.body.code]).toEqual([403, 'own-draft'])
    expect(own.body.detail).toContain('Nguyễn Hữu Phước')
    expect((await approval(phuoc, id)).body.state).toBe('APPROVED')
    const number = freshNumber()
    expect((await hanh.act(id, 'issuances', { number })).body.state).toBe('RESOLVED')

    // Another drafts anew, and he who stands in decides on it.
    await dung.act(id, 'result-corrections', { reason: 'Sai số nhân khẩu.' })
    expect((await anh.act(id, 'drafts', draft())).status).toBe(201)
    expect((await approval(dung, id)).status).toBe(201)
    const again = await hanh.act(id, 'issuances', { number })
    expect([again.status, again.body.code]).toEqual([409, 'number-used-before'])
    expect((await hanh.act(id, 'issuances', { number: freshNumber() })).body.state).toBe('RESOLVED')
    await office.settle()
    const { documents, timeline } = await page(dung, id)
    const result = documents.findLast(({ standing }: { standing: string }) => standing === 'ISSUED')
    const text = await flowingTextOf((await dung.get(`/api/dossiers/${id}/documents/${result.id}`)).bytes)
    expect(text).toContain('TUQ. CHỦ TỊCH CHUYÊN VIÊN')
    const approved = timeline.findLast(({ type }: { type: string }) => type === 'DraftApproved')
    expect(approved.onBehalfOf).toBe('Nguyễn Hữu Phước')
  })
})
