import { describe, expect, test } from 'vitest'
import { trackingFormPage, trackingPage } from '../index.ts'
import { frame, NOW } from '../samples.testing.ts'
import { IN_HAND } from '../tracking-samples.testing.ts'
import { textOf } from '../well-formed.testing.ts'

describe('looking up a dossier', () => {
  test('an unknown code and a wrong secret give the same page but for what was typed', () => {
    const page = (code: string, secret: string) =>
      trackingFormPage({ ...frame('vi', '/tra-cuu'), code, secret, problem: { code: 'not-found' } })
    const unknownCode = page('H57.132-261116-9999', 'ABCD2345WXYZ')
    const wrongSecret = page('H57.132-261116-0007', 'AAAABBBBCCCC')
    expect(unknownCode.replace('H57.132-261116-9999', 'X').replace('ABCD2345WXYZ', 'Y')).toBe(
      wrongSecret.replace('H57.132-261116-0007', 'X').replace('AAAABBBBCCCC', 'Y'),
    )
    expect(textOf(unknownCode)).toContain('Không có hồ sơ nào khớp với cả hai mã này.')
    expect(textOf(unknownCode)).toContain('Mang thẻ căn cước đến')
  })

  test('the secret travels in the body, and pages about one dossier stay out of search engines and referrers', () => {
    expect(trackingFormPage(frame('vi'))).toContain('action="/tra-cuu" method="post"')
    expect(trackingPage({ ...frame('vi'), tracking: IN_HAND, now: NOW })).toContain(
      '<meta name="robots" content="noindex"/><meta name="referrer" content="no-referrer"/>',
    )
  })

  test('too many attempts say how long to wait, in whole minutes', () => {
    const page = (retryAfterSeconds: number) =>
      textOf(trackingFormPage({ ...frame('vi'), problem: { code: 'too-many-attempts', retryAfterSeconds } }))
    expect(page(841)).toContain('thử lại sau 15 phút')
    expect(page(5)).toContain('thử lại sau 1 phút')
  })
})
