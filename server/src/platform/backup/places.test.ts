import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBench } from '../../../test/support/backup-heads.ts'
import { Lanes } from './lanes.ts'
import { Cutter } from './lists.ts'
import { lockFor, makePlace } from './places.ts'
import { alone } from './store.ts'

/** Folders as somebody named them. */

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-places-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a folder is made with those above it, and one that is there is left as it is', async () => {
  await makePlace(join(folder, 'a', 'b'))
  await makePlace(join(folder, 'a', 'b'))
  expect((await stat(join(folder, 'a', 'b'))).mode & 0o777).toBe(0o700)
  await mkdir(join(folder, 'real'))
  await symlink(join(folder, 'real'), join(folder, 'link'))
  await makePlace(join(folder, 'link', 'c'))
  expect(await readdir(join(folder, 'real'))).toEqual(['c'])
})

test('a link that leads nowhere, or a file, is refused in words', async () => {
  await symlink(join(folder, 'gone'), join(folder, 'link'))
  await writeFile(join(folder, 'file'), '')
  for (const one of ['link', 'file', 'file/below'])
    await expect(makePlace(join(folder, one))).rejects.toMatchObject({
      code: 'folder-unusable',
      details: { folder: join(folder, one) },
    })
  expect((await readdir(folder)).sort()).toEqual(['file', 'link'])
})

test('where the system makes no folders it is refused at once', async () => {
  await expect(makePlace('/proc/x/y')).rejects.toMatchObject({ code: 'folder-unusable' })
})

test('a second one at work is told who is', async () => {
  const lock = await lockFor('follower', folder)
  await expect(lockFor('follower', folder)).rejects.toMatchObject({
    code: 'at-work',
    details: { work: 'follower', folder, pid: process.pid },
  })
  await lock.release()
  const bench = await openBench()
  await alone(bench.repository, () =>
    expect(alone(bench.repository, async () => {})).rejects.toMatchObject({
      code: 'at-work',
      details: { work: 'backup' },
    }),
  )
  await bench.remove()
})

test('pieces that cannot be written are told to who waits, and do not end the process', async () => {
  const bench = await openBench()
  const unhandled: unknown[] = []
  const hear = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', hear)
  const cutter = new Cutter(await bench.writer(), new Lanes(1))
  // As a full disk refuses, at the first write of each piece.
  await rm(join(bench.repository.folder, 'unfinished'), { recursive: true })
  const written = (async () => {
    for (let piece = 0; piece < 8; piece += 1) await cutter.write(Buffer.alloc(64 * 1024, `${piece}`))
  })()
  await expect(written).rejects.toMatchObject({ code: 'ENOENT' })
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.off('unhandledRejection', hear)
  await bench.remove()
  expect(unhandled).toEqual([])
})
