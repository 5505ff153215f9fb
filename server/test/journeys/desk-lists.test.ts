import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { draft, freshNumber, reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

/** What officers find in their lists: their own work by views, what stands still, what came back, whom they stand in for. */

let office: TestOffice
let huong: Client
let dung: Client
let phuoc: Client
let mai: Client
beforeAll(async () => {
  office = await furnishedOffice()
  ;({ huong, dung, phuoc, mai } = await office.staff('huong', 'dung', 'phuoc', 'mai'))
  await huong.openCounter()
}, 60_000)
afterAll(() => office?.close())

const received = async () => (await huong.post('/api/dossiers', reception())).body
const page = async (client: Client, id: string) => (await client.get(`/api/dossiers/${id}`)).body
const inbox = async (client: Client, query = '') => (await client.get(`/api/tasks${query}`)).body
const codesIn = async (client: Client, view: string) =>
  (await inbox(client, `?view=${view}`)).items.map(({ code }: { code: string }) => code)
const me = async (client: Client) => (await client.get('/api/session')).body

test('a hand-over is in one view after the other: to do, waiting for the receiver, came back with a mark', async () => {
  const { id, code } = await received()
  expect(await codesIn(huong, 'TO_DO')).toContain(code)
  await huong.act(id, 'hand-overs')
  expect(await codesIn(huong, 'TO_DO')).not.toContain(code)
  const waiting = (await inbox(huong, '?view=WAITING')).items
  expect(waiting).toMatchObject([{ code, rests: { waitsFor: 'HAND_OVER' }, cameBack: null }])

  await dung.act(id, 'hand-over-refusals', { reason: 'Thiếu bản gốc.' })
  const back = await inbox(huong, '?view=CAME_BACK')
  expect(back.items).toMatchObject([
    { code, rests: null, cameBack: { by: 'Phòng Văn hóa – Xã hội phường Quế Võ' } },
  ])
  expect(back.totals).toEqual({ TO_DO: 1, CAME_BACK: 1, TO_RETURN: 0, WAITING: 0 })
  expect(back.kinds).toEqual([{ kind: 'RECEIVE', open: 1 }])

  await huong.act(id, 'hand-overs')
  expect((await inbox(huong)).totals).toEqual({ TO_DO: 0, CAME_BACK: 0, TO_RETURN: 0, WAITING: 1 })
  await dung.act(id, 'hand-over-confirmations')
  expect((await inbox(huong)).totals).toEqual({ TO_DO: 0, CAME_BACK: 0, TO_RETURN: 0, WAITING: 0 })
})

test('the views are apart and together all, in every page of them; a kind narrows them', async () => {
  for (let count = 0; count < 3; count += 1) await received()
  const all = (await inbox(huong)).items
  const seen = new Set(all.map(({ taskId }: { taskId: string }) => taskId))
  expect(seen.size).toBe(all.length)
  const views = await Promise.all(['TO_DO', 'TO_RETURN', 'WAITING'].map((view) => codesIn(huong, view)))
  expect(views.flat().toSorted()).toEqual(all.map(({ code }: { code: string }) => code).toSorted())
  expect((await inbox(huong, '?view=TO_DO&kind=RETURN')).items).toEqual([])
  expect((await huong.get('/api/tasks?view=NO_SUCH')).status).toBe(422)
})

test('while papers are waited for the term stands still: no time runs out in any list, and the items stand on the page', async () => {
  const { id, code } = await received()
  await huong.act(id, 'hand-overs')
  await dung.act(id, 'hand-over-confirmations')
  const asked = await dung.act(id, 'supplement-requests', {
    items: ['Xác nhận thu nhập', 'Ảnh chụp nhà'],
    reason: 'Chưa rõ thu nhập.',
  })
  expect(asked.status).toBe(201)
  const paused = { since: expect.any(String), waitsFor: 'SUPPLEMENT' }
  const [listed] = (await dung.get(`/api/dossiers?code=${code}`)).body.items
  expect(listed).toMatchObject({ paused, workingTimeLeft: null, currentDueAt: expect.any(String) })
  const mine = (await inbox(dung, '?view=WAITING')).items
  expect(mine).toMatchObject([{ code, paused, workingTimeLeft: null, rests: { waitsFor: 'SUPPLEMENT' } }])
  expect(await codesIn(dung, 'TO_DO')).not.toContain(code)
  expect(await page(dung, id)).toMatchObject({
    paused,
    askedFor: { items: ['Xác nhận thu nhập', 'Ảnh chụp nhà'], reason: 'Chưa rõ thu nhập.' },
  })

  await huong.act(id, 'supplements', { papers: [], note: 'Đã mang ảnh.' })
  // What was asked is still there to compare with what was brought, until somebody acts.
  expect(await page(dung, id)).toMatchObject({
    paused: null,
    askedFor: {
      items: ['Xác nhận thu nhập', 'Ảnh chụp nhà'],
      brought: { at: expect.any(String), isByCitizen: false, words: 'Đã mang ảnh.' },
    },
  })
  expect(await codesIn(dung, 'TO_DO')).toContain(code)
  await dung.act(id, 'opinion-requests', {})
  expect((await page(dung, id)).askedFor).toBeNull()
})

test('a dossier that is out for an opinion waits in the list of whoever asked: of whom, and since when', async () => {
  const { id, code } = await received()
  await huong.act(id, 'hand-overs')
  await dung.act(id, 'hand-over-confirmations')
  const before = (await inbox(dung)).totals
  await dung.act(id, 'opinion-requests', { question: 'Hộ có cư trú thường xuyên không?' })
  const out = await inbox(dung, '?view=WAITING')
  const row = out.items.find((item: { code: string }) => item.code === code)
  expect(row).toMatchObject({ dossierId: id, asked: true, cameBack: null, onBehalfOf: null })
  expect(row.rests).toMatchObject({ since: expect.any(String), waitsFor: 'CONSULTATION' })
  const asked = (await page(dung, id)).tasks.map(({ unit }: { unit: string }) => unit)
  expect(row.rests.units.toSorted()).toEqual(asked.toSorted())
  expect(asked.length).toBeGreaterThan(1)
  expect(out.totals).toEqual({ ...before, TO_DO: before.TO_DO - 1, WAITING: before.WAITING + 1 })
  expect(out.items).toHaveLength(out.totals.WAITING)

  // To whoever was asked it is work.
  const son = await office.signIn('son')
  const theirs = (await inbox(son, '?view=TO_DO')).items.filter(
    (item: { code: string }) => item.code === code,
  )
  expect(theirs).toMatchObject([{ asked: false, rests: null }])
  expect(await codesIn(son, 'WAITING')).not.toContain(code)

  const oanh = await office.signIn('oanh')
  for (const one of [son, oanh]) {
    const [task] = (await page(one, id)).tasks.filter(({ mine }: { mine: boolean }) => mine)
    await one.act(id, 'opinions', { taskId: task.id, verdict: 'AGREED', text: 'Có.' })
  }
  expect(await codesIn(dung, 'WAITING')).not.toContain(code)
  expect((await inbox(dung)).totals).toEqual(before)
})

test.each<[string, (code: string) => string]>([
  ['in small letters', (code) => code.toLowerCase()],
  ['with spaces', (code) => ` ${code.replaceAll('-', ' ')} `],
  ['with other dashes', (code) => code.replaceAll('-', ' – ')],
  ['as one word', (code) => code.replace(/[-.]/g, '')],
])('a dossier is found by its code typed %s', async (_, typed) => {
  const { id, code } = await received()
  const found = await huong.get(`/api/dossiers?code=${encodeURIComponent(typed(code))}`)
  expect(found.body.items.map((one: { id: string }) => one.id)).toEqual([id])
})

test('what is filed without its papers is asked for next, and is accepted once they are there', async () => {
  const filed = (await huong.post('/api/filings', reception({ papers: [] }))).body
  expect((await page(huong, filed.id)).nextAction).toBe('askToComplete')
  const whole = (await huong.post('/api/filings', reception())).body
  expect((await page(huong, whole.id)).nextAction).toBe('accept')
})

test('while what was filed is to be completed no time runs out; once the citizen says it was sent, it is looked at, not asked for again', async () => {
  const { id, code } = (await huong.post('/api/filings', reception({ papers: [] }))).body
  await huong.act(id, 'completion-requests', { items: ['Giấy đề nghị'], reason: 'Thiếu giấy đề nghị.' })
  const [row] = (await inbox(huong, '?view=WAITING')).items.filter(
    (item: { code: string }) => item.code === code,
  )
  expect(row).toMatchObject({ dueAt: null, workingTimeLeft: null, rests: { waitsFor: 'SUPPLEMENT' } })
  expect((await page(huong, id)).tasks).toMatchObject([{ kind: 'ACCEPT', dueAt: null }])

  await huong.act(id, 'completions', { papers: [], note: 'Ảnh đã gửi qua mạng.' })
  expect(await page(huong, id)).toMatchObject({
    nextAction: 'accept',
    askedFor: { items: ['Giấy đề nghị'], brought: { words: 'Ảnh đã gửi qua mạng.' } },
    tasks: [{ kind: 'ACCEPT', dueAt: expect.any(String) }],
  })
})

test('a dossier that was stopped says at which step', async () => {
  const { id } = await received()
  await huong.act(id, 'hand-overs')
  await dung.act(id, 'hand-over-confirmations')
  const [task] = (await page(dung, id)).tasks
  const stopped = await dung.act(id, 'stops', {
    reason: 'Hộ đã chuyển đi.',
    legalBasis: 'Nghị định 118/2025/NĐ-CP',
    fees: 'NONE',
    papersHandedBack: false,
  })
  expect(stopped.status).toBe(201)
  const { steps } = await page(dung, id)
  const at = steps.filter(({ status }: { status: string }) => status === 'STOPPED')
  expect(at.map((step: { id: string }) => step.id)).toEqual([task.node])
  expect(steps.some(({ status }: { status: string }) => status === 'ACTIVE')).toBe(false)
})

test('of a result that lies ready no time runs out: since when it is there is said', async () => {
  const { id, code } = await received()
  await huong.act(id, 'hand-overs')
  await dung.act(id, 'hand-over-confirmations')
  await dung.act(id, 'opinion-requests', {})
  for (const name of ['son', 'oanh']) {
    const one = await office.signIn(name)
    const [task] = (await page(one, id)).tasks.filter(({ mine }: { mine: boolean }) => mine)
    await one.act(id, 'opinions', { taskId: task.id, verdict: 'AGREED', text: 'Có.' })
  }
  await dung.act(id, 'drafts', draft())
  await office.settle()
  const paper = (await page(phuoc, id)).documents.find(
    ({ standing }: { standing: string }) => standing === 'CURRENT_DRAFT',
  )
  await phuoc.act(id, 'approvals', { documentId: paper.id, fileSha256: paper.fileSha256 })
  const hanh = await office.signIn('hanh')
  await hanh.act(id, 'issuances', { number: freshNumber() })
  const [row] = (await inbox(huong, '?view=TO_RETURN')).items.filter(
    (item: { code: string }) => item.code === code,
  )
  expect(row).toMatchObject({ kind: 'RETURN', workingTimeLeft: null, issuedAt: expect.any(String) })
})

test('a receipt that was printed anew makes the one before it void', async () => {
  const { id } = await received()
  const corrected = await huong.act(id, 'reception-corrections', {
    reason: 'Gõ nhầm tên.',
    owner: { fullName: 'Nguyễn Văn Tường' },
  })
  expect(corrected.status).toBe(201)
  const receipts = (await page(huong, id)).documents.filter(({ form }: { form: string }) => form === 'M01')
  expect(receipts.map(({ standing }: { standing: string | null }) => standing)).toEqual(['REPLACED', null])
})

test('an opinion stands beside the question that it answers', async () => {
  const { id } = await received()
  await huong.act(id, 'hand-overs')
  await dung.act(id, 'hand-over-confirmations')
  await dung.act(id, 'opinion-requests', { question: 'Hộ có cư trú thường xuyên không?' })
  const son = await office.signIn('son')
  const [task] = (await page(son, id)).tasks.filter(({ mine }: { mine: boolean }) => mine)
  await son.act(id, 'opinions', { taskId: task.id, verdict: 'AGREED', text: 'Có.' })
  expect((await page(dung, id)).timeline.at(-1)).toMatchObject({
    type: 'OpinionGiven',
    text: 'Có.',
    question: 'Hộ có cư trú thường xuyên không?',
  })
})

test('a head is shown to whom a task can be given, and how much each has; others are shown nobody', async () => {
  const { id } = await received()
  const takersSeenBy = async (client: Client) => (await page(client, id)).tasks[0].takers
  expect(await takersSeenBy(huong)).toEqual([])
  const takers = await takersSeenBy(mai)
  expect(takers.map(({ name }: { name: string }) => name)).toEqual(['Trần Văn Bình', 'Nguyễn Thị Hương'])
  const [task] = (await page(mai, id)).tasks
  // Who received them at the counter holds them, though their tasks are anybody's of the post.
  const [free, holder] = takers
  expect([free.open, holder.open > 0]).toEqual([0, true])
  expect((await mai.act(id, 'assignments', { taskId: task.id, officerId: free.id })).status).toBe(201)
  const after = await takersSeenBy(mai)
  expect(after.find((one: { id: string }) => one.id === free.id).open).toBe(1)
})

test('whoever is lent a post is told by the session, the inbox and the page, until it is ended', async () => {
  const colleagues = (await phuoc.get('/api/colleagues')).body.items
  const specialist = colleagues.find(({ name }: { name: string }) => name === 'Phạm Quốc Dũng')
  expect(specialist).toMatchObject({ mayLend: true, mayNoteAway: true, roles: ['SPECIALIST'] })
  const seenByDung = (await dung.get('/api/colleagues')).body.items
  expect(seenByDung.filter(({ mayLend }: { mayLend: boolean }) => mayLend)).toMatchObject([
    { id: specialist.id },
  ])

  const made = await phuoc.post('/api/delegations', {
    toOfficerId: specialist.id,
    roles: ['LEADER'],
    validTo: '2099-12-31T00:00:00+07:00',
    basis: 'Giấy ủy quyền số 3/GUQ-UBND',
  })
  expect(made.status).toBe(201)
  const leader = (await me(phuoc)).officer.fullName
  expect((await me(dung)).standsIn).toMatchObject([
    { kind: 'DELEGATION', officer: leader, roles: ['LEADER'], lastDay: '2099-12-30' },
  ])
  expect((await me(phuoc)).stoodInFor).toMatchObject([
    { kind: 'DELEGATION', by: 'Phạm Quốc Dũng', roles: ['LEADER'], lastDay: '2099-12-30' },
  ])
  expect((await dung.delete(`/api/delegations/${made.body.id}`)).status).toBe(403)
  expect((await phuoc.delete(`/api/delegations/${made.body.id}`)).status).toBe(204)
  expect((await me(dung)).standsIn).toEqual([])
})

test('a cover is told the last day of whoever is away', async () => {
  const noted = await phuoc.post('/api/absences', {
    officerId: (await me(huong)).officer.id,
    coverId: (await me(mai)).officer.id,
    firstDay: '2026-01-01',
    lastDay: '2099-12-31',
  })
  expect(noted.status).toBe(201)
  expect((await me(mai)).standsIn).toMatchObject([
    { kind: 'ABSENCE', officer: (await me(huong)).officer.fullName, lastDay: '2099-12-31' },
  ])
  await received()
  const own = (await inbox(mai, '?view=TO_DO')).items
  expect(own.every(({ onBehalfOf }: { onBehalfOf: string | null }) => onBehalfOf !== null)).toBe(true)
  expect(own.length).toBeGreaterThan(0)
})
