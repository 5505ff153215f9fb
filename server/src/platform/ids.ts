import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

// A reception makes a dozen ids; random bytes are fetched from the system for 256 of them at once.
const BYTES = 16
const pool = new Uint8Array(256 * BYTES)
let used = pool.length

/** An id made by the application: uuidv7, so that rows written together lie together. Its order is not commit order. */
export const newId = (): string => {
  if (used >= pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += BYTES
  return v7({ random: pool.slice(used - BYTES, used) })
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isUuid = (text: string): boolean => UUID.test(text)
