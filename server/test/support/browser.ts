import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { DEMO_PASSWORD } from '../../src/demo-province.ts'

export { openBrowser } from './open-browser.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const PRINTED = 'printed: '

/** One officer's browser: signed in through the page, as a person would. */
export class Desk {
  readonly context: BrowserContext
  readonly page: Page
  readonly complaints: string[] = []
  /** The address of each page or frame that was printed. */
  readonly printed: string[] = []

  constructor(context: BrowserContext, page: Page) {
    this.context = context
    this.page = page
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.text().startsWith(PRINTED)) this.printed.push(message.text().slice(PRINTED.length))
      if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text()))
        this.complaints.push(message.text())
    })
  }

  static async open(browser: Browser, url: string, username: string): Promise<Desk> {
    const context = await browser.newContext({
      baseURL: url,
      locale: 'vi-VN',
      viewport: { width: 1366, height: 768 },
    })
    // A browser without a screen dies when it is to print a PDF.
    await context.addInitScript({ content: `window.print = () => console.log('${PRINTED}' + location.href)` })
    const desk = new Desk(context, await context.newPage())
    desk.page.setDefaultTimeout(20_000)
    await desk.page.goto('/ban/')
    await desk.page.getByLabel('Tên đăng nhập').fill(username)
    await desk.page.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD)
    await desk.page.getByRole('button', { name: 'Đăng nhập' }).click()
    await desk.page.getByRole('navigation', { name: 'Các màn hình' }).waitFor()
    return desk
  }

  /** The one next action of the open dossier. */
  async act(name: string): Promise<void> {
    await this.page.locator('section.next-action').getByRole('button', { name, exact: true }).click()
  }

  /** Opens the first thing that waits for this officer, in a view of the inbox. */
  async openFirstTask(view = 'can-lam'): Promise<void> {
    await this.page.goto(`/ban/viec?xem=${view}`)
    await this.page.locator('tbody a').first().click()
    await this.page.locator('h1').waitFor()
  }

  /** The state that the head of the dossier shows. */
  async sees(words: string): Promise<void> {
    await this.page.locator('.badge', { hasText: words }).first().waitFor()
  }
}

/** What axe finds on a page as it stands. */
export const axeNow = async (page: Page, name: string): Promise<string[]> => {
  await page.evaluate(AXE)
  const found = (await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  })) as string[]
  return found.map((fault) => `${name}: ${fault}`)
}

/** What axe finds on a page, in both languages, at the width of a telephone and of a desk. */
export const axeEverywhere = async (page: Page, name: string): Promise<string[]> => {
  const faults: string[] = []
  const before = page.viewportSize()
  for (const language of ['en', 'vi'] as const) {
    await page.context().addCookies([{ name: 'lang', value: language, url: new URL('/', page.url()).href }])
    await page.reload()
    await page.locator('h1').first().waitFor()
    for (const size of [
      { width: 360, height: 800 },
      { width: 1366, height: 768 },
    ]) {
      await page.setViewportSize(size)
      // A list still loading shows its skeleton: wait for what people will read.
      await page.waitForLoadState('networkidle')
      faults.push(...(await axeNow(page, `${name}, ${language}, ${size.width}`)))
      const sideways = await page.evaluate(() => {
        const { documentElement } = (
          globalThis as unknown as {
            document: { documentElement: { scrollWidth: number; clientWidth: number } }
          }
        ).document
        return documentElement.scrollWidth - documentElement.clientWidth
      })
      if (sideways > 0) faults.push(`${name}, ${language}, ${size.width}: scrolls sideways by ${sideways}`)
    }
  }
  if (before) await page.setViewportSize(before)
  return faults
}

export const expectNoFaults = (faults: readonly string[]) => expect(faults).toEqual([])
