import { describe, expect, test } from 'vitest'
import { languageOf } from './messages.ts'

describe('the language of the desk', () => {
  test.each([
    ['lang=en', 'vi-VN', 'en'],
    ['a=b; lang=vi', 'en-US', 'vi'],
    ['a=b;lang=en; c=d', 'vi', 'en'],
    ['', 'en-US', 'en'],
    ['lang=', 'en', 'en'],
    ['slang=en', 'vi', 'vi'],
    ['lang=en2', 'vi', 'vi'],
    ['lang=vi; __Host-lang=en', 'vi', 'en'],
    ['__Host-lang=en', 'vi', 'en'],
  ])('with cookies "%s" in a browser that speaks %s is %s', (cookies, browser, language) => {
    expect(languageOf(cookies, browser)).toBe(language)
  })
})
