import { expect, test } from 'vitest'
import type { Instant } from '#common/time.ts'
import { checkpointText, lastNoteIn, signedNote } from './note.ts'

const AT = '2026-11-27T09:00:00.000Z' as Instant

test('a checkpoint is a signed note, to the byte', () => {
  const text = checkpointText({ origin: 'motcua-ledger/00', size: 2 ** 40, root: 'AAAA', at: AT })
  const note = signedNote(text, 'motcua-ledger/00', 'c2ln')
  expect(note).toBe(
    'motcua-ledger/00\n1099511627776\nAAAA\ntime 2026-11-27T09:00:00.000Z\n\n— motcua-ledger/00 c2ln\n',
  )
})

test('of a file that a crash cut at any place, the last whole note is found, and where it ends', () => {
  const notes = [7, 1_008, 2 ** 40].map((size) => {
    const text = checkpointText({ origin: 'motcua-ledger/00', size, root: `${'A'.repeat(43)}=`, at: AT })
    return { size, note: `${signedNote(text, 'motcua-ledger/00', `${'/'.repeat(91)}=`)}\n` }
  })
  const file = Buffer.from(notes.map(({ note }) => note).join('')).toString('latin1')
  const ends: { size: number; end: number }[] = []
  for (const { size, note } of notes)
    ends.push({ size, end: (ends.at(-1)?.end ?? 0) + Buffer.byteLength(note) })
  for (let cut = 0; cut <= file.length; cut += 1)
    expect(lastNoteIn(file.slice(0, cut))).toEqual(ends.findLast(({ end }) => end <= cut) ?? null)
  // Read from the middle of a note on, as the end of a long file is; and what a disk gives for a page that was never written.
  expect(lastNoteIn(file.slice(100))).toEqual({ size: 2 ** 40, end: file.length - 100 })
  expect(lastNoteIn('\0'.repeat(1_000_000))).toBeNull()
})
