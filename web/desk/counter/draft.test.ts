import { describe, expect, it } from 'vitest'
import type { PlainDate } from '#common/time.ts'
import type { PaperSpec, ProcedureCase, ReceptionAsk } from '#web/api/calls.ts'
import { nobody } from '../person/person-draft.ts'
import { asksFor, type Draft, emptyDraft, isUntouched, readDraft } from './draft.ts'

const TODAY = '2026-11-22' as PlainDate

const paper = (id: string, name: string, more: Partial<PaperSpec>): PaperSpec => ({
  id,
  name,
  form: null,
  formUrl: null,
  originals: 0,
  copies: 0,
  required: true,
  replacedBy: null,
  ...more,
})

const chosen: ProcedureCase = {
  id: 'chung',
  name: { vi: 'Chung', en: 'General' },
  sets: 2,
  papers: [
    paper('don', 'Đơn', { originals: 1 }),
    paper('the', 'Thẻ', { copies: 2 }),
    paper('them', 'Giấy khác', { copies: 1, required: false }),
    paper('cu-tru', 'Giấy tờ cư trú', {
      originals: 1,
      replacedBy: { source: { vi: 'Dữ liệu dân cư', en: '' }, basis: 'Nghị quyết' },
    }),
  ],
  channels: [],
}

const brought = { don: { originals: '1', copies: '0' }, the: { originals: '0', copies: '2' } }

const draft = (more: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(),
  procedure: 'thu-tuc',
  owner: { ...nobody, fullName: 'Trần  Thị Bưởi ' },
  papers: brought,
  ...more,
})

const faultsOf = (one: Draft) => {
  const read = readDraft(one, chosen, TODAY)
  return read.ok ? [] : read.faults.map((fault) => `${fault.field}: ${fault.id}`)
}

describe('an intake', () => {
  it('becomes the request of what was typed, read into one form', () => {
    const owner = {
      ...nobody,
      fullName: 'Trần  Thị Bưởi ',
      citizenNumber: '027 090 001 234',
      birthDate: '1/2/90',
      phone: '+84 912 345 678',
      address: ' ',
    }
    expect(readDraft(draft({ owner, sets: '3' }), chosen, TODAY)).toEqual({
      ok: true,
      body: {
        procedure: 'thu-tuc',
        caseId: 'chung',
        channel: 'COUNTER',
        sets: 3,
        papers: [
          { paperId: 'don', originals: 1, copies: 0 },
          { paperId: 'the', originals: 0, copies: 2 },
        ],
        owner: {
          fullName: 'Trần Thị Bưởi',
          citizenNumber: '027090001234',
          birthDate: '1990-02-01',
          phone: '0912345678',
        },
      },
    })
  })

  it('takes the number of sets from the procedure unless another is typed', () => {
    const read = readDraft(draft(), chosen, TODAY)
    expect(read.ok && read.body.sets).toBe(2)
  })

  it('says where the matter lies and who applies only where the server asks it', () => {
    const PLACE: ReceptionAsk = { fact: 'place', values: ['ORDINARY', 'DIFFICULT'] }
    const APPLICANT: ReceptionAsk = { fact: 'applicant', values: ['PERSON', 'ORGANISATION'] }
    const asking = (...asks: ReceptionAsk[]): ProcedureCase => ({
      ...chosen,
      sets: null,
      channels: [
        {
          channel: 'COUNTER',
          receivable: true,
          standing: 'STATED',
          term: { value: 30, unit: 'CALENDAR_DAY' },
          termText: '',
          specials: [],
          asks,
          changes: [],
          phases: [],
          fees: null,
          description: null,
        },
      ],
    })
    const byPlace = readDraft(draft({ place: 'DIFFICULT' }), asking(PLACE), TODAY)
    expect(byPlace.ok && byPlace.body).toMatchObject({ place: 'DIFFICULT', sets: 1 })
    expect(byPlace.ok && 'applicant' in byPlace.body).toBe(false)
    const unsaid = readDraft(draft(), asking(PLACE), TODAY)
    expect(!unsaid.ok && unsaid.faults).toEqual([{ field: 'place', id: 'intake.place-missing' }])
    expect(asksFor(asking(APPLICANT), 'COUNTER')).toEqual([APPLICANT])
    expect(asksFor(asking(APPLICANT), 'POST')).toEqual([])
  })

  it('names everything that stands in its way, in the order of the screen', () => {
    const submitter = { ...nobody, phone: '12' }
    expect(
      faultsOf(
        draft({ owner: { ...nobody, citizenNumber: '02709000123' }, submitter, papers: {}, sets: '0' }),
      ),
    ).toEqual([
      'owner.citizenNumber: field.citizen-number-length',
      'owner.fullName: field.name-missing',
      'submitter.fullName: field.name-missing',
      'submitter.phone: field.phone-unknown',
      'papers: intake.papers-missing',
      'sets: intake.sets-wrong',
    ])
  })

  it('asks for a procedure first', () => {
    expect(readDraft({ ...draft(), procedure: null }, null, TODAY)).toMatchObject({
      ok: false,
      faults: [{ field: 'procedure' }],
    })
  })

  it.each([
    [{ don: { originals: '0', copies: '1' }, the: brought.the }, ['Đơn']],
    [{ don: brought.don, the: { originals: '1', copies: '1' } }, ['Thẻ']],
    [{ don: brought.don }, ['Thẻ']],
    [brought, []],
  ])('with papers %j lacks %j', (papers, missing) => {
    const read = readDraft(draft({ papers }), chosen, TODAY)
    expect(read.ok ? [] : read.faults.map((fault) => fault.values?.papers)).toEqual(
      missing.length === 0 ? [] : [missing],
    )
  })

  it('refuses a number of papers that is none', () => {
    expect(faultsOf(draft({ papers: { ...brought, them: { originals: 'hai', copies: '0' } } }))).toEqual([
      'paper.them.originals: intake.count-wrong',
    ])
  })

  it('has a key of its own from the beginning, and is untouched until something is typed', () => {
    expect(emptyDraft().key).toMatch(/^[0-9a-f]{32}$/)
    expect(emptyDraft().key).not.toBe(emptyDraft().key)
    expect(isUntouched(emptyDraft())).toBe(true)
    expect(isUntouched(draft())).toBe(false)
  })
})
