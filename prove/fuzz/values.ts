import type { Twist } from './plans.ts'

/** Something done to one place of a body while it is still a value. */

/** JSON that keeps a `__proto__` which JavaScript would take for itself. */
export const written = (value: unknown): string => JSON.stringify(value) ?? ''

// Far above the quarter of a megabyte that the house takes. 500 copies of 500 copies of a long text kept this process
// writing for 7.7 s, and it called every answer slow that waited for it meanwhile.
const MOST_CHARACTERS = 3_000_000

const copies = (value: unknown): number =>
  Math.min(500, 1 + Math.floor(MOST_CHARACTERS / (written(value).length + 1)))

interface Place {
  holder: Record<string, unknown> | unknown[]
  key: string | number
}

/** Every place in a value where something else could stand. */
const places = (value: unknown, found: Place[] = []): Place[] => {
  if (found.length > 300 || typeof value !== 'object' || value === null) return found
  const holder = value as Record<string, unknown> | unknown[]
  for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
    found.push({ holder, key })
    places(Array.isArray(holder) ? holder[key as number] : holder[key as string], found)
  }
  return found
}

/** The body with the twist done to one of its places; the one handed in stays as it is. */
export const changed = (
  body: unknown,
  { node, how, name, value }: Extract<Twist, { at: 'value' }>,
): unknown => {
  if (body === undefined) return value
  const root = { body: structuredClone(body) }
  const all = places(root)
  const place = all[node % all.length]
  if (!place) return value
  const holder = place.holder as Record<string | number, unknown>
  const old = holder[place.key]
  switch (how) {
    case 'replace':
      holder[place.key] = value
      break
    case 'remove':
      delete holder[place.key]
      break
    case 'add':
      if (typeof old === 'object' && old !== null && !Array.isArray(old)) {
        Object.defineProperty(old, name, { value, enumerable: true, configurable: true, writable: true })
      } else holder[place.key] = { [name]: value }
      break
    case 'wrap':
      holder[place.key] = [old]
      break
    case 'multiply':
      holder[place.key] = Array.isArray(old)
        ? Array.from({ length: copies(old[0]) }, () => old[0])
        : Array.from({ length: 3 }, () => old)
  }
  return root.body
}
