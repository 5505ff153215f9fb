import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rotateKey } from '#audit/index.ts'
import { typed } from '../../test/support/command-line.ts'
import { furnishedOffice, type TestOffice } from '../../test/support/office.ts'
import { exportTheLedger, proveLedgerRow } from './ledger.ts'

const VERIFIER = new URL('../../../bin/verify-ledger.mjs', import.meta.url).href
const { main: verify } = await import(VERIFIER)

let office: TestOffice
let file: (name: string) => string
beforeAll(async () => {
  office = await furnishedOffice()
  file = (name) => join(office.dataFolder, name)
  await office.signIn('huong')
  await office.house.keeping?.seal()
})
afterAll(() => office.close())

/** What an auditor fetches. */
const fetched = async () => {
  const visitor = office.visitor()
  await writeFile(file('kept'), (await visitor.get('/api/ledger/checkpoints')).text)
  await writeFile(file('keys'), (await visitor.get('/api/ledger/keys')).text)
}
const judged = (name: string) => verify([file(name), '--checkpoints', file('kept'), '--key', file('keys')])

test('an export holds against what was published, also after a new key, and no file is written over', async () => {
  const { code, out } = await typed(office.province, exportTheLedger, file('export'))
  expect([code, out]).toMatchObject([0, expect.stringContaining('Wrote 1 lines of the ledger')])
  await fetched()
  expect(await judged('export')).toBe(0)
  expect((await typed(office.province, exportTheLedger, file('export'))).code).toBe(1)
  expect((await typed(office.province, exportTheLedger)).code).toBe(2)

  await office.house.database.as({ actor: 'system' }, (tx) => rotateKey(tx, office.house.office.sealer))
  await office.signIn('dung')
  await office.house.keeping?.seal()
  await fetched()
  const keys = JSON.parse(await readFile(file('keys'), 'utf8')).items
  expect(keys).toMatchObject([{ endorsedBy: null }, { endorsedBy: keys[0].keyId }])
  await typed(office.province, exportTheLedger, file('later'))
  expect(await judged('later')).toBe(0)
  // A second key that the first did not sign is not believed, and the export of before lacks a row.
  expect(await judged('export')).toBe(1)
  await writeFile(
    file('keys'),
    JSON.stringify({ items: [keys[0], { ...keys[1], endorsement: keys[0].key }] }),
  )
  expect(await judged('later')).toBe(2)
})

test('the passage that the page tells to copy is a checkpoint, also without its last line end', async () => {
  await typed(office.province, exportTheLedger, file('for-the-page'))
  await fetched()
  const { text } = await office.visitor().get('/so-kiem-toan')
  const passage = /<pre class="note">([^<]+)<\/pre>/.exec(text)?.[1] ?? ''
  expect(passage).toMatch(/^motcua-ledger\//)
  await writeFile(file('kept'), passage.trimEnd())
  expect(await judged('for-the-page')).toBe(0)
})

test('why an export was not written is told: the file is there, its folder is not, or the machine does not allow it', async () => {
  await writeFile(file('taken'), '')
  for (const [name, why] of [
    ['taken', 'it is there already'],
    ['none/export', 'its folder is not there'],
    ['taken/export', 'does not let it be written there (ENOTDIR)'],
  ] as const)
    expect(await typed(office.province, exportTheLedger, file(name))).toMatchObject({
      code: 1,
      errors: expect.stringContaining(why),
    })
})

test('a line is proved to whoever has the key, and an altered one is not', async () => {
  await fetched()
  const [{ row_id: id }] = await office.asLoader('select row_id from ledger_leaf where position = 1')
  const { code, out } = await typed(office.province, proveLedgerRow, id)
  expect(code).toBe(0)
  await writeFile(file('proof'), out)
  expect(await verify(['--proof', file('proof'), '--key', file('keys')])).toBe(0)
  await writeFile(file('proof'), out.replace('SIGNED_IN', 'SIGNED_OUT'))
  expect(await verify(['--proof', file('proof'), '--key', file('keys')])).toBe(1)
  const none = await typed(
    office.province,
    proveLedgerRow,
    id.replace(/^./, (one: string) => (one === '0' ? '1' : '0')),
  )
  expect(none).toMatchObject({ code: 1, errors: expect.stringContaining('The ledger has no line') })
  expect((await typed(office.province, proveLedgerRow, 'x')).code).toBe(2)
})
