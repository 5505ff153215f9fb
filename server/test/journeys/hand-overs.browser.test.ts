import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeEverywhere, axeNow, Desk, expectNoFaults, openBrowser } from '../support/browser.ts'
import type { Client } from '../support/client.ts'
import { reception } from '../support/household.ts'
import { furnishedOffice, type TestOffice } from '../support/office.ts'

let office: TestOffice
let browser: Browser
let huong: Client
beforeAll(async () => {
  office = await furnishedOffice()
  browser = await openBrowser()
  huong = await office.signIn('huong')
  await huong.openCounter()
})
afterAll(async () => {
  await browser?.close()
  await office?.close()
})

const handedOver = async (fullName: string): Promise<{ id: string; code: string }> => {
  const { body } = await huong.post('/api/dossiers', reception({ owner: { fullName } }))
  await huong.act(body.id, 'hand-overs')
  return body
}

const row = (page: Page, code: string) => page.getByRole('row').filter({ hasText: code })

test('papers are listed on a manifest by keyboard, it is printed, and at the other end three are confirmed but one', async () => {
  const sender = await Desk.open(browser, office.url, 'huong')
  const faults: string[] = []
  await sender.page.keyboard.press('F4')
  await sender.page.getByText('Không có hồ sơ nào chờ nơi nhận xác nhận.').waitFor()
  faults.push(...(await axeEverywhere(sender.page, 'nothing under way')))

  const dossiers = []
  for (const name of ['Vũ Thị Kim Ngân', 'Trần Văn Bưởi', 'Nguyễn Thị Hoàng Phương Anh'])
    dossiers.push(await handedOver(name))
  const [first, second, third] = dossiers as [
    { id: string; code: string },
    (typeof dossiers)[0],
    (typeof dossiers)[0],
  ]
  await sender.page.reload()
  await row(sender.page, third.code).waitFor()
  await sender.page.keyboard.press('a')
  await sender.page.keyboard.press('j')
  await sender.page.getByText('Gửi qua bưu điện').click()
  await sender.page.getByLabel('Đơn vị vận chuyển').fill('Bưu điện phường Quế Võ')
  faults.push(...(await axeNow(sender.page, 'chosen to be sent')))
  await sender.page.getByRole('button', { name: 'In phiếu bàn giao 3 hồ sơ' }).click()
  await sender.page.getByText('Đã lập phiếu 01/PBG').waitFor()
  await expect.poll(() => sender.printed.length).toBe(1)
  await row(sender.page, first.code).getByRole('link', { name: '01/PBG' }).waitFor()
  faults.push(...(await axeNow(sender.page, 'a manifest was made')))

  const receiver = await Desk.open(browser, office.url, 'dung')
  // As where word of changes does not come through: else the row would be gone before it is chosen.
  await receiver.page.route('**/api/changes', (route) => route.abort())
  await receiver.page.goto('/ban/ban-giao')
  await row(receiver.page, third.code).waitFor()
  // Somebody else is quicker with one of them.
  await huong.act(second.id, 'hand-over-recalls')
  await receiver.page.keyboard.press('a')
  await receiver.page.getByRole('button', { name: 'Xác nhận đã nhận 3 hồ sơ' }).click()
  await row(receiver.page, third.code).getByText('Đã xác nhận').waitFor()
  await row(receiver.page, first.code).getByText('Đã xác nhận').waitFor()
  await row(receiver.page, second.code).getByRole('alert').waitFor()
  faults.push(...(await axeNow(receiver.page, 'two were confirmed, one was refused')))

  await sender.page.getByRole('link', { name: 'Phiếu đã lập' }).click()
  await sender.page.getByRole('link', { name: '01/PBG' }).click()
  await sender.page.getByRole('heading', { name: 'Phiếu bàn giao 01/PBG' }).waitFor()
  await row(sender.page, first.code).getByText('Đã xác nhận').waitFor()
  await row(sender.page, second.code).getByText('Bên giao rút lại').waitFor()
  faults.push(...(await axeEverywhere(sender.page, 'a manifest')))
  await sender.page.getByRole('button', { name: /^In.*01\/PBG/ }).click()
  await expect.poll(() => sender.printed.length).toBe(2)
  expectNoFaults([...faults, ...sender.complaints, ...receiver.complaints])
})

test('what another hands over comes to the screen by itself, and who has a dossier open is told that it changed', async () => {
  const receiver = await Desk.open(browser, office.url, 'dung')
  await receiver.page.goto('/ban/viec')
  await receiver.page.locator('nav.views .count-of').first().waitFor()
  const { id, code } = await handedOver('Đặng Thị Thu Hiền')
  // Well within the minute after which a list is asked for in any case.
  await row(receiver.page, code).waitFor({ timeout: 5_000 })

  await receiver.page.goto(`/ban/ho-so/${id}`)
  await receiver.page.locator('h1').waitFor()
  // The stream is open once the server has somebody who follows.
  await expect.poll(() => office.house.office.live.followers()).toBeGreaterThan(0)
  await huong.act(id, 'hand-over-recalls')
  const told = receiver.page.getByText(/^Hồ sơ vừa thay đổi lúc/)
  await told.waitFor({ timeout: 5_000 })
  const faults = await axeNow(receiver.page, 'changed under the eyes of its reader')
  await receiver.page.getByRole('button', { name: 'Đã xem' }).click()
  await told.waitFor({ state: 'detached' })
  expectNoFaults([...faults, ...receiver.complaints])
})
