import { describe, expect, test } from 'vitest'
import { plainDate } from '#common/time.ts'
import { Refusal } from '#platform/refusal.ts'
import { planPublication } from './check-catalogue.ts'
import { content, DECISION, terms, version } from './content.testing.ts'
import type { Known, KnownDraft, Publication, Replacement } from './publication.ts'

const NOTHING_KNOWN: Known = {
  today: plainDate('2026-11-27'),
  procedures: [],
  versions: [],
  drafts: [],
  replacements: [],
  functions: ['OFFICE'],
}

const publication = (more: Partial<Publication> = {}): Publication => ({
  decision: DECISION,
  versions: [version()],
  replacements: [],
  ...more,
})

const knowing = (slug: string, ...stretches: [from: string, to: string | null][]): Known => ({
  ...NOTHING_KNOWN,
  procedures: [{ slug, nationalCode: null }],
  versions: stretches.map(([from, to], at) => ({
    id: `${slug}.${at + 1}`,
    slug,
    effectiveFrom: plainDate(from),
    effectiveTo: to === null ? null : plainDate(to),
  })),
})

const problemsOf = (wanted: Publication, known = NOTHING_KNOWN): readonly string[] => {
  try {
    planPublication(wanted, known)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    expect([error.kind, error.code]).toEqual(['INVALID', 'catalogue-invalid'])
    return error.details.problems as readonly string[]
  }
}

const SLUG = version().slug
const replacement = (replaced: string, replacing: string, since = '2027-03-01'): Replacement => ({
  replaced,
  replacing,
  since: plainDate(since),
})

test('the first version of a procedure is written as it stands', () => {
  expect(planPublication(publication(), NOTHING_KNOWN)).toEqual({
    versions: [version()],
    endings: [],
    replacements: [],
  })
})

describe('the version before', () => {
  test('ends on the day before the new one begins, also when it had an end', () => {
    for (const end of [null, '2027-12-31'])
      expect(planPublication(publication(), knowing(SLUG, ['2025-07-01', end])).endings).toEqual([
        { versionId: `${SLUG}.1`, lastDay: '2027-02-28' },
      ])
  })

  test('that has ended by then is left alone', () => {
    expect(planPublication(publication(), knowing(SLUG, ['2025-07-01', '2026-12-31'])).endings).toEqual([])
  })

  test('of the same file ends too, where it leaves its end open', () => {
    const later = version({ effectiveFrom: plainDate('2027-07-01') })
    const plan = planPublication(publication({ versions: [version(), later] }), NOTHING_KNOWN)
    expect(plan.versions.map(({ effectiveTo }) => effectiveTo)).toEqual(['2027-06-30', null])
  })
})

describe('versions overlap', () => {
  const place = 'versions[0].effectiveFrom: VERSIONS_OVERLAP'

  test('when both begin on one day', () => {
    expect(problemsOf(publication(), knowing(SLUG, ['2027-03-01', null]))).toEqual([
      `${place} (2027-03-01 – …)`,
    ])
  })

  test('when a later one is published already and the new one leaves its end open', () => {
    expect(problemsOf(publication(), knowing(SLUG, ['2027-09-01', null]))).toEqual([
      `${place} (2027-09-01 – …)`,
    ])
    const bounded = publication({ versions: [version({ effectiveTo: plainDate('2027-08-31') })] })
    expect(problemsOf(bounded, knowing(SLUG, ['2027-09-01', null]))).toEqual([])
  })

  test('when one of the file states an end within the next', () => {
    const versions = [
      version({ effectiveTo: plainDate('2027-12-31') }),
      version({ effectiveFrom: plainDate('2027-07-01') }),
    ]
    expect(problemsOf(publication({ versions }))).toEqual([
      'versions[1].effectiveFrom: VERSIONS_OVERLAP (2027-03-01 – 2027-12-31)',
    ])
  })

  test('never those of two procedures', () => {
    const versions = [version(), version({ slug: 'dang-ky-khai-tu' })]
    expect(problemsOf(publication({ versions }))).toEqual([])
  })
})

describe('a version is refused', () => {
  test.each<[string, Parameters<typeof version>[0], string]>([
    [
      'that ends before it begins',
      { effectiveTo: plainDate('2027-02-28') },
      'effectiveTo: ENDS_BEFORE_IT_BEGINS (2027-02-28)',
    ],
    [
      'on a day that does not exist',
      { effectiveFrom: '2027-02-30' as never },
      'effectiveFrom: NOT_A_DAY (2027-02-30)',
    ],
    ['without a title', { title: '' }, 'title: TEXT_MISSING'],
    ['at an address with marks', { slug: 'Đăng ký' }, 'slug: SLUG_NOT_READ (Đăng ký)'],
    [
      'whose term is minus three days',
      {
        content: content({
          cases: content().cases.map((one) => ({
            ...one,
            channels: [terms({ term: { value: -3, unit: 'WORKING_DAY' } })],
          })),
        }),
      },
      'content.cases[0].channels[0].term: NOT_POSITIVE (-3 WORKING_DAY)',
    ],
    [
      'that is handled here and led by nobody',
      { processVersionId: 'p' },
      'content.leadUnit: LEAD_UNIT_MISSING',
    ],
    [
      'that is handled here and led by a unit that no agency has',
      { processVersionId: 'p', content: content({ leadUnit: 'CULTUR_SOCIETY' }) },
      'content.leadUnit: UNIT_UNKNOWN (CULTUR_SOCIETY: OFFICE)',
    ],
    [
      'that is handled here and can be received by no channel',
      {
        processVersionId: 'p',
        content: content({
          leadUnit: 'OFFICE',
          cases: content().cases.map((one) => ({
            ...one,
            channels: [terms({ standing: 'UNDECIDED', term: null })],
          })),
        }),
      },
      'processVersionId: NOTHING_TO_RECEIVE',
    ],
  ])('%s', (_what, more, problem) => {
    expect(problemsOf(publication({ versions: [version(more)] }))).toEqual([`versions[0].${problem}`])
  })

  test('under another code than its procedure has; a code for what had none is welcome', () => {
    const coded = (nationalCode: string | null): Known => ({
      ...NOTHING_KNOWN,
      procedures: [{ slug: SLUG, nationalCode }],
    })
    const wanted = publication({ versions: [version({ nationalCode: '1.001193' })] })
    expect(problemsOf(wanted, coded('2.000635'))).toEqual([
      'versions[0].nationalCode: CODE_DIFFERS (2.000635)',
    ])
    expect(problemsOf(wanted, coded(null))).toEqual([])
  })

  test('whose words nobody has understood is described, and can be published', () => {
    const undecided = content({
      cases: content().cases.map((one) => ({
        ...one,
        channels: [terms({ standing: 'UNDECIDED', term: null })],
      })),
    })
    expect(problemsOf(publication({ versions: [version({ content: undecided })] }))).toEqual([])
  })

  test('everything that is wrong is said at once, each with its place', () => {
    const versions = [version({ title: '' }), version({ slug: 'x--y', effectiveTo: plainDate('2020-01-01') })]
    expect(problemsOf(publication({ decision: { ...DECISION, number: ' ' }, versions }))).toEqual([
      'decision.number: TEXT_MISSING',
      'versions[0].title: TEXT_MISSING',
      'versions[1].slug: SLUG_NOT_READ (x--y)',
      'versions[1].effectiveTo: ENDS_BEFORE_IT_BEGINS (2020-01-01)',
    ])
  })

  test('nothing to publish is a mistake too', () => {
    expect(problemsOf(publication({ versions: [] }))).toEqual(['versions: MISSING'])
  })
})

describe('a draft', () => {
  const draft = (more: Partial<KnownDraft> = {}): KnownDraft => ({
    id: 'draft-1',
    slug: SLUG,
    nationalCode: '1.001193',
    title: 'Đăng ký khai sinh',
    level: null,
    content: content({ field: 'Hộ tịch' }),
    questions: 0,
    ...more,
  })
  const asItIs = {
    draftId: 'draft-1',
    effectiveFrom: plainDate('2027-03-01'),
    effectiveTo: null,
    processVersionId: null,
    leadUnit: null,
  }
  const withDraft = (more: Partial<KnownDraft> = {}): Known => ({ ...NOTHING_KNOWN, drafts: [draft(more)] })

  test('without questions is published in its own words', () => {
    expect(planPublication(publication({ versions: [asItIs] }), withDraft()).versions).toEqual([
      version({
        draftId: 'draft-1',
        nationalCode: '1.001193',
        level: null,
        content: content({ field: 'Hộ tịch' }),
      }),
    ])
  })

  test('with open questions is not', () => {
    expect(problemsOf(publication({ versions: [asItIs] }), withDraft({ questions: 3 }))).toEqual([
      'versions[0].draftId: QUESTIONS_OPEN (3)',
    ])
  })

  test('leaves word for word with a person’s own words what those do not say', () => {
    const kept = [{ path: ['Ghi chú'], value: 'Nộp lại bản cũ' }]
    const imported = withDraft({ content: content({ field: 'Hộ tịch', kept }) })
    const [written] = planPublication(
      publication({ versions: [version({ draftId: 'draft-1', nationalCode: '1.001193' })] }),
      imported,
    ).versions
    expect(written?.content.kept).toEqual(
      expect.arrayContaining([...kept, expect.objectContaining({ value: 'Hộ tịch' })]),
    )
    const mine = [{ path: ['Ghi chú'], value: 'Không nộp lại' }]
    const own = version({ draftId: 'draft-1', nationalCode: '1.001193', content: content({ kept: mine }) })
    const [corrected] = planPublication(publication({ versions: [own] }), imported).versions
    expect(corrected?.content.kept).toEqual(expect.arrayContaining(mine))
    expect(corrected?.content.kept).not.toEqual(expect.arrayContaining(kept))
  })

  test('with open questions is, once a person has written what they came to', () => {
    const judged = version({ draftId: 'draft-1' })
    expect(problemsOf(publication({ versions: [judged] }), withDraft({ questions: 3 }))).toEqual([])
  })

  test('that is not there, or is of another procedure, is refused', () => {
    expect(problemsOf(publication({ versions: [asItIs] }))).toEqual([
      'versions[0].draftId: DRAFT_UNKNOWN (draft-1)',
    ])
    const judged = version({ draftId: 'draft-1', slug: 'khac' })
    expect(problemsOf(publication({ versions: [judged] }), withDraft())).toEqual([
      `versions[0].draftId: DRAFT_OF_ANOTHER (${SLUG})`,
    ])
  })
})

describe('what replaces what', () => {
  const old = knowing('cu', ['2025-07-01', null])

  test('one may stand for several: each ends the day before', () => {
    const known: Known = {
      ...NOTHING_KNOWN,
      procedures: ['cu-1', 'cu-2', 'cu-3'].map((slug) => ({ slug, nationalCode: null })),
      versions: ['cu-1', 'cu-2', 'cu-3'].flatMap((slug) => knowing(slug, ['2025-07-01', null]).versions),
    }
    const replacements = ['cu-1', 'cu-2', 'cu-3'].map((slug) => replacement(slug, SLUG))
    const plan = planPublication(publication({ replacements }), known)
    expect(plan.endings.map(({ versionId, lastDay }) => `${versionId} ${lastDay}`)).toEqual([
      'cu-1.1 2027-02-28',
      'cu-2.1 2027-02-28',
      'cu-3.1 2027-02-28',
    ])
    expect(plan.replacements).toEqual(replacements)
  })

  test.each<[string, readonly Replacement[], string[]]>([
    [
      'a procedure by itself',
      [replacement(SLUG, SLUG, '2030-01-01')],
      [`replacements[0]: REPLACES_ITSELF (${SLUG})`],
    ],
    ['what nobody knows', [replacement('la', SLUG)], ['replacements[0].replaced: PROCEDURE_UNKNOWN (la)']],
    [
      'by what nobody knows',
      [replacement('cu', 'la')],
      ['replacements[0].replacing: PROCEDURE_UNKNOWN (la)'],
    ],
    [
      'the same twice',
      [replacement('cu', SLUG), replacement('cu', SLUG)],
      [`replacements[1]: REPLACED_TWICE (cu → ${SLUG})`],
    ],
    [
      'on a day that does not exist',
      [{ ...replacement('cu', SLUG), since: '2027-13-01' as never }],
      ['replacements[0].since: NOT_A_DAY (2027-13-01)'],
    ],
  ])('%s is refused', (_what, replacements, problems) => {
    expect(problemsOf(publication({ replacements }), old)).toEqual(problems)
  })

  test('a circle is shown, also when most of it is known already', () => {
    const known: Known = {
      ...NOTHING_KNOWN,
      procedures: ['a', 'b', 'c'].map((slug) => ({ slug, nationalCode: null })),
      versions: [],
      replacements: [replacement('a', 'b', '2026-01-01'), replacement('b', 'c', '2026-06-01')],
    }
    const wanted = publication({ versions: [], replacements: [replacement('c', 'a')] })
    expect(problemsOf(wanted, known)).toEqual(['replacements: REPLACED_IN_A_CIRCLE (a → b → c → a)'])
  })

  test('what is replaced does not hold afterwards', () => {
    const later = publication({
      versions: [version({ slug: 'cu', effectiveFrom: plainDate('2027-06-01') }), version()],
      replacements: [replacement('cu', SLUG)],
    })
    expect(problemsOf(later, knowing('cu'))).toEqual([
      'replacements[0].since: HOLDS_AFTER_ITS_REPLACEMENT (2027-06-01 – …)',
    ])
    const known: Known = { ...old, replacements: [replacement('cu', SLUG, '2026-01-01')] }
    expect(problemsOf(publication({ versions: [version({ slug: 'cu' })] }), known)).toEqual([
      'versions[0].effectiveFrom: HOLDS_AFTER_ITS_REPLACEMENT (2026-01-01)',
    ])
  })
})

describe('days that nobody can mean', () => {
  test.each([
    ['versions[0].effectiveFrom', { versions: [version({ effectiveFrom: plainDate('9999-12-31') })] }],
    ['versions[0].effectiveFrom', { versions: [version({ effectiveFrom: plainDate('0001-01-01') })] }],
    ['versions[0].effectiveTo', { versions: [version({ effectiveTo: plainDate('9999-12-31') })] }],
    ['decision.decidedOn', { decision: { ...DECISION, decidedOn: plainDate('0000-02-01') } }],
    ['decision.decidedOn', { decision: { ...DECISION, decidedOn: plainDate('2126-11-01') } }],
  ])('%s', (place, wrong) => {
    const [problem] = problemsOf(publication(wrong))
    expect(problem?.startsWith(`${place}: TOO_FAR`)).toBe(true)
  })
})

test('a chain of replacements as long as a catalogue is walked to its end, and a circle in it is found', () => {
  const chain = Array.from({ length: 20_000 }, (_, nth) => replacement(`a${nth}`, `a${nth + 1}`))
  const problems = problemsOf(publication({ replacements: [...chain, replacement('a20000', 'a19998')] }))
  expect(problems.at(-1)).toBe('replacements: REPLACED_IN_A_CIRCLE (a19998 → a19999 → a20000 → a19998)')
})
