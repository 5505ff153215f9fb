import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseInstant } from '#common/time.ts'
import { generationOf } from '#identity/index.ts'
import { type Database, openDatabase } from '#platform/db/database.ts'
import type { TestProvince } from '../../test/support/cluster.ts'
import { FIRST_RELEASE, provinceSince } from '../../test/support/earlier-release.ts'
import { Catalogue } from './store.ts'

/** A database as the first release (v0.1) left it, brought up to this one and read by it. */

/** Bodies as that release wrote them: what a published procedure said, and what one left out. */
const POVERTY = {
  titleEn: 'Recognition of a household as poor or near-poor during the year',
  leadUnit: 'CULTURE_SOCIETY',
  cases: [
    {
      id: 'chung',
      name: { vi: 'Hộ gia đình đề nghị', en: 'Household applying' },
      sets: 1,
      papers: [
        {
          id: 'giay-de-nghi',
          name: 'Giấy đề nghị',
          form: 'Phụ lục số 1a',
          originals: 1,
          copies: 0,
          required: true,
        },
      ],
      channels: [
        {
          channel: 'COUNTER',
          term: { value: 7, unit: 'WORKING_DAY' },
          termText: '07 ngày làm việc',
          fees: null,
        },
        {
          channel: 'POST',
          term: null,
          termText: 'theo thỏa thuận',
          fees: [{ name: 'Lệ phí', amountVnd: 8000, basis: null }],
        },
        { channel: 'ONLINE', term: null, termText: '', fees: [] },
      ],
    },
  ],
  conduct: 'Nộp giấy đề nghị.',
  competent: 'Ủy ban nhân dân xã, phường, thị trấn',
  result: { vi: 'Quyết định công nhận', en: 'Decision' },
  legalBasis: ['Thông tư 14/2018/TT-BLĐTBXH'],
  source: 'Bản ghi của Cổng Dịch vụ công quốc gia',
}
const EMPTY = { ...POVERTY, cases: [], legalBasis: [] }

const ID = '00000000-0000-4000-8000-00000000000'
let province: TestProvince
let database: Database

beforeAll(async () => {
  province = await provinceSince(FIRST_RELEASE, furnish)
  database = openDatabase({ connection: province.app })
})
afterAll(() => database?.close())

const furnish = async (client: pg.Client): Promise<void> => {
  await client.query('insert into process_version (id, name, version, body) values ($1, $2, 1, $3)', [
    `${ID}9`,
    'Quy trình',
    '{}',
  ])
  for (const [nth, slug, status, body] of [
    [1, 'ho-ngheo', 'IN_FORCE', POVERTY],
    [2, 'trong', 'IN_FORCE', EMPTY],
    [3, 'tam-ngung', 'SUSPENDED', POVERTY],
    [4, 'nhap', 'DRAFT', POVERTY],
  ] as const) {
    await client.query('insert into procedure (id, slug, created_at) values ($1, $2, now())', [
      `${ID}${nth}`,
      slug,
    ])
    await client.query(
      `insert into procedure_version (id, procedure_id, version, process_version_id, status, title, title_norm,
         level, effective_from, body)
       values ($1, $1, 1, $2, $3, 'Công nhận hộ nghèo', 'cong nhan ho ngheo', 'COMMUNE', '2025-07-01', $4)`,
      [`${ID}${nth}`, `${ID}9`, status, JSON.stringify(body)],
    )
  }
}

const described = (slug: string) =>
  database.as({ actor: 'public' }, (tx) =>
    new Catalogue().described(tx, generationOf(1, parseInstant('2026-11-24T09:00:00+07:00')), slug),
  )

test('a procedure of the first release is in force, says what it said, and nothing that it did not', async () => {
  const { version, standing, decision, versions } = await described('ho-ngheo')
  expect(standing).toBe('IN_FORCE')
  expect(decision).toBeNull()
  expect(versions).toHaveLength(1)
  expect(version).toMatchObject({
    processVersionId: `${ID}9`,
    titleEn: POVERTY.titleEn,
    field: null,
    applicants: [],
    conditions: null,
    coordinating: [],
    leadUnit: 'CULTURE_SOCIETY',
    route: 'LOCAL',
    onlineLevel: null,
    nonTerritorial: null,
    results: [POVERTY.result],
    legalBasis: [{ number: 'Thông tư 14/2018/TT-BLĐTBXH', title: null }],
    source: POVERTY.source,
    kept: [],
    effectiveFrom: '2025-07-01',
    effectiveTo: null,
  })
  const nothingMore = { specials: [], changes: [], phases: [], description: null }
  expect(version.cases).toEqual([
    {
      ...POVERTY.cases[0],
      papers: [{ ...POVERTY.cases[0]?.papers[0], formUrl: null, replacedBy: null }],
      channels: [
        {
          ...nothingMore,
          channel: 'COUNTER',
          standing: 'STATED',
          term: { value: 7, unit: 'WORKING_DAY' },
          termText: '07 ngày làm việc',
          fees: null,
        },
        {
          ...nothingMore,
          channel: 'POST',
          standing: 'UNDECIDED',
          term: null,
          termText: 'theo thỏa thuận',
          fees: [{ kind: null, name: 'Lệ phí', amountVnd: 8000, per: null, basis: null }],
        },
        { ...nothingMore, channel: 'ONLINE', standing: 'UNDECIDED', term: null, termText: '', fees: [] },
      ],
    },
  ])
})

test('one without cases and laws is read too', async () => {
  expect((await described('trong')).version).toMatchObject({ cases: [], legalBasis: [] })
})

test('a suspended one stays suspended, and a draft is seen by nobody', async () => {
  expect((await described('tam-ngung')).standing).toBe('SUSPENDED')
  await expect(described('nhap')).rejects.toMatchObject({ kind: 'NOT_FOUND' })
})

test('what was published before is found by its words', async () => {
  const { found } = await database.as({ actor: 'public' }, (tx) =>
    new Catalogue().search(tx, generationOf(1, parseInstant('2026-11-24T09:00:00+07:00')), {
      words: 'ho ngheo',
      field: null,
      agency: null,
    }),
  )
  expect(found.map(({ version }) => version.slug).sort()).toEqual(['ho-ngheo', 'tam-ngung', 'trong'])
})
