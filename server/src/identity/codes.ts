import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { type Instant, msOf } from '#common/time.ts'
import { asLetters, inFours, randomLetters } from '#common/written-codes.ts'

/** Codes that an officer's telephone makes (TOTP, RFC 6238), and those on paper for the day it is lost. */

const STEP_SECONDS = 30
// A telephone whose clock is half a minute wrong is met often; one that is wrong by more shows other things wrong too.
const STEPS_BESIDE = 1
const SECRET_BYTES = 20
const ISSUER = 'Một Cửa'

const totpOf = (secret: Secret, username = ''): TOTP =>
  new TOTP({ issuer: ISSUER, label: username, algorithm: 'SHA1', digits: 6, period: STEP_SECONDS, secret })

export interface NewSecret {
  /** Base32, as it is typed where no picture can be taken. */
  secret: string
  /** What the picture says: `otpauth://totp/…`. */
  uri: string
}

export const newSecret = (username: string): NewSecret => {
  const secret = new Secret({ size: SECRET_BYTES })
  return { secret: secret.base32, uri: totpOf(secret, username).toString() }
}

/**
 * The half minute that a code was made for, by our own clock; null when it is none of now, the one before or the next.
 * @param secret base32
 */
export const stepOfCode = (secret: string, code: string, now: Instant): number | null => {
  const delta = totpOf(Secret.fromBase32(secret)).validate({
    token: code,
    timestamp: msOf(now),
    window: STEPS_BESIDE,
  })
  return delta === null ? null : Math.floor(msOf(now) / 1000 / STEP_SECONDS) + delta
}

/** As it was typed: six digits, or a code of paper; null when it can be neither. */
export const readCode = (text: string): { kind: 'TELEPHONE' | 'PAPER'; code: string } | null => {
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d{6}$/.test(digits)) return { kind: 'TELEPHONE', code: digits }
  const onPaper = asLetters(text)
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(onPaper) ? { kind: 'PAPER', code: onPaper } : null
}

const CODES = 10
const CODE_LETTERS = 12

/** Ten codes of 60 bits each, as they are printed. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () => inFours(randomLetters(CODE_LETTERS, randomInt)))
