import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlainDate } from '#common/time.ts'
import { publishCalendar, readCalendarDecision } from '#deadlines/index.ts'
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

const asLoader = async <Answer>(work: (client: pg.Client) => Promise<Answer>): Promise<Answer> => {
  const client = new pg.Client(office.province.loader)
  await client.connect()
  return work(client).finally(() => client.end())
}

/** A storm closes the offices on these days, and whoever has an older date is listed at once. */
const storm = async (dates: readonly PlainDate[]) => {
  const decision = {
    decision: {
      number: '118/CĐ-UBND',
      issuer: 'UBND tỉnh',
      decidedOn: '2026-11-20',
      title: 'Nghỉ làm việc do bão',
    },
    days: dates.map((date) => ({
      kind: 'CLOSURE',
      date,
      name: { vi: 'Bão số 14', en: 'Storm no. 14' },
      source: 'Công điện 118/CĐ-UBND',
      confirmed: true,
    })),
  }
  await asLoader(async (client) => {
    await client.query('begin')
    await publishCalendar(client, readCalendarDecision(decision), 'quan-tri')
    await client.query('commit')
  })
  await office.house.recomputing?.drain()
  await asLoader((client) => client.query('update job set run_at = now()'))
  await office.settle()
}

const ledger = (acts: readonly string[]): Promise<string[]> =>
  asLoader(async (client) =>
    (await client.query('select act from ledger where act = any ($1) order by at, id', [acts])).rows.map(
      ({ act }) => act,
    ),
  )

const focusedName = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      (globalThis as unknown as { document: Document }).document.activeElement?.getAttribute('aria-label') ??
      '',
  )

test('citizens are rung up about a new date, a slip is taken back, and who told whom can be read', async () => {
  const huong = await office.signIn('huong')
  await huong.openCounter()
  const desk = await Desk.open(browser, office.url, 'huong')
  const { page } = desk
  const faults: string[] = []
  await page.goto('/ban/bao-ngay-hen')
  await page.getByText('Không còn ai phải báo.').waitFor()
  // Nothing is said of dossiers where there are none.
  expect(await page.getByText('Ngày hẹn của các hồ sơ này').count()).toBe(0)
  faults.push(...(await axeEverywhere(page, 'nobody to tell')))

  const withoutPhone = { fullName: 'Trần Thị Bưởi', address: 'Thôn Mai Thôn' }
  const received = await Promise.all([
    huong.post('/api/dossiers', reception()),
    huong.post('/api/dossiers', reception({ owner: withoutPhone })),
  ])
  const days = (await huong.get(`/api/dossiers/${received[0]?.body.id}`)).body.explanation[0].days as {
    date: PlainDate
    ordinal: number | null
  }[]
  await storm(days.filter(({ ordinal }) => ordinal === 3 || ordinal === 4).map(({ date }) => date))

  await page.goto('/ban/bao-ngay-hen')
  await page.getByText('Ngày hẹn của các hồ sơ này').waitFor()
  faults.push(...(await axeEverywhere(page, 'citizens to tell')))
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name }).first()
  const before = await ledger(['DOSSIER_READ'])
  await row('Nguyễn Văn Tưởng')
    .getByRole('button', { name: /Hiện số điện thoại/ })
    .click()
  await row('Nguyễn Văn Tưởng').getByRole('link', { name: '0912345678' }).waitFor()
  await row('Trần Thị Bưởi')
    .getByRole('button', { name: /Hiện số điện thoại/ })
    .click()
  await row('Trần Thị Bưởi').getByText('Hồ sơ không có số điện thoại').waitFor()
  faults.push(...(await axeNow(page, 'telephone numbers')))
  expect((await ledger(['DOSSIER_READ'])).length - before.length).toBe(2)

  // By keyboard: told, taken back, told another way; the focus stays in the row.
  await row('Nguyễn Văn Tưởng')
    .getByRole('button', { name: /Ghi nhận đã báo/ })
    .focus()
  await page.keyboard.press('Enter')
  await row('Nguyễn Văn Tưởng').getByText('Vừa ghi nhận đã báo: điện thoại').waitFor()
  await expect.poll(() => focusedName(page)).toMatch(/^Rút lại/)
  faults.push(...(await axeNow(page, 'told just now')))
  await page.keyboard.press('Enter')
  await expect.poll(() => focusedName(page)).toMatch(/^Ghi nhận đã báo/)
  await row('Nguyễn Văn Tưởng').getByLabel('Báo bằng').selectOption('IN_PERSON')
  await row('Nguyễn Văn Tưởng')
    .getByRole('button', { name: /Ghi nhận đã báo/ })
    .click()
  await row('Nguyễn Văn Tưởng').getByText('Vừa ghi nhận đã báo: gặp trực tiếp').waitFor()
  expect(await ledger(['DATE_TOLD', 'DATE_TOLD_TAKEN_BACK'])).toEqual([
    'DATE_TOLD',
    'DATE_TOLD_TAKEN_BACK',
    'DATE_TOLD',
  ])

  // Read afterwards, and taken back from there.
  await page.getByRole('link', { name: 'Đã báo', exact: true }).click()
  await page.getByText(/Đã báo: gặp trực tiếp · Nguyễn Thị Hương, \d\d:\d\d \d\d\/\d\d\/\d{4}/).waitFor()
  expect(await page.getByText('Trần Thị Bưởi').count()).toBe(0)
  faults.push(...(await axeEverywhere(page, 'who was told')))
  await page.getByRole('button', { name: /^Rút lại/ }).click()
  await page.getByRole('button', { name: /Ghi nhận đã báo/ }).waitFor()
  await page.reload()
  await page.getByText('Chưa ghi nhận đã báo cho ai.').waitFor()
  faults.push(...(await axeNow(page, 'nobody told')))
  await page.getByRole('link', { name: 'Còn phải báo' }).click()
  await expect.poll(() => page.getByRole('button', { name: /Ghi nhận đã báo/ }).count()).toBe(2)

  // Who is not of the centre reads the list and finds no buttons.
  const phuoc = await Desk.open(browser, office.url, 'phuoc')
  await phuoc.page.goto('/ban/bao-ngay-hen')
  await phuoc.page.getByText('anh chị xem được danh sách').waitFor()
  expect(await phuoc.page.getByRole('button', { name: /Ghi nhận đã báo/ }).count()).toBe(0)
  faults.push(...desk.complaints, ...phuoc.complaints)
  await phuoc.context.close()
  await desk.context.close()
  expectNoFaults(faults)
})
