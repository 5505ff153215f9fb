import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { plain } from '#common/names.ts'
import { plainDate } from '#common/time.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { silent } from '#platform/log.ts'
import { dice } from '../../../prove/support/dice.ts'
import { freshProvince, removeFolder, temporaryFolder } from '../../test/support/cluster.ts'
import { foldedWords } from './rules/search-words.ts'
import { type SearchRequest, searchProcedures } from './search.ts'
import { indexVersions } from './search-index.ts'

/** As national records name procedures, with the code, field, agency and result of some. */
const TITLES: readonly (readonly [
  title: string,
  code?: string,
  field?: string,
  agency?: string,
  result?: string,
])[] = [
  ['Đăng ký khai sinh', '1.001193', 'Hộ tịch', 'Ủy ban nhân dân cấp xã', 'Giấy khai sinh'],
  ['Đăng ký lại khai sinh', '1.004884', 'Hộ tịch', 'Ủy ban nhân dân cấp xã', 'Giấy khai sinh'],
  [
    'Đăng ký khai sinh có yếu tố nước ngoài',
    '2.000528',
    'Hộ tịch',
    'Ủy ban nhân dân cấp xã',
    'Giấy khai sinh',
  ],
  ['Đăng ký khai sinh lưu động', '1.003583', 'Hộ tịch'],
  ['Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con', '1.000689', 'Hộ tịch'],
  ['Đăng ký kết hôn', '1.000894', 'Hộ tịch', 'Ủy ban nhân dân cấp xã', 'Giấy chứng nhận kết hôn'],
  ['Đăng ký kết hôn có yếu tố nước ngoài', '2.000806', 'Hộ tịch'],
  ['Đăng ký khai tử', '1.000656', 'Hộ tịch', undefined, 'Trích lục khai tử'],
  ['Đăng ký giám hộ', '1.004837', 'Hộ tịch'],
  ['Cấp Giấy xác nhận tình trạng hôn nhân', '1.004873', 'Hộ tịch'],
  ['Cấp bản sao trích lục hộ tịch', '2.000635', 'Hộ tịch'],
  ['Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc', '1.004859', 'Hộ tịch'],
  [
    'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp',
    '2.000815',
    'Chứng thực',
  ],
  ['Chứng thực chữ ký trong các giấy tờ, văn bản', '2.000884', 'Chứng thực'],
  ['Chứng thực di chúc', '2.001019', 'Chứng thực'],
  ['Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam', '2.000488', 'Lý lịch tư pháp', 'Công an cấp tỉnh'],
  [
    'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm',
    undefined,
    'Giảm nghèo',
    'Ủy ban nhân dân xã, phường',
  ],
  ['Công nhận hộ thoát nghèo, hộ thoát cận nghèo trong năm', '1.011607', 'Giảm nghèo'],
  ['Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội', '1.001731', 'Bảo trợ xã hội'],
  ['Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật', '1.001699', 'Bảo trợ xã hội'],
  ['Cấp đổi, cấp lại Giấy xác nhận khuyết tật', '1.001653', 'Bảo trợ xã hội'],
  ['Giải quyết chế độ trợ cấp thờ cúng liệt sĩ', '1.010803', 'Người có công'],
  [
    'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ',
    '1.009994',
    'Hoạt động xây dựng',
    undefined,
    'Giấy phép xây dựng',
  ],
  ['Gia hạn giấy phép xây dựng đối với nhà ở riêng lẻ', '1.009998', 'Hoạt động xây dựng'],
  ['Đăng ký thành lập hộ kinh doanh', '1.001612', 'Thành lập và hoạt động của hộ kinh doanh'],
  ['Chấm dứt hoạt động hộ kinh doanh', '1.001570', 'Thành lập và hoạt động của hộ kinh doanh'],
  [
    'Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất lần đầu',
    '1.012753',
    'Đất đai',
    'Văn phòng đăng ký đất đai',
  ],
  ['Chuyển mục đích sử dụng đất', '1.012771', 'Đất đai'],
  ['Tách thửa hoặc hợp thửa đất', '1.012784', 'Đất đai'],
  ['Cấp đổi giấy phép lái xe', '1.002809', 'Đường bộ', 'Công an cấp tỉnh', 'Giấy phép lái xe'],
  ['Cấp lại giấy phép lái xe', '1.002820', 'Đường bộ', 'Công an cấp tỉnh'],
  ['Cấp, cấp lại, đổi thẻ căn cước', '1.012547', 'Căn cước', 'Công an cấp xã', 'Thẻ căn cước'],
  ['Đăng ký tạm trú', '1.004194', 'Cư trú', 'Công an cấp xã'],
  ['Đăng ký thường trú', '1.004222', 'Cư trú', 'Công an cấp xã'],
  ['Cấp hộ chiếu phổ thông ở trong nước', '1.001456', 'Xuất nhập cảnh', 'Công an cấp tỉnh'],
  [
    'Cấp lại thẻ bảo hiểm y tế do hỏng, mất',
    '1.002759',
    'Bảo hiểm',
    'Bảo hiểm xã hội cơ sở',
    'Thẻ bảo hiểm y tế',
  ],
  ['Giải quyết hưởng bảo hiểm xã hội một lần', '1.001667', 'Bảo hiểm', 'Bảo hiểm xã hội cơ sở'],
  ['Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm', '1.002425', 'An toàn thực phẩm'],
  ['Cấp giấy phép hành nghề khám bệnh, chữa bệnh', '1.012289', 'Khám bệnh, chữa bệnh', 'Sở Y tế'],
  ['Cấp giấy phép môi trường', '1.010733', 'Môi trường', 'Sở Nông nghiệp và Môi trường'],
  ['Tuyển sinh trung học cơ sở', '3.000182', 'Giáo dục trung học'],
  ['Khai thác nguồn lợi thủy sinh trong khu bảo vệ', '1.004915', 'Thủy sản'],
  ['Cấp giấy phép kinh doanh karaoke', '1.000903', 'Văn hóa'],
  ['Ký quỹ bảo vệ môi trường trong khai thác khoáng sản', '1.000943', 'Khoáng sản'],
  ['Kiểm tra an toàn phòng cháy, chữa cháy', '1.009896', 'Phòng cháy và chữa cháy'],
  ['Tiếp công dân tại cấp xã', '2.002396', 'Tiếp công dân'],
]

const TODAY = plainDate('2026-11-24')

const withoutSearch = await temporaryFolder()
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))
const earlier = (await readdir(MIGRATIONS)).filter((name) => name < '0007')
for (const name of earlier) await copyFile(join(MIGRATIONS, name), join(withoutSearch, name))
const province = await freshProvince({ migrations: withoutSearch })
const database = openDatabase({ connection: province.app, size: 2, patience: 10_000 })
const loader = new pg.Client(province.loader)

interface Made {
  status?: 'DRAFT' | 'PUBLISHED' | 'SUSPENDED'
  from?: string
  to?: string | null
  procedureId?: string
  version?: number
  titleEn?: string
}

const make = async (
  [title, code, field, agency, result]: (typeof TITLES)[number],
  {
    status = 'PUBLISHED',
    from = '2025-07-01',
    to = null,
    procedureId = v7(),
    version = 1,
    titleEn,
  }: Made = {},
): Promise<string> => {
  const id = v7()
  await loader.query(
    'insert into procedure (id, slug, national_code, created_at) values ($1, $3, $2, now()) on conflict do nothing',
    [procedureId, code ?? null, procedureId],
  )
  await loader.query(
    `insert into procedure_version (id, procedure_id, version, status, title, title_norm, level, effective_from, effective_to, body)
     values ($1, $2, $3, $4, $5, $6, 'COMMUNE', $7, $8, $9)`,
    [
      id,
      procedureId,
      version,
      status,
      title,
      plain(title),
      from,
      to,
      JSON.stringify({
        titleEn: titleEn ?? null,
        field: field ?? null,
        competent: agency ?? null,
        results: result ? [{ vi: result, en: result }] : [],
      }),
    ],
  )
  return id
}

const titleOf = new Map<string, string>()
const search = async (words: string, wanted: Partial<SearchRequest> = {}) => {
  const { ids, exact, hasMore } = await database.as({ actor: 'public' }, (tx) =>
    searchProcedures(tx, { words, day: TODAY, limit: 20, ...wanted }),
  )
  return { titles: ids.map((id) => titleOf.get(id) ?? id), exact, hasMore }
}

const rows = async () =>
  (await loader.query('select s.*, words::text from procedure_search s order by version_id')).rows
const words = async () => (await loader.query('select word from procedure_word order by word')).rows

beforeAll(async () => {
  await loader.connect()
  for (const one of TITLES) titleOf.set(await make(one), one[0])
  await make(['Đăng ký khai sinh bản nháp'], { status: 'DRAFT' })
  await migrate({ owner: province.owner, schema: province.schema, folder: MIGRATIONS, log: silent })
})
afterAll(async () => {
  await loader.end()
  await database.close()
  await removeFolder(withoutSearch)
})

test('what the migration writes of versions already there is what the program writes', async () => {
  const migrated = await rows()
  const learnt = await words()
  expect(migrated).toHaveLength(TITLES.length)
  await loader.query('delete from procedure_word')
  await indexVersions(loader, [...titleOf.keys()])
  expect(await rows()).toEqual(migrated)
  expect(await words()).toEqual(learnt)
})

describe('a clerk types, and finds first', () => {
  it.each([
    // Initials.
    ['dkks', 'Đăng ký khai sinh'],
    ['ĐKKS', 'Đăng ký khai sinh'],
    ['đ k k s', 'Đăng ký khai sinh'],
    ['dkkt', 'Đăng ký khai tử'],
    ['dkkscytnn', 'Đăng ký khai sinh có yếu tố nước ngoài'],
    ['dkkh', 'Đăng ký kết hôn'],
    ['dktt', 'Đăng ký tạm trú'],
    ['dkks cytnn', 'Đăng ký khai sinh có yếu tố nước ngoài'],
    ['xntthn', 'Cấp Giấy xác nhận tình trạng hôn nhân'],
    ['bhyt', 'Cấp lại thẻ bảo hiểm y tế do hỏng, mất'],
    ['hkd', 'Đăng ký thành lập hộ kinh doanh'],
    ['gplx', 'Cấp đổi giấy phép lái xe'],
    ['cl gplx', 'Cấp lại giấy phép lái xe'],
    ['qsdđ', 'Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất lần đầu'],
    ['lltp', 'Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam'],
    ['pccc', 'Kiểm tra an toàn phòng cháy, chữa cháy'],
    ['dk khai sinh', 'Đăng ký khai sinh'],
    ['cap gpxd', 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ'],
    // Words, with marks or without, in any order, the last one not finished.
    ['Đăng ký khai sinh', 'Đăng ký khai sinh'],
    ['ĐĂNG KÍ KHAI SINH', 'Đăng ký khai sinh'],
    ['Đăng ký khai sinh'.normalize('NFD'), 'Đăng ký khai sinh'],
    ['dang ky kh', 'Đăng ký khai tử'],
    ['khai sinh', 'Đăng ký khai sinh'],
    ['sinh khai', 'Đăng ký khai sinh'],
    ['khai sinh nuoc ngoai', 'Đăng ký khai sinh có yếu tố nước ngoài'],
    ['nuoc ngoai ket hon', 'Đăng ký kết hôn có yếu tố nước ngoài'],
    ['ket hon', 'Đăng ký kết hôn'],
    ['hon nhan', 'Cấp Giấy xác nhận tình trạng hôn nhân'],
    ['ho ngheo', 'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm'],
    ['thoat ngheo', 'Công nhận hộ thoát nghèo, hộ thoát cận nghèo trong năm'],
    ['mai tang', 'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội'],
    ['khuyet tat', 'Cấp đổi, cấp lại Giấy xác nhận khuyết tật'],
    ['lí lịch', 'Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam'],
    ['ky quy', 'Ký quỹ bảo vệ môi trường trong khai thác khoáng sản'],
    ['kí quĩ', 'Ký quỹ bảo vệ môi trường trong khai thác khoáng sản'],
    ['ky', 'Ký quỹ bảo vệ môi trường trong khai thác khoáng sản'],
    ['giay phep lai xe', 'Cấp đổi giấy phép lái xe'],
    ['sao trich luc', 'Cấp bản sao trích lục hộ tịch'],
    ['can cuoc', 'Cấp, cấp lại, đổi thẻ căn cước'],
    ['karaoke', 'Cấp giấy phép kinh doanh karaoke'],
    // What stands around the title: the paper that one gets, the field, the agency; after what a title says itself.
    ['giay khai sinh', 'Đăng ký khai sinh'],
    ['trich luc khai tu', 'Đăng ký khai tử'],
    ['ho tich', 'Cấp bản sao trích lục hộ tịch'],
    ['cong an tam tru', 'Đăng ký tạm trú'],
    ['so nong nghiep', 'Cấp giấy phép môi trường'],
    // Codes.
    ['1.001193', 'Đăng ký khai sinh'],
    ['1001193', 'Đăng ký khai sinh'],
    ['1.0011', 'Đăng ký khai sinh'],
    ['001193', 'Đăng ký khai sinh'],
    ['1.001193 khai sinh', 'Đăng ký khai sinh'],
  ])('%j: %s', async (typed, first) => {
    const { titles, exact } = await search(typed)
    expect(titles[0]).toBe(first)
    expect(exact).toBeGreaterThan(0)
  })
})

describe('a clerk mistypes, and the closest is', () => {
  it.each([
    ['dang ki kai sinh', 'Đăng ký khai sinh'],
    ['dang ky khai snh', 'Đăng ký khai sinh'],
    ['dang ky khai sihn', 'Đăng ký khai sinh'],
    ['dang ky khaii sinh', 'Đăng ký khai sinh'],
    ['ddang ky khai sinh', 'Đăng ký khai sinh'],
    ['dangkykhaisinh', 'Đăng ký khai sinh'],
    ['dang kykhai sinh', 'Đăng ký khai sinh'],
    ['khaisinh', 'Đăng ký khai sinh'],
    ['dangkykaisinh', 'Đăng ký khai sinh'],
    ['dangky khaisinh', 'Đăng ký khai sinh'],
    ['hongheo', 'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm'],
    ['dichuc', 'Chứng thực di chúc'],
    ['ddangw kys khai sinh', 'Đăng ký khai sinh'],
    ['d9a8ng ky1 khai sinh', 'Đăng ký khai sinh'],
    ['ho ngeho', 'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm'],
    ['ho nghep', 'Công nhận hộ nghèo, hộ cận nghèo phát sinh trong năm'],
    ['giay pehp lai xe', 'Cấp đổi giấy phép lái xe'],
    ['tinh trang hon nhna', 'Cấp Giấy xác nhận tình trạng hôn nhân'],
    ['the bao heim y te', 'Cấp lại thẻ bảo hiểm y tế do hỏng, mất'],
    ['karaokee', 'Cấp giấy phép kinh doanh karaoke'],
    ['kett hon nuoc ngo', 'Đăng ký kết hôn có yếu tố nước ngoài'],
    ['ket hon nuoc ngoi', 'Đăng ký kết hôn có yếu tố nước ngoài'],
    ['thu tuc dang ky khai sinh', 'Đăng ký khai sinh'],
    ['lam thu tuc ket hon', 'Đăng ký kết hôn'],
    ['xin tam tru', 'Đăng ký tạm trú'],
  ])('%j: %s', async (typed, first) => {
    const { titles, exact, hasMore } = await search(typed)
    expect(titles[0]).toBe(first)
    expect(titles.length).toBeLessThanOrEqual(5)
    expect({ exact, hasMore }).toEqual({ exact: 0, hasMore: false })
  })

  it('nothing for what is like nothing', async () => {
    for (const typed of ['xyz', 'qwerty asdf', 'abcdefghijkl', '12345678', 'ngan hang', 'xin chao cac ban'])
      expect({ typed, ...(await search(typed)) }).toEqual({ typed, titles: [], exact: 0, hasMore: false })
  })
})

test('where few hold the words, they come first and the closest fill up to five', async () => {
  const { titles, exact } = await search('ket hon co yeu to nuoc ngoai')
  expect(exact).toBe(1)
  expect(titles[0]).toBe('Đăng ký kết hôn có yếu tố nước ngoài')
  expect(titles[1]).toBe('Đăng ký khai sinh có yếu tố nước ngoài')
  expect(titles.length).toBeLessThanOrEqual(5)
  expect(new Set(titles).size).toBe(titles.length)
  // But a number is right or wrong.
  expect((await search('1.001193')).titles).toEqual(['Đăng ký khai sinh'])
})

test('the shorter title comes before the longer, and a title that begins with the words before both', async () => {
  expect((await search('khai sinh')).titles.slice(0, 3)).toEqual([
    'Đăng ký khai sinh',
    'Đăng ký lại khai sinh',
    'Đăng ký khai sinh lưu động',
  ])
  expect((await search('cap lai')).titles.slice(0, 2)).toEqual([
    'Cấp lại giấy phép lái xe',
    'Cấp lại thẻ bảo hiểm y tế do hỏng, mất',
  ])
})

test('of one field or one agency only, by every way of searching', async () => {
  const field = 'Đường bộ'
  for (const typed of [
    'cap lai',
    'clgp',
    'cap',
    '1.002',
    'giay phep',
    'gplx',
    'caplaigiay',
    'giay pehp lai xe',
    'xe',
    '',
  ]) {
    const of = (wanted: Partial<SearchRequest>) =>
      search(typed, wanted).then(({ titles }) => ({ typed, titles }))
    const all = TITLES.filter((one) => one[2] === field).map(([title]) => title)
    const { titles } = await of({ field })
    expect({ typed, titles, others: titles.filter((title) => !all.includes(title)) }).toMatchObject({
      others: [],
    })
    expect(titles).toContain('Cấp lại giấy phép lái xe')
    expect(await of({ field, agency: 'Công an cấp xã' })).toEqual({ typed, titles: [] })
    expect((await of({ agency: 'Công an cấp tỉnh' })).titles).toContain('Cấp lại giấy phép lái xe')
  }
})

test('with nothing typed everything comes by field and title, as much as is asked for', async () => {
  // What states no field comes last.
  const keyOf = ([title, , field]: (typeof TITLES)[number]) => `${field ?? '\u{10ffff}'}\n${plain(title)}`
  const sorted = [...TITLES].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).map(([title]) => title)
  expect(await search('', { limit: 100 })).toEqual({ titles: sorted, exact: sorted.length, hasMore: false })
  expect(await search('  ', { limit: 7 })).toEqual({ titles: sorted.slice(0, 7), exact: 7, hasMore: true })
  const { titles, exact, hasMore } = await search('dang ky', { limit: 3 })
  expect({ length: titles.length, exact, hasMore }).toEqual({ length: 3, exact: 3, hasMore: true })
})

test('whatever is typed is an answer, not a fault', async () => {
  const typed = [
    ...[
      '%',
      '_',
      '\\',
      "'",
      '&',
      '|',
      '!',
      ':*',
      '(',
      ')',
      '<->',
      '<',
      '"',
      '$1',
      '--',
      '/*',
      '{}',
      '=',
      '+',
      '\0',
      '\ud800',
    ],
    ...[
      "khai' sinh",
      'khai & !sinh',
      'khai:* | (',
      '%khai%',
      '_khai',
      '\\khai',
      '=dkks',
      '+tich',
      "');drop table procedure_search;--",
    ],
    ...[
      '😀',
      '👩‍👧 khai sinh',
      '\u202e',
      '\u0300\u0301',
      'ｋｈａｉ',
      '开生',
      '1'.repeat(500),
      'ă'.repeat(10_000),
      'a '.repeat(10_000),
    ],
    ...['khai sinh '.repeat(2_000), 'dang ky '.repeat(25), 'thủ tục '.repeat(3)],
  ]
  for (const one of typed) await expect(search(one), JSON.stringify(one.slice(0, 40))).resolves.toBeDefined()
  expect((await search('khai & !sinh')).titles[0]).toBe('Đăng ký khai sinh')
  expect((await search('👩‍👧 khai sinh')).titles[0]).toBe('Đăng ký khai sinh')
  expect((await search('%%%')).titles).toEqual([])
})

describe('only what is published and holds on the day is found', () => {
  it('not a draft; what is suspended is found, for who asks whether it is', async () => {
    const draft = await make(['Thẩm định phương tiện bay'], { status: 'DRAFT' })
    await indexVersions(loader, [draft])
    expect((await search('phuong tien bay')).titles).toEqual([])
    await loader.query(`update procedure_version set status = 'PUBLISHED' where id = $1`, [draft])
    await indexVersions(loader, [draft])
    expect((await search('phuong tien bay')).titles).toEqual([draft])
    await loader.query(`update procedure_version set status = 'SUSPENDED' where id = $1`, [draft])
    expect((await search('phuong tien bay')).titles).toEqual([draft])
  })

  it('from its first day to its last, by every way of searching', async () => {
    const procedureId = v7()
    const code = '9.123456'
    const before = await make(['Nuôi ong lấy mật', code, 'Chăn nuôi'], {
      procedureId,
      from: '2025-07-01',
      to: '2026-06-30',
    })
    const after = await make(['Nuôi ong lấy mật hoa', code, 'Chăn nuôi'], {
      procedureId,
      from: '2026-07-01',
      version: 2,
    })
    await indexVersions(loader, [before, after])
    for (const typed of [
      'nuoi ong',
      'ong nuoi',
      'nolm',
      'olm',
      code,
      '9.1',
      'nuoi ogn',
      'nuoiong',
      'chan nuoi mat',
    ]) {
      const found = async (day: string) => ({
        typed,
        day,
        titles: (await search(typed, { day: plainDate(day) })).titles,
      })
      expect(await found('2025-06-30')).toMatchObject({ titles: [] })
      expect(await found('2025-07-01')).toMatchObject({ titles: [before] })
      expect(await found('2026-06-30')).toMatchObject({ titles: [before] })
      expect(await found('2026-07-01')).toMatchObject({ titles: [after] })
      expect(await found('2036-07-01')).toMatchObject({ titles: [after] })
    }
    expect((await search('', { day: plainDate('2025-06-30'), limit: 100 })).titles).toEqual([])
  })
})

test('one letter amiss in four words, whichever, and the procedure is among the first five', async () => {
  const seed = 20_261_124
  const chance = dice(seed)
  const letter = () => chance.pick([...'abcdeghiklmnopqrstuvxy'])
  const mistype = [
    (word: string, at: number) => word.slice(0, at) + word.slice(at + 1),
    (word: string, at: number) => word.slice(0, at) + letter() + word.slice(at),
    (word: string, at: number) => word.slice(0, at) + letter() + word.slice(at + 1),
    (word: string, at: number) =>
      word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1),
  ]
  const missed: string[] = []
  const long = TITLES.map(([title]) => ({ title, all: foldedWords(title) })).filter(
    ({ all }) => all.length > 3,
  )
  for (const { title, all } of long)
    for (const one of mistype) {
      const from = chance.below(all.length - 3)
      const four = all.slice(from, from + 4)
      const which = four.findIndex((word) => word.length > 2)
      four[which] = one(four[which] as string, 1 + chance.below((four[which] as string).length - 1))
      if (!(await search(four.join(' '))).titles.slice(0, 5).includes(title))
        missed.push(`${four.join(' ')}: ${title}`)
    }
  expect(missed.length, `seed ${seed}\n${missed.join('\n')}`).toBeLessThanOrEqual(
    long.length * mistype.length * 0.02,
  )
})

test('a title of any length and in any letters is published and found', async () => {
  const long = await make([
    `Tàu ${'𝐱'.repeat(3_000)} ngầm ${'dài '.repeat(2_000)}`,
    '7'.repeat(3_000),
    'ﬁ'.repeat(4_000),
  ])
  const signs = await make(['???'])
  await indexVersions(loader, [long, signs])
  expect((await search('tau ngam')).titles).toEqual([long])
  await loader.query('delete from procedure_search where version_id = any ($1)', [[long, signs]])
})

test('a code that changes changes for every version of its procedure', async () => {
  const procedureId = v7()
  const title = ['Khảo cổ', '8.000001'] as const
  const before = await make(title, { procedureId, to: '2026-06-30' })
  const after = await make(title, { procedureId, from: '2026-07-01', version: 2 })
  await indexVersions(loader, [before])
  await loader.query(`update procedure set national_code = '8.000002' where id = $1`, [procedureId])
  await indexVersions(loader, [after])
  expect((await search('8.000002', { day: plainDate('2026-01-01') })).titles).toEqual([before])
  expect((await search('8.000002')).titles).toEqual([after])
  expect((await search('8.000001')).titles).toEqual([])
})

test('in English too, after Vietnamese', async () => {
  const id = await make(['Công bố hợp quy'], { titleEn: 'Declaration of conformity' })
  await indexVersions(loader, [id])
  expect((await search('conformity declaration')).titles).toEqual([id])
})

test('what was not committed is not found', async () => {
  await loader.query('begin')
  const id = await make(['Nhập khẩu phế liệu'])
  await indexVersions(loader, [id])
  expect((await search('phe lieu')).titles).toEqual([])
  await loader.query('rollback')
  expect((await search('phe lieu')).titles).toEqual([])
})
