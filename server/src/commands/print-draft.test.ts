import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  freshProvince,
  removeFolder,
  type TestProvince,
  temporaryFolder,
} from '../../test/support/cluster.ts'
import { typed } from '../../test/support/command-line.ts'
import type { Command } from './command.ts'
import { importProcedures } from './import-procedures.ts'
import { printDraft } from './print-draft.ts'
import { publishProcedures } from './publish-procedures.ts'

let province: TestProvince
let folder: string
beforeAll(async () => {
  province = await freshProvince()
  folder = await temporaryFolder()
})
afterAll(() => removeFolder(folder))

const motcua = (command: Command, ...args: string[]) => typed(province, command, ...args)

const written = async (name: string, value: unknown): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, JSON.stringify(value))
  return path
}

const RECORD = {
  title: 'Cấp thẻ thư viện',
  'Lĩnh vực': 'Thư viện',
  'Cách thức thực hiện': [
    {
      'Hình thức nộp': 'Trực tiếp',
      'Thời hạn giải quyết': 'theo quy định',
      'Phí, lệ phí': '',
      'Mô tả': 'Tại quầy',
    },
  ],
  'Cơ quan thực hiện': 'Ủy ban nhân dân cấp xã',
}

test('a record is imported, printed as a file, completed and published, and nothing of it is lost', async () => {
  const record = await written('record.json', [RECORD])
  await motcua(importProcedures, record)
  const { code, out, errors } = await motcua(printDraft, 'cap-the-thu-vien')
  expect(code).toBe(0)
  expect(errors).toContain('2 places are to be decided before it is published:')
  expect(errors).toContain('Cách thức thực hiện › 1 › Thời hạn giải quyết:')
  expect(errors).toContain('“theo quy định”')

  const file = JSON.parse(out)
  expect((await motcua(publishProcedures, await written('blank.json', file))).errors).toContain(
    'versions[0].effectiveFrom: NOT_A_DAY',
  )
  file.decision = { number: '9/QĐ-UBND', issuer: 'UBND tỉnh', decidedOn: '2026-06-15', title: 'Công bố' }
  file.versions[0].effectiveFrom = '2026-07-01'
  file.versions[0].content.cases[0].channels[0] = {
    ...file.versions[0].content.cases[0].channels[0],
    standing: 'STATED',
    term: { value: 3, unit: 'WORKING_DAY' },
    termText: '03 ngày làm việc',
  }
  expect((await motcua(publishProcedures, await written('whole.json', file))).code).toBe(0)
  const again = await motcua(importProcedures, record, '--json')
  expect(JSON.parse(again.out)).toMatchObject({ title: RECORD.title, lost: [] })
})

test('a draft that is not there is refused, and other words are not understood', async () => {
  const { code, errors } = await motcua(printDraft, 'khong-co')
  expect([code, errors]).toEqual([1, expect.stringContaining('No draft is called khong-co')])
  expect((await motcua(printDraft)).code).toBe(2)
})
