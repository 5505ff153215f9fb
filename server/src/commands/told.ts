import { BackupFailure } from '#platform/backup/failure.ts'
import { CannotOpen } from '#platform/db/cannot-open.ts'
import { Refusal } from '#platform/refusal.ts'
import { SealError } from '#platform/seal.ts'
import { ConfigError } from '../config.ts'
import { backupFailed } from './backup-words.ts'
import { CannotListen } from './cannot-listen.ts'
import { eachLanguage, inBoth, problemSentences } from './words.ts'

// A file of two thousand procedures with one mistake repeated is not printed two thousand times.
const MOST_PROBLEMS = 50

/** What went wrong, for the person at the command line; null when it is a fault of ours. */
export const toldAtCommandLine = (error: unknown): string | null => {
  if (error instanceof BackupFailure) return backupFailed(error).join('\n')
  if (!(error instanceof Refusal)) return null
  const { problems, ...details } = error.details
  const listed = Array.isArray(problems) ? (problems as readonly string[]) : []
  const { shared, single } = byCode(listed)
  const rest = single.length - MOST_PROBLEMS
  return [
    ...eachLanguage(
      (words) =>
        `${words(`refusal.${error.code}.title`, details)}. ${words(`refusal.${error.code}.detail`, details)}`,
    ),
    ...shared.flatMap(({ code, places }) => sharedProblem(code, places)),
    ...single.slice(0, MOST_PROBLEMS).map((problem) => `  ${problem}`),
    ...(rest > 0 ? [`  ${inBoth('command.more-problems', { count: rest }).join(' / ')}`] : []),
    ...meanings(single),
  ].join('\n')
}

/** What is not as it must be in a setting, the database or the machine, and what to do; empty when it is none of these. */
export const notAsItMustBe = (error: unknown): readonly string[] => {
  if (error instanceof ConfigError) return inBoth(`config.${error.what}`, error.details)
  if (error instanceof CannotListen) return inBoth(`cannot-listen.${error.code}`, error.details)
  if (error instanceof SealError) return [...inBoth('cannot-open.KEYS'), `  ${error.message}.`]
  if (!(error instanceof CannotOpen)) return []
  const sentences = inBoth(`cannot-open.${error.code}`, error.details)
  // What was found stands in the words of whoever found it, where the sentence does not say it.
  return sentences.includes(error.message) ? sentences : [...sentences, `  ${error.message}`]
}

/** `versions[0].slug: SLUG_NOT_READ (Đăng ký)` */
const CODE = /: ([A-Z][A-Z_]+)(?: \(|$)/

/** `columns.code: MAPPING_STILL_A_GUESS`: a place, and a problem that needs no more words. */
const PLACED = /^(.+): ([A-Z][A-Z_]+)$/
const FEW = 3

/** Problems that many places share, each once with its places; the others as they are. */
const byCode = (problems: readonly string[]) => {
  const places = new Map<string, string[]>()
  for (const problem of problems) {
    const [, place = '', code = ''] = PLACED.exec(problem) ?? []
    if (problemSentences(code).length > 0) places.set(code, [...(places.get(code) ?? []), place])
  }
  const shared = [...places].flatMap(([code, at]) => (at.length > FEW ? [{ code, places: at }] : []))
  const isShared = (problem: string) => shared.some(({ code }) => PLACED.exec(problem)?.[2] === code)
  return { shared, single: problems.filter((problem) => !isShared(problem)) }
}

const sharedProblem = (code: string, places: readonly string[]): string[] => {
  const rest = places.length - MOST_PROBLEMS
  return [
    ...problemSentences(code).map((sentence) => `  ${sentence}`),
    `    ${code}: ${places.slice(0, MOST_PROBLEMS).join(', ')}`,
    ...(rest > 0 ? [`    ${inBoth('command.more-problems', { count: rest }).join(' / ')}`] : []),
  ]
}

/** Each problem that was met, once: what it means and what to do. */
const meanings = (problems: readonly string[]): readonly string[] => {
  const codes = new Set(problems.flatMap((problem) => CODE.exec(problem)?.[1] ?? []))
  const lines = [...codes].flatMap((code) => {
    const sentences = problemSentences(code)
    return sentences.length > 0 ? [`  ${code}`, ...sentences.map((sentence) => `    ${sentence}`)] : []
  })
  return lines.length > 0 ? ['', ...lines] : []
}
