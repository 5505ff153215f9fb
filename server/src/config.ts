import { fileURLToPath } from 'node:url'
import { type CheckpointRule, DEFAULT_CHECKPOINT_RULE } from '#audit/index.ts'
import { DEFAULT_SIGN_IN_RULES, type SignInRules } from '#identity/index.ts'

/** What a process is told from outside. Names begin with MOTCUA_, but for the few that every host knows. */
export interface Config {
  host: string
  port: number
  dataFolder: string
  databaseUrl: string | undefined
  /** The province's name: its schema. */
  province: string
  /** Where citizens reach the portal; printed as QR on receipts. */
  publicUrl: string
  /** Whether a reverse proxy stands in front: only then are its headers believed. */
  behindProxy: boolean
  /** Whether notifications of the database reach us; through a pooler of transactions they do not. */
  notifications: boolean
  /** Where figures are given to who watches over the machine; null: nowhere. */
  watch: { host: string; port: number } | null
  /** How often the ledger is sealed by a checkpoint. */
  checkpoints: CheckpointRule
  /** `secondFactor` null: as the database is, offered in the demo and required in an office's own. */
  signInRules: Omit<SignInRules, 'secondFactor'> & { secondFactor: SignInRules['secondFactor'] | null }
}

/** A setting that cannot be taken as it stands. Its sentences are `config.<what>` of the catalogue. */
export class ConfigError extends Error {
  readonly what: 'port' | 'public-url' | 'watch' | 'second-factor' | 'whole-number'
  readonly details: Readonly<Record<string, string | number>>

  constructor(what: ConfigError['what'], details: ConfigError['details']) {
    super(`a setting cannot be taken: ${what}`)
    this.name = 'ConfigError'
    this.what = what
    this.details = details
  }
}

/** @throws ConfigError naming the variable and what it may be */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  // As in an address, `[::1]`, or bare.
  const host = (env.HOST ?? '').trim().replace(/^\[(.*)\]$/, '$1') || '127.0.0.1'
  const port = Number(env.PORT || 8080)
  if (!/^\d*$/.test(env.PORT ?? '') || port > 65_535) {
    throw new ConfigError('port', { said: env.PORT ?? '' })
  }
  const publicUrl = env.MOTCUA_PUBLIC_URL || `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (!URL.canParse(publicUrl) || !/^https?:$/.test(new URL(publicUrl).protocol))
    throw new ConfigError('public-url', { said: publicUrl })
  return {
    host,
    port,
    dataFolder: env.MOTCUA_DATA || fileURLToPath(new URL('../../.motcua', import.meta.url)),
    databaseUrl: env.DATABASE_URL || undefined,
    province: env.MOTCUA_PROVINCE || 'province',
    behindProxy: env.MOTCUA_BEHIND_PROXY === '1',
    notifications: env.MOTCUA_NOTIFICATIONS !== '0',
    watch: watchAddress(env.MOTCUA_WATCH),
    checkpoints: {
      ...DEFAULT_CHECKPOINT_RULE,
      everySeconds: wholeNumberIn(
        env,
        'MOTCUA_CHECKPOINT_SECONDS',
        DEFAULT_CHECKPOINT_RULE.everySeconds,
        999_999,
      ),
      everyRows: wholeNumberIn(env, 'MOTCUA_CHECKPOINT_ROWS', DEFAULT_CHECKPOINT_RULE.everyRows, 999_999),
    },
    publicUrl: publicUrl.replace(/\/$/, ''),
    signInRules: {
      secondFactor: secondFactorIn(env),
      sessionHours: wholeNumberIn(env, 'MOTCUA_SESSION_HOURS', DEFAULT_SIGN_IN_RULES.sessionHours, 24),
      idleMinutes: wholeNumberIn(env, 'MOTCUA_IDLE_MINUTES', DEFAULT_SIGN_IN_RULES.idleMinutes, 24 * 60),
      mostSessions: wholeNumberIn(env, 'MOTCUA_MOST_SESSIONS', DEFAULT_SIGN_IN_RULES.mostSessions, 1_000),
    },
  }
}

/** `9464` is a port of this machine alone, `10.0.0.5:9464` one that others reach. @throws ConfigError */
const watchAddress = (text: string | undefined): Config['watch'] => {
  if (!text) return null
  const [, host = '127.0.0.1', port] = /^(?:\[?([^\]]+)\]?:)?(\d+)$/.exec(text.trim()) ?? []
  if (port === undefined || Number(port) > 65_535) throw new ConfigError('watch', { said: text })
  return { host, port: Number(port) }
}

const secondFactorIn = ({ MOTCUA_SECOND_FACTOR: said }: NodeJS.ProcessEnv) => {
  if (!said) return null
  if (said === 'required' || said === 'offered') return said
  throw new ConfigError('second-factor', { said })
}

/** A whole number from 1 to `most`. @throws ConfigError */
const wholeNumberIn = (env: NodeJS.ProcessEnv, name: string, otherwise: number, most: number): number => {
  const said = env[name]
  if (!said) return otherwise
  const number = /^\d{1,6}$/.test(said) ? Number(said) : 0
  if (number < 1 || number > most) throw new ConfigError('whole-number', { name, said, most })
  return number
}
