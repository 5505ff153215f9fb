import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSealer } from '#platform/seal.ts'
import { type ContentAddress, type ContentStore, openContentStore } from './contents.ts'
import type { FileErrorCode } from './sealed-folder.ts'

const scan = Buffer.from('%PDF-1.7 Giấy chứng sinh của cháu Nguyễn Văn Tưởng')
const masterKey = randomBytes(32)
const sealer = openSealer({ keyId: 1, masterKey })

const refused = (code: FileErrorCode) => expect.objectContaining({ name: 'FileError', code })

let folder: string
let contents: ContentStore
const stored = (address: string) => join(folder, address.slice(-2), address.slice(-4, -2), address)
const filesKept = async () =>
  (await readdir(folder, { recursive: true })).filter((path) => /[0-9a-f]{34}$/.test(path))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contents-'))
  contents = await openContentStore(folder, sealer)
})
afterEach(() => rm(folder, { recursive: true }))

describe('what was handed in', () => {
  test('comes back under its address, also from a store opened later', async () => {
    const address = await contents.put(scan)
    expect(await contents.get(address)).toEqual(scan)
    expect(await contents.has(address)).toBe(true)
    expect(await (await openContentStore(folder, sealer)).get(address)).toEqual(scan)
  })

  test('is kept once, whoever hands it in again, and is not written again', async () => {
    const address = await contents.put(scan)
    const before = await readFile(stored(address))
    expect(await contents.put(Buffer.from(scan))).toBe(address)
    expect(await filesKept()).toHaveLength(1)
    expect(await readFile(stored(address))).toEqual(before)
    expect(await contents.put(Buffer.from('another'))).not.toBe(address)
    expect(await filesKept()).toHaveLength(2)
  })

  test('may be empty, or larger than one write', async () => {
    const large = randomBytes(3_000_000)
    expect(await contents.get(await contents.put(new Uint8Array(0)))).toHaveLength(0)
    expect((await contents.get(await contents.put(large))).equals(large)).toBe(true)
  })

  test('is told by nothing on the disk: not by its bytes, nor by a name that others could reckon', async () => {
    const address = await contents.put(scan)
    const sealed = await readFile(stored(address))
    expect(sealed.includes('Nguyễn')).toBe(false)
    expect((await stat(stored(address))).mode & 0o777).toBe(0o600)
    for (const algorithm of ['sha256', 'sha512', 'sha1', 'md5'])
      expect(createHash(algorithm).update(scan).digest('hex')).not.toContain(address.slice(2))
    const otherOffice = await openContentStore(
      join(folder, 'other'),
      openSealer({ keyId: 1, masterKey: randomBytes(32) }),
    )
    expect(await otherOffice.put(scan)).not.toBe(address)
  })

  test('keeps its address when the master key is changed: nothing is kept twice', async () => {
    const address = await contents.put(scan)
    const rotated = await openContentStore(
      folder,
      openSealer({ keyId: 2, masterKey: randomBytes(32) }, { keyId: 1, masterKey }),
    )
    expect(await rotated.put(scan)).toBe(address)
    expect(await rotated.get(address)).toEqual(scan)
    expect((await rotated.put(Buffer.from('newer'))).slice(0, 2)).toBe('02')
  })

  test('is gone once it is removed, and can be handed in again', async () => {
    const address = await contents.put(scan)
    expect(await contents.remove(address)).toBe(true)
    expect(await contents.remove(address)).toBe(false)
    expect(await contents.has(address)).toBe(false)
    await expect(contents.get(address)).rejects.toThrow(refused('MISSING'))
    expect(await contents.put(scan)).toBe(address)
  })
})

describe('what is not as it was handed in', () => {
  test('is refused when a byte was changed or the end is missing', async () => {
    const address = await contents.put(scan)
    const whole = await readFile(stored(address))
    for (const [at, value] of whole.entries()) {
      const changed = Buffer.from(whole)
      changed[at] = value ^ 1
      await writeFile(stored(address), changed)
      await expect(contents.get(address)).rejects.toThrow(refused('ALTERED'))
    }
    for (const length of [whole.length - 1, 10, 0]) {
      await writeFile(stored(address), whole)
      await truncate(stored(address), length)
      await expect(contents.get(address)).rejects.toThrow(refused('ALTERED'))
    }
  })

  test('is refused when other bytes lie under the address, sealed for it and by the right key', async () => {
    const address = await contents.put(scan)
    await writeFile(stored(address), sealer.seal('a favourable decision', `content:${address}`))
    await expect(contents.get(address)).rejects.toThrow(refused('ALTERED'))
  })

  test('is healed by who hands in the same again, and the damaged file is kept aside', async () => {
    const address = await contents.put(scan)
    await truncate(stored(address), 40)
    expect(await contents.put(scan)).toBe(address)
    expect(await contents.get(address)).toEqual(scan)
    expect(await readdir(join(folder, 'damaged'))).toHaveLength(1)
  })

  test('is not looked for where an address cannot point', async () => {
    for (const name of ['', 'unfinished', '../../../etc/passwd', '0'.repeat(33), 'A'.repeat(34)]) {
      const address = name as ContentAddress
      await expect(contents.get(address)).rejects.toThrow(refused('BAD_ID'))
      await expect(contents.has(address)).rejects.toThrow(refused('BAD_ID'))
      await expect(contents.remove(address)).rejects.toThrow(refused('BAD_ID'))
    }
  })
})

describe('several processes', () => {
  const program = fileURLToPath(new URL('contents.putting.testing.ts', import.meta.url))
  const putting = (count: number, length = 400_000): ChildProcess =>
    spawn(
      process.execPath,
      ['--import', 'tsx', program, folder, masterKey.toString('hex'), String(count), String(length)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
  const addressesSaidBy = async (child: ChildProcess): Promise<string[]> => {
    const said: string[] = []
    if (child.stdout) for await (const line of createInterface({ input: child.stdout })) said.push(line)
    return said
  }

  test('hand in the same twelve scans at once: all succeed, and each is kept once', async () => {
    const said = await Promise.all([putting(12), putting(12), putting(12)].map(addressesSaidBy))
    expect(said[0]).toHaveLength(12)
    expect(said[1]).toEqual(said[0])
    expect(said[2]).toEqual(said[0])
    expect(await filesKept()).toHaveLength(12)
    for (const address of said[0] ?? [])
      expect(await contents.get(address as ContentAddress)).toHaveLength(400_000)
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  }, 30_000)

  test('see what another is putting whole, or not at all', async () => {
    const child = putting(40, 4_000_000)
    const ended = once(child, 'exit').then(([code]) => code)
    const seen = new Set<string>()
    while (child.exitCode === null) {
      for (const path of await filesKept()) {
        const address = path.slice(-34) as ContentAddress
        if (seen.has(address)) continue
        expect(await contents.get(address)).toHaveLength(4_000_000)
        seen.add(address)
      }
    }
    expect(await ended).toBe(0)
    expect(seen.size).toBeGreaterThan(30)
  }, 30_000)

  test('are killed while they write: what they said is there, and nothing that is there is half', async () => {
    for (const patience of [0, 5, 10]) {
      await rm(folder, { recursive: true })
      const child = putting(5_000, 4_000_000)
      const ended = once(child, 'exit')
      const said: string[] = []
      if (child.stdout)
        for await (const line of createInterface({ input: child.stdout })) {
          said.push(line)
          if (said.length === 3) setTimeout(() => child.kill('SIGKILL'), patience)
        }
      await ended
      expect(child.signalCode).toBe('SIGKILL')
      const kept = (await filesKept()).map((path) => path.slice(-34))
      for (const address of said) expect(kept).toContain(address)
      for (const address of kept)
        expect(await contents.get(address as ContentAddress)).toHaveLength(4_000_000)
    }
  }, 60_000)
})
