import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '#common/i18n.ts'
import { openBrowser } from '../../server/test/support/open-browser.ts'
import { everyPage } from './every-page.testing.ts'

/** Stricter than the server needs to be: nothing but the one stylesheet may be loaded, and nothing may be run. */
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const STYLESHEET = readFileSync(new URL('./portal.css', import.meta.url), 'utf8')
const SMALLEST_TARGET = 44

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

// Each language at each width, on each ground; each width on each ground: every pair of them. All eight take 104 s, these 48.
const views = [
  { language: 'vi', width: 360, ground: 'light' },
  { language: 'vi', width: 1366, ground: 'dark' },
  { language: 'en', width: 360, ground: 'dark' },
  { language: 'en', width: 1366, ground: 'light' },
] as const

test.each(views)(
  'axe finds nothing in any page: $language, $width wide, $ground',
  async ({ language, width, ground }) => {
    await using view = await opened(language, { width, ground })
    const faults: string[] = []
    for (const name of Object.keys(everyPage(language))) {
      await view.show(name)
      await view.page.evaluate(() => {
        for (const folded of document.querySelectorAll('details')) folded.open = true
      })
      await view.page.evaluate(AXE)
      faults.push(...(await view.page.evaluate(violations)).map((fault) => `${name}: ${fault}`))
    }
    expect([...faults, ...view.complaints]).toEqual([])
  },
)

test('no page is wider than 320 pixels, nor with letters twice as large', async () => {
  await using view = await opened('vi', { width: 320, ground: 'light' })
  const wide: string[] = []
  for (const size of ['100%', '200%']) {
    for (const name of Object.keys(everyPage('vi'))) {
      await view.show(name)
      const width = await view.page.evaluate((fontSize) => {
        for (const folded of document.querySelectorAll('details')) folded.open = true
        document.documentElement.style.fontSize = fontSize
        return document.documentElement.scrollWidth
      }, size)
      if (width > 320) wide.push(`${name} at ${size}: ${width}`)
    }
  }
  expect(wide).toEqual([])
})

test('what can be touched is at least 44 pixels high, links within a sentence aside', async () => {
  await using view = await opened('vi', { width: 360, ground: 'light' })
  const small: string[] = []
  for (const name of Object.keys(everyPage('vi'))) {
    await view.show(name)
    const found = await view.page.evaluate((smallest) => {
      const targets = [...document.querySelectorAll('a:not(.skip), button, input, textarea, summary')]
      return targets
        .filter(
          (target) => target.getClientRects().length > 0 && target.getBoundingClientRect().height < smallest,
        )
        .map((target) => `${target.textContent?.slice(0, 40)} ${target.getBoundingClientRect().height}`)
    }, SMALLEST_TARGET)
    small.push(...found.map((target) => `${name}: ${target}`))
  }
  expect(small).toEqual([])
})

test('a keyboard reaches the content first, then every link and field, in the order they stand', async () => {
  await using view = await opened('vi', { width: 360, ground: 'light' })
  await view.show('home')
  const reached: string[] = []
  for (let press = 0; press < 12; press++) {
    await view.page.keyboard.press('Tab')
    reached.push(
      await view.page.evaluate(() => {
        const at = document.activeElement as HTMLElement
        return at.id || at.getAttribute('href') || at.tagName
      }),
    )
  }
  expect(reached).toEqual(
    [
      '#main',
      '/',
      '/?lang=en',
      '/thu-tuc',
      '/tra-cuu',
      '/tro-giup',
      'q',
      'BUTTON',
      'ma',
      'bi-mat',
      'BUTTON',
    ].concat('tel:02343823456'),
  )
})

test('on paper nothing is left that can only be pressed, and nothing stays folded', async () => {
  await using view = await opened('vi', { width: 800, ground: 'dark' })
  await view.show('procedure')
  await view.page.emulateMedia({ media: 'print' })
  const printed = await view.page.evaluate(() => ({
    shown: ['header nav', '.language', '.on-screen', 'footer nav', '.cases ul'].filter((selector) =>
      [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0),
    ),
    folded: [...document.querySelectorAll('details:not(.cases) > :not(summary)')].filter(
      (element) => !element.checkVisibility({ contentVisibilityAuto: true }),
    ).length,
    ground: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.body).color,
    ticks: [...document.querySelectorAll('.checklist li')].map(
      (item) => getComputedStyle(item, '::before').borderTopStyle,
    ),
  }))
  expect(printed).toEqual({
    shown: [],
    folded: 0,
    ground: 'rgb(255, 255, 255)',
    ink: 'rgb(0, 0, 0)',
    ticks: ['solid', 'solid', 'solid'],
  })
})

type View = {
  page: Page
  /** What the browser itself had to say: refused by the policy, not found. */
  complaints: string[]
  show(name: string): Promise<void>
} & AsyncDisposable

const opened = async (
  language: Language,
  look: { width: number; ground: 'light' | 'dark' },
): Promise<View> => {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: look.width, height: 700 },
    colorScheme: look.ground,
  })
  const pages = everyPage(language)
  await context.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname
    if (path === '/portal.css') return route.fulfill({ contentType: 'text/css', body: STYLESHEET })
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': POLICY },
      body: pages[path.slice(1)] ?? '',
    })
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  return {
    page,
    complaints,
    show: async (name) => {
      await page.goto(`http://portal.test/${name}`)
    },
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** Runs in the page. */
const violations = async (): Promise<string[]> => {
  interface Found {
    violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[]
  }
  const { axe } = globalThis as unknown as { axe: { run(root: Document, options: object): Promise<Found> } }
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} ${node.target.join(' ')} ${node.failureSummary}`),
  )
}
