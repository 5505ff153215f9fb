import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mustMatch, readManifest } from './manifest.ts'
import { lsnOf, lsnText } from './replication.ts'
import { Tar, type TarEntry } from './tar.ts'
import { segmentName, segmentStart } from './wal.ts'

/** What PostgreSQL sends, as it is read here. */

const MB = 1024 * 1024

describe('places of the log', () => {
  test.each([
    ['0/0', 0n],
    ['0/1', 1n],
    ['16/B374D848', 0x16b374d848n],
    ['FFFFFFFF/FFFFFFFF', 0xffffffffffffffffn],
  ])('%s is %d bytes, and is written so', (text, bytes) => {
    expect(lsnOf(text)).toBe(bytes)
    expect(lsnText(bytes)).toBe(text)
  })

  // As pg_walfile_name() says.
  test.each([
    ['0/1000000', 1, '000000010000000000000001'],
    ['0/FF000000', 1, '0000000100000000000000FF'],
    ['1/0', 1, '000000010000000100000000'],
    ['16/B374D848', 3, '0000000300000016000000B3'],
  ])('%s on timeline %i lies in %s', (lsn, timeline, name) => {
    expect(segmentName(timeline, segmentStart(lsnOf(lsn), 16 * MB), 16 * MB)).toBe(name)
  })
})

const header = ({ path, size, type }: { path: string; size: number; type: string }): Buffer => {
  const head = Buffer.alloc(512)
  head.write(path, 0)
  head.write('0000600\0', 100)
  head.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  head.write(type, 156)
  return head
}

const archived = (files: readonly { path: string; bytes: Buffer }[]): Buffer =>
  Buffer.concat([
    header({ path: 'base/', size: 0, type: '5' }),
    ...files.flatMap(({ path, bytes }) => [
      header({ path, size: bytes.length, type: '0' }),
      bytes,
      Buffer.alloc((512 - (bytes.length % 512)) % 512),
    ]),
    Buffer.alloc(1024),
  ])

test('an archive is the same files in whatever portions it comes', async () => {
  const anyFile = fc.record({
    path: fc.stringMatching(/^[a-z]{1,20}$/),
    bytes: fc.uint8Array({ maxLength: 1_600 }).map((bytes) => Buffer.from(bytes)),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyFile, { maxLength: 6 }),
      fc.integer({ min: 1, max: 700 }),
      async (files, portion) => {
        const read: { path: string; bytes: Buffer }[] = []
        let entry: TarEntry | null = null
        let parts: Buffer[] = []
        const tar = new Tar({
          entry: (next) => {
            entry = next
            parts = []
          },
          bytes: (bytes) => {
            parts.push(Buffer.from(bytes))
          },
          end: () => {
            if (entry?.kind === 'file') read.push({ path: entry.path, bytes: Buffer.concat(parts) })
          },
        })
        const archive = archived(files)
        for (let at = 0; at < archive.length; at += portion)
          await tar.write(archive.subarray(at, at + portion))
        tar.finish()
        expect(read).toEqual(files)
      },
    ),
    { numRuns: 60 },
  )
})

test('an archive that is cut off amid a file is no archive', async () => {
  const tar = new Tar({ entry: () => {}, bytes: () => {}, end: () => {} })
  await tar.write(archived([{ path: 'a', bytes: Buffer.alloc(700) }]).subarray(0, 1_400))
  expect(() => tar.finish()).toThrow('ends amid a file')
})

describe('the manifest of the server', () => {
  const sum = (text: string) => createHash('sha256').update(text).digest('hex')
  const manifest = (file: string) => {
    const text = `{ "PostgreSQL-Backup-Manifest-Version": 2,\n"Files": [\n${file}\n],\n`
    return `${text}"Manifest-Checksum": "${sum(text)}"}\n`
  }
  const FILE = `{ "Path": "base/1/2", "Size": 3, "Checksum-Algorithm": "SHA256", "Checksum": "${sum('abc')}" }`
  const written = (size: number, text: string) => new Map([['base/1/2', { size, sha256: sum(text) }]])

  test('is believed when it is as it was written', () => {
    expect(() => mustMatch(readManifest(manifest(FILE)), written(3, 'abc'))).not.toThrow()
  })

  test.each([
    ['changed', (text: string) => text.replace('"Size": 3', '"Size": 4')],
    ['cut off', (text: string) => text.slice(0, 60)],
    ['absent', () => ''],
  ])('is refused when it is %s', (_how, change) => {
    expect(() => readManifest(change(manifest(FILE)))).toThrow('file-not-verified')
  })

  test.each([
    ['another byte', written(3, 'abd')],
    ['another length', written(4, 'abc')],
    ['a file less', new Map()],
    ['a file more', new Map([...written(3, 'abc'), ['base/1/3', { size: 0, sha256: sum('') }]])],
  ])('names a file when there is %s', (_what, files) => {
    expect(() => mustMatch(readManifest(manifest(FILE)), files)).toThrow('file-not-verified')
  })

  test('has no word on the log', () => {
    const files = new Map([
      ...written(3, 'abc'),
      ['pg_wal/000000010000000000000001', { size: 0, sha256: '' }],
    ])
    expect(() => mustMatch(readManifest(manifest(FILE)), files)).not.toThrow()
  })
})
