import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The folders whose imports are judged, where they exist. */
const JUDGED = ['server', 'common', 'web', 'bench', 'prove']

/**
 * Reads every import under `base` and holds it against .dependency-cruiser.mjs. Hands back how many files were
 * read and the offences, each `{ rule, from, to, sentence }`. Reading nothing, or less than the folders hold,
 * is an offence too: with an unfit TypeScript the tool reads 0 files and calls that a success.
 * @param {string} base
 * @returns {Promise<{ files: number, offences: { rule: string, from: string, to: string, sentence?: string }[] }>}
 */
export async function judgeWalls(base) {
  const folders = JUDGED.filter((folder) => existsSync(join(base, folder)))
  const files = folders.flatMap((folder) => sourcesUnder(base, folder))
  const { cruise } = await import('dependency-cruiser')
  const { default: walls } = await import(pathToFileURL(join(base, '.dependency-cruiser.mjs')).href)
  const { forbidden, options } = walls
  const { enhancedResolveOptions, ...rest } = options
  const workingDirectory = process.cwd()
  const { output } = await cruise(
    folders,
    { ...rest, baseDir: base, validate: true, ruleSet: { forbidden } },
    { ...enhancedResolveOptions, bustTheCache: true },
  ).finally(() => process.chdir(workingDirectory))
  const read = new Set(output.modules.map((module) => module.source))
  const sentences = new Map(forbidden.map((rule) => [rule.name, rule.comment]))
  const offences = output.summary.violations.map((violation) => ({
    rule: violation.rule.name,
    from: violation.from,
    to: (violation.cycle ?? violation.via)?.map((step) => step.name).join(' → ') || violation.to,
    sentence: sentences.get(violation.rule.name),
  }))
  const direct = new Set(
    offences.filter(({ rule }) => rule === 'rules-import-rules-only').map(({ from }) => from),
  )
  const told = offences.filter(
    // The roundabout way is worth telling only where no file on it is told of already.
    ({ rule, from, to }) =>
      rule !== 'rules-reach-no-io' || ![from, ...to.split(' → ')].some((file) => direct.has(file)),
  )
  const unread = files.filter((file) => !read.has(file))
  if (files.length === 0 || unread.length > 0) {
    told.unshift({
      rule: 'every-file-was-read',
      from: unread.slice(0, 3).join(', ') || base,
      to: `${files.length - unread.length} of ${files.length} files read`,
      sentence:
        'The walls judge nothing that was not read. Is the TypeScript installed one that dependency-cruiser can use?',
    })
  }
  return { files: files.length - unread.length, offences: told }
}

function sourcesUnder(base, folder) {
  return readdirSync(join(base, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesUnder(base, path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}
