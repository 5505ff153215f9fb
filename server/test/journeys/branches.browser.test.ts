import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeEverywhere, axeNow, Desk, expectNoFaults, openBrowser } from '../support/browser.ts'
import { reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'
import { furnishTwoBranches, TWO_BRANCHES } from '../support/two-branches.ts'

/** What the desk asks because the server says so, and nothing besides. */

let office: TestOffice
let browser: Browser
beforeAll(async () => {
  office = await furnishedOffice()
  await furnishTwoBranches(office.province.loader)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

const DON = [{ paperId: 'don', originals: 1, copies: 0 }]

test('an online filing is accepted as the case that it is; two steps at once are told apart; a reception is put right', async () => {
  const faults: string[] = []
  const counter = await office.signIn('huong')
  const asked = { procedure: TWO_BRANCHES, caseId: 'doi', papers: DON, sets: 3, channel: 'ONLINE' }
  const filed = (await counter.post('/api/filings', reception(asked))).body

  const huong = await Desk.open(browser, office.url, 'huong')
  await huong.page.goto('/ban/quay')
  await huong.page.getByRole('button', { name: /Quầy số 1/ }).click()
  await huong.page.locator('#procedure').waitFor()
  await huong.page.goto(`/ban/ho-so/${filed.id}`)
  // A paper is missing, so that it would be asked for; that it is there after all is seen while accepting.
  await huong.page.getByRole('button', { name: 'Việc khác' }).click()
  await huong.page.getByRole('menuitem', { name: 'Tiếp nhận hồ sơ' }).click()
  // The papers that came are of both cases: which it is stands there, and is not asked.
  await huong.page.getByText('Cấp đổi').waitFor()
  expect(await huong.page.locator('#sets').inputValue()).toBe('3')
  await huong.act('Tiếp nhận hồ sơ')
  await huong.page
    .getByText(/^Chưa đủ giấy tờ bắt buộc: Bản đã cấp/)
    .first()
    .waitFor()
  await huong.page
    .getByText(/^Chọn nơi có việc/)
    .first()
    .waitFor()
  faults.push(...(await axeNow(huong.page, 'to be accepted')))
  await huong.page.getByRole('button', { name: /Đủ tất cả giấy tờ bắt buộc/ }).click()
  await huong.page.getByLabel('Vùng thông thường').check()
  await huong.act('Tiếp nhận hồ sơ')
  await huong.sees('Đã tiếp nhận')

  // Of a person only what was typed over is sent: the number, shown in part, stays as it was.
  await huong.page.getByRole('button', { name: 'Việc khác' }).click()
  await huong.page.getByRole('menuitem', { name: 'Sửa thông tin tiếp nhận' }).click()
  await huong.page.getByRole('checkbox', { name: 'Chủ hồ sơ', exact: true }).check()
  await huong.page.getByText('Để trống nếu số không đổi.', { exact: false }).waitFor()
  await huong.page.locator('[id="owner.fullName"]').fill('Nguyễn Văn Tường')
  await huong.page.locator('#reason').fill('Gõ nhầm tên.')
  faults.push(...(await axeNow(huong.page, 'to be put right')))
  await huong.act('Sửa thông tin tiếp nhận, in lại giấy hẹn')
  await huong.page.locator('dd', { hasText: 'Nguyễn Văn Tường' }).waitFor()
  await huong.page.locator('dd', { hasText: '•••• 1234' }).waitFor()
  await huong.act('Bàn giao hồ sơ')

  const dung = await Desk.open(browser, office.url, 'dung')
  await dung.openFirstTask()
  await dung.act('Xác nhận đã nhận bàn giao')
  await dung.page.getByText('Cùng lúc với: Xác minh nơi ở').waitFor()
  await dung.page.getByText('Nếu “Nơi ở” là “Chưa rõ”').waitFor()
  await dung.act('Hoàn thành bước này')

  // Two steps are open now, and the form does not choose for anybody.
  await dung.page.getByText('Bước nào').waitFor()
  await dung.act('Hoàn thành bước này')
  await dung.page
    .getByText(/^Chọn bước/)
    .first()
    .waitFor()
  faults.push(...(await axeEverywhere(dung.page, 'two steps')))
  await dung.page.getByLabel(/^Xác minh thu nhập/).check()
  await dung.act('Hoàn thành bước này')
  const last = dung.page.locator('section.next-action')
  await last.getByText('Nơi ở', { exact: true }).waitFor()
  expect(await dung.page.getByText('Bước nào').count()).toBe(0)
  await last.getByLabel('Đã rõ').check()
  await dung.act('Hoàn thành bước này')
  await dung.page.getByRole('heading', { name: /Trình dự thảo/ }).waitFor()

  for (const desk of [huong, dung]) faults.push(...desk.complaints)
  expectNoFaults(faults)
}, 300_000)
