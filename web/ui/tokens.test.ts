import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

const tokensUnder = (selector: string): Record<string, string> => {
  const from = css.indexOf(`${selector} {`)
  const block = css.slice(from, css.indexOf('}', from))
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]),
  )
}

const light = tokensUnder(':root')
const dark = { ...light, ...tokensUnder(':root[data-theme="dark"]') }

/** Relative luminance, WCAG 2.2. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Text needs 4.5 to its ground; the edge of a field and the ring around the focus need 3. */
const PAIRS: readonly [string, string, number][] = [
  ...['sheet', 'paper', 'hover'].flatMap((ground): [string, string, number][] => [
    ['ink', ground, 4.5],
    ['muted', ground, 4.5],
    ['primary', ground, 4.5],
  ]),
  ['on-primary', 'primary', 4.5],
  ['on-primary', 'primary-hover', 4.5],
  ['danger-ink', 'sheet', 4.5],
  ['neutral-ink', 'neutral-ground', 4.5],
  ['muted', 'neutral-ground', 4.5],
  ...['danger', 'soon', 'wait', 'info', 'done', 'sign'].map((tone): [string, string, number] => [
    `${tone}-ink`,
    `${tone}-ground`,
    4.5,
  ]),
  ['border', 'sheet', 3],
  ['danger', 'sheet', 3],
  ['focus', 'sheet', 3],
  ['focus', 'paper', 3],
]

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_name, tokens) => {
  it.each(PAIRS)('%s on %s can be read (at least %d to 1)', (front, ground, least) => {
    expect(contrast(tokens[front] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(least)
  })
})
