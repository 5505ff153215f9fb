import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './house.mjs'

const ROOMS = ['common', 'server/src', 'web']

/**
 * One sentence for each id that none of the sources could read: it stands in none of them in quotes, and no template
 * makes it (`state.${…}`). Of a refusal it is the code that must stand there: whoever throws it names no id.
 * @param {Iterable<string>} ids
 * @param {readonly string[]} sources
 * @returns {string[]}
 */
export function unreadMessages(ids, sources) {
  const source = sources.join('\n')
  const made = sources.flatMap(templatesIn)
  const isNamed = (word) =>
    [`'${word}'`, `"${word}"`, `\`${word}\``].some((quoted) => source.includes(quoted))
  return [...ids]
    .filter((id) => {
      const code = /^refusal\.(.+)\.(?:title|detail)$/.exec(id)?.[1]
      return code ? !isNamed(code) : !isNamed(id) && !made.some((template) => template.test(id))
    })
    .map((id) => `${id} is read by nobody: no source file names it or makes it.`)
}

/** The templates of a source that could make an id: they fill in words of it, and say a word of it themselves. */
function templatesIn(source) {
  return [...source.matchAll(/`((?:[\w.-]*\$\{[^{}`]*\})+[\w.-]*)`/g)].flatMap(([, template]) => {
    const said = template.split(/\$\{[^{}]*\}/)
    // One that says nothing would make every id.
    if (!said.some((part) => /[a-z]{3}/.test(part))) return []
    return [new RegExp(`^${said.map((part) => part.replaceAll('.', String.raw`\.`)).join('[^.]+')}$`)]
  })
}

/** Every source that travels: no tests, no catalogues, nothing that a tool wrote. */
export const sourcesOfTheHouse = (base = root) =>
  ROOMS.flatMap((room) =>
    readdirSync(join(base, room), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(base, room, path),
    ),
  )
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|testing|d)\.tsx?$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
