import type { Browser, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '../server/src/demo-province.ts'
import { reception } from '../server/test/support/household.ts'
import { openBrowser } from '../server/test/support/open-browser.ts'
import type { Bench, Figure } from './figure.ts'
import { median, quantile } from './figure.ts'
import { openBenchHouse, serveBeside } from './support/house.ts'
import { atCounter, type BenchClient, openClient } from './support/http.ts'

/** From an act of one officer to its line on the screen of another, who is served by another process. */
export const handover: Bench = {
  name: 'handover',
  claim: 'a dossier that is handed over, until its row is painted in the inbox of whoever is to confirm it',
  run: async ({ short, say }) => {
    const house = await openBenchHouse()
    const browser = await openBrowser()
    const times = short ? 30 : 200
    try {
      const http = openClient(house.url, 4)
      const send = await handingOver(http, times * 2)
      const figures: Figure[] = []
      for (const { env, how, most } of WAYS) {
        const beside = await serveBeside(house, env)
        try {
          const page = await inboxOf(browser, beside.url)
          const waits = await painted(page, send, times)
          say(
            `${how}: half within ${median(waits).toFixed(0)} ms, the slowest ${waits.at(-1)?.toFixed(0)} ms`,
          )
          figures.push(figureOf(how, waits, most))
          await page.context().close()
        } finally {
          await beside.stop()
        }
      }
      http.close()
      return figures
    } finally {
      await browser.close()
      await house.close()
    }
  },
}

const WAYS = [
  { how: 'by notification, across two processes', env: {}, most: 100 },
  { how: 'without notifications, by looking each second', env: { MOTCUA_NOTIFICATIONS: '0' }, most: 1_500 },
] as const

const figureOf = (how: string, waits: readonly number[], most: number): Figure => {
  const value = quantile(waits, 0.99)
  return {
    case: `${how}: p99 of ${waits.length}, from the moment the act was sent`,
    value,
    unit: 'ms',
    demand: `≤ ${most} ms`,
    pass: value <= most,
  }
}

/** Receives dossiers, and answers with what hands over the next of them and says its code. */
const handingOver = async (http: BenchClient, count: number) => {
  const post = await atCounter(http)
  const received: { id: string; code: string }[] = []
  while (received.length < count) received.push(await post('/api/dossiers', reception()))
  return async (): Promise<string> => {
    const next = received.pop()
    if (!next) throw new Error('the dossiers are used up')
    await post(`/api/dossiers/${next.id}/hand-overs`, {}, 1)
    return next.code
  }
}

/** The inbox of a specialist, with a note of when each code was painted first. */
const inboxOf = async (browser: Browser, url: string): Promise<Page> => {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'vi-VN',
    viewport: { width: 1366, height: 768 },
  })
  const page = await context.newPage()
  await page.goto('/ban/')
  await page.getByLabel('Tên đăng nhập').fill('dung')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('navigation', { name: 'Các màn hình' }).waitFor()
  await page.goto('/ban/viec')
  await page.locator('h1').waitFor()
  await page.waitForLoadState('load')
  await page.evaluate(WATCH)
  // The stream is open by then.
  await page.waitForTimeout(1_500)
  return page
}

// The number in the list of views tells of a dossier as surely as its row, which may stand on another page of fifty.
const WATCH = `
  globalThis.painted = []
  const count = () => Number(document.querySelector('nav.views .count-of')?.textContent ?? 0)
  let seen = count()
  new MutationObserver(() => {
    const now = count()
    if (now <= seen) return
    seen = now
    requestAnimationFrame(() => setTimeout(() => globalThis.painted.push(performance.timeOrigin + performance.now())))
  }).observe(document.body, { subtree: true, childList: true, characterData: true })`

/** When the nth change was on the screen. Asked of the page, whose policy lets nobody wait in it. */
const paintedAt = async (page: Page, nth: number): Promise<number> => {
  const until = performance.now() + 15_000
  while (performance.now() < until) {
    const at = (await page.evaluate(`globalThis.painted[${nth}] ?? null`)) as number | null
    if (at !== null) return at
    await page.waitForTimeout(20)
  }
  throw new Error('a dossier that was handed over was not seen within 15 s')
}

/** Milliseconds from sending each act to the frame that shows it, sorted. */
const painted = async (page: Page, send: () => Promise<string>, times: number): Promise<number[]> => {
  const waits: number[] = []
  for (let nth = 0; nth < times; nth += 1) {
    const sentAt = performance.timeOrigin + performance.now()
    await send()
    const shownAt = await paintedAt(page, nth)
    waits.push(shownAt - sentAt)
    // Officers do not act in step with anybody's clock: the pauses go through a second in parts.
    await page.waitForTimeout(300 + ((nth * 137) % 700))
  }
  return waits.sort((one, other) => one - other)
}
