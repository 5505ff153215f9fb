import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshProvince, removeFolder, temporaryFolder } from '../../test/support/cluster.ts'
import { type Database, openDatabase } from './db/database.ts'
import { silent } from './log.ts'
import { rotateMasterKey, type SealErrorCode } from './seal.ts'
import { openSealerOf } from './sealing-keys.ts'

let database: Database
let folder: string
beforeAll(async () => {
  database = openDatabase({ connection: (await freshProvince()).app })
  folder = await temporaryFolder()
})
afterAll(async () => {
  await database.close()
  await removeFolder(folder)
})

const PLACE = 'person.sealed:1'
const open = () => openSealerOf(database, folder, silent)
const refused = (code: SealErrorCode) => expect.objectContaining({ name: 'SealError', code })
const KEY = () => join(folder, 'master.key')

test('the first start makes a key; a lost one is refused and not replaced', async () => {
  const sealed = (await open()).seal('Nguyễn Văn Tưởng', PLACE)
  await rename(KEY(), `${KEY()}.lost`)
  await expect(open()).rejects.toThrow(refused('KEY_FILE_MISSING'))
  await rename(`${KEY()}.lost`, KEY())
  expect((await open()).openText(sealed, PLACE)).toBe('Nguyễn Văn Tưởng')
})

test('another key under the same number is refused', async () => {
  await rename(KEY(), `${KEY()}.right`)
  await writeFile(KEY(), `1 ${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 })
  await expect(open()).rejects.toThrow(refused('KEY_MISSING'))
  await rm(KEY())
  await rename(`${KEY()}.right`, KEY())
})

test('a second key is remembered too, and then neither may be lost', async () => {
  const before = (await open()).seal('x', PLACE)
  await rename(KEY(), `${KEY()}.first`)
  await rename(`${KEY()}.first`, KEY())
  await rotateMasterKey(folder)
  const sealer = await open()
  expect([...sealer.fingerprints.keys()].sort()).toEqual([1, 2])
  expect(sealer.openText(before, PLACE)).toBe('x')
  await writeFile(KEY(), `1 ${Buffer.alloc(32, 9).toString('base64')}\n`)
  await expect(open()).rejects.toThrow(refused('KEY_MISSING'))
})
