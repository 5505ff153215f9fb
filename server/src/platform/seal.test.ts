import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { loadSealer, openSealer, rotateMasterKey, type SealErrorCode, sealedIn } from './seal.ts'

const masterKey = randomBytes(32)
const sealer = openSealer({ keyId: 1, masterKey })
const PLACE = sealedIn('people', 'id_number', '0197f3a2-0000-7000-8000-000000000001')

const refused = (code: SealErrorCode) => expect.objectContaining({ name: 'SealError', code })

describe('a sealed value', () => {
  test('opens to what was sealed, whatever its letters or length', () => {
    for (const value of [
      '024190001234',
      'Nguyễn Văn Tưởng',
      'Y Blô̆ Niê',
      '',
      '\ufeffx',
      'a'.repeat(70_000),
    ]) {
      expect(sealer.openText(sealer.seal(value, PLACE), PLACE)).toBe(value)
    }
    const bytes = randomBytes(1000)
    expect(sealer.open(sealer.seal(bytes, PLACE), PLACE)).toEqual(bytes)
  })

  test('begins with the key id and is 29 bytes longer than the value', () => {
    const sealed = sealer.seal('024190001234', PLACE)
    expect(sealed[0]).toBe(1)
    expect(sealed).toHaveLength(12 + 29)
    expect(sealed.includes('024190001234')).toBe(false)
  })

  test('is different every time', () => {
    expect(sealer.seal('x', PLACE)).not.toEqual(sealer.seal('x', PLACE))
  })

  test('does not open in another row, another column or another table', () => {
    const sealed = sealer.seal('024190001234', PLACE)
    for (const place of [
      sealedIn('people', 'id_number', '0197f3a2-0000-7000-8000-000000000002'),
      sealedIn('people', 'tax_code', '0197f3a2-0000-7000-8000-000000000001'),
      sealedIn('officers', 'id_number', '0197f3a2-0000-7000-8000-000000000001'),
    ]) {
      expect(() => sealer.open(sealed, place)).toThrow(refused('WRONG_PLACE_OR_ALTERED'))
    }
  })

  test('does not open after any one of its bytes is altered', () => {
    const sealed = sealer.seal('024190001234', PLACE)
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed)
      altered[at] = (altered[at] as number) ^ 1
      expect(() => sealer.open(altered, PLACE)).toThrow(
        refused(at === 0 ? 'UNKNOWN_KEY' : 'WRONG_PLACE_OR_ALTERED'),
      )
    }
  })

  test('does not open after its end is cut off', () => {
    const sealed = sealer.seal('024190001234', PLACE)
    expect(() => sealer.open(sealed.subarray(0, -1), PLACE)).toThrow(refused('WRONG_PLACE_OR_ALTERED'))
    expect(() => sealer.open(sealed.subarray(0, 28), PLACE)).toThrow(refused('NOT_SEALED'))
    expect(() => sealer.open(Buffer.alloc(0), PLACE)).toThrow(refused('NOT_SEALED'))
  })

  test('does not open under another master key of the same id', () => {
    const other = openSealer({ keyId: 1, masterKey: randomBytes(32) })
    expect(() => other.open(sealer.seal('x', PLACE), PLACE)).toThrow(refused('WRONG_PLACE_OR_ALTERED'))
  })

  test('is never made without a place', () => {
    expect(() => sealer.seal('x', '')).toThrow(refused('NO_PLACE'))
  })

  test('cannot be moved to another key by rewriting the key id', () => {
    const both = openSealer({ keyId: 1, masterKey }, { keyId: 2, masterKey })
    const sealed = both.seal('x', PLACE)
    sealed[0] = 2
    expect(() => both.open(sealed, PLACE)).toThrow(refused('WRONG_PLACE_OR_ALTERED'))
  })
})

describe('a blind index', () => {
  test('is the same for the same value, 17 bytes long, and begins with the key id', () => {
    const index = sealer.blindIndex('PERSONAL_ID', '024190001234')
    expect(index).toEqual(openSealer({ keyId: 1, masterKey }).blindIndex('PERSONAL_ID', '024190001234'))
    expect(index).toHaveLength(17)
    expect(index[0]).toBe(1)
  })

  test('differs by value, by kind and by key', () => {
    const indexes = [
      sealer.blindIndex('PERSONAL_ID', '024190001234'),
      sealer.blindIndex('PERSONAL_ID', '024190001235'),
      sealer.blindIndex('TAX_CODE', '024190001234'),
      openSealer({ keyId: 1, masterKey: randomBytes(32) }).blindIndex('PERSONAL_ID', '024190001234'),
    ]
    expect(new Set(indexes.map((index) => index.toString('hex'))).size).toBe(4)
  })

  test('does not exist for an empty value', () => {
    expect(() => sealer.blindIndex('PHONE', '')).toThrow(refused('NO_VALUE'))
  })
})

describe('keys in rotation', () => {
  const former = { keyId: 1, masterKey: randomBytes(32) }
  const current = { keyId: 2, masterKey: randomBytes(32) }

  test('the first key writes and all keys read', () => {
    const old = openSealer(former).seal('x', PLACE)
    const rotated = openSealer(current, former)
    expect(rotated.openText(old, PLACE)).toBe('x')
    expect(rotated.seal('x', PLACE)[0]).toBe(2)
  })

  test('a look-up compares with the index under every key', () => {
    const rotated = openSealer(current, former)
    const indexes = rotated.blindIndexes('PHONE', '0912345678')
    expect(indexes).toEqual([
      rotated.blindIndex('PHONE', '0912345678'),
      openSealer(former).blindIndex('PHONE', '0912345678'),
    ])
  })

  test('a key that was taken away is named', () => {
    const old = openSealer(former).seal('x', PLACE)
    expect(() => openSealer(current).open(old, PLACE)).toThrow(/master key 1/)
  })

  test('a key of the wrong length, a wrong id and an id used twice are refused', () => {
    expect(() => openSealer({ keyId: 1, masterKey: randomBytes(16) })).toThrow(refused('BAD_KEY'))
    expect(() => openSealer({ keyId: 0, masterKey })).toThrow(refused('BAD_KEY'))
    expect(() => openSealer({ keyId: 256, masterKey })).toThrow(refused('BAD_KEY'))
    expect(() => openSealer(former, former)).toThrow(refused('BAD_KEY'))
  })
})

describe('the key file', () => {
  const folders: string[] = []
  const newFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seal-'))
    folders.push(folder)
    return folder
  }
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })

  test('is made once, for its owner only, and serves again at the next start', async () => {
    const folder = join(await newFolder(), 'keys')
    const sealed = (await loadSealer(folder)).seal('x', PLACE)
    const again = await loadSealer(folder)
    expect(again.openText(sealed, PLACE)).toBe('x')
    expect((await stat(join(folder, 'master.key'))).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['master.key'])
  })

  test('is one and the same for processes that start at the same moment', async () => {
    const folder = await newFolder()
    const sealers = await Promise.all(Array.from({ length: 8 }, () => loadSealer(folder)))
    expect(new Set(sealers.map((each) => each.fingerprint)).size).toBe(1)
    expect(await readdir(folder)).toEqual(['master.key'])
  })

  test('is refused when group or others may read it', async () => {
    const folder = await newFolder()
    await loadSealer(folder)
    for (const mode of [0o640, 0o604]) {
      await chmod(join(folder, 'master.key'), mode)
      await expect(loadSealer(folder)).rejects.toThrow(refused('KEY_FILE_EXPOSED'))
    }
  })

  test('is never replaced by a new one where sealed data exists', async () => {
    const folder = await newFolder()
    await expect(loadSealer(folder, { create: false })).rejects.toThrow(refused('KEY_FILE_MISSING'))
    expect(await readdir(folder)).toEqual([])
  })

  test('that is empty, cut off or not a key is refused and left as it is', async () => {
    const folder = await newFolder()
    for (const text of ['', '\n', '1 c2hvcnQ=\n', 'master\n', '300 ']) {
      await writeFile(join(folder, 'master.key'), text, { mode: 0o600 })
      await expect(loadSealer(folder)).rejects.toThrow(refused('KEY_FILE_UNREADABLE'))
      expect(await readFile(join(folder, 'master.key'), 'utf8')).toBe(text)
    }
  })

  test('after rotation writes with the new key and still reads the old', async () => {
    const folder = await newFolder()
    const before = await loadSealer(folder)
    const sealed = before.seal('x', PLACE)
    const after = await rotateMasterKey(folder)
    expect(after.fingerprint).not.toBe(before.fingerprint)
    const restarted = await loadSealer(folder)
    expect(restarted.fingerprint).toBe(after.fingerprint)
    expect(restarted.openText(sealed, PLACE)).toBe('x')
    expect(restarted.seal('x', PLACE)[0]).toBe(2)
  })
})
