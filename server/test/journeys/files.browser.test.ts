import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdfWith, zipOf } from '../../src/documents/uploads.testing.ts'
import { axeEverywhere, axeNow, Desk, expectNoFaults, openBrowser } from '../support/browser.ts'
import { furnishedOffice, reception, type TestOffice } from '../support/office.ts'

let office: TestOffice
let browser: Browser
beforeAll(async () => {
  office = await furnishedOffice()
  browser = await openBrowser()
  // Once: the dossiers of every test here are received at it.
  await (await office.signIn('huong')).openCounter()
})
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

const picture = async (desk: Desk): Promise<Buffer> =>
  desk.page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 40, height: 40 } })

test('files are chosen, refused with what to do, read in a new tab and taken out, by keyboard and on a telephone', async () => {
  const faults: string[] = []
  const huong = await Desk.open(browser, office.url, 'huong')
  const { page } = huong
  const client = await office.signIn('huong')
  const { id } = (await client.post('/api/dossiers', reception())).body
  await page.goto(`/ban/ho-so/${id}`)
  const section = page.locator('section', { has: page.locator('#part-files') })
  await section.getByText('Chưa có tệp nào').waitFor()
  faults.push(...(await axeEverywhere(page, 'no files')))

  // Several at once, one of them a thing that is not taken: it is refused in its place, the others are listed.
  const chooser = section.getByLabel('Chọn tệp')
  const photograph = await picture(huong)
  await chooser.setInputFiles([
    { name: 'Đơn đề nghị.pdf', mimeType: 'application/pdf', buffer: pdfWith('') },
    { name: 'giấy tờ.zip', mimeType: 'application/zip', buffer: zipOf('a.txt') },
    { name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: photograph },
  ])
  await section.getByRole('alert').getByText('Không nhận loại tệp này').waitFor()
  await section.getByRole('link', { name: 'IMG_0001.jpg' }).waitFor()
  await section.getByRole('link', { name: 'Đơn đề nghị.pdf' }).waitFor()
  await expect.poll(() => section.locator('progress').count()).toBe(0)
  faults.push(...(await axeNow(page, 'a refused file')))
  expect(await section.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
    expect.stringMatching(/Giấy đề nghị/),
    'Thêm tệp',
  ])
  await section.getByRole('button', { name: /Bỏ tệp này.*giấy tờ.zip/ }).click()
  await section.getByRole('alert').waitFor({ state: 'detached' })

  // Opened where nothing of it can run.
  const [tab] = await Promise.all([
    huong.context.waitForEvent('page'),
    section.getByRole('link', { name: 'IMG_0001.jpg' }).click(),
  ])
  await tab.waitForLoadState()
  expect(
    await tab.evaluate(() => {
      const { document } = globalThis as unknown as { document: { images: { naturalWidth: number }[] } }
      return document.images[0]?.naturalWidth
    }),
  ).toBe(40)
  await tab.close()

  // The link breaks: it is said, what was chosen stays, and is sent again.
  await page.route('**/files?**', (route) => route.abort())
  await chooser.setInputFiles([
    { name: 'Sổ hộ khẩu.pdf', mimeType: 'application/pdf', buffer: pdfWith('/Lang (vi)') },
  ])
  await section.getByRole('alert').waitFor()
  await page.unroute('**/files?**')
  await section.getByRole('button', { name: /Gửi lại.*Sổ hộ khẩu/ }).click()
  await section.getByRole('link', { name: 'Sổ hộ khẩu.pdf' }).waitFor()
  faults.push(...(await axeEverywhere(page, 'files')))

  // Taken out by keyboard: asked first, and the focus is not lost.
  await section.getByRole('button', { name: /Lấy ra.*IMG_0001/ }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('không ai xem được nội dung').waitFor()
  faults.push(...(await axeNow(page, 'taking out')))
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Lấy ra' }).click()
  await dialog.getByText('Ghi lý do lấy tệp ra.').waitFor()
  await dialog.getByLabel('Lý do').fill('Quét nhầm giấy của hồ sơ khác.')
  await dialog.getByRole('button', { name: 'Lấy ra' }).click()
  await section.getByText('Đã lấy ra (1)').waitFor()
  expect(await section.getByRole('link', { name: 'IMG_0001.jpg' }).count()).toBe(0)
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('part-files')

  // On a telephone there is a camera.
  expect(await section.getByText('Chụp ảnh').isVisible()).toBe(false)
  const telephone = await browser.newContext({
    baseURL: office.url,
    locale: 'vi-VN',
    viewport: { width: 360, height: 800 },
    hasTouch: true,
    isMobile: true,
    storageState: await huong.context.storageState(),
  })
  const small = await telephone.newPage()
  await small.goto(`/ban/ho-so/${id}`)
  await small.getByText('Chụp ảnh').waitFor()
  expect(await small.getByLabel('Chụp ảnh').getAttribute('capture')).toBe('environment')
  await small
    .getByLabel('Chụp ảnh')
    .setInputFiles({ name: 'image.jpg', mimeType: 'image/jpeg', buffer: await picture(huong) })
  await small.getByRole('link', { name: 'image.jpg' }).waitFor()
  faults.push(...(await axeNow(small, 'files on a telephone')))
  await telephone.close()

  faults.push(...huong.complaints)
  expectNoFaults(faults)
})

test('what a citizen sends by the forms without script is marked in the inbox and on the dossier', async () => {
  const faults: string[] = []
  const [huong, client] = [await office.signIn('huong'), await office.signIn('dung')]
  const { id, code } = (await huong.post('/api/dossiers', reception())).body
  await huong.act(id, 'hand-overs')
  await client.act(id, 'hand-over-confirmations')
  const request = { items: ['Giấy đề nghị có chữ ký'], reason: 'Thiếu chữ ký của chủ hộ.' }
  expect((await client.act(id, 'supplement-requests', request)).status).toBe(201)

  const telephone = await browser.newContext({
    baseURL: office.url,
    locale: 'vi-VN',
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
  })
  const page = await telephone.newPage()
  await page.goto(`/ho-so/${code}?bi-mat=${await office.secretOf(code)}`)
  await page.getByText('Giấy đề nghị có chữ ký').waitFor()
  await page.getByText('Vì sao? Xem lý do').click()
  await page.getByLabel(/^Số định danh/).fill('027065001234')
  await page.getByRole('button', { name: 'Xem lý do' }).click()
  await page.getByText('Thiếu chữ ký của chủ hộ.').waitFor()
  await page.getByRole('button', { name: 'Gửi bản chụp giấy tờ' }).click()
  await page.getByLabel('Bản chụp của giấy tờ nào').selectOption('Giấy đề nghị có chữ ký')
  await page.getByLabel('Tệp hoặc ảnh chụp').setInputFiles([
    { name: 'nham.pdf', mimeType: 'application/pdf', buffer: pdfWith('/Lang (wrong)') },
    { name: 'co-chu-ky.pdf', mimeType: 'application/pdf', buffer: pdfWith('/Lang (right)') },
  ])
  await page.getByRole('button', { name: 'Gửi tệp' }).click()
  await page.getByText('Đã nhận 2 tệp.').waitFor()
  await page.getByRole('button', { name: /Bỏ tệp này.*nham/ }).click()
  await page.getByText('Đã bỏ tệp').waitFor()

  const dung = await Desk.open(browser, office.url, 'dung')
  // Papers are asked for still: the work rests, and stands among what waits for others.
  await dung.page.goto('/ban/viec?xem=cho')
  const row = dung.page.getByRole('row', { name: new RegExp(code) })
  await row.getByText('1 tệp mới từ người dân').waitFor()
  faults.push(...(await axeEverywhere(dung.page, 'inbox with new files')))
  await dung.page.goto(`/ban/ho-so/${id}`)
  await dung.page.getByText('Người dân đã gửi 1 tệp chưa ai mở').waitFor()
  faults.push(...(await axeEverywhere(dung.page, 'new files')))

  await page.getByRole('button', { name: 'Xem lại và báo đã bổ sung' }).click()
  await page.getByText('co-chu-ky.pdf').waitFor()
  await page.getByRole('button', { name: 'Báo đã bổ sung xong' }).click()
  await page.getByText('Đã báo bổ sung xong').waitFor()
  await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
  await page.getByText('Hồ sơ đang được').waitFor()
  await page.getByText('co-chu-ky.pdf').waitFor()
  expect(await page.getByText('nham.pdf').count()).toBe(0)
  await telephone.close()
  faults.push(...dung.complaints)
  expectNoFaults(faults)
})
