import { type CardText, readCardText } from '#common/citizen.ts'

/**
 * A scanner is a keyboard that types the card's text and Enter, wherever the cursor is. The text is looked for in
 * the field, since a Vietnamese input method may have rewritten the keys on their way; what stood before it stays.
 */
export const cardIn = (value: string, today: string): { card: CardText; rest: string } | null => {
  const at = value.search(/\d{12}\|/)
  if (at < 0) return null
  const card = readCardText(value.slice(at), today)
  return card && { card, rest: value.slice(0, at) }
}

// Scanners send a key each 5 to 30 ms; nobody types twenty letters at this pace.
const BURST_GAP_MS = 60

/** Collects keys that come as fast as only a machine types, for when the cursor stands in no field. */
export class Burst {
  #keys = ''
  #last = 0

  add(key: string, at: number): void {
    if (at - this.#last > BURST_GAP_MS) this.#keys = ''
    this.#last = at
    if ([...key].length === 1) this.#keys += key
  }

  /** What came in one go, and begins anew. */
  take(at: number): string {
    const keys = at - this.#last > BURST_GAP_MS ? '' : this.#keys
    this.#keys = ''
    return keys
  }
}
