import { Refusal } from '#platform/refusal.ts'
import { eachLanguage, inBoth, problemSentences } from './words.ts'

// A file of two thousand procedures with one mistake repeated is not printed two thousand times.
const MOST_PROBLEMS = 50

/** What went wrong, for the person at the command line; null when it is a fault of ours. */
export const toldAtCommandLine = (error: unknown): string | null => {
  if (!(error instanceof Refusal)) return null
  const { problems, ...details } = error.details
  const listed = Array.isArray(problems) ? (problems as readonly string[]) : []
  const rest = listed.length - MOST_PROBLEMS
  return [
    ...eachLanguage(
      (words) =>
        `${words(`refusal.${error.code}.title`, details)}. ${words(`refusal.${error.code}.detail`, details)}`,
    ),
    ...listed.slice(0, MOST_PROBLEMS).map((problem) => `  ${problem}`),
    ...(rest > 0 ? [`  ${inBoth('command.more-problems', { count: rest }).join(' / ')}`] : []),
    ...meanings(listed),
  ].join('\n')
}

/** `versions[0].slug: SLUG_NOT_READ (Đăng ký)` */
const CODE = /: ([A-Z][A-Z_]+)(?: \(|$)/

/** Each problem that was met, once: what it means and what to do. */
const meanings = (problems: readonly string[]): readonly string[] => {
  const codes = new Set(problems.flatMap((problem) => CODE.exec(problem)?.[1] ?? []))
  const lines = [...codes].flatMap((code) => {
    const sentences = problemSentences(code)
    return sentences.length > 0 ? [`  ${code}`, ...sentences.map((sentence) => `    ${sentence}`)] : []
  })
  return lines.length > 0 ? ['', ...lines] : []
}
