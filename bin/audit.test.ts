import { expect, test } from 'vitest'

const AUDIT = new URL('./lib/audit.mjs', import.meta.url).href
const { judged, reportIn } = await import(AUDIT)

const ID = 'GHSA-aaaa-bbbb-cccc'
const REPORT = {
  vulnerabilities: {
    shallow: {
      via: [
        {
          name: 'deep',
          range: '<2.0.1',
          severity: 'high',
          title: 'Reads too far',
          url: `https://x/${ID}`,
          source: 7,
        },
      ],
    },
    // Found by way of another part: told once.
    above: { via: ['shallow'] },
  },
}
const TODAY = '2026-11-27'

test.each<[string, object[], RegExp | null]>([
  [
    'nobody has answered for',
    [],
    /^GHSA-aaaa-bbbb-cccc deep <2\.0\.1: high, Reads too far\. Replace the part/,
  ],
  ['is answered for until another day', [{ advisory: ID, reason: 'never called', until: TODAY }], null],
  [
    'was answered for until yesterday',
    [{ advisory: ID, reason: 'x', until: '2026-11-26' }],
    /until 2026-11-26/,
  ],
  ['is allowed without a reason', [{ advisory: ID, reason: ' ', until: '2027-01-01' }], /no reason is given/],
])('an advisory that %s', (_what, allowed, fault) => {
  const { faults } = judged(REPORT, allowed, TODAY)
  if (fault === null) expect(faults).toEqual([])
  else expect(faults).toEqual([expect.stringMatching(fault)])
})

test('an answer about nothing any more is told, too', () => {
  const { faults } = judged({ vulnerabilities: {} }, [{ advisory: ID, reason: 'x', until: TODAY }], TODAY)
  expect(faults).toEqual([expect.stringContaining('take the line out')])
})

test.each(['', 'npm is not there', '{"message":"405 Method Not Allowed","error":{"summary":""}}'])(
  'no answer is not a good answer: %s',
  (text) => {
    expect(() => reportIn(text)).toThrow(/nothing is known about the parts/)
  },
)
