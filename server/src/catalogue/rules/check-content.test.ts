import { describe, expect, test } from 'vitest'
import { checkContent } from './check-content.ts'
import { content, paper, terms } from './content.testing.ts'
import { Problems } from './problems.ts'
import type { ChannelTerms, PaperSpec, ProcedureCase, ProcedureContent } from './procedure.ts'

const problemsOf = (checked: ProcedureContent): readonly string[] => {
  const problems = new Problems()
  checkContent('content', checked, problems.found)
  return problems.lines
}

const withCase = (more: Partial<ProcedureCase>) =>
  content({ cases: content().cases.map((one) => ({ ...one, ...more })) })
const withTerms = (...channels: Partial<ChannelTerms>[]) => withCase({ channels: channels.map(terms) })
const withPapers = (...papers: Partial<PaperSpec>[]) => withCase({ papers: papers.map(paper) })

const special = (id: string, when: ChannelTerms['specials'][number]['when'], value = 45) => ({
  id,
  when,
  term: { value, unit: 'WORKING_DAY' as const },
  name: { vi: id, en: '' },
  basis: 'Điều 1',
})
const phase = (id: string, value = 5) => ({
  id,
  name: { vi: id, en: '' },
  term: { value, unit: 'WORKING_DAY' as const },
})
const fee = (amountVnd: number | null) => ({ kind: null, name: 'Phí', amountVnd, per: null, basis: null })

const COUNTER = 'content.cases[0].channels[0]'

test('nothing is found in a procedure that says little and that rightly', () => {
  expect(problemsOf(content())).toEqual([])
  expect(problemsOf(withTerms({ fees: [fee(0), fee(null), fee(8000)] }))).toEqual([])
  expect(problemsOf(content({ cases: [] }))).toEqual([])
})

describe('a term', () => {
  test.each<[string, Partial<ChannelTerms>, string[]]>([
    [
      'of minus three days',
      { term: { value: -3, unit: 'WORKING_DAY' } },
      ['term: NOT_POSITIVE (-3 WORKING_DAY)'],
    ],
    ['of no days', { term: { value: 0, unit: 'CALENDAR_DAY' } }, ['term: NOT_POSITIVE (0 CALENDAR_DAY)']],
    [
      'that is no number',
      { term: { value: Number.NaN, unit: 'WORKING_HOUR' } },
      ['term: NOT_POSITIVE (NaN WORKING_HOUR)'],
    ],
    [
      'of a lifetime',
      { term: { value: 36_500, unit: 'WORKING_DAY' } },
      ['term: TOO_LONG (36500 WORKING_DAY)'],
    ],
    ['in weeks', { term: { value: 2, unit: 'WEEK' as 'WORKING_DAY' } }, ['term: UNKNOWN_UNIT (WEEK)']],
    ['in the day, whatever its number', { term: { value: 0, unit: 'SAME_DAY' } }, []],
    ['of half a day', { term: { value: 0.5, unit: 'WORKING_DAY' } }, []],
    ['that is stated and is not there', { term: null }, ['term: TERM_MISSING']],
    ['beside words that nobody understood', { standing: 'UNDECIDED' }, ['term: TERM_BESIDE_UNDECIDED']],
    ['beside a law that sets none', { standing: 'NONE_BY_LAW' }, ['standing: TERM_BESIDE_NONE']],
    ['beside phases', { phases: [phase('a'), phase('b')] }, ['term: TERM_BESIDE_PHASES']],
    ['made of phases', { term: null, phases: [phase('a'), phase('b')] }, []],
    [
      'of phases, one of them twice',
      { term: null, phases: [phase('a'), phase('a')] },
      ['phases[1].id: ID_TWICE (a)'],
    ],
    [
      'of a phase that takes no time',
      { term: null, phases: [phase('a', 0)] },
      ['phases[0].term: NOT_POSITIVE (0 WORKING_DAY)'],
    ],
    [
      'in phases that are together longer than any term may be',
      { term: null, phases: [phase('a', 3000), phase('b', 651)] },
      ['phases: TOO_LONG'],
    ],
    [
      'in more phases than any law has',
      { term: null, phases: Array.from({ length: 11 }, (_, nth) => phase(`p${nth}`)) },
      ['phases: TOO_MANY (11 > 10)'],
    ],
    [
      'of a seventh of a day',
      { term: { value: 0.14, unit: 'WORKING_DAY' } },
      ['term: TOO_FINE (0.14 WORKING_DAY)'],
    ],
    [
      'of half a day by the calendar',
      { term: { value: 0.5, unit: 'CALENDAR_DAY' } },
      ['term: TOO_FINE (0.5 CALENDAR_DAY)'],
    ],
    ['that nobody has determined yet', { standing: 'UNDECIDED', term: null }, []],
    ['that the law does not set', { standing: 'NONE_BY_LAW', term: null }, []],
    [
      'that the law does not set, with a special one',
      { standing: 'NONE_BY_LAW', term: null, specials: [special('a', { place: 'DIFFICULT' })] },
      ['standing: TERM_BESIDE_NONE'],
    ],
  ])('%s', (_what, stated, problems) => {
    expect(problemsOf(withTerms(stated))).toEqual(problems.map((problem) => `${COUNTER}.${problem}`))
  })
})

describe('special terms', () => {
  test.each<[string, ChannelTerms['specials'], string[]]>([
    [
      'for one place, and for one applicant there',
      [special('a', { place: 'DIFFICULT' }), special('b', { place: 'DIFFICULT', applicant: 'PERSON' })],
      [],
    ],
    ['that hold for everybody', [special('a', {})], ['[0].when: HOLDS_FOR_ALL']],
    [
      'that are not positive',
      [special('a', { place: 'DIFFICULT' }, -1)],
      ['[0].term: NOT_POSITIVE (-1 WORKING_DAY)'],
    ],
    [
      'for a place that does not exist',
      [special('a', { place: 'ISLAND' as 'DIFFICULT' })],
      ['[0].when.place: UNKNOWN_WORD (ISLAND)'],
    ],
    [
      'for an applicant that does not exist',
      [special('a', { applicant: 'ROBOT' as 'PERSON' })],
      ['[0].when.applicant: UNKNOWN_WORD (ROBOT)'],
    ],
    [
      'twice the same',
      [special('a', { place: 'DIFFICULT' }), special('a', { place: 'ORDINARY' })],
      ['[1].id: ID_TWICE (a)'],
    ],
  ])('%s', (_what, specials, problems) => {
    expect(problemsOf(withTerms({ specials }))).toEqual(
      problems.map((problem) => `${COUNTER}.specials${problem}`),
    )
  })

  test('that ask for as much and hold for the same dossier compete, and it is said for which', () => {
    const specials = [
      special('vung', { place: 'DIFFICULT' }),
      special('to-chuc', { applicant: 'ORGANISATION' }),
    ]
    expect(problemsOf(withTerms({ specials }))).toEqual([
      `${COUNTER}.specials: SPECIALS_COMPETE (vung,to-chuc: DIFFICULT, ORGANISATION)`,
    ])
  })
})

describe('papers, fees and words', () => {
  test.each<[string, ProcedureContent, string[]]>([
    [
      'minus one original',
      withPapers({ originals: -1 }),
      ['content.cases[0].papers[0].originals: BELOW_ZERO (-1)'],
    ],
    ['half a copy', withPapers({ copies: 0.5 }), ['content.cases[0].papers[0].copies: NOT_WHOLE (0.5)']],
    ['a paper twice', withPapers({}, {}), ['content.cases[0].papers[1].id: ID_TWICE (don)']],
    ['a paper without a name', withPapers({ name: ' ' }), ['content.cases[0].papers[0].name: TEXT_MISSING']],
    [
      'a form at an address that a browser would run',
      withPapers({ formUrl: 'javascript:alert(1)' }),
      ['content.cases[0].papers[0].formUrl: NOT_AN_ADDRESS (javascript:alert(1))'],
    ],
    [
      'data that stand in for a paper by no right',
      withPapers({ replacedBy: { source: { vi: 'Dữ liệu', en: '' }, basis: '' } }),
      ['content.cases[0].papers[0].replacedBy.basis: TEXT_MISSING'],
    ],
    ['no set at all', withCase({ sets: 0 }), ['content.cases[0].sets: NOT_POSITIVE (0)']],
    ['a fee below zero', withTerms({ fees: [fee(-1)] }), [`${COUNTER}.fees[0].amountVnd: BELOW_ZERO (-1)`]],
    [
      'a fee of half a đồng',
      withTerms({ fees: [fee(0.5)] }),
      [`${COUNTER}.fees[0].amountVnd: NOT_WHOLE (0.5)`],
    ],
    ['a channel twice', withTerms({}, {}), ['content.cases[0].channels[1]: CHANNEL_TWICE (COUNTER)']],
    [
      'a case twice',
      content({ cases: [...content().cases, ...content().cases] }),
      ['content.cases[1].id: ID_TWICE (chung)'],
    ],
    ['an English title that is empty', content({ titleEn: '' }), ['content.titleEn: TEXT_MISSING']],
    ['no source', content({ source: '' }), ['content.source: TEXT_MISSING']],
    [
      'a law without number and title',
      content({ legalBasis: [{ number: null, title: '' }] }),
      ['content.legalBasis[0]: TEXT_MISSING'],
    ],
  ])('%s', (_what, checked, problems) => {
    expect(problemsOf(checked)).toEqual(problems)
  })
})
