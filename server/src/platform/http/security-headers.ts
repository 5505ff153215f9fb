/**
 * On every answer: nothing from elsewhere is loaded, nothing is framed but by our own desk, which shows a paper it has
 * fetched (blob:), nothing is guessed, nothing leaks onward.
 */
const ALWAYS = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; frame-src 'self' blob:; object-src 'none'; img-src 'self' data:",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
} as const

/**
 * Browsers that came by TLS once come by nothing else for a year (RFC 6797), to the names below ours too: whoever sits in
 * the network of a hall could otherwise hand a citizen a plain page of the same name.
 */
const OVER_TLS = { ...ALWAYS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } as const

/** What every answer carries. Without TLS browsers must ignore the word about it, so it is not said. */
export const securityHeaders = (isOverTls: boolean): Readonly<Record<string, string>> =>
  isOverTls ? OVER_TLS : ALWAYS

/** For what is no page and holds nothing that a browser should draw: figures for machines, a request that was no HTTP. */
export const NOTHING_TO_DRAW = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const
