/**
 * What of a row goes into its leaf, in one spelling: a JSON array of texts and nulls, in UTF-8, without white space, as JSON.stringify
 * writes it. The first text names this form; a new one would be `motcua ledger row 2`.
 *
 *     ["motcua ledger row 1", id, at, actor_id, authority_id, act, subject_id, purpose, request_id, detail, xact]
 *
 * `at` is the count of microseconds since 1970-01-01T00:00:00Z in digits, which no zone or format can change; `xact` the number of the
 * transaction in digits; ids are lower case. `detail` is JSON with the names of each object sorted by UTF-16 units, no white
 * space, strings as JSON.stringify writes them, and numbers by the digits that PostgreSQL keeps of them.
 */
export interface LedgerRow {
  id: string
  at: string
  actor_id: string
  authority_id: string | null
  act: string
  subject_id: string | null
  purpose: string | null
  request_id: string | null
  /** As PostgreSQL writes it, with its own spaces and order. */
  detail: string
  xact: string
}

const FORM = 'motcua ledger row 1'

export const canonical = (row: LedgerRow): string =>
  JSON.stringify([
    FORM,
    row.id,
    row.at,
    row.actor_id,
    row.authority_id,
    row.act,
    row.subject_id,
    row.purpose,
    row.request_id,
    canonicalJson(row.detail),
    row.xact,
  ])

/** JSON.parse would round a number of more than 15 digits, and two rows would look alike: so numbers stay the text they are. */
export const canonicalJson = (text: string): string => {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token.trim())
  let at = 0
  const list = (end: string, item: () => string): string[] => {
    const items: string[] = []
    at += 1
    while (tokens[at] !== end) {
      items.push(item())
      if (tokens[at] === ',') at += 1
    }
    at += 1
    return items
  }
  const member = (): [string, string] => {
    const name = JSON.parse(tokens[at] ?? '') as string
    at += 2
    return [name, value()]
  }
  const value = (): string => {
    const token = tokens[at]
    if (token === undefined) throw new Error('the detail of a ledger row ends in the middle')
    if (token === '[') return `[${list(']', value).join(',')}]`
    if (token === '{') {
      const members: [string, string][] = []
      list('}', () => {
        members.push(member())
        return ''
      })
      members.sort(([one], [other]) => (one < other ? -1 : 1))
      return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${one}`).join(',')}}`
    }
    at += 1
    return token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token
  }
  return value()
}

const TOKEN = /\s*(?:"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+)/g
