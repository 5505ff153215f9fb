import { fileURLToPath } from 'node:url'

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
}

export class ConfigError extends Error {}

/** @throws ConfigError naming the variable and what it may be */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  // As in an address, `[::1]`, or bare.
  const host = (env.HOST ?? '').trim().replace(/^\[(.*)\]$/, '$1') || '127.0.0.1'
  const port = Number(env.PORT || 8080)
  if (!/^\d*$/.test(env.PORT ?? '') || port > 65_535) {
    throw new ConfigError(`PORT is "${env.PORT}": it must be a number from 0 to 65535.`)
  }
  const publicUrl = env.MOTCUA_PUBLIC_URL || `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (!URL.canParse(publicUrl) || !/^https?:$/.test(new URL(publicUrl).protocol))
    throw new ConfigError(
      `MOTCUA_PUBLIC_URL is "${publicUrl}": it must be an address such as https://motcua.example.vn.`,
    )
  return {
    host,
    port,
    dataFolder: env.MOTCUA_DATA || fileURLToPath(new URL('../../.motcua', import.meta.url)),
    databaseUrl: env.DATABASE_URL || undefined,
    province: env.MOTCUA_PROVINCE || 'province',
    behindProxy: env.MOTCUA_BEHIND_PROXY === '1',
    publicUrl: publicUrl.replace(/\/$/, ''),
  }
}
