import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeEverywhere, axeNow, Desk, expectNoFaults, openBrowser } from '../support/browser.ts'
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

/** Another act than the one that comes next. */
const pick = async ({ page }: Desk, act: string): Promise<void> => {
  await page.getByRole('button', { name: 'Việc khác' }).click()
  await page.getByRole('menuitem', { name: act }).click()
}

/** What leads out is said yes to in a dialog. */
const confirm = async (page: Page, act: string): Promise<void> => {
  await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click()
}

test('what is incomplete is filed, asked for, brought and accepted; asked for again, brought, and withdrawn', async () => {
  const faults: string[] = []

  // At the counter: the application is missing, and the dossier is written down all the same.
  const huong = await Desk.open(browser, office.url, 'huong')
  const { page } = huong
  await page.goto('/ban/quay')
  await page.getByRole('button', { name: /Quầy số 1/ }).click()
  await page.locator('#procedure').fill('ho ngheo')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('[id="owner.fullName"]').fill('Nguyễn Văn Tưởng')
  await page.getByText('Giấy đề nghị', { exact: false }).first().waitFor()
  await page.keyboard.press('F8')
  await page
    .getByRole('dialog')
    .getByText(/^Còn thiếu: /)
    .waitFor()
  faults.push(...(await axeNow(page, 'to be filed')))
  await confirm(page, 'Ghi nhận, chưa tiếp nhận')
  await huong.sees('Mới nộp, chờ tiếp nhận')

  // The secret of the look-up is there until the submitter has it, also after the page was loaded anew.
  const slip = page.locator('.slip')
  const secret = (await slip.locator('dd').nth(1).textContent()) ?? ''
  expect(secret).toMatch(/^[0-9A-Z-]{12,}$/)
  faults.push(...(await axeEverywhere(page, 'filed, to be accepted')))
  await slip.getByText(secret).waitFor()
  await slip.getByRole('button', { name: 'In mã cho người nộp' }).click()
  await slip.getByRole('button', { name: 'Đã đưa cho người nộp' }).click()
  await page.reload()
  await huong.sees('Mới nộp, chờ tiếp nhận')
  expect(await slip.count()).toBe(0)
  expect(huong.printed).toHaveLength(1)

  // What comes next is to ask for what is missing, in one go; to accept it would name that too.
  await page.getByRole('heading', { name: 'Việc tiếp theo: Yêu cầu bổ sung trước khi tiếp nhận' }).waitFor()
  await pick(huong, 'Tiếp nhận hồ sơ')
  await huong.act('Tiếp nhận hồ sơ')
  await page
    .getByText(/^Chưa đủ giấy tờ bắt buộc/)
    .first()
    .waitFor()
  await pick(huong, 'Yêu cầu bổ sung trước khi tiếp nhận')
  await huong.act('Yêu cầu bổ sung trước khi tiếp nhận')
  await page.getByText('Ghi ít nhất một giấy tờ hoặc một chỗ cần sửa').first().waitFor()
  faults.push(...(await axeNow(page, 'to be completed')))
  await page.getByRole('button', { name: /^Ghi 1 giấy tờ bắt buộc chưa có/ }).click()
  await page.getByLabel('Lý do').fill('Chưa có giấy đề nghị.')
  await huong.act('Yêu cầu bổ sung trước khi tiếp nhận')
  await huong.sees('Chờ bổ sung trước khi tiếp nhận')
  await page.getByText('Chưa tiếp nhận nên chưa tính thời hạn.', { exact: false }).waitFor()
  await page
    .locator('section.next-action')
    .getByRole('button', { name: /^In ?: Phiếu yêu cầu/ })
    .click()
  await expect.poll(() => huong.printed.length, { timeout: 20_000 }).toBe(2)

  // It is brought, and accepted with its receipt.
  const bring = async (act: string) => {
    await huong.act(act)
    await page.getByText('Đánh dấu giấy tờ vừa mang đến', { exact: false }).first().waitFor()
    faults.push(...(await axeNow(page, act)))
    await page.locator('.next-action').getByRole('checkbox').first().check()
    await huong.act(act)
  }
  await bring('Ghi nhận đã bổ sung')
  await huong.sees('Mới nộp, chờ tiếp nhận')
  await huong.act('Tiếp nhận hồ sơ')
  await huong.sees('Đã tiếp nhận')
  await page.getByText('Đã tiếp nhận hồ sơ. In giấy tiếp nhận cho người nộp.').first().waitFor()
  await huong.act('Bàn giao hồ sơ')

  // While it is handled more is asked for, and the term stands still.
  const dung = await Desk.open(browser, office.url, 'dung')
  await dung.openFirstTask()
  await dung.act('Xác nhận đã nhận bàn giao')
  await dung.sees('Đang xử lý')
  await pick(dung, 'Yêu cầu người dân bổ sung')
  await dung.page.getByLabel('Cần bổ sung, hoàn thiện').fill('Giấy xác nhận thu nhập năm 2026')
  await dung.page.getByLabel('Lý do').fill('Thu nhập của hộ chưa rõ.')
  faults.push(...(await axeEverywhere(dung.page, 'supplement')))
  await pick(dung, 'Yêu cầu người dân bổ sung')
  // The page was loaded anew meanwhile, and nothing that was typed is gone.
  await dung.act('Yêu cầu người dân bổ sung')
  await dung.sees('Chờ người dân bổ sung')
  await dung.page.getByText('Thời hạn tạm dừng, thời gian chờ được bù đủ.', { exact: false }).waitFor()

  // No old date stands there as if it ran; what was asked for is named; and it is not hers to do meanwhile.
  await dung.sees('Đang tạm dừng tính hạn')
  await dung.page.getByRole('listitem').getByText('Giấy xác nhận thu nhập năm 2026').waitFor()
  await dung.page.goto('/ban/viec')
  await dung.page.getByText('Không có hồ sơ chờ anh chị').waitFor()
  await dung.page.getByRole('link', { name: 'Đang chờ nơi khác 1' }).click()
  await dung.page.locator('tbody').getByText('chờ người dân bổ sung', { exact: false }).waitFor()
  faults.push(...(await axeEverywhere(dung.page, 'inbox, waiting for others')))
  await dung.page.goto('/ban/ho-so')
  await dung.page.locator('tbody').getByText('Đang tạm dừng tính hạn').waitFor()

  await page.reload()
  await huong.sees('Chờ người dân bổ sung')
  await bring('Ghi nhận người dân đã bổ sung')
  await huong.sees('Đang xử lý')

  // The citizen thinks better of it.
  await pick(huong, 'Ghi nhận đề nghị rút hồ sơ')
  await page.getByLabel('Lý do').fill('Hộ đã chuyển đi nơi khác.')
  await huong.act('Ghi nhận đề nghị rút hồ sơ')
  await page.getByRole('dialog').waitFor()
  faults.push(...(await axeNow(page, 'to be withdrawn')))
  await confirm(page, 'Ghi nhận đề nghị rút hồ sơ')
  await huong.sees('Người dân đề nghị rút')

  await dung.openFirstTask()
  await dung.act('Đồng ý cho rút hồ sơ')
  await confirm(dung.page, 'Đồng ý cho rút hồ sơ')
  await dung.sees('Đã dừng giải quyết')
  await dung.page.getByRole('heading', { name: 'Thông báo dừng giải quyết hồ sơ' }).waitFor()
  faults.push(...(await axeEverywhere(dung.page, 'withdrawn')))
  await dung.page.goto('/ban/ho-so?tt=STOPPED')
  await dung.page.getByText('Đã dừng giải quyết').nth(1).waitFor()

  for (const desk of [huong, dung]) faults.push(...desk.complaints)
  expectNoFaults(faults)
}, 300_000)
