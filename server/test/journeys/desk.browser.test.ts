import type { Browser } from 'playwright-core'
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

const CARD =
  '027065001234||Nguyễn Văn Tưởng|01021965|Nam|Thôn Châu Phong, phường Quế Võ, tỉnh Bắc Ninh|15032022'

test('seven officers and a citizen carry one dossier from receipt to return in a real browser', async () => {
  const faults: string[] = []
  const at = (username: string) => Desk.open(browser, office.url, username)

  // At the counter, by keyboard alone.
  const huong = await at('huong')
  faults.push(...(await axeEverywhere(huong.page, 'open a counter')))
  await huong.page.goto('/ban/quay')
  await huong.page.getByRole('button', { name: /Quầy số 1/ }).click()
  await huong.page.getByRole('heading', { name: 'Tiếp nhận hồ sơ' }).waitFor()
  faults.push(...(await axeEverywhere(huong.page, 'intake, empty')))
  await huong.page.goto('/ban/quay')
  await huong.page.locator('#procedure').waitFor()
  const fetched: string[] = []
  huong.page.on('request', (request) => {
    if (request.url().includes('/documents/')) fetched.push(request.method())
  })
  let keys = 0
  const press = async (...names: string[]) => {
    for (const name of names) {
      await huong.page.keyboard.press(name)
      keys += 1
    }
  }
  await huong.page.locator('#procedure').focus()
  await press('h', 'o', ' ', 'n', 'g', 'h', 'e', 'o')
  await huong.page.getByRole('option').first().waitFor()
  await press('Enter')
  // A scanner types the card at once, into whatever has the focus.
  await huong.page.locator('[id="owner.citizenNumber"]').focus()
  await huong.page.keyboard.type(CARD, { delay: 2 })
  await huong.page.keyboard.press('Enter')
  await expect.poll(() => huong.page.locator('[id="owner.fullName"]').inputValue()).toBe('Nguyễn Văn Tưởng')
  await huong.page.locator('[id="owner.phone"]').focus()
  await huong.page.keyboard.type('0912345678')
  keys += 10
  await huong.page.locator('#papers').focus()
  await press('Enter')
  await press('F9')
  const code = (await huong.page.locator('.big-code').textContent()) ?? ''
  expect(code).toMatch(/^H05\.47-\d{6}-0001$/)
  expect(keys).toBeLessThanOrEqual(25)
  // The receipt is printed as soon as it is there and again when asked, and was fetched once.
  await expect.poll(() => huong.printed, { timeout: 20_000 }).toHaveLength(1)
  await huong.page.keyboard.press('F9')
  await expect.poll(() => huong.printed, { timeout: 20_000 }).toHaveLength(2)
  expect(huong.printed[0]).toMatch(/^blob:/)
  expect(fetched).toEqual(['GET'])

  // Handed over.
  await huong.page.getByRole('link', { name: 'Mở hồ sơ' }).click()
  await huong.page.locator('section.next-action').waitFor()
  faults.push(...(await axeEverywhere(huong.page, 'dossier, to hand over')))
  await huong.act('Bàn giao hồ sơ')

  // Confirmed, and two agencies asked.
  const dung = await at('dung')
  await dung.page.goto('/ban/viec')
  await dung.page.locator('tbody a').first().waitFor()
  faults.push(...(await axeEverywhere(dung.page, 'inbox')))
  await dung.openFirstTask()
  await dung.act('Xác nhận đã nhận bàn giao')
  await dung.sees('Đang xử lý')
  await dung.page.getByLabel('Nội dung xin ý kiến').fill('Xin ý kiến về cư trú, thu nhập của hộ.')
  await dung.act('Gửi lấy ý kiến')
  await dung.sees('Đang lấy ý kiến')

  for (const username of ['son', 'oanh']) {
    const agency = await at(username)
    await agency.openFirstTask()
    if (username === 'son') faults.push(...(await axeEverywhere(agency.page, 'opinion')))
    await agency.page.getByLabel('Đồng ý', { exact: true }).check()
    await agency.act('Cho ý kiến')
    await agency.page.locator('section.next-action form').waitFor({ state: 'detached' })
    await agency.context.close()
  }

  // Drafted, sent back once, drafted again.
  const draft = async (body: string) => {
    await dung.openFirstTask()
    await dung.page.getByLabel('Đồng ý giải quyết').check()
    await dung.page.locator('#draft-title').fill('Về việc công nhận hộ nghèo phát sinh trong năm 2026')
    await dung.page.locator('#draft-body').fill(body)
    await dung.act('Trình dự thảo kết quả')
    await dung.sees('Chờ phê duyệt')
  }
  await dung.openFirstTask()
  faults.push(...(await axeEverywhere(dung.page, 'draft')))
  await draft('Điều 1. Công nhận hộ ông Nguyễn Văn Tưởng là hộ nghèo.')
  await office.settle()
  const phuoc = await at('phuoc')
  await phuoc.openFirstTask()
  faults.push(...(await axeEverywhere(phuoc.page, 'approval')))
  await phuoc.page.getByRole('button', { name: 'Việc khác' }).click()
  await phuoc.page.getByRole('menuitem', { name: 'Chuyển lại để làm lại' }).click()
  await phuoc.page.getByLabel('Lý do').fill('Ghi rõ số nhân khẩu của hộ.')
  await phuoc.act('Chuyển lại để làm lại')
  await phuoc.sees('Đang xử lý')
  await draft(
    'Điều 1. Công nhận hộ ông Nguyễn Văn Tưởng, 4 nhân khẩu, là hộ nghèo.\nĐiều 2. Quyết định có hiệu lực kể từ ngày ký.',
  )
  await office.settle()

  // Approved: only after the file was opened.
  await phuoc.openFirstTask()
  await phuoc.act('Phê duyệt')
  await phuoc.page.getByText('Mở và đọc dự thảo trước khi phê duyệt').first().waitFor()
  let reads = 0
  phuoc.page.on('request', (request) => {
    if (/\/documents\//.test(request.url())) reads += 1
  })
  await phuoc.page.getByRole('button', { name: 'Mở và đọc dự thảo' }).click()
  await phuoc.page.getByText('Đã mở').waitFor()
  // The frame and the tab show what was fetched: one reading is one line in the ledger.
  const paper = phuoc.context.waitForEvent('page')
  await phuoc.page.locator('section.next-action').getByRole('link', { name: 'Mở ở thẻ mới' }).click()
  await (await paper).close()
  expect(reads).toBe(1)
  await phuoc.act('Phê duyệt')
  await phuoc.sees('Đã duyệt, chờ phát hành')

  // Numbered, issued, returned.
  const hanh = await at('hanh')
  await hanh.openFirstTask()
  faults.push(...(await axeEverywhere(hanh.page, 'issue')))
  await hanh.page.getByLabel('Số, ký hiệu').fill('125/QĐ-UBND')
  await hanh.act('Cấp số và phát hành')
  await hanh.sees('Có kết quả, chờ trả')
  // What waits for the citizen is not what the counter has to do.
  await huong.page.goto('/ban/viec')
  await huong.page.getByRole('link', { name: 'Kết quả chờ trả 1' }).waitFor()
  await huong.page.getByText('Không có hồ sơ chờ anh chị').waitFor()
  await huong.openFirstTask('tra')
  faults.push(...(await axeEverywhere(huong.page, 'return')))
  // Into whose hand is said, and never taken for granted.
  await huong.act('Trả kết quả')
  await huong.page.getByText('Chọn người nhận kết quả').first().waitFor()
  await huong.page.getByLabel('Chủ hồ sơ: Nguyễn Văn Tưởng').check()
  await huong.act('Trả kết quả')
  await huong.page.getByText('Chọn giấy tờ đã kiểm tra').first().waitFor()
  await huong.page.getByLabel(/^Căn cước/).check()
  // Without a counter nothing is given away; the refusal leads to one, and back.
  await huong.page.getByRole('button', { name: 'Đóng quầy' }).click()
  await huong.page.getByRole('link', { name: 'Mở quầy' }).waitFor()
  await huong.act('Trả kết quả')
  await huong.page.getByRole('alert').getByRole('link', { name: 'Mở quầy' }).click()
  await huong.page.getByRole('button', { name: /Quầy số 1/ }).click()
  await huong.page.getByRole('heading', { name: code }).waitFor()
  await huong.act('Trả kết quả')
  await huong.sees('Đã trả kết quả')
  await huong.page.locator('#content').getByText('Đã ghi nhận trả kết quả.').waitFor()
  faults.push(...(await axeEverywhere(huong.page, 'dossier, returned')))
  await huong.page.goto('/ban/ho-so')
  faults.push(...(await axeEverywhere(huong.page, 'dossiers')))

  // The citizen scans the receipt.
  const citizen = await browser.newPage({
    baseURL: office.url,
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
  })
  await citizen.goto(`/ho-so/${code}?bi-mat=${await office.secretOf(code)}`)
  await citizen.getByText('N*** V*** T***').waitFor()
  // Or types its two codes, on a telephone that is not hers.
  await citizen.context().clearCookies()
  await citizen.goto('/tra-cuu')
  await citizen.locator('input[name="ma"]').fill(code)
  await citizen.locator('input[name="bi-mat"]').fill((await office.secretOf(code)).toLowerCase())
  await citizen.locator('form[method="post"] button').first().click()
  await citizen.getByText('N*** V*** T***').waitFor()
  const told = (await citizen.locator('main').textContent()) ?? ''
  expect(told).toContain('N*** V*** T***')
  expect(told).not.toContain('Tưởng')
  expect(told).not.toContain('027065001234')

  for (const desk of [huong, dung, phuoc, hanh]) faults.push(...desk.complaints)
  expectNoFaults(faults)
}, 600_000)

test('the list of procedures can be read while it is open, found in it or not', async () => {
  const { page, context } = await Desk.open(browser, office.url, 'binh')
  const faults: string[] = []
  await page.goto('/ban/quay')
  await page.getByRole('button', { name: /Quầy số 2/ }).click()
  await page.locator('#procedure').fill('ho ngheo')
  await page.getByRole('option', { name: /hộ nghèo/ }).waitFor()
  faults.push(...(await axeNow(page, 'picker, open')))
  await page.keyboard.press('ArrowDown')
  faults.push(...(await axeNow(page, 'picker, on an option')))
  await page.locator('#procedure').fill('qqqq')
  await page.getByText('Không có thủ tục nào khớp').waitFor()
  faults.push(...(await axeNow(page, 'picker, nothing found')))
  await page.locator('#procedure').fill('ho ngheo')
  await page.getByRole('option', { name: /hộ nghèo/ }).click()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  faults.push(...(await axeNow(page, 'picker, closed')))
  expect(await page.locator('#procedure').inputValue()).toMatch(/^Công nhận hộ nghèo/)
  await context.close()
  expectNoFaults(faults)
})

test('every page of the portal is open to everybody, on a telephone and a desk', async () => {
  const page = await browser.newPage({ baseURL: office.url })
  const faults: string[] = []
  for (const path of [
    '/',
    '/thu-tuc',
    '/thu-tuc?q=khong-co',
    '/thu-tuc/cong-nhan-ho-ngheo-can-ngheo-phat-sinh-trong-nam',
    '/tra-cuu',
    '/ho-so/H05.47-261122-9999?bi-mat=ABCD',
    '/tro-giup',
    '/tiep-can',
    '/khong-co',
  ]) {
    await page.goto(path)
    faults.push(...(await axeEverywhere(page, path)))
  }
  expectNoFaults(faults)
})

test('sign-in says what is wrong and keeps the name that was typed', async () => {
  const page = await browser.newPage({ baseURL: office.url })
  await page.goto('/ban/')
  const faults = await axeEverywhere(page, 'sign-in')
  await page.getByLabel('Tên đăng nhập').fill('huong')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('sai-roi')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByText('Chưa đăng nhập được').waitFor()
  expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('huong')
  expectNoFaults(faults)
})
