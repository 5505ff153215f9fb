import { fileURLToPath } from 'node:url'
import type { Answer, Nothing } from './wire.ts'

/** What an answer may not be, whatever was asked. */

const MOST_MS = 2_000

/** Faults by kind; the empty list when there is nothing to say against it. */
export interface Judgement {
  kind: 'server error' | 'no answer' | 'too slow' | 'not a problem document' | 'says too much'
  words: string
  /** The answer, as far as it helps. */
  found?: string
}

/** Words that only our own inside would say; none of them is ever sent by us. */
const INSIDE = [
  /\bat (async )?[\w.<>$]+ \((file|node|\/)/,
  /node:internal|node_modules|\bat file:/,
  /\.(ts|mjs|js):\d+/,
  /SQLSTATE|PostgreSQL|\bpg_|syntax error at|invalid input syntax|invalid byte sequence|out of range for type/i,
  /violates (unique|foreign|check|not-null|row-level)|duplicate key value|relation "|column "|current transaction/i,
  /\b(select|insert into|update|delete from)\b.+\b(from|where|values|set)\b/i,
  /ECONNREFUSED|ENOENT|EACCES|TypeError|ReferenceError|RangeError|SyntaxError/,
  /FST_ERR|\bajv\b|instancePath|schemaPath/i,
]

const HERE = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

export const judge = (
  outcome: Answer | Nothing,
  asked: { head: boolean; isApi: boolean; hangUp: boolean },
  places: readonly string[],
): Judgement[] => {
  if (outcome.kind !== 'answer') {
    // Who hangs up in the middle of a sentence is owed no answer.
    return asked.hangUp && outcome.kind !== 'silence' ? [] : [{ kind: 'no answer', words: outcome.kind }]
  }
  const faults: Judgement[] = []
  const { status, ms } = outcome
  const text = outcome.body.toString('utf8')
  if (ms > MOST_MS) faults.push({ kind: 'too slow', words: `${Math.round(ms)} ms` })
  if (status >= 500 || status < 200)
    faults.push({ kind: 'server error', words: String(status), found: text.slice(0, 300) })
  if (status >= 400) {
    const leak =
      INSIDE.find((pattern) => pattern.test(text))?.source ??
      [HERE, ...places].find((place) => text.includes(place))
    if (leak !== undefined) faults.push({ kind: 'says too much', words: leak, found: text.slice(0, 300) })
    if (!asked.head && asked.isApi) {
      const missing = lacking(outcome, text)
      if (missing !== null)
        faults.push({
          kind: 'not a problem document',
          words: `${status}: ${missing}`,
          found: text.slice(0, 120),
        })
    }
  }
  return faults
}

/** What a refusal lacks of RFC 9457 with a code and words for people; null when it lacks nothing. */
const lacking = ({ status, headers }: Answer, text: string): string | null => {
  if (!/^application\/problem\+json\b/.test(headers.get('content-type') ?? ''))
    return `content-type ${headers.get('content-type')}`
  let problem: Record<string, unknown>
  try {
    problem = JSON.parse(text)
  } catch {
    return 'no JSON'
  }
  if (problem.status !== status) return 'another status in the document'
  if (typeof problem.code !== 'string' || !/^[a-z][a-z0-9-]+$/.test(problem.code)) return 'no code'
  if (problem.type !== `urn:motcua:problem:${problem.code}`) return 'a type that is not of its code'
  for (const name of ['title', 'detail'] as const) {
    const words = problem[name]
    if (typeof words !== 'string' || words.trim() === '') return `no ${name}`
    if (words.startsWith('refusal.') || words.includes('undefined')) return `no words for ${name}: ${words}`
  }
  return null
}
