import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, hanoiDateOf, type Instant, type PlainDate, parseInstant, plainDate } from '#common/time.ts'
import { generationOf } from '#identity/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { furnishedOffice, reception, type TestOffice } from '../../test/support/office.ts'
import { publishProcedures } from './publish.ts'
import { content, DECISION, terms, version } from './rules/content.testing.ts'
import type { Publication, WrittenVersion } from './rules/publication.ts'

let office: TestOffice
let today: PlainDate
beforeAll(async () => {
  office = await furnishedOffice()
  const client = await loader()
  const { rows } = await client.query('select clock_timestamp() as now').finally(() => client.end())
  today = hanoiDateOf(rows[0].now.toISOString() as Instant)
})
afterAll(() => office.close())

const loader = async () => {
  const client = new pg.Client(office.province.loader)
  await client.connect()
  return client
}

const publish = async (more: Partial<Publication>, number = DECISION.number) => {
  const client = await loader()
  try {
    await client.query('begin')
    const published = await publishProcedures(
      client,
      { decision: { ...DECISION, number }, versions: [], replacements: [], ...more },
      'test',
    )
    await client.query('commit')
    return published
  } finally {
    await client.end()
  }
}

const ask = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => {
  const client = await loader()
  return client
    .query(text, values)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

const problemsOf = (publishing: Promise<unknown>): Promise<unknown> =>
  publishing.then(
    () => [],
    (error: unknown) => (error instanceof Refusal ? error.details.problems : error),
  )

const of = (slug: string, more: Partial<WrittenVersion> = {}): WrittenVersion =>
  version({ slug, title: `Thủ tục ${slug}`, effectiveFrom: plainDate('2025-07-01'), ...more })

/** What the catalogue shows at a moment, whoever turned what before. */
const shownAt = (slug: string, moment: string) =>
  office.house.database.as({ actor: 'public' }, async (tx) => {
    const described = await office.house.office.catalogue.described(
      tx,
      generationOf(Math.random(), parseInstant(moment)),
      slug,
    )
    const { version: shown, standing } = described
    return { version: shown.version, standing, until: shown.effectiveTo }
  })

test('a version takes over at midnight in Hà Nội, and nobody turns anything', async () => {
  const slug = 'dang-ky-khai-sinh'
  await publish({ versions: [of(slug)] })
  // Luật Hộ tịch 2026 takes effect on that day.
  const published = await publish({ versions: [of(slug, { effectiveFrom: plainDate('2027-03-01') })] }, '126')
  expect(published).toMatchObject({ ended: 1, versions: [{ slug, version: 2 }] })

  expect(await shownAt(slug, '2027-02-28T23:59:59.999+07:00')).toEqual({
    version: 1,
    standing: 'IN_FORCE',
    until: '2027-02-28',
  })
  expect(await shownAt(slug, '2027-03-01T00:00:00+07:00')).toEqual({
    version: 2,
    standing: 'IN_FORCE',
    until: null,
  })
})

test('what is published is seen by the next request: on its page, in the list and by its words', async () => {
  const visitor = office.visitor()
  const slug = 'cap-phep-tha-dieu'
  expect((await visitor.get(`/api/procedures/${slug}`)).status).toBe(404)
  const titled = { title: 'Cấp phép thả diều ban đêm', content: content({ field: 'Văn hóa' }) }
  await publish({ versions: [of(slug, titled)] })
  expect((await visitor.get(`/api/procedures/${slug}`)).body).toMatchObject({
    title: titled.title,
    standing: 'IN_FORCE',
    receivable: false,
    notReceived: 'NO_PROCESS',
    decision: { number: DECISION.number, issuer: DECISION.issuer, decidedOn: DECISION.decidedOn },
    versions: [{ version: 1, effectiveFrom: '2025-07-01', effectiveTo: null }],
    cases: [{ channels: [{ receivable: false }] }],
  })
  const slugs = async (query: string) =>
    (await visitor.get(`/api/procedures?${query}`)).body.items.map((item: { slug: string }) => item.slug)
  // Those after the first are only close to the words.
  expect((await slugs('q=tha+dieu'))[0]).toBe(slug)
  expect(await slugs(`field=${encodeURIComponent('Văn hóa')}`)).toEqual([slug])
  expect(await slugs('')).toContain(slug)

  await publish({ versions: [of(slug, { title: 'Cấp phép bắn pháo hoa', effectiveFrom: today })] }, '127')
  expect(await slugs('q=tha+dieu')).not.toContain(slug)
  expect((await slugs('q=phao+hoa'))[0]).toBe(slug)
})

test('a decision is recorded once, however many files it is published by', async () => {
  await publish({ versions: [of('mot')] }, '128')
  await publish({ versions: [of('hai')] }, '128')
  expect(await ask('select recorded_by from publication_decision where number = $1', ['128'])).toEqual([
    { recorded_by: 'test' },
  ])
})

describe('when anything is refused, nothing is written', () => {
  const counted = async () =>
    (
      await ask<Record<string, string>>(
        `select (select count(*) from procedure) as procedures, (select count(*) from procedure_version) as versions,
           (select count(*) from publication_decision) as decisions, (select count(*) from procedure_search) as found,
           (select generation from reference_generation) as generation`,
      )
    )[0]

  test.each<[string, () => Partial<Publication>, string[]]>([
    [
      'a term of minus three days',
      () => ({
        versions: [
          of('dung'),
          of('sai', {
            content: content({
              cases: content().cases.map((one) => ({
                ...one,
                channels: [terms({ term: { value: -3, unit: 'WORKING_DAY' } })],
              })),
            }),
          }),
        ],
      }),
      ['versions[1].content.cases[0].channels[0].term: NOT_POSITIVE (-3 WORKING_DAY)'],
    ],
    [
      'a process that is not there',
      () => ({
        versions: [
          of('dung'),
          of('sai', {
            processVersionId: '00000000-0000-0000-0000-000000000000',
            content: content({ leadUnit: 'OFFICE' }),
          }),
        ],
      }),
      ['versions[1].processVersionId: PROCESS_UNKNOWN'],
    ],
    [
      'a replacement of what nobody knows',
      () => ({ versions: [of('dung')], replacements: [{ replaced: 'la', replacing: 'dung', since: today }] }),
      ['replacements[0].replaced: PROCEDURE_UNKNOWN (la)'],
    ],
  ])('%s', async (_what, wanted, problems) => {
    const before = await counted()
    expect(await problemsOf(publish(wanted(), '129'))).toEqual(problems)
    expect(await counted()).toEqual(before)
  })

  test('the same file again', async () => {
    const versions = [of('lap-lai')]
    await publish({ versions }, '130')
    const before = await counted()
    expect(await problemsOf(publish({ versions }, '130'))).toEqual([
      'versions[0].effectiveFrom: VERSIONS_OVERLAP (2025-07-01 – …)',
    ])
    expect(await counted()).toEqual(before)
  })
})

test('of two decisions that publish the same at once, one is done and the other told why not', async () => {
  const versions = [of('cung-luc')]
  const outcomes = await Promise.all(
    ['131', '132', '133'].map((number) => problemsOf(publish({ versions }, number))),
  )
  expect(outcomes.filter((problems) => JSON.stringify(problems) === '[]')).toHaveLength(1)
  expect(outcomes.flat()).toEqual(
    Array(2).fill('versions[0].effectiveFrom: VERSIONS_OVERLAP (2025-07-01 – …)'),
  )
})

test('where our own look did not see a version, the database still does, and says so clearly', async () => {
  const versions = [of('khuat-mat')]
  await publish({ versions }, '134')
  const client = await loader()
  // As if another program had put it there between our look and our writing.
  const blind = new Proxy(client, {
    get: (target, key) =>
      key === 'query'
        ? (text: string, values: unknown[]) =>
            /select v.id, p.slug, v.effective_from/.test(text)
              ? Promise.resolve({ rows: [] })
              : target.query(text, values)
        : Reflect.get(target, key),
  })
  try {
    await client.query('begin')
    const publication = { decision: DECISION, versions, replacements: [] }
    expect(await problemsOf(publishProcedures(blind, publication, 'test'))).toEqual([
      'versions[0].effectiveFrom: VERSIONS_OVERLAP',
    ])
  } finally {
    await client.end()
  }
})

describe('a procedure that another has replaced', () => {
  test('is over the day before, names what stands for it, and is received no more', async () => {
    const [old, fresh] = ['dang-ky-cu', 'dang-ky-moi']
    const [{ id } = { id: '' }] = await ask<{ id: string }>('select id from process_version limit 1')
    const handled = { processVersionId: id, content: content({ leadUnit: 'CULTURE_SOCIETY' }) }
    await publish({ versions: [of(old, handled)] }, '135')
    const receiving = reception({ procedure: old, papers: [{ paperId: 'don', originals: 1, copies: 0 }] })
    const huong = await office.signIn('huong')
    await huong.openCounter()
    expect((await huong.post('/api/dossiers', receiving)).status).toBe(201)

    await publish(
      {
        versions: [of(fresh, { effectiveFrom: today })],
        replacements: [{ replaced: old, replacing: fresh, since: today }],
      },
      '136',
    )
    const visitor = office.visitor()
    expect((await visitor.get(`/api/procedures/${old}`)).body).toMatchObject({
      standing: 'ENDED',
      effectiveTo: addDays(today, -1),
      receivable: false,
      notReceived: 'ENDED',
      replacedBy: [{ slug: fresh, title: `Thủ tục ${fresh}`, since: today }],
      replaces: [],
    })
    expect((await visitor.get(`/api/procedures/${fresh}`)).body).toMatchObject({
      standing: 'IN_FORCE',
      replaces: [{ slug: old, since: today }],
      replacedBy: [],
    })
    const refused = await huong.post('/api/dossiers', receiving)
    expect([refused.status, refused.body.code]).toEqual([409, 'procedure-not-in-force'])
    const page = (await visitor.get(`/thu-tuc/${old}`, { headers: { accept: 'text/html' } })).body
    expect(page).toContain(`href="/thu-tuc/${fresh}"`)
  })
})

test('a suspended procedure is shown as suspended, and received by nobody', async () => {
  const slug = 'thuyen-chuyen-doi-tuong-hoc-bo-tuc-thcs'
  const visitor = office.visitor()
  expect((await visitor.get(`/api/procedures/${slug}`)).body).toMatchObject({ receivable: true })
  await ask(
    `update procedure_version v set status = 'SUSPENDED' from procedure p where p.id = v.procedure_id and p.slug = $1`,
    [slug],
  )
  await ask('update reference_generation set generation = generation + 1')
  const suspended = { standing: 'SUSPENDED', receivable: false, notReceived: 'SUSPENDED' }
  expect((await visitor.get(`/api/procedures/${slug}`)).body).toMatchObject(suspended)
  const { items } = (await visitor.get('/api/procedures')).body
  expect(items.find((item: { slug: string }) => item.slug === slug)).toMatchObject(suspended)
  expect((await visitor.get(`/thu-tuc/${slug}`, { headers: { accept: 'text/html' } })).body).toContain(
    'đang tạm ngừng',
  )

  const lan = await office.signIn('lan')
  await lan.openCounter('daovien.tt.counter.1')
  const refused = await lan.post(
    '/api/dossiers',
    reception({ procedure: slug, papers: [{ paperId: 'don', originals: 1, copies: 0 }] }),
  )
  expect([refused.status, refused.body.code]).toEqual([409, 'procedure-suspended'])
})

describe('a draft', () => {
  const drafted = async (slug: string, questions: unknown[]): Promise<string> => {
    const [{ id } = { id: '' }] = await ask<{ id: string }>(
      `with one as (insert into procedure (id, slug, created_at) values (gen_random_uuid(), $1, now()) returning id)
       insert into procedure_version (id, procedure_id, version, status, title, title_norm, body, questions)
       select gen_random_uuid(), id, 1, 'DRAFT', 'Bản nháp', 'ban nhap', $2, $3 from one returning id`,
      [slug, JSON.stringify(content({ field: 'Nháp' })), JSON.stringify(questions)],
    )
    return id
  }
  const asItIs = (draftId: string) => ({
    draftId,
    effectiveFrom: plainDate('2025-07-01'),
    effectiveTo: null,
    processVersionId: null,
    leadUnit: null,
  })

  test('is seen by nobody, and becomes the version that is published', async () => {
    const draftId = await drafted('nhap-sach', [])
    const visitor = office.visitor()
    expect((await visitor.get('/api/procedures/nhap-sach')).status).toBe(404)
    await publish({ versions: [asItIs(draftId)] }, '137')
    expect((await visitor.get('/api/procedures/nhap-sach')).body).toMatchObject({ version: 1, field: 'Nháp' })
    expect(await ask('select status from procedure_version where id = $1', [draftId])).toEqual([
      { status: 'PUBLISHED' },
    ])
  })

  test('with open questions is refused, until a person has written what it comes to', async () => {
    const draftId = await drafted('nhap-hoi', [{ code: 'term' }])
    expect(await problemsOf(publish({ versions: [asItIs(draftId)] }, '138'))).toEqual([
      'versions[0].draftId: QUESTIONS_OPEN (1)',
    ])
    await publish({ versions: [of('nhap-hoi', { draftId })] }, '138')
    expect(await ask('select status, questions from procedure_version where id = $1', [draftId])).toEqual([
      { status: 'PUBLISHED', questions: [] },
    ])
  })
})
