import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { leafOfRow, sha256 } from '../server/src/audit/hash.ts'
import { canonicalJson, type LedgerRow } from '../server/src/audit/rules/canonical.ts'
import { EMPTY, grown, rootOf } from '../server/src/audit/rules/merkle.ts'

// Written by other hands than the house, in a language that the compiler does not read.
const VERIFIER = new URL('./verify-ledger.mjs', import.meta.url).href
const { leafOf, sortedJson, keysIn, main, notesIn, verifyLedger } = await import(VERIFIER)

const id = fc.uuid()
const row: fc.Arbitrary<LedgerRow> = fc.record({
  id,
  at: fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }).map(String),
  actor_id: fc.string({ unit: 'grapheme' }),
  authority_id: fc.option(id),
  act: fc.string(),
  subject_id: fc.option(id),
  purpose: fc.option(fc.string({ unit: 'grapheme' })),
  request_id: fc.option(id),
  detail: fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value, null, 1)),
  xact: fc.bigInt({ min: 0n, max: 2n ** 64n }).map(String),
})

test('the verifier and the house, who share no line, make the same leaf of a row', () => {
  fc.assert(
    fc.property(row, (one) => {
      // PostgreSQL keeps no NUL in JSON.
      fc.pre(!one.detail.includes('\\u0000'))
      expect(leafOf(one)).toEqual(leafOfRow(one))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  '{"n": 9007199254740993, "m": [-0.10, 1.50, 123456789012345678901234567890]}',
  '{"b":"1.0","a":"-"}',
  '{}',
])('numbers of %s keep their digits in both', (text) => expect(sortedJson(text)).toBe(canonicalJson(text)))

test('a key that names another, or that the former did not sign, is not taken', () => {
  const keys =
    (...items: object[]) =>
    () =>
      keysIn(JSON.stringify({ items }))
  const key = (byte: number, keyId: string) => ({
    key: `log+${keyId}+${Buffer.concat([Buffer.of(1), Buffer.alloc(32, byte)]).toString('base64')}`,
  })
  expect(keys(key(9, '00000000'))).toThrow('the key is not the one it names')
  expect(keys({ key: 'log' })).toThrow('no key')
  // Inspectors run it, in the language that they read.
  expect(keys({ key: 'log' })).toThrow('không phải khóa')
})

test('words that are not understood are told how it is used', async () => {
  for (const words of [
    [],
    ['file'],
    ['file', '--key'],
    ['a', 'b', '--key', 'k', '--checkpoints', 'c'],
    ['--wrong'],
  ])
    expect(await main(words)).toBe(2)
})

// What an office has exported, what it has published, and what somebody made of it on a machine of their own.
const folder = mkdtempSync(join(tmpdir(), 'motcua-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))
const inFolder = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const keyBytes = Buffer.concat([
  Buffer.of(1),
  Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
])
const keyId = createHash('sha256').update('log\n').update(keyBytes).digest().subarray(0, 4)
const KEY = inFolder(
  'keys',
  JSON.stringify({ items: [{ key: `log+${keyId.toString('hex')}+${keyBytes.toString('base64')}` }] }),
)

const ROWS: LedgerRow[] = ['{}', '{"to": "b", "count": 1}', '{"n": [1.50]}'].map((detail, nth) => ({
  id: `019ac4d2-0000-7000-8000-00000000000${nth}`,
  at: '1764273600123456',
  actor_id: 'system',
  authority_id: null,
  act: 'TRIED',
  subject_id: null,
  purpose: null,
  request_id: null,
  detail,
  xact: '742',
}))
const leaves = ROWS.map((one) => leafOfRow(one))
const lineOf = (nth: number): string =>
  JSON.stringify({
    position: nth,
    rowId: ROWS[nth]?.id,
    leaf: Buffer.from(leaves[nth] ?? []).toString('base64'),
    row: ROWS[nth],
  })
const LINES = ROWS.map((_, nth) => lineOf(nth))
const EXPORT = inFolder('export', `${LINES.join('\n')}\n`)

const noteOf = (size: number): string => {
  const root = Buffer.from(rootOf(sha256, grown(sha256, EMPTY, leaves.slice(0, size)))).toString('base64')
  const text = `log\n${size}\n${root}\ntime 2026-11-27T09:00:0${size}.000Z\n`
  const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), privateKey)]).toString('base64')
  return `${text}\n— log ${signature}\n`
}
const [OLDER, NEWEST] = [noteOf(1), noteOf(3)]

const run = (file: string, ...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...words], { encoding: 'utf8' })
  return { code: status, said: stdout + stderr }
}
const against = (file: string, kept: string) =>
  run(fileURLToPath(VERIFIER), file, '--checkpoints', kept, '--key', KEY)

test.each(['verify-ledger (1).mjs', 'kiểm-sổ.mjs', '100%.mjs'])(
  'named %s it judges as well, and through a link',
  (name) => {
    const file = join(folder, name)
    copyFileSync(fileURLToPath(VERIFIER), file)
    const link = join(folder, `${name}-link.mjs`)
    symlinkSync(file, link)
    const kept = inFolder('kept', NEWEST)
    for (const called of [file, link]) {
      expect(run(called, EXPORT, '--checkpoints', kept, '--key', KEY)).toMatchObject({
        code: 0,
        said: expect.stringContaining('ok: 3 rows held against 1 checkpoints'),
      })
      expect(run(called)).toMatchObject({ code: 2, said: expect.stringContaining('It is used like this') })
    }
  },
)

const both = `${OLDER}\n${NEWEST}`
const notepad = both.trimEnd().replaceAll('\n', '\r\n')
test.each([
  ['as the house writes them', `${both}\n`],
  ['one right behind the other, without a last line end', both.trimEnd()],
  ['with no line between two', `${OLDER}${NEWEST}`],
  ['with the line ends of Windows', notepad],
  ['with a mark before them', `\ufeff${notepad}`],
  ['as a shell of Windows writes', Buffer.from(`\ufeff${notepad}`, 'utf16le')],
  [
    'with spaces behind lines and lines between',
    `\n\n${both.replaceAll('\n', '  \n').replace('\n  \n', '\n\n')}\n\n\n`,
  ],
  ['as the house answers', JSON.stringify({ items: [{ note: NEWEST }, { note: OLDER }] })],
])('checkpoints are read %s, and an export cut back to the older is found out', (_, content) => {
  const kept = inFolder('kept', content)
  expect(against(EXPORT, kept)).toMatchObject({
    code: 0,
    said: expect.stringContaining(
      'ok: 3 rows held against 2 checkpoints, the last of 2026-11-27T09:00:03.000Z',
    ),
  })
  expect(against(inFolder('cut', `${LINES[0]}\n`), kept)).toMatchObject({
    code: 1,
    said: expect.stringContaining('the last ones are missing'),
  })
})

const keys = () =>
  keysIn(JSON.stringify({ items: [{ key: `log+${keyId.toString('hex')}+${keyBytes.toString('base64')}` }] }))

test('a file of checkpoints that is cut at any place never passes for a shorter one unsaid', async () => {
  // Without the sign that fills up its base64 the signature is still whole.
  for (let cut = both.trimEnd().length - 2; cut > OLDER.length + 1; cut -= 1) {
    const { faults, checked } = await verifyLedger(LINES, notesIn(both.slice(0, cut)), keys())
    expect([cut, checked, faults.length]).toEqual([cut, 1, 1])
  }
})

test.each([
  ['words of somebody', 'Kept on 27 November, by hand.'],
  ['a note without its empty line', NEWEST.replace('\n\n', '\n')],
  ['a text without its signature', NEWEST.slice(0, NEWEST.indexOf('\n\n'))],
  ['a signature without its text', NEWEST.slice(NEWEST.indexOf('—'))],
  ['an answer without a note', JSON.stringify({ items: [{ size: 3 }] })],
])('%s among checkpoints is a fault that quotes it', async (_, passage) => {
  const { faults } = await verifyLedger(LINES, [...notesIn(OLDER), ...notesIn(passage)], keys())
  expect(faults).toMatchObject([
    { what: expect.stringMatching(/^the passage “.+”/), found: 'is no checkpoint' },
  ])
})

test.each([
  [
    'a text that begins with NUL, which could be told like a number and names behind it',
    '{"count":"\\u00001,\\"to\\":\\"b\\""}',
    'NUL',
  ],
  ['a name with NUL', '{"to":"b","count":1,"\\u0000":0}', 'NUL'],
  ['a name that stands twice, of which the last would count', '{"count":2,"to":"b","count":1}', 'twice'],
  ['a name that stands twice in another spelling', '{"c\\u006funt":2,"to":"b","count":1}', 'twice'],
  ['a name that stands twice deep inside', '{"a":[{"b":{"c":1,"c":1}}]}', 'twice'],
])('%s is refused, and never is the leaf of another row', async (_, detail, why) => {
  expect(() => sortedJson(detail)).toThrow(why)
  // Of the house, which takes what PostgreSQL gives, such a text makes another leaf.
  expect(canonicalJson(detail)).not.toBe('{"count":1,"to":"b"}')
  const line = JSON.stringify({ ...JSON.parse(LINES[1] ?? ''), row: { ...ROWS[1], detail } })
  const { faults } = await verifyLedger([LINES[0], line, LINES[2]], notesIn(NEWEST), keys())
  expect(faults[0]).toMatchObject({
    what: `row ${ROWS[1]?.id}, position 1`,
    expected: 'a row that can be read',
    found: expect.stringContaining(why),
  })
})

test('texts that only look like names or like NUL are read', () => {
  const text = '{"a":"\\"b\\":1","b":":","c":["x","y"],"d":"\\\\u0000","":{"a":"a"}}'
  expect(sortedJson(text)).toBe(canonicalJson(text))
})

test('a line of the export that is cut off, or says a thing twice, is a fault in its line', async () => {
  const twice = LINES[1]?.replace('"act":', '"act":"READ","act":')
  const { faults } = await verifyLedger([LINES[0], twice, LINES[2]?.slice(0, 80)], notesIn(OLDER), keys())
  expect(faults.map(({ what }: { what: string }) => what)).toEqual([
    'line 2 of the export',
    'line 3 of the export',
  ])
})

test('a file that is not there, or is another than it should be, is named in a sentence', () => {
  const kept = inFolder('kept', NEWEST)
  const none = join(folder, 'none')
  const verifier = fileURLToPath(VERIFIER)
  for (const words of [
    [none, '--checkpoints', kept, '--key', KEY],
    [EXPORT, '--checkpoints', none, '--key', KEY],
    [EXPORT, '--checkpoints', kept, '--key', none],
    ['--proof', none, '--key', KEY],
  ])
    expect(run(verifier, ...words)).toEqual({
      code: 2,
      said: `không có tệp ${none}\nthere is no file ${none}\n`,
    })
  for (const words of [
    [folder, '--checkpoints', kept, '--key', KEY],
    [EXPORT, '--checkpoints', folder, '--key', KEY],
  ])
    expect(run(verifier, ...words)).toMatchObject({
      code: 2,
      said: expect.stringContaining(`the file ${folder} cannot be read (EISDIR)`),
    })
  for (const words of [
    [KEY, '--checkpoints', kept, '--key', KEY],
    [EXPORT, '--checkpoints', kept, '--key', EXPORT],
    [EXPORT, '--checkpoints', KEY.replace('keys', 'kept'), '--key', kept],
    ['--proof', KEY, '--key', KEY],
  ])
    expect(run(verifier, ...words)).toMatchObject({
      code: 2,
      said: expect.stringContaining('does not have its form'),
    })
})
