import { randomBytes } from 'node:crypto'
import {
  appendFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openSealer } from '#platform/seal.ts'
import { type FileStore, openFileStore } from './files.ts'
import type { FileErrorCode } from './sealed-folder.ts'

const ID = '0197f3a2-1111-7222-8333-44445555abcd'
const OTHER = '0197f3a2-1111-7222-8333-44445555abce'
const paper = Buffer.from('%PDF-1.7 Nguyễn Văn Tưởng')

const refused = (code: FileErrorCode) => expect.objectContaining({ name: 'FileError', code })

let folder: string
let files: FileStore
const sealer = openSealer({ keyId: 1, masterKey: randomBytes(32) })
const stored = (id: string) => join(folder, id.slice(-2), id.slice(-4, -2), id)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  files = await openFileStore(folder, sealer)
})
afterEach(() => rm(folder, { recursive: true }))

describe('a kept file', () => {
  test('comes back as it was put, also from a store opened later', async () => {
    await files.put(ID, paper)
    expect(await files.get(ID)).toEqual(paper)
    const again = await openFileStore(folder, sealer)
    expect(await again.get(ID)).toEqual(paper)
    expect(await again.has(ID)).toBe(true)
  })

  test('is sealed on the disk, for its owner only, and leaves nothing half written', async () => {
    await files.put(ID, paper)
    const sealed = await readFile(stored(ID))
    expect(sealed.includes('PDF')).toBe(false)
    expect(sealed.includes('Nguyễn')).toBe(false)
    expect((await stat(stored(ID))).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })

  test('may be empty, or larger than one write', async () => {
    const scan = randomBytes(3_000_000)
    await files.put(ID, new Uint8Array(0))
    await files.put(OTHER, scan)
    expect(await files.get(ID)).toHaveLength(0)
    expect((await files.get(OTHER)).equals(scan)).toBe(true)
  })

  test('may be put again by a job that was cut off, but never becomes another file', async () => {
    await files.put(ID, paper)
    const before = await readFile(stored(ID))
    await files.put(ID, paper)
    await expect(files.put(ID, Buffer.from('other'))).rejects.toThrow(refused('ALREADY_OTHER'))
    expect(await readFile(stored(ID))).toEqual(before)
  })

  test('is put by several at once without harm', async () => {
    await Promise.all(Array.from({ length: 6 }, () => files.put(ID, paper)))
    expect(await files.get(ID)).toEqual(paper)
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })
})

describe('a file that is not as it was put', () => {
  test('is refused when a byte was changed, added or cut off', async () => {
    await files.put(ID, paper)
    const whole = await readFile(stored(ID))
    const changed = Buffer.from(whole)
    changed[40] = (changed[40] as number) ^ 1

    await writeFile(stored(ID), changed)
    await expect(files.get(ID)).rejects.toThrow(refused('ALTERED'))
    await writeFile(stored(ID), whole)
    await appendFile(stored(ID), 'x')
    await expect(files.get(ID)).rejects.toThrow(refused('ALTERED'))
    for (const length of [whole.length - 1, 10, 0]) {
      await writeFile(stored(ID), whole)
      await truncate(stored(ID), length)
      await expect(files.get(ID)).rejects.toThrow(refused('ALTERED'))
    }
  })

  test('is refused when another kept file was copied over it', async () => {
    await files.put(ID, paper)
    await files.put(OTHER, Buffer.from('a favourable decision'))
    await writeFile(stored(ID), await readFile(stored(OTHER)))
    await expect(files.get(ID)).rejects.toThrow(refused('ALTERED'))
  })

  test('is refused when it was sealed by a key that is not here', async () => {
    await files.put(ID, paper)
    const elsewhere = await openFileStore(folder, openSealer({ keyId: 2, masterKey: randomBytes(32) }))
    await expect(elsewhere.get(ID)).rejects.toThrow(refused('ALTERED'))
  })

  test('is not silently replaced by putting it again', async () => {
    await files.put(ID, paper)
    await truncate(stored(ID), 10)
    await expect(files.put(ID, paper)).rejects.toThrow(refused('ALTERED'))
  })
})

describe('a file that is not there', () => {
  test('is named in the error', async () => {
    await expect(files.get(ID)).rejects.toThrow(refused('MISSING'))
    await expect(files.get(ID)).rejects.toThrow(ID)
    expect(await files.has(ID)).toBe(false)
  })

  test('is what erasure leaves, and erasing twice is no error', async () => {
    await files.put(ID, paper)
    expect(await files.remove(ID)).toBe(true)
    expect(await files.remove(ID)).toBe(false)
    await expect(files.get(ID)).rejects.toThrow(refused('MISSING'))
  })
})

test('a name that is not a uuid reaches no file, whatever it spells', async () => {
  const outside = [
    '../../../etc/passwd',
    'unfinished',
    '',
    ID.toUpperCase(),
    `${ID}/..`,
    `${ID}\0`,
    `../${ID.slice(3)}`,
  ]
  for (const id of outside) {
    await expect(files.put(id, paper)).rejects.toThrow(refused('BAD_ID'))
    await expect(files.get(id)).rejects.toThrow(refused('BAD_ID'))
    await expect(files.has(id)).rejects.toThrow(refused('BAD_ID'))
    await expect(files.remove(id)).rejects.toThrow(refused('BAD_ID'))
  }
})

test('what a crash left half written is removed a day later, not before', async () => {
  const [old, fresh] = [join(folder, 'unfinished', `${ID}.old`), join(folder, 'unfinished', `${ID}.fresh`)]
  await writeFile(old, 'half')
  await writeFile(fresh, 'half')
  const twoDaysAgo = new Date((await stat(fresh)).mtimeMs - 2 * 86_400_000)
  await utimes(old, twoDaysAgo, twoDaysAgo)
  await openFileStore(folder, sealer)
  expect(await readdir(join(folder, 'unfinished'))).toEqual([`${ID}.fresh`])
})

test('files of the same hour are spread over folders', async () => {
  for (let at = 0; at < 20; at++) await files.put(newId(), paper)
  const folders = (await readdir(folder)).filter((name) => name !== 'unfinished')
  expect(folders.length).toBeGreaterThan(10)
})
