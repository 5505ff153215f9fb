import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeEverywhere, axeNow, Desk, expectNoFaults, openBrowser } from '../support/browser.ts'
import { reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

let office: TestOffice
let browser: Browser
beforeAll(async () => {
  office = await furnishedOffice()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

test('an officer finds a person by keyboard, says that two are one, and takes it back', async () => {
  const huong = await office.signIn('huong')
  await huong.openCounter()
  const household = { fullName: 'Trần Thị Bích Liên', birthDate: '1970-05-01' }
  await huong.post('/api/dossiers', reception({ owner: { ...household, citizenNumber: '027170001234' } }))
  await huong.post('/api/dossiers', reception({ owner: household }))
  await huong.post('/api/dossiers', reception({ owner: { fullName: 'Trần Liên' } }))

  const desk = await Desk.open(browser, office.url, 'huong')
  const { page } = desk
  const faults: string[] = []
  await page.keyboard.press('Shift+F3')
  await page.getByText('Chưa tìm ai').waitFor()
  faults.push(...(await axeEverywhere(page, 'nobody looked for')))
  await page.keyboard.press('Shift+F3')
  const type = async (words: string) => {
    await page.keyboard.press('Control+A')
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  await type('x')
  await page.getByText('Cần ít nhất hai chữ cái').waitFor()
  await type('027170')
  await page.getByText('Số chưa đủ').waitFor()
  await type('nguyen thi hoa')
  await page.getByText('Không tìm thấy “nguyen thi hoa”').waitFor()
  faults.push(...(await axeNow(page, 'nobody found')))
  await type('tran lien')
  await page.getByText('3 người, mới nhất').waitFor()
  faults.push(...(await axeEverywhere(page, 'people found')))
  expect(page.url()).not.toMatch(/lien/i)
  expect(await page.getByText('027170001234').count()).toBe(0)

  // Coming back from a dossier finds the same.
  await page.locator('.people a').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.goBack()
  await page.getByText('3 người, mới nhất').waitFor()

  const choosing = page.getByRole('checkbox', { name: /Trần Thị Bích Liên/ })
  await choosing.nth(0).check()
  await choosing.nth(1).check()
  await page.getByRole('button', { name: 'Ghi nhận là một người…' }).click()
  await page.getByRole('button', { name: 'Ghi nhận', exact: true }).click()
  await page.getByText('Ghi căn cứ: vì sao').waitFor()
  await page.getByLabel('Căn cứ').fill('Đã xem thẻ căn cước.')
  faults.push(...(await axeNow(page, 'two are one')))
  await page.getByRole('button', { name: 'Ghi nhận', exact: true }).click()
  await page.getByText('Một người, đã ghi ở 2 chỗ').waitFor()
  await page.getByText('Đã xem thẻ căn cước.').waitFor()
  faults.push(...(await axeEverywhere(page, 'two are one person')))
  await page.getByRole('button', { name: /^Không phải một người/ }).click()
  await page.getByRole('heading', { name: 'Bỏ ghi nhận là một người?' }).waitFor()
  faults.push(...(await axeNow(page, 'taken back?')))
  await page.getByRole('button', { name: 'Đóng', exact: true }).click()
  await page.getByText('Một người, đã ghi ở 2 chỗ').waitFor()
  await page.getByRole('button', { name: /^Không phải một người/ }).click()
  await page.getByRole('button', { name: 'Bỏ ghi nhận', exact: true }).click()
  await page.getByText('Một người, đã ghi ở 2 chỗ').waitFor({ state: 'detached' })
  await page.getByText('3 người, mới nhất').waitFor()
  expectNoFaults([...faults, ...desk.complaints])
  await desk.context.close()
})

test('two numbers that differ are shown beside one another, and one person only when that was confirmed', async () => {
  const huong = await office.signIn('huong')
  const household = { fullName: 'Lâm Quốc Khải', birthDate: '1965-05-01' }
  for (const citizenNumber of ['027165004117', '027165004171'])
    await huong.post('/api/dossiers', reception({ owner: { ...household, citizenNumber } }))
  const desk = await Desk.open(browser, office.url, 'huong')
  const { page } = desk
  const faults: string[] = []
  await page.keyboard.press('Shift+F3')
  await page.getByText('Chưa tìm ai').waitFor()
  await page.keyboard.press('Shift+F3')
  await page.keyboard.type('lam quoc khai')
  await page.keyboard.press('Enter')
  await page.getByText('2 người, mới nhất').waitFor()
  for (const nth of [0, 1]) await page.getByRole('checkbox').nth(nth).check()
  await page.getByRole('button', { name: 'Ghi nhận là một người…' }).click()
  await page.getByLabel('Căn cứ').fill('Lần đầu ghi nhầm hai chữ số cuối; đã xem thẻ.')
  await page.getByRole('button', { name: 'Ghi nhận', exact: true }).click()
  await page.getByText('Hai số định danh khác nhau', { exact: true }).waitFor()
  const dialog = page.getByRole('dialog')
  for (const number of ['4117', '4171']) await dialog.getByText(new RegExp(`Hồ sơ .*${number}`)).waitFor()
  faults.push(...(await axeNow(page, 'numbers that differ')))
  await page.getByRole('checkbox', { name: /Đã so hai số/ }).check()
  await page.getByRole('button', { name: 'Ghi nhận', exact: true }).click()
  await page
    .getByText(/Hai số định danh khác nhau, đã xác nhận khi ghi nhận: •+ 4117 và •+ 4171|4171 và •+ 4117/)
    .waitFor()
  faults.push(...(await axeEverywhere(page, 'confirmed')))
  expectNoFaults([...faults, ...desk.complaints.filter((complaint) => !complaint.includes('409'))])
  await desk.context.close()
})
