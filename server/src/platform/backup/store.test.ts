import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fingerprintOf, publicHalf } from './escrow.ts'
import { Lanes } from './lanes.ts'
import { Cutter } from './lists.ts'
import { openOrMakeRepository, openReader, openWriter, PIECE_BYTES, type Repository } from './store.ts'
import {
  branchFolder,
  contiguousFrom,
  filesAt,
  filesName,
  openCovered,
  readCovered,
  type WalBranch,
  WalReader,
  WalWriter,
} from './wal.ts'

/** Pieces and stretches of the log, written by a machine that cannot read them. */

const key = randomBytes(32)
const half = publicHalf(key)
const naming = randomBytes(32)
const BRANCH: WalBranch = { life: 'a1', systemId: '7', timeline: 1 }
const FIRST = '000000010000000000000001'
const BYTES = 1_000

let folder: string
let repository: Repository
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-pieces-'))
  repository = await openOrMakeRepository(folder, fingerprintOf(half))
})
afterEach(() => rm(folder, { recursive: true }))

const writer = () => openWriter(repository, { half, naming })

describe('pieces', () => {
  test('bytes are cut, kept once over all runs, and come back by the key alone', async () => {
    const bytes = Buffer.concat([
      Buffer.alloc(2 * PIECE_BYTES, 'a'),
      randomBytes(PIECE_BYTES),
      Buffer.from('end'),
    ])
    const stored: number[] = []
    let ids: readonly string[] = []
    for (let run = 0; run < 2; run += 1) {
      const pieces = await writer()
      const lanes = new Lanes(4)
      const cutter = new Cutter(pieces, lanes)
      for (let at = 0; at < bytes.length; at += 10_007) await cutter.write(bytes.subarray(at, at + 10_007))
      await cutter.finish()
      await lanes.done()
      stored.push(pieces.stored.pieces)
      ids = cutter.ids
      const reader = openReader(repository, key)
      expect(Buffer.concat(await Promise.all(cutter.ids.map(reader.piece))).equals(bytes)).toBe(true)
    }
    // Two of the four are the same.
    expect(stored).toEqual([3, 0])
    expect(new Set(ids).size).toBe(3)
  })

  test('another key reads nothing', async () => {
    const { id, kept } = (await writer()).put(Buffer.from('a name'))
    await kept
    await expect(openReader(repository, randomBytes(32)).piece(id)).rejects.toMatchObject({
      code: 'piece-damaged',
      details: { piece: id },
    })
  })
})

describe('the log', () => {
  const log = randomBytes(2 * BYTES)
  const names = [FIRST, '000000010000000000000002', '000000010000000000000003']
  const next = (name: string) => names[names.indexOf(name) + 1] ?? 'none'
  const read = async (): Promise<string[]> => {
    const reader = await WalReader.open(repository, BRANCH, openReader(repository, key))
    const found: string[] = []
    for await (const { name, bytes } of reader.segmentsFrom(FIRST, next, BYTES)) {
      expect(bytes.equals(log.subarray(names.indexOf(name) * BYTES).subarray(0, bytes.length))).toBe(true)
      found.push(`${names.indexOf(name)}: ${bytes.length}`)
    }
    return found
  }
  const open = async () => WalWriter.open(repository, BRANCH, await writer())

  test('is read to the end of the last stretch, whatever overlaps', async () => {
    const line = await open()
    await line.segment(FIRST, log.subarray(0, BYTES))
    await line.stretch(names[1]!, 0, log.subarray(BYTES, BYTES + 300))
    await line.stretch(names[1]!, 300, log.subarray(BYTES + 300, BYTES + 500))
    expect(await read()).toEqual(['0: 1000', '1: 500'])
    // A follower that was killed begins the segment anew.
    await (await open()).stretch(names[1]!, 0, log.subarray(BYTES, BYTES + 420))
    expect(await read()).toEqual(['0: 1000', '1: 500'])
  })

  test('ends before a gap', async () => {
    const line = await open()
    await line.stretch(FIRST, 0, log.subarray(0, 300))
    await line.stretch(FIRST, 400, log.subarray(400, 600))
    await line.segment(names[1]!, log.subarray(BYTES))
    expect(await read()).toEqual(['0: 300'])
  })

  test('many stretches are gathered into one, and a whole segment replaces them', async () => {
    const line = await open()
    await line.stretch(FIRST, 0, log.subarray(0, 300))
    await line.stretch(FIRST, 300, log.subarray(300, 400))
    await line.gathered(FIRST, log.subarray(0, 700))
    await line.stretch(FIRST, 700, log.subarray(700, 800))
    expect(await read()).toEqual(['0: 800'])
    expect((await readdir(branchFolder(repository, BRANCH))).sort()).toEqual([
      `${FIRST}.00000000-000002bc`,
      `${FIRST}.000002bc-00000064`,
    ])
    await line.segment(FIRST, log.subarray(0, BYTES))
    expect(await readdir(branchFolder(repository, BRANCH))).toEqual([FIRST])
    expect(await read()).toEqual(['0: 1000'])
  })
})

test('what the follower noted is believed only as it wrote it', async () => {
  const reader = openReader(repository, key)
  expect(await openCovered(repository, BRANCH, reader)).toBeNull()
  const line = await WalWriter.open(repository, BRANCH, await writer())
  const covered = { lsn: '0/3000060', at: '2026-11-27T14:05:09.123Z' }
  await line.covered(covered)
  expect(await openCovered(repository, BRANCH, reader)).toEqual(covered)
  const file = join(branchFolder(repository, BRANCH), 'covered.json')
  const text = await readFile(file, 'utf8')
  for (const wrong of [
    '',
    '{',
    `${JSON.stringify(covered)}\n`,
    text.replace('14:05', '15:05'),
    `[]\n${text}`,
  ]) {
    await writeFile(file, wrong)
    await expect(openCovered(repository, BRANCH, reader)).rejects.toMatchObject({ code: 'wal-damaged' })
  }
  // For who has no key it says what it says, or nothing.
  await writeFile(file, '')
  expect(await readCovered(repository, BRANCH)).toBeNull()
})

test('new files are listed in the order in which they came, also when a clock goes back', async () => {
  const line = await WalWriter.open(repository, BRANCH, await writer())
  const entry = { of: 'office', kind: 'file', mode: 0o600, size: 0, pieces: '' } as const
  await line.files([{ ...entry, path: 'a' }], '2099-01-01T00:00:00.000Z')
  await line.files([{ ...entry, path: 'b' }], '')
  const read = await WalReader.open(repository, BRANCH, openReader(repository, key))
  const found: string[] = []
  for await (const { path } of read.filesSince('2099-01-01T00:00:00.000Z')) found.push(path)
  expect(found.sort()).toEqual(['a', 'b'])
})

test('the log reaches to the first byte that nothing holds, in whatever portions it came', () => {
  const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(12)).map(([start, length]) => [start, start + length]))
  fc.assert(
    fc.property(spans, fc.nat(40), (pairs, from) => {
      const held = new Set(
        pairs.flatMap(([start, end]) => Array.from({ length: end! - start! }, (_, n) => start! + n)),
      )
      let end = from
      while (held.has(end)) end += 1
      const asked = pairs.map(([start, stop]) => ({ start: BigInt(start!), end: BigInt(stop!) }))
      expect(contiguousFrom(BigInt(from), asked)).toBe(BigInt(end))
    }),
  )
})

test('a list of new files tells by its name when it was written, and so do the ids beside it', () => {
  const name = filesName('2026-11-27T14:05:09.123Z')
  expect([name, `${name}.refs`, FIRST, `${FIRST}.000002bc-00000064`, 'covered.json'].map(filesAt)).toEqual([
    '2026-11-27T14:05:09.123Z',
    '2026-11-27T14:05:09.123Z',
    null,
    null,
    null,
  ])
})
