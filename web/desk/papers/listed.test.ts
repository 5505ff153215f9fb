import { expect, it } from 'vitest'
import type { PaperSpec, ProcedureCase } from '#web/api/calls.ts'
import { casesFitting } from './listed.ts'

const listing = (id: string, ...papers: string[]): ProcedureCase => ({
  id,
  name: { vi: id, en: id },
  sets: 1,
  papers: papers.map((paper) => ({ id: paper }) as PaperSpec),
  channels: [],
})

const CASES = [listing('moi', 'don', 'anh'), listing('doi', 'don', 'the-cu')]

it.each([
  [[], ['moi', 'doi']],
  [['don'], ['moi', 'doi']],
  [['don', 'the-cu'], ['doi']],
  [['giay-la'], []],
])('papers %j are of the cases %j', (papers, fitting) => {
  const found = casesFitting(
    CASES,
    papers.map((paperId) => ({ paperId })),
  )
  expect(found.map(({ id }) => id)).toEqual(fitting)
})
