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

test('a post is lent from a list of colleagues, seen wherever it is used, and ended early', async () => {
  const faults: string[] = []
  const phuoc = await Desk.open(browser, office.url, 'phuoc')
  await phuoc.page.goto('/ban/uy-quyen')
  faults.push(...(await axeEverywhere(phuoc.page, 'nobody stands in for anybody')))
  await phuoc.page.getByText('Ủy quyền cho đồng nghiệp').first().click()
  const lend = phuoc.page.locator('form').first()
  await lend.getByRole('button', { name: 'Ủy quyền cho đồng nghiệp' }).click()
  await lend.getByText('Chọn người được ủy quyền').first().waitFor()
  faults.push(...(await axeNow(phuoc.page, 'to be lent, with faults')))
  await lend.getByLabel('Giao cho').selectOption({ label: await optionWith(lend, 'Phạm Quốc Dũng') })
  await lend.locator('[id="lend.lastDay"]').fill('311299')
  await lend.getByLabel('Văn bản ủy quyền').fill('Giấy ủy quyền số 3/GUQ-UBND')
  await lend.getByRole('button', { name: 'Ủy quyền cho đồng nghiệp' }).click()
  await phuoc.page
    .getByText(/ủy quyền cho Phạm Quốc Dũng/)
    .first()
    .waitFor()
  // The form is folded away, what was noted is said, and who lent it sees it too.
  await phuoc.page.locator('.notice').getByText('Đã ghi nhận ủy quyền.').waitFor()
  expect(await lend.isVisible()).toBe(false)
  await phuoc.page.getByText(/Anh chị đã ủy quyền cho Phạm Quốc Dũng/).waitFor()
  faults.push(...(await axeEverywhere(phuoc.page, 'a post is lent')))

  // Whoever was lent it sees so on every screen.
  const dung = await Desk.open(browser, office.url, 'dung')
  await dung.page.goto('/ban/viec')
  await dung.page.getByText(/Đang làm thay/).waitFor()
  faults.push(...(await axeEverywhere(dung.page, 'standing in')))

  await phuoc.page.getByRole('button', { name: 'Chấm dứt ủy quyền' }).click()
  await phuoc.page.getByRole('dialog').getByRole('button', { name: 'Chấm dứt ủy quyền' }).click()
  await phuoc.page.getByText('đã chấm dứt lúc', { exact: false }).waitFor()
  await dung.page.reload()
  await dung.page.locator('h1').waitFor()
  expect(await dung.page.getByText(/Đang làm thay/).count()).toBe(0)

  // Leave with a cover.
  await phuoc.page.getByText('Ghi nhận vắng mặt').first().click()
  const away = phuoc.page.locator('form').last()
  await away.getByLabel('Người làm thay').selectOption({ label: await optionWith(away, 'Phạm Quốc Dũng') })
  await away.locator('[id="away.lastDay"]').fill('311299')
  await away.getByRole('button', { name: 'Ghi nhận vắng mặt' }).click()
  await phuoc.page.getByText('Phạm Quốc Dũng làm thay', { exact: true }).waitFor()
  await phuoc.page.getByText(/Anh chị được ghi nhận vắng mặt.*Phạm Quốc Dũng làm thay/).waitFor()
  await dung.page.reload()
  await dung.page.getByText(/Đang làm thay/).waitFor()
  for (const desk of [phuoc, dung]) faults.push(...desk.complaints)
  expectNoFaults(faults)
}, 300_000)

/** The first option of a form that names somebody. */
const optionWith = async (form: ReturnType<Desk['page']['locator']>, name: string): Promise<string> =>
  (await form.locator('option', { hasText: name }).first().textContent()) ?? ''

test('a refused hand-over comes back with its reason; the head gives it to whoever has least; a typed code finds it', async () => {
  const faults: string[] = []
  const counter = await (await office.signIn('huong')).openCounter()
  const { id, code } = (await counter.post('/api/dossiers', reception())).body
  await counter.act(id, 'hand-overs')
  const specialist = await office.signIn('dung')
  await specialist.act(id, 'hand-over-refusals', { reason: 'Thiếu bản gốc giấy đề nghị.' })

  const huong = await Desk.open(browser, office.url, 'huong')
  await huong.page.goto('/ban/viec')
  await huong.page.getByRole('link', { name: 'Bị từ chối nhận 1' }).click()
  await huong.sees('Bị từ chối nhận')
  faults.push(...(await axeEverywhere(huong.page, 'came back')))
  await huong.page.locator('tbody a').first().click()
  await huong.page.getByText('Thiếu bản gốc giấy đề nghị.').first().waitFor()
  faults.push(...(await axeEverywhere(huong.page, 'dossier that came back')))

  const mai = await Desk.open(browser, office.url, 'mai')
  await mai.page.goto('/ban/ho-so')
  await mai.page.getByLabel('Mã hồ sơ').fill(code.toLowerCase().replaceAll('-', ' '))
  await mai.page.keyboard.press('Enter')
  await mai.page.getByRole('link', { name: code }).click()
  await mai.page.getByRole('button', { name: 'Việc khác' }).click()
  await mai.page.getByRole('menuitem', { name: 'Nhận việc, giao việc' }).click()
  await mai.page.getByText('Số ghi bên tên là số hồ sơ', { exact: false }).waitFor()
  await mai.act('Giao việc')
  await mai.page.getByText('Chọn người làm').first().waitFor()
  await mai.page.getByLabel(/^Trần Văn Bình/).check()
  faults.push(...(await axeNow(mai.page, 'to be given')))
  await mai.act('Giao việc')
  await mai.page.getByText('Trần Văn Bình nhận từ').first().waitFor()
  for (const desk of [huong, mai]) faults.push(...desk.complaints)
  expectNoFaults(faults)
}, 300_000)
