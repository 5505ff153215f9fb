import { describe, expect, test } from 'vitest'
import type { Applicability, SpecialTerm, TermPlan } from './term.ts'
import { chooseTerm, termChange } from './term-choice.ts'

const special = (id: string, when: Partial<Applicability>, value: number): SpecialTerm => ({
  id,
  when,
  term: { value, unit: 'WORKING_DAY' },
  name: { vi: id, en: id },
  basis: 'khoản 1',
})

const plan: TermPlan = {
  term: { value: 5, unit: 'WORKING_DAY' },
  specials: [
    special('far', { place: 'DIFFICULT' }, 10),
    special('company', { applicant: 'ORGANISATION' }, 7),
    special('company-far', { place: 'DIFFICULT', applicant: 'ORGANISATION' }, 15),
  ],
  changes: [
    {
      id: 'verify',
      to: { value: 20, unit: 'WORKING_DAY' },
      name: { vi: 'Xác minh', en: 'Verify' },
      basis: 'khoản 2',
    },
  ],
  phases: [],
}

describe('the term of a dossier', () => {
  test.each([
    ['ORDINARY', 'PERSON', 5, null],
    ['DIFFICULT', 'PERSON', 10, 'far'],
    ['ORDINARY', 'ORGANISATION', 7, 'company'],
    ['DIFFICULT', 'ORGANISATION', 15, 'company-far'],
  ] as const)('in a %s place for a %s: %d working days', (place, applicant, days, id) => {
    const chosen = chooseTerm(plan, { place, applicant })
    expect([chosen.term?.value, chosen.special?.id ?? null]).toEqual([days, id])
  })

  test('two that hold alike are refused by name: nobody can say which is meant', () => {
    const competing = { ...plan, specials: plan.specials.slice(0, 2) }
    expect(() => chooseTerm(competing, { place: 'DIFFICULT', applicant: 'ORGANISATION' })).toThrow(
      expect.objectContaining({ code: 'terms-compete', details: { terms: ['far', 'company'] } }),
    )
  })

  test('phases are left aside where a special term holds', () => {
    const phased = {
      ...plan,
      term: null,
      phases: [{ id: 'one', name: { vi: '1', en: '1' }, term: { value: 3, unit: 'WORKING_DAY' as const } }],
    }
    expect(chooseTerm(phased, { place: 'ORDINARY', applicant: 'PERSON' }).phases).toHaveLength(1)
    expect(chooseTerm(phased, { place: 'DIFFICULT', applicant: 'PERSON' }).phases).toEqual([])
  })

  test('changes only to what the procedure foresees', () => {
    expect(termChange(plan, 'verify').to.value).toBe(20)
    expect(() => termChange(plan, 'because')).toThrow(
      expect.objectContaining({ code: 'term-change-not-foreseen' }),
    )
  })
})
