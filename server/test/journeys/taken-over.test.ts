import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeover } from '../../src/commands/takeover.ts'
import { demoId } from '../../src/demo-province.ts'
import { cellOf } from '../../src/platform/cells.ts'
import type { Client } from '../support/client.ts'
import { typed } from '../support/command-line.ts'
import { draft, PROCEDURE } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await furnishedOffice()
})
afterAll(() => office?.close())

const HEADINGS =
  'Số hồ sơ;Thủ tục;Trạng thái;Ngày nhận;Hẹn trả;Có kết quả;Ngày trả;Ngày dừng;Tạm dừng từ;Đánh giá;Chủ hồ sơ;CCCD;Điện thoại;Cán bộ;Ghi chú'

const MAPPING = {
  source: 'Một cửa cũ',
  centre: 'H05.47',
  columns: {
    code: 'Số hồ sơ',
    procedure: 'Thủ tục',
    state: 'Trạng thái',
    submittedAt: 'Ngày nhận',
    dueAt: 'Hẹn trả',
    issuedAt: 'Có kết quả',
    returnedAt: 'Ngày trả',
    closedAt: 'Ngày dừng',
    pausedSince: 'Tạm dừng từ',
    timeliness: 'Đánh giá',
    ownerName: 'Chủ hồ sơ',
    ownerNumber: 'CCCD',
    ownerPhone: 'Điện thoại',
    officer: 'Cán bộ',
    remarks: 'Ghi chú',
  },
  dates: ['dd/MM/yyyy HH:mm', 'dd/MM/yyyy'],
  states: {
    'Mới tiếp nhận': 'ACCEPTED',
    'Đang giải quyết': 'PROCESSING',
    'Chờ bổ sung': 'SUPPLEMENT',
    'Chờ trả': { state: 'RESOLVED', outcome: 'GRANTED' },
    'Đã trả': { state: 'RETURNED', outcome: 'GRANTED' },
    Rút: { state: 'STOPPED', cause: 'WITHDRAWN' },
    'Từ chối': 'NOT_ACCEPTED',
  },
  timeliness: { 'Đúng hạn': 'ON_TIME', 'Trễ hạn': 'OVERDUE' },
  procedures: {
    'Hộ nghèo': { slug: PROCEDURE, step: 'appraise' },
    'Chứng thực theo quy định cũ': { kept: 'Chứng thực (thủ tục đã bãi bỏ)' },
  },
  officers: { 'Phạm Quốc Dũng': 'dung' },
}

const file = async (name: string, text: string): Promise<string> => {
  const path = join(office.dataFolder, name)
  await writeFile(path, text)
  return path
}

const command = async (...args: string[]) => {
  const told = await typed(
    office.province,
    { ...takeover, run: (call) => takeover.run({ ...call, dataFolder: office.dataFolder }) },
    ...args,
  )
  return told
}

const takenOver = async (lines: readonly string[], mapping: object = MAPPING, ...flags: string[]) => {
  const path = await file('cu.csv', [HEADINGS, ...lines].join('\n'))
  for (const ending of ['csv', 'xlsx']) await rm(`${path}.takeover.${ending}`, { force: true })
  const told = await command(
    path,
    '--mapping',
    await file('mapping.json', JSON.stringify(mapping)),
    '--json',
    ...flags,
  )
  return { ...told, path, counted: told.out === '' ? null : JSON.parse(told.out) }
}

/** Opens the counter, where nobody has yet. */
const atCounter = (huong: Client) =>
  huong.post('/api/counter-sessions', { counterId: demoId('quevo.tt.counter.1') })

const refusedRows = async (path: string) =>
  (await readFile(`${path}.takeover.csv`, 'utf8'))
    .slice(1)
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(1, -1).split('","').map(cellOf))
    .map(([row, code, , heading, found, , , reason]) => [row, code, heading, found, reason])

test('an open dossier of another software goes on here and is judged by the promise that was printed there', async () => {
  const {
    code: exit,
    counted,
    path,
  } = await takenOver([
    'HS-2026/00017;Hộ nghèo;Đang giải quyết;02/11/2026 08:10;30/12/2099;;;;;;Trần Thị Bích Ngọc;027165001234;0912 345 678;Phạm Quốc Dũng;Đã có ý kiến của công an phường.',
  ])
  expect([exit, counted.taken, counted.byState]).toEqual([0, 1, { PROCESSING: 1 }])
  expect((await stat(`${path}.takeover.csv`)).mode & 0o777).toBe(0o600)

  // Anh Dũng had it and has it; the code is that on the receipt in the household's hand.
  const { huong, dung, phuoc, hanh } = await office.staff('huong', 'dung', 'phuoc', 'hanh')
  const [task] = (await dung.get('/api/tasks')).body.items
  expect([task.code, task.kind]).toEqual(['HS-2026/00017', 'APPRAISE'])
  const [listed] = (await huong.get('/api/dossiers?code=hs-2026%2F00017')).body.items
  const { id } = listed
  const page = (await dung.get(`/api/dossiers/${id}`)).body
  expect(page).toMatchObject({
    code: 'HS-2026/00017',
    state: 'PROCESSING',
    originalDueAt: '2099-12-30T17:00:00+07:00',
    currentDueAt: '2099-12-30T17:00:00+07:00',
    acceptedAt: '2026-11-02T08:10:00+07:00',
    holder: { officer: 'Phạm Quốc Dũng' },
  })
  expect(page.timeline).toMatchObject([
    { type: 'TakenOver', number: 'Một cửa cũ', text: 'Đã có ý kiến của công an phường.' },
  ])
  expect(page.explanation).toMatchObject([{ kind: 'AS_PRINTED', dueAt: '2099-12-30T17:00:00+07:00' }])
  for (const words of ['bich ngoc', 'HS-2026/00017', '0912345678', '027165001234'])
    expect((await huong.post('/api/people-searches', { words })).body.items[0].persons[0].dossier.code).toBe(
      'HS-2026/00017',
    )

  // It is drafted, decided, issued and returned as any other.
  expect((await dung.act(id, 'drafts', draft())).body.state).toBe('AWAITING_APPROVAL')
  await office.settle()
  const toApprove = (await phuoc.get(`/api/dossiers/${id}`)).body.documents.find(
    (one: { standing: string }) => one.standing === 'CURRENT_DRAFT',
  )
  const { id: documentId, fileSha256 } = toApprove
  expect((await phuoc.act(id, 'approvals', { documentId, fileSha256 })).body.state).toBe('APPROVED')
  expect((await hanh.act(id, 'issuances', { number: '711/QĐ-UBND' })).body.state).toBe('RESOLVED')
  await atCounter(huong)
  expect((await huong.act(id, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' })).body.state).toBe(
    'RETURNED',
  )
  expect((await huong.get(`/api/dossiers/${id}`)).body.timeliness).toBe('EARLY')
})

test('a receipt with a secret is printed for it at the counter, and opens the look-up', async () => {
  await takenOver(['HS-2026/00018;Hộ nghèo;Mới tiếp nhận;20/11/2026;30/12/2099 11:00;;;;;;Lê Văn Sáu;;;;'])
  const huong = await office.signIn('huong')
  await atCounter(huong)
  const [{ id }] = (await huong.get('/api/dossiers?code=HS-2026%2F00018')).body.items
  const reason = 'In giấy hẹn có mã tra cứu cho hồ sơ chuyển từ phần mềm cũ.'
  // Which papers were brought the other software did not tell: the counter says it, by the receipt of then.
  const unsaid = await huong.act(id, 'reception-corrections', { reason })
  expect([unsaid.status, unsaid.body.code]).toEqual([422, 'papers-on-former-receipt'])
  const papers = [{ paperId: 'giay-de-nghi', originals: 1, copies: 0 }]
  const corrected = await huong.act(id, 'reception-corrections', { reason, papers })
  expect([corrected.status, corrected.body.state]).toEqual([201, 'ACCEPTED'])
  await office.settle()
  const secret = await office.secretOf('HS-2026/00018')
  const { body } = await office.visitor().get(`/api/tracking/hs-2026%2F00018?secret=${secret}`)
  expect(body).toMatchObject({
    code: 'HS-2026/00018',
    dueAt: '2099-12-30T11:00:00+07:00',
    timeline: [{ type: 'TakenOver' }, { type: 'ReceptionCorrected' }],
  })
  expect((await huong.act(id, 'hand-overs')).status).toBe(201)
})

test('what waits for papers goes on waiting since the day it did, and the time is given back', async () => {
  await takenOver([
    'HS-2026/00019;Hộ nghèo;Chờ bổ sung;02/11/2026;25/11/2026;;;;20/11/2026 17:00;;Đỗ Văn Bảy;;;Phạm Quốc Dũng;',
  ])
  const { huong, dung } = await office.staff('huong', 'dung')
  const [{ id }] = (await dung.get('/api/dossiers?code=HS-2026%2F00019')).body.items
  const page = (await dung.get(`/api/dossiers/${id}`)).body
  expect([page.state, page.clock, page.paused.since]).toEqual([
    'SUPPLEMENT',
    'PAUSED',
    '2026-11-20T17:00:00+07:00',
  ])
  await atCounter(huong)
  expect((await huong.act(id, 'supplements', { papers: [], note: 'Đã nộp giấy xác nhận.' })).body.state).toBe(
    'PROCESSING',
  )
  expect((await dung.get(`/api/dossiers/${id}`)).body.currentDueAt > '2026-11-25T17:00:00+07:00').toBe(true)
})

test('what is over is kept with its end, also of a procedure that is no more; late and early are reckoned here', async () => {
  const lines = [
    'CU-1;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;13/10/2026;;;Trễ hạn;Ngô Văn Một;;;;',
    'CU-2;Chứng thực theo quy định cũ;Đã trả;01/10/2019 09:00;02/10/2019 11:00;03/10/2019 08:00;03/10/2019 08:30;;;Đúng hạn;Ngô Văn Hai;;;;',
    'CU-3;Hộ nghèo;Rút;01/10/2026;12/10/2026;;;05/10/2026;;;Ngô Văn Ba;;;;',
    'CU-4;Hộ nghèo;Từ chối;01/10/2026;;;;02/10/2026;;;Ngô Văn Bốn;;;;',
    'CU-5;Hộ nghèo;Chờ trả;01/10/2026;12/10/2026;09/10/2026;;;;;Ngô Văn Năm;;;;',
  ]
  const { code, counted } = await takenOver(lines)
  expect([code, counted.taken, counted.byState, counted.byTimeliness, counted.byNote]).toEqual([
    0,
    5,
    { RETURNED: 2, STOPPED: 1, NOT_ACCEPTED: 1, RESOLVED: 1 },
    { ON_TIME: 1, OVERDUE: 1, EARLY: 1 },
    { 'timeliness-differs': 2 },
  ])
  const { huong, mai } = await office.staff('huong', 'mai')
  const pageOf = async (of: string) => {
    const [{ id }] = (await mai.get(`/api/dossiers?code=${of}`)).body.items
    return (await mai.get(`/api/dossiers/${id}`)).body
  }
  expect(await pageOf('CU-1')).toMatchObject({
    state: 'RETURNED',
    timeliness: 'ON_TIME',
    outcome: 'GRANTED',
    tasks: [],
  })
  expect(await pageOf('CU-2')).toMatchObject({
    state: 'RETURNED',
    timeliness: 'OVERDUE',
    procedure: { title: 'Chứng thực (thủ tục đã bãi bỏ)' },
    allowedActions: [],
  })
  expect(await pageOf('CU-3')).toMatchObject({ state: 'STOPPED', closedAt: '2026-10-05T17:00:00+07:00' })
  expect(await pageOf('CU-4')).toMatchObject({ state: 'NOT_ACCEPTED', acceptedAt: null })
  // Nobody finds the name in the catalogue.
  expect((await office.visitor().get('/api/procedures?q=b%C3%A3i%20b%E1%BB%8F')).body.items).toEqual([])
  // What lies ready is collected.
  await atCounter(huong)
  const [{ id }] = (await huong.get('/api/dossiers?code=CU-5')).body.items
  expect((await huong.act(id, 'returns', { receiver: 'OWNER', proof: 'ID_CARD' })).body.state).toBe(
    'RETURNED',
  )

  // The same file again changes nothing; what was altered is told, and not written over.
  const again = await takenOver(lines)
  expect([again.code, again.counted.taken, again.counted.unchanged]).toEqual([0, 0, 5])
  const { remarks: _, ...fewer } = MAPPING.columns
  expect((await takenOver(lines, { ...MAPPING, columns: fewer })).counted.unchanged).toBe(5)
  const altered = await takenOver([lines[0]!.replace('Một', 'Mốt'), ...lines.slice(1)])
  expect([altered.code, altered.counted.changed, altered.counted.unchanged]).toEqual([1, 1, 4])
  expect(await refusedRows(altered.path)).toContainEqual(['2', 'CU-1', '', '', 'row-changed'])
})

test('each row that cannot be taken over is told with its place and its reason, and the others are taken', async () => {
  const bad = [
    ';Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;A B;;;;',
    'X 1 (b);Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;A B;;;;',
    'X-2;;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;A B;;;;',
    'X-3;Thủ tục lạ;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;A B;;;;',
    'X-4;Chứng thực theo quy định cũ;Đang giải quyết;01/10/2026;12/10/2026;;;;;;A B;;;;',
    'X-5;Hộ nghèo;Lưu kho;01/10/2026;12/10/2026;12/10/2026;;;;;A B;;;;',
    'X-6;Hộ nghèo;Đã trả;31/02/2026;12/10/2026;12/10/2026;;;;;A B;;;;',
    'X-7;Hộ nghèo;Đã trả;01/10/2026;;12/10/2026;;;;;A B;;;;',
    'X-8;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2098;;;;;A B;;;;',
    'X-9;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;30/09/2026;;;;;A B;;;;',
    'X-10;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;11/10/2026;;;;A B;;;;',
    'X-11;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;;;;;',
    'X-12;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;NguyÔn V¨n B¶y;;;;',
    'X-13;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;A B;2706500;;;',
    'X-14;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;"=HYPERLINK(""http://x"")";;;;',
    'X-15;Hộ nghèo;Chờ bổ sung;01/10/2026;12/10/2026;;;;;;A B;;;;',
    'X-16;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;A B;;;;',
    'x-16;Hộ nghèo;Đã trả;01/10/2026;12/10/2026;12/10/2026;;;;;A B;;;;',
  ]
  const { code, counted, path, out, errors } = await takenOver(bad, MAPPING, '--dry-run')
  expect([code, counted.how, counted.taken, counted.refused]).toEqual([1, 'DRY', 2, 16])
  expect(`${out}${errors}`).not.toMatch(/A B|NguyÔn/)
  expect(
    (await refusedRows(path)).map(([row, , heading, , reason]) => [Number(row), heading, reason]),
  ).toEqual([
    [2, 'Số hồ sơ', 'code-missing'],
    [3, 'Số hồ sơ', 'code-not-read'],
    [4, 'Thủ tục', 'procedure-missing'],
    [5, 'Thủ tục', 'procedure-unmapped'],
    [6, 'Thủ tục', 'procedure-kept-but-open'],
    [7, 'Trạng thái', 'state-unmapped'],
    [8, 'Ngày nhận', 'date-not-read'],
    [9, 'Hẹn trả', 'date-missing'],
    [10, 'Có kết quả', 'date-in-future'],
    [11, 'Có kết quả', 'date-before-submission'],
    [12, 'Ngày trả', 'date-before-result'],
    [13, 'Chủ hồ sơ', 'name-missing'],
    [14, 'Chủ hồ sơ', 'name-in-old-font'],
    [15, 'CCCD', 'person-not-read'],
    [17, 'Tạm dừng từ', 'date-missing'],
    [19, 'Số hồ sơ', 'code-twice'],
  ])
  // Nothing was written; all or nothing writes nothing either; then the one that is good goes in.
  expect((await takenOver(bad, MAPPING, '--all-or-nothing')).counted).toMatchObject({
    how: 'NOTHING',
    taken: 2,
  })
  expect((await takenOver(bad)).counted).toMatchObject({ how: 'WRITTEN', taken: 2, refused: 16 })
  expect((await stat(`${path}.takeover.xlsx`)).mode & 0o777).toBe(0o600)
})

test('a code that a dossier of this house bears is not given twice, and numbers of the other software are not given again', async () => {
  const huong = await office.signIn('huong')
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })
    .format()
    .replaceAll('-', '')
    .slice(2)
  const of = (number: string) =>
    `H05.47-${today}-${number};Hộ nghèo;Mới tiếp nhận;20/11/2026;30/12/2099;;;;;;Lê Văn Tám;;;;`
  // No centre comes to such a number in a day: the next receipt must be one that can be read out.
  expect((await takenOver([of('0041'), of('999999999')])).counted.taken).toBe(2)
  await atCounter(huong)
  const { reception } = await import('../support/household.ts')
  const received = await huong.post('/api/dossiers', reception())
  expect(received.body.code).toBe(`H05.47-${today}-0042`)
  const clash = await takenOver([of('0042')])
  expect([clash.code, clash.counted.byReason]).toEqual([1, { 'code-taken': 1 }])
})

test('a mapping is refused with every place that is wrong in it', async () => {
  const { errors, code } = await takenOver(['A;B'], {
    ...MAPPING,
    centre: '?',
    states: { 'Đã trả': '?RETURNED', Khác: 'GONE' },
    dates: ['dd/MM/yy'],
    whatever: 1,
  })
  expect(code).toBe(1)
  for (const place of [
    'centre: MAPPING_STILL_A_GUESS',
    'states["Đã trả"]: MAPPING_STILL_A_GUESS',
    'states["Khác"]: MAPPING_STATE_UNKNOWN',
    'dates[0]: MAPPING_DATE_FORM_NOT_READ',
    'whatever: MAPPING_WORD_UNKNOWN',
  ])
    expect(errors).toContain(place)
  const unknown = await takenOver(['A;B'], { ...MAPPING, centre: 'H99', officers: { X: 'nobody' } })
  expect(unknown.errors).toContain('centre: MAPPING_CENTRE_UNKNOWN')
  const column = await takenOver(['A;B'], { ...MAPPING, columns: { ...MAPPING.columns, unit: 'Phòng' } })
  expect(column.errors).toContain('columns.unit (Phòng): MAPPING_COLUMN_NOT_THERE')
})
