import type { Page } from 'playwright-core'
import { openBrowser } from '../../server/test/support/open-browser.ts'
import type { RunningHouse } from '../support/house.ts'
import { afterwards } from '../support/places.ts'
import { sleep } from '../support/waiting.ts'
import { SCRIPT } from './kit.ts'
import type { Sent } from './senders.ts'

/** What was taken, opened by a real browser in every way that a page of the same house could open it. */

interface Opened {
  /** Pages that may run and did: 1, or this browser shows nothing. */
  control: number
  tried: number
  ran: string[]
}

/** A page of the same house that nothing protects: what it calls in, it would run. */
const WAYS: Readonly<Record<string, (address: string) => string>> = {
  'as a script': (address) => `<script src="${address}" charset="iso-8859-1"></script>`,
  'as a module': (address) => `<script type="module" src="${address}"></script>`,
  'in a frame': (address) => `<iframe src="${address}"></iframe>`,
  'as an object': (address) => `<object data="${address}" type="text/html"></object>`,
  'as a sheet': (address) => `<link rel="stylesheet" href="${address}">`,
  'as a picture': (address) => `<img src="${address}">`,
}
const SETTLED = 120

export const opened = async (house: RunningHouse, taken: readonly Sent[]): Promise<Opened> => {
  const browser = await openBrowser()
  afterwards(() => browser.close())
  const context = await browser.newContext({ baseURL: house.url })
  const desk = await house.signIn('huong')
  const [name = '', value = ''] = String(desk.cookie).split('=')
  await context.addCookies([{ name, value, url: house.url }])
  const page = await context.newPage()
  const seen = watch(page)
  let html = ''
  await page.route('**/bare-page', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  const show = async (address: string): Promise<string[]> => {
    seen.length = 0
    await page.goto(address).catch(() => {})
    await sleep(SETTLED)
    if (/RUN/.test(await page.title().catch(() => ''))) seen.push('the title was changed')
    return [...seen]
  }

  html = `<script>${SCRIPT}</script>`
  const control = (await show('/bare-page')).length > 0 ? 1 : 0
  const ran: string[] = []
  let tried = 0
  for (const { planted, by, answer, path } of taken) {
    if (answer.status >= 400) continue
    const note = (way: string, what: readonly string[]) => {
      tried += 1
      ran.push(...what.map((one) => `${planted.what}, from the ${by}, ${way}: ${one}`))
    }
    note('opened', await show(path))
    for (const [way, draw] of Object.entries(WAYS)) {
      html = draw(path)
      note(way, await show('/bare-page'))
    }
  }
  return { control, tried, ran }
}

/** Whatever a script of ours would do. */
const watch = (page: Page): string[] => {
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push('it called out')
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const { pathname, hostname } = new URL(request.url())
    if (pathname === '/it-ran' || (hostname !== '127.0.0.1' && request.url().startsWith('http')))
      seen.push(`it asked for ${request.url()}`)
  })
  return seen
}
