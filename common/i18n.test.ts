import { readdirSync, readFileSync } from 'node:fs'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'
import { type Language, languageFrom, translator, translators } from './i18n.ts'

const folder = (language: Language) => new URL(`./messages/${language}/`, import.meta.url)
const filesOf = (language: Language) => readdirSync(folder(language)).filter((name) => name.endsWith('.json'))
const read = (language: Language, file: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(file, folder(language)), 'utf8'))

const vi = translator('vi')
const en = translator('en')

describe('the words of the house', () => {
  test('are kept in the same files in Vietnamese and English', () => {
    expect(filesOf('en')).toEqual(filesOf('vi'))
  })

  test.each(filesOf('vi'))('of %s have the same ids in both languages, and each can be read', (file) => {
    const [vietnamese, english] = [read('vi', file), read('en', file)]
    expect(Object.keys(english)).toEqual(Object.keys(vietnamese))
    for (const message of [...Object.values(vietnamese), ...Object.values(english)]) {
      expect(message.trim()).not.toBe('')
      expect(() => compileMessageOrThrow(message)).not.toThrow()
    }
  })

  test('say every refusal the server can give: what happened and what to do', () => {
    const server = new URL('../server/src/', import.meta.url)
    const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.includes('.test'))
      .map((path) => readFileSync(new URL(path, server), 'utf8'))
    const codes = new Set(
      sources.flatMap((source) =>
        [...source.matchAll(/new Refusal\(\s*'[A-Z_]+',\s*'([a-z-]+)'/g)].map((found) => found[1] ?? ''),
      ),
    )
    expect(codes.size).toBeGreaterThan(30)
    const known = read('vi', 'refusals.json')
    const silent = [...codes].filter(
      (code) => !known[`refusal.${code}.title`] || !known[`refusal.${code}.detail`],
    )
    expect(silent).toEqual([])
  })

  test.each([
    ['citizen.ts', 3],
    ['typed.ts', 3],
  ])('have a sentence beside the field for everything that %s finds wrong', (file, least) => {
    const reader = readFileSync(new URL(`./${file}`, import.meta.url), 'utf8')
    const codes = [...reader.matchAll(/code: '([a-z-]+)'/g)].map((found) => found[1])
    expect(codes.length).toBeGreaterThan(least)
    for (const code of codes) expect(read('vi', 'shared.json')).toHaveProperty([`field.${code}`])
  })
})

describe('a translator', () => {
  test('fills places with figures as they are written in the language', () => {
    expect(vi('left.days', { days: 2.5 })).toBe('còn 2,5 ngày làm việc')
    expect(en('left.days', { days: 2.5 })).toBe('2.5 working days left')
    expect(en('left.days', { days: 1 })).toBe('1 working day left')
    expect(vi('fee.amount', { amount: 1_250_000 })).toBe('1.250.000 đ')
  })

  test('says less rather than leaving a hole when something is not known', () => {
    expect(vi('event.HandedOver', { unit: 'Phòng Tư pháp' })).toBe(
      'Đã bàn giao hồ sơ cho Phòng Tư pháp, chờ xác nhận',
    )
    for (const unit of [null, undefined, '']) {
      expect(vi('event.HandedOver', { unit })).toBe('Đã bàn giao hồ sơ, chờ xác nhận')
    }
    expect(vi('event.HandedOver')).toBe('Đã bàn giao hồ sơ, chờ xác nhận')
  })

  test('reads lists out and tells the time by the clock of the office', () => {
    expect(en('refusal.papers-missing.detail', { papers: ['Form', 'Photo'] })).toContain('Form; Photo')
    expect(en('refusal.someone-acted-first.detail', { who: 'Lan', at: '2026-11-22T02:30:00Z' })).toContain(
      'Lan has just acted on this dossier at 09:30, 22 November 2026',
    )
  })

  test('writes a day as its readers do, and in English so that nobody takes it for another', () => {
    const at = { who: 'Lan', at: '2026-03-05T02:30:00Z' }
    expect(vi('refusal.someone-acted-first.detail', at)).toContain('09:30 05/03/2026')
    expect(en('refusal.someone-acted-first.detail', at)).toContain('09:30, 5 March 2026')
  })

  test('leaves alone a text that only looks like a moment', () => {
    const say = translators({ vi: [{ said: '{text}' }], en: [{ said: '{text}' }] })('vi')
    expect(say('said', { text: '2026-99-99T10:00:00Z' })).toBe('2026-99-99T10:00:00Z')
  })

  test('shows the id of a message that no catalogue has, and of none that only every object has', () => {
    expect(vi('no.such.words')).toBe('no.such.words')
    expect(vi('constructor')).toBe('constructor')
  })
})

describe('the language somebody reads', () => {
  test.each([
    ['en', 'vi-VN,vi;q=0.9', 'en'],
    ['vi', 'en-US', 'vi'],
    [undefined, 'en-US,en;q=0.9', 'en'],
    [undefined, 'EN', 'en'],
    [undefined, 'eng', 'vi'],
    [undefined, 'vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
    [undefined, 'fr-FR', 'vi'],
    [undefined, undefined, 'vi'],
    ['xx', 'en', 'en'],
    ['xx', undefined, 'vi'],
  ])('who chose %s in a browser that speaks %s reads %s', (cookie, browser, language) => {
    expect(languageFrom(cookie, browser)).toBe(language)
  })
})
