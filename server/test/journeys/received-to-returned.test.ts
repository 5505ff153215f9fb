import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, plainDate } from '#common/time.ts'
import type { Client } from '../support/client.ts'
import { draft, reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office?.close())

test('a household brings its request, two agencies are asked, the chairman decides, and it collects the decision', async () => {
  // Chị Hương sits down at counter 1 and receives.
  const huong = await office.signIn('huong')
  const beforeSitting = await huong.post('/api/dossiers', reception())
  expect([beforeSitting.status, beforeSitting.body.code]).toEqual([409, 'counter-session-needed'])
  await huong.openCounter()
  const received = await huong.post('/api/dossiers', reception())
  expect(received.status).toBe(201)
  const { id, code, dueAt, receiptId } = received.body
  expect(code).toMatch(/^H05\.47-\d{6}-0001$/)
  expect(dueAt).toMatch(/T17:00:00\+07:00$/)
  expect(received.body.state).toBe('ACCEPTED')

  // The receipt can be printed at once.
  const receipt = await huong.get(`/api/dossiers/${id}/documents/${receiptId}`)
  expect([receipt.status, receipt.headers['content-type'], receipt.bytes.subarray(0, 5).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ])

  // Handed over; the centre stays responsible until the specialist confirms.
  expect((await huong.act(id, 'hand-overs')).status).toBe(201)
  const handed = (await huong.get(`/api/dossiers/${id}`)).body
  expect(handed.holder.unit).toBe('Trung tâm Phục vụ hành chính công phường Quế Võ')
  const dung = await office.signIn('dung')
  expect(
    (await dung.get('/api/tasks')).body.items.map((item: { code: string; kind: string }) => [
      item.code,
      item.kind,
    ]),
  ).toEqual([[code, 'CONFIRM_HAND_OVER']])
  expect((await dung.act(id, 'hand-over-confirmations')).body.state).toBe('PROCESSING')

  // Two agencies are asked at once; silence of one is not consent.
  expect(
    (await dung.act(id, 'opinion-requests', { question: 'Xin ý kiến về cư trú và thu nhập của hộ.' })).body
      .state,
  ).toBe('CONSULTING')
  const answer = async (agency: Client, verdict: string, text: string) => {
    const { items } = (await agency.get('/api/tasks')).body
    return agency.act(id, 'opinions', { taskId: items[0].taskId, verdict, text })
  }
  const son = await office.signIn('son')
  const oanh = await office.signIn('oanh')
  // Whoever is asked sees the dossier, but not the receipt with the citizen's secret and number on it.
  expect((await son.get(`/api/dossiers/${id}/documents/${receiptId}`)).status).toBe(404)
  expect((await son.get(`/api/dossiers/${id}`)).body.documents).toEqual([])
  expect((await answer(oanh, 'AGREED', 'Không đóng bảo hiểm bắt buộc.')).body.state).toBe('CONSULTING')
  expect((await dung.act(id, 'drafts', draft())).body.code).toBe('illegal-move')
  expect((await answer(son, 'AGREED', 'Hộ thường trú tại phường, 4 nhân khẩu.')).body.state).toBe(
    'PROCESSING',
  )

  // Drafted, sent back once with a reason, drafted again.
  expect((await dung.act(id, 'drafts', draft())).body.state).toBe('AWAITING_APPROVAL')
  const phuoc = await office.signIn('phuoc')
  const back = await phuoc.act(id, 'send-backs', { reason: 'Ghi rõ số nhân khẩu của hộ.' })
  expect([back.status, back.body.state]).toEqual([201, 'PROCESSING'])
  // Who drafted it finds the words again; nobody else is given them.
  const { outcome, title, paragraphs } = draft()
  expect((await dung.get(`/api/dossiers/${id}`)).body.earlierDraft).toEqual({ outcome, title, paragraphs })
  expect((await son.get(`/api/dossiers/${id}`)).body.earlierDraft).toBeNull()
  expect(
    (
      await dung.act(
        id,
        'drafts',
        draft({ paragraphs: ['Điều 1. Công nhận hộ ông Nguyễn Văn Tưởng, 4 nhân khẩu, là hộ nghèo.'] }),
      )
    ).status,
  ).toBe(201)
  await office.settle()

  // What is approved is the file that was read, by its hash.
  const toApprove = (await phuoc.get(`/api/dossiers/${id}`)).body.documents.find(
    (one: { standing: string }) => one.standing === 'CURRENT_DRAFT',
  )
  const read = await phuoc.get(`/api/dossiers/${id}/documents/${toApprove.id}`)
  expect(read.headers.etag).toBe(`"${toApprove.fileSha256}"`)
  const wrong = await phuoc.act(id, 'approvals', { documentId: toApprove.id, fileSha256: '0'.repeat(64) })
  expect([wrong.status, wrong.body.code]).toEqual([412, 'another-file'])
  expect(
    (await phuoc.act(id, 'approvals', { documentId: toApprove.id, fileSha256: toApprove.fileSha256 })).body
      .state,
  ).toBe('APPROVED')

  // Numbered and issued: judged now, not when somebody comes.
  const hanh = await office.signIn('hanh')
  expect((await hanh.act(id, 'issuances', { number: '125/QĐ-UBND' })).body.state).toBe('RESOLVED')
  const issued = (await huong.get(`/api/dossiers/${id}`)).body
  expect([issued.timeliness, issued.resultNumber, issued.clock]).toEqual(['EARLY', '125/QĐ-UBND', 'STOPPED'])

  // Returned at the counter to the owner; nothing is left to do.
  expect((await huong.act(id, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' })).body.state).toBe(
    'RETURNED',
  )
  const ended = (await huong.get(`/api/dossiers/${id}`)).body
  expect([ended.holder, ended.tasks, ended.allowedActions]).toEqual([null, [], []])
  expect(ended.timeline.map((entry: { type: string }) => entry.type)).toEqual([
    'Received',
    'HandedOver',
    'HandOverConfirmed',
    'OpinionsAsked',
    'OpinionGiven',
    'OpinionGiven',
    'OpinionsGathered',
    'DraftSubmitted',
    'SentBack',
    'DraftSubmitted',
    'DraftApproved',
    'ResultIssued',
    'ResultReturned',
  ])
  expect(ended.persons[0].citizenNumberMasked).toBe('•••• 1234')
  expect(ended.collected).toEqual({ receiver: 'OWNER', proof: 'ID_CARD' })

  // The citizen reads the same story, each opinion with the agency that gave it.
  const secret = await office.secretOf(code)
  const { body: tracked } = await office.visitor().get(`/api/tracking/${code}?secret=${secret}`)
  const opinions = tracked.timeline.filter((entry: { type: string }) => entry.type === 'OpinionGiven')
  expect(opinions.map((entry: { unit: string }) => entry.unit)).toEqual([
    'Bảo hiểm xã hội cơ sở Quế Võ',
    'Công an phường Quế Võ',
  ])

  // Who lost the receipt names the day.
  const on = async (day: string) => (await huong.get(`/api/dossiers?receivedOn=${day}`)).body
  const day = plainDate(received.body.acceptedAt.slice(0, 10))
  expect((await on(day)).items.map((item: { code: string }) => item.code)).toEqual([code])
  for (const other of [addDays(day, -1), addDays(day, 1)]) expect((await on(other)).items).toEqual([])
  expect(await on('2026-02-30')).toMatchObject({ code: 'date-not-read', details: { field: 'receivedOn' } })
})
