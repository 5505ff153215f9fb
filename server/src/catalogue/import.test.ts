import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#platform/db/database.ts'
import { freshProvince } from '../../test/support/cluster.ts'
import { onRecords, portalRecords } from '../../test/support/portal-records.ts'
import { type ImportedRecord, importProcedures } from './import.ts'
import { readPortalFile } from './rules/portal-file.ts'

const province = await freshProvince()
const database = openDatabase({ connection: province.loader, size: 2, patience: 30_000 })
const client = new pg.Client(province.loader)
await client.connect()
afterAll(async () => {
  await client.end()
  await database.close()
})

const FILE = { name: 'records.json', sha256: '00', importedBy: 'test' }

const imports = (records: readonly unknown[] | string): Promise<readonly ImportedRecord[]> => {
  const { records: read, faults } = readPortalFile(
    typeof records === 'string' ? records : JSON.stringify(records),
  )
  if (read === null) throw new Error(faults.map(({ refusal }) => refusal.code).join())
  return database.as({}, (tx) => importProcedures(tx, FILE, read))
}

const rows = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await client.query<Row>(sql, values)).rows

/** Everything that an import may write, and when the catalogue was last changed. */
const everything = () =>
  rows(
    `select (select generation from reference_generation) as generation,
       (select jsonb_agg(to_jsonb(i) order by id) from procedure_import i) as imports,
       (select jsonb_agg(to_jsonb(p) order by id) from procedure p) as procedures,
       (select jsonb_agg(to_jsonb(v) order by id) from procedure_version v) as versions`,
  )

const drafts = () =>
  rows<{ slug: string; status: string; version: number; title: string; questions: { code: string }[] }>(
    `select p.slug, v.status, v.version, v.title, v.questions from procedure_version v
     join procedure p on p.id = v.procedure_id order by p.slug, v.version`,
  )

const record = (title: string, more: object = {}) => ({
  title,
  'Cách thức thực hiện': [
    {
      'Hình thức nộp': 'Trực tiếp',
      'Thời hạn giải quyết': '07 Ngày làm việc',
      'Phí, lệ phí': '',
      'Mô tả': '',
    },
  ],
  'Cơ quan thực hiện': 'Sở Tư pháp',
  ...more,
})
const standings = (imported: readonly ImportedRecord[]) => imported.map(({ standing }) => standing)

beforeEach(async () => {
  for (const table of ['procedure_version', 'procedure', 'procedure_import'])
    await client.query(`delete from ${table}`)
})

describe('an import', () => {
  test('writes each record as a draft with its questions, and publishes nothing', async () => {
    const imported = await imports([record('Cấp thẻ'), record('Cấp lại thẻ', { 'Mã thủ tục': '1.001193' })])
    expect(standings(imported)).toEqual(['NEW', 'NEW'])
    expect(await drafts()).toMatchObject([
      { slug: 'cap-lai-the', status: 'DRAFT', version: 1, questions: [{ code: 'papers-not-stated' }] },
      { slug: 'cap-the', status: 'DRAFT', version: 1 },
    ])
    const [file] = await rows('select file_name, records, imported_by from procedure_import')
    expect(file).toEqual({ file_name: 'records.json', records: 2, imported_by: 'test' })
    const [named] = await rows('select national_code, source_key from procedure where slug = $1', [
      'cap-lai-the',
    ])
    expect(named).toEqual({ national_code: '1.001193', source_key: 'code 1.001193' })
  })

  test('of the same records again changes nothing, not a row', async () => {
    await imports([record('Cấp thẻ'), record('Cấp lại thẻ')])
    const before = await everything()
    const again = await imports([record('Cấp lại thẻ'), record('Cấp thẻ')])
    expect(standings(again)).toEqual(['UNCHANGED', 'UNCHANGED'])
    expect(await everything()).toEqual(before)
  })

  test('of a record that has changed puts a new draft in the place of the old one', async () => {
    await imports([record('Cấp thẻ'), record('Cấp lại thẻ')])
    const changed = await imports([record('Cấp thẻ', { 'Lĩnh vực': 'Hộ tịch' }), record('Cấp lại thẻ')])
    expect(standings(changed)).toEqual(['REPLACED', 'UNCHANGED'])
    expect((await drafts()).map(({ slug, version }) => [slug, version])).toEqual([
      ['cap-lai-the', 1],
      ['cap-the', 1],
    ])
    expect(await rows("select body->>'field' as field from procedure_version order by field")).toEqual([
      { field: 'Hộ tịch' },
      { field: null },
    ])
  })

  test('raises the generation of the reference data when it has written', async () => {
    const generation = async () =>
      (await rows<{ generation: string }>('select generation from reference_generation'))[0]
    const before = Number((await generation())?.generation)
    await imports([record('Cấp thẻ')])
    await imports([record('Cấp thẻ')])
    expect(Number((await generation())?.generation)).toBe(before + 1)
  })

  test('keeps records of one key apart where they differ, and together where they do not', async () => {
    const other = record('Cấp thẻ', { 'Lĩnh vực': 'Hộ tịch' })
    const imported = await imports([record('Cấp thẻ'), record('Cấp thẻ'), other])
    expect(imported.map(({ standing, sameAs, lost }) => [standing, sameAs, lost.length])).toEqual([
      ['NEW', null, 0],
      ['SAME_AS', 0, 0],
      ['NEW', null, 0],
    ])
    expect(
      (await drafts()).map(({ slug, questions }) => [
        slug,
        questions.some(({ code }) => code === 'same-key-differs'),
      ]),
    ).toEqual([
      ['cap-the', true],
      ['cap-the-2', true],
    ])
    expect(standings(await imports([record('Cấp thẻ'), record('Cấp thẻ'), other]))).toEqual([
      'UNCHANGED',
      'SAME_AS',
      'UNCHANGED',
    ])
  })

  test('never touches what is published, and knows its record again in whatever words it was published', async () => {
    await imports([record('Cấp thẻ')])
    await client.query(
      `update procedure_version set status = 'PUBLISHED', effective_from = '2026-01-01', questions = '[]',
         body = jsonb_set(body, '{cases,0,channels,0,termText}', '"05 ngày"')`,
    )
    const [published] = await rows('select to_jsonb(v) as version from procedure_version v')
    const [known] = await imports([record('Cấp thẻ')])
    // What is lost is measured on what stands in the database, and there the term now has other words.
    expect([known?.standing, known?.lost]).toEqual([
      'UNCHANGED',
      [{ path: ['Cách thức thực hiện', 0, 'Thời hạn giải quyết'], value: '07 Ngày làm việc' }],
    ])
    expect(standings(await imports([record('Cấp thẻ', { 'Lĩnh vực': 'Hộ tịch' })]))).toEqual(['DRAFTED'])
    expect(standings(await imports([record('Cấp thẻ', { 'Lĩnh vực': 'Quốc tịch' })]))).toEqual(['REPLACED'])
    expect((await drafts()).map(({ slug, version, status }) => [slug, version, status])).toEqual([
      ['cap-the', 1, 'PUBLISHED'],
      ['cap-the', 2, 'DRAFT'],
    ])
    const [still] = await rows(
      "select to_jsonb(v) as version from procedure_version v where status = 'PUBLISHED'",
    )
    expect(still).toEqual(published)
  })

  test('finds a procedure that was written here by title and agency, and leaves a draft of another hand alone', async () => {
    await client.query(
      `insert into procedure (id, slug, created_at) values ('018f0000-0000-7000-8000-000000000001', 'the', now())`,
    )
    await client.query(
      `insert into procedure_version (id, procedure_id, version, status, title, title_norm, body)
       values ('018f0000-0000-7000-8000-000000000002', '018f0000-0000-7000-8000-000000000001', 1, 'DRAFT', 'CẤP THẺ', 'cap the',
         '{"competent": "Sở Tư pháp."}')`,
    )
    expect(standings(await imports([record('Cấp thẻ')]))).toEqual(['DRAFTED'])
    expect((await drafts()).map(({ slug, version, title }) => [slug, version, title])).toEqual([
      ['the', 1, 'CẤP THẺ'],
      ['the', 2, 'Cấp thẻ'],
    ])
  })

  test('gives a procedure the code that a later record states, and loses none that differs', async () => {
    await imports([record('Cấp thẻ')])
    const coded = await imports([record('Cấp thẻ', { 'Mã thủ tục': '1.001193' })])
    expect([standings(coded), coded[0]?.lost]).toEqual([['REPLACED'], []])
    await client.query(`update procedure set national_code = '9.999999'`)
    const other = await imports([record('Cấp thẻ', { 'Mã thủ tục': '1.001193' })])
    expect([standings(other), other[0]?.lost]).toEqual([['REPLACED'], []])
    expect(standings(await imports([record('Cấp thẻ', { 'Mã thủ tục': '1.001193' })]))).toEqual(['UNCHANGED'])
  })

  test('that is cut off in the middle leaves nothing behind', async () => {
    const before = await everything()
    const blocker = new pg.Client(province.loader)
    await blocker.connect()
    try {
      // Somebody holds an address that the second part of the import wants: it waits, with the first part written.
      await blocker.query('begin')
      await blocker.query(
        `insert into procedure (id, slug, created_at) values ('018f0000-0000-7000-8000-000000000003', 'thu-tuc-so-250', now())`,
      )
      const importing = imports(Array.from({ length: 400 }, (_, index) => record(`Thủ tục số ${index}`)))
      const cut = expect(importing).rejects.toThrow()
      const [waiting] = await waitingFor(
        `select a.pid from pg_stat_activity a
         where a.usename = current_user and a.wait_event_type = 'Lock' and a.query like 'insert into procedure %'`,
      )
      await client.query('select pg_terminate_backend($1)', [waiting?.pid])
      await cut
      await blocker.query('rollback')
    } finally {
      await blocker.end()
    }
    expect(await everything()).toEqual(before)
  })
})

const waitingFor = async (sql: string): Promise<{ pid: number }[]> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await rows<{ pid: number }>(sql)
    if (found.length > 0) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('nobody waits')
}

test('of whatever a record holds, all is told again by what the database holds', async () => {
  const anything = fc.dictionary(
    fc.oneof(
      fc.constantFrom('Cách thức thực hiện', 'Thành phần hồ sơ', 'Mô tả'),
      fc.string({ unit: 'grapheme' }),
    ),
    fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 4 }),
    { maxKeys: 8 },
  )
  const seed = Math.floor(Math.random() * 2 ** 31)
  const records = fc
    .sample(anything, { numRuns: 200, seed })
    .map((rest, index) => ({ ...rest, title: `Thủ tục ${index}` }))
  const imported = await imports(records)
  expect(
    imported.flatMap(({ lost }) => lost),
    `seed ${seed}`,
  ).toEqual([])
  expect(new Set(standings(await imports(records))), `seed ${seed}`).toEqual(new Set(['UNCHANGED']))
})

describe('the real records', () => {
  const real = portalRecords()
  test(onRecords(real, 'are imported without a loss, and a second time without a change'), async () => {
    if (!real) return
    const imported = await imports(real.text)
    const told = {
      records: imported.length,
      lost: imported.reduce((sum, { lost }) => sum + lost.length, 0),
      leaves: imported.reduce((sum, { record }) => sum + record.leaves.length, 0),
      questions: imported.reduce((sum, { forPerson }) => sum + forPerson.length, 0),
      same: imported.filter(({ standing }) => standing === 'SAME_AS').length,
    }
    console.info(`import: ${JSON.stringify(told)}`)
    expect(told).toMatchObject({ records: real.records.length, lost: 0, same: 1 })
    expect(
      (await drafts()).every(({ status, questions }) => status === 'DRAFT' && questions.length > 0),
    ).toBe(true)
    const before = await everything()
    const again = await imports(real.text)
    expect(new Set(standings(again))).toEqual(new Set(['UNCHANGED', 'SAME_AS']))
    expect(await everything()).toEqual(before)
  })
})
