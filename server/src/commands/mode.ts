import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { type Instant, msOf, parseInstant, rfc3339InHanoi } from '#common/time.ts'
import { type Command, type ExitCode, notUnderstood, stumbledOver, type WhyNot } from './command.ts'
import { asLoader } from './transaction.ts'
import { inBoth } from './words.ts'

const HELP = `motcua mode [normal | read-only] [--reason TEXT] [--reason-en TEXT] [--until TIME]

Says whether acts are taken now, or changes it for every process of the office, within five seconds. While it is read-only everything can
be looked at, citizens track their dossiers, and whoever wants to write is told why and until when; what they typed stays on
their screen.

  --reason      one sentence for officers and citizens, in Vietnamese; --reason-en the same in English, and without it English
                pages name none
  --until       when acts are expected to be taken again, such as 2026-12-01T07:30:00+07:00: told to people, not acted upon

Commands that write (user, import, publish, takeover, demo) are held back as well, unless --although-read-only stands with them. What the
house does by itself goes on: papers are printed, the ledger is sealed, days lapse, people sign in.

Exit code 0: done. 1: failed. 2: not understood. 3: the database or the machine is not as it must be.
`

const MODES = { normal: 'NORMAL', 'read-only': 'READ_ONLY' } as const

export const mode: Command = {
  words: 'mode',
  takes: '[normal | read-only]',
  help: HELP,
  run: async ({ args, open }): Promise<ExitCode> => {
    const wanted = understood(args, Date.now())
    if ('why' in wanted) return notUnderstood('mode', HELP, wanted.why)
    const now = await asLoader(open, async (client) => {
      if (wanted.mode !== null) await set(client, wanted)
      return shown(client)
    })
    process.stdout.write(`${told(now).join('\n')}\n`)
    return 0
  },
}

interface Wanted {
  mode: 'NORMAL' | 'READ_ONLY' | null
  reason: string | null
  reasonInEnglish: string | null
  until: Instant | null
}

/** @param now in milliseconds: an end that is over was meant otherwise */
const understood = (args: readonly string[], now: number): Wanted | { why: WhyNot | null } => {
  const parsed = parse(args)
  if ('why' in parsed) return parsed
  const { values, positionals } = parsed
  const [word, surplus] = positionals
  if (surplus !== undefined) return { why: ['word', { said: surplus }] }
  if (word !== undefined && !Object.hasOwn(MODES, word)) return { why: ['mode', { said: word }] }
  // A reason belongs to being read-only; beside anything else it was meant otherwise.
  const [beside] = Object.keys(values)
  if (beside !== undefined && word !== 'read-only') return { why: ['beside', { said: `--${beside}` }] }
  const until = values.until === undefined ? null : readUntil(values.until, now)
  if (until !== null && typeof until !== 'string') return until
  return {
    mode: word === undefined ? null : MODES[word as keyof typeof MODES],
    reason: values.reason?.trim() || null,
    reasonInEnglish: values['reason-en']?.trim() || null,
    until,
  }
}

const OPTIONS = {
  reason: { type: 'string' },
  'reason-en': { type: 'string' },
  until: { type: 'string' },
} as const

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  } catch (error) {
    return { why: stumbledOver(error) }
  }
}

const readUntil = (said: string, now: number): Instant | { why: WhyNot } => {
  try {
    const until = parseInstant(said)
    return msOf(until) > now ? until : { why: ['past', { said }] }
  } catch {
    return { why: ['until', { said }] }
  }
}

const told = ({ mode, reason, reasonInEnglish, since, until }: Shown): readonly string[] => [
  ...inBoth('command.mode', {
    mode,
    since: rfc3339InHanoi(since),
    until: until === null ? null : rfc3339InHanoi(until),
  }),
  ...(reason === null ? [] : inBoth('command.mode-reason', { reason })),
  ...(reasonInEnglish === null ? [] : inBoth('command.mode-reason-english', { reason: reasonInEnglish })),
  ...(reason !== null && reasonInEnglish === null ? inBoth('command.mode-no-english') : []),
]

const set = (client: pg.Client, { mode: to, reason, reasonInEnglish, until }: Wanted) =>
  client.query(
    `update house_mode set mode = $1, reason_vi = $2, reason_en = $3, until = $4, set_by = $5,
       since = case when mode = $1 then since else now() end`,
    [to, reason, reasonInEnglish, until, userInfo().username],
  )

interface Shown {
  mode: string
  reason: string | null
  reasonInEnglish: string | null
  since: Instant
  until: Instant | null
}

const shown = async (client: pg.Client): Promise<Shown> => {
  const { rows } = await client.query<{
    mode: string
    reason: string | null
    english: string | null
    since: Date
    until: Date | null
  }>('select mode, reason_vi as reason, reason_en as english, since, until from house_mode')
  const row = rows[0]
  if (!row) throw new Error('the house has no mode')
  return {
    mode: row.mode,
    reason: row.reason,
    reasonInEnglish: row.english,
    since: row.since.toISOString() as Instant,
    until: (row.until?.toISOString() ?? null) as Instant | null,
  }
}
