import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/demo-province.ts'
import { flowingTextOf } from '../../src/documents/read-back.testing.ts'
import { type Client, furnishedOffice, reception, type TestOffice } from '../support/office.ts'

let office: TestOffice
let who: Record<'huong' | 'binh' | 'dung' | 'anh' | 'son' | 'lan' | 'long' | 'phuoc', Client>
const TO = demoId('quevo.vhxh')

beforeAll(async () => {
  office = await furnishedOffice()
  who = await office.staff('huong', 'binh', 'dung', 'anh', 'son', 'lan', 'long', 'phuoc')
  await who.huong.openCounter()
  await who.lan.openCounter('daovien.tt.counter.1')
})
afterAll(() => office.close())

interface HandOver {
  dossierId: string
  code: string
  version: number
  ownerName: string
  fromUnit: { id: string; name: string }
  toUnit: { id: string; name: string }
  mayBeListed: boolean
  allowedActions: string[]
}

const handedOver = async (over: Record<string, unknown> = {}): Promise<{ id: string; code: string }> => {
  const { status, body, text } = await who.huong.post('/api/dossiers', reception(over))
  if (status !== 201) throw new Error(`${status} ${text}`)
  await who.huong.act(body.id, 'hand-overs')
  return body
}

const listed = async (by: Client, side: 'SENT' | 'ARRIVING'): Promise<HandOver[]> => {
  const answer = await by.get(`/api/hand-overs?side=${side}`)
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body.items
}

const codesOf = async (by: Client, side: 'SENT' | 'ARRIVING') =>
  (await listed(by, side)).map(({ code }) => code)

const made = (by: Client, dossierIds: readonly string[], over: object = {}, key?: string) =>
  by.post('/api/manifests', { toUnitId: TO, dossierIds, ...over }, key === undefined ? {} : { key })

const nowOf = async (by: Client, id: string) =>
  (await by.get(`/api/manifests/${id}`)).body.dossiers.map(
    ({ code, now }: { code: string; now: { state: string; by: string | null; reason: string | null } }) => [
      code,
      now.state,
      now.by,
      now.reason,
    ],
  )

test('what was handed over waits on two lists, oldest first, until the receiver has confirmed it', async () => {
  const first = await handedOver()
  const second = await handedOver({
    owner: { fullName: 'Vũ Thị Kim Ngân', citizenNumber: '027165001888' },
  })
  expect(await codesOf(who.huong, 'SENT')).toEqual([first.code, second.code])
  expect(await codesOf(who.dung, 'ARRIVING')).toEqual([first.code, second.code])
  expect((await listed(who.dung, 'ARRIVING'))[1]).toMatchObject({
    ownerName: 'Vũ Thị Kim Ngân',
    fromUnit: { id: demoId('quevo.tt') },
    toUnit: { id: TO },
    mayBeListed: false,
    allowedActions: ['confirmHandOver', 'refuseHandOver'],
  })
  expect((await listed(who.huong, 'SENT'))[0]).toMatchObject({
    mayBeListed: true,
    allowedActions: ['takeBackHandOver'],
  })
  const { units } = (await who.dung.get('/api/hand-overs?side=ARRIVING')).body
  expect(units).toMatchObject([{ id: demoId('quevo.tt'), waiting: 2 }])
  for (const [by, side] of [
    ['huong', 'ARRIVING'],
    ['dung', 'SENT'],
    ['lan', 'SENT'],
    ['son', 'ARRIVING'],
    ['long', 'SENT'],
  ] as const)
    expect([by, await codesOf(who[by], side)]).toEqual([by, []])
  // A leader sees what goes on in the ward, and sends nothing.
  expect((await listed(who.phuoc, 'SENT')).map(({ mayBeListed }) => mayBeListed)).toEqual([false, false])

  const [arrived] = await listed(who.dung, 'ARRIVING')
  const confirmed = await who.dung.post(
    `/api/dossiers/${first.id}/hand-over-confirmations`,
    {},
    { version: arrived!.version },
  )
  expect(confirmed.status).toBe(201)
  expect(await codesOf(who.dung, 'ARRIVING')).toEqual([second.code])
  await who.dung.act(second.id, 'hand-over-confirmations')
  expect(await codesOf(who.huong, 'SENT')).toEqual([])
})

test('a manifest is made and printed; one arrives, one is refused, one is taken back, and it tells of each', async () => {
  const dossiers = [
    await handedOver({
      papers: [{ paperId: 'giay-de-nghi', originals: 1, copies: 2 }],
      owner: { fullName: 'Nguyễn Thị Hoàng Phương Anh' },
    }),
    await handedOver(),
    await handedOver({
      procedure: 'thuyen-chuyen-doi-tuong-hoc-bo-tuc-thcs',
      papers: [
        { paperId: 'don', originals: 2, copies: 1 },
        { paperId: 'van-ban-dong-y', originals: 1, copies: 3 },
      ],
    }),
    await handedOver(),
  ] as const
  const ids = dossiers.map(({ id }) => id)
  const before = await office.asLoader('select id, version, state from dossier order by id')
  const carrier = { name: 'Bưu điện phường Quế Võ', billNumber: 'EB123456789VN' }
  const answer = await made(who.huong, ids, { carrier }, 'phieu-giao-mot')
  expect([answer.status, answer.headers.location]).toEqual([201, `/api/manifests/${answer.body.id}`])
  const { id, number } = answer.body
  expect(number).toMatch(/^\d{2}\/PBG$/)
  expect(await office.asLoader('select id, version, state from dossier order by id')).toEqual(before)

  expect((await who.dung.get('/api/hand-overs?side=ARRIVING')).body.items[0]).toMatchObject({
    code: dossiers[0].code,
    manifest: { id, number },
  })

  // The same key: the same manifest, for as long as it may be seen.
  const again = await made(who.huong, ids, { carrier }, 'phieu-giao-mot')
  expect([again.status, again.body]).toEqual([201, answer.body])
  const reused = await made(who.huong, ids.slice(1), {}, 'phieu-giao-mot')
  expect([reused.status, reused.body.code]).toEqual([422, 'idempotency-key-reused'])

  await office.settle()
  const [row] = await office.asLoader('select file_sha256, file_bytes from manifest where id = $1', [id])
  const paper = await who.huong.get(`/api/manifests/${id}/document`)
  expect([paper.status, paper.headers.etag, paper.bytes.length]).toEqual([
    200,
    `"${row.file_sha256}"`,
    row.file_bytes,
  ])
  const text = await flowingTextOf(paper.bytes)
  for (const words of [
    number,
    'Nguyễn Thị Hoàng Phương Anh',
    dossiers[3].code,
    'EB123456789VN',
    '04 hồ sơ',
    '06 bản chính',
    '06 bản sao',
    'chuyển trường (2 bản chính, 1 bản sao)',
    'chuyển đến (1 bản chính, 3 bản sao)',
  ])
    expect(text).toContain(words)

  await who.dung.act(dossiers[0].id, 'hand-over-confirmations')
  await who.dung.act(dossiers[1].id, 'hand-over-refusals', { reason: 'Thiếu bản chính giấy đề nghị.' })
  await who.huong.act(dossiers[2].id, 'hand-over-recalls')
  const told = [
    [dossiers[0].code, 'CONFIRMED', expect.any(String), null],
    [dossiers[1].code, 'REFUSED', expect.any(String), 'Thiếu bản chính giấy đề nghị.'],
    [dossiers[2].code, 'TAKEN_BACK', expect.any(String), null],
    [dossiers[3].code, 'WAITING', null, null],
  ]
  for (const by of [who.huong, who.dung, who.phuoc]) expect(await nowOf(by, id)).toEqual(told)

  // Handed over again, a dossier is on a manifest of its own; the earlier one tells what was.
  await who.huong.act(dossiers[1].id, 'hand-overs')
  const second = await made(who.huong, [dossiers[1].id])
  expect(await nowOf(who.huong, second.body.id)).toEqual([[dossiers[1].code, 'WAITING', null, null]])
  expect(await nowOf(who.huong, id)).toEqual(told)
  const { items } = (await who.dung.get('/api/manifests')).body
  expect(items.slice(0, 2)).toMatchObject([
    { id: second.body.id, dossiers: 1, waiting: 1 },
    { id, number, dossiers: 4, waiting: 1, madeBy: expect.any(String) },
  ])

  const lines = await office.asLoader(
    `select act, count(*)::integer as lines from ledger
     where detail->>'manifestId' = $1 or subject_id = $1::uuid group by act order by act`,
    [id],
  )
  expect(lines).toEqual([
    { act: 'MANIFEST_MADE', lines: 4 },
    { act: 'MANIFEST_PRINTED', lines: 1 },
    { act: 'MANIFEST_READ', lines: 4 },
  ])
})

test('to another authority, and to who runs the machine, a manifest is not there', async () => {
  const { id } = await handedOver()
  const { body } = await made(who.huong, [id])
  for (const by of [who.lan, who.son, who.long]) {
    for (const path of [`/api/manifests/${body.id}`, `/api/manifests/${body.id}/document`])
      expect((await by.get(path)).body.code).toBe('not-found')
    expect((await by.get('/api/manifests')).body.items).toEqual([])
    expect((await made(by, [id])).status).toBe(404)
  }
  for (const by of [who.dung, who.phuoc]) {
    const refused = await made(by, [id])
    expect([refused.status, refused.body.code]).toEqual([403, 'manifest-by-the-sender'])
  }
})

test('what does not wait any more is refused by its code, and nothing is made half', async () => {
  const gone = await handedOver()
  const waits = await handedOver()
  await who.dung.act(gone.id, 'hand-over-confirmations')
  const back = await handedOver()
  await who.huong.act(back.id, 'hand-over-recalls')
  const before = await office.asLoader(
    'select (select count(*) from manifest), (select max(last) from form_counter)',
  )
  const refused = await made(who.huong, [waits.id, back.id, gone.id])
  expect([refused.status, refused.body.code]).toEqual([409, 'hand-over-not-waiting'])
  expect(refused.body.detail).toContain(`${gone.code}, ${back.code}: `)
  expect(refused.body.detail).not.toContain(waits.code)
  const elsewhere = await made(who.huong, [waits.id], { toUnitId: demoId('ca-quevo') })
  expect([elsewhere.status, elsewhere.body.code]).toEqual([409, 'hand-over-not-waiting'])
  expect(
    await office.asLoader('select (select count(*) from manifest), (select max(last) from form_counter)'),
  ).toEqual(before)
})

test('numbers are given without a gap when many make manifests at once', async () => {
  const dossiers = await Promise.all(Array.from({ length: 6 }, () => handedOver()))
  const answers = await Promise.all(
    [...dossiers, ...dossiers].map(({ id }, index) =>
      made(index % 2 ? who.huong : who.binh, [id], {}, `cung-luc-${index % 6}-${id}`),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201))
  const rows = await office.asLoader('select number from manifest where authority_id = $1 order by number', [
    demoId('quevo'),
  ])
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1))
})

test('a confirmation while its manifest is made comes before it or after it', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { id } = await handedOver()
    const [manifest] = await Promise.all([made(who.huong, [id]), who.dung.act(id, 'hand-over-confirmations')])
    const isMade = manifest.status === 201
    if (isMade) expect((await nowOf(who.huong, manifest.body.id))[0][1]).toBe('CONFIRMED')
    else expect(manifest.body.code).toBe('hand-over-not-waiting')
  }
})
