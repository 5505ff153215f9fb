/** Why nobody can be served at an address. Its sentences are `cannot-listen.<code>` of the catalogue. */
export class CannotListen extends Error {
  readonly code: CannotListenCode
  readonly details: { host: string; port: number; variable: 'PORT' | 'MOTCUA_WATCH' }

  constructor(code: CannotListenCode, details: CannotListen['details'], cause: unknown) {
    super(`${details.host}:${details.port} cannot be listened at: ${code}`, { cause })
    this.name = 'CannotListen'
    this.code = code
    this.details = details
  }
}

export type CannotListenCode = 'EADDRINUSE' | 'EACCES' | 'EADDRNOTAVAIL' | 'ENOTFOUND'
