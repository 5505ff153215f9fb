import { readFileSync } from 'node:fs'
import { inHouse, Stop } from './house.mjs'
import { npm } from './npm.mjs'

/**
 * Advisories that a registry knows about the parts of package-lock.json, ours to run with and ours to build with. Not among the
 * default checks: it asks a registry, and what it answers changes without a change of ours.
 *
 * @throws Stop when no registry answers: then nothing is known, which is not the same as nothing wrong
 */
export async function audited(today = new Date().toISOString().slice(0, 10)) {
  const { out } = await npm(['audit', '--json'], { output: 'answer' })
  return judged(reportIn(out), allowed(), today)
}

/** What an office has looked at and lives with for a while, each with its reason and its last day. */
const allowed = () => JSON.parse(readFileSync(inHouse('bin/audit-allowed.json'), 'utf8'))

/** @throws Stop */
export function reportIn(text) {
  const report = parsed(text)
  if (report?.vulnerabilities) return report
  const why = report?.error?.summary || report?.message || text.trim().slice(0, 200) || 'no answer'
  throw new Stop(`No registry told of advisories (${why}): nothing is known about the parts.`)
}

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * One sentence for each advisory that nobody has answered for, for each answer that has ended, and for each that is about nothing
 * any more. `told` counts.
 */
export function judged({ vulnerabilities }, allowed, today) {
  const found = new Map()
  for (const { via } of Object.values(vulnerabilities))
    for (const advisory of via.filter((one) => typeof one === 'object'))
      found.set(idOf(advisory), `${advisory.name} ${advisory.range}: ${advisory.severity}, ${advisory.title}`)
  const faults = [...found].flatMap(([id, words]) => {
    const answer = allowed.find(({ advisory }) => advisory === id)
    if (!answer)
      return [
        `${id} ${words}. Replace the part, or say in bin/audit-allowed.json why it can stay, and until when.`,
      ]
    if (!answer.reason?.trim()) return [`${id} ${words}. It may stay, and no reason is given.`]
    return answer.until >= today ? [] : [`${id} ${words}. It might stay until ${answer.until}.`]
  })
  const idle = allowed.filter(({ advisory }) => !found.has(advisory))
  return {
    faults: [
      ...faults,
      ...idle.map(
        ({ advisory }) => `${advisory} is allowed, and nothing has it any more: take the line out.`,
      ),
    ],
    told: `${found.size} known, ${allowed.length} of them answered for`,
  }
}

const idOf = ({ url, source }) => /GHSA(?:-\w{4}){3}/.exec(url ?? '')?.[0] ?? String(source)
