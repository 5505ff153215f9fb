import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Bench, headMade, openBench } from '../../test/support/backup-heads.ts'
import { NOBODYS } from '../../test/support/command-line.ts'
import { printedKey } from '../platform/backup/escrow.ts'
import { confirmBackupKey, lastDrill, newBackupKey, noteRecord } from '../platform/backup/office.ts'
import { branchFolder, WalWriter } from '../platform/backup/wal.ts'
import { backup } from './backup.ts'
import { askedKey, sheetOf } from './backup-key.ts'
import { onDisks } from './backup-trouble.ts'
import { backupFailed } from './backup-words.ts'
import type { Call, Command } from './command.ts'
import { drill } from './drill.ts'
import { quotedForShell, restoreOffice } from './restore.ts'
import { toldAtCommandLine } from './told.ts'

/** What the commands of backup say to who types them. */

let bench: Bench
let dataFolder: string
beforeEach(async () => {
  bench = await openBench()
  dataFolder = await mkdtemp(join(tmpdir(), 'motcua-data-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await bench.remove()
  await rm(dataFolder, { recursive: true })
})

const said = async (command: Command, ...args: string[]) => {
  const heard = { out: '', errors: '' }
  const hearing = (stream: keyof typeof heard) => (text: unknown) => {
    heard[stream] += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(hearing('out'))
  vi.spyOn(process.stderr, 'write').mockImplementation(hearing('errors'))
  const call: Call = { args, open: NOBODYS.open, dataFolder, publicUrl: '', office: NOBODYS }
  const code = await command.run(call).catch((error: unknown) => toldAtCommandLine(error) ?? String(error))
  vi.restoreAllMocks()
  return { code, ...heard }
}

const list = () => said(backup, '--list', bench.repository.folder)

describe('motcua backup --list', () => {
  test('tells which life of the data folder each backup is of, and whose', async () => {
    await noteRecord(dataFolder, 'life', { id: 'aaaaaaaaaaaa' })
    await headMade(bench, { id: '20261120T010000Z-aaaa', ended: '2026-11-20T01:00:00.000Z' })
    expect((await list()).out).toMatch(/#aaaaaa \*\n$/)
    const copy = { life: 'bbbbbbbbbbbb', ended: '2026-11-21T01:00:00.000Z' }
    await headMade(bench, { id: '20261121T010000Z-bbbb', ...copy })
    expect((await list()).out).toMatch(/#aaaaaa \*\n.*#bbbbbb\n.*đời của thư mục/)
  })

  test('names what is ahead of its time and what cannot be read, and shows the others', async () => {
    await headMade(bench, { id: '20261120T010000Z-aaaa' })
    await headMade(bench, { id: '20990101T010000Z-bbbb', ended: '2099-01-01T01:00:00.000Z', endLsn: '0/9' })
    await writeFile(join(bench.repository.folder, 'backups', '20261121T010000Z-cccc.json'), '')
    const { out, errors } = await list()
    expect(out.split('\n').map((line) => line.slice(0, 21))).toEqual([
      '20990101T010000Z-bbbb',
      '20261120T010000Z-aaaa',
      '',
    ])
    expect(errors).toContain('20261121T010000Z-cccc cannot be read')
    expect(errors).toContain('20990101T010000Z-bbbb bears a time that has not come yet')
  })

  test('does not promise an instant that lies in a gap of the log', async () => {
    const head = await headMade(bench, { id: '20261120T010000Z-aaaa' })
    const line = await WalWriter.open(bench.repository, head, await bench.writer())
    await line.stretch('000000010000000000000003', 0, Buffer.alloc(0x100))
    await line.covered({ lsn: '0/3000100', at: '2026-11-30T01:00:00.000Z' })
    expect((await list()).out).toContain('any instant in between can be restored')
    await line.covered({ lsn: '0/5000100', at: '2026-11-30T02:00:00.000Z' })
    const { out, errors } = await list()
    expect(out).not.toContain('any instant')
    expect(errors).toContain('THE LOG IS MISSING (000000010000000000000003)')
    await writeFile(join(branchFolder(bench.repository, head), 'covered.json'), '')
    expect((await list()).errors).toContain('THE LOG IS MISSING (covered.json)')
  })
})

describe('the sheet', () => {
  const key = Buffer.alloc(32, 7)
  const asked = async (typed: string) => {
    const output = new PassThrough()
    const input = new PassThrough()
    input.end(typed)
    const read = await askedKey(input, output).catch((error: unknown) => error)
    return { read, told: String(output.read() ?? '') }
  }

  test('is asked for row by row, and a slip is told at its row', async () => {
    const [first, ...rows] = printedKey(key)
    const { read, told } = await asked(`${first}\n${rows[1]}\n\n2. ${rows.join('\n').toLowerCase()}\n`)
    expect(read).toEqual(key)
    expect(told).toMatch(/^1: 2: Dòng 2 [^\n]*\nRow 2 is not [^\n]*\n2: 2: 3: 4: 5: 6: 7: 8: $/)
  })

  test('may be pasted in one line, and typing that ends too soon is no key', async () => {
    expect((await asked(`${printedKey(key).join(' ')}\n`)).read).toEqual(key)
    expect((await asked(`${printedKey(key)[0]}\n`)).read).toMatchObject({ code: 'key-not-read' })
  })

  test('bears the day on the wall of the office', () => {
    const made = { fingerprint: 'f', madeAt: '2026-11-27T23:29:00.000Z', office: 'UBND phường Quế Võ' }
    expect(sheetOf(key, made)).toContain('Ngày tạo:      28/11/2026')
    expect(sheetOf(key, made)).toContain('Made on:       28 November 2026')
  })
})

test.each([
  ['/srv/motcua-data', '/srv/motcua-data'],
  ['/tmp/phục hồi', "'/tmp/phục hồi'"],
  ["/tmp/it's $HOME", `'/tmp/it'\\''s $HOME'`],
])('the folder %s stands in the next command as one word', (folder, word) => {
  expect(quotedForShell(folder)).toBe(word)
})

test('a full disk is told by its folder, and what that means for what is there', async () => {
  const full = (path?: string) => () =>
    Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path }))
  const [there, beside] = [join(dataFolder, 'a'), join(dataFolder, 'b')]
  await mkdir(there)
  await expect(onDisks('backup', [there, beside], full(join(beside, 'x')))).rejects.toMatchObject({
    code: 'disk-full',
    details: { folder: beside },
  })
  const error = await onDisks('backup', [there], full()).catch((failure) => failure)
  expect(backupFailed(error).join('\n')).toContain(`The disk of ${there} is full. Earlier backups are whole`)
  const other = new Error('another')
  await expect(onDisks('backup', [there], () => Promise.reject(other))).rejects.toBe(other)
})

test('whoever is at work is named, with since when', async () => {
  const [vietnamese, english] = backupFailed(
    Object.assign(new Error(), {
      code: 'at-work',
      details: { work: 'follower', folder: '/b', pid: 12345, host: 'h', since: '2026-11-27T23:29:00.000Z' },
    }) as never,
  )
  expect(vietnamese).toContain('Một bên theo dõi khác đang làm việc ở /b: tiến trình 12345')
  expect(english).toContain('Another follower is at work in /b: process 12345 on h, since 2026-11-28 06:29')
})

describe('motcua drill', () => {
  const confirmed = async (): Promise<string> => {
    const { key } = await newBackupKey(dataFolder, { now: '2026-11-27T01:00:00.000Z', replace: false })
    await confirmBackupKey(dataFolder, key, '2026-11-27T01:00:00.000Z')
    const file = join(bench.folder, 'sheet.txt')
    await writeFile(file, printedKey(key).join('\n'))
    return file
  }

  test('that fails is the last drill, with its reason', async () => {
    const right = await confirmed()
    const wrong = join(bench.folder, 'wrong.txt')
    await writeFile(wrong, printedKey(Buffer.alloc(32, 1)).join('\n'))
    const folder = join(bench.folder, 'drilled')
    await noteRecord(dataFolder, 'drill', { passed: true })
    await said(drill, folder, '--key-file', wrong)
    expect(await lastDrill(dataFolder)).toMatchObject({ passed: false, reason: 'key-other', backup: null })
    await noteRecord(dataFolder, 'drill', { passed: true })
    await said(drill, folder, '--key-file', right)
    expect(await lastDrill(dataFolder)).toMatchObject({ passed: false, repository: folder })
  })

  test('asks for a folder that is there before it asks for anything else', async () => {
    const { code } = await said(drill, join(bench.folder, 'drilled'), '--work', '/nowhere/at/all')
    expect(code).toContain('There is no folder /nowhere/at/all to do the drill in')
  })
})

test('of what shall be restored only one thing can be said', async () => {
  const both = ['--into', join(bench.folder, 'x'), '--as-far-as-it-goes', '--backup', 'y']
  expect((await said(restoreOffice, bench.repository.folder, ...both)).code).toBe(2)
})
