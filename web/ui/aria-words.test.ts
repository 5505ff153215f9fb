import { LocalizedStringDictionary } from '@internationalized/string'
import { beforeAll, describe, expect, it } from 'vitest'
import { giveAriaItsWords, VIETNAMESE } from './aria-words.ts'

const ENGLISH = {
  '@react-aria/combobox': 'react-aria/dist/private/intl/combobox/en-US.mjs',
  '@react-aria/menu': 'react-aria/dist/private/intl/menu/en-US.mjs',
  '@react-aria/overlays': 'react-aria/dist/private/intl/overlays/en-US.mjs',
  'react-aria-components': 'react-aria-components/dist/private/intl/en-US.mjs',
} as const

const installed = (path: string): Promise<{ default: Record<string, unknown> }> =>
  import(new URL(`../../node_modules/${path}`, import.meta.url).href)

describe('React Aria', () => {
  beforeAll(() => {
    // It looks at `window` once, when it first needs a word.
    Object.assign(globalThis, { window: globalThis })
    giveAriaItsWords(globalThis, 'vi')
  })

  it.each(Object.entries(ENGLISH))('has a Vietnamese word for each English one of %s', async (name, path) => {
    const english = (await installed(path)).default
    expect(Object.keys(VIETNAMESE[name] ?? {}).sort()).toEqual(Object.keys(english).sort())
  })

  it('announces in Vietnamese what a screen reader hears', () => {
    const words = LocalizedStringDictionary.getGlobalDictionaryForPackage<string, never>(
      '@react-aria/combobox',
    )
    const formatter = { number: String }
    const word = (name: string) => words?.getStringForLocale(name, 'vi-VN') as unknown
    const said = (name: string, args: object) =>
      (word(name) as (args: object, formatter: object) => string)(args, formatter)
    expect(word('buttonLabel')).toBe('Hiện gợi ý')
    expect(said('countAnnouncement', { optionCount: 3 })).toBe('Có 3 lựa chọn.')
    expect(said('focusAnnouncement', { optionText: 'Đăng ký khai sinh', isSelected: true })).toBe(
      'Đăng ký khai sinh, đã chọn',
    )
  })
})
