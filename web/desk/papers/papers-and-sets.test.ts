import { describe, expect, it } from 'vitest'
import type { Dossier, PaperSpec } from '#web/api/calls.ts'
import { asWrittenDown, readPapersAndSets } from './papers-and-sets.tsx'

const spec = (id: string, required = true): PaperSpec => ({
  id,
  name: id,
  form: null,
  formUrl: null,
  originals: 1,
  copies: 0,
  required,
  replacedBy: null,
})
const dossier = {
  listed: { sets: 2, papers: [spec('don'), spec('anh', false)] },
  papers: [{ paperId: 'don', name: 'don', originals: 1, copies: 0 }],
  sets: 3,
} satisfies Partial<Dossier>

describe('papers and sets of a dossier that is there', () => {
  it('begin as they were written down, not as the procedure proposes', () => {
    const typed = asWrittenDown(dossier)
    expect(typed).toEqual({ papers: { don: { originals: '1', copies: '0' } }, sets: '3' })
    expect(readPapersAndSets(dossier, typed)).toEqual({
      papers: [{ paperId: 'don', originals: 1, copies: 0 }],
      sets: 3,
      faults: [],
    })
  })

  it('are held against what its own case asks for', () => {
    const { faults } = readPapersAndSets(dossier, { papers: {}, sets: '0' })
    expect(faults.map(({ id }) => id)).toEqual(['intake.papers-missing', 'intake.sets-wrong'])
  })
})
