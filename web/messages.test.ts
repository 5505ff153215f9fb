import { describe, expect, it } from 'vitest'
import { languageOf } from './messages.ts'

describe('the language of a page', () => {
  it.each([
    ['lang=en', 'vi-VN', 'en'],
    ['a=b; lang=vi', 'en-US', 'vi'],
    ['', 'en-US', 'en'],
    ['', 'vi-VN', 'vi'],
    ['', 'fr-FR', 'vi'],
    ['lang=xx', 'en', 'en'],
    ['slang=en', 'vi', 'vi'],
  ])(
    'with cookies "%s" in a browser that speaks %s is %s, as the server decides it',
    (cookies, browser, language) => {
      expect(languageOf(cookies, browser)).toBe(language)
    },
  )
})
