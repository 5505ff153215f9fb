import { describe, expect, it } from 'vitest'
import { missingPapers } from './papers.ts'

const paper = (id: string, originals: number, copies: number, required = true) => ({
  id,
  originals,
  copies,
  required,
})
const LIST = [paper('form', 1, 0), paper('card', 0, 2), paper('any', 0, 0), paper('extra', 1, 0, false)]

const brought = (counts: Record<string, [number, number]>) =>
  Object.entries(counts).map(([paperId, [originals, copies]]) => ({ paperId, originals, copies }))

describe('the papers of a case', () => {
  it.each<[string, Record<string, [number, number]>, string[]]>([
    ['are all there', { form: [1, 0], card: [0, 2], any: [0, 1] }, []],
    ['are there in a larger number', { form: [2, 1], card: [1, 3], any: [1, 0] }, []],
    ['are not there at all', {}, ['form', 'card', 'any']],
    ['lack a copy', { form: [1, 0], card: [0, 1], any: [1, 0] }, ['card']],
    ['have an original in the place of the copies', { form: [1, 0], card: [2, 0], any: [1, 0] }, ['card']],
    ['are named without one original or copy', { form: [1, 0], card: [0, 2], any: [0, 0] }, ['any']],
  ])('%s', (_name, counts, missing) => {
    expect(missingPapers(LIST, brought(counts)).map(({ id }) => id)).toEqual(missing)
  })

  it('need not have what data stand in for', () => {
    const replaced = { ...paper('residence', 1, 0), replacedBy: { source: 'the national database' } }
    expect(missingPapers([replaced], [])).toEqual([])
    expect(missingPapers([{ ...replaced, replacedBy: null }], [])).toHaveLength(1)
  })

  it('need not have what is only asked for if there is one', () => {
    expect(missingPapers([paper('extra', 1, 1, false)], [])).toEqual([])
  })
})
