import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#common/i18n.ts'
import english from '#common/messages/en/portal.json' with { type: 'json' }
import vietnamese from '#common/messages/vi/portal.json' with { type: 'json' }
import type { Tracking } from './data.ts'
import { everyPage } from './every-page.testing.ts'
import {
  homePage,
  inLanguage,
  problemPage,
  procedureListPage,
  procedurePage,
  trackingFormPage,
  trackingPage,
  withdrawalPage,
} from './index.ts'
import { BARE, BIRTH, FORM_URL, frame, listed, NOW } from './samples.testing.ts'
import { IN_HAND, READY } from './tracking-samples.testing.ts'
import { brokenIn, textOf, unescaped } from './well-formed.testing.ts'

const pages = LANGUAGES.flatMap((language) =>
  Object.entries(everyPage(language)).map(([name, html]) => ({
    page: `${name} (${language})`,
    language,
    html,
  })),
)

describe('every page', () => {
  test.each(pages)('$page is a whole, well-formed document', ({ html, language }) => {
    expect(brokenIn(html)).toEqual([])
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`))
    expect(html.match(/<h1/g)).toHaveLength(1)
  })

  test.each(pages)(
    '$page holds no script, no style of its own and no address of another host',
    ({ html }) => {
      // A form is offered where its source offers it: a link to follow, nothing that the page loads.
      const ours = html.replaceAll(`<a href="${FORM_URL}" rel="external noreferrer">`, '')
      expect(ours).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|https?:\/\//i)
    },
  )

  test.each(pages)('$page shows no id of a message and no value that is not there', ({ html }) => {
    expect(textOf(html)).not.toMatch(/portal\.|undefined|null|NaN|\[object/)
  })

  test.each(pages.filter(({ language }) => language === 'en'))(
    '$page speaks English around the sources',
    ({ html }) => {
      const said = html.split(/<[^>]*>/).map(textOf)
      expect(Object.values(vietnamese).filter((words) => said.includes(words))).toEqual([])
    },
  )
})

test('every word of the portal has its place on a page', () => {
  const source = sourceFiles().join('\n')
  const families = [...source.matchAll(/`(portal\.[\w.-]*)\$\{/g)].map(([, prefix]) => prefix ?? '')
  const unused = Object.keys(vietnamese).filter(
    (id) =>
      !source.includes(`'${id}'`) &&
      !source.includes(`"${id}"`) &&
      !families.some((prefix) => id.startsWith(prefix)),
  )
  expect(unused).toEqual([])
})

test('no page holds words of its own: all come from the catalogues', () => {
  const written = sourceFiles().flatMap((source) =>
    [...source.matchAll(/>\s*([^<>{}()=;]*\p{L}{2}[^<>{}()=;]*)\s*<\//gu)].map(([, words]) => words?.trim()),
  )
  expect(written).toEqual([])
})

test('the catalogues say the same things in both languages', () => {
  expect(Object.keys(english)).toEqual(Object.keys(vietnamese))
})

test('a tracking page stays below 5 kB and the stylesheet below 15 kB', () => {
  const longest: Tracking = {
    ...READY,
    timeline: Array.from({ length: 40 }, (_, at) => ({
      type: 'HandedOver' as const,
      at: `2026-11-${String(1 + (at % 28)).padStart(2, '0')}T0${at % 10}:15:00+07:00`,
      unit: `Phòng Văn hóa – Xã hội phường số ${at}`,
    })),
  }
  const html = trackingPage({ ...frame('vi', '/ho-so/x'), tracking: longest, now: NOW })
  expect(gzipSync(html).length).toBeLessThan(5000)
  expect(stylesheet().length).toBeLessThan(15_000)
  expect(stylesheet()).not.toMatch(/url\(|@import|@font-face/)
})

describe('what people and sources write', () => {
  const nasty = `</title><script>alert("1")</script>' onload="x" & <b>`

  test('is shown as it was written, wherever it stands, and never becomes part of the page', () => {
    const html = [
      homePage({
        ...frame('vi'),
        centre: { ...frame('vi').centre, name: nasty, address: nasty, hotline: nasty },
        procedures: [
          {
            ...listed(BARE),
            slug: nasty,
            title: nasty,
            titleEn: nasty,
            nationalCode: nasty,
            competent: nasty,
            termText: nasty,
          },
        ],
        now: NOW,
      }),
      procedureListPage({ ...frame('vi', `/thu-tuc?q=${nasty}`), query: nasty, procedures: [] }),
      procedurePage({
        ...frame('en'),
        procedure: {
          ...BIRTH,
          slug: nasty,
          title: nasty,
          titleEn: nasty,
          conduct: nasty,
          competent: nasty,
          conditions: nasty,
          source: nasty,
          legalBasis: [{ number: nasty, title: nasty }],
          results: [{ vi: nasty, en: nasty }],
          decision: { number: nasty, issuer: nasty, decidedOn: '2026-01-01', title: nasty },
        },
        promise: null,
      }),
      trackingFormPage({ ...frame('vi'), code: nasty, secret: nasty, problem: { code: 'not-found' } }),
      trackingPage({
        ...frame('vi'),
        tracking: {
          ...IN_HAND,
          code: nasty,
          ownerMasked: nasty,
          holderUnit: nasty,
          procedure: { title: nasty, titleEn: nasty },
        },
        now: NOW,
        calendarHref: nasty,
      }),
      withdrawalPage({
        ...frame('vi'),
        sent: { to: '/ho-so/x/rut', fields: { 'ly-do': nasty } },
        tracking: { ...IN_HAND, code: nasty },
        secret: nasty,
        reason: nasty,
        step: { is: 'written', problem: { title: nasty, detail: nasty } },
      }),
      problemPage({ ...frame('vi'), status: 404, title: nasty, detail: nasty, requestId: nasty }),
    ]
    for (const page of html) {
      expect(brokenIn(page)).toEqual([])
      expect(page).not.toMatch(/<script|<b>|\sonload="/)
      expect(unescaped(page)).toContain(nasty)
    }
  })

  test('may hold braces: a unit called {x} is not a place to fill', () => {
    const html = trackingPage({
      ...frame('vi'),
      tracking: { ...IN_HAND, holderUnit: 'Phòng {unit} #' },
      now: NOW,
    })
    expect(html).toContain('Hồ sơ đang được Phòng {unit} # thẩm định')
  })
})

test('in English no day is written in figures alone', () => {
  for (const [name, html] of Object.entries(everyPage('en'))) {
    const ours = html.replace(/<span lang="vi">.*?<\/span>/gs, '')
    expect([name, textOf(ours).match(/\d\d\/\d\d\/\d{4}/)?.[0]]).toEqual([name, undefined])
  }
})

test('the language link keeps the address and what it asks for', () => {
  expect(inLanguage('/thu-tuc?q=khai+sinh', 'en')).toBe('/thu-tuc?q=khai+sinh&lang=en')
  expect(inLanguage('/?lang=vi', 'en')).toBe('/?lang=en')
})

const sourceFiles = (): string[] => {
  const folder = new URL('./', import.meta.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test|\.testing)\.tsx?$/.test(name))
    .map((name) => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8'))
}

const stylesheet = (): string => readFileSync(new URL('./portal.css', import.meta.url), 'utf8')
