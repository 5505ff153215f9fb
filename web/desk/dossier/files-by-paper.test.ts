import { expect, test } from 'vitest'
import type { DossierFile } from '#web/api/calls.ts'
import { filesByPaper, megabytesOf } from './files-by-paper.ts'

const file = (id: string, paperId: string | null): DossierFile => ({
  id,
  paperId,
  name: `${id}.pdf`,
  kind: 'PDF',
  bytes: 1,
  pages: 1,
  handedInAt: '2026-11-24T09:00:00+07:00',
  handedInBy: null,
  takenOut: null,
  isNew: false,
  mayTakeOut: false,
})

const PAPERS = [
  { paperId: 'don', name: 'Đơn' },
  { paperId: 'so', name: 'Sổ' },
  { paperId: 'anh', name: 'Ảnh' },
]

test('files stand under their papers in the order of the procedure, and what is of none stands last', () => {
  const files = [file('a', null), file('b', 'anh'), file('c', 'don'), file('d', 'cu'), file('e', 'don')]
  expect(filesByPaper(files, PAPERS).map((one) => [one.name, one.files.map(({ id }) => id)])).toEqual([
    ['Đơn', ['c', 'e']],
    ['Ảnh', ['b']],
    [null, ['a', 'd']],
  ])
  expect(filesByPaper([], PAPERS)).toEqual([])
})

test('no file is shown as nothing', () => {
  expect([1, 100_000, 100_001, 20_000_000].map(megabytesOf)).toEqual([0.1, 0.1, 0.2, 20])
})
