import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseNow } from '#catalogue/index.ts'
import { addDays, hanoiDateOf } from '#common/time.ts'
import { sealedIn } from '#platform/seal.ts'
import { fillWorld, officeOf } from '#simulator/index.ts'
import { type Client, furnishedOffice, PROCEDURE, reception, type TestOffice } from '../support/office.ts'

let office: TestOffice
let who: Record<'huong' | 'binh' | 'dung' | 'son' | 'lan' | 'long' | 'phuoc', Client>
beforeAll(async () => {
  office = await furnishedOffice()
  who = await office.staff('huong', 'binh', 'dung', 'son', 'lan', 'long', 'phuoc')
  await who.huong.openCounter()
  await who.lan.openCounter('daovien.tt.counter.1')
})
afterAll(() => office.close())

const received = async (owner: object, by = who.huong, over: object = {}) =>
  (await by.post('/api/dossiers', reception({ owner, ...over }))).body as { id: string; code: string }

interface Group {
  persons: { id: string; fullName: string; dossier: { id: string; code: string } }[]
  findings: { id: string; reason: string; by: string; numbersApart: string[] }[]
}

const search = async (words: string, by = who.huong) => {
  const answer = await by.post('/api/people-searches', { words }, { key: null })
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`)
  return answer.body as { by: string; items: Group[]; hasMore: boolean; mayTellWhoIsWho: boolean }
}
const namesFound = async (words: string, by = who.huong): Promise<string[]> =>
  (await search(words, by)).items.flatMap(({ persons }) => persons.map(({ fullName }) => fullName))
const dossiersFound = async (words: string, by = who.huong): Promise<string[]> =>
  (await search(words, by)).items.flatMap(({ persons }) => persons.map(({ dossier }) => dossier.id))

test('somebody is found by name without marks, by whole number, telephone and code, and the numbers are masked', async () => {
  const { id, code } = await received({
    fullName: 'Đặng Thị Thùy Quyên',
    citizenNumber: '027165001777',
    phone: '0987654321',
  })
  for (const words of [
    'dang thi thuy quyen',
    'THÙY QUYÊN',
    'quyen',
    'quyên đặng',
    '027 165 001 777',
    '+84 987 654 321',
    code.toLowerCase(),
  ])
    expect([words, await dossiersFound(words)]).toEqual([words, [id]])
  const { items } = await search('quyen dang')
  expect(items[0]).toMatchObject({
    persons: [
      {
        fullName: 'Đặng Thị Thùy Quyên',
        citizenNumberMasked: '•••• 1777',
        phoneMasked: '•••• 4321',
        part: 'OWNER',
        isNumberVerified: false,
        dossier: { id, code, state: 'ACCEPTED' },
      },
    ],
    findings: [],
  })
  for (const words of ['quyen tran', 'thi dang thuy lan', '027165001778', '0987654322'])
    expect([words, await dossiersFound(words)]).toEqual([words, []])
})

test('the marks that were typed come first, and then the newest', async () => {
  await received({ fullName: 'Trần Quốc Tưởng' })
  await received({ fullName: 'Phạm Quốc Tường' })
  await received({ fullName: 'Lý Quốc Tưởng' })
  expect(await namesFound('quốc tường')).toEqual(['Phạm Quốc Tường', 'Lý Quốc Tưởng', 'Trần Quốc Tưởng'])
  expect(await namesFound('lí quốc tuong')).toEqual(['Lý Quốc Tưởng'])
})

test.each([
  ['x', 'search-too-short'],
  ['0271650', 'search-number-not-whole'],
  ['H05.47-2611', 'search-not-read'],
])('%o is refused in words', async (words, code) => {
  const answer = await who.huong.post('/api/people-searches', { words }, { key: null })
  expect([answer.status, answer.body.code]).toEqual([422, code])
})

test('what may not be seen is not found: another authority, another unit, who runs the machine', async () => {
  const { id } = await received({ fullName: 'Nghiêm Thị Oanh', citizenNumber: '027165001888' })
  const other = await received({ fullName: 'Nghiêm Thị Oanh', citizenNumber: '027165001888' }, who.lan)
  for (const words of ['nghiem thi oanh', 'oanh nghiem', '027165001888']) {
    expect(await dossiersFound(words)).toEqual([id])
    expect(await dossiersFound(words, who.lan)).toEqual([other.id])
    expect(await dossiersFound(words, who.phuoc)).toEqual([id])
    expect(await dossiersFound(words, who.dung)).toEqual([])
    expect(await dossiersFound(words, who.long)).toEqual([])
  }
  expect((await office.visitor().post('/api/people-searches', { words: 'oanh' })).status).toBe(401)
})

test('an agency that is asked finds the people from then on', async () => {
  const { id } = await received({ fullName: 'Quách Văn Nhung' })
  expect(await dossiersFound('quach van nhung', who.son)).toEqual([])
  await who.huong.act(id, 'hand-overs')
  await who.dung.act(id, 'hand-over-confirmations')
  await who.dung.act(id, 'opinion-requests')
  expect(await dossiersFound('quach van nhung', who.son)).toEqual([id])
})

test('a name that was put right is found by its new words and by its old ones no more, at every authority', async () => {
  const { id } = await received({ fullName: 'Trịnh Văn Duyên' })
  await who.huong.act(id, 'hand-overs')
  await who.dung.act(id, 'hand-over-confirmations')
  await who.dung.act(id, 'opinion-requests')
  expect(await dossiersFound('trinh duyen', who.son)).toEqual([id])
  const corrected = await who.huong.act(id, 'reception-corrections', {
    reason: 'Ghi nhầm họ.',
    owner: { fullName: 'Trương Văn Duyên' },
    submitter: { fullName: 'Trương Thị Nộp' },
  })
  expect(corrected.status).toBe(201)
  for (const by of [who.huong, who.son]) {
    expect(await dossiersFound('trinh van duyen', by)).toEqual([])
    expect(await dossiersFound('trinh duyen', by)).toEqual([])
    expect(await dossiersFound('truong van duyen', by)).toEqual([id])
    expect(await dossiersFound('nop', by)).toEqual([id])
  }
  const [{ count }] = await office.asLoader(
    `select count(*)::integer as count from person_word w where dossier_id = $1
       and not exists (select from person p where p.id = w.person_id and p.recorded_at = w.recorded_at
         and not exists (select from person n where n.id = p.id and n.version > p.version))`,
    [id],
  )
  expect(count).toBe(0)
})

test('dossiers of an older version are found once their words are written, and it is done once', async () => {
  const { id } = await received({ fullName: 'Hán Thị Ánh' })
  const [{ count: before }] = await office.asLoader(
    'select count(*)::integer from person_word where dossier_id = $1',
    [id],
  )
  await office.asLoader('delete from person_word where dossier_id = $1', [id])
  expect(await dossiersFound('han thi anh')).toEqual([])
  // As the migration leaves them; twice, for a worker that was killed before it said that it had done it.
  for (const seq of [0, -1])
    await office.asLoader(
      `insert into job (id, subscriber, order_key, event_seq, authority_id, run_at)
       select gen_random_uuid(), 'dossiers.index-people', id, $1, authority_id, now() from dossier`,
      [seq],
    )
  await office.settle()
  expect(await dossiersFound('han thi anh')).toEqual([id])
  const [{ count }] = await office.asLoader(
    'select count(*)::integer from person_word where dossier_id = $1',
    [id],
  )
  expect(count).toBe(before)
})

test('a search is a read that the ledger keeps, with what kind and how many, and without what was typed', async () => {
  await search('nguyen van tuong')
  const [line] = await office.asLoader(
    `select act, purpose, subject_id, detail from ledger where act = 'PEOPLE_SEARCHED' order by at desc, id desc limit 1`,
  )
  expect(line).toMatchObject({ purpose: 'HANDLING', subject_id: null, detail: { by: 'NAME' } })
  expect(JSON.stringify(await office.asLoader('select * from ledger'))).not.toMatch(/tuong/i)
})

test('one human being in two dossiers is declared one, with a reason, shown as one, and taken back', async () => {
  const one = await received({ fullName: 'Ngô Thị Bích Châu', citizenNumber: '027165002001' })
  const other = await received({ fullName: 'Ngô Bích Châu' })
  const groups = async (words: string, by = who.huong) =>
    (await search(words, by)).items.map(({ persons }) => persons.map(({ dossier }) => dossier.id).sort())
  expect(await groups('bich chau')).toEqual([[other.id], [one.id]])
  const personIds = (await search('bich chau')).items.flatMap(({ persons }) => persons.map(({ id }) => id))

  const body = { personIds, reason: 'Đã xem căn cước của cả hai lần.' }
  const declaring = (by: Client, over: object = {}) =>
    by.post('/api/same-person-findings', { ...body, ...over }, { key: null })
  expect((await declaring(who.phuoc)).body.code).toBe('findings-for-the-centre-only')
  expect((await declaring(who.lan)).status).toBe(404)
  expect((await declaring(who.huong, { personIds: [personIds[0], personIds[0]] })).body.code).toBe(
    'same-person-itself',
  )
  expect((await declaring(who.huong, { reason: '…' })).body.code).toBe('text-empty')
  const made = await declaring(who.huong)
  expect(made.status).toBe(201)
  expect((await declaring(who.binh, { personIds: personIds.toReversed() })).body.id).toBe(made.body.id)

  // Whoever finds one of them by something the other has not is shown both.
  expect(await groups('bich chau')).toEqual([[one.id, other.id].sort()])
  expect(await groups('027165002001')).toEqual([[one.id, other.id].sort()])
  expect(await groups('ngo thi bich chau', who.phuoc)).toEqual([[one.id, other.id].sort()])
  const [group] = (await search('bich chau')).items
  expect(group?.findings).toMatchObject([{ id: made.body.id, reason: body.reason, by: expect.any(String) }])
  // The dossiers are as they were.
  expect((await who.huong.get(`/api/dossiers/${other.id}`)).body).toMatchObject({ version: 1 })

  const undoing = (by: Client, query = '?confirm=yes') =>
    by.delete(`/api/same-person-findings/${made.body.id}${query}`)
  expect((await undoing(who.lan)).status).toBe(404)
  expect((await undoing(who.phuoc)).status).toBe(403)
  const unconfirmed = await undoing(who.binh, '')
  expect([unconfirmed.status, unconfirmed.body.code]).toEqual([428, 'undoing-not-confirmed'])
  expect(await groups('bich chau')).toHaveLength(1)
  expect((await undoing(who.binh)).status).toBe(204)
  expect((await undoing(who.binh)).status).toBe(204)
  expect(await groups('bich chau')).toEqual([[other.id], [one.id]])
  const lines = await office.asLoader('select act from ledger where subject_id = $1 order by at, id', [
    other.id,
  ])
  expect(lines.map(({ act }) => act).filter((act) => act.startsWith('SAME'))).toEqual([
    'SAME_PERSON_DECLARED',
    'SAME_PERSON_UNDONE',
  ])
  expect((await declaring(who.huong)).body.id).not.toBe(made.body.id)
})

test('one verified number is one human being; two of them are never declared one', async () => {
  const verified = (id: string) =>
    office.asLoader('update person set number_verified_at = now() where dossier_id = $1', [id])
  const first = await received({ fullName: 'Đỗ Xuân Thắng', citizenNumber: '027065003001' })
  const same = await received({ fullName: 'Đỗ Thắng Xuân', citizenNumber: '027065003001' })
  const another = await received({ fullName: 'Đỗ Xuân Thắng', citizenNumber: '027065003002' })
  expect((await search('do xuan thang')).items).toHaveLength(3)
  for (const { id } of [first, same, another]) await verified(id)
  const { items } = await search('do xuan thang')
  expect(items.map(({ persons }) => persons.map(({ dossier }) => dossier.id).sort())).toEqual(
    expect.arrayContaining([[first.id, same.id].sort(), [another.id]]),
  )
  const personIds = items.map(({ persons }) => persons[0]!.id)
  const answer = await who.huong.post(
    '/api/same-person-findings',
    { personIds, reason: 'Trùng tên.' },
    { key: null },
  )
  expect([answer.status, answer.body.code]).toEqual([409, 'verified-numbers-differ'])
})

test('two numbers that nobody verified are one person only when that was looked at, and the finding shows both', async () => {
  await received({ fullName: 'Lâm Quốc Khải', citizenNumber: '027165004117' })
  await received({ fullName: 'Lâm Quốc Khải', citizenNumber: '027165004171' })
  const personIds = (await search('lam quoc khai')).items.map(({ persons }) => persons[0]!.id)
  const declaring = (over: object) =>
    who.huong.post(
      '/api/same-person-findings',
      { personIds, reason: 'Lần đầu ghi nhầm hai chữ số cuối; đã xem thẻ.', ...over },
      { key: null },
    )
  const asked = await declaring({})
  expect([asked.status, asked.body.code]).toEqual([409, 'numbers-differ'])
  expect(asked.text).not.toMatch(/0271650041/)
  expect((await search('lam quoc khai')).items).toHaveLength(2)
  expect((await declaring({ numbersDiffer: 'CONFIRMED' })).status).toBe(201)
  const { items } = await search('lam quoc khai')
  expect(items).toHaveLength(1)
  expect([...items[0]!.findings[0]!.numbersApart].sort()).toEqual(['•••• 4117', '•••• 4171'])
})

test('whoever was lent a post for one procedure finds the people of its dossiers, and what is under way of them', async () => {
  const own = await received({ fullName: 'Mạc Thị Ngân Hà' })
  const slug = PROCEDURE
  const lentTo = async (procedures: readonly string[]) => {
    await office.asLoader('delete from delegation')
    await office.asLoader(
      `insert into delegation (id, authority_id, from_officer_id, to_officer_id, unit_id, roles, procedures, valid_from,
         valid_to, basis, made_at, made_by)
       select gen_random_uuid(), f.authority_id, f.id, t.id, f.unit_id, f.roles, $1, now() - interval '1 hour',
         now() + interval '1 hour', 'Giấy số 1', now(), f.id
       from officer f, officer t where f.username = 'mai' and t.username = 'hanh'`,
      [procedures],
    )
  }
  const hanh = await office.signIn('hanh')
  const sent = async () =>
    ((await hanh.get('/api/hand-overs?side=SENT')).body.items as { dossierId: string }[]).map(
      ({ dossierId }) => dossierId,
    )
  expect(await dossiersFound('mac thi ngan ha', hanh)).toEqual([])
  await lentTo(['mot-thu-tuc-khac'])
  expect(await dossiersFound('mac thi ngan ha', hanh)).toEqual([])
  await lentTo([slug])
  for (const words of ['mac thi ngan ha', 'ngan ha', 'ha mac', own.code])
    expect([words, await dossiersFound(words, hanh)]).toEqual([words, [own.id]])
  expect(await sent()).not.toContain(own.id)
  await who.huong.post(`/api/dossiers/${own.id}/hand-overs`, {}, { version: 1 })
  expect(await sent()).toContain(own.id)
  await lentTo(['mot-thu-tuc-khac'])
  expect(await sent()).toEqual([])
  await office.asLoader('delete from delegation')
})

test('an officer looks for sixty people in ten minutes, however they are sent, and is told when to go on', async () => {
  await office.asLoader('delete from people_search_pace')
  const asking = () => who.son.post('/api/people-searches', { words: 'nguyen van a' }, { key: null })
  const linesBefore = (await office.asLoader("select 1 from ledger where act = 'PEOPLE_SEARCHED'")).length
  const answers = await Promise.all(Array.from({ length: 75 }, asking))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(60)
  const [refused] = answers.filter(({ status }) => status !== 200)
  expect([refused?.status, refused?.body.code]).toEqual([429, 'too-many-people-searches'])
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(590)
  expect(refused?.body.detail).toMatch(/10 phút/)
  expect(await office.asLoader("select 1 from ledger where act = 'PEOPLE_SEARCHED'")).toHaveLength(
    linesBefore + 60,
  )
  // Nobody else is held up, and what is ten minutes old is forgotten.
  expect(await namesFound('nguyen van a')).toBeDefined()
  await office.asLoader(`update people_search_pace set searched_at = array(
    select at - interval '3 minutes' from unnest(searched_at) at)`)
  expect(Number((await asking()).headers['retry-after'])).toBeLessThan(421)
  await office.asLoader(`update people_search_pace set searched_at = array(
    select at - interval '7 minutes' from unnest(searched_at) at)`)
  expect((await asking()).status).toBe(200)
  expect(
    await office.asLoader('select 1 from people_search_pace where cardinality(searched_at) = 1'),
  ).not.toEqual([])
})

test('people of whole histories that were loaded at once are found like those who were received', async () => {
  const other = await furnishedOffice()
  const { office: rooms, database } = other.house
  const { made, now } = await database.as({ actor: 'system' }, async (tx) => {
    const { now, generation } = await databaseNow(tx)
    const asked = { [PROCEDURE]: 1 }
    return { now, made: await officeOf(rooms, tx, generation, asked, rooms.publicUrl) }
  })
  const loader = new pg.Client(other.province.loader)
  await loader.connect()
  await loader.query('begin')
  const world = {
    office: made.office,
    seed: 3,
    from: addDays(hanoiDateOf(now), -60),
    until: now,
    dossiers: 20,
  }
  await fillWorld(loader, rooms.sealer, made.printing, world, () => {})
  await loader.query('commit')
  const { rows } = await loader.query('select id, version, sealed, dossier_id from person limit 8')
  await loader.end()
  const phuoc = await other.signIn('phuoc')
  for (const row of rows) {
    const { fullName } = JSON.parse(
      rooms.sealer.openText(row.sealed, sealedIn('person', 'sealed', `${row.id}.${row.version}`)),
    )
    expect(await dossiersFound(fullName, phuoc)).toContain(row.dossier_id)
  }
  expect(rows).toHaveLength(8)
  await other.close()
})
