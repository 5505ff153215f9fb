import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { tableWriter } from '#platform/table-writer.ts'
import { tableRows } from './read-table.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-table-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const file = async (name: string, bytes: string | Uint8Array): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

const read = async (path: string, sheet: string | null = null) => {
  const rows: [number, readonly string[]][] = []
  for await (const { number, cells } of tableRows(path, { sheet, delimiter: null }))
    rows.push([number, cells])
  return rows
}

const WANTED = [
  [1, ['Mã', 'Tên']],
  [2, ['1', 'Trần; "Bé"\nÝ']],
  [3, ['']],
  [4, ['2', 'Thôn "Đông"']],
]
const table = (delimiter: string) =>
  ['Mã|Tên', '1|"Trần; ""Bé""\nÝ"', '', '2|Thôn "Đông"'].join('\r\n').replaceAll('|', delimiter)

test.each([';', ',', '\t'])(
  'a table of %j is read, with and without a mark of order, its rows numbered as a spreadsheet does',
  async (delimiter) => {
    expect(await read(await file('a.csv', table(delimiter)))).toEqual(WANTED)
    expect(await read(await file('b.csv', `\ufeff${table(delimiter)}`))).toEqual(WANTED)
  },
)

test('UTF-16 says of itself what it is', async () => {
  expect(await read(await file('c.csv', Buffer.from(`\ufeff${table('\t')}`, 'utf16le')))).toEqual(WANTED)
})

test('a letter that lies across two chunks of a large file is one letter', async () => {
  const line = 'Nguyễn Thị Thuỳ Dương;Hưởng\n'
  const rows = await read(await file('d.csv', `x${line}${line.repeat(5_000)}`))
  expect(rows.length).toBe(5_001)
  expect(new Set(rows.slice(1).map(([, cells]) => cells.join(';')))).toEqual(new Set([line.trim()]))
})

// "Nguyễn Văn Bảy" by the bytes of the old encodings.
const TCVN3 = Buffer.from('Ma;Ten\n1;NguyÔn V¨n B¶y\n2;§ç ThÞ ¸nh\n', 'latin1')
test.each([
  ['TCVN3', TCVN3, 'takeover-not-utf8', 'TCVN3'],
  [
    'Windows-1258',
    Buffer.from('Ma;Ten\n1;Nguy\xea\xden Th\xf2 H\xec\xf2\n', 'latin1'),
    'takeover-not-utf8',
    'WINDOWS_1258',
  ],
  ['an old XLS', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'takeover-old-excel', undefined],
  ['a page that is called XLS', '<html><table>', 'takeover-old-excel', undefined],
  ['a program', Buffer.from('7f454c460201010000', 'hex'), 'takeover-not-a-table', undefined],
  [
    'a quotation mark that is closed nowhere',
    `Mã;Tên\n1;"A\n${'2;B\n'.repeat(400_000)}`,
    'takeover-csv-not-read',
    undefined,
  ],
  [
    'what begins as a packed file and is none',
    Buffer.from('504b030400000000', 'hex'),
    'takeover-xlsx-not-read',
    undefined,
  ],
])('%s is refused, and said what it is', async (name, bytes, code, looksLike) => {
  const path = await file(`${name}.csv`, bytes)
  await expect(read(path)).rejects.toMatchObject({ code, details: looksLike ? { looksLike } : {} })
})

test('what is not there is said so', async () => {
  await expect(read(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'file-missing' })
  await expect(read(folder)).rejects.toMatchObject({ code: 'file-not-a-file' })
})

test('what we write as XLSX we read as it was', async () => {
  const path = join(folder, 'own')
  const table = await tableWriter(path, 'Trang', ['Mã', 'Tên'])
  const cells = ['=1+1', '+84 912', 'a\r\nb', '_x000D_', '<&>"', '\u0007', ' x ']
  for (const cell of cells) await table.line(['1', cell])
  await table.close()
  expect((await read(`${path}.xlsx`)).slice(1).map(([, [, cell]]) => cell)).toEqual(cells)
  await expect(read(`${path}.xlsx`, 'Khác')).rejects.toMatchObject({ code: 'takeover-sheet-missing' })
})

/** A workbook of one sheet, whose cell holds what is given as XML. */
const workbook = async (name: string, declared: string, cell: string): Promise<string> => {
  const zip = new ZipFile()
  const parts = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?>${declared}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${cell}</t></is></c></row></sheetData></worksheet>`,
  }
  for (const [part, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), part)
  zip.end()
  return file(name, await buffer(zip.outputStream))
}

test('what the XML of a spreadsheet names outside of it is not looked at, and what it names of itself is not unfolded', async () => {
  expect(await read(await workbook('plain.xlsx', '', 'Trần &amp; con'))).toEqual([[1, ['Trần & con']]])
  const outside = await file('outside.txt', 'not for a cell')
  const declared = [
    `<!DOCTYPE a [<!ENTITY e SYSTEM "file://${outside}">]>`,
    '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY e "&x;&x;&x;&x;">]>',
  ]
  for (const [at, doctype] of declared.entries()) {
    const path = await workbook(`entity-${at}.xlsx`, doctype, '&e;')
    await expect(read(path)).rejects.toMatchObject({ code: expect.stringMatching(/^takeover-/) })
  }
})
