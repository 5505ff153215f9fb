import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf } from './faults.ts'
import { graphOf } from './graph.ts'
import { mismatchesOf, sharesFrom } from './shares.ts'
import { followers, type Process, type ProcessStep, type StepKind } from './step-table.ts'
import { STEP_TABLES } from './step-tables.testing.ts'
import {
  type Advance,
  begin,
  complete,
  earlierSteps,
  factsNeeded,
  goOnWithoutTheRest,
  sendBack,
  type Tokens,
} from './tokens.ts'

const step = (
  id: string,
  days: number,
  next: string[],
  kind: StepKind = 'CHECK',
  more: Partial<ProcessStep> = {},
): ProcessStep => ({
  id,
  kind,
  name: { vi: id, en: id },
  unit: 'OFFICE',
  role: 'SPECIALIST',
  days,
  next,
  ...more,
})
const process = (...steps: ProcessStep[]): Process => ({
  id: 'p',
  name: 'p',
  version: 1,
  standing: 'demo',
  source: '',
  steps,
})

const consulted = process(
  step('receive', 0.5, ['check'], 'RECEIVE'),
  step('check', 1, ['police', 'insurance']),
  step('police', 2, ['appraise'], 'CONSULT'),
  step('insurance', 1, ['appraise'], 'CONSULT'),
  step('appraise', 1.5, ['approve'], 'APPRAISE'),
  step('approve', 1.5, ['issue'], 'APPROVE'),
  step('issue', 0, ['return'], 'ISSUE'),
  step('return', 0, [], 'RETURN'),
)
const joining = (join: ProcessStep['join']) =>
  process(...consulted.steps.map((row) => (row.id === 'appraise' && join ? { ...row, join } : row)))

const at = (...active: string[]): Tokens => ({ active, arrived: {}, done: [] })
const names = (steps: readonly ProcessStep[]) => steps.map(({ id }) => id)
const shown = ({ tokens, entered, lapsed }: Advance) => ({
  active: tokens.active,
  arrived: tokens.arrived,
  entered: names(entered),
  lapsed: names(lapsed),
})

describe('where a dossier goes next', () => {
  test('begins at the only step that nothing leads to', () => {
    expect(begin(consulted)).toEqual({ active: ['receive'], arrived: {}, done: [] })
  })

  test.each([['police', 'insurance'] as const, ['insurance', 'police'] as const])(
    'opens both opinions at once and waits for the later one, also when %s is the earlier',
    (earlier, later) => {
      const asked = complete(consulted, at('check'), 'check')
      expect(names(asked.entered)).toEqual(['police', 'insurance'])
      const one = complete(consulted, asked.tokens, earlier)
      expect(shown(one)).toEqual({ active: [later], arrived: { appraise: 1 }, entered: [], lapsed: [] })
      const both = complete(consulted, one.tokens, later)
      expect(shown(both)).toEqual({ active: ['appraise'], arrived: {}, entered: ['appraise'], lapsed: [] })
      expect(both.tokens.done).toEqual(['check', earlier, later])
    },
  )

  test('goes on with the first opinion where one is enough, and the other lapses', () => {
    const any = joining('ANY')
    const asked = complete(any, at('check'), 'check')
    expect(shown(complete(any, asked.tokens, 'insurance'))).toEqual({
      active: ['appraise'],
      arrived: {},
      entered: ['appraise'],
      lapsed: ['police'],
    })
  })

  test('goes on without the rest when the lead decides so, with or without a first answer', () => {
    const asked = complete(joining('LEAD'), at('check'), 'check')
    const alone = goOnWithoutTheRest(joining('LEAD'), asked.tokens, 'appraise')
    expect(shown(alone)).toMatchObject({ active: ['appraise'], lapsed: ['police', 'insurance'] })
    const one = complete(joining('LEAD'), asked.tokens, 'police')
    const then = goOnWithoutTheRest(joining('LEAD'), one.tokens, 'appraise')
    expect(shown(then)).toEqual({
      active: ['appraise'],
      arrived: {},
      entered: ['appraise'],
      lapsed: ['insurance'],
    })
  })

  test('takes the branch that the facts choose, and does not wait for those it leaves out', () => {
    const { I } = STEP_TABLES
    const check = I.steps.find(({ id }) => id === 'xac-dinh') as ProcessStep
    expect(factsNeeded(check, {})).toEqual(['residence'])
    expect(factsNeeded(check, { residence: 'ONE' })).toEqual([])
    expect(() => complete(I, at('xac-dinh'), 'xac-dinh')).toThrow(/residence/)
    const one = complete(I, at('xac-dinh'), 'xac-dinh', { residence: 'ONE' })
    expect(names(one.entered)).toEqual(['tra-cuu'])
    expect(names(complete(I, one.tokens, 'tra-cuu').entered)).toEqual(['lap-phieu'])
    const several = complete(I, at('xac-dinh'), 'xac-dinh', { residence: 'SEVERAL' })
    expect(names(several.entered)).toEqual(['tra-cuu', 'tinh-khac', 'toa-an'])
    expect(names(complete(I, several.tokens, 'tra-cuu').entered)).toEqual([])
  })

  test('refuses to complete a step that is not active', () => {
    expect(() => complete(consulted, at('check'), 'approve')).toThrow(/not active/)
  })
})

describe('work that is sent back', () => {
  test('goes only to a step that comes before', () => {
    expect(shown(sendBack(consulted, at('approve'), 'approve', 'appraise')).active).toEqual(['appraise'])
    expect(() => sendBack(consulted, at('approve'), 'approve', 'return')).toThrow(/before/)
    expect(names(earlierSteps(consulted, 'appraise'))).toEqual(['receive', 'check', 'police', 'insurance'])
    expect(names(earlierSteps(consulted, 'appraise', ['receive', 'check']))).toEqual(['receive', 'check'])
  })

  const branches = process(
    step('receive', 1, ['a', 'b'], 'RECEIVE'),
    step('a', 1, ['a2']),
    step('a2', 1, ['join']),
    step('b', 1, ['join']),
    step('join', 1, ['end']),
    step('end', 0, [], 'RETURN'),
  )

  test('leaves another branch where it is, and what has arrived by it', () => {
    const back = sendBack(
      branches,
      { active: ['a2'], arrived: { join: 1 }, done: ['receive', 'a', 'b'] },
      'a2',
      'a',
    )
    expect(back.tokens).toEqual({ active: ['a'], arrived: { join: 1 }, done: ['receive', 'b'] })
    const again = complete(branches, complete(branches, back.tokens, 'a').tokens, 'a2')
    expect(names(again.entered)).toEqual(['join'])
    expect(sendBack(branches, at('a2', 'b'), 'a2', 'a').tokens.active).toEqual(['b', 'a'])
  })

  test('is all to be done again when it goes back behind the parting of the branches', () => {
    const back = sendBack(
      branches,
      { active: ['a2', 'b'], arrived: {}, done: ['receive', 'a'] },
      'a2',
      'receive',
    )
    expect(shown(back)).toEqual({ active: ['receive'], arrived: {}, entered: ['receive'], lapsed: ['b'] })
    const arrived = { active: ['a2'], arrived: { join: 1 }, done: ['receive', 'a', 'b'] }
    expect(sendBack(branches, arrived, 'a2', 'receive').tokens).toEqual({
      active: ['receive'],
      arrived: {},
      done: [],
    })
  })
})

describe('published step tables', () => {
  test.each(Object.entries(STEP_TABLES))('%s can run', (_name, table) => {
    expect(faultsOf(table)).toEqual([])
  })

  test('those whose shares do not add up are flagged, exactly those, and nothing is rescaled', () => {
    const flagged = Object.entries(STEP_TABLES).flatMap(([name, table]) =>
      mismatchesOf(table).map((mismatch) => ({ name, ...mismatch })),
    )
    expect(flagged).toEqual([
      { name: 'C', phase: 'gd1', sum: 3.5, published: 3, unit: 'DAY' },
      { name: 'D', phase: null, sum: 33, published: 30, unit: 'DAY' },
      { name: 'E', phase: null, sum: 24, published: 23, unit: 'DAY' },
    ])
    expect(STEP_TABLES.D.steps.find(({ id }) => id === 'hoa-giai')?.days).toBe(22)
  })

  test('the shares of phases are added apart, and waits for the applicant are not counted', () => {
    const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0)
    expect(sum(sharesFrom(STEP_TABLES.B, 'tiep-nhan'))).toBe(12)
    expect(sum(sharesFrom(STEP_TABLES.B, 'tiep-nhan-lai'))).toBe(7)
    expect(sharesFrom(STEP_TABLES.A, 'tiep-nhan')).toEqual([2, 3, 2, 1, 0])
  })

  test('time to come is counted along the longest way', () => {
    expect(sharesFrom(consulted, 'receive')).toEqual([0.5, 1, 2, 1.5, 1.5, 0, 0])
    expect(sharesFrom(consulted, 'insurance')).toEqual([1, 1.5, 1.5, 0, 0])
  })
})

describe('a table that cannot run', () => {
  const whole = (over: (steps: ProcessStep[]) => ProcessStep[]) => process(...over([...consulted.steps]))
  const changed = (id: string, more: Partial<ProcessStep>) =>
    whole((steps) => steps.map((row) => (row.id === id ? { ...row, ...more } : row)))

  test.each<[string, Process, RegExp]>([
    ['two first steps', process(step('a', 1, ['c']), step('b', 1, ['c']), step('c', 0, [])), /first steps/],
    ['a lost branch', changed('check', { next: ['police', 'x'] }), /leads to x, which is not there/],
    ['a circle', changed('approve', { next: ['check', 'issue'] }), /circle/],
    ['a time that is none', changed('check', { days: Number.NaN }), /not a time/],
    ['days in a table of hours', changed('police', { hours: 2, days: null }), /counts in days/],
    ['a beginning that is no reception', changed('receive', { kind: 'CHECK' }), /no reception/],
    ['an approval of nothing', changed('appraise', { kind: 'CHECK' }), /without a step that is APPRAISE/],
    [
      'an issue that nobody approved',
      changed('approve', { kind: 'REVIEW' }),
      /without a step that is APPROVE/,
    ],
    ['a return of nothing', changed('issue', { kind: 'CHECK' }), /before a result is issued/],
    ['a join of one branch', changed('approve', { join: 'ANY' }), /joins branches, and 1/],
    [
      'an opinion given to nobody in particular',
      changed('police', { next: ['appraise', 'issue'] }),
      /gives an opinion/,
    ],
    [
      'a choice by what nobody is asked',
      changed('check', { choices: [{ when: { fact: 'weather', is: 'RAIN' }, next: ['police'] }] }),
      /weather, which nobody is asked/,
    ],
    [
      'a choice by an answer that never comes',
      {
        ...changed('check', { choices: [{ when: { fact: 'tax', is: 'MAYBE' }, next: ['police'] }] }),
        facts: STEP_TABLES.J.facts ?? [],
      },
      /being MAYBE, which it never is/,
    ],
    [
      'an approval around the draft',
      changed('receive', { choices: [{ when: { fact: 'place', is: 'DIFFICULT' }, next: ['approve'] }] }),
      /without a step that is APPRAISE/,
    ],
  ])('is found: %s', (_name, faulty, sentence) => {
    expect(faultsOf(faulty).join('; ')).toMatch(sentence)
  })

  test('nothing is found in one that can', () => {
    expect(faultsOf(consulted)).toEqual([])
    expect(
      faultsOf(
        changed('check', { choices: [{ when: { fact: 'place', is: 'DIFFICULT' }, next: ['police'] }] }),
      ),
    ).toEqual([])
  })
})

describe('any table, walked any way', () => {
  // A table with splits, joins and choices: each step leads to some later ones.
  const tables = fc
    .integer({ min: 3, max: 9 })
    .chain((size) =>
      fc.tuple(
        fc.constant(size),
        fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), { minLength: size, maxLength: size }),
        fc.array(fc.tuple(fc.nat(3), fc.nat()), { minLength: size, maxLength: size }),
      ),
    )
    .map(([size, nexts, draws]) => {
      const later = (index: number, draw: number) => `s${index + 1 + (draw % (size - index - 1))}`
      const steps = nexts.map((draw, index): ProcessStep => {
        if (index === size - 1) return step(`s${index}`, 1, [], 'RETURN')
        const next = [...new Set(draw.map((n) => later(index, n)))]
        const [kind, other] = draws[index]!
        const more: Partial<ProcessStep> = {
          ...(kind === 1
            ? { choices: [{ when: { fact: 'place', is: 'DIFFICULT' }, next: [later(index, other)] }] }
            : {}),
          ...(kind === 2 ? { join: 'ANY' } : {}),
        }
        return step(`s${index}`, 1, next, index === 0 ? 'RECEIVE' : 'CHECK', more)
      })
      // What nothing leads to follows the first.
      const reached = new Set(steps.flatMap(followers))
      const orphans = steps
        .slice(1)
        .filter(({ id }) => !reached.has(id))
        .map(({ id }) => id)
      return process({ ...steps[0]!, next: [...new Set([...steps[0]!.next, ...orphans])] }, ...steps.slice(1))
    })

  test('comes to its end, never does a step twice at once, and forgets nothing on the way', () => {
    let walked = 0
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.nat()), fc.boolean(), (table, dice, isDifficult) => {
        const facts = { place: isDifficult ? 'DIFFICULT' : 'ORDINARY' }
        let tokens = begin(table)
        for (let moves = 0; tokens.active.length > 0; moves++) {
          expect(moves).toBeLessThan(100)
          expect(new Set(tokens.active).size).toBe(tokens.active.length)
          const id = tokens.active[dice.next().value! % tokens.active.length]!
          const { tokens: after, entered, lapsed } = complete(table, tokens, id, facts)
          // What was active is done, still active, or lapsed; what is new was entered.
          const gone = [id, ...names(lapsed)]
          expect([...after.active].sort()).toEqual(
            [...tokens.active.filter((other) => !gone.includes(other)), ...names(entered)].sort(),
          )
          // Nothing that waits for a branch waits for none.
          for (const join of Object.keys(after.arrived))
            expect(after.active.some((other) => graphOf(table).node.get(other)!.reaches.has(join))).toBe(true)
          tokens = after
          walked += 1
        }
        expect(tokens.arrived).toEqual({})
        expect(tokens.done?.at(-1)).toBe(table.steps.at(-1)!.id)
      }),
      { numRuns: 500 },
    )
    expect(walked).toBeGreaterThan(1_000)
  })
})
