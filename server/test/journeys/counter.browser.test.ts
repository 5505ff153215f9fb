import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { axeNow, Desk, expectNoFaults, openBrowser } from '../support/browser.ts'
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

/** Nobody sits at a counter when the next test begins, also when this one failed. */
afterEach(() => Promise.all(['huong', 'binh'].map(leave)))

const leave = async (username: string): Promise<void> => {
  const officer = await office.signIn(username)
  const { counterSession } = (await officer.get('/api/session')).body
  if (counterSession) await officer.delete(`/api/counter-sessions/${counterSession.id}`)
}

const seated = async (username: string, counter: string): Promise<Desk> => {
  const desk = await Desk.open(browser, office.url, username)
  await desk.page.goto('/ban/quay')
  await desk.page.getByRole('button', { name: new RegExp(counter) }).click()
  await desk.page.locator('#procedure').waitFor()
  return desk
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (globalThis as unknown as { document: Document }).document.activeElement?.id ?? '')

const name = (page: Page) => page.locator('[id="owner.fullName"]')

test('a counter that somebody has left is taken over, and what was begun at it is not lost', async () => {
  const binh = await seated('binh', 'Quầy số 1')
  await name(binh.page).fill('Nguyễn Văn Tưởng')
  const huong = await Desk.open(browser, office.url, 'huong')
  await huong.page.goto('/ban/quay')
  await huong.page.getByRole('button', { name: 'Mở Quầy số 1' }).click()
  await huong.page.getByText(/Trần Văn Bình đang ngồi ở quầy này/).waitFor()
  const faults = await axeNow(huong.page, 'a counter that is taken')
  await huong.page.getByRole('button', { name: 'Nhận quầy này' }).click()
  await huong.page.locator('#procedure').waitFor()

  await binh.page.reload()
  await binh.page.getByText('Hồ sơ đang nhập dở vẫn còn. Mở quầy để nhập tiếp.').waitFor()
  await binh.page.getByText('Nguyễn Thị Hương đang ngồi').waitFor()
  faults.push(...(await axeNow(binh.page, 'a draft waits for a counter')))
  await binh.page.getByRole('button', { name: /Quầy số 2/ }).click()
  await name(binh.page).waitFor()
  expect(await name(binh.page).inputValue()).toBe('Nguyễn Văn Tưởng')
  await huong.context.close()
  await binh.context.close()
  expectNoFaults(faults)
})

test('what was thrown away can be taken back until something else is begun', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page } = huong
  await name(page).fill('Nguyễn Văn Tưởng')
  await page.getByRole('button', { name: 'Bỏ và nhập mới' }).click()
  await expect.poll(() => name(page).inputValue()).toBe('')
  const faults = await axeNow(page, 'thrown away')
  await page.getByRole('button', { name: 'Lấy lại' }).click()
  expect(await name(page).inputValue()).toBe('Nguyễn Văn Tưởng')
  await expect.poll(() => focused(page)).toBe('owner.fullName')
  await page.getByRole('button', { name: 'Bỏ và nhập mới' }).click()
  await expect.poll(() => name(page).inputValue()).toBe('')
  await name(page).fill('Trần Thị Sáu')
  await page.getByRole('button', { name: 'Lấy lại' }).waitFor({ state: 'detached' })
  await name(page).fill('')
  expect(await page.getByRole('button', { name: 'Lấy lại' }).count()).toBe(0)
  await huong.context.close()
  expectNoFaults(faults)
})

test('faults take the cursor once, and not away from who is putting them right', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page } = huong
  await page.keyboard.press('F9')
  await page.locator('.error-summary').waitFor()
  expect(
    await page.locator('.error-summary').evaluate((box) => box === box.ownerDocument.activeElement),
  ).toBe(true)
  const faults = await axeNow(page, 'faults')
  await name(page).focus()
  // With the first letter one fault goes, with the digit another comes: neither may move the cursor.
  for (const letter of ['N', 'a', '1', 'm']) {
    await page.keyboard.press(letter)
    expect(await focused(page)).toBe('owner.fullName')
  }
  expect(await name(page).inputValue()).toBe('Na1m')
  await page.getByText('Họ và tên không có chữ số').first().waitFor()
  await page.keyboard.press('F7')
  await expect.poll(() => focused(page)).toBe('submitter.citizenNumber')
  await page.keyboard.press('F7')
  await expect.poll(() => focused(page)).toBe('on-behalf')
  await huong.context.close()
  expectNoFaults(faults)
})

test('a tab does not act for the officer who signed in at another tab', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page, context } = huong
  await page.locator('#procedure').fill('ho ngheo')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await name(page).fill('Nguyễn Văn Tưởng')
  await page.locator('#papers').focus()
  await page.keyboard.press('Enter')

  const other = await context.newPage()
  await other.goto('/ban/dang-nhap')
  await other.getByLabel('Tên đăng nhập').fill('binh')
  await other.getByLabel('Mật khẩu', { exact: true }).fill('motcua-demo-2026')
  await other.getByRole('button', { name: 'Đăng nhập' }).click()
  await other.getByRole('navigation', { name: 'Các màn hình' }).waitFor()

  await page.keyboard.press('F9')
  await page.getByText('Ở một thẻ khác, Trần Văn Bình đã đăng nhập. Chưa có gì được ghi.').waitFor()
  expectNoFaults(await axeNow(page, 'signed in as another'))
  await other.goto('/ban/ho-so')
  await other.getByText('Chưa có hồ sơ nào').waitFor()
  await context.close()
})

test('what is not received here is found, and picking it says why and who receives it', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page, context } = huong
  await name(page).fill('Nguyễn Văn Tưởng')
  await page.locator('#procedure').fill('thuong tru')
  await page.getByRole('option', { name: /^Đăng ký thường trú/ }).click()
  await page.getByText('Không nhận ở đây: Đăng ký thường trú').waitFor()
  await page.getByText('hệ thống của bộ, ngành. Cơ quan thực hiện: Công an Xã.').waitFor()
  // The list does not lie over it.
  expect(await page.getByRole('option').count()).toBe(0)
  // The page is for the citizen; what was typed stays, and no procedure is chosen.
  expect(await page.getByRole('link', { name: /Mở trang của thủ tục/ }).getAttribute('href')).toBe(
    '/thu-tuc/dang-ky-thuong-tru',
  )
  expect(await name(page).inputValue()).toBe('Nguyễn Văn Tưởng')
  await page.getByText('Chọn thủ tục để xem thời hạn').waitFor()
  const faults = await axeNow(page, 'not received here')

  // Chosen once more from the list it says so once more.
  for (const _again of [1, 2]) {
    await page.locator('#procedure').fill('thuong tru')
    await page.getByRole('option', { name: /^Đăng ký thường trú/ }).click()
    await page.getByRole('option').first().waitFor({ state: 'detached' })
    await page.getByText('Không nhận ở đây: Đăng ký thường trú').waitFor()
  }

  // What is received comes first, though the other one fits as well.
  await page.locator('#procedure').fill('dat dai')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Không nhận ở đây: Đăng ký thường trú').waitFor({ state: 'detached' })
  await page.getByText('30 ngày', { exact: true }).waitFor()
  await context.close()
  expectNoFaults(faults)
})

test('a term that hangs on the place is asked for, and the date follows', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page, context } = huong
  await page.locator('#procedure').fill('hoa giai')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  const due = page.locator('.intake-promise .big-date')
  // Nothing is chosen for the officer, and the cursor waits at the question.
  await page.getByText('Chọn trường hợp ở bên để biết ngày hẹn.').waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'place')
  await page.keyboard.press('F9')
  await page.getByText('Chọn nơi có việc: thời hạn hoặc cách giải quyết phụ thuộc vào đó.').first().waitFor()
  await page.getByRole('radio', { name: 'Vùng thông thường' }).check()
  await due.locator('time').waitFor()
  const ordinary = await due.textContent()
  await page.getByText('Nguồn công bố không nêu giấy tờ.').waitFor()
  await page.getByText('Nguồn không nêu số bộ').waitFor()
  await page.getByRole('radio', { name: 'Vùng có điều kiện khó khăn' }).check()
  await page.getByText('45 ngày (Vùng có điều kiện khó khăn)', { exact: true }).waitFor()
  await expect.poll(() => due.textContent()).not.toBe(ordinary)
  const promised = await due.textContent()
  const faults = await axeNow(page, 'a special term')
  await name(page).fill('Nguyễn Văn Tưởng')
  await page.keyboard.press('F9')
  await page.locator('.big-code').waitFor()
  expect(await page.locator('.summary-list .big-date').textContent()).toBe(promised)
  await context.close()
  expectNoFaults(faults)
})

test('a procedure is asked of the whole catalogue: by initials before the answer is here, and mistyped', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page, context } = huong
  const letGo: string[] = []
  page.on('requestfailed', (request) => letGo.push(new URL(request.url()).search))
  // The keys of somebody who knows the initials are faster than any answer.
  await page.locator('#procedure').pressSequentially('cnhn')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('#procedure').inputValue()).toMatch(/^Công nhận hộ nghèo/)
  await expect.poll(() => focused(page)).toBe('owner.citizenNumber')

  // An answer that nobody waits for any longer is let go, and another procedure is found over the one that is picked.
  await page.route('**/api/procedures?q=dat', () => {})
  await page.locator('#procedure').fill('dat')
  await page.waitForRequest((request) => request.url().endsWith('?q=dat'))
  await page.getByText('Đang tìm…').first().waitFor()
  await page.locator('#procedure').fill('hoa giai')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('#procedure').inputValue()).toBe('Hòa giải tranh chấp đất đai')
  expect(letGo).toContain('?q=dat')

  await page.locator('#procedure').fill('cong nhan ho ngeo')
  await page.getByRole('option', { name: /hộ nghèo.*gần giống/ }).waitFor()
  const faults = await axeNow(page, 'a mistyped procedure')
  // What is only like it is not taken unseen, but by whoever sees it.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('#procedure').inputValue()).toMatch(/^Công nhận hộ nghèo/)
  await context.close()
  expectNoFaults([...faults, ...huong.complaints])
})

test('a search that fails says so and keeps the words, and Enter asks again', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page, context } = huong
  await page.route('**/api/procedures?*', (route) => route.abort())
  await page.locator('#procedure').fill('ho ngheo')
  await page.getByText('Hoặc bấm Enter trong ô tìm.').waitFor()
  const faults = await axeNow(page, 'a search that failed')
  await page.unroute('**/api/procedures?*')
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: /hộ nghèo/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('7 ngày làm việc', { exact: true }).waitFor()

  // Words that led nowhere are still there for whoever comes back; they go with what is begun anew.
  await page.getByRole('button', { name: 'Bỏ và nhập mới' }).click()
  await page.locator('#procedure').fill('qqqq')
  await page.getByText('Không có thủ tục nào khớp').waitFor()
  await name(page).fill('Nguyễn Văn Tưởng')
  expect(await page.locator('#procedure').inputValue()).toBe('qqqq')
  await page.getByRole('button', { name: 'Bỏ và nhập mới' }).click()
  await expect.poll(() => page.locator('#procedure').inputValue()).toBe('')
  await context.close()
  expectNoFaults(faults)
})

test('where no term is laid down that is said once, and there is nothing to explain', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page, context } = huong
  await page.locator('#procedure').fill('thuyen chuyen hoc bo tuc')
  await page.keyboard.press('Enter')
  await page.getByText('Không quy định thời hạn, nên không có ngày hẹn trả.').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.getByText('Không quy định thời hạn').count()).toBe(1)
  expect(await page.getByText('Vì sao là ngày này?').count()).toBe(0)
  await context.close()
})

test('a long way to a date is told in few lines, and every day of it can be read', async () => {
  const huong = await seated('huong', 'Quầy số 1')
  const { page, context } = huong
  await page.locator('#procedure').fill('hoa giai')
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: 'Vùng có điều kiện khó khăn' }).check()
  await page.getByText('Vì sao là ngày này?').click()
  await page.getByText('45 ngày được tính', { exact: true }).waitFor()
  const counted = async () =>
    (await page.locator('.intake-promise .due-days li:not(.due-fold) > .strong:visible').allTextContents())
      .filter((words) => words.startsWith('ngày thứ '))
      .map((words) => Number(words.slice('ngày thứ '.length)))
  expect((await counted()).length).toBeLessThan(20)
  const faults = await axeNow(page, 'a date explained, folded')
  // One line by itself, by keyboard, and then all.
  const fold = page.locator('.fold').first()
  await fold.focus()
  await page.keyboard.press('Enter')
  expect(await fold.getAttribute('aria-expanded')).toBe('true')
  await page.getByRole('button', { name: 'Hiện từng ngày' }).click()
  expect(await counted()).toEqual(Array.from({ length: 45 }, (_none, at) => at + 1))
  faults.push(...(await axeNow(page, 'a date explained, every day')))
  await context.close()
  expectNoFaults(faults)
})
