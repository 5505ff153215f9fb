import { describe, expect, test } from 'vitest'
import { Refusal } from '#platform/refusal.ts'
import { readPublication } from './publication-form.ts'

const problemsOf = (value: unknown): readonly string[] => {
  try {
    readPublication(value)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.details.problems as readonly string[]
  }
}

const SMALLEST = {
  decision: { number: '125/QĐ-UBND', issuer: 'UBND tỉnh', decidedOn: '2027-02-15', title: 'Công bố' },
  versions: [
    {
      slug: 'khai-sinh',
      title: 'Đăng ký khai sinh',
      effectiveFrom: '2027-03-01',
      content: { route: 'LOCAL', source: 'phụ lục 1' },
    },
  ],
}

test('what is left out is absent: null, an empty list, nothing stated', () => {
  const [read] = readPublication(SMALLEST).versions
  expect(read).toMatchObject({
    draftId: null,
    nationalCode: null,
    level: null,
    effectiveTo: null,
    processVersionId: null,
    content: { titleEn: null, field: null, cases: [], results: [], kept: [], leadUnit: null },
  })
})

test('a fee that is left out is not stated, an empty list says that nothing is due', () => {
  const channel = { channel: 'COUNTER', standing: 'NONE_BY_LAW' }
  const cases = [
    { id: 'a', name: { vi: 'A' }, channels: [channel, { ...channel, channel: 'POST', fees: [] }] },
  ]
  const [first] = SMALLEST.versions
  const read = readPublication({
    ...SMALLEST,
    versions: [{ ...first, content: { ...first?.content, cases } }],
  })
  const [version] = read.versions
  expect(
    version && 'content' in version && version.content.cases[0]?.channels.map(({ fees }) => fees),
  ).toEqual([null, []])
})

test('what an import kept word for word stays as it stood', () => {
  const kept = [
    { path: ['Cách thức ', 0], value: ' 07  Ngày ' },
    { path: ['Trống'], value: null, empty: 'LIST' },
  ]
  const [first] = SMALLEST.versions
  const [read] = readPublication({
    ...SMALLEST,
    versions: [{ ...first, content: { ...first?.content, kept } }],
  }).versions
  expect(read && 'content' in read && read.content.kept).toEqual(kept)
})

test('a draft that is published as it is needs its id and its days alone', () => {
  const id = '01a20f53-ee83-74fe-ab09-541636ef0a32'
  const versions = [{ draftId: id, effectiveFrom: '2027-03-01' }]
  expect(readPublication({ ...SMALLEST, versions }).versions).toEqual([
    { draftId: id, effectiveFrom: '2027-03-01', effectiveTo: null, processVersionId: null, leadUnit: null },
  ])
})

describe('what does not fit is named with its place, all of it at once', () => {
  test('in a file that is something else', () => {
    expect(problemsOf([1, 2])).toEqual(['FILE: NOT_AN_OBJECT'])
    expect(problemsOf(null)).toEqual(['FILE: NOT_AN_OBJECT'])
    expect(problemsOf({})).toEqual(['decision: MISSING'])
  })

  test('in a version', () => {
    const wrong = {
      slug: 7,
      title: 'x',
      levell: 'COMMUNE',
      level: 'VILLAGE',
      effectiveFrom: '01/03/2027',
      processVersionId: 'the-first',
      content: {
        route: 'HERE',
        source: 's',
        nonTerritorial: 'yes',
        applicants: 'all',
        cases: [
          {
            id: 'a',
            name: 'A',
            channels: [{ channel: 'FAX', standing: 'STATED', term: { value: '7', unit: 'WEEK' } }],
          },
        ],
      },
    }
    expect(problemsOf({ ...SMALLEST, versions: [wrong], extra: 1 })).toEqual([
      'extra: UNKNOWN_KEY',
      'versions[0].levell: UNKNOWN_KEY',
      'versions[0].slug: NOT_TEXT',
      'versions[0].level: UNKNOWN_WORD (VILLAGE: MINISTRY, PROVINCE, COMMUNE, OTHER)',
      'versions[0].effectiveFrom: NOT_A_DAY (01/03/2027)',
      'versions[0].processVersionId: NOT_AN_ID (the-first)',
      'versions[0].content.applicants: NOT_A_LIST',
      'versions[0].content.cases[0].name: NOT_AN_OBJECT',
      'versions[0].content.cases[0].channels[0].channel: UNKNOWN_WORD (FAX: COUNTER, ONLINE, POST)',
      'versions[0].content.cases[0].channels[0].term.value: NOT_A_NUMBER',
      'versions[0].content.cases[0].channels[0].term.unit: UNKNOWN_WORD (WEEK: WORKING_DAY, CALENDAR_DAY, WORKING_HOUR, SAME_DAY)',
      'versions[0].content.route: UNKNOWN_WORD (HERE: LOCAL, MINISTRY_SYSTEM)',
      'versions[0].content.nonTerritorial: NOT_YES_OR_NO',
    ])
  })
})
