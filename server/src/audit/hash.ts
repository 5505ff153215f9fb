import { createHash } from 'node:crypto'
import type { LedgerRow } from './rules/canonical.ts'
import { canonical } from './rules/canonical.ts'
import { leafOf, type Sha256 } from './rules/merkle.ts'

export const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The leaf of a row. */
export const leafOfRow = (row: LedgerRow): Uint8Array => leafOf(sha256, Buffer.from(canonical(row), 'utf8'))

/** 32 bytes each, one after the other, in base16. */
export const hexOf = (hashes: readonly Uint8Array[]): string => Buffer.concat(hashes).toString('hex')

export const hashesIn = (hex: string): Uint8Array[] => {
  const bytes = Buffer.from(hex, 'hex')
  return Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(at * 32, at * 32 + 32))
}
