import { translator } from '#common/i18n.ts'
import { Refusal } from '#platform/refusal.ts'
import { BadFile } from './file.ts'

// A file of two thousand procedures with one mistake repeated is not printed two thousand times.
const MOST_PROBLEMS = 50

/** What went wrong, for the person at the command line; null when it is a fault of ours. */
export const toldAtCommandLine = (error: unknown): string | null => {
  if (error instanceof BadFile) return error.message
  if (!(error instanceof Refusal)) return null
  const { problems, ...details } = error.details
  const listed = Array.isArray(problems) ? (problems as readonly string[]) : []
  const shown = listed.slice(0, MOST_PROBLEMS).map((problem) => `  ${problem}`)
  const rest = listed.length - shown.length
  return [
    ...(['vi', 'en'] as const).map((language) => sentences(language, error.code, details)),
    ...shown,
    ...(rest > 0 ? [`  … ${rest}`] : []),
  ].join('\n')
}

const sentences = (language: 'vi' | 'en', code: string, details: Refusal['details']): string => {
  const words = translator(language)
  return `${words(`refusal.${code}.title`, details)}. ${words(`refusal.${code}.detail`, details)}`
}
