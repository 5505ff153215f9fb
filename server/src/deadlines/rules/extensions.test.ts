import { describe, expect, test } from 'vitest'
import { type Instant, parseInstant, plainDate } from '#common/time.ts'
import { DEFAULT_EXTENSION_RULES } from '../data/extension-rules.ts'
import { DEFAULT_PAUSE_RULES } from '../data/pause-rules.ts'
import { type Extension, extend } from './extensions.ts'
import { mayPause, PAUSE_REASONS, type PauseReason } from './pause-reasons.ts'
import { ruleInForce } from './term.ts'

const at = (text: string): Instant => parseInstant(`${text}:00+07:00`)
const rule = ruleInForce(DEFAULT_EXTENSION_RULES, plainDate('2026-11-24'))!
const next: Extension = {
  decidedAt: at('2026-11-18 09:00'),
  newDueAt: at('2026-11-25 17:00'),
  letterId: 'm04',
}
const codeOf = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('an extension with an apology', () => {
  test('is granted once', () => {
    const once = extend(rule, [], at('2026-11-19 17:00'), next)
    expect(once).toEqual([next])
    expect(
      codeOf(() => extend(rule, once, next.newDueAt, { ...next, newDueAt: at('2026-12-02 17:00') })),
    ).toBe('extensions-used-up')
  })

  test.each([
    ['to the date that was promised anyway', at('2026-11-25 17:00'), next, 'extension-not-later'],
    ['of what has no term', null, next, 'extension-without-term'],
    [
      'to a date that has passed',
      at('2026-11-10 17:00'),
      { ...next, newDueAt: at('2026-11-17 17:00') },
      'extension-in-the-past',
    ],
  ])('%s is refused', (_, promisedAt, extension, code) => {
    expect(codeOf(() => extend(rule, [], promisedAt, extension))).toBe(code)
  })
})

describe('what pauses a term', () => {
  const pauses = ruleInForce(DEFAULT_PAUSE_RULES, plainDate('2026-11-24'))!
  const allowed = (asked: readonly PauseReason[]) =>
    PAUSE_REASONS.filter((reason) => mayPause(pauses, reason, asked))

  test('a supplement and a payment do, whatever the procedure says; the rest only where it says so', () => {
    expect(allowed([])).toEqual(['SUPPLEMENT', 'FINANCIAL_OBLIGATION'])
    expect(allowed(['EXTERNAL_LOOKUP'])).toEqual(['SUPPLEMENT', 'FINANCIAL_OBLIGATION', 'EXTERNAL_LOOKUP'])
  })

  test('what the law forbids no procedure can allow', () => {
    const strict = { ...pauses, allowed: { ...pauses.allowed, CONSULTATION: 'NEVER' as const } }
    expect(mayPause(strict, 'CONSULTATION', ['CONSULTATION'])).toBe(false)
  })
})
