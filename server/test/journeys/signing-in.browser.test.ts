import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '#demo-province.ts'
import { axeNow, Desk, expectNoFaults, openBrowser } from '../support/browser.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

/** Coming in with a telephone, as a leader of an office that requires it, and an account of one's own. */

const NEW_PASSWORD = 'chim sẻ mùa gặt 7'

let office: TestOffice
let browser: Browser
beforeAll(async () => {
  office = await furnishedOffice({ signInRules: { secondFactor: 'required' } })
  browser = await openBrowser()
})
afterAll(() => Promise.all([browser?.close(), office?.close()]))

const SIZES = [
  { width: 360, height: 800 },
  { width: 1366, height: 768 },
]

/** The page as it stands, at both widths: what was typed stays. */
const axeAtBothWidths = async (page: Page, name: string): Promise<string[]> => {
  const faults: string[] = []
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await page.waitForLoadState('networkidle')
    faults.push(...(await axeNow(page, `${name}, ${size.width}`)))
    const sideways = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    if (Number(sideways) > 0) faults.push(`${name}, ${size.width}: scrolls sideways by ${sideways}`)
  }
  return faults
}

const fillSignIn = async (page: Page, username: string, password = DEMO_PASSWORD) => {
  await page.goto('/ban/')
  await page.getByLabel('Tên đăng nhập').fill(username)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

test('a leader enrols before anything else, prints the codes, and comes in with the telephone and once with paper', async () => {
  const faults: string[] = []
  const context = await browser.newContext({ baseURL: office.url, locale: 'vi-VN' })
  const page = await context.newPage()
  await fillSignIn(page, 'phuoc')
  await page.getByRole('heading', { level: 1, name: 'Xác thực hai lớp' }).waitFor()
  expect(await page.getByRole('navigation', { name: 'Các màn hình' }).count()).toBe(0)
  const password = page.getByLabel('Mật khẩu đang dùng')
  expect(await password.getAttribute('type')).toBe('password')
  expect(await password.getAttribute('autocomplete')).toBe('current-password')
  await password.fill(DEMO_PASSWORD)
  faults.push(...(await axeAtBothWidths(page, 'enrol, begin')))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Quét mã QR bằng điện thoại' }).waitFor()
  faults.push(...(await axeAtBothWidths(page, 'enrol, scan')))
  const secret = ((await page.locator('.key-groups').textContent()) ?? '').replaceAll(' ', '')
  const telephone = new TOTP({ secret: Secret.fromBase32(secret) })
  await page.getByLabel('Mã trên điện thoại').fill('000000')
  await page.keyboard.press('Enter')
  await page.getByText('Mã chưa khớp').waitFor()
  await page.getByLabel('Mã trên điện thoại').fill(telephone.generate())
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Mã dự phòng' }).waitFor()
  faults.push(...(await axeAtBothWidths(page, 'codes')))
  const codes = await page.locator('.recovery-codes code').allTextContents()
  expect(codes).toHaveLength(10)
  await page.getByRole('button', { name: 'Đã cất các mã' }).click()
  await page.getByRole('navigation', { name: 'Các màn hình' }).waitFor()
  await context.close()

  await office.asLoader('update second_factor set last_step = last_step - 10')
  for (const code of [telephone.generate(), codes[0] ?? '']) {
    const again = await browser.newContext({ baseURL: office.url, locale: 'vi-VN' })
    const desk = await again.newPage()
    await fillSignIn(desk, 'phuoc')
    await desk.getByLabel('Mã xác thực').waitFor()
    faults.push(...(await axeAtBothWidths(desk, 'code')))
    await desk.getByLabel('Mã xác thực').fill(code)
    await desk.keyboard.press('Enter')
    await desk.getByRole('navigation', { name: 'Các màn hình' }).waitFor()
    await desk.goto('/ban/tai-khoan')
    await desk.getByText('Đã bật xác thực hai lớp').waitFor()
    faults.push(...(await axeAtBothWidths(desk, 'account')))
    await again.close()
  }
  expectNoFaults(faults)
})

test('a first password is changed before anything else', async () => {
  await office.asLoader(
    `update credential set first_until = now() + interval '1 day' where username = 'hanh'`,
  )
  const context = await browser.newContext({ baseURL: office.url, locale: 'vi-VN' })
  const page = await context.newPage()
  await fillSignIn(page, 'hanh')
  await page.getByRole('heading', { name: 'Chọn mật khẩu của riêng mình' }).waitFor()
  await page.getByLabel('Mật khẩu đang dùng').fill(DEMO_PASSWORD)
  await page.getByLabel('Mật khẩu mới').fill('matkhau123456')
  await page.keyboard.press('Enter')
  await page.getByText('Mật khẩu quá dễ đoán').waitFor()
  // A password manager is told whose password this is.
  expect(await page.locator('input[autocomplete=username]').inputValue()).toBe('hanh')
  const faults = await axeAtBothWidths(page, 'first password')
  await page.getByLabel('Mật khẩu mới').fill(NEW_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Các màn hình' }).waitFor()
  expectNoFaults(faults)
})

test('an officer sees where she is signed in, ends what is not hers and changes her password', async () => {
  const elsewhere = await office.signIn('mai')
  const desk = await Desk.open(browser, office.url, 'mai')
  await desk.page.locator('summary.button').click()
  await desk.page.getByRole('link', { name: 'Tài khoản' }).click()
  await desk.page.getByText('phiên này').waitFor()
  const faults = await axeAtBothWidths(desk.page, 'account, two sessions')
  await desk.page.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click()
  await expect.poll(() => desk.page.getByRole('button', { name: 'Kết thúc phiên' }).count()).toBe(0)
  expect((await elsewhere.get('/api/session')).status).toBe(401)
  const section = desk.page.getByRole('region', { name: 'Mật khẩu' })
  await section.locator('summary').click()
  await section.getByLabel('Mật khẩu đang dùng').fill(DEMO_PASSWORD)
  await section.getByLabel('Mật khẩu mới').fill(NEW_PASSWORD)
  faults.push(...(await axeAtBothWidths(desk.page, 'account, password')))
  await desk.page.keyboard.press('Enter')
  await section.locator('.notice-done', { hasText: 'Đã đổi mật khẩu' }).waitFor()
  expect((await (await office.visitor().signIn('mai', NEW_PASSWORD)).get('/api/session')).status).toBe(200)
  expectNoFaults(faults)
  expect(desk.complaints).toEqual([])
})

test('signing out is at hand on every screen, and leaves nothing of what was typed or shown at a shared machine', async () => {
  const desk = await Desk.open(browser, office.url, 'huong')
  const { page } = desk
  const screens = page.getByRole('navigation', { name: 'Các màn hình' }).getByRole('link')
  const addresses = await screens.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(addresses.length).toBeGreaterThan(3)
  for (const address of addresses) {
    await page.goto(address)
    await page.locator('summary.button').click()
    await page.getByRole('button', { name: 'Đăng xuất' }).waitFor()
  }
  // As a form keeps what is typed into it.
  await page.evaluate(() => sessionStorage.setItem('motcua.form', '"Nguyễn Văn Tưởng"'))
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByLabel('Tên đăng nhập').waitFor()
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('Tưởng')
  await page.goBack()
  await page.getByLabel('Tên đăng nhập').waitFor()
  expect(await page.locator('body').innerText()).not.toContain('Nguyễn Thị Hương')
  expect(desk.complaints).toEqual([])
})
