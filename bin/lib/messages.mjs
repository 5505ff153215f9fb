import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Holds the English message catalogues against the Vietnamese ones under `folder` (common/messages): the same
 * files, the same ids, the same places to fill, every message readable ICU MessageFormat. Hands back how many
 * messages there are and one sentence for each fault.
 * @param {string} folder
 * @returns {Promise<{ messages: number, faults: string[] }>}
 */
export async function judgeMessages(folder) {
  const parse = await messageParser()
  const faults = []
  const [vi, en] = ['vi', 'en'].map((language) => catalogues(join(folder, language)))
  for (const file of new Set([...vi.keys(), ...en.keys()])) {
    const [inVi, inEn] = [vi.get(file), en.get(file)]
    if (!inVi || !inEn) {
      faults.push(`${inVi ? 'en' : 'vi'}/${file} is missing.`)
      continue
    }
    for (const id of new Set([...inVi.keys(), ...inEn.keys()])) {
      const places = [inVi.get(id), inEn.get(id)].map((text, at) => {
        const where = `${at === 0 ? 'vi' : 'en'}/${file}: ${id}`
        if (typeof text !== 'string' || text.trim() === '') {
          faults.push(`${where} has no words.`)
          return undefined
        }
        try {
          return [...new Set(placesIn(parse(text)))].sort().join(', ')
        } catch (error) {
          faults.push(`${where} cannot be read: ${error.message.split('\n')[0]}`)
          return undefined
        }
      })
      if (places[0] !== undefined && places[1] !== undefined && places[0] !== places[1]) {
        faults.push(`${file}: ${id} fills {${places[0]}} in Vietnamese and {${places[1]}} in English.`)
      }
    }
  }
  return { messages: [...vi.values()].reduce((sum, ids) => sum + ids.size, 0), faults }
}

/** Every id of the Vietnamese catalogues under `folder`. */
export const messageIds = (folder) =>
  [...catalogues(join(folder, 'vi')).values()].flatMap((messages) => [...messages.keys()])

function catalogues(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  return new Map(
    files.map((name) => [name, new Map(leaves(JSON.parse(readFileSync(join(folder, name), 'utf8'))))]),
  )
}

/** Catalogues may be nested; an id is the path to its words. */
const leaves = (tree, path = '') =>
  Object.entries(tree).flatMap(([key, value]) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? leaves(value, `${path}${key}.`)
      : [[path + key, value]],
  )

/** The parser with which the screens read their messages, asked directly: they would show a broken one as it stands. */
async function messageParser() {
  const lingui = createRequire(import.meta.resolve('@lingui/message-utils/compileMessage'))
  return lingui('@messageformat/parser').parse
}

function* placesIn(tokens) {
  for (const token of tokens) {
    if (token.arg !== undefined) yield token.arg
    for (const choice of token.cases ?? []) yield* placesIn(choice.tokens)
  }
}
